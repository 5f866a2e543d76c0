"""Faults 15 and 16: a file that somebody else has open, and what happens when it is free."""

import json
from dataclasses import replace

import pytest

from portfolio.edit import set_title
from portfolio.files import dumps, load, lock_path
from tests.ui.conftest import edit, idle
from ui.filing import questions


@pytest.fixture
def shared(context, path):
    path.parent.mkdir()
    path.write_bytes(dumps(replace(context.document.portfolio, title="Shared")))
    return path


@pytest.fixture
def foreign(monkeypatch):
    """Another process counts as another person: tests run as one user on one machine."""
    for room in ("arriving", "waiting"):
        monkeypatch.setattr(f"ui.filing.{room}.is_own_window", lambda _refusal: False)


def opened(context, qtbot, shared, answer):
    """Open a file that another process holds."""
    context.messages.answers.append(answer)
    context.filing.open(shared)
    idle(qtbot, context)
    assert context.document.read_only


def let_go(holder):
    """Let the other process end as it does when the file is closed there."""
    holder.communicate(timeout=20)


def look(context, qtbot):
    context.filing.outside.look()
    idle(qtbot, context)


def test_a_file_that_is_freed_is_told_once_and_opened_for_editing(
    context, qtbot, shared, hold_lock, foreign
):
    holder = hold_lock(shared)
    told = []
    context.filing.waiting.file_free.connect(lambda path, who: told.append((path, who)))
    opened(context, qtbot, shared, questions.READ_ONLY)
    look(context, qtbot)
    assert told == []
    let_go(holder)
    look(context, qtbot)
    look(context, qtbot)
    assert [path for path, _who in told] == [shared]
    context.filing.waiting.open_for_editing()
    idle(qtbot, context)
    assert not context.document.read_only
    assert context.filing.locks.holds(shared)
    edit(context, "Mine")
    context.filing.save()
    idle(qtbot, context)
    assert load(shared).portfolio.title == "Mine"


def test_who_waits_edits_as_soon_as_it_is_free(context, qtbot, shared, hold_lock, foreign):
    holder = hold_lock(shared)
    opened(context, qtbot, shared, questions.WAIT)
    let_go(holder)
    look(context, qtbot)
    assert not context.document.read_only
    assert lock_path(shared).exists()
    assert context.messages.notices[-1] == f"“{shared.name}” is open for editing."


def test_what_they_saved_meanwhile_is_offered_first(context, qtbot, shared, hold_lock, foreign):
    holder = hold_lock(shared)
    opened(context, qtbot, shared, questions.WAIT)
    shared.write_bytes(dumps(set_title(load(shared).portfolio, "Theirs")))
    let_go(holder)
    with qtbot.waitSignal(context.filing.outside.file_changed):
        context.filing.waiting.look()
    edit(context, "Mine")
    context.messages.answers.append(questions.CANCEL)
    context.filing.save()
    idle(qtbot, context)
    assert load(shared).portfolio.title == "Theirs"


def test_somebody_who_is_faster_keeps_it_read_only(context, qtbot, shared, hold_lock, foreign):
    holder = hold_lock(shared)
    opened(context, qtbot, shared, questions.READ_ONLY)
    let_go(holder)
    again = hold_lock(shared)
    context.filing.waiting.open_for_editing()
    idle(qtbot, context)
    assert context.document.read_only
    assert context.messages.notices[-1].endswith("It stays read-only here.")
    told = []
    context.filing.waiting.file_free.connect(lambda *each: told.append(each))
    let_go(again)
    look(context, qtbot)
    assert len(told) == 1


def test_a_process_that_died_frees_the_file(context, qtbot, shared, hold_lock, foreign):
    holder = hold_lock(shared)
    opened(context, qtbot, shared, questions.READ_ONLY)
    holder.kill()
    holder.wait(20)
    assert lock_path(shared).exists()
    with qtbot.waitSignal(context.filing.waiting.file_free):
        context.filing.outside.look()


def test_nobody_waits_for_a_document_that_was_left(context, qtbot, shared, hold_lock, foreign):
    holder = hold_lock(shared)
    opened(context, qtbot, shared, questions.WAIT)
    context.filing.new()
    let_go(holder)
    context.filing.waiting.look()
    idle(qtbot, context)
    assert context.document.path is None
    assert not lock_path(shared).exists()


def test_the_other_window_of_the_same_person_is_called_so(context, qtbot, shared, hold_lock):
    holder = hold_lock(shared)
    context.filing.open(shared)
    idle(qtbot, context)
    assert context.document.read_only
    let_go(holder)
    with qtbot.waitSignal(context.filing.waiting.file_free) as free:
        context.filing.outside.look()
    assert free.args == [shared, "the other window"]


def test_a_file_opened_read_only_is_not_locked_and_not_saved_over(context, qtbot, shared):
    before = shared.read_bytes()
    context.messages.answers.append(shared)
    context.filing.ask_and_read()
    idle(qtbot, context)
    assert context.document.read_only
    assert not lock_path(shared).exists()
    assert "as you asked" in context.messages.notices[-1]
    edit(context, "Mine")
    context.messages.answers.append(shared.with_name("mine.portfolio"))
    context.filing.save()
    idle(qtbot, context)
    assert shared.read_bytes() == before
    assert not context.filing.waiting.may_edit


def test_a_file_opened_read_only_may_be_edited_after_all(context, qtbot, shared):
    context.messages.answers.append(shared)
    context.filing.ask_and_read()
    idle(qtbot, context)
    assert context.filing.waiting.may_edit
    context.filing.waiting.open_for_editing()
    idle(qtbot, context)
    assert not context.document.read_only
    assert context.filing.locks.holds(shared)


def test_a_file_of_a_newer_version_stays_read_only(context, qtbot, shared):
    data = json.loads(shared.read_text(encoding="utf-8"))
    data["schema"][0] += 1
    shared.write_text(json.dumps(data), encoding="utf-8")
    context.filing.open(shared)
    idle(qtbot, context)
    assert context.document.read_only
    assert not context.filing.waiting.may_edit
    context.filing.waiting.open_for_editing()
    assert not context.jobs.running
    assert context.document.read_only
