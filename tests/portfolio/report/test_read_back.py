from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from portfolio.model import Condition, Decision, FrozenMap, KillCriterion, Vote
from portfolio.report.decision_history import history
from portfolio.report.decision_verbs import withdrawn
from portfolio.report.merging import joined
from portfolio.report.read_back import read_back, read_back_text
from tests.portfolio.deciding import decided
from tests.portfolio.small import sound, with_record

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FULL = Decision(
    "claims",
    "fund with conditions",
    NOW,
    reason="It pays for itself",
    owner="Ada",
    decided_by="Board",
    review=date(2027, 4, 1),
    start="q2",
    amounts=FrozenMap({"usd": FrozenMap({"q1": 1.0, "q2": 1.0})}),
    displaces=("vivid",),
    terms=(
        Condition("The rights are cleared", date(2027, 3, 31)),
        Condition("A pilot ran", state="met"),
    ),
    kill=KillCriterion("use in week 8", "25 %", date(2027, 6, 30), "stop"),
    votes=(Vote("Bo", "against", "Too early"), Vote(""), Vote("")),
)


def test_everything_about_a_decision_is_said():
    portfolio = decided(sound(), FULL, "Ada", NOW)
    told = read_back(portfolio)
    assert told.summary == "1 decision: 1 funded with conditions."
    ((title, (said,)),) = told.groups
    assert (title, said.name) == ("Funded with conditions", "Claims triage")
    assert said.words == "Fund with 2 conditions, from Q2 2027, decided by Board."
    assert said.details == (
        "It pays for itself.",
        "It gets $2M.",
        "It displaces “Vivid”.",
        "Condition: The rights are cleared by 31 Mar 2027.",
        "Condition: A pilot ran (met).",
        "Kill criterion: use in week 8: 25 % by 30 Jun 2027, else stop.",
        "Owner: Ada. Review on 1 Apr 2027.",
        "Votes: 2 for, 1 against.",
        "Bo (against): Too early.",
    )
    assert told.left == ("Undecided: “Agents”, “Vivid” and “Wiki”.",)
    assert told.open == ()


def test_the_text_for_a_mail_holds_it_all():
    portfolio = decided(sound(), FULL, "Ada", NOW)
    cut = Decision("vivid", "cut", NOW, reason="No money left.")
    lines = read_back_text(decided(portfolio, cut, "Ada", NOW)).splitlines()
    assert lines[:2] == ["Small", "2 decisions: 1 funded with conditions and 1 cut."]
    assert "- Vivid: Cut." in lines
    assert "  No money left." in lines
    assert lines[-1] == "Undecided: “Agents” and “Wiki”."


def test_only_what_holds_is_read_back_and_names_stay_text():
    portfolio = with_record(sound(), "initiatives", "wiki", name="<b>\u202e")
    later = decided(portfolio, Decision("wiki", "fund", NOW), "Ada", NOW)
    later = decided(later, Decision("wiki", "cut", NOW, reason="Why not."), "Ada", NOW)
    assert [title for title, _ in read_back(later).groups] == ["Cut"]
    assert read_back(later).groups[0][1][0].name == "<b>⟨U+202E⟩"
    assert read_back(portfolio).summary == "Nothing is decided yet."
    words = [past.words for past in history(later, "wiki", UTC)]
    assert words == ["23 Nov 2026, holds: Cut. Why not.", "23 Nov 2026: Fund."]


def test_a_withdrawn_decision_stays_in_the_history_and_the_one_before_holds():
    portfolio = decided(sound(), Decision("wiki", "fund", NOW), "Ada", NOW)
    portfolio = decided(portfolio, Decision("wiki", "cut", NOW, reason="No."), "Ada", NOW)
    last = history(portfolio, "wiki", UTC)[0].key
    portfolio = withdrawn(portfolio, last, "A mistake", "Ada", NOW)
    gone, before = history(portfolio, "wiki", UTC)
    assert (gone.withdrawn, gone.holds, before.holds) == (True, False, True)
    assert gone.words == "23 Nov 2026, withdrawn: Cut. No."
    assert [title for title, _ in read_back(portfolio).groups] == ["Funded"]
    assert history(replace(portfolio, decisions=FrozenMap()), "wiki") == []


