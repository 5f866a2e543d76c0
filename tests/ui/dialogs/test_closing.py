"""A dialog goes when it is closed: it must not stay as a child of the window until that goes."""

from dataclasses import asdict

import pytest
from PySide6.QtWidgets import QWidget

from ui.dialogs.fingerprint_check import FingerprintCheck
from ui.dialogs.freeze_plan import FreezePlan
from ui.dialogs.palette import Palette
from ui.dialogs.preferences import PreferencesDialog
from ui.dialogs.recovery_list import RecoveryList
from ui.dialogs.text_dialog import TextDialog
from ui.dialogs.version_list import VersionList
from ui.settings import Preferences

DIALOGS = {
    "fingerprint": FingerprintCheck,
    "freeze": lambda parent: FreezePlan("Title", ((), (), ""), parent),
    "palette": lambda parent: Palette((), parent),
    "preferences": lambda parent: PreferencesDialog(asdict(Preferences()), parent=parent),
    "recovery list": lambda parent: RecoveryList((), parent),
    "text": lambda parent: TextDialog("Title", "Text", parent),
    "version list": lambda parent: VersionList((), parent),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_that_is_closed_is_gone(qtbot, name):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = DIALOGS[name](window)
    dialog.open()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    assert window.findChildren(type(dialog)) == []
