"""The price of rules: the sentence, and labels that can be read."""

from __future__ import annotations

import dataclasses

import pytest

from portfolio.charts import DARK, LIGHT, RULE_PRICES
from portfolio.charts.render import drawn
from portfolio.charts.rule_prices_finding import RuleBar, RuleBars, price_words
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.charts.test_contract import boxes_of, outside, overlapping
from tests.portfolio.charts.variants import HOSTILE

VIVID = RuleBar("x1", "“Vivid” forced in", "The force-in of “Vivid”", 180.0, 0.19)
SMALL = RuleBar("x2", "“A” requires “B”", "The rule “‘A’ requires ‘B’”", 40.0, 0.04)
LEAST = dataclasses.replace(SMALL, key="x3", proven=False)
FREE = dataclasses.replace(SMALL, key="x4", cost=0.0, share=0.0)
OVERRIDE = RuleBar(
    "x5", "Gate overridden", "The override of the gate before “C”", 500.0, 0.5, brings=True
)
GONE = dataclasses.replace(OVERRIDE, key="x6", cost=0.0, share=0.0, found=False)


def bars(*rows, **fields):
    return RuleBars(rows, "$M", rules=len(rows), **fields)


def headline(shown):
    return RULE_PRICES.describe(shown).partition(". ")[0]


def test_the_most_expensive_is_held_against_all_others_together():
    assert headline(bars(VIVID, SMALL, FREE)) == (
        "The force-in of “Vivid” costs $180M (19 %), more than all other rules together"
    )
    near = dataclasses.replace(SMALL, cost=100.0)
    assert headline(bars(VIVID, near, dataclasses.replace(near, key="x9"))).endswith(
        "(19 %), the most of 3 rules"
    )
    assert headline(bars(VIVID, FREE, FREE)).endswith("(19 %); the others cost nothing")


def test_what_is_not_proven_is_at_least_and_never_compared():
    assert "at least $40M" in price_words(LEAST, "$M")
    assert headline(bars(VIVID, LEAST)) == "The force-in of “Vivid” costs $180M (19 %)"
    unsure = dataclasses.replace(VIVID, proven=False)
    assert "costs at least $180M" in headline(bars(unsure, SMALL))
    assert price_words(dataclasses.replace(FREE, proven=False), "$M") == "nothing found, not proven"


def test_prices_that_are_still_to_come_are_no_verdict():
    assert headline(bars(VIVID, SMALL, waiting=3)).startswith("So far: The force-in")
    assert headline(bars(VIVID, outdated=True)).startswith("Before the last change: The force-in")
    assert headline(bars(waiting=3)) == "No rules yet"
    assert headline(RuleBars((), "$M", 3, 3)) == "The rules are being priced"


def test_rules_that_cost_nothing():
    assert headline(bars(FREE, FREE)) == "No rule costs anything"
    assert headline(bars(FREE, OVERRIDE)) == (
        "No rule costs anything; the override of the gate before “C” brings $500M"
    )
    assert price_words(FREE, "$M") == "nothing"


def test_an_override_brings_and_may_be_all_that_makes_a_plan_possible():
    assert price_words(OVERRIDE, "$M") == "brings $500M (50 %)"
    assert price_words(GONE, "$M") == "no plan without it"


def test_without_a_plan_there_are_no_prices():
    shown = bars(VIVID, trouble="No plan fits every limit and rule, so no rule has a price.")
    assert headline(shown) == "No plan fits every limit and rule, so no rule has a price"
    assert drawn(RULE_PRICES, shown, LIGHT, (900, 600))[1] == ()


def test_every_bar_can_be_clicked_and_says_who_would_come_in():
    told = dataclasses.replace(VIVID, without="It costs $180M: without it, “A” would come in.")
    _, spots = drawn(RULE_PRICES, bars(told, SMALL), LIGHT, (900, 600))
    assert [spot.key for spot in spots] == ["x1", "x2"]
    assert spots[0].text == ("“Vivid” forced in. It costs $180M: without it, “A” would come in.")


MANY = tuple(
    dataclasses.replace(VIVID, key=f"x{n}", cost=1000.0 / (n + 1), proven=n % 2 == 0)
    for n in range(60)
)
HARD = tuple(
    dataclasses.replace(VIVID, key=f"x{n}", text=text, noun=f"The rule {text}", brings=n == 3)
    for n, text in enumerate(HOSTILE)
)
SHOWN = {
    "one": bars(VIVID),
    "some": bars(VIVID, SMALL, LEAST, FREE, OVERRIDE, GONE),
    "many": bars(*MANY, waiting=4),
    "hostile": dataclasses.replace(bars(*HARD), unit="$\\frac$" * 20),
    "outdated": bars(VIVID, SMALL, outdated=True),
    "none": bars(),
}


@pytest.mark.parametrize("size", [(900, 600), (500, 360), (1400, 800)])
@pytest.mark.parametrize("name", SHOWN)
def test_labels_stay_apart_and_inside(name, size):
    figure = figure_of(RULE_PRICES, SHOWN[name], DARK if size[0] == 500 else LIGHT, size)
    boxes = boxes_of(figure)
    assert boxes
    assert outside(boxes, size) == []
    assert overlapping(boxes) == []


def test_what_does_not_fit_is_counted():
    _, spots = drawn(RULE_PRICES, SHOWN["many"], LIGHT, (900, 600))
    figure = figure_of(RULE_PRICES, SHOWN["many"], LIGHT, (900, 600))
    left = len(MANY) - len(spots)
    texts = [text for text, _ in boxes_of(figure)]
    assert f"{left} more rules, none for more" in texts
    assert "4 more prices to come." in " ".join(texts)
