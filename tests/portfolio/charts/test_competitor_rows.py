"""Competitors and the core index, as tables and in words."""

from __future__ import annotations

import dataclasses

from portfolio.charts.competitor_rows import competition_finding, competitor_rows, core_rows
from portfolio.insight import Question, competitors
from portfolio.model import Benefit, Estimate
from tests.portfolio.funding.builders import force_in, from_table


def unsure():
    """One slot, two items of nearly the same benefit, one of them very uncertain; one sure."""
    portfolio = from_table([10, 9.5, 8], [[5, 5, 1]], [6])
    wide = Benefit(Estimate(9.5, 1.0, 19.0), 1.0)
    sure = Benefit(Estimate(8.0, 7.9, 8.1), 1.0)
    narrow = Benefit(Estimate(10.0, 9.9, 10.1), 1.0)
    records = portfolio.initiatives
    for key, benefit in (("i01", narrow), ("i02", wide), ("i03", sure)):
        records = records.with_(key, dataclasses.replace(records[key], benefit=benefit))
    return dataclasses.replace(portfolio, initiatives=records)


def broken():
    return from_table([3], [[5]], [4], [force_in("i01")])


def found(portfolio):
    *_, last = competitors(portfolio, Question())
    return last


def test_a_competitor_is_told_with_its_worlds_and_what_drives_them():
    portfolio = unsure()
    result = found(portfolio)
    rows = competitor_rows(portfolio, result)
    assert len(rows) == len(result.competitors)
    first = rows[0]
    assert (first.enters, first.leaves) == ("“Item 2”", "“Item 1”")
    assert first.worlds.endswith(" %")
    assert 0.1 < first.beats < 0.9
    assert first.now == "$0.5M"
    assert first.where.startswith("“Item 2” is worth $")


def test_every_initiative_has_a_standing():
    portfolio = unsure()
    rows = {row.key: row for row in core_rows(portfolio, found(portfolio))}
    assert set(rows) == set(portfolio.initiatives)
    assert (rows["i03"].standing, rows["i03"].now, rows["i03"].odd) == ("core", "funded", False)
    assert rows["i01"].standing == rows["i02"].standing == "contested"
    assert rows["i03"].order < rows["i01"].order


def test_the_finding_counts_worlds_and_standings():
    result = found(unsure())
    finding = competition_finding(result)
    assert finding.headline.startswith("Today's plan is the best in ")
    assert finding.headline.endswith(f"of {result.worlds:,} worlds with other estimates.")
    assert finding.detail.endswith("1 core, 2 contested, 0 out.")
    early = dataclasses.replace(result, final=False)
    assert competition_finding(early).headline.startswith("So far today's plan")
    weights = dataclasses.replace(result, kind="weights", best_share=1.0)
    assert "in every one of" in competition_finding(weights).headline
    assert "other weights" in competition_finding(weights).headline
    lonely = dataclasses.replace(result, competitors=())
    assert "No plan that costs no more beats it" in competition_finding(lonely).detail
    assert "none has competitors" in competition_finding(found(broken())).headline
    assert "being held against others" in competition_finding(None).headline


def test_a_plan_against_its_standing_is_marked():
    result = found(unsure())
    lines = tuple(dataclasses.replace(line, standing="out") for line in result.core)
    odd = {row.key: row.odd for row in core_rows(unsure(), dataclasses.replace(result, core=lines))}
    assert odd == {"i01": True, "i02": False, "i03": True}
