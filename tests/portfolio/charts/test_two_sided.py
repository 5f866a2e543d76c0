"""What one more buys, competing plans and the core index: marks, words, readable labels."""

from __future__ import annotations

import dataclasses
import functools

import pytest

from portfolio.charts import (
    COMPETITORS,
    CORE_INDEX,
    DARK,
    LIGHT,
    SQUEEZE,
    CompetitionView,
    SqueezeView,
)
from portfolio.charts.competitor_rows import competitor_rows, core_rows
from portfolio.charts.competitors import swap_words
from portfolio.charts.core_index import worth_showing
from portfolio.charts.render import drawn
from portfolio.insight import Exchange
from portfolio.model import FrozenMap, Period
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.charts.test_competitor_rows import broken, found, unsure
from tests.portfolio.charts.test_contract import boxes_of, outside, overlapping
from tests.portfolio.charts.test_squeeze_rows import probe, squeezed
from tests.portfolio.charts.variants import HOSTILE
from tests.portfolio.funding.builders import from_table, random_portfolio

SIZE = (900, 600)


def in_years(portfolio, years=4):
    """The same with more periods, each of them empty but the first."""
    later = {f"p{n}": Period(f"Year {n}", f"b{n}") for n in range(2, years + 1)}
    return dataclasses.replace(portfolio, periods=FrozenMap({**portfolio.periods, **later}))


def pressed(portfolio, **fields):
    return SqueezeView(portfolio, squeezed(portfolio, r0=2.0), **fields)


def texts_of(chart, view, size=SIZE):
    return [text for text, _ in boxes_of(figure_of(chart, view, LIGHT, size))]


def test_a_block_is_told_with_what_holds_after_it():
    texts = texts_of(SQUEEZE, pressed(probe()))
    assert "$3M for 2 u" in texts
    assert "after 2 u everything of worth is funded." in texts
    assert "More does not help either: “Resource 0” is short." in texts
    assert "One block more buys" in texts


def test_a_first_gain_that_takes_several_blocks_is_told():
    view = SqueezeView(probe(), squeezed(probe(), r0=1.0))
    said = "The first gain takes 2 u; after 2 u everything of worth is funded."
    assert said in texts_of(SQUEEZE, view)


def test_a_block_less_is_told_even_where_no_plan_fits():
    base = squeezed(probe(), r0=2.0)
    costs = tuple(dataclasses.replace(more, loss=2.0) for more in base.resources)
    view = SqueezeView(probe(), dataclasses.replace(base, resources=costs))
    assert "−$2M" in texts_of(SQUEEZE, view)
    never = tuple(dataclasses.replace(more, loss=None) for more in base.resources)
    view = SqueezeView(probe(), dataclasses.replace(base, resources=never))
    assert any(
        text.endswith("With one block less no plan fits.") for text in texts_of(SQUEEZE, view)
    )


def test_single_periods_have_a_cell_each_where_one_gains():
    later = in_years(probe())
    _, spots = drawn(SQUEEZE, pressed(later), LIGHT, SIZE)
    assert "Resource 0, Year 1: 2 u more in this period alone buys $3M" in {s.text for s in spots}
    assert "Year 1" in texts_of(SQUEEZE, pressed(later))
    assert "Year 1" not in texts_of(SQUEEZE, pressed(probe()))


def test_a_row_says_it_all_to_the_hand():
    _, spots = drawn(SQUEEZE, pressed(probe()), LIGHT, SIZE)
    assert [spot.key for spot in spots] == ["r0", "r1"]
    assert spots[0].text.startswith(
        "Resource 0, every period: $3M for 2 u. “Item 1” would come in."
    )


def test_what_is_not_known_is_a_sentence():
    for squeeze in (None, squeezed(broken())):
        assert drawn(SQUEEZE, SqueezeView(probe(), squeeze), LIGHT, SIZE)[1] == ()
    for competition in (None, found(broken())):
        view = CompetitionView(broken(), competition)
        assert drawn(COMPETITORS, view, LIGHT, SIZE)[1] == ()
        assert drawn(CORE_INDEX, view, LIGHT, SIZE)[1] == ()


