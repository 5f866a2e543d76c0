"""What every study has to do, whatever it is asked."""

from dataclasses import replace
from pathlib import Path

import pytest

from portfolio.errors import Cancelled
from portfolio.files import load
from portfolio.funding import plan
from portfolio.insight import STUDIES, Question
from portfolio.model import FrozenMap
from tests.portfolio.funding.builders import force_in, from_table, random_portfolio
from tests.portfolio.funding.timed_builders import random_over_time

SAMPLES = Path(__file__).parents[3] / "sample_portfolios"


def asked(study, portfolio, **more):
    resources = [
        key for key, record in portfolio.resources.items() if any(record.capacity.values())
    ]
    resource = resources[0] if study.about_resource else ""
    return list(study.run(portfolio, Question(resource, **more)))


def tied():
    return from_table([4, 4, 4, 4], [[2, 2, 2, 2]], [5])


def small_cases():
    yield "ties", tied()
    yield "one row", from_table([3], [[2]], [4])
    yield "empty", from_table([], [[]], [4])
    yield "nothing is worth anything", from_table([0, -2], [[1, 1]], [4])
    yield "no plan", from_table([3], [[9]], [1], [force_in("i01")])
    yield "everything fits", from_table([3, 4], [[1, 1]], [90])
    yield "over time", random_over_time(3, count=4)
    yield "over time, more", random_over_time(8, count=4)


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
@pytest.mark.parametrize("portfolio", [pytest.param(case, id=name) for name, case in small_cases()])
def test_ends_with_a_final_result_in_words(study, portfolio):
    findings = asked(study, portfolio)
    assert [each.final for each in findings] == [False] * (len(findings) - 1) + [True]
    for each in findings:
        assert each.sentences
        for sentence in each.sentences:
            assert sentence == sentence.strip()
            assert sentence[-1] == "."
            assert "  " not in sentence
            assert "nan" not in sentence
            assert "\N{EN DASH}" not in sentence


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_same_question_same_answer(study):
    portfolio = random_portfolio(11, count=7, whole=True)
    turned = {
        key: replace(record, order=f"{99 - place:02}")
        for place, (key, record) in enumerate(reversed(portfolio.initiatives.items()))
    }
    other = replace(portfolio, initiatives=FrozenMap(turned))
    one, two, three = (asked(study, each)[-1] for each in (portfolio, portfolio, other))
    assert one.sentences == two.sentences == three.sentences


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_a_known_plan_changes_nothing(study):
    portfolio = random_portfolio(6, count=7, whole=False)
    best = plan(portfolio)
    assert best.status == "optimal"
    alone, helped = asked(study, portfolio), asked(study, portfolio, plan=best)
    assert alone[-1].sentences == helped[-1].sentences


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_progress_never_falls_and_says_what_is_done(study):
    portfolio = load(SAMPLES / "tutorial_8.portfolio").portfolio
    told = []
    asked(study, portfolio, tick=lambda fraction, text: told.append((fraction, text)))
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert all(0 <= fraction <= 1 and text for fraction, text in told)
    assert len(set(fractions)) > 5


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_cancel_is_heard_at_once(study):
    portfolio = load(SAMPLES / "northlight_ai_lab.portfolio").portfolio
    told = []

    def tick(fraction, text):
        told.append(text)
        if len(told) == 12:
            raise Cancelled

    with pytest.raises(Cancelled):
        asked(study, portfolio, tick=tick)
    assert len(told) == 12


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_sample_is_answered(study):
    portfolio = load(SAMPLES / "tutorial_8.portfolio").portfolio
    finding = asked(study, portfolio)[-1]
    assert finding.final
    assert all(len(sentence) < 400 for sentence in finding.sentences)


def test_names_are_unlike():
    assert len({study.name for study in STUDIES}) == len(STUDIES)
    assert all(study.question.endswith("?") for study in STUDIES)