def test_that_what_is_displaced_is_itself_decided_as_funded_is_said():
    portfolio = decided(sound(), FULL, "Ada", NOW)
    funded = decided(portfolio, Decision("vivid", "fund", NOW), "Ada", NOW)
    assert displaced(funded) == "It displaces “Vivid”. But “Vivid” is decided as funded as well."
    cut = decided(funded, Decision("vivid", "cut", NOW, reason="No."), "Ada", NOW)
    assert displaced(cut) == displaced(portfolio) == "It displaces “Vivid”."
    both = replace(FULL, displaces=("vivid", "wiki"))
    funded = decided(decided(funded, both, "Ada", NOW), Decision("wiki", "fund", NOW), "Ada", NOW)
    assert displaced(funded).endswith("But “Vivid” and “Wiki” are decided as funded as well.")


def test_both_sides_of_what_two_versions_decided_against_each_other_are_told():
    base = decided(sound(), Decision("vivid", "cut", NOW, reason="No."), "Ada", NOW)
    ours = decided(base, Decision("wiki", "fund", NOW, start="q1"), "Ada", NOW)
    later = NOW + timedelta(hours=1)
    put_off = Decision("wiki", "defer", NOW, reason="Wait.", start="q2", decided_by="the Board")
    theirs = decided(base, put_off, "Bo", later)
    _, result = joined(base, ours, theirs)
    (told,) = read_back(result.portfolio).open
    assert told == (
        "“Wiki” was decided twice, in two versions of the file that were merged since: “defer, "
        "not before Q2 2027, decided by the Board” holds; the other is “fund, from Q1 2027”. "
        "Decide again, or withdraw one of the two."
    )
    lines = read_back_text(result.portfolio).splitlines()
    assert lines[lines.index("TO BE SETTLED") + 1] == f"- {told}"
    again = Decision("wiki", "fund", later)
    assert read_back(decided(result.portfolio, again, "Ada", later)).open == ()


def test_what_is_granted_beyond_a_limit_or_short_of_the_need_is_told():
    # Claims triage needs 20 H100e-h a quarter and Agents 30, of 100.
    portfolio = decided(sound(), Decision("claims", "fund", NOW), "Ada", NOW)
    gpu = FrozenMap({"gpu": FrozenMap({"q1": 10.0, "q2": 200.0})})
    portfolio = decided(portfolio, Decision("agents", "fund", NOW, amounts=gpu), "Ada", NOW)
    told = read_back(portfolio)
    assert told.open == (
        "As decided, 120 H100e-h too much of “Compute” in Q2 2027; the limit is 100 H100e-h.",
    )
    agents = told.groups[0][1][0]
    assert agents.details == (
        "It gets 210 H100e-h of “Compute”.",
        "It was granted less “Compute” than it needs: 10 of 30 H100e-h in Q1 2027.",
    )


def test_a_deferral_counts_from_when_it_was_granted_something():
    lots = FrozenMap({"gpu": FrozenMap({"q2": 130.0})})
    put_off = Decision("agents", "defer", NOW, reason="Later.", start="q2", amounts=lots)
    (told,) = read_back(decided(sound(), put_off, "Ada", NOW)).open
    assert told.startswith("As decided, 30 H100e-h too much of “Compute” in Q2 2027")
    nothing = replace(put_off, amounts=FrozenMap())
    assert read_back(decided(sound(), nothing, "Ada", NOW)).open == ()


def test_amounts_in_periods_that_are_gone_are_no_shortfall():
    usd = FrozenMap({"usd": FrozenMap({"q1": 1.0})})
    portfolio = decided(sound(), Decision("claims", "fund", NOW, amounts=usd), "Ada", NOW)
    told = read_back(replace(portfolio, periods=FrozenMap()))
    assert (told.open, told.groups[0][1][0].details) == ((), ("It gets $1M.",))


def test_what_cannot_be_planned_is_not_held_against_limits():
    mixed = with_record(sound(), "initiatives", "wiki", late_loss=7.0)
    assert read_back(decided(mixed, Decision("vivid", "fund", NOW), "Ada", NOW)).open == ()


def test_many_undecided_initiatives_are_all_named_by_owner():
    owners = ("Zoe", "", "ada\u202e")
    record = sound().initiatives["wiki"]
    many = {
        f"i{n:02}": replace(record, name=f"Item {n}", order=f"z{n:02}", owner=owners[n % 3])
        for n in range(40)
    }
    told = read_back(replace(sound(), initiatives=FrozenMap(many))).left
    assert told[0] == "40 initiatives are undecided."
    assert [line.partition(":")[0] for line in told[1:]] == [
        "ada⟨U+202E⟩ (13)",
        "Zoe (14)",
        "Without an owner (13)",
    ]
    assert all(f"“Item {n}”" in " ".join(told) for n in range(40))
    assert "more" not in " ".join(told)


def displaced(portfolio):
    said = {each.name: each for _, group in read_back(portfolio).groups for each in group}
    return next(each for each in said["Claims triage"].details if "displaces" in each)
