"""The log of decisions only grows, whatever is undone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from portfolio.edit import delete_initiatives, set_title
from portfolio.files.journal import verify
from portfolio.model import Decision, Portfolio
from portfolio.report.decision_verbs import withdrawn
from tests.portfolio.deciding import decided

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def decide(document, option="fund"):
    """Decide on the first initiative in the window, and return the id of the decision."""
    decision = Decision("i0", option, NOW, reason="Rights are not clear.")
    known = set(document.portfolio.decisions)
    document.apply("Decide on “Claims triage”", decided(document.portfolio, decision, "Ana", NOW))
    (key,) = document.portfolio.decisions.keys() - known
    return key


def save(document):
    document.mark_saved(document.portfolio, Path("plan.portfolio"))


def test_a_decision_that_was_not_saved_yet_can_be_undone(context):
    document, before = context.document, context.document.portfolio
    decide(document)
    document.undo_stack.undo()
    assert document.portfolio is before


def test_undo_leaves_a_saved_decision_in_the_log(context):
    document = context.document
    key = decide(document)
    save(document)
    logged = document.portfolio.journal
    document.undo_stack.undo()
    assert document.portfolio.journal == logged
    assert key in document.portfolio.decisions
    assert verify(document.portfolio).ok
    assert not document.unsaved


def test_undo_takes_back_everything_else_of_a_saved_step(context):
    document = context.document
    title = document.portfolio.title
    key = decide(document)
    document.apply("Rename", set_title(document.portfolio, "Another"))
    save(document)
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.portfolio.title == title
    assert key in document.portfolio.decisions
    assert document.unsaved
    document.undo_stack.redo()
    document.undo_stack.redo()
    assert document.portfolio.title == "Another"
    assert not document.unsaved


def test_entries_since_the_save_are_undone_and_those_before_are_not(context):
    document = context.document
    decide(document)
    save(document)
    decide(document, "cut")
    assert len(document.portfolio.journal) == 2
    for _ in range(2):
        document.undo_stack.undo()
    assert [entry.n for entry in document.portfolio.journal.values()] == [1]


def test_a_decision_after_an_undo_follows_what_was_kept(context):
    document = context.document
    decide(document)
    save(document)
    document.undo_stack.undo()
    decide(document, "cut")
    assert [entry.n for entry in document.portfolio.journal.values()] == [1, 2]
    assert verify(document.portfolio).ok


def test_withdrawing_is_an_entry_of_its_own(context):
    document = context.document
    key = decide(document)
    save(document)
    after = withdrawn(document.portfolio, key, "No money.", "Ana", NOW)
    document.apply("Withdraw the decision on “Claims triage”", after)
    save(document)
    document.undo_stack.undo()
    assert [entry.kind for entry in document.portfolio.journal.values()] == [
        "decision",
        "withdrawn",
    ]


def test_deleting_an_initiative_keeps_its_decisions(context):
    document = context.document
    key = decide(document)
    name = document.portfolio.initiatives["i0"].name
    document.apply("Delete", delete_initiatives(document.portfolio, ["i0"]))
    assert document.portfolio.decisions[key].name == name
    assert verify(document.portfolio).ok


def test_another_document_has_another_log(context):
    document = context.document
    decide(document)
    save(document)
    blank = Portfolio("p_blank")
    document.replace(blank, None)
    assert document.portfolio is blank
