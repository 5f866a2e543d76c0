"""Initiatives forced in at a size and from a start: against enumeration, and in words."""

from dataclasses import replace

import pytest

from portfolio.funding import explain, plan, price_of_rules, quick, waterline
from portfolio.funding.by_hand import Pick, judge
from portfolio.funding.relax import relaxations
from portfolio.funding.relax_changes import conceded
from portfolio.model import FrozenMap, FundingLevel, Period, Rule
from tests.portfolio.funding import timed_judge
from tests.portfolio.funding.builders import excludes, from_table, mandated
from tests.portfolio.funding.timed_builders import random_pinned
from tests.portfolio.funding.timed_judge import timed

BLOCK = 30
LEVELS = FrozenMap({"lean": FundingLevel("Lean", "a", 0.5, 0.4), "full": FundingLevel("Full", "b")})
PINNED = Rule("force_in", ("i01",), "the board asked for it", "Ana", level="lean", period="p2")


def sized(*rules, limits=(10,), benefits=(10, 6)):
    """Two periods; the first one has two sizes and two starts; both need 4 in one period."""
    base = from_table(benefits, [[4, 4]], limits, rules, names=["Pilot", "Other"])
    record = replace(base.initiatives["i01"], levels=LEVELS, starts=("p1", "p2"), late_loss=0.5)
    capacity = FrozenMap({"p1": float(limits[0]), "p2": float(limits[0])})
    return replace(
        base,
        periods=FrozenMap({"p1": Period("Q1 2027", "a"), "p2": Period("Q2 2027", "b")}),
        initiatives=base.initiatives.with_("i01", record),
        resources=base.resources.with_("r0", replace(base.resources["r0"], capacity=capacity)),
    )


