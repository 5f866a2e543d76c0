"""Rules over time, over groups, gates and synergies: incomplete or contradictory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf, nan

import pytest

from portfolio.model import Change, FrozenMap, Rule, Scenario, problems
from tests.portfolio.small import found, only, sound, with_record, with_rules

CAP = Rule("cap", resource="usd", field="category", value="media", amount=2.0)
GATE = Rule("gate", ("vivid",), value="rights are cleared")
SYNERGY = Rule("synergy", ("wiki", "claims"), amount=3.0)
TWO_OF = Rule("at_most", ("wiki", "claims", "vivid"), amount=2.0)
WORK = Rule("at_least", field="category", value="work", amount=3.0)


@pytest.mark.parametrize(
    ("rule", "code", "field"),
    [
        (Rule("finished_before", ("wiki",)), "rule_incomplete", "initiatives"),
        (Rule("finished_before", ("wiki", "wiki")), "requires_itself", "initiatives"),
        (Rule("together", ("wiki",)), "rule_incomplete", "initiatives"),
        (Rule("gate", value="x"), "rule_incomplete", "initiatives"),
        (replace(GATE, value=" "), "gate_unnamed", "value"),
        (replace(GATE, state="overridden"), "gate_overridden", "reason"),
        (replace(GATE, state="overridden", reason="Vote"), "gate_overridden", "author"),
        (replace(SYNERGY, initiatives=("wiki",)), "rule_incomplete", "initiatives"),
        (replace(SYNERGY, amount=None), "synergy_amount", "amount"),
        (replace(SYNERGY, amount=inf), "synergy_amount", "amount"),
        (replace(SYNERGY, basis="use"), "basis_unfit", "basis"),
        (replace(TWO_OF, amount=None), "group_count", "amount"),
        (replace(TWO_OF, amount=1.5), "group_count", "amount"),
        (replace(TWO_OF, amount=nan), "group_count", "amount"),
        (replace(TWO_OF, amount=-1.0), "group_count", "amount"),
        (replace(TWO_OF, basis="capacity"), "basis_unfit", "basis"),
        (replace(TWO_OF, initiatives=()), "rule_incomplete", "field"),
        (replace(TWO_OF, kind="at_least", amount=4.0), "group_too_small", "amount"),
        (replace(WORK, amount=4.0), "group_too_small", "amount"),
        (replace(WORK, value="none"), "limit_of_nothing", "value"),
        (replace(CAP, basis="benefit"), "basis_unfit", "basis"),
        (replace(CAP, basis="capacity"), "limit_share", "amount"),
    ],
)
def test_a_rule_that_says_too_little(rule, code, field):
    problem = only(with_rules(sound(), rule), code)
    assert (problem.kind, problem.record, problem.field) == ("rule", "u1", field)


@pytest.mark.parametrize(
    "rule",
    [
        Rule("finished_before", ("wiki", "claims")),
        Rule("together", ("wiki", "claims")),
        GATE,
        replace(GATE, period="q1", due=date(2027, 1, 1)),
        replace(GATE, state="met", value=""),
        replace(GATE, state="overridden", reason="Vote", author="Ada"),
        SYNERGY,
        replace(SYNERGY, amount=-0.1, basis="benefit"),
        TWO_OF,
        WORK,
        replace(TWO_OF, kind="at_least", amount=0.0),
        replace(CAP, basis="use", amount=0.2),
        replace(GATE, state="overridden", active=False),
    ],
)
def test_a_rule_that_says_enough(rule):
    assert problems(with_rules(sound(), rule)) == ()


def test_rules_are_told_by_their_names():
    texts = [
        p.text.split(":")[0]
        for p in problems(
            with_rules(
                sound(),
                Rule("finished_before", ("wiki", "wiki")),
                Rule("together", ("wiki",)),
                replace(TWO_OF, amount=None),
                replace(WORK, amount=1.5),
                replace(SYNERGY, amount=None),
                replace(GATE, value=""),
            )
        )
    ]
    assert texts == [
        "Rule “Wiki” only after “Wiki”",
        "Rule all or none of “Wiki”",
        "Rule at most so many of “Wiki”, “Claims triage” and “Vivid”",
        "Rule at least 1.5 where category is “work”",
        "Synergy of “Wiki” and “Claims triage”",
        "Gate of “Vivid”",
    ]


def roomy():
    """The small portfolio with money for all that rules bring in."""
    return with_record(sound(), "resources", "usd", capacity=FrozenMap({"q1": 9.0, "q2": 9.0}))


WAITING = (
    Rule("finished_before", ("vivid", "wiki")),
    Rule("finished_before", ("wiki", "vivid")),
)


def test_what_waits_for_each_other_never_starts():
    problem = only(with_rules(sound(), *WAITING), "finished_before_cycle")
    assert (problem.severity, problem.record) == ("warning", "u1")
    assert problem.text == (
        "“Vivid” only after “Wiki” only after “Vivid”: none of them can ever be funded."
    )
    bound = with_rules(roomy(), *WAITING, Rule("mandated", ("wiki",)))
    assert only(bound, "finished_before_cycle").severity == "error"


def test_a_circle_through_both_kinds_is_a_circle_of_requirements():
    mixed = with_rules(sound(), WAITING[0], Rule("requires", ("wiki", "vivid")))
    assert only(mixed, "requires_cycle").record == "u1"


@pytest.mark.parametrize(("period", "told"), [(None, False), ("q1", False), ("q2", True)])
def test_a_share_of_no_stated_capacity(period, told):
    rule = replace(CAP, basis="capacity", amount=0.5, period=period)
    base = with_rules(sound(), rule)
    base = with_record(base, "resources", "usd", capacity=FrozenMap({"q1": 4.0}))
    assert ("limit_of_unstated" in {p.code for p in problems(base)}) is told


def test_together_is_no_circle():
    assert problems(with_rules(sound(), Rule("together", ("wiki", "claims", "vivid")))) == ()


@pytest.mark.parametrize("kind", ["together", "finished_before", "requires"])
def test_forced_out_but_needed(kind):
    rules = (
        Rule(kind, ("claims", "wiki")),
        Rule("force_out", ("wiki",), reason="No"),
        Rule("force_in", ("claims",), reason="Yes"),
    )
    problem = only(with_rules(sound(), *rules), "required_forced_out")
    assert (problem.severity, problem.record) == ("error", "u2")
    assert "“Claims triage”" in problem.text


def test_together_and_excluded():
    rules = (Rule("together", ("claims", "wiki")), Rule("excludes", ("wiki", "claims")))
    told = [p for p in problems(with_rules(sound(), *rules)) if p.code == "excludes_required"]
    assert len(told) == 2


def test_a_gate_and_a_mandate():
    base = with_rules(roomy(), GATE, Rule("mandated", ("vivid",)))
    problem = only(base, "gate_mandated")
    assert (problem.severity, problem.record) == ("error", "u1")
    assert problem.text.startswith("“Vivid” is mandated")
    assert "“rights are cleared”" in problem.text
    met = replace(base, rules=base.rules.with_("u1", replace(GATE, state="met")))
    assert problems(met) == ()


def test_a_start_from_which_the_work_would_not_end_passes_no_gate():
    gate = Rule("gate", ("wiki",), value="budget", period="q2")
    base = with_record(with_rules(sound(), gate), "initiatives", "wiki", starts=("q1", "q2"))
    assert "gate_after_starts" in {problem.code for problem in problems(base)}
    open_ended = with_record(base, "initiatives", "wiki", open_ended=True)
    assert problems(open_ended) == ()


@pytest.mark.parametrize(("bound", "severity"), [((), "warning"), (("wiki",), "error")])
def test_a_gate_that_opens_after_the_last_start(bound, severity):
    gate = Rule("gate", ("wiki",), value="budget", period="q2")
    base = with_rules(sound(), gate, *[Rule("mandated", (key,)) for key in bound])
    ((code, found_severity, *_),) = found(base)
    assert code == ("gate_mandated" if bound else "gate_after_starts")
    assert found_severity == severity
    later = with_record(base, "initiatives", "wiki", starts=("q1", "q2"), open_ended=True)
    assert problems(later) == ()


def test_more_are_bound_than_the_group_allows():
    base = with_rules(sound(), replace(TWO_OF, amount=1.0), Rule("mandated", ("wiki", "claims")))
    problem = only(base, "at_most_mandated")
    assert (problem.severity, problem.record) == ("error", "u1")
    assert problem.text.endswith("“Wiki” and “Claims triage”.")


def test_too_few_are_left_of_the_group():
    base = with_rules(sound(), WORK, Rule("force_out", ("wiki",), reason="No"))
    problem = only(base, "at_least_forced_out")
    assert (problem.severity, problem.record) == ("error", "u1")
    assert problem.text == "At least 3 of 3 initiatives must be funded, but “Wiki” is forced out."


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change("demand_factor", "gone", 1.2), "unknown_initiative"),
        (Change("demand_factor", "wiki", -1.0), "change_amount"),
        (Change("demand_factor", "wiki", nan), "change_amount"),
        (Change("rule_off", "u9"), "unknown_rule"),
        (Change("demand_factor", "wiki", 1.2), None),
        (Change("rule_off", "u1", nan), None),
    ],
)
def test_scenarios_of_demand_and_rules(change, code):
    base = with_rules(sound(), CAP)
    base = replace(base, scenarios=FrozenMap({"s1": Scenario("More", "a", (change,))}))
    assert [p.code for p in problems(base)] == ([code] if code else [])


@pytest.mark.parametrize(("floor", "told"), [(0.0, 0), (100.0, 0), (-1.0, 1), (101.0, 1), (nan, 1)])
def test_the_score_floor_is_a_score(floor, told):
    base = sound()
    base = replace(base, settings=replace(base.settings, score_floor=floor))
    assert [code for code, *_ in found(base)] == ["score_floor"] * told


def test_the_benefit_above_a_score_wants_benefits():
    base = with_record(sound(), "initiatives", "wiki", benefit=None)
    base = replace(base, settings=replace(base.settings, objective="benefit_above"))
    assert only(base, "benefit_missing").record == "wiki"
