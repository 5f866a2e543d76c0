"""Dialogs are as large as their words like, and scroll where the screen is smaller."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from portfolio.report.ballot_rows import SEALED
from tests.ui.conftest import small_portfolio
from ui.dialogs.ballots_ask import AskForBallots
from ui.dialogs.ballots_panel import BallotsPanel
from ui.dialogs.fingerprint_check import FingerprintCheck
from ui.dialogs.freeze_plan import FreezePlan
from ui.dialogs.redaction_dialog import RedactionDialog

WARNINGS = [f"{n}. {'A decision disagrees with the plan. ' * 8}" for n in range(8)]
MAKERS = {
    "redaction": lambda context: RedactionDialog(context.theme),
    "panel": lambda _context: BallotsPanel(SEALED),
    "freeze": lambda _context: FreezePlan("Board", (("9 funded.",), WARNINGS, "The promise.")),
    "fingerprint": lambda _context: FingerprintCheck(),
    "asking": lambda _context: AskForBallots(small_portfolio(), (), ()),
}


@pytest.fixture(params=MAKERS)
def shown(request, qtbot, context):
    """Each dialog in twice the type, on a screen that is too small for it."""
    context.theme.apply("light", 2.0)
    dialog = MAKERS[request.param](context)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_it_takes_the_screen_and_no_more(shown):
    room = shown.screen().availableSize()
    assert room.width() - 20 <= shown.width() <= room.width()
    assert room.height() - 50 <= shown.height() <= room.height()


def test_its_buttons_are_always_there(shown):
    default = next(each for each in shown.findChildren(QPushButton) if each.isDefault())
    at = QRect(default.mapTo(shown, default.rect().topLeft()), default.size())
    assert shown.rect().contains(at)


def test_no_line_is_cut(shown):
    words = [each for each in shown.findChildren(QLabel) if each.wordWrap() and each.isVisible()]
    assert words
    for label in words:
        assert label.height() >= label.heightForWidth(label.width())
