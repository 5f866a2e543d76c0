"""Value against one capacity: what is said, what is drawn, and labels that can be read."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest

from portfolio.analysis import Results
from portfolio.charts import DARK, FRONTIER, LIGHT, FrontierView
from portfolio.charts.chart import Finding
from portfolio.charts.frontier_finding import (
    capacity_keys,
    frontier_finding,
    not_begun,
    proof_words,
    study_trouble,
    tightest_key,
)
from portfolio.charts.frontier_point import point_words, tried_share
from portfolio.charts.frontier_shape import round_ticks, shape_of, stairs
from portfolio.charts.render import drawn
from portfolio.errors import PortfolioError
from portfolio.funding import plan
from portfolio.insight import Question, frontier, stable_sequence
from portfolio.model import FrozenMap, Portfolio
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.charts.test_contract import boxes_of, outside, overlapping
from tests.portfolio.charts.variants import HOSTILE
from tests.portfolio.funding.builders import force_in, from_table


def probe(limit=20, rules=(), names=None):
    """The PROBE example: Lourenço, Morton and Bana e Costa (2012), Table 1."""
    return from_table([3, 4, 3, 2], [[4, 8, 10, 8]], [limit], rules, names=names)


def view_of(portfolio, key="r0", *, every=False, **fields):
    found = list(frontier(portfolio, Question(key)))
    names = {k: one.name for k, one in portfolio.initiatives.items()}
    views = [FrontierView(portfolio.resources[key].name, one, names, **fields) for one in found]
    return views if every else views[-1]


def test_less_and_more_are_priced_and_so_is_the_list():
    finding = frontier_finding(view_of(probe()))
    assert finding.headline == (
        "20 % less of “Resource 0” costs $2M (22 %); 20 % more buys $1M (11 %)."
    )
    assert finding.detail == (
        "Funding down the list by benefit per unit of “Resource 0” would lose $2M (22 %) today."
    )


def test_little_more_is_only_and_nothing_is_nothing():
    steep = from_table([10, 6, 1], [[4, 4, 1]], [8])
    assert frontier_finding(view_of(steep)).headline.endswith("20 % more buys only $1M (6.2 %).")
    idle = from_table([3], [[5]], [20])
    assert frontier_finding(view_of(idle)).headline == (
        "20 % less of “Resource 0” costs nothing; 20 % more buys nothing."
    )


def test_what_has_to_be_funded_limits_how_little_will_do():
    forced = view_of(probe(rules=[force_in("i03", "i02")]))
    assert frontier_finding(forced).headline.startswith("With 20 % less of “Resource 0” no plan")
    tight = view_of(probe(limit=16, rules=[force_in("i03", "i02")]))
    assert frontier_finding(tight).headline == (
        "No plan fits into today's “Resource 0”; the first that does needs 112 % (18 u)."
    )
    never = view_of(probe(limit=10, rules=[force_in("i03", "i02")]))
    assert "No plan fits at up to 150 %" in frontier_finding(never).headline
    assert shape_of(never) is None
    assert proof_words(never.frontier) == ""


def test_an_estimate_is_called_one_until_it_is_proven():
    views = view_of(probe(), every=True)
    last = views[-1].frontier
    unsure = tuple(dataclasses.replace(p, bound=(p.value or 0.0) * 1.5 + 1.0) for p in last.points)
    early = dataclasses.replace(last, points=unsure, final=False)
    shown = dataclasses.replace(views[-1], frontier=early)
    assert frontier_finding(shown).headline.startswith("First estimate: 20 % less")
    assert "proof" in proof_words(early)
    assert proof_words(last) == "Every step is exact and proven."
    near = tuple(dataclasses.replace(p, bound=(p.value or 0.0) * 1.02) for p in last.points)
    assert proof_words(dataclasses.replace(last, points=near)) == "Within 2 %, proven."
    opened = dataclasses.replace(last, open_from=(0.5,))
    assert "may be more steps" in proof_words(opened)
    assert shape_of(shown).doubt
    assert shape_of(views[-1]).doubt == ()


def test_the_lines_are_those_of_the_frontier():
    view = view_of(probe())
    shape = shape_of(view)
    assert shape.best[0] == (0.0, 0.0)
    assert shape.best[-1] == (1.5, 12.0)
    assert {share for share, _ in shape.supported} == {0.0, 0.2, 0.6, 1.1, 1.5}
    assert {share for share, _ in shape.hidden} == {0.4, 1.0}
    assert shape.here == (1.0, 9.0)
    best = dict(shape.best)
    for run in shape.ranked:
        assert all(later[0] >= former[0] for former, later in pairwise(run))
    at = {point.share: point for point in view.frontier.points}
    assert {s for run in shape.ranked for s, _ in run} <= set(at)
    assert best[1.0] >= dict(shape.ranked[0])[1.0]


def test_a_stable_sequence_never_lies_above_the_best():
    portfolio = probe()
    *_, stable = stable_sequence(portfolio, Question("r0"))
    shape = shape_of(view_of(portfolio, stable=stable))
    assert shape.stable
    for share, value in shape.stable:
        above = max(v for s, v in shape.best if s <= share + 1e-9)
        assert value <= above + 1e-9


def test_stairs_are_level_and_then_rise():
    assert stairs([]) == ()
    assert stairs([(0.5, 2.0), (1.0, 3.0)]) == ((0.5, 2.0), (1.0, 2.0), (1.0, 3.0), (1.5, 3.0))
    assert stairs([(1.5, 2.0)]) == ((1.5, 2.0),)


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [(0, 10, (0, 2, 4, 6, 8, 10)), (-3, 9, (0, 5)), (0, 0.3, (0, 0.1, 0.2, 0.3)), (0, 9e9, None)],
)
def test_ticks_are_round_and_few(low, high, wanted):
    ticks = round_ticks(low, high, 5)
    assert len(ticks) <= 6
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks)
    if wanted:
        assert ticks == pytest.approx(wanted)


def test_a_point_is_told_against_today():
    portfolio = probe()
    view, today = view_of(portfolio), plan(portfolio)
    by_share = {round(one.share, 6): one for one in view.frontier.plans}
    words = point_words(view, by_share[1.1], portfolio, today)
    assert words.title == "“Resource 0” at 110 % (22 u) or more"
    assert words.value == "$10M"
    assert words.lines[:3] == (
        "$1M (11 %) more than today's plan.",
        "Enters: “Item 3”.",
        "Leaves: “Item 4”.",
    )
    assert "Uses 100 % of “Resource 0” at the peak." in words.lines
    assert words.lines[-1].endswith("(on the convex hull).")
    assert point_words(view, by_share[1.0], portfolio, today).lines[0] == "Today's plan."
    assert words.spoken.endswith(".")


def test_a_capacity_to_try_is_round_and_has_this_very_plan():
    view = view_of(from_table([3, 4, 3, 2], [[4, 8, 10, 7.7]], [19.7]))
    for one in view.frontier.plans[1:]:
        share = tried_share(view.frontier, one)
        assert share >= one.share
        assert view.frontier.at(share) is one
        assert round(share, 4) == pytest.approx(share)


def test_what_nobody_has_begun_is_offered_and_waits_for_the_plan():
    offered = not_begun(1200, planned=True)
    assert offered.headline == "With 1,200 initiatives this takes some minutes."
    assert "plan is being worked out" in not_begun(1200, planned=False).headline


def results_of(portfolio, **fields):
    return Results(revision=0, portfolio=portfolio, **fields)


def test_what_is_missing_is_said_with_what_to_do():
    portfolio = probe()
    assert study_trouble(results_of(Portfolio(id="none"))).headline == "No initiatives yet."
    bare = dataclasses.replace(portfolio, resources=FrozenMap())
    assert study_trouble(results_of(bare)).headline == "No resources yet."
    open_ = dataclasses.replace(portfolio.resources["r0"], capacity=FrozenMap())
    unlimited = dataclasses.replace(portfolio, resources=FrozenMap({"r0": open_}))
    assert "No capacity is stated" in study_trouble(results_of(unlimited)).headline
    error = PortfolioError("Benefits in two units cannot be added up.", remedy="Choose one.")
    refused = study_trouble(results_of(portfolio, plan_error=error))
    assert refused.headline.endswith("Benefits in two units cannot be added up.")
    assert refused.detail == "Choose one."
    assert study_trouble(results_of(portfolio), error) == Finding(error.what, error.remedy)
    assert study_trouble(results_of(portfolio)) is None


def test_the_resource_shown_first_is_the_tightest():
    portfolio = from_table([3, 4], [[4, 8], [1, 1]], [12, 50])
    results = results_of(portfolio, plan=plan(portfolio))
    assert capacity_keys(portfolio) == ("r0", "r1")
    assert tightest_key(results) == "r0"
    other = from_table([3, 4], [[4, 8], [1, 1]], [50, 2])
    assert tightest_key(results_of(other, plan=plan(other))) == "r1"
    assert tightest_key(results_of(other)) == "r0"
    assert tightest_key(results_of(Portfolio(id="none"))) == ""


SIZES = {(900, 600): LIGHT, (1400, 800): DARK, (560, 380): DARK}


def cases():
    portfolio = probe(names=HOSTILE[:4])
    *_, stable = stable_sequence(portfolio, Question("r0"))
    full = view_of(portfolio, stable=stable, each_period=True)
    return {
        "full": full,
        "long-resource": dataclasses.replace(full, resource=HOSTILE[0]),
        "outdated": dataclasses.replace(full, outdated=True),
        "first": view_of(probe(), every=True)[0],
        "not-yet": FrontierView("Compute"),
        "trouble": FrontierView("Compute", trouble=Finding("No resources yet.", "Add one.")),
        "one": view_of(from_table([3], [[5]], [4])),
        "worth-nothing": view_of(from_table([0], [[5]], [4])),
    }


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", list(cases()))
def test_labels_stay_apart_and_inside(name, size):
    figure = figure_of(FRONTIER, cases()[name], SIZES[size], size)
    boxes = boxes_of(figure)
    assert boxes
    assert outside(boxes, size) == []
    assert overlapping(boxes) == []


def test_every_plan_has_a_spot_that_tells_its_value():
    view = view_of(probe())
    _, spots = drawn(FRONTIER, view, LIGHT, (900, 600))
    assert len(spots) == len(view.frontier.plans)
    assert any(spot.text == "110 % (22 u): $10M" for spot in spots)
    assert FRONTIER.describe(view).startswith("20 % less of")
