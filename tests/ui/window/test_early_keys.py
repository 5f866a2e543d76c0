"""What is typed after the shortcut of the palette, before the palette has the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.dialogs.palette import Palette
from ui.window import MainWindow
from ui.window.furnishing import Furnishing


def opened_early(qtbot, context, keys):
    """The palette of a window in which keys were pressed before there were any menus."""
    window = MainWindow(context.theme, context.settings)
    qtbot.addWidget(window)
    window.show()
    for key, modifier in keys:
        QTest.keyClick(window, key, modifier)
    Furnishing(window, context)
    qtbot.waitUntil(lambda: window.findChild(Palette) is not None)
    return window.findChild(Palette)


def test_letters_typed_while_the_app_loads_reach_the_palette(qtbot, context):
    opening = (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    letters = [(key, Qt.KeyboardModifier.NoModifier) for key in "dark"]
    palette = opened_early(qtbot, context, [opening, *letters])
    qtbot.waitUntil(lambda: palette._field.text() == "dark")
    with qtbot.waitSignal(context.theme.theme_changed):
        qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert context.theme.tokens.name == "dark"


def test_what_was_typed_before_any_shortcut_is_for_nobody(qtbot, context):
    letters = [(key, Qt.KeyboardModifier.NoModifier) for key in "ab"]
    opening = (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = opened_early(qtbot, context, [*letters, opening])
    assert palette._field.text() == ""
    palette.close()
