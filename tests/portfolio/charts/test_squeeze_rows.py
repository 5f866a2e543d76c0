"""What one more block buys, as a table and in words."""

from __future__ import annotations

import dataclasses

from portfolio.charts.squeeze_rows import exchange_words, squeeze_finding, squeeze_rows
from portfolio.insight import Question, squeeze
from portfolio.model import FrozenMap, Period
from tests.portfolio.funding.builders import force_in, from_table


def squeezed(portfolio, **blocks):
    *_, found = squeeze(portfolio, Question(), blocks=blocks or None)
    return found


def probe():
    """Two units more of the first resource let a second item in; the other has room."""
    return from_table([3, 4], [[4, 8], [1, 1]], [10, 50])


def test_the_best_block_is_the_headline_with_its_end():
    found = squeezed(probe(), r0=2.0)
    finding = squeeze_finding(probe(), found)
    assert finding.headline == "2 u more of “Resource 0” buys $3M (75 %)."
    assert finding.detail == (
        "It helps up to 2 u more, $3M in all; then everything of worth is funded."
    )
    early = dataclasses.replace(found, final=False)
    assert squeeze_finding(probe(), early).headline.startswith("So far: 2 u more")


def test_a_gain_that_takes_several_blocks_is_not_promised_to_one():
    found = squeezed(probe(), r0=1.0)
    finding = squeeze_finding(probe(), found)
    assert "buys nothing by itself" in finding.headline
    assert finding.detail == "The first gain takes 2 u more of “Resource 0”."


def test_rows_tell_each_resource_once_and_periods_that_gain():
    found = squeezed(probe(), r0=2.0)
    first, second = squeeze_rows(probe(), found)
    assert (first.resource, first.when, first.block, first.buys) == (
        "Resource 0",
        "every period",
        "2 u",
        "$3M",
    )
    assert first.enters == "“Item 1”"
    assert first.leaves == ""
    assert first.up_to == "2 u"
    assert (second.buys, second.up_to, second.less) == ("nothing", "nothing", "nothing")
    assert second.then == "“Resource 0” is short"


def test_a_period_that_gains_has_a_row_of_its_own():
    portfolio = probe()
    later = dataclasses.replace(
        portfolio, periods=FrozenMap({**portfolio.periods, "p2": Period("Year 2", "b")})
    )
    rows = squeeze_rows(later, squeezed(later, r0=2.0))
    assert [row.when for row in rows] == ["every period", "every period", "Year 1"]
    assert rows[-1].gain == 3.0


def test_exchange_rates_are_sentences():
    # With one of the first less, two of the second let the other item in.
    portfolio = from_table([5, 5], [[2, 1], [1, 2]], [2, 1])
    found = squeezed(portfolio, r0=1.0, r1=1.0)
    assert exchange_words(portfolio, found) == [
        "1 u more of “Resource 1” makes up for 1 u less of “Resource 0”."
    ]
    none = dataclasses.replace(found, exchanges=())
    assert exchange_words(portfolio, none) == ["No capacity makes up for a block less of another."]


def test_no_plan_no_capacity_and_not_yet_are_said():
    broken = from_table([3], [[5]], [4], [force_in("i01")])
    assert "No plan obeys" in squeeze_finding(broken, squeezed(broken)).headline
    assert "being worked out" in squeeze_finding(broken, None).headline
    full = from_table([3], [[5]], [9])
    assert (
        squeeze_finding(full, squeezed(full)).headline == "More of any one capacity buys nothing."
    )
    early = dataclasses.replace(squeezed(full), final=False)
    assert squeeze_finding(full, early).headline == ("More of what was tried so far buys nothing.")
