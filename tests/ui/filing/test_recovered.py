"""Faults 1 and 58: the app ends without saving, and starts anew."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from shiboken6 import isValid

from portfolio.files import dumps, load
from tests.ui.conftest import edit, idle
from ui.actions.recovery import offer_recovery
from ui.dialogs.recovery_list import RecoveryList, about
from ui.filing import find, questions


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


def test_a_file_that_was_saved_since_is_not_overwritten(
    window, context, qtbot, base, crash, tmp_path
):
    crash(base, base)
    theirs = dumps(replace(context.document.portfolio, title="Theirs"))
    base.write_bytes(theirs)
    (work,) = found(context)
    assert work.file_moved_on
    offered(window, context, qtbot)._restore.click()
    idle(qtbot, context)
    context.messages.answers.extend([questions.KEEP_BOTH, tmp_path / "mine.portfolio"])
    context.filing.save()
    idle(qtbot, context)
    assert base.read_bytes() == theirs
    assert load(tmp_path / "mine.portfolio").portfolio.title == "Unsaved work"


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
    assert not context.jobs.running
