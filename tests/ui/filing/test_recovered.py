"""Faults 1 and 58: the app ends without saving, and starts anew."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import isValid

from portfolio.files import dumps, load, lock_path
from tests.ui.conftest import edit, idle
from ui.actions.recovery import offer_recovery
from ui.dialogs.merge_dialog import MergeDialog
from ui.dialogs.recovery_list import RecoveryList, about
from ui.filing import find, questions
from ui.filing.bases import keep_base


@pytest.fixture
def base(context, path):
    path.parent.mkdir()
    path.write_bytes(dumps(replace(context.document.portfolio, title="As saved")))
    return path


def found(context):
    return find(context.filing.keeper.folder, context.filing.bases.folder)


def offered(window, context, qtbot):
    offer_recovery(context)
    qtbot.waitUntil(lambda: bool(window.findChildren(RecoveryList)))
    return window.findChild(RecoveryList)


def test_work_is_found_and_told_in_words(context, base, crash):
    crash(base, base)
    (work,) = found(context)
    assert work.differs == ("The title was “As saved” and is “Unsaved work”.",)
    assert str(base) in about(work)
    assert not work.file_moved_on


def test_restored_work_is_unsaved_undone_in_one_step_and_kept_until_saved(
    window, context, qtbot, base, crash
):
    copy = Path(crash(base, base))
    dialog = offered(window, context, qtbot)
    dialog._restore.click()
    idle(qtbot, context)
    document = context.document
    assert (document.path, document.portfolio.title) == (base, "Unsaved work")
    assert document.unsaved
    assert copy.exists()
    document.undo_stack.undo()
    assert document.portfolio.title == "As saved"
    document.undo_stack.redo()
    context.filing.save()
    idle(qtbot, context)
    assert load(base).portfolio.title == "Unsaved work"
    assert not copy.exists()


def test_it_waits_for_what_is_said_before(window, context, qtbot, base, crash):
    crash(base, base)
    box = QMessageBox(window)
    box.open()
    offer_recovery(context)
    idle(qtbot, context)
    assert not window.findChildren(RecoveryList)
    box.close()
    qtbot.waitUntil(lambda: bool(window.findChildren(RecoveryList)))


def test_untitled_work_is_restored_as_a_new_document(window, context, qtbot, base, crash):
    crash("untitled", base)
    offered(window, context, qtbot)._restore.click()
    idle(qtbot, context)
    assert context.document.path is None
    assert context.document.unsaved
    assert context.document.portfolio.title == "Unsaved work"


def test_work_on_a_file_that_is_gone_is_restored_as_a_new_document(
    window, context, qtbot, base, crash
):
    crash(base, base)
    base.unlink()
    offered(window, context, qtbot)._restore.click()
    idle(qtbot, context)
    assert context.document.path is None
    assert context.document.portfolio.title == "Unsaved work"


def moved_on(context, base, crash, **theirs):
    """Leave unsaved work of a file that somebody has saved since."""
    copy = Path(crash(base, base))
    before = load(base).portfolio
    base.write_bytes(dumps(replace(before, **theirs)))
    return copy, before


def test_work_on_a_file_that_was_saved_since_is_merged(window, context, qtbot, base, crash):
    known, before = load(base).sha256, load(base).portfolio
    keep_base(context.filing.bases.folder, before, known)
    moved_on(context, base, crash, notes="Theirs")
    (work,) = found(context)
    assert work.file_moved_on
    assert work.base_known
    assert work.differs == ("The title was “As saved” and is “Unsaved work”.",)
    offered(window, context, qtbot)._restore.click()
    idle(qtbot, context)
    document = context.document
    assert (document.portfolio.title, document.portfolio.notes) == ("Unsaved work", "Theirs")
    context.filing.save()
    idle(qtbot, context)
    assert (load(base).portfolio.title, load(base).portfolio.notes) == ("Unsaved work", "Theirs")
    document.undo_stack.undo()
    assert (document.portfolio.title, document.portfolio.notes) == ("Unsaved work", "")


def test_without_the_version_it_began_with_each_difference_is_asked(
    window, context, qtbot, base, crash
):
    moved_on(context, base, crash, notes="Theirs")
    offered(window, context, qtbot)._restore.click()
    idle(qtbot, context)
    dialog = window.findChild(MergeDialog)
    assert [line.field for line in dialog._story.lines] == ["Title", "Notes"]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_T)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    idle(qtbot, context)
    portfolio = context.document.portfolio
    assert (portfolio.title, portfolio.notes) == ("Unsaved work", "Theirs")


def test_a_merge_with_restored_work_that_is_put_off_overwrites_nothing(
    window, context, qtbot, base, crash, tmp_path
):
    copy, _before = moved_on(context, base, crash, title="Theirs")
    theirs = base.read_bytes()
    offered(window, context, qtbot)._restore.click()
    idle(qtbot, context)
    qtbot.keyClick(window.findChild(MergeDialog).table, Qt.Key.Key_Escape)
    assert context.document.portfolio.title == "Unsaved work"
    assert copy.exists()
    context.messages.answers.extend([questions.KEEP_BOTH, tmp_path / "mine.portfolio"])
    context.filing.save()
    idle(qtbot, context)
    assert base.read_bytes() == theirs
    assert load(tmp_path / "mine.portfolio").portfolio.title == "Unsaved work"


def test_work_that_was_restored_is_not_offered_to_a_third_window(
    window, context, qtbot, base, crash
):
    copy = Path(crash(base, base))
    offered(window, context, qtbot)._restore.click()
    idle(qtbot, context)
    assert found(context) == ()
    context.filing.save()
    idle(qtbot, context)
    assert not copy.exists()
    assert not lock_path(copy).exists()


def test_only_one_of_two_windows_restores_it(window, context, qtbot, base, crash, hold_lock):
    copy = Path(crash(base, base))
    dialog = offered(window, context, qtbot)
    hold_lock(copy)
    dialog._restore.click()
    idle(qtbot, context)
    assert [error.what for error in context.messages.errors] == [
        "This work was restored in another window of the app."
    ]
    assert not context.document.unsaved


def test_work_of_a_window_that_restored_it_and_died_is_offered_again(
    context, base, crash, hold_lock
):
    copy = Path(crash(base, base))
    holder = hold_lock(copy)
    assert found(context) == ()
    holder.kill()
    holder.wait(20)
    assert len(found(context)) == 1


def test_discarding_asks_and_removes_the_copy(window, context, qtbot, base, crash):
    copy = Path(crash(base, base))
    dialog = offered(window, context, qtbot)
    context.messages.answers.extend(["Keep it", "Discard"])
    dialog._discard.click()
    assert copy.exists()
    dialog._discard.click()
    qtbot.waitUntil(lambda: not copy.exists())
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_later_keeps_the_copy(window, context, qtbot, base, crash):
    copy = Path(crash(base, base))
    offered(window, context, qtbot)._later.click()
    assert copy.exists()
    assert not context.document.unsaved


def test_work_that_is_in_the_file_already_is_not_offered(context, base, crash):
    copy = Path(crash(base, base))
    base.write_bytes(dumps(replace(load(base).portfolio, title="Unsaved work")))
    assert found(context) == ()
    assert not copy.exists()


def test_a_torn_copy_is_passed_over(context, base, crash):
    copy = Path(crash(base, base))
    copy.write_bytes(copy.read_bytes()[:-100])
    assert found(context) == ()
    assert copy.exists()


def test_the_copy_of_a_running_process_is_left_alone(context):
    edit(context)
    context.filing.keeper.keep_now()
    assert found(context) == ()


def test_a_second_crash_while_restored_loses_nothing(window, context, qtbot, base, crash):
    copy = Path(crash(base, base))
    offered(window, context, qtbot)._restore.click()
    idle(qtbot, context)
    context.filing.keeper.keep_now()
    assert copy.exists()
    assert len(list(context.filing.keeper.folder.glob("*.recovery"))) == 2


def test_nothing_is_offered_when_that_is_preferred(context, qtbot, base, crash):
    crash(base, base)
    context.settings.change(offer_recovery=False)
    offer_recovery(context)
    idle(qtbot, context)
    shown = QApplication.topLevelWidgets()
    assert not any(isinstance(each, RecoveryList) for each in shown)