@pytest.mark.parametrize("block", range(6))
def test_the_plan_is_the_best_of_all_choices(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        portfolio = random_pinned(seed, count=2 + seed % 2, periods=2 + seed % 2)
        found, expected = plan(portfolio), timed_judge.best(portfolio)
        if expected is None:
            assert found.status == "infeasible", seed
            assert found.conflict, seed
            continue
        assert found.status == "optimal", seed
        assert found.value == pytest.approx(expected[0], abs=1e-9), seed
        assert timed_judge.obeys(portfolio, timed(portfolio, found)), seed


@pytest.mark.slow
@pytest.mark.parametrize("block", range(40))
def test_the_plan_is_the_best_of_all_choices_at_length(block):
    for seed in range(20_000 + block * BLOCK, 20_000 + (block + 1) * BLOCK):
        portfolio = random_pinned(seed, count=2 + seed % 2, periods=2 + seed % 2)
        found, expected = plan(portfolio), timed_judge.best(portfolio)
        assert (found.status == "infeasible") == (expected is None), seed
        if expected is not None:
            assert found.value == pytest.approx(expected[0], abs=1e-9), seed
            assert timed_judge.obeys(portfolio, timed(portfolio, found)), seed


def test_waterline_and_quick_obey_them_too():
    reached = 0
    for seed in range(60):
        portfolio = random_pinned(seed)
        best = plan(portfolio)
        down = waterline(portfolio, sorted(portfolio.initiatives, reverse=True))
        for other in (down, quick(portfolio)):
            if other is not None and other.status != "infeasible":
                reached += 1
                assert timed_judge.obeys(portfolio, timed(portfolio, other)), seed
                assert other.value <= best.value + 1e-9, seed
    assert reached > 40


@pytest.mark.parametrize("seed", range(20))
def test_what_is_broken_by_hand_is_what_an_independent_judge_finds(seed):
    portfolio = random_pinned(seed, count=2, periods=2)
    periods = timed_judge.period_ids(portfolio)
    for choice in timed_judge.choices(portfolio):
        picks = {i: Pick(level, periods[start]) for i, (level, start) in choice.items()}
        assert (not judge(portfolio, picks).breaches) == timed_judge.obeys(portfolio, choice)


@pytest.mark.parametrize("seed", range(30))
def test_the_price_of_a_force_is_what_the_plan_is_worth_more_without_it(seed):
    portfolio = random_pinned(seed, count=3, periods=2)
    best = plan(portfolio)
    if best.status != "optimal":
        return
    pins = [key for key in sorted(portfolio.rules) if key.startswith("z")]
    for price in price_of_rules(portfolio, best, pins):
        without = replace(portfolio, rules=portfolio.rules.without(price.rule_id))
        assert best.value + price.cost == pytest.approx(timed_judge.best(without)[0], abs=1e-6)
    lines = explain(portfolio, best)
    for key in {i for rule_id in pins for i in portfolio.rules[rule_id].initiatives}:
        about = {rule_id: rule for rule_id, rule in portfolio.rules.items() if forces(rule, key)}
        freed = FrozenMap({k: r for k, r in portfolio.rules.items() if k not in about})
        gained = timed_judge.best(replace(portfolio, rules=freed))[0] - best.value
        assert -(lines[key].price or 0.0) == pytest.approx(gained, abs=1e-6)


def forces(rule, initiative):
    return rule.kind in {"force_in", "mandated"} and rule.initiatives == (initiative,)


def test_the_plan_pays_for_the_size_and_the_start():
    free, pinned = plan(sized()), plan(sized(PINNED))
    assert free.value == 16.0  # 10 now, 6 beside it.
    assert dict(pinned.chosen) == {"i01": "lean", "i02": ""}
    assert pinned.spans["i01"].start == "p2"
    assert pinned.value == 8.0  # 40 % of 10, half of which the wait costs, and 6.


def test_the_reason_says_who_how_and_what_it_costs():
    portfolio = sized(PINNED)
    assert explain(portfolio, plan(portfolio))["i01"].reason == (
        "Forced in by Ana at “Lean”, from Q2 2027: the board asked for it. That costs $8M (50 %): "
        "left to itself, the plan would fund it at Full size from Q1 2027."
    )
    (price,) = price_of_rules(portfolio, plan(portfolio), ["x0"])
    assert (price.cost, price.moved) == (8.0, ("i01",))
    assert price.sentence == (
        "It costs $8M (50 %): without the force-in, the plan would fund “Pilot” at Full size "
        "from Q1 2027."
    )


def test_a_mandate_can_ask_for_them_too():
    portfolio = sized(replace(PINNED, kind="mandated", author="", level=None))
    found = plan(portfolio)
    assert (found.chosen["i01"], found.spans["i01"].start) == ("full", "p2")
    assert explain(portfolio, found)["i01"].reason.startswith(
        "Mandated from Q2 2027: the board asked for it."
    )


def test_what_the_initiative_does_not_have_is_noted_and_any_counts():
    portfolio = sized(replace(PINNED, level="huge", period=None))
    found = plan(portfolio)
    assert found.chosen["i01"] == "full"
    assert (
        "Force-in of “Pilot”: it asks for a size that the initiative does not have, so any size "
        "counts."
    ) in found.notes


def test_by_hand_another_size_breaks_it():
    breaches = judge(sized(PINNED), {"i01": Pick("full", "p2")}).breaches
    assert [each.sentence for each in breaches] == ["“Pilot” is forced in at “Lean”, from Q2 2027."]
    assert breaches[0].rule_id == "x0"
    assert judge(sized(PINNED), {"i01": Pick("lean", "p2")}).breaches == ()


def test_two_starts_contradict_each_other():
    found = plan(sized(PINNED, replace(PINNED, period="p1")))
    assert found.conflict == (
        "No plan fits: “Pilot” is forced in at “Lean”, from Q1 2027; “Pilot” is forced in at "
        "“Lean”, from Q2 2027."
    )


def test_the_conflict_counts_the_need_of_the_size():
    """Lean needs 2 where nothing is left; the smallest size is what counts without a pin."""
    full = replace(PINNED, level="full", period="p1")
    found = plan(sized(full, mandated("i02"), limits=(5,)))
    assert found.conflict == (
        "No plan fits: “Other” is mandated; “Pilot” is forced in at “Full”, from Q1 2027; together "
        "that takes 8 u of “Resource 0” in Q1 2027, but the limit is 5 u."
    )


def test_what_gives_way_is_the_whole_force():
    portfolio = sized(PINNED, excludes("i01", "i02"), mandated("i02"))
    first = relaxations(portfolio)[0]
    assert first.sentence == "Let “Pilot” go, which is forced in at “Lean”, from Q2 2027."
    assert plan(conceded(portfolio, first.concessions)).value == 6.0
