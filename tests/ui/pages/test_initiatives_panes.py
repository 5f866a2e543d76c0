"""From the table to the form and back by keyboard."""

from PySide6.QtWidgets import QApplication

from ui.actions import ACTIONS
from ui.pages.initiatives import InitiativesPage


def test_f6_goes_to_the_form_and_back(analyzed, qtbot):
    analyzed.selection.select("i0")
    page = InitiativesPage(analyzed)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page._view.setFocus()
    action = next(action for action in ACTIONS if action.shortcut == "F6")
    action.run(analyzed)
    qtbot.waitUntil(lambda: page._form.isAncestorOf(QApplication.focusWidget() or page))
    action.run(analyzed)
    qtbot.waitUntil(page._view.hasFocus)
