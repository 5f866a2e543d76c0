"""Decisions taken and withdrawn: each is an entry of the log, and a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from portfolio.errors import PortfolioError
from portfolio.files.journal import in_sequence, verify
from portfolio.model import Condition, Decision, FrozenMap, FundingLevel
from portfolio.model.decided import current_decisions
from portfolio.report.decision_verbs import decided_together, imported, withdrawn
from portfolio.report.decision_words import Occasion, decision_sentence
from tests.portfolio.deciding import decided
from tests.portfolio.small import sound, with_decision, with_record

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
PILOT = FrozenMap({"pilot": FundingLevel("Pilot", "a", 0.5, 0.4)})
SOUND = with_record(sound(), "initiatives", "claims", levels=PILOT)
FUND = Decision("claims", "fund", NOW)


def said(portfolio):
    return [(entry.kind, entry.what, entry.who) for _, entry in in_sequence(portfolio)]


def test_a_decision_is_taken_and_logged_in_one_step():
    local = NOW.astimezone(timezone(timedelta(hours=5)))
    after = decided(SOUND, replace(FUND, at=datetime(1999, 1, 1, tzinfo=UTC)), "Ana", local)
    ((key, decision),) = after.decisions.items()
    assert decision == replace(FUND, name="Claims triage")
    ((_, entry),) = in_sequence(after)
    assert said(after) == [("decision", "“Claims triage”: fund.", "Ana")]
    assert (entry.record, entry.at, entry.n) == (key, NOW, 1)
    assert verify(after).ok


def test_a_later_decision_takes_the_place_of_the_first():
    one = decided(SOUND, FUND, "Ana", NOW)
    both = decided(one, replace(FUND, option="cut", reason="No use."), "Ana", NOW)
    current = both.decisions[current_decisions(both)["claims"]]
    assert current.option == "cut"
    assert len(both.decisions) == 2
    assert verify(both).ok


def test_decisions_that_are_taken_together_have_an_entry_each():
    cut = Decision("vivid", "fund", NOW, reason="The fair.")
    both = decided_together(SOUND, [FUND, cut], Occasion("Ana", NOW), against_plan=["vivid"])
    assert [what for _, what, _ in said(both)] == ["“Claims triage”: fund.", "“Vivid”: fund."]
    first, second = (entry for _, entry in in_sequence(both))
    assert first.portfolio_hash == second.portfolio_hash
    assert verify(both).ok
    with pytest.raises(PortfolioError, match="plan leaves out"):
        decided_together(
            SOUND, [replace(FUND, option="fund")], Occasion("Ana", NOW), against_plan=["claims"]
        )


def test_that_a_what_if_was_on_is_told_in_every_entry():
    tried = Occasion("Ana", NOW, ("the capacity of “Compute”", "the scenario “Less money”"))
    cut = Decision("wiki", "cut", NOW, reason="No use.")
    both = decided_together(SOUND, [FUND, cut], tried)
    told = "A what-if was on: the capacity of “Compute” and the scenario “Less money”."
    assert [what for _, what, _ in said(both)] == [
        f"“Claims triage”: fund. {told}",
        f"“Wiki”: cut. {told}",
    ]
    assert verify(both).ok


def test_a_decision_that_lacks_something_is_not_taken():
    with pytest.raises(PortfolioError, match="needs a reason"):
        decided(SOUND, replace(FUND, option="cut"), "Ana", NOW)
    with pytest.raises(PortfolioError, match="plan leaves out"):
        decided(SOUND, FUND, "Ana", NOW, against_plan=True)


def test_the_first_entry_takes_in_what_was_decided_before_there_was_a_log():
    old = with_decision(SOUND, "d_old", replace(FUND, option="defer", name="Claims"))
    after = decided(old, FUND, "Ana", NOW)
    assert said(after) == [
        ("decision", "“Claims triage”: defer; decided without the log.", "Ana"),
        ("decision", "“Claims triage”: fund.", "Ana"),
    ]
    assert verify(after).ok


def test_later_entries_do_not_cover_up_what_was_slipped_in():
    begun = decided(SOUND, FUND, "Ana", NOW)
    slipped = with_decision(begun, "d_x", FUND)
    assert not verify(decided(slipped, FUND, "Ana", NOW)).ok


def test_a_withdrawn_decision_stays_and_the_one_before_holds():
    one = decided(SOUND, FUND, "Ana", NOW)
    first = current_decisions(one)["claims"]
    both = decided(one, replace(FUND, option="defer", reason="Later."), "Ana", NOW)
    after = withdrawn(both, current_decisions(both)["claims"], " The law changed. ", "Bo", NOW)
    assert said(after)[-1] == (
        "withdrawn",
        "“Claims triage”: the decision “defer” withdrawn: The law changed.",
        "Bo",
    )
    assert current_decisions(after)["claims"] == first
    assert len(after.decisions) == 2
    assert verify(after).ok


def test_what_was_decided_before_there_was_a_log_can_be_withdrawn():
    after = withdrawn(with_decision(SOUND, "d_old", FUND), "d_old", "Why.", "Ana", NOW)
    assert [kind for kind, _, _ in said(after)] == ["decision", "withdrawn"]
    assert current_decisions(after) == {}
    assert verify(after).ok


def test_withdrawing_needs_a_reason_and_happens_once():
    one = decided(SOUND, FUND, "Ana", NOW)
    key = current_decisions(one)["claims"]
    with pytest.raises(PortfolioError, match="needs a reason") as refused:
        withdrawn(one, key, "  ", "Ana", NOW)
    assert refused.value.where == "Decision on “Claims triage” of 1 Mar 2027"
    gone = withdrawn(one, key, "Why.", "Ana", NOW)
    with pytest.raises(PortfolioError, match="withdrawn already"):
        withdrawn(gone, key, "Why.", "Ana", NOW)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "“Claims triage”: fund."),
        ({"option": "cut"}, "“Claims triage”: cut."),
        ({"level": "pilot", "start": "q2"}, "“Claims triage”: fund, at Pilot, from Q2 2027."),
        ({"option": "defer", "start": "q2"}, "“Claims triage”: defer, not before Q2 2027."),
        (
            {
                "option": "fund with conditions",
                "conditions": "Rights",
                "terms": (Condition("Consent"),),
                "decided_by": "the Board",
            },
            "“Claims triage”: fund with 2 conditions, decided by the Board.",
        ),
        ({"level": "gone", "start": "gone"}, "“Claims triage”: fund."),
        ({"initiative": "gone", "name": "Old"}, "“Old”: fund."),
    ],
)
def test_a_decision_in_a_sentence(fields, words):
    assert decision_sentence(SOUND, replace(FUND, **fields)) == words


def test_imported_decisions_get_an_entry():
    before = decided(SOUND, FUND, "Ana", NOW)
    after = with_decision(before, "d_x", replace(FUND, option="defer", name="Claims"))
    found = imported(before, after, "Bo", NOW)
    assert said(found)[-1] == (
        "decision",
        "“Claims triage”: defer; decided without the log.",
        "Bo",
    )
    assert verify(found).ok


def test_an_import_adds_a_decision_and_never_changes_one_that_was_logged():
    before = decided(SOUND, FUND, "Ana", NOW)
    (key,) = before.decisions
    changed = replace(before.decisions[key], option="defer")
    found = imported(before, with_decision(before, key, changed), "Bo", NOW + timedelta(days=1))
    assert found.decisions[key] == before.decisions[key]
    current = found.decisions[current_decisions(found)["claims"]]
    assert (current.option, current.at) == ("defer", NOW + timedelta(days=1))
    assert len(found.decisions) == 2
    assert verify(found).ok


def test_an_import_without_decisions_or_without_a_log_logs_nothing():
    before = decided(SOUND, FUND, "Ana", NOW)
    assert imported(before, before, "Bo", NOW) == before
    bare = with_decision(SOUND, "d_x", FUND)
    assert imported(SOUND, bare, "Bo", NOW) is bare


def test_an_import_does_not_cover_up_what_was_slipped_in_before():
    slipped = with_decision(decided(SOUND, FUND, "Ana", NOW), "d_x", FUND)
    assert not verify(imported(slipped, slipped, "Bo", NOW)).ok
