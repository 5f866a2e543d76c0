from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from portfolio.model import Condition, Decision, FrozenMap, KillCriterion, Vote
from portfolio.report.decision_history import history
from portfolio.report.decision_verbs import decided, withdrawn
from portfolio.report.read_back import read_back, read_back_text
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
        "It ends if use in week 8 is below 25 % on 30 Jun 2027: stop.",
        "Owner: Ada. Review on 1 Apr 2027.",
        "Votes: 2 for, 1 against.",
        "Bo (against): Too early.",
    )
    assert told.left == "Undecided: “Agents”, “Vivid” and “Wiki”."


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


def displaced(portfolio):
    said = {each.name: each for _, group in read_back(portfolio).groups for each in group}
    return next(each for each in said["Claims triage"].details if "displaces" in each)
