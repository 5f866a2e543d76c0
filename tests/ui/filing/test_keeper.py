"""Recovery copies are made after changes, and removed only when the work is safe."""

from pathlib import Path

import pytest

from portfolio.edit import set_title
from portfolio.files import find_recovery, read_recovery
from tests.ui.conftest import edit, idle
from ui.filing import questions, recovered


def copies(context):
    return list(Path(context.filing.keeper.folder).glob("*.recovery"))


def keep(context, qtbot):
    context.filing.keeper.keep()
    idle(qtbot, context)


def test_a_change_starts_the_clock_and_the_clock_keeps_the_work(context, qtbot):
    timer = context.filing.keeper._timer
    assert not timer.isActive()
    edit(context)
    assert timer.isActive()
    assert timer.interval() == 9_000
    with qtbot.waitSignal(context.filing.keeper.work_kept):
        timer.timeout.emit()
    (copy,) = find_recovery(context.filing.keeper.folder)
    assert read_recovery(copy).title == "Edited"
    assert copy.origin.path is None


def test_the_copy_knows_its_file(stored, qtbot, path):
    edit(stored)
    keep(stored, qtbot)
    (copy,) = find_recovery(stored.filing.keeper.folder)
    assert copy.origin.path == path
    assert copy.origin.base_sha256 == stored.document.sha256


def test_nothing_is_written_without_unsaved_work(stored, qtbot):
    keep(stored, qtbot)
    assert copies(stored) == []


def test_a_confirmed_save_removes_the_copy(stored, qtbot):
    edit(stored)
    keep(stored, qtbot)
    assert len(copies(stored)) == 1
    stored.filing.save()
    idle(qtbot, stored)
    assert copies(stored) == []


def test_a_failed_save_keeps_the_copy(stored, qtbot, path):
    edit(stored)
    keep(stored, qtbot)
    path.write_bytes(b"theirs")
    stored.messages.answers.append(questions.CANCEL)
    stored.filing.save()
    idle(qtbot, stored)
    assert len(copies(stored)) == 1


def test_edits_during_a_save_stay_kept(stored, qtbot):
    edit(stored)
    keep(stored, qtbot)
    stored.filing.save()
    edit(stored, "Later")
    idle(qtbot, stored)
    assert stored.document.unsaved
    assert len(copies(stored)) == 1


def test_discarded_work_leaves_no_copy(stored, qtbot):
    edit(stored)
    keep(stored, qtbot)
    stored.messages.answers.append(questions.DISCARD)
    stored.filing.new()
    idle(qtbot, stored)
    assert copies(stored) == []


def test_a_copy_that_is_written_while_the_work_is_discarded_is_removed(stored, qtbot):
    edit(stored)
    stored.filing.keeper.keep()
    stored.messages.answers.append(questions.DISCARD)
    stored.filing.new()
    idle(qtbot, stored)
    assert copies(stored) == []


def test_keep_now_writes_before_it_returns(context):
    edit(context, "At the last moment")
    context.filing.keeper.keep_now()
    (copy,) = find_recovery(context.filing.keeper.folder)
    assert read_recovery(copy).title == "At the last moment"


def test_a_late_job_does_not_replace_a_later_copy(context):
    edit(context, "Old")
    old = context.filing.keeper._snapshot()
    edit(context, "New")
    context.filing.keeper.keep_now()
    assert context.filing.keeper._write(*old) is None
    (copy,) = find_recovery(context.filing.keeper.folder)
    assert read_recovery(copy).title == "New"


def test_a_folder_that_takes_no_copy_is_told_and_tried_again(context, qtbot):
    context.filing.keeper.folder.write_text("a file, not a folder")
    edit(context)
    with qtbot.waitSignal(context.filing.keeper.keeping_failed):
        context.filing.keeper.keep()
    assert context.filing.keeper._timer.isActive()
    context.filing.keeper.keep_now()
    assert context.document.unsaved


@pytest.mark.parametrize("undone", [True, False])
def test_undone_work_needs_no_copy(stored, qtbot, undone):
    edit(stored)
    if undone:
        stored.document.undo_stack.undo()
    keep(stored, qtbot)
    assert len(copies(stored)) == (0 if undone else 1)


def test_a_copy_of_work_that_was_undone_since_is_removed_at_once(stored, qtbot):
    edit(stored)
    keep(stored, qtbot)
    assert len(copies(stored)) == 1
    stored.document.undo_stack.undo()
    idle(qtbot, stored)
    assert copies(stored) == []
    stored.document.undo_stack.redo()
    assert stored.filing.keeper._timer.isActive()
    keep(stored, qtbot)
    assert len(copies(stored)) == 1


def test_a_copy_of_another_process_goes_when_its_work_is_undone(stored, qtbot):
    keeper = stored.filing.keeper
    edit(stored, "Left behind")
    keeper.keep_now()
    (left,) = copies(stored)
    claimed = recovered.claim(left)
    keeper.adopt(left, claimed)
    stored.document.undo_stack.undo()
    idle(qtbot, stored)
    assert copies(stored) == []
    assert not claimed.path.exists()


def test_a_copy_that_is_being_written_while_its_work_is_undone_is_removed(stored, qtbot):
    edit(stored)
    stored.filing.keeper.keep()
    stored.document.undo_stack.undo()
    idle(qtbot, stored)
    assert copies(stored) == []


def test_removing_late_does_not_take_a_later_copy(stored, qtbot):
    keeper = stored.filing.keeper
    edit(stored)
    keep(stored, qtbot)
    with keeper._writing:
        stored.document.undo_stack.undo()
        (removing,) = stored.jobs.running
        edit(stored, "Later")
    keeper.keep_now()
    qtbot.waitUntil(lambda: not removing.running)
    assert [read_recovery(copy).title for copy in find_recovery(keeper.folder)] == ["Later"]


def test_a_what_if_alone_needs_no_copy_until_it_is_kept(stored, qtbot):
    document, keeper = stored.document, stored.filing.keeper
    edit(stored)
    keep(stored, qtbot)
    document.assume("x", "less money", ("Try", set_title(document.portfolio, "Tried")))
    keep(stored, qtbot)
    (copy,) = find_recovery(keeper.folder)
    assert read_recovery(copy).title == "Edited"
    stored.messages.answers.append(questions.WITHOUT_TRIED)
    stored.filing.save()
    idle(qtbot, stored)
    assert copies(stored) == []
    document.keep_tried()
    keep(stored, qtbot)
    (copy,) = find_recovery(keeper.folder)
    assert read_recovery(copy).title == "Tried"


def test_work_stays_kept_under_its_first_name_until_save_as_is_confirmed(stored, qtbot, tmp_path):
    edit(stored)
    keep(stored, qtbot)
    stored.messages.answers.append(tmp_path / "other.portfolio")
    stored.filing.save_as()
    stored.document.apply("Again", set_title(stored.document.portfolio, "Again"))
    assert len(copies(stored)) == 1
    idle(qtbot, stored)
    (copy,) = find_recovery(stored.filing.keeper.folder)
    assert copy.origin.path == tmp_path / "other.portfolio"
    assert read_recovery(copy).title == "Again"
    stored.filing.save()
    idle(qtbot, stored)
    assert copies(stored) == []


def test_a_copy_that_is_older_than_a_save_is_written_anew_at_once(stored, qtbot):
    edit(stored)
    keep(stored, qtbot)
    stored.filing.save()
    edit(stored, "Later")
    idle(qtbot, stored)
    (copy,) = find_recovery(stored.filing.keeper.folder)
    assert read_recovery(copy).title == "Later"
    assert copy.origin.base_sha256 == stored.document.sha256
