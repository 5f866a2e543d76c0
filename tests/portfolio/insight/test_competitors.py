from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from portfolio.errors import Cancelled
from portfolio.insight.base import Base, Question
from portfolio.insight.competitors import Doubt, competitors
from portfolio.insight.plan_pool import PlanPool
from portfolio.insight.worlds import Draw, sampled
from portfolio.model import (
    Benefit,
    Criterion,
    Estimate,
    FrozenMap,
    Rater,
    Rating,
    Settings,
)
from portfolio.ranking import rank
from tests.portfolio.funding import judge
from tests.portfolio.funding.builders import force_in, from_table, random_portfolio
from tests.portfolio.insight.test_frontier import last


def uncertain(seed, count=6):
    """Random portfolios whose benefits have ranges, some of them without one end."""
    rng = np.random.default_rng(seed)
    portfolio = random_portfolio(seed, count=count, whole=False, tight=0.35)
    initiatives = {}
    for key, record in portfolio.initiatives.items():
        benefit = record.benefit
        if benefit is not None and benefit.amount is not None:
            likely = benefit.amount.likely
            low = likely - float(rng.uniform(0, 6))
            high = likely + float(rng.uniform(0, 9)) if rng.random() < 0.8 else None
            amount = Estimate(likely, low, high)
            benefit = replace(benefit, amount=amount)
        initiatives[key] = replace(record, benefit=benefit)
    return replace(portfolio, initiatives=FrozenMap(initiatives))


def worlds_of(portfolio, count=60):
    base = Base(portfolio, Question())
    return base, sampled(portfolio, base.problem, Draw(count=count))


def enumerated_worth(portfolio, worlds, choices):
    """Worth of every choice in every world, ``(n_worlds, n_choices)``."""
    ids = sorted(portfolio.initiatives)
    share = np.array(
        [[judge.shares(portfolio, i, c[i])[1] if i in c else 0.0 for i in ids] for c in choices]
    )
    return worlds.worth @ share.T


def test_best_plans_and_core_index_are_those_of_enumeration():
    compared = 0
    for seed in range(14):
        portfolio = uncertain(seed)
        allowed = [c for c in judge.choices(portfolio) if judge.obeys(portfolio, c)]
        if not allowed:
            continue
        _, worlds = worlds_of(portfolio, 40)
        doubt = Doubt(draw=Draw(count=40), solved=40, least_share=0.01, shown=99)
        result = last(competitors(portfolio, Question(), doubt=doubt))
        worth = enumerated_worth(portfolio, worlds, allowed)
        best = worth.max(axis=1)
        regret = best - worth[:, today_of(portfolio, allowed)]
        assert result.regret == pytest.approx(regret.mean(), abs=1e-8)
        assert result.best_share == pytest.approx((regret <= 1e-8).mean())
        funded = [{i for i, _ in allowed[k].items()} for k in worth.argmax(axis=1)]
        ties = (worth >= best[:, None] - 1e-9).sum(axis=1)
        for line in result.core:
            share = np.mean([line.initiative_id in chosen for chosen in funded])
            assert abs(line.index - share) <= (ties > 1).mean() + 1e-9
        check_competitors(portfolio, worlds, result, allowed)
        compared += 1
    assert compared > 8


def today_of(portfolio, allowed):
    values = [judge.value(portfolio, choice) for choice in allowed]
    most = max(values)
    tied = [k for k, value in enumerate(values) if value >= most - 1e-9]
    return min(tied, key=lambda k: judge.cost(portfolio, allowed[k]))


def check_competitors(portfolio, worlds, result, allowed):
    today = allowed[today_of(portfolio, allowed)]
    for each in result.competitors:
        choice = dict(each.chosen)
        assert judge.obeys(portfolio, choice)
        assert judge.cost(portfolio, choice) <= judge.cost(portfolio, today) + 1e-6
        lead = enumerated_worth(portfolio, worlds, [choice, today])
        wins = lead[:, 0] > lead[:, 1] + 1e-9
        assert each.beats == pytest.approx(wins.mean())
        assert each.lead == pytest.approx((lead[:, 0] - lead[:, 1])[wins].mean())
        assert each.behind == pytest.approx(
            judge.value(portfolio, today) - judge.value(portfolio, choice), abs=1e-8
        )
    assert all(a.beats >= b.beats for a, b in pairwise(result.competitors))


def test_near_best_plans_come_in_falling_order_and_none_is_missed():
    for seed in range(8):
        portfolio = uncertain(seed)
        allowed = [c for c in judge.choices(portfolio) if judge.obeys(portfolio, c)]
        if not allowed:
            continue
        base, worlds = worlds_of(portfolio, 3)
        today = base.today().x
        pool = PlanPool(base, worlds, today)
        for _ in pool.near_best(5, 0.3):
            pass
        values = [base.value(x) for x in pool.plans]
        limit = float(base.problem.cost @ today) + 1e-9
        cheap = [c for c in allowed if judge.cost(portfolio, c) <= limit]
        wanted = sorted((judge.value(portfolio, c) for c in cheap), reverse=True)
        wanted = [v for v in wanted if v >= wanted[0] - 0.3 * abs(wanted[0]) - 1e-9][:6]
        assert values == pytest.approx(wanted, abs=1e-8)


