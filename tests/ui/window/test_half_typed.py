"""What is typed and not yet taken is part of what is saved, asked about and kept."""

import pytest
from PySide6.QtWidgets import QLineEdit

from portfolio.files import find_recovery, load, read_recovery
from tests.ui.conftest import idle
from ui.filing import questions
from ui.tables import TableView


@pytest.fixture
def typing(window, analyzed, qtbot):
    """A cell with the name of an initiative, half typed."""
    window.show_page("initiatives")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    analyzed.requests.rename_requested.emit("i0")
    view = next(each for each in window.findChildren(TableView) if each.editing)
    (editor,) = view.viewport().findChildren(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Half typed")
    assert analyzed.document.portfolio.initiatives["i0"].name == "Claims triage"
    return view


def name(portfolio):
    return portfolio.initiatives["i0"].name


def test_closing_asks_about_it(window, context, typing, qtbot):
    context.messages.answers.append(questions.CANCEL)
    window.close()
    qtbot.waitUntil(lambda: len(context.messages.questions) == 1)
    assert name(context.document.portfolio) == "Half typed"
    assert window.isVisible()
    assert typing.hasFocus()


def test_a_new_document_asks_about_it(context, typing):
    context.messages.answers.append(questions.CANCEL)
    context.filing.new()
    assert context.messages.questions
    assert name(context.document.portfolio) == "Half typed"


def test_saving_saves_it(context, typing, qtbot, tmp_path):
    path = tmp_path / "plan.portfolio"
    context.messages.answers.append(path)
    context.filing.save()
    idle(qtbot, context)
    assert name(load(path).portfolio) == "Half typed"
    assert not context.document.unsaved


@pytest.mark.parametrize("ended", ["log-off", "signal"])
def test_the_end_of_the_session_keeps_it(window, context, typing, ended):
    if ended == "signal":
        window.leave(settled=False)
    else:
        context.filing.keep_now()
    (copy,) = find_recovery(context.filing.keeper.folder)
    assert name(read_recovery(copy)) == "Half typed"


def test_a_field_of_the_form_keeps_the_keyboard(window, context, typing, qtbot, tmp_path):
    typing.end_editing()
    shown = [each for each in window.findChildren(QLineEdit) if each.text() == "Half typed"]
    field = next(each for each in shown if not typing.isAncestorOf(each))
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Typed in the form")
    path = tmp_path / "plan.portfolio"
    context.messages.answers.append(path)
    context.filing.save()
    idle(qtbot, context)
    assert name(load(path).portfolio) == "Typed in the form"
    assert field.hasFocus()
