"""What the bar offers when a file is shared: merge, reload, copies, locks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from portfolio.edit import set_initiative, set_title
from portfolio.files import dumps, load
from tests.ui.conftest import edit, idle
from ui.dialogs.merge_copies import MergeCopies
from ui.dialogs.merge_dialog import MergeDialog
from ui.filing import beside, questions
from ui.filing.theirs import read_theirs
from ui.widgets.foot import Foot
from ui.widgets.notice_bar import NoticeBar
from ui.window.standing import Standing

COPY = "plan (conflicted copy).portfolio"


@pytest.fixture
def bar(window):
    window.show()
    return window.findChild(NoticeBar)


@pytest.fixture
def stored(context, qtbot, window, tmp_path):
    """The context of a window whose document has a file."""
    folder = tmp_path / "shared"
    folder.mkdir()
    context.messages.answers.append(folder / "plan.portfolio")
    context.filing.save()
    idle(qtbot, context)
    return context


def labels(bar):
    return [button.text() for button in bar.findChildren(QPushButton) if button.isVisible()]


def press(qtbot, context, bar, label):
    next(b for b in bar.findChildren(QPushButton) if b.isVisible() and b.text() == label).click()
    idle(qtbot, context)


def theirs(context, change):
    context.document.path.write_bytes(dumps(change(context.document.saved_portfolio)))


def look(qtbot, context, bar):
    """Notice what has changed: at once, or after the look that is under way."""
    context.filing.outside.look()
    qtbot.waitUntil(bar.isVisible)
    idle(qtbot, context)


def test_without_unsaved_work_one_click_reloads(stored, qtbot, bar):
    theirs(stored, lambda base: set_title(base, "Theirs"))
    look(qtbot, stored, bar)
    assert labels(bar) == ["Reload theirs"]
    assert "was saved by somebody else at" in bar.accessibleName()
    press(qtbot, stored, bar, "Reload theirs")
    assert stored.document.portfolio.title == "Theirs"
    assert not stored.document.unsaved
    assert not bar.isVisible()
    assert stored.messages.questions == ["Save the portfolio"]


def test_the_foot_does_not_call_saved_what_is_an_earlier_version(stored, qtbot, bar, window):
    foot = window.findChild(Foot)
    assert foot._state == ("All changes are saved in plan.portfolio",)
    theirs(stored, lambda base: set_title(base, "Theirs"))
    look(qtbot, stored, bar)
    assert foot._state == ("plan.portfolio holds a newer version",)
    edit(stored, "Mine")
    assert foot._state[:2] == ("Unsaved changes", "plan.portfolio holds a newer version")
    press(qtbot, stored, bar, "Reload theirs")
    assert foot._state == ("All changes are saved in plan.portfolio",)
    stored.document.path.unlink()
    look(qtbot, stored, bar)
    assert foot._state == ("plan.portfolio is not there any more",)
    press(qtbot, stored, bar, "Put it back")
    assert foot._state == ("All changes are saved in plan.portfolio",)


def test_with_unsaved_work_merging_comes_first(stored, qtbot, bar):
    theirs(stored, lambda base: set_initiative(base, "i0", owner="Ana"))
    edit(stored, "Mine")
    look(qtbot, stored, bar)
    assert labels(bar) == ["Merge", "Keep both…", "Reload theirs"]
    press(qtbot, stored, bar, "Merge")
    assert stored.document.portfolio.title == "Mine"
    assert stored.document.portfolio.initiatives["i0"].owner == "Ana"
    assert not bar.isVisible()


def test_what_is_offered_follows_the_work(stored, qtbot, bar):
    theirs(stored, lambda base: set_title(base, "Theirs"))
    look(qtbot, stored, bar)
    edit(stored, "Mine")
    assert labels(bar) == ["Merge", "Keep both…", "Reload theirs"]
    stored.document.undo_stack.undo()
    assert labels(bar) == ["Reload theirs"]
    press(qtbot, stored, bar, "Reload theirs")
    edit(stored, "Later")
    assert not bar.isVisible()


def test_a_conflict_opens_the_dialog_and_enter_settles_it(stored, qtbot, bar, window):
    theirs(stored, lambda base: set_title(base, "Theirs"))
    edit(stored, "Mine")
    stored.messages.answers.append(questions.MERGE)
    stored.filing.save()
    idle(qtbot, stored)
    dialog = window.findChild(MergeDialog)
    assert "1 value" in dialog._story.title
    qtbot.keyClick(dialog.table, Qt.Key.Key_T)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    idle(qtbot, stored)
    assert load(stored.document.path).portfolio.title == "Theirs"
    assert not stored.document.unsaved


def test_escape_in_the_dialog_leaves_everything(stored, qtbot, bar, window):
    theirs(stored, lambda base: set_title(base, "Theirs"))
    edit(stored, "Mine")
    look(qtbot, stored, bar)
    press(qtbot, stored, bar, "Merge")
    assert not bar.isVisible()
    qtbot.keyClick(window.findChild(MergeDialog).table, Qt.Key.Key_Escape)
    qtbot.waitUntil(bar.isVisible)
    assert labels(bar) == ["Merge", "Keep both…", "Reload theirs"]
    assert stored.document.portfolio.title == "Mine"
    assert stored.document.unsaved
    idle(qtbot, stored)


def test_one_copy_is_offered_for_merge(stored, qtbot, bar):
    document = stored.document
    document.path.with_name(COPY).write_bytes(document.path.read_bytes())
    look(qtbot, stored, bar)
    assert "another version" in bar.accessibleName()
    press(qtbot, stored, bar, "Merge it…")
    assert "holds the same as the open document" in stored.messages.notices[-1]
    assert labels(bar) == ["Move it to the trash", "Leave it"]
    assert "is merged into your file" in bar.accessibleName()


def test_several_copies_are_offered_to_choose_from(stored, qtbot, bar, window):
    document = stored.document
    for name in (COPY, "plan (1).portfolio"):
        document.path.with_name(name).write_bytes(document.path.read_bytes())
    look(qtbot, stored, bar)
    assert "2 other versions" in bar.accessibleName()
    assert f"“{COPY}” saved at" in bar.accessibleName()
    press(qtbot, stored, bar, "Choose what to merge…")
    window.findChild(MergeCopies).accept()
    idle(qtbot, stored)
    assert labels(bar) == ["Move it to the trash", "Leave it"]
    assert "are merged into your file" in bar.accessibleName()


def test_a_settled_copy_is_left_or_thrown_away(stored, qtbot, bar, monkeypatch):
    thrown = []
    monkeypatch.setattr(beside, "to_trash", thrown.append)
    file = stored.document.path.with_name(COPY)
    file.write_bytes(stored.document.path.read_bytes())
    for label, expected in (("Leave it", []), ("Move it to the trash", [file])):
        edit(stored, label)
        stored.filing.beside.remember_merged(read_theirs(file))
        stored.filing.save()
        idle(qtbot, stored)
        assert f"“{COPY}” is merged into your file and saved." in bar.accessibleName()
        press(qtbot, stored, bar, label)
        assert thrown == expected
    assert stored.messages.notices[-1] == f"Moved to the trash: “{COPY}”"


def test_a_freed_file_is_opened_for_editing(stored, qtbot, bar):
    document = stored.document
    stored.filing.locks.let_go()
    idle(qtbot, stored)
    document.replace(document.portfolio, document.path, sha256=document.sha256, read_only=True)
    stored.filing.waiting.file_free.emit(document.path, "ana")
    assert bar.accessibleName() == "Ana has closed “plan.portfolio”: you can edit it now."
    press(qtbot, stored, bar, "Open for editing")
    assert not document.read_only
    assert not bar.isVisible()


def test_another_document_clears_the_bar(stored, qtbot, bar):
    theirs(stored, lambda base: set_title(base, "Theirs"))
    look(qtbot, stored, bar)
    stored.filing.new()
    idle(qtbot, stored)
    assert not bar.isVisible()
    edit(stored, "Later")
    assert not bar.isVisible()


def test_a_notice_waits_for_the_one_before_it(context, qtbot):
    bar = NoticeBar(context.theme)
    qtbot.addWidget(bar)
    standing, done = Standing(bar), []
    standing.show("a", "First", {"Do": lambda: done.append("a")})
    standing.show("b", "Second", {"Do": lambda: done.append("b")})
    assert bar.accessibleName() == "First"
    standing.show("a", "First again", {"Do": lambda: done.append("a")})
    assert bar.accessibleName() == "First again"
    press(qtbot, context, bar, "Do")
    assert (done, bar.accessibleName()) == (["a"], "Second")
    standing.show("c", "Third", {"Do": lambda: done.append("c")})
    standing.withdraw("c")
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_an_answer_leaves_the_focus_where_the_person_works(context, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    first, worked_in, bar = QLineEdit(), QLineEdit(), NoticeBar(context.theme)
    layout = QVBoxLayout(page)
    for widget in (bar, first, worked_in):
        layout.addWidget(widget)
    page.show()
    page.activateWindow()
    worked_in.setFocus()
    qtbot.waitUntil(worked_in.hasFocus)
    bar.show_notice("Somebody saved.", ("Reload",))
    qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert worked_in.hasFocus()


def test_the_inputs_of_a_plan_say_what_they_are_and_lead_back(stored, qtbot, window, bar):
    before = stored.document.portfolio
    stored.filing.inputs.show(set_title(before, "As frozen"), "Plan of record, March")
    assert bar.isVisible()
    words = "You are looking at the inputs of “Plan of record, March” (read-only)."
    assert bar.accessibleName() == f"{words} Alt+Left leads back."
    assert labels(bar) == ["Back to plan.portfolio"]
    press(qtbot, stored, bar, "Back to plan.portfolio")
    assert stored.document.portfolio == before
    assert not bar.isVisible()


def test_a_way_back_that_is_not_taken_to_its_end_is_offered_again(stored, qtbot, bar):
    stored.filing.inputs.show(set_title(stored.document.portfolio, "As frozen"), "Board")
    edit(stored, "Tried on the inputs")
    stored.messages.answers.append("Cancel")
    press(qtbot, stored, bar, "Back to plan.portfolio")
    assert stored.document.portfolio.title == "Tried on the inputs"
    assert labels(bar) == ["Back to plan.portfolio"]


def test_a_key_leads_back_as_well(stored, qtbot, window, bar):
    before = stored.document.portfolio
    action = window.findChild(QAction, "decision.leave_inputs")
    assert not action.isEnabled()
    stored.filing.inputs.show(set_title(before, "As frozen"), "Board")
    assert action.isEnabled()
    action.trigger()
    idle(qtbot, stored)
    assert stored.document.portfolio == before
    assert not action.isEnabled()


def test_inputs_that_were_saved_are_a_document_like_any_other(stored, qtbot, window, bar):
    stored.filing.inputs.show(set_title(stored.document.portfolio, "As frozen"), "Board")
    stored.messages.answers.append(stored.settings.folder / "frozen.portfolio")
    stored.filing.save_as()
    idle(qtbot, stored)
    assert stored.document.path.name == "frozen.portfolio"
    assert not bar.isVisible()
    assert not window.findChild(QAction, "decision.leave_inputs").isEnabled()


def test_a_long_name_does_not_push_the_words_aside(stored, bar):
    stored.document.replace(set_title(stored.document.portfolio, "long " * 60), None)
    stored.filing.inputs.show(stored.document.portfolio, "Board")
    (label,) = labels(bar)
    assert len(label) <= 41
    assert label.endswith("…")