def test_a_competitor_is_a_swap_with_its_share_of_the_worlds():
    view = CompetitionView(unsure(), found(unsure()))
    row = competitor_rows(unsure(), view.competition)[0]
    texts = texts_of(COMPETITORS, view)
    assert "“Item 2” in place of “Item 1”" in texts
    assert f"{row.then} in {row.worlds}" in texts
    assert "−$0.5M" in texts


@pytest.mark.parametrize(
    ("enters", "leaves", "words"),
    [
        ("“A”", "", "With “A”"),
        ("", "“B”", "Without “B”"),
        ("", "(other sizes or starts)", "Other sizes or starts"),
    ],
)
def test_what_tells_a_plan_from_todays(enters, leaves, words):
    row = competitor_rows(unsure(), found(unsure()))[0]
    assert swap_words(dataclasses.replace(row, enters=enters, leaves=leaves)) == words


def test_bars_of_the_core_index_are_as_long_as_their_share():
    view = CompetitionView(unsure(), found(unsure()))
    _, spots = drawn(CORE_INDEX, view, LIGHT, SIZE)
    assert spots[0].key == "i03"
    assert spots[0].text == "Item 3: core, in the best plan of 100 % of the worlds; funded today"
    assert "100 %  core" in texts_of(CORE_INDEX, view)


def test_the_least_sure_stay_when_room_is_short():
    rows = core_rows(unsure(), found(unsure()))
    assert worth_showing(rows, 3) == rows
    kept = worth_showing(rows, 2)
    assert {row.key for row in kept} == {"i01", "i02"}
    odd = [dataclasses.replace(row, odd=row.key == "i03") for row in rows]
    assert "i03" in {row.key for row in worth_showing(odd, 1)}


def hostile(portfolio):
    """The same with names that are hard to draw."""
    renamed = {
        key: dataclasses.replace(record, name=HOSTILE[place % len(HOSTILE)])
        for place, (key, record) in enumerate(sorted(portfolio.initiatives.items()))
    }
    resources = {
        key: dataclasses.replace(record, name=HOSTILE[place], unit=HOSTILE[-1])
        for place, (key, record) in enumerate(sorted(portfolio.resources.items()))
    }
    return dataclasses.replace(
        portfolio, initiatives=FrozenMap(renamed), resources=FrozenMap(resources)
    )


@functools.cache
def crowd():
    portfolio = random_portfolio(3, count=40, whole=False)
    return CompetitionView(portfolio, found(portfolio))


def traded():
    """A squeeze with an exchange rate, in several years."""
    portfolio = in_years(from_table([5, 5], [[2, 1], [1, 2]], [2, 1]), 12)
    found_one = squeezed(portfolio, r0=1.0, r1=1.0)
    trade = Exchange("r0", "r1", 5.0, 2, 1.0, 2.0)
    return SqueezeView(portfolio, dataclasses.replace(found_one, exchanges=(trade,)))


CASES = {
    "plain": (SQUEEZE, lambda: pressed(probe())),
    "years": (SQUEEZE, lambda: pressed(in_years(probe()))),
    "traded": (SQUEEZE, traded),
    "hard": (SQUEEZE, lambda: SqueezeView(hostile(probe()), squeezed(hostile(probe()), r0=2.0))),
    "old": (SQUEEZE, lambda: pressed(probe(), outdated=True)),
    "rivals": (COMPETITORS, lambda: CompetitionView(hostile(unsure()), found(unsure()))),
    "core": (CORE_INDEX, lambda: CompetitionView(hostile(unsure()), found(unsure()))),
    "many rivals": (COMPETITORS, crowd),
    "many": (CORE_INDEX, crowd),
}


@pytest.fixture(scope="module")
def views():
    return {name: make() for name, (_, make) in CASES.items()}


@pytest.mark.parametrize("size", [(900, 600), (500, 360), (1400, 800)])
@pytest.mark.parametrize("name", CASES)
def test_labels_stay_apart_and_inside(name, size, views):
    chart = CASES[name][0]
    figure = figure_of(chart, views[name], DARK if size[0] == 500 else LIGHT, size)
    boxes = boxes_of(figure)
    assert boxes
    assert outside(boxes, size) == []
    assert overlapping(boxes) == []
    assert chart.describe(views[name])