RPM_SCORES = [
    (46, 55, 31), (61, 49, 49), (22, 65, 57), (43, 88, 42), (8, 82, 51),
    (60, 92, 71), (72, 62, 38), (92, 78, 100), (81, 75, 37), (85, 23, 22),
    (50, 17, 53), (9, 37, 83), (64, 32, 51), (98, 57, 17), (9, 16, 13),
]  # fmt: skip
RPM_COSTS = [79, 32, 31, 73, 19, 32, 94, 22, 44, 10, 27, 100, 51, 98, 2]
RPM_NONDOMINATED = [
    "011011011110101", "010011011110011", "011011011100011",
    "011111011110001", "010101011110101", "111011011110001",
    "011001011110011", "011111010110101", "110001011110101",
]  # fmt: skip


def rpm_portfolio():
    portfolio = from_table([0] * 15, [RPM_COSTS], [300])
    ids = sorted(portfolio.initiatives)
    criteria = {f"c{n}": Criterion(f"Criterion {n + 1}", f"{n}") for n in range(3)}
    ratings = {
        key: FrozenMap({f"c{n}": Rating(float(v)) for n, v in enumerate(RPM_SCORES[place])})
        for place, key in enumerate(ids)
    }
    return replace(
        portfolio,
        settings=Settings(objective="value"),
        criteria=FrozenMap(criteria),
        raters=FrozenMap({"a": Rater("Ann", "a")}),
        ratings=FrozenMap({"a": FrozenMap(ratings)}),
    )


def test_rpm_15_projects_no_weights():
    # The example of the rrpm package (Tervonen), method of Liesiö, Mild and Salo (2007),
    # European Journal of Operational Research 181, 1488-1505: 15 projects, 3 criteria, a
    # budget of 300 and no weight information. A plan that is best for some weights is one of
    # the nine non-dominated ones; what all nine fund is core, what none does is out.
    portfolio = rpm_portfolio()
    ranking = rank(portfolio, method="additive")
    scores = dict(zip(ranking.initiative_ids, ranking.scores.tolist(), strict=True))
    draw = Draw(count=100, concentration=None)
    question = Question(scores=scores)
    result = last(competitors(portfolio, question, doubt=Doubt(draw=draw, near=3, solved=100)))
    index = {line.initiative_id: line.index for line in result.core}
    nine = np.array([[int(digit) for digit in plan] for plan in RPM_NONDOMINATED])
    for place, key in enumerate(sorted(index)):
        if nine[:, place].all():
            assert index[key] == pytest.approx(1.0)
        if not nine[:, place].any():
            assert index[key] == 0.0
    assert {line.standing for line in result.core} == {"core", "contested", "out"}
    base = Base(portfolio, question)
    pool = PlanPool(base, sampled(portfolio, base.problem, draw), base.today().x)
    for world in range(60):
        pool.best_in(world)
    best = set(pool.values()[:60].argmax(axis=1).tolist())
    found = {"".join(str(int(v)) for v in pool.funded()[place]) for place in best}
    assert found <= set(RPM_NONDOMINATED)
    assert len(found) > 2


def test_worlds_lie_within_the_stated_ranges_around_the_likely():
    portfolio = from_table([10, 5, 0], [[1, 1, 1]], [2], probability=0.5)
    ranges = {
        "i01": Estimate(10.0, 4.0, 20.0),
        "i02": Estimate(5.0),
        "i03": Estimate(0.0, -2.0, 2.0),
    }
    for key, amount in ranges.items():
        record = replace(portfolio.initiatives[key], benefit=Benefit(amount, 0.5))
        portfolio = replace(portfolio, initiatives=portfolio.initiatives.with_(key, record))
    base = Base(portfolio, Question())
    worlds = sampled(portfolio, base.problem, Draw(count=4_000))
    worth = worlds.worth
    assert (worth.min(axis=0) >= [2.0, 5 * 0.1 * 0.5 - 1e-9, -1.0]).all()
    assert worth[:, 0].max() <= 10.0
    # The mean of a PERT distribution is (low + 4 likely + high) / 6.
    assert worth[:, 0].mean() == pytest.approx(0.5 * (4 + 40 + 20) / 6, rel=0.01)
    assert worth[:, 2].mean() == pytest.approx(0.0, abs=0.02)
    assert worth[:, 1].std() > 0
    assert worlds.notes[0].startswith("1 benefit without a full range may be off by ")


