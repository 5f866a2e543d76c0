"""Plans of record: frozen whole, or refused in words."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portfolio.analysis import Results, analyze
from portfolio.edit import force, set_capacity, set_initiative
from portfolio.errors import PortfolioError
from portfolio.files import dumps, loads
from portfolio.files.journal import in_sequence, verify
from portfolio.files.snapshot import inputs_of, inputs_of_record
from portfolio.model import Decision, FrozenMap, FundingLevel, Rule
from portfolio.report.decision_words import Occasion
from portfolio.report.of_record import freeze
from portfolio.report.of_record_worth import worth_of, worth_sentences
from portfolio.report.record_words import record_facts
from tests.portfolio.deciding import decided
from tests.portfolio.small import sound, with_decision, with_record, with_rules

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
RESULTS = analyze(sound(), upto="lines")


def frozen(portfolio=None, title="Board of March"):
    """Return the document with its plan of record, and that record."""
    results = RESULTS if portfolio is None else analyze(portfolio, upto="lines")
    after = freeze(results, title, "After two hours.", Occasion("Ana", NOW))
    (record,) = after.plans.values()
    return after, record


def decide(portfolio, key, option, **fields):
    reason = fields.pop("reason", "The Board says so.")
    decision = Decision(key, option, NOW, reason=reason, **fields)
    return decided(portfolio, decision, "Ana", NOW)


def test_a_plan_of_record_says_what_was_to_be_done_and_by_what():
    _, record = frozen(title=" Board of March ")
    plan = RESULTS.plan
    assert (record.title, record.author, record.note) == (
        "Board of March",
        "Ana",
        "After two hours.",
    )
    assert (record.value, record.unit, record.gap) == (plan.value, "$M", 0.0)
    assert record.objective == "risk-adjusted benefit"
    assert record.method == "Additive value, direct weights, mean of raters"
    assert record.at == NOW
    agents, vivid = record.lines["agents"], record.lines["vivid"]
    assert (agents.name, agents.state, agents.level, agents.start) == (
        "Agents",
        "funded",
        None,
        "q1",
    )
    assert (agents.score, agents.rank) == (RESULTS.scores["agents"], 1)
    assert agents.reason == RESULTS.lines["agents"].reason
    assert (vivid.state, vivid.start, vivid.planned) == ("cut", None, None)
    assert list(record.lines) == list(sound().initiatives)


def test_it_holds_everything_it_followed_from():
    after, record = frozen()
    assert inputs_of_record(record) == inputs_of(sound())
    assert analyze(inputs_of_record(record), upto="plan").plan.value == record.value
    assert loads(dumps(after)) == after


def test_it_is_an_entry_of_the_log():
    after, record = frozen()
    ((_, entry),) = in_sequence(after)
    assert entry.kind == "plan of record"
    assert after.plans[entry.record] is record
    assert entry.what == (
        "Plan of record “Board of March”: 3 funded, 1 cut. "
        "Worth $32M of risk-adjusted benefit, proven best."
    )
    assert verify(after).ok


def test_that_a_what_if_was_on_is_told_by_the_entry_and_in_the_note():
    tried = Occasion("Ana", NOW, ("the scenario “Less money”",))
    after = freeze(RESULTS, "Board", "After two hours.", tried)
    told = "A what-if was on: the scenario “Less money”."
    ((_, entry),) = in_sequence(after)
    assert entry.what.endswith(f"proven best. {told}")
    (record,) = after.plans.values()
    assert record.note == f"After two hours.\n{told}"
    (record,) = freeze(RESULTS, "Board", " ", tried).plans.values()
    assert record.note == told
    assert record_facts(record)[-1] == told


def test_a_plan_of_record_does_not_hold_the_ones_before():
    after, _ = frozen()
    again = freeze(analyze(after, upto="lines"), "April", "", Occasion("Ana", NOW))
    last = next(record for record in again.plans.values() if record.title == "April")
    assert inputs_of_record(last).plans == inputs_of_record(last).journal
    assert verify(again).ok
    assert len(again.plans) == 2


def test_forced_and_running_are_told_apart():
    forced = force(sound(), "x1", Rule("force_in", ("wiki",), reason="The law", author="Ana"))
    running = set_initiative(forced, "agents", status="running")
    _, record = frozen(running)
    assert record.lines["wiki"].state == "forced"
    assert record.lines["agents"].state == "running"
    assert record.lines["claims"].state == "funded"


def test_decisions_go_before_the_plan():
    portfolio = decide(sound(), "vivid", "fund", start="q1", decided_by="the Board")
    portfolio = decide(portfolio, "agents", "cut", reason="Another team has it.")
    portfolio = decide(portfolio, "wiki", "defer", reason="Next year.")
    portfolio = decide(portfolio, "claims", "fund")
    _, record = frozen(portfolio)
    lines = record.lines
    assert (lines["vivid"].state, lines["vivid"].planned) == ("forced", "cut")
    assert lines["vivid"].reason == "Decided: fund, by the Board. The Board says so."
    assert (lines["agents"].state, lines["agents"].planned) == ("cut", "funded")
    assert lines["agents"].start is None
    assert (lines["wiki"].state, lines["wiki"].planned) == ("deferred", "funded")
    assert (lines["claims"].state, lines["claims"].planned) == ("funded", None)


def test_a_decision_on_another_size_goes_before_the_plan():
    levels = FrozenMap({"pilot": FundingLevel("Pilot", "a", 0.5, 0.4)})
    portfolio = with_record(sound(), "initiatives", "claims", levels=levels)
    decision = Decision("claims", "fund", NOW, level=None, start="q1")
    _, record = frozen(with_decision(portfolio, "k1", decision))
    line = record.lines["claims"]
    assert (line.level, line.planned) == (None, "funded")
    assert frozen(portfolio)[1].lines["claims"].level == "pilot"


def test_a_deferred_one_that_the_plan_starts_later_stays_in():
    late = set_capacity(sound(), "fte", "q1", 0.0)
    late = set_initiative(late, "claims", starts=("q1", "q2"), duration=1, open_ended=True)
    line = frozen(decide(late, "claims", "defer", start="q2"))[1].lines["claims"]
    assert (line.state, line.start, line.planned) == ("deferred", "q2", None)
    assert line.in_plan


def refused(results, title="Board"):
    with pytest.raises(PortfolioError) as error:
        freeze(results, title, "", Occasion("Ana", NOW))
    return str(error.value)


def test_without_a_title_it_is_refused():
    assert refused(RESULTS, "  ") == (
        "A plan of record needs a title. Say for which meeting it is made."
    )


@pytest.mark.parametrize(
    "results",
    [
        Results(0, sound()),
        replace(RESULTS, stale=frozenset({"plan"})),
        replace(RESULTS, stale=frozenset({"lines"})),
        replace(RESULTS, stale=frozenset({"ranking"})),
        replace(RESULTS, provisional=True),
    ],
)
def test_a_plan_that_is_not_settled_is_refused(results):
    assert refused(results) == (
        "The plan is being worked out anew, and is not frozen. "
        "Wait until the plan is there, then freeze it."
    )


def test_levers_and_lessons_need_not_be_there():
    assert "levers" in RESULTS.stale
    assert frozen()[1].title == "Board of March"


def test_no_plan_is_refused_with_the_reason():
    impossible = with_rules(set_capacity(sound(), "gpu", "q1", 1.0), Rule("mandated", ("vivid",)))
    assert refused(analyze(impossible, upto="lines")).startswith("No plan obeys every limit")
    error = PortfolioError("Units are mixed.", "Benefits", "Choose one.")
    trouble = replace(RESULTS, plan=None, plan_error=error)
    assert refused(trouble) == "Benefits: There is no plan to freeze. Units are mixed. Choose one."
    unproven = replace(RESULTS, plan=replace(RESULTS.plan, gap=math.inf))
    assert refused(unproven).startswith("Nothing is known yet about how good the plan is")


def test_what_is_not_ranked_is_frozen_as_well():
    bare = replace(sound(), criteria=FrozenMap(), ratings=FrozenMap())
    _, record = frozen(bare)
    assert record.method == "Not ranked"
    assert record.lines["agents"].rank is None


def test_what_is_frozen_is_worth_what_its_lines_fund():
    portfolio = decide(sound(), "wiki", "defer")
    after, record = frozen(portfolio)
    best = RESULTS.plan.value
    assert record.best == best == 32.0
    assert (record.value, record.breaks) == (30.0, ())
    assert record.gap == pytest.approx(2 / 32)
    ((_, entry),) = [each for each in in_sequence(after) if each[1].kind == "plan of record"]
    assert entry.what == (
        "Plan of record “Board of March”: 2 funded, 1 deferred, 1 cut. As decided: worth $30M "
        "of risk-adjusted benefit, $2M less than the best plan. It breaks no limit and no rule."
    )
    assert loads(dumps(after)) == after


def test_limits_that_the_decisions_break_are_frozen_with_it():
    _, record = frozen(decide(sound(), "vivid", "fund", start="q1"))
    assert (record.value, record.gap) == (37.0, 0.0)
    assert record.breaks[0] == ("4 FTE too much of “ML engineers” in Q1 2027; the limit is 10 FTE.")
    first, second = worth_sentences(worth_of(record))
    assert first.endswith(
        "worth $37M of risk-adjusted benefit, $5M more than the best plan that fits."
    )
    assert second.startswith("Not everything fits: ")


def test_everything_cut_is_worth_nothing():
    portfolio = sound()
    for key in portfolio.initiatives:
        portfolio = decide(portfolio, key, "cut")
    _, record = frozen(portfolio)
    assert (record.value, record.gap, record.breaks) == (0.0, 1.0, ())


def test_a_start_that_cannot_be_had_is_told():
    portfolio = set_initiative(sound(), "agents", starts=("q1",), duration=1, open_ended=False)
    _, record = frozen(decide(portfolio, "agents", "fund", start="q2"))
    assert record.breaks == ("“Agents” cannot start in Q2 2027; Q1 2027 was counted.",)


def test_of_a_record_that_does_not_know_the_best_plan_none_is_told():
    known = frozen(decide(sound(), "wiki", "defer"))[1]
    older = replace(known, best=None)
    assert worth_sentences(worth_of(older))[0] == (
        "As decided: worth $30M of risk-adjusted benefit."
    )
    unproven = replace(known, gap=0.25)
    assert "$2M less than the best plan found." in worth_sentences(worth_of(unproven))[0]


def amounts(**rows):
    """Resource to what is granted in the first and in the second quarter."""
    return FrozenMap(
        {
            resource: FrozenMap(
                {key: each for key, each in zip(("q1", "q2"), row, strict=True) if each is not None}
            )
            for resource, row in rows.items()
        }
    )


def granted(**rows):
    """The breaks of a plan of record in which Agents are funded as planned, with these amounts."""
    return frozen(decide(sound(), "agents", "fund", start="q1", amounts=amounts(**rows)))[1].breaks


def test_amounts_granted_count_against_the_limits():
    # Of 100 H100e-h a quarter Agents need 30, Claims triage 20 and Wiki 5.
    assert granted(gpu=(30.0, 30.0)) == ()
    assert granted(gpu=(None, 75.0)) == ()
    assert granted(gpu=(None, 90.0)) == (
        "As granted, 15 H100e-h too much of “Compute” in Q2 2027; the limit is 100 H100e-h.",
    )
    # Of $4M a quarter, carried over, they need 2, 1 and 0.5: 3.75 + 1.5 = 5.25 and then 8.5.
    assert granted(usd=(3.75, 1.75)) == (
        "As granted, $1.25M too much of “Capital” by the end of Q1 2027; the limit is $4M.",
        "As granted, $0.5M too much of “Capital” by the end of Q2 2027; the limit is $8M.",
    )


def test_what_is_granted_short_of_the_need_is_told():
    assert granted(gpu=(12.0, 0.0), fte=(4.0, 3.0)) == (
        (
            "“Agents” was granted less “Compute” than it needs: 12 of 30 H100e-h in Q1 2027 and 0 "
            "of 30 H100e-h in Q2 2027."
        ),
        "“Agents” was granted less “ML engineers” than it needs: 3 of 4 FTE in Q2 2027.",
    )
    # A budget that carries over may come earlier; 0.001 of 2 is no difference in three digits.
    assert granted(usd=(2.5, 1.5)) == ()
    assert granted(usd=(2.0, 1.999)) == ()
    assert granted(usd=(2.0, 1.0)) == (
        "“Agents” was granted less “Capital” than it needs: $3M of $4M.",
    )


def test_a_plan_that_fits_only_as_granted_breaks_no_limit():
    # Vivid needs 80, 5 and 4, and 45, 1 and 0.5 a quarter are left: these it is granted.
    squeezed = amounts(gpu=(45.0, 45.0), fte=(1.0, 1.0), usd=(0.5, 0.5))
    _, record = frozen(decide(sound(), "vivid", "fund", start="q1", amounts=squeezed))
    assert record.value == 37.0
    assert record.breaks == (
        (
            "“Vivid” was granted less “Compute” than it needs: 45 of 80 H100e-h in Q1 2027 and 45 "
            "of 80 H100e-h in Q2 2027."
        ),
        (
            "“Vivid” was granted less “ML engineers” than it needs: 1 of 5 FTE in Q1 2027 and 1 of "
            "5 FTE in Q2 2027."
        ),
        "“Vivid” was granted less “Capital” than it needs: $1M of $8M.",
    )


def test_amounts_that_do_not_fit_are_frozen_with_a_plan_that_is_as_planned():
    after, record = frozen(
        decide(sound(), "agents", "fund", start="q1", amounts=amounts(gpu=(90.0, None)))
    )
    assert record.lines["agents"].planned is None
    assert (record.value, record.gap) == (32.0, 0.0)
    first, second = worth_sentences(worth_of(record))
    assert first == ("As decided: worth $32M of risk-adjusted benefit, as much as the best plan.")
    assert second.startswith("Not everything fits: As granted, 15 H100e-h too much of “Compute”")
    ((_, entry),) = [each for each in in_sequence(after) if each[1].kind == "plan of record"]
    assert "As granted, 15 H100e-h too much" in entry.what


def test_the_size_and_start_that_are_granted_say_what_is_needed():
    levels = FrozenMap({"pilot": FundingLevel("Pilot", "a", 0.5, 0.4)})
    portfolio = with_record(sound(), "initiatives", "claims", levels=levels)
    half = amounts(gpu=(10.0, 9.0))
    _, record = frozen(decide(portfolio, "claims", "fund", level="pilot", start="q1", amounts=half))
    assert record.breaks == (
        "“Claims triage” was granted less “Compute” than it needs: 9 of 10 H100e-h in Q2 2027.",
    )


def test_what_is_cut_uses_nothing_whatever_was_granted():
    decision = Decision("agents", "cut", NOW, reason="No.", amounts=amounts(gpu=(500.0, 500.0)))
    assert frozen(with_decision(sound(), "k1", decision))[1].breaks == ()
