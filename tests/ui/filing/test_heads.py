"""A log that lost its end is told on opening, by what this machine remembers of it."""

from __future__ import annotations

from datetime import UTC, datetime

from portfolio.files import dumps, load
from portfolio.model import Decision
from tests.portfolio.deciding import decided
from tests.ui.conftest import idle

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def decide(context, qtbot):
    """Decide on the first initiative in the window, and save."""
    portfolio = context.document.portfolio
    after = decided(portfolio, Decision("i0", "fund", NOW), "Ana", NOW)
    context.document.apply("Decide on “Claims triage”", after)
    context.filing.save()
    idle(qtbot, context)


def reopen(context, qtbot, path):
    context.messages.notices.clear()
    context.filing.open(path)
    idle(qtbot, context)
    return [said for said in context.messages.notices if "log" in said]


def test_a_log_that_went_on_is_not_talked_about(stored, qtbot, path):
    decide(stored, qtbot)
    assert reopen(stored, qtbot, path) == []
    longer = decided(load(path).portfolio, Decision("i1", "fund", NOW), "Bo", NOW)
    path.write_bytes(dumps(longer))
    assert reopen(stored, qtbot, path) == []


def test_a_log_of_which_the_end_was_cut_off_is_told_until_it_is_saved_so(stored, qtbot, path):
    decide(stored, qtbot)
    short = path.read_bytes()
    decide(stored, qtbot)
    path.write_bytes(short)
    for _ in range(2):
        (said,) = reopen(stored, qtbot, path)
        assert said.startswith("The log no longer holds entry 2 that was seen here on ")
    decide(stored, qtbot)
    assert reopen(stored, qtbot, path) == []


def test_a_cut_log_is_told_when_the_file_is_reloaded_or_merged(stored, qtbot, path):
    decide(stored, qtbot)
    short = path.read_bytes()
    decide(stored, qtbot)
    path.write_bytes(short)
    stored.messages.notices.clear()
    stored.filing.merging.reload()
    idle(qtbot, stored)
    assert any("no longer holds entry 2" in said for said in stored.messages.notices)


def test_what_was_opened_once_is_remembered_as_well(stored, qtbot, path):
    short = path.read_bytes()
    longer = decided(load(path).portfolio, Decision("i1", "fund", NOW), "Bo", NOW)
    path.write_bytes(dumps(longer))
    assert reopen(stored, qtbot, path) == []
    path.write_bytes(short)
    (said,) = reopen(stored, qtbot, path)
    assert "no longer holds entry 1" in said


def test_without_room_to_remember_the_app_works_on(context, qtbot, path):
    folder = context.filing.bases.folder.with_name("heads")
    folder.write_text("a file, not a folder")
    path.parent.mkdir()
    context.messages.answers.append(path)
    decide(context, qtbot)
    assert not context.document.unsaved
    assert context.messages.errors == []


def test_a_broken_log_is_said_on_opening(stored, qtbot, path):
    decide(stored, qtbot)
    path.write_bytes(path.read_bytes().replace(b'"who": "Ana"', b'"who": "Bob"'))
    (said,) = reopen(stored, qtbot, path)
    assert said == "The log is broken at entry 1: it was edited after it was written."
