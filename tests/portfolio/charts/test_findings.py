"""The sentences that charts say, on results whose answer can be read off by hand."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from matplotlib.text import Text

from portfolio.charts import (
    CAPACITY_HEAT,
    CAPACITY_USE,
    FUND_OR_CUT,
    LIGHT,
    METHOD_MOVES,
    RANKED_BARS,
    WEIGHTS,
    TwoRankings,
)
from portfolio.charts.lineup import lineup, outcome, waterline_row
from portfolio.model import Benefit, Estimate, FrozenMap, FundingLevel
from portfolio.ranking.result import Ranking
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.charts.variants import infeasible, no_answers, no_waterline, not_yet
from tests.portfolio.charts.worlds import CRITERIA, with_plan, world

NAMES = ("Alpha", "Bravo", "Charlie", "Delta")
SCORES = (80.0, 70.0, 60.0, 50.0)
GAINS = (10.0, 20.0, 50.0, 5.0)


def ranking_of(scores, **changes):
    scores = np.array(scores)
    ranks = 1 + (scores[None, :] > scores[:, None]).sum(axis=1)
    values = {
        "method": "additive",
        "initiative_ids": tuple(f"i{index:04}" for index in range(len(scores))),
        "scores": scores,
        "ranks": ranks,
        "contributions": None,
        "score_name": "value",
        "score_unit": "points",
        "higher_is_better": True,
        "relative": False,
    }
    return Ranking(**{**values, **changes})


def four(*, best="ACD", down="AB"):
    """Return results for four initiatives; the plans are named by first letters."""
    results = world(4, labels=NAMES)
    initiatives = {
        key: dataclasses.replace(one, benefit=Benefit(Estimate(gain), probability=1.0))
        for (key, one), gain in zip(results.portfolio.initiatives.items(), GAINS, strict=True)
    }
    portfolio = dataclasses.replace(results.portfolio, initiatives=FrozenMap(initiatives))
    results = dataclasses.replace(results, portfolio=portfolio, ranking=ranking_of(SCORES))

    def plan(like, letters):
        chosen = {
            key: "" for key, name in zip(initiatives, NAMES, strict=True) if name[0] in letters
        }
        gains = dict(zip(initiatives, GAINS, strict=True))
        value = sum(gains[key] for key in chosen)
        return dataclasses.replace(like, chosen=FrozenMap(chosen), value=value, bound=value)

    return dataclasses.replace(
        results, plan=plan(results.plan, best), waterline=plan(results.waterline, down)
    )


def shares(use, demand, capacity=((100.0, 100.0), (10.0, 10.0))):
    """Return results for two resources and two periods."""
    results = world(4, labels=NAMES, periods=2)
    return with_plan(
        results,
        use=np.array(use),
        demand=np.array(demand),
        capacity=np.array(capacity),
        resource_ids=("r0", "r1"),
        carries=(False, False),
    )


def test_fund_or_cut_says_what_the_waterline_loses_and_why():
    assert FUND_OR_CUT.describe(four()) == (
        "The best plan funds 3 of 4 initiatives for $65M; funding straight down the list would "
        "lose $35M (54 %). It passes over “Bravo” to fund “Charlie” and “Delta”. "
        "No plan within the limits is worth more."
    )


def test_fund_or_cut_says_when_the_list_does_as_well():
    assert FUND_OR_CUT.describe(four(down="ACD")) == (
        "The best plan funds 3 of 4 initiatives for $65M; funding straight down the list is "
        "worth as much. No plan within the limits is worth more."
    )


def test_fund_or_cut_says_who_is_added_or_left_out():
    assert "It also funds “Charlie”." in FUND_OR_CUT.describe(four(best="ABC"))
    assert "It does without “Bravo”." in FUND_OR_CUT.describe(four(best="A", down="AB"))


def test_a_plan_that_is_not_proven_says_so():
    quick = dataclasses.replace(four(), provisional=True)
    said = FUND_OR_CUT.describe(quick)
    assert said.startswith("A quick plan funds 3 of 4")
    assert said.endswith("It is not yet proven best.")
    stopped = with_plan(four(), status="cancelled", gap=0.031)
    assert FUND_OR_CUT.describe(stopped).endswith("The best possible is at most 3.1 % more.")


def test_a_waterline_that_is_worth_more_is_not_called_a_loss():
    said = FUND_OR_CUT.describe(four(best="A", down="ABC"))
    assert "funding straight down the list is worth $70M more" in said
    assert "lose" not in said


def test_without_a_plan_the_sentence_says_why_and_what_to_do():
    assert FUND_OR_CUT.describe(world(0)) == (
        "No initiatives yet. Add the first one, or paste a table from a spreadsheet."
    )
    assert "different units" in FUND_OR_CUT.describe(no_answers())
    assert FUND_OR_CUT.describe(infeasible()) == (
        "“Claims triage” and “Coder agent” must both be funded, but exclude each other. "
        "Release what is forced in, switch off a rule, or raise the limit, on the Funding page."
    )
    assert FUND_OR_CUT.describe(not_yet()).startswith("The plan is being worked out.")


def test_the_list_is_in_ranked_order_with_what_each_plan_does():
    results = dataclasses.replace(four(), ranking=ranking_of((50.0, 80.0, 60.0, 70.0)))
    entries = lineup(results, results.plan)
    assert [entry.name for entry in entries] == ["Bravo", "Delta", "Charlie", "Alpha"]
    assert [(entry.rank, entry.best, entry.down) for entry in entries] == [
        (1, False, True),
        (2, True, False),
        (3, True, False),
        (4, True, True),
    ]
    assert [entry.gain for entry in entries] == [20.0, 5.0, 50.0, 10.0]
    assert outcome(entries[0]) == ("Bravo: the best plan cuts it, straight down the list funds it.")


def test_a_funding_level_gains_its_share():
    results = four()
    first = results.portfolio.initiatives["i0000"]
    level = FundingLevel("Pilot", "a", 0.3, 0.4)
    first = dataclasses.replace(first, levels=FrozenMap({"l1": level}))
    portfolio = dataclasses.replace(
        results.portfolio, initiatives=results.portfolio.initiatives.with_("i0000", first)
    )
    results = dataclasses.replace(results, portfolio=portfolio)
    results = with_plan(results, chosen=results.plan.chosen.with_("i0000", "l1"))
    entry = lineup(results, results.plan)[0]
    assert entry.gain == pytest.approx(4.0)
    assert entry.level == "Pilot"


def test_a_plan_by_value_gains_the_additive_scores():
    results = dataclasses.replace(
        with_plan(four(), objective="value", unit="points"),
        scores=FrozenMap({"i0000": 31.0, "i0001": 32.0}),
    )
    settings = dataclasses.replace(results.portfolio.settings, objective="value")
    results = dataclasses.replace(
        results, portfolio=dataclasses.replace(results.portfolio, settings=settings)
    )
    gains = [entry.gain for entry in lineup(results, results.plan)]
    assert gains[:2] == [31.0, 32.0]
    assert all(np.isnan(gains[2:]))


@pytest.mark.parametrize(
    ("down", "rules", "row"),
    [
        ("++--", "....", 2),
        ("+-+-", "....", 3),  # Bravo was passed over, Charlie fitted.
        ("++-+", "...m", 2),  # Delta is there by law.
        ("----", "....", 0),
        ("++++", "....", None),
        ("++-+", "..o.", None),  # Charlie is kept out by the leaders.
    ],
)
def test_the_waterline_stands_where_the_list_ends(down, rules, row):
    results = four()
    names = {"m": "mandated", "o": "forced out", ".": ""}
    entries = [
        dataclasses.replace(entry, down=sign == "+", rule=names[rule])
        for entry, sign, rule in zip(lineup(results, results.plan), down, rules, strict=True)
    ]
    assert waterline_row(entries) == row


def test_capacity_says_what_runs_out_first_and_what_the_plan_uses():
    results = shares(use=[[90, 97], [4, 5]], demand=[[150, 210], [22, 10]])
    assert CAPACITY_HEAT.describe(results) == (
        "“ML engineers” runs out first: all initiatives ask for 220 % of it in Q1 2027. "
        "The best plan uses 97 % of “compute” in Q2 2027, and at most 50 % of “ML engineers”."
    )
    assert CAPACITY_USE.describe(results) == (
        "The best plan uses 97 % of “compute” in Q2 2027, and at most 50 % of “ML engineers”. "
        "“ML engineers” runs out first: all initiatives ask for 220 % of it in Q1 2027."
    )


def test_capacity_says_when_everything_fits():
    results = shares(use=[[50, 60], [4, 5]], demand=[[50, 99.99], [4, 5]])
    assert CAPACITY_HEAT.describe(results).startswith(
        "Everything fits: all initiatives together need at most 99.9 % of “compute” (Q2 2027)."
    )


def test_capacity_says_when_there_is_none_of_what_is_needed():
    results = shares(
        use=[[0, 0], [1, 1]], demand=[[5, 5], [1, 1]], capacity=[[0.0, 0.0], [10.0, 10.0]]
    )
    assert CAPACITY_HEAT.describe(results).startswith(
        "“compute” runs out first: initiatives ask for it in Q1 2027, and there is none."
    )


def test_capacity_without_limits_says_where_to_enter_them():
    nan = float("nan")
    results = shares(use=[[1, 1], [1, 1]], demand=[[1, 1], [1, 1]], capacity=[[nan] * 2] * 2)
    assert CAPACITY_HEAT.describe(results).startswith("Nothing is limited yet.")


def test_ranking_says_who_leads_and_by_how_much():
    assert RANKED_BARS.describe(four()) == (
        "“Alpha” leads with 80.0 points, 10.0 ahead of “Bravo”."
    )
    tied = dataclasses.replace(four(), ranking=ranking_of((70.0, 70.0, 60.0, 70.0)))
    assert RANKED_BARS.describe(tied) == (
        "“Alpha”, “Bravo” and “Delta” share the lead with 70.0 points."
    )
    close = dataclasses.replace(four(), ranking=ranking_of((70.01, 70.0, 60.0, 50.0)))
    assert "just ahead of “Bravo”" in RANKED_BARS.describe(close)


def test_ranking_says_what_the_leader_earns_most_from():
    parts = np.zeros((4, len(CRITERIA)))
    parts[0] = [20, 5, 5, 30, 15, 5]
    ids = tuple(f"c{index}" for index in range(len(CRITERIA)))
    ranking = ranking_of(SCORES, contributions=parts, criterion_ids=ids)
    assert RANKED_BARS.describe(dataclasses.replace(four(), ranking=ranking)).endswith(
        "“Alpha” earns most from “Retention and daily use” (30) and “Strategic fit” (20)."
    )


def test_weights_say_what_counts_most():
    assert WEIGHTS.describe(world(4)) == (
        "“Strategic fit” counts most: 25 % of the score. "
        "The first three of 6 criteria make up 65 %."
    )
    equal = world(4, criteria=(("A", "", 2.0), ("B", "", 2.0)))
    assert WEIGHTS.describe(equal) == "All 2 criteria count the same: 50 % each."
    pair = world(4, criteria=(("A", "", 4.0), ("B", "", 4.0), ("C", "", 2.0)))
    assert WEIGHTS.describe(pair) == "“A” and “B” count most: 40 % of the score each."
    assert WEIGHTS.describe(world(4, criteria=())).startswith("No criteria yet.")


def compared(first, second):
    names = {f"i{index:04}": name for index, name in enumerate(NAMES)}
    return METHOD_MOVES.describe(
        TwoRankings(ranking_of(first), ranking_of(second), ("Additive", "TOPSIS"), names)
    )


def test_moves_say_how_alike_two_methods_rank():
    assert compared((4, 3, 2, 1), (40, 30, 20, 10)) == (
        "“Additive” and “TOPSIS” rank exactly alike (Kendall’s tau-b 1.00); nobody moves."
    )
    # Two of six pairs change order: (4 - 2) / 6.
    assert compared((4, 3, 2, 1), (2, 4, 3, 1)) == (
        "“Additive” and “TOPSIS” rank quite differently (Kendall’s tau-b 0.33); "
        "“Alpha” moves most, down from 1 to 3. 3 initiatives of 4 change rank."
    )
    assert "(Kendall’s tau-b −1.00)" in compared((4, 3, 2, 1), (1, 2, 3, 4))
    assert "everything is tied in one" in compared((4, 3, 2, 1), (5, 5, 5, 5))
    assert compared((4,), (9,)).startswith("There is only one initiative to rank.")


def test_rankings_of_different_lists_cannot_be_compared():
    pair = TwoRankings(ranking_of((2, 1)), ranking_of((3, 2, 1)), ("A", "B"), {})
    assert METHOD_MOVES.describe(pair).startswith("There is nothing to compare.")


def test_without_a_waterline_nothing_is_said_of_it():
    results = no_waterline()
    entries = lineup(results, results.plan)
    assert {entry.down for entry in entries} == {None}
    assert not any(entry.contested for entry in entries)
    assert waterline_row(entries) is None
    assert "list" not in FUND_OR_CUT.describe(results)
    figure = figure_of(FUND_OR_CUT, results, LIGHT, (900, 600))
    texts = {text.get_text() for text in figure.findobj(Text)}
    assert {"Best plan", "Best"} & texts
    assert not {"Down the list", "By rank"} & texts
