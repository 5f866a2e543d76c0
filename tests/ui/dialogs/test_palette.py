from PySide6.QtCore import Qt

from ui.dialogs.palette import Entry, Palette, matching

ENTRIES = [
    Entry("a", "Save as", "File"),
    Entry("b", "Open", "File"),
    Entry("c", "Unsaved work", "Help"),
    Entry("d", "Quick save", "File"),
]


def keys(typed):
    return [entry.key for entry in matching(ENTRIES, typed)]


def test_all_words_must_be_there_in_any_order():
    assert keys("as sav") == ["a"]
    assert keys("nothing like it") == []


def test_better_matches_come_first():
    assert keys("save") == ["a", "d", "c"]


def test_nothing_typed_keeps_the_given_order():
    assert keys("") == ["a", "b", "c", "d"]


def test_the_hint_is_searched_too():
    assert keys("help") == ["c"]


def test_letters_and_enter_choose(qtbot):
    palette = Palette(ENTRIES)
    qtbot.addWidget(palette)
    palette.show()
    qtbot.keyClicks(palette._field, "save")
    qtbot.keyClick(palette._field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.entry_chosen) as chosen:
        qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert chosen.args == ["d"]
    assert not palette.isVisible()


def test_without_a_match_it_says_so_and_what_to_try(qtbot):
    palette = Palette(ENTRIES)
    qtbot.addWidget(palette)
    palette.show()
    qtbot.keyClicks(palette._field, "zebra <b>")
    assert palette._nothing.isVisible()
    assert palette._nothing.text().startswith("Nothing is called “zebra <b>”. Try")
    qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette._field.clear()
    assert palette._list.isVisible()
    assert not palette._nothing.text()
