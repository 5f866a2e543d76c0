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


def test_a_form_about_nothing_takes_no_room_in_a_narrow_page(analyzed, qtbot):
    page = InitiativesPage(analyzed)
    qtbot.addWidget(page)
    letters = page.fontMetrics().averageCharWidth()
    page.resize(90 * letters, 400)
    page.show_results(analyzed.analyst.results)
    with qtbot.waitExposed(page):
        page.show()
    assert not page._form.isVisible()
    page.resize(150 * letters, 400)
    assert page._form.isVisible()
    page.resize(90 * letters, 400)
    assert not page._form.isVisible()
    analyzed.selection.select("i0")
    assert page._form.isVisible()
