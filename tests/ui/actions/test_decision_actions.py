"""Recording, reading back and freezing by their shortcuts, in the window."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.conftest import idle
from ui.actions import ACTIONS
from ui.dialogs.fingerprint_check import FingerprintCheck
from ui.dialogs.freeze_plan import FreezePlan
from ui.pages.decisions import DecisionsPage


def action(name):
    return next(each for each in ACTIONS if each.id == name)


@pytest.fixture
def shown(qtbot, window, analyzed):
    window.show()
    qtbot.waitExposed(window)
    return window


def page_of(window):
    (page,) = window.findChildren(DecisionsPage)
    return page


def record(qtbot, context):
    action("decision.record").run(context)
    idle(qtbot, context)


def test_the_name_is_asked_for_once_and_the_first_decision_recorded(qtbot, shown, analyzed):
    context = analyzed
    context.settings.change(author="", author_asked=False)
    context.requests.page_requested.emit("decisions")
    context.selection.select("i0")
    context.messages.answers.append("Ada")
    record(qtbot, context)
    (entry,) = context.document.portfolio.journal.values()
    assert entry.who == "Ada"
    assert page_of(shown).isVisible()
    record(qtbot, context)
    assert context.messages.questions == ["Your name"]


def test_the_decisions_are_read_back_and_the_log_is_shown(qtbot, shown, analyzed):
    assert not action("decision.read_back").enabled(analyzed)
    assert not action("decision.fingerprint").enabled(analyzed)
    analyzed.requests.page_requested.emit("decisions")
    analyzed.selection.select("i0")
    record(qtbot, analyzed)
    for name, view in (("decision.read_back", 1), ("decision.log", 3)):
        assert action(name).enabled(analyzed)
        action(name).run(analyzed)
        idle(qtbot, analyzed)
        assert page_of(shown)._views.currentIndex() == view
    action("decision.fingerprint").run(analyzed)
    (dialog,) = shown.findChildren(FingerprintCheck)
    dialog.field.setText(page_of(shown)._views.log.fingerprint.text())
    dialog.check.click()
    assert dialog.answer.text() == "Checking the log…"
    idle(qtbot, analyzed)
    assert dialog.answer.text().startswith("Nothing changed")
    dialog.reject()


def test_the_plan_is_frozen_from_any_page_and_its_fingerprint_copied(qtbot, shown, analyzed):
    action("decision.freeze").run(analyzed)
    (dialog,) = shown.findChildren(FreezePlan)
    dialog.freeze.click()
    idle(qtbot, analyzed)
    assert len(analyzed.document.portfolio.plans) == 1
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.fingerprint.text() != ""
    dialog.reject()


def test_nothing_is_frozen_without_a_plan(qtbot, shown, analyzed):
    analyzed.selection.select("i0", tuple(analyzed.document.portfolio.initiatives))
    action("initiative.delete").run(analyzed)
    assert not action("decision.freeze").enabled(analyzed)
    action("decision.freeze").run(analyzed)
    assert shown.findChildren(FreezePlan) == []
    assert analyzed.messages.errors[-1].what == "There is no plan to freeze."
