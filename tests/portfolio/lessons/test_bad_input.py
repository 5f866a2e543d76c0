"""Missing, zero, negative, endless, contradictory: a sentence each, and never a crash or NaN."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from math import inf, nan

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from portfolio.lessons import CHECKS, findings, judge
from portfolio.model import (
    FIGURES,
    INITIATIVE_KINDS,
    PRICING_MODELS,
    Facts,
    Figure,
    FrozenMap,
    Initiative,
    Portfolio,
    Reading,
    Settings,
)
from tests.portfolio.lessons.sora import TODAY, video

NO_EXPLAIN = (Phase.explicit, Phase.generate, Phase.target)
NO_NUMBER = re.compile(r"\b(?:nan|inf)\b", re.IGNORECASE)

odd_numbers = st.sampled_from([0.0, -1.0, 1.0, 1.5, inf, -inf, nan, 1e-300, 1e300]) | st.floats(
    allow_nan=True
)
ranges = st.none() | odd_numbers
odd_figures = st.builds(
    Figure,
    likely=odd_numbers,
    low=ranges,
    high=ranges,
    unit=st.sampled_from(["", "USD", "$/use", "EUR", "%", "M¤/use"]),
    as_of=st.none() | st.dates(),
    earlier=st.just(()) | st.builds(lambda value: (Reading(value, date(2026, 1, 1)),), odd_numbers),
)


def said_in(finding):
    """Every text that a person may read."""
    yield finding.sentence
    for part in finding.parts:
        yield from (part.sentence, part.text, part.formula, *part.missing, *part.notes)
        yield from (turn.sentence for turn in part.turns)
        yield from (end.text for end in (part.kindest, part.harshest) if end is not None)
        yield from (term.text + term.formula for term in part.terms)


def assert_legible(portfolio):
    board = judge(portfolio, today=TODAY)
    for key in portfolio.initiatives:
        found = findings(board, key)
        assert len(found) == len(CHECKS)
        for each in found:
            assert each.sentence
            texts = [text for text in said_in(each) if NO_NUMBER.search(text)]
            assert not texts, (each.check.code, texts)
            assert each.p_red is None or 0 <= each.p_red <= 1
    return board


@settings(max_examples=25, deadline=None, derandomize=True, phases=NO_EXPLAIN)
@given(
    figures=st.dictionaries(
        st.sampled_from([kind.name for kind in FIGURES]), odd_figures, max_size=30
    ),
    kind=st.sampled_from([None, *INITIATIVE_KINDS]),
    pricing=st.sampled_from([None, *PRICING_MODELS]),
)
def test_whatever_is_stated_every_finding_is_a_sentence(figures, kind, pricing):
    facts = Facts(kind=kind, pricing=pricing, figures=FrozenMap(figures))
    record = Initiative("Odd", "1", stage="run", facts=facts)
    assert_legible(Portfolio("p", initiatives=FrozenMap({"odd": record})))


@pytest.mark.parametrize("name", [kind.name for kind in FIGURES])
@pytest.mark.parametrize("value", [0.0, -1.0, inf, nan])
def test_one_figure_that_is_wrong_among_sound_ones(name, value):
    board = assert_legible(video(**{name: value}))
    assert board.ids == ("video",)


def sentence_of(portfolio, code):
    board = judge(portfolio, today=TODAY)
    found = next(each for each in findings(board, "video") if each.check.code == code)
    return found.status, found.sentence, found.parts[0]


def test_a_price_of_zero_is_a_loss_and_no_division():
    status, sentence, _ = sentence_of(video(price_per_unit=0.0), "1a")
    assert status == "red"
    assert sentence == "It costs with every use and brings in nothing."


def test_no_price_and_no_cost_is_no_margin():
    status, sentence, _ = sentence_of(video(price_per_unit=0.0, unit_cost=0.0), "1a")
    assert status == "missing"
    assert sentence == (
        "There is no answer while this is 0: Net price of one use and Cost of one use."
    )


def test_no_revenue_at_all_is_red_and_said():
    status, sentence, _ = sentence_of(video(revenue_month=0.0), "1b")
    assert (status, sentence.partition(",")[0]) == ("red", "Revenue per unit of inference cost: 0×")


def test_nobody_there_is_not_an_endless_conversion():
    assert sentence_of(video(active_month=0.0), "3b")[:2] == (
        "missing",
        "There is no answer while this is 0: Monthly active users.",
    )


@pytest.mark.parametrize(
    ("figure", "note"),
    [
        (
            Figure(-1.0),
            "Net price of one use: it cannot be below 0, so it counts as missing.",
        ),
        (Figure(inf), "Net price of one use: no finite number, so it counts as missing."),
        (
            Figure(1.0, unit="EUR/use"),
            "Net price of one use: stated in “EUR/use”, not in USD/use, so it counts as missing.",
        ),
    ],
)
def test_what_cannot_be_used_is_missing_and_said(figure, note):
    portfolio = video(price_per_unit=figure, revenue_month=-1.0)
    status, sentence, part = sentence_of(portfolio, "1a")
    assert status == "missing"
    assert sentence.startswith(note)
    assert "Not stated" not in sentence
    assert note in part.notes


def test_a_range_that_does_not_hold_its_likely_value_is_left_out_and_said():
    _, _, part = sentence_of(video(price_per_unit=Figure(1.0, low=2.0, high=3.0)), "1a")
    assert part.value == pytest.approx(-0.3)
    assert part.harshest.value == pytest.approx(-0.3)
    assert "The range of Net price of one use is impossible, so it is left out." in part.notes


@pytest.mark.parametrize("utilization", [0.0, 1.2])
def test_a_utilization_that_cannot_be_leaves_the_cost_open(utilization):
    portfolio = video(seconds_per_unit=2400.0, utilization=utilization)
    record = portfolio.initiatives["video"]
    figures = record.facts.figures.without("unit_cost").without("inference_cost_month")
    bare = replace(record, facts=replace(record.facts, figures=figures))
    changed = replace(portfolio, initiatives=FrozenMap({"video": bare}))
    status, sentence, part = sentence_of(changed, "1a")
    assert status == "missing"
    note = "Utilization: it cannot be 0 or less or above 1, so it counts as missing."
    assert sentence == f"{note} Not stated: Cost of one use (or Utilization)."
    assert note in part.notes


def test_a_price_of_compute_in_dollars_is_no_default_in_euros():
    portfolio = video()
    record = portfolio.initiatives["video"]
    figures = FrozenMap({"seconds_per_unit": Figure(60.0), "price_per_unit": Figure(1.0)})
    bare = replace(record, facts=replace(record.facts, figures=figures))
    euros = replace(
        portfolio, initiatives=FrozenMap({"video": bare}), settings=Settings(currency="EUR")
    )
    assert sentence_of(euros, "1a")[:2] == (
        "missing",
        "Not stated: Cost of one use (or Price of compute).",
    )


def test_nothing_stated_and_nobody_there():
    empty = Portfolio("p")
    assert judge(empty, today=TODAY).lights.shape == (0, len(CHECKS))
    bare = Portfolio("p", initiatives=FrozenMap({"i": Initiative("Idea", "1")}))
    assert "green" not in {each.status for each in findings(judge(bare, today=TODAY), "i")}
