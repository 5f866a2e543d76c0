"""Answers: the same ones are judged once, so each says all that it is judged by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from portfolio.lessons import PARTS, Answer
from portfolio.model import Facts, Initiative
from tests.portfolio.lessons.anything import any_facts, any_initiative
from tests.portfolio.lessons.asked import one

ANSWERS = [part for part in PARTS if isinstance(part, Answer)]
FIELDS = [
    *Facts.__dataclass_fields__,
    *(f"initiative {f}" for f in Initiative.__dataclass_fields__),
]


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_what_an_answer_does_not_read_changes_nothing(answer):
    random, told = Random(3), 0
    for number in range(600):
        subject = one(any_facts(random))
        changed = _with_another(subject, random.choice([*FIELDS, "today"]), random, number)
        if answer.reads(subject) == answer.reads(changed):
            assert answer.judge(subject) == answer.judge(changed)
        else:
            told += answer.judge(subject) != answer.judge(changed)
    assert told


def _with_another(subject, field, random, number):
    """The same subject but for one field."""
    if field == "today":
        return replace(subject, today=date(2020 + number % 10, 1, 1))
    if field.startswith("initiative "):
        name = field.removeprefix("initiative ")
        other = getattr(any_initiative(random, number), name)
        return replace(subject, initiative=replace(subject.initiative, **{name: other}))
    other = getattr(any_facts(random), field)
    return replace(subject, facts=replace(subject.facts, **{field: other}))
