"""A merge that arrives while somebody types: it is not overwritten, and the typing is not lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from portfolio.edit import set_initiative
from portfolio.files import dumps
from tests.ui.conftest import idle
from ui.tables import TableView
from ui.widgets.form_field import LineField, TextField


@pytest.fixture
def shared(window, analyzed, qtbot, tmp_path):
    """The page of initiatives of a document with a file; the first one is selected."""
    analyzed.messages.answers.append(tmp_path / "plan.portfolio")
    analyzed.filing.save()
    window.show_page("initiatives")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    analyzed.selection.select("i0")
    idle(qtbot, analyzed)
    return analyzed


def colleague_saves(context, **fields):
    content = set_initiative(context.document.saved_portfolio, "i0", **fields)
    context.document.path.write_bytes(dumps(content))


def merging(context, qtbot, begin_typing):
    """Begin a merge, then to type; the merge is applied while the field is open."""
    steps = context.document.undo_stack.count()
    context.filing.merge_stored()
    begin_typing()
    qtbot.waitUntil(lambda: context.document.undo_stack.count() == steps + 1)
    qtbot.waitUntil(lambda: not context.analyst.working)


def cell(window, context):
    context.requests.rename_requested.emit("i0")
    view = next(each for each in window.findChildren(TableView) if each.editing)
    (editor,) = view.viewport().findChildren(QLineEdit)
    return editor


def enter(qtbot, window, editor):
    """End the typing in a cell, which takes its text a moment later."""
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not any(each.editing for each in window.findChildren(TableView)))


def field(window, name, kind):
    return next(each for each in window.findChildren(kind) if each.accessibleName() == name)


def initiative(context):
    return context.document.portfolio.initiatives["i0"]


def test_what_is_typed_into_a_cell_is_an_edit_after_the_merge(window, shared, qtbot):
    colleague_saves(shared, name="Theirs", owner="Ana")
    editors = []

    def begin():
        editors.append(cell(window, shared))
        editors[0].selectAll()
        qtbot.keyClicks(editors[0], "Half typed")

    merging(shared, qtbot, begin)
    assert (initiative(shared).name, initiative(shared).owner) == ("Theirs", "Ana")
    assert editors[0].text() == "Half typed"
    enter(qtbot, window, editors[0])
    assert (initiative(shared).name, initiative(shared).owner) == ("Half typed", "Ana")
    shared.document.undo_stack.undo()
    assert (initiative(shared).name, initiative(shared).owner) == ("Theirs", "Ana")


def test_an_open_cell_in_which_nothing_was_typed_does_not_undo_the_merge(window, shared, qtbot):
    colleague_saves(shared, name="Theirs")
    editors = []
    merging(shared, qtbot, lambda: editors.append(cell(window, shared)))
    enter(qtbot, window, editors[0])
    assert initiative(shared).name == "Theirs"


@pytest.mark.parametrize("typed", ["Half typed", ""])
@pytest.mark.parametrize(
    ("title", "kind", "name", "theirs"),
    [("Owner", LineField, "owner", "Ana"), ("Goal", TextField, "goal", "Their goal")],
)
def test_a_field_of_the_form_likewise(window, shared, qtbot, title, kind, name, theirs, typed):
    colleague_saves(shared, **{name: theirs, "sponsor": "Ben"})
    shown = field(window, title, kind)

    def begin():
        shown.setFocus()
        assert shown.hasFocus()
        qtbot.keyClicks(shown, typed)

    merging(shared, qtbot, begin)
    if isinstance(shown, QPlainTextEdit):
        qtbot.waitUntil(lambda: not shown._later.isActive())
    shown.clearFocus()
    idle(qtbot, shared)
    assert getattr(initiative(shared), name) == (typed or theirs)
    assert initiative(shared).sponsor == "Ben"
