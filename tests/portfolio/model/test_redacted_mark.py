"""A redacted copy says what it is, and whether its plan is that of the original."""

import pytest

from portfolio.edit import set_settings
from portfolio.model.checks import problems
from portfolio.model.redacted_mark import another_plan, redacted_mark
from tests.portfolio.small import sound

MADE = "This is a redacted copy, made without "


def marked(*parts):
    return set_settings(sound(), redacted=parts)


@pytest.mark.parametrize(
    ("parts", "said", "other"),
    [
        ((), "", False),
        (("people",), f"{MADE}people.", False),
        (("people", "comments"), f"{MADE}people and comments.", False),
        (("money",), f"{MADE}money: the plan here is not the plan of the original.", True),
    ],
)
def test_a_copy_without_money_says_that_its_plan_is_another_one(parts, said, other):
    settings = marked(*parts).settings
    assert redacted_mark(settings) == said
    assert another_plan(settings) is other


@pytest.mark.parametrize(
    ("parts", "severity"), [(("people",), "note"), (("people", "money"), "warning")]
)
def test_the_mark_is_the_first_of_the_problems(parts, severity):
    first = problems(marked(*parts))[0]
    assert (first.code, first.severity, first.kind) == ("redacted_copy", severity, "portfolio")
    assert first.text == redacted_mark(marked(*parts).settings)


def test_any_other_document_has_no_mark():
    assert "redacted_copy" not in {problem.code for problem in problems(sound())}
