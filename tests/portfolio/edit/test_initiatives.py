"""Verbs on initiatives."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portfolio.edit import (
    add_initiatives,
    delete_initiatives,
    duplicate_initiatives,
    set_benefit,
    set_demand,
    set_initiative,
    set_level,
    set_settings,
    set_spent,
    set_stop_cost,
)
from portfolio.model import (
    Change,
    Comment,
    Decision,
    Estimate,
    FrozenMap,
    FundingLevel,
    Rule,
    Scenario,
    in_order,
    problems,
)
from tests.portfolio.small import sound, with_record, with_rules

AT = datetime(2027, 1, 1, tzinfo=UTC)


def names(portfolio):
    return [record.name for _, record in in_order(portfolio.initiatives)]


def test_new_rows_come_last_or_below_the_chosen_row():
    added = add_initiatives(sound(), {"x": "X", "y": "Y"})
    assert names(added) == ["Agents", "Claims triage", "Vivid", "Wiki", "X", "Y"]
    added = add_initiatives(sound(), {"x": "X", "y": "Y"}, after="claims")
    assert names(added) == ["Agents", "Claims triage", "X", "Y", "Vivid", "Wiki"]
    assert names(add_initiatives(sound(), {"x": "X"}, after="gone"))[-1] == "X"


def test_adding_touches_no_other_record():
    before = sound()
    added = add_initiatives(before, {"x": "X"}, after="claims")
    assert all(added.initiatives[key] is record for key, record in before.initiatives.items())


def test_delete_after_add_gives_back_the_same():
    assert delete_initiatives(add_initiatives(sound(), {"x": "X"}), ["x"]) == sound()


@pytest.mark.parametrize("order", ["same", "0", ""])
def test_rows_without_room_between_them_are_numbered_anew(order):
    tied = sound()
    for key in ("agents", "claims", "vivid", "wiki"):
        tied = with_record(tied, "initiatives", key, order=order)
    added = add_initiatives(tied, {"x": "X", "y": "Y"}, after="claims")
    assert names(added) == ["Agents", "Claims triage", "X", "Y", "Vivid", "Wiki"]


def test_attributes_are_set_by_name():
    after = set_initiative(sound(), "wiki", owner="Ana", notes="Slow")
    assert (after.initiatives["wiki"].owner, after.initiatives["wiki"].notes) == ("Ana", "Slow")
    with pytest.raises(TypeError):
        set_initiative(sound(), "wiki", colour="red")


def test_a_demand_is_set_and_made_unknown_again():
    before = sound()
    after = set_demand(before, "wiki", "gpu", "q1", Estimate(7.0))
    assert after.initiatives["wiki"].demand["gpu"]["q1"] == Estimate(7.0)
    assert set_demand(
        after, "wiki", "gpu", "q1", before.initiatives["wiki"].demand["gpu"]["q1"]
    ) == (before)
    bare = set_demand(set_demand(after, "wiki", "gpu", "q1", None), "wiki", "gpu", "q2", None)
    assert "gpu" not in bare.initiatives["wiki"].demand
    assert set_demand(bare, "wiki", "gpu", "q1", None) == bare


def test_a_first_benefit_is_in_the_unit_of_the_portfolio():
    euros = set_settings(
        with_record(sound(), "initiatives", "wiki", benefit=None), benefit_unit="€k"
    )
    benefit = set_benefit(euros, "wiki", probability=0.4).initiatives["wiki"].benefit
    assert (benefit.unit, benefit.probability, benefit.amount) == ("€k", 0.4, None)
    kept = set_benefit(sound(), "wiki", probability=0.4).initiatives["wiki"].benefit
    assert kept.amount == sound().initiatives["wiki"].benefit.amount


def test_levels_come_and_go():
    pilot = FundingLevel("Pilot", "a", 0.3, 0.2)
    after = set_level(sound(), "wiki", "l1", pilot)
    assert after.initiatives["wiki"].levels["l1"] is pilot
    assert set_level(after, "wiki", "l1", None) == sound()


def test_what_asks_for_a_size_that_goes_takes_any():
    before = set_level(sound(), "wiki", "l1", FundingLevel("Pilot", "a", 0.3, 0.2))
    change = Change("force_in", "wiki", reason="Try", level="l1")
    rule = Rule("force_in", ("wiki",), "Promised", level="l1", period="q1")
    other = replace(rule, initiatives=("claims",))
    before = with_rules(before, rule, other)
    before = replace(before, scenarios=FrozenMap({"s": Scenario("S", "a", (change,))}))
    after = set_level(before, "wiki", "l1", None)
    assert dict(after.rules) == {"u1": replace(rule, level=None), "u2": other}
    assert after.scenarios["s"].changes == (replace(change, level=None),)
    renamed = set_level(before, "wiki", "l1", FundingLevel("Small", "a"))
    assert (renamed.rules, renamed.scenarios) == (before.rules, before.scenarios)


def test_copies_stand_below_the_block_they_copy_with_its_ratings():
    after = duplicate_initiatives(sound(), {"claims": "c2", "agents": "a2", "wiki": "w2"})
    assert names(after) == [
        "Agents",
        "Claims triage",
        "Agents (copy)",
        "Claims triage (copy)",
        "Vivid",
        "Wiki",
        "Wiki (copy)",
    ]
    assert after.ratings["ana"]["c2"] is sound().ratings["ana"]["claims"] or (
        after.ratings["ana"]["c2"] == sound().ratings["ana"]["claims"]
    )
    assert delete_initiatives(after, {"c2", "a2", "w2"}) == sound()


@pytest.mark.parametrize("room", [True, False])
def test_every_second_of_many_rows_is_copied_at_once(room):
    rows = {f"i{number:04}": str(number) for number in range(3_000)}
    portfolio = add_initiatives(sound(), rows)
    if not room:
        portfolio = with_record(portfolio, "initiatives", "i0000", order="0")
        portfolio = with_record(portfolio, "initiatives", "i0001", order="0")
    before = [key for key, _ in in_order(portfolio.initiatives)]
    after = duplicate_initiatives(portfolio, {key: f"{key}c" for key in before[::2]})
    copied = frozenset(before[::2])
    expected = [k for old in before for k in ([old, f"{old}c"] if old in copied else [old])]
    assert [key for key, _ in in_order(after.initiatives)] == expected


def test_a_copy_is_bound_by_no_rule():
    bound = with_rules(sound(), Rule("mandated", ("wiki",)))
    assert duplicate_initiatives(bound, {"wiki": "w2"}).rules is bound.rules


def linked():
    """Every kind of reference to Wiki."""
    changes = (
        Change("force_in", "wiki", reason="Try"),
        Change("benefit_factor", "wiki", 2.0),
        Change("capacity_factor", "gpu", 0.8),
    )
    base = with_rules(
        sound(),
        Rule("requires", ("wiki", "claims")),
        Rule("requires", ("agents", "wiki", "claims")),
        Rule("requires", ("vivid", "wiki")),
        Rule("excludes", ("wiki", "vivid", "agents")),
        Rule("excludes", ("wiki", "vivid")),
        Rule("mandated", ("wiki", "claims")),
        Rule("force_out", ("wiki",), reason="Old"),
    )
    return replace(
        base,
        scenarios=FrozenMap({"s1": Scenario("Try", "a", changes)}),
        comments=FrozenMap({"n1": Comment("Hm", AT, initiative="wiki"), "n2": Comment("All", AT)}),
        decisions=FrozenMap({"k1": Decision("wiki", "cut", AT)}),
    )


def test_deleting_leaves_nothing_that_refers_to_it_but_decisions():
    after = delete_initiatives(linked(), ["wiki"])
    assert {key: rule.initiatives for key, rule in after.rules.items()} == {
        "u2": ("agents", "claims"),
        "u4": ("vivid", "agents"),
        "u6": ("claims",),
    }
    assert [change.target for change in after.scenarios["s1"].changes] == ["gpu"]
    assert list(after.comments) == ["n2"]
    assert all("wiki" not in table for table in after.ratings.values())
    assert after.decisions is linked().decisions or after.decisions == linked().decisions
    assert not [p for p in problems(after) if p.code.startswith("unknown")]


def test_deleting_shares_what_it_does_not_touch():
    before = linked()
    after = delete_initiatives(before, ["vivid"])
    assert after.scenarios is before.scenarios
    assert after.comments is before.comments
    assert after.rules["u1"] is before.rules["u1"]
    assert after.ratings["ana"]["wiki"] is before.ratings["ana"]["wiki"]


def test_ids_shared_by_different_nouns_are_kept_apart():
    changes = (Change("capacity_factor", "wiki", 0.5), Change("force_in", "wiki", reason="Try"))
    twin = replace(sound(), scenarios=FrozenMap({"s1": Scenario("S", "a", changes)}))
    left = delete_initiatives(twin, ["wiki"]).scenarios["s1"].changes
    assert left == changes[:1]


def test_what_stopping_needs_and_what_was_spent():
    after = set_stop_cost(sound(), "wiki", ("usd", "q1"), Estimate(2.0))
    assert after.initiatives["wiki"].stop_cost["usd"]["q1"] == Estimate(2.0)
    assert set_stop_cost(after, "wiki", ("usd", "q1"), None) == sound()
    after = set_spent(sound(), "wiki", "usd", 3.0)
    assert after.initiatives["wiki"].spent["usd"] == 3.0
    assert set_spent(after, "wiki", "usd", None) == sound()