def test_weights_lie_around_those_of_today():
    portfolio = rpm_portfolio()
    heavy = replace(portfolio.criteria["c0"], weight=2.0)
    none = replace(portfolio.criteria["c2"], weight=0.0)
    criteria = portfolio.criteria.with_all({"c0": heavy, "c2": none})
    portfolio = replace(portfolio, criteria=criteria)
    ranking = rank(portfolio, method="additive")
    scores = dict(zip(ranking.initiative_ids, ranking.scores.tolist(), strict=True))
    base = Base(portfolio, Question(scores=scores))
    worlds = sampled(portfolio, base.problem, Draw(count=3_000))
    assert worlds.drawn_ids == ("c0", "c1")
    assert worlds.drawn.mean(axis=0) == pytest.approx([2 / 3, 1 / 3], abs=0.01)
    assert worlds.drawn.sum(axis=1) == pytest.approx(1.0)
    table = np.array(RPM_SCORES, dtype=float)[:, :2]
    assert np.allclose(worlds.worth, worlds.drawn @ table.T)


def test_more_plans_only_lower_the_standing_of_today():
    results = list(competitors(uncertain(3, count=12), Question()))
    shares = [result.best_share for result in results]
    assert shares == sorted(shares, reverse=True)
    assert [r.plans for r in results] == sorted(r.plans for r in results)
    assert [r.final for r in results] == [False] * (len(results) - 1) + [True]


def test_order_on_the_screen_changes_nothing():
    portfolio = uncertain(5, count=10)
    turned = {
        key: replace(record, order=f"{99 - place:02}")
        for place, (key, record) in enumerate(reversed(portfolio.initiatives.items()))
    }
    other = replace(portfolio, initiatives=FrozenMap(turned))
    one, two = (last(competitors(each, Question())) for each in (portfolio, other))
    assert one.core == two.core
    assert one.sentences == two.sentences


def test_the_words_name_the_world_that_turns_it():
    portfolio = from_table([10, 9], [[1, 1]], [1], names=["Sure", "Bold"])
    record = portfolio.initiatives["i02"]
    benefit = Benefit(Estimate(9.0, 2.0, 30.0), 1.0)
    bold = {"i02": replace(record, benefit=benefit)}
    sure = replace(portfolio.initiatives["i01"], benefit=Benefit(Estimate(10.0, 9.9, 10.1), 1.0))
    portfolio = replace(
        portfolio, initiatives=portfolio.initiatives.with_all({**bold, "i01": sure})
    )
    result = last(competitors(portfolio, Question()))
    (rival,) = result.competitors
    assert (rival.enters, rival.leaves, rival.behind) == (("i02",), ("i01",), 1.0)
    assert rival.driver.drawn_id == "i02"
    assert rival.driver.then > rival.driver.usual
    assert (
        "A competitor at no more cost: “Bold” enters and “Sure” leaves. It is worth $1M less"
        in (result.sentences[1])
    )
    assert "mostly where “Bold” is worth about $1" in result.sentences[1]
    assert set(result.standing("contested")) == {"i01", "i02"}


def test_certain_benefits_leave_no_competitor():
    portfolio = from_table([10, 2], [[1, 1]], [1])
    exact = {
        key: replace(
            record,
            benefit=replace(
                record.benefit,
                amount=Estimate(record.benefit.amount.likely, *[record.benefit.amount.likely] * 2),
            ),
        )
        for key, record in portfolio.initiatives.items()
    }
    result = last(competitors(replace(portfolio, initiatives=FrozenMap(exact)), Question()))
    assert (result.best_share, result.regret, result.competitors) == (1.0, 0.0, ())
    assert [line.standing for line in result.core] == ["core", "out"]


def test_no_plan_is_said():
    result = last(competitors(from_table([9], [[3]], [1], [force_in("i01")]), Question()))
    assert result.final
    assert result.sentences == (
        "No plan obeys every limit and rule, so there is nothing to compete with.",
    )


def test_an_empty_portfolio_is_no_contest():
    result = last(competitors(from_table([], [[]], [5]), Question()))
    assert (result.best_share, result.core) == (1.0, ())


def test_cancel_is_heard():
    def tick(fraction, text):
        if fraction > 0.6:
            raise Cancelled

    with pytest.raises(Cancelled):
        last(competitors(uncertain(3, count=12), Question(tick=tick)))


def test_cancel_is_heard_while_worlds_are_drawn():
    portfolio = rpm_portfolio()
    ranking = rank(portfolio, method="additive")
    scores = dict(zip(ranking.initiative_ids, ranking.scores.tolist(), strict=True))
    told = []

    def tick(fraction, text):
        told.append((fraction, text))
        if text == "Drawing worlds" and fraction > 0.05:
            raise Cancelled

    with pytest.raises(Cancelled):
        last(competitors(portfolio, Question(scores=scores, tick=tick)))
    assert 0.05 < told[-1][0] < 0.1
