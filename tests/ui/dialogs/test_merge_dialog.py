"""The dialog in which conflicts are settled, driven by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QPlainTextEdit, QPushButton, QTabWidget

from ui.dialogs.merge_choices import Choices, Line
from ui.dialogs.merge_dialog import MergeDialog, MergeStory
from ui.dialogs.merge_model import FIELD, MINE, STATE, THEIRS, MergeModel, spoken
from ui.theme import Theme

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def line(record, field, marked="mine"):
    return Line(record, field, "before", "mine", "theirs", "you", "ana, at 14:02", marked)


LINES = (
    line("Initiative “A”", "Owner"),
    line("Initiative “A”", "Start"),
    line("Initiative “B”", "As a whole", "theirs"),
)


@pytest.fixture
def dialog(qtbot, qapp):
    """A dialog about three values of two records; what it applies is kept beside it."""

    def build(lines=LINES, taken=("Initiative “C”: added.",)):
        theme = Theme()
        dialog = MergeDialog(
            MergeStory("You and ana changed 3 values.", "Theirs is “a”.", tuple(lines), taken),
            theme,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.applied = []
        dialog.merge_applied.connect(dialog.applied.append)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return build


def press(qtbot, dialog, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(dialog.table, key, modifier)


def words(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_model_is_sound(dialog, qtmodeltester):
    qtmodeltester.check(dialog().table.merge, force_py=True)


def test_down_passes_over_headings_and_what_was_seen_is_looked_at(qtbot, dialog):
    shown = dialog()
    assert shown.table.merge.entries == ["Initiative “A”", 0, 1, "Initiative “B”", 2]
    assert shown.table.line() == 0
    press(qtbot, shown, KEY.Key_Down, KEY.Key_Down)
    assert shown.table.line() == 2
    press(qtbot, shown, KEY.Key_Up)
    assert shown.table.line() == 1
    assert "All looked at" in words(shown)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((KEY.Key_Return,), {2}),
        ((KEY.Key_T, KEY.Key_Enter), {0, 2}),
        ((*[KEY.Key_Right, KEY.Key_Down] * 2, KEY.Key_Home, KEY.Key_Left, KEY.Key_Return), {1, 2}),
        ((KEY.Key_Down, KEY.Key_Down, KEY.Key_M, KEY.Key_Return), set()),
    ],
)  # fmt: skip
def test_keys_choose_and_enter_applies(qtbot, dialog, keys, expected):
    shown = dialog()
    press(qtbot, shown, *keys)
    assert shown.applied == [expected]
    assert not shown.isVisible()


def test_shift_chooses_for_all(qtbot, dialog):
    shown = dialog()
    press(qtbot, shown, KEY.Key_T, modifier=SHIFT)
    assert "0 mine, 3 theirs" in words(shown)
    press(qtbot, shown, KEY.Key_Left, modifier=SHIFT)
    press(qtbot, shown, KEY.Key_Return)
    assert shown.applied == [frozenset()]


def test_escape_applies_nothing(qtbot, dialog):
    shown = dialog()
    press(qtbot, shown, KEY.Key_T)
    with qtbot.waitSignal(shown.rejected):
        press(qtbot, shown, KEY.Key_Escape)
    assert shown.applied == []


def test_a_click_on_a_side_takes_it(qtbot, dialog):
    shown = dialog()
    at = shown.table.merge.index(2, THEIRS)
    place = shown.table.visualRect(at).center()
    qtbot.mouseClick(shown.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown.table.merge.data(shown.table.merge.index(2, STATE)) == "Theirs"


def test_buttons_do_what_the_keys_do(qtbot, dialog):
    shown = dialog()
    buttons = {button.text(): button for button in shown.findChildren(QPushButton)}
    buttons["Take theirs (T)"].click()
    assert shown.table.merge.choices.theirs == {0, 2}
    buttons["All theirs"].click()
    assert shown.table.merge.choices.theirs == {0, 1, 2}
    buttons["All mine"].click()
    assert shown.table.merge.choices.theirs == set()


def test_the_button_says_what_nobody_has_looked_at(qtbot, dialog):
    shown = dialog()
    assert shown._apply.text() == "Apply with 2 not looked at"
    press(qtbot, shown, KEY.Key_Down, KEY.Key_Down)
    assert shown._apply.text() == "Apply"


def test_the_current_value_is_shown_in_full_with_who_and_when(qtbot, dialog):
    long = "A very long owner " * 40
    shown = dialog([Line("Initiative “A”", "Owner", "b", long, "<b>t</b>", "you", "ana, at 14:02")])
    texts = {
        field.accessibleName(): field.toPlainText() for field in shown.findChildren(QPlainTextEdit)
    }
    assert texts == {"Before": "b", "Mine": long, "Theirs": "<b>t</b>"}
    assert "Owner · Initiative “A”" in words(shown)
    assert "ana, at 14:02" in words(shown)
    assert "✓ Mine" in words(shown)


def test_hidden_characters_are_marked(dialog):
    shown = dialog([Line("Initiative “A\u202e”", "Owner", "", "m\u202e", "t")])
    model = shown.table.merge
    assert model.data(model.index(0, FIELD)) == "Initiative “A⟨U+202E⟩”"
    assert model.data(model.index(1, MINE)) == "m⟨U+202E⟩"


def test_what_comes_without_asking_is_listed(dialog):
    shown = dialog(taken=("Initiative “C”: added.", "Title: “B”, was “A”."))
    tabs = shown.findChild(QTabWidget)
    assert [tabs.tabText(n) for n in range(2)] == ["To settle (3)", "From theirs (2)"]
    model = tabs.widget(1).model()
    assert [model.data(model.index(n)) for n in range(2)][1] == "Title: “B”, was “A”."
    assert isinstance(tabs.widget(1), QListView)


def test_a_screen_reader_hears_the_whole_line():
    assert spoken(LINES[0], "Not looked at") == (
        "Initiative “A”, Owner. before: before; mine: mine; theirs: theirs. Not looked at."
    )


def test_a_thousand_conflicts_open_at_once(qtbot, dialog):
    many = [line(f"Initiative “{n // 3}”", f"Field {n}") for n in range(1000)]
    shown = dialog(many)
    for key in (*[KEY.Key_PageDown] * 9, *[KEY.Key_PageUp] * 5):
        press(qtbot, shown, key)
        assert shown.table.line() is not None
    press(qtbot, shown, KEY.Key_End)
    assert shown.table.line() == 999
    press(qtbot, shown, KEY.Key_Home)
    assert shown.table.line() == 0
    press(qtbot, shown, KEY.Key_T, modifier=SHIFT)
    press(qtbot, shown, KEY.Key_Return)
    assert shown.applied == [frozenset(range(1000))]


def test_a_model_without_lines_is_empty(qtbot):
    assert MergeModel(Choices(())).rowCount() == 0


def test_in_a_low_window_the_buttons_stay_and_the_current_value_is_seen(qtbot, dialog):
    shown = dialog([line("Initiative “A”", f"Field {n}") for n in range(30)])
    shown.resize(700, 300)
    for _ in range(29):
        press(qtbot, shown, KEY.Key_Down)
        current = shown.table.visualRect(shown.table.currentIndex())
        assert shown.table.viewport().visibleRegion().contains(current.center())
    assert shown.buttons.visibleRegion().boundingRect() == shown.buttons.rect()
    assert shown.width() == 700
