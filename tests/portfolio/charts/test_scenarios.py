"""Scenarios side by side: the sentences, and labels that can be read."""

from __future__ import annotations

import dataclasses

import pytest

from portfolio.charts import DARK, LIGHT, SCENARIO_MATRIX, SCENARIO_VALUES, ScenarioGrid
from portfolio.charts.render import drawn
from portfolio.charts.scenario_finding import gain_words, in_all, scenario_finding
from portfolio.charts.scenario_grid import ScenarioCell, ScenarioColumn, ScenarioRow
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.charts.test_contract import boxes_of, outside, overlapping
from tests.portfolio.charts.variants import HOSTILE

BASE = ScenarioColumn("", "Base case", 4000.0, funded=3)
LESS = ScenarioColumn("s1", "Less money", 3300.0, -700.0, -0.175, (), ("A", "B", "C", "D"), 2)
SAME = ScenarioColumn("s2", "Same", 4000.0, 0.0, 0.0, funded=3)
MORE = ScenarioColumn("s3", "More GPUs", 4100.0, 100.0, 0.025, ("E",), ("F",), 3)
WAITING = ScenarioColumn("s4", "Later", waiting=True)
NONE = ScenarioColumn("s5", "Impossible", trouble="No plan fits every limit and rule.")
FUNDED = ScenarioCell("funded", "Funded (Pilot)", "Funded (Pilot)", "Pilot", funded=True)
CUT = ScenarioCell("cut", "Cut", "Cut")
NOTHING = ScenarioCell()


def row(key, name, *cells):
    seen = [cell for cell in cells if cell.mark is not None]
    count = sum(cell.funded for cell in seen)
    different = len({cell.what for cell in seen}) > 1
    return ScenarioRow(key, name, cells, different, count == len(seen), count)


def grid(*columns, rows=None):
    cells = [FUNDED if c.planned else NOTHING for c in columns]
    depends = [CUT if n == 1 and c.planned else cells[n] for n, c in enumerate(columns)]
    made = rows or (row("i1", "Depends", *depends), row("i2", "Agents", *cells))
    return ScenarioGrid(columns, tuple(made), "$M")


def test_the_scenario_that_matters_most_and_who_is_funded_whatever_comes():
    found = scenario_finding(grid(BASE, LESS, MORE))
    assert str(found) == (
        "“Less money” costs $700M (18 %) and cuts 4; “Agents” is funded in all three."
    )
    assert SCENARIO_VALUES.describe(grid(BASE, MORE)) == (
        "“More GPUs” adds $100M (2.5 %), cuts “F” and brings in “E”."
    )
    assert "“Agents” is funded in both" in str(scenario_finding(grid(BASE, LESS)))


def test_who_depends_on_the_scenario_is_counted():
    assert SCENARIO_MATRIX.describe(grid(BASE, LESS)) == (
        "“Agents” is funded in both; 1 initiative depends on the scenario."
    )
    alone = grid(BASE, LESS, rows=(row("i1", "Depends", FUNDED, CUT),))
    assert SCENARIO_MATRIX.describe(alone).startswith("Nothing is funded in both")


def test_a_scenario_that_changes_nothing_says_so():
    only = grid(BASE, SAME, rows=(row("i2", "Agents", FUNDED, FUNDED),))
    assert SCENARIO_VALUES.describe(only) == "The scenario changes nothing in the plan."
    assert gain_words(SAME, "$M") == "the same value"
    assert gain_words(BASE, "$M") == ""


def test_what_is_missing_is_told():
    found = scenario_finding(grid(BASE, LESS, WAITING, NONE))
    assert found.detail == "1 plan is still to come. There is no plan in “Impossible”."
    assert (
        "Outdated columns are grey."
        in scenario_finding(grid(BASE, dataclasses.replace(LESS, outdated=True))).detail
    )
    assert str(scenario_finding(grid(BASE))).startswith("No scenarios yet.")
    assert str(scenario_finding(grid(BASE, WAITING))).startswith("The plans are being worked out.")
    assert "“Impossible”: No plan fits" in str(scenario_finding(grid(BASE, NONE)))


def test_values_under_other_yardsticks_are_not_subtracted():
    other = dataclasses.replace(LESS, gained=None, share=None)
    assert "maximize something else" in SCENARIO_VALUES.describe(grid(BASE, other))
    assert gain_words(other, "$M") == ""


@pytest.mark.parametrize(("count", "words"), [(2, "both"), (5, "all five"), (12, "all 12")])
def test_how_many_are_all(count, words):
    assert in_all(count) == words


def many():
    columns = [
        BASE,
        *(dataclasses.replace(LESS, key=f"s{n}", name=f"Scenario {n}") for n in range(30)),
    ]
    rows = [
        row(f"i{n}", f"Initiative {n:03}", *[CUT if n % (k + 2) else FUNDED for k in range(31)])
        for n in range(300)
    ]
    return ScenarioGrid(tuple(columns), tuple(rows), "$M")


def hostile():
    columns = [
        BASE,
        *(dataclasses.replace(MORE, key=f"s{n}", name=name) for n, name in enumerate(HOSTILE[:4])),
    ]
    rows = [
        row(f"i{n}", name, *[FUNDED, CUT, FUNDED, CUT, FUNDED]) for n, name in enumerate(HOSTILE)
    ]
    return ScenarioGrid(tuple(columns), tuple(rows), "$\\frac$" * 20)


SHOWN = {
    "two": lambda: grid(BASE, LESS),
    "all": lambda: grid(BASE, LESS, SAME, MORE, WAITING, NONE),
    "many": many,
    "hostile": hostile,
    "loss": lambda: grid(*(dataclasses.replace(c, value=-9.0 * c.value) for c in (BASE, LESS))),
    "none": lambda: grid(BASE),
}  # fmt: skip


@pytest.mark.parametrize("size", [(900, 600), (500, 360)])
@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("chart", [SCENARIO_MATRIX, SCENARIO_VALUES], ids=lambda chart: chart.name)
def test_labels_stay_apart_and_inside(chart, name, size):
    figure = figure_of(chart, SHOWN[name](), DARK if size[0] == 500 else LIGHT, size)
    boxes = boxes_of(figure)
    assert boxes
    assert outside(boxes, size) == []
    assert overlapping(boxes) == []


def test_cells_can_be_clicked_and_say_what_they_stand_for():
    _, spots = drawn(SCENARIO_MATRIX, grid(BASE, LESS), LIGHT, (900, 600))
    assert [spot.key for spot in spots] == ["i1", "i1", "i2", "i2"]
    assert spots[1].text == "Depends: Cut in “Less money”"
    _, bars = drawn(SCENARIO_VALUES, grid(BASE, LESS), LIGHT, (900, 600))
    assert bars[1].text.startswith("Less money: $3.3B, −$700M")


def test_what_does_not_fit_is_counted():
    texts = [text for text, _ in boxes_of(figure_of(SCENARIO_MATRIX, many(), LIGHT, (900, 600)))]
    assert any(text.startswith("Not shown: ") for text in texts)
    assert any("not shown." in text and "scenario" in text for text in texts)
