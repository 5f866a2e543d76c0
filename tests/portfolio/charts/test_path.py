"""The funding path: who leaves and comes back, and labels that can be read."""

from __future__ import annotations

import dataclasses

import pytest

from portfolio.charts import DARK, FUNDING_PATH, LIGHT, FrontierView, PathView
from portfolio.charts.chart import Finding
from portfolio.charts.path import worth_showing
from portfolio.charts.path_finding import path_finding, stretch_words
from portfolio.charts.render import drawn
from portfolio.insight import Question, Stretch, Track, funding_path
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.charts.test_contract import boxes_of, outside, overlapping
from tests.portfolio.charts.test_frontier import SIZES, probe
from tests.portfolio.charts.variants import HOSTILE
from tests.portfolio.funding.builders import from_table, random_portfolio


def path_of(portfolio, key="r0"):
    *_, path = funding_path(portfolio, Question(key))
    names = {k: one.name for k, one in portfolio.initiatives.items()}
    view = FrontierView(portfolio.resources[key].name, path.frontier, names)
    return PathView(view, path)


def test_the_return_nearest_to_today_is_named():
    finding = path_finding(path_of(probe()))
    assert finding.headline == "As “Resource 0” grows, 2 initiatives leave and come back."
    assert finding.detail == (
        "“Item 4” leaves at 110 % (22 u), giving way to “Item 3”, and comes back at 150 % (30 u)."
    )


def test_what_may_still_change_is_so_far():
    shown = path_of(probe())
    early = dataclasses.replace(shown, path=dataclasses.replace(shown.path, final=False))
    assert path_finding(early).headline.startswith("So far, as “Resource 0” grows, 2 initiatives")


def test_a_single_return_is_in_the_headline():
    shown = path_of(probe())
    tracks = tuple(t for t in shown.path.tracks if t.initiative_id != "i04")
    one = dataclasses.replace(shown, path=dataclasses.replace(shown.path, tracks=tracks))
    assert path_finding(one).headline == ("As “Resource 0” grows, “Item 1” leaves and comes back.")


def test_nested_plans_are_called_nested_and_leavers_are_named():
    nested = path_finding(path_of(from_table([3, 3], [[4, 5]], [9])))
    assert nested.headline == "As “Resource 0” grows, nobody leaves and comes back."
    assert "nested" in nested.detail
    swapped = path_finding(path_of(from_table([3, 9], [[4, 9]], [8])))
    assert swapped.detail == "“Item 1” leaves for good on the way."


def test_stretches_in_words():
    view = path_of(probe()).view
    track = Track("i01", (Stretch(0.2, 0.4), Stretch(0.6, None)))
    assert stretch_words(view, track) == "Item 1: funded from 20 % to 40 % and from 60 % on"
    assert stretch_words(view, Track("i02", ())) == "Item 2: never funded"


def test_those_that_change_most_are_shown_in_their_order():
    steady, never = Track("a", (Stretch(0.1, None),)), Track("b", ())
    back = Track("c", (Stretch(0.2, 0.3), Stretch(0.5, None)))
    gone = Track("d", (Stretch(0.2, 0.3),))
    tracks = [steady, never, back, gone]
    assert worth_showing(tracks, 4) == tracks
    assert worth_showing(tracks, 3) == [steady, back, gone]
    assert worth_showing(tracks, 1) == [back]


def cases():
    full = path_of(probe(names=HOSTILE[:4]))
    many = path_of(random_portfolio(3, count=60, whole=False), "people")
    trouble = FrontierView("Compute", trouble=Finding("No resources yet.", "Add one."))
    return {
        "full": full,
        "many": many,
        "outdated": PathView(dataclasses.replace(full.view, outdated=True), full.path),
        "not-yet": PathView(FrontierView("Compute")),
        "trouble": PathView(trouble),
        "one": path_of(from_table([3], [[5]], [4])),
    }


CASES = cases()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", list(CASES))
def test_labels_stay_apart_and_inside(name, size):
    figure = figure_of(FUNDING_PATH, CASES[name], SIZES[size], size)
    boxes = boxes_of(figure)
    assert boxes
    assert outside(boxes, size) == []
    assert overlapping(boxes) == []


def test_every_row_has_a_spot_and_what_is_left_out_is_counted():
    _, spots = drawn(FUNDING_PATH, CASES["full"], LIGHT, (900, 600))
    assert {spot.key for spot in spots} == {"i01", "i02", "i03", "i04"}
    _, few = drawn(FUNDING_PATH, CASES["many"], DARK, (560, 380))
    left = len(CASES["many"].path.tracks) - len(few)
    figure = figure_of(FUNDING_PATH, CASES["many"], DARK, (560, 380))
    assert any(f"{left} initiatives not shown" in text for text, _ in boxes_of(figure))
