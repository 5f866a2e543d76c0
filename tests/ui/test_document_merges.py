"""What a document takes for stored when the version of somebody else is joined with it."""

from pathlib import Path

import pytest

from portfolio.edit import set_notes, set_title
from tests.ui.conftest import small_portfolio
from ui.document import Document

BASE = small_portfolio()
MINE, THEIRS = set_title(BASE, "Mine"), set_notes(BASE, "Theirs")
BOTH = set_notes(MINE, "Theirs")


@pytest.fixture
def document(qapp):
    """A document with unsaved work, whose file somebody else has saved meanwhile."""
    document = Document(BASE)
    document.replace(BASE, Path("plan.portfolio"), sha256="base")
    document.apply("Edit", MINE)
    return document


def state(document):
    return document.portfolio, document.saved_portfolio, document.sha256


def test_theirs_is_what_is_stored_from_then_on(document):
    document.take_in("Merge", BOTH, THEIRS, "theirs")
    assert state(document) == (BOTH, THEIRS, "theirs")
    assert document.unsaved


def test_undone_it_is_news_again_and_redone_it_is_not(document):
    document.take_in("Merge", BOTH, THEIRS, "theirs")
    document.undo_stack.undo()
    assert state(document) == (MINE, BASE, "base")
    document.undo_stack.redo()
    assert state(document) == (BOTH, THEIRS, "theirs")


def test_after_a_save_undoing_changes_the_content_alone(document):
    document.take_in("Merge", BOTH, THEIRS, "theirs")
    document.mark_saved(BOTH, Path("plan.portfolio"), "both")
    document.undo_stack.undo()
    assert state(document) == (MINE, BOTH, "both")
    document.undo_stack.redo()
    assert state(document) == (BOTH, BOTH, "both")
    assert not document.unsaved


def test_two_merges_are_undone_one_after_the_other(document):
    later = set_notes(BASE, "Later")
    document.take_in("Merge", BOTH, THEIRS, "theirs")
    document.take_in("Merge", set_notes(MINE, "Later"), later, "later")
    document.undo_stack.undo()
    assert state(document) == (BOTH, THEIRS, "theirs")
    document.undo_stack.undo()
    assert state(document) == (MINE, BASE, "base")


def test_what_changes_nothing_is_no_step_but_known(document):
    told = []
    document.state_changed.connect(lambda: told.append(document.unsaved))
    steps = document.undo_stack.count()
    document.take_in("Merge", MINE, MINE, "theirs")
    assert document.undo_stack.count() == steps
    assert document.sha256 == "theirs"
    assert told[-1] is False


def test_typing_before_and_after_a_merge_are_two_steps(document):
    document.apply("Type", set_title(MINE, "Mine t"), merge="title")
    document.take_in("Merge", BOTH, THEIRS, "theirs")
    document.apply("Type", set_title(BOTH, "Mine ty"), merge="title")
    document.undo_stack.undo()
    assert document.portfolio == BOTH


def test_a_document_that_was_read_only_may_be_saved(document):
    document.replace(BASE, Path("plan.portfolio"), sha256="base", read_only=True)
    document.may_be_saved()
    assert not document.read_only
    assert document.path == Path("plan.portfolio")
