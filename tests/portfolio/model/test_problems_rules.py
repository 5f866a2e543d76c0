"""Rules that are incomplete, run in circles or contradict each other; scenarios; comments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from math import inf, nan

import pytest

from portfolio.model import Change, Comment, FrozenMap, Rule, Scenario, problems
from tests.portfolio.small import found, only, sound, with_record, with_rules

CAP = Rule("cap", resource="usd", field="category", value="media", amount=2.0)


@pytest.mark.parametrize(
    ("rule", "code", "field"),
    [
        (Rule("requires", ("wiki", "gone")), "unknown_initiative", "initiatives"),
        (replace(CAP, resource="tpu"), "unknown_resource", "resource"),
        (replace(CAP, period="q9"), "unknown_period", "period"),
        (Rule("requires", ("wiki",)), "rule_incomplete", "initiatives"),
        (Rule("excludes", ("wiki",)), "rule_incomplete", "initiatives"),
        (Rule("mandated"), "rule_incomplete", "initiatives"),
        (Rule("requires", ("wiki", "wiki")), "requires_itself", "initiatives"),
        (Rule("force_in", ("wiki",)), "override_without_reason", "reason"),
        (Rule("force_out", ("wiki",), reason="  "), "override_without_reason", "reason"),
        (replace(CAP, resource=None), "rule_incomplete", "resource"),
        (replace(CAP, amount=None), "limit_amount", "amount"),
        (replace(CAP, amount=-1.0), "limit_amount", "amount"),
        (replace(CAP, amount=nan), "limit_amount", "amount"),
        (replace(CAP, field=""), "rule_incomplete", "field"),
        (replace(CAP, value="nothing"), "limit_of_nothing", "value"),
    ],
)
def test_a_rule_that_says_too_little(rule, code, field):
    problem = only(with_rules(sound(), rule), code)
    assert (problem.kind, problem.record, problem.field) == ("rule", "u1", field)


@pytest.mark.parametrize(
    "rule",
    [
        CAP,
        replace(CAP, kind="floor", period="q1"),
        Rule("requires", ("wiki", "claims")),
        Rule("excludes", ("wiki", "vivid", "claims")),
        Rule("force_out", ("vivid",), reason="Costs too much"),
        Rule("force_in", ("wiki",), active=False),
    ],
)
def test_a_rule_that_says_enough(rule):
    assert problems(with_rules(sound(), rule)) == ()


def test_rules_are_told_by_their_names():
    texts = [
        p.text
        for p in problems(
            with_rules(
                sound(),
                Rule("force_in", ("wiki", "claims")),
                Rule("requires", ("wiki", "gone")),
                replace(CAP, amount=None),
            )
        )
    ]
    assert texts == [
        "Force-in of “Wiki” and “Claims triage”: no reason is given.",
        "Rule “Wiki” requires a missing one: it names an initiative that is not in the portfolio.",
        "Cap where category is “media”: its amount is not a number of 0 or more.",
    ]


def test_a_circle_is_shown_with_its_full_path():
    circle = with_rules(
        sound(),
        Rule("requires", ("vivid", "wiki")),
        Rule("requires", ("wiki", "claims")),
        Rule("requires", ("claims", "vivid")),
        Rule("requires", ("agents", "claims")),
    )
    problem = only(circle, "requires_cycle")
    assert problem.severity == "warning"
    assert problem.record == "u3"
    assert problem.text.startswith(
        "“Claims triage” requires “Vivid” requires “Wiki” requires “Claims triage”:"
    )


def test_two_circles_are_two_problems():
    circles = with_rules(
        sound(),
        Rule("requires", ("vivid", "wiki")),
        Rule("requires", ("wiki", "vivid")),
        Rule("requires", ("agents", "claims")),
        Rule("requires", ("claims", "agents")),
    )
    assert [code for code, *_ in found(circles)] == ["requires_cycle"] * 2


def test_a_chain_of_ten_thousand_is_no_circle():
    names = [f"i{n}" for n in range(10_000)]
    wiki = sound().initiatives["wiki"]
    long = replace(
        sound(),
        initiatives=FrozenMap({n: replace(wiki, name=n) for n in names}),
        rules=FrozenMap(
            {f"u{n}": Rule("requires", (names[n + 1], names[n])) for n in range(9_999)}
        ),
        criteria=FrozenMap(),
        ratings=FrozenMap(),
    )
    assert [p.code for p in problems(long)] == ["no_criteria"]


def test_an_exclusion_of_what_is_required():
    contradiction = with_rules(
        sound(), Rule("requires", ("wiki", "claims")), Rule("excludes", ("claims", "wiki"))
    )
    problem = only(contradiction, "excludes_required")
    assert (problem.severity, problem.record) == ("warning", "u2")
    assert problem.text.startswith("“Wiki” can never be funded: it requires “Claims triage”")


def test_an_exclusion_of_two_that_a_third_requires():
    contradiction = with_rules(
        sound(),
        Rule("requires", ("wiki", "claims", "agents")),
        Rule("excludes", ("claims", "agents")),
    )
    assert only(contradiction, "excludes_required").text.startswith(
        "“Wiki” can never be funded: it requires “Claims triage” and “Agents”"
    )


@pytest.mark.parametrize(
    "rules",
    [
        (Rule("mandated", ("wiki", "claims")),),
        (Rule("mandated", ("wiki",)), Rule("force_in", ("claims",), reason="Promised")),
        (Rule("mandated", ("wiki",)), Rule("requires", ("wiki", "claims"))),
    ],
)
def test_an_exclusion_of_two_that_must_be_funded(rules):
    problem = only(
        with_rules(sound(), Rule("excludes", ("wiki", "claims")), *rules), "excludes_mandated"
    )
    assert (problem.severity, problem.record) == ("error", "u1")


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ((Rule("force_in", ("wiki",), reason="Yes"),), "forced_in_and_out"),
        ((Rule("mandated", ("wiki",)),), "mandated_forced_out"),
        (
            (Rule("mandated", ("claims",)), Rule("requires", ("claims", "wiki"))),
            "required_forced_out",
        ),
    ],
)
def test_forced_out_but_needed(rules, code):
    out = Rule("force_out", ("wiki",), reason="No")
    problem = only(with_rules(sound(), out, *rules), code)
    assert (problem.severity, problem.record) == ("error", "u1")
    assert "“Wiki”" in problem.text


def test_forcing_out_what_an_optional_one_requires_is_fine():
    out = Rule("force_out", ("wiki",), reason="No")
    assert problems(with_rules(sound(), out, Rule("requires", ("claims", "wiki")))) == ()


def with_change(change):
    scenario = Scenario("Late GPUs", "a", changes=(change,))
    return replace(sound(), scenarios=FrozenMap({"s1": scenario}))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change("capacity_factor", "tpu", 0.8), "unknown_resource"),
        (Change("capacity_delay", "claims", 1.0), "unknown_resource"),
        (Change("weight", "speed", 1.0), "unknown_criterion"),
        (Change("force_in", "gone", reason="Why not"), "unknown_initiative"),
        (Change("capacity_factor", "gpu", 0.8, period="q9"), "unknown_period"),
        (Change("capacity_factor", "gpu", -0.8), "change_amount"),
        (Change("capacity_delay", "gpu", inf), "change_amount"),
        (Change("weight", "fit", nan), "change_amount"),
        (Change("benefit_factor", "wiki", nan), "change_amount"),
    ],
)
def test_a_scenario_that_cannot_be_applied(change, code):
    problem = only(with_change(change), code)
    assert (problem.kind, problem.record, problem.field) == ("scenario", "s1", "changes/0")
    assert "“Late GPUs”, change 1" in problem.text


def test_a_scenario_that_can():
    assert problems(with_change(Change("capacity_factor", "gpu", 0.8, period="q1"))) == ()
    assert problems(with_change(Change("benefit_factor", "wiki", -1.0))) == ()


@pytest.mark.parametrize("kind", ["force_in", "force_out", "rule_off"])
def test_an_amount_that_a_change_does_not_use_may_be_anything(kind):
    unused = with_change(Change(kind, "wiki", nan, reason="Why not"))
    assert "change_amount" not in {problem.code for problem in problems(unused)}


def test_a_direct_weight_does_nothing_under_swing_weights():
    changed = with_change(Change("weight", "fit", 5.0))
    swing = with_record(changed, "criteria", "fit", swing=100.0)
    swing = with_record(swing, "criteria", "trust", swing=50.0)
    swing = replace(swing, settings=replace(swing.settings, weighting="swing"))
    assert only(swing, "change_without_effect").record == "s1"


def test_a_comment_on_what_is_gone():
    at = datetime(2027, 1, 1, tzinfo=UTC)
    comments = {"n1": Comment("Good", at, initiative="wiki"), "n2": Comment("All", at)}
    assert problems(replace(sound(), comments=FrozenMap(comments))) == ()
    comments["n3"] = Comment("Old", at, initiative="gone")
    problem = only(replace(sound(), comments=FrozenMap(comments)), "unknown_initiative")
    assert (problem.severity, problem.kind, problem.record) == ("note", "comment", "n3")
