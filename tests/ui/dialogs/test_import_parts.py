"""What both import previews share."""

import pytest

from ui.dialogs.import_parts import first_notes, row_columns


@pytest.mark.parametrize(
    ("notes", "shown"),
    [
        ([], ""),
        (["a", "b\u202e"], "a\nb⟨U+202E⟩"),
        (["a", "b", "c"], "a\nb\nand 1 more note"),
        (["a", "b", "c", "d"], "a\nb\nand 2 more notes"),
    ],
)
def test_the_first_notes_are_shown_and_the_others_counted(notes, shown):
    assert first_notes(notes, 2) == shown


@pytest.mark.parametrize("action", ["add", "update", "join", "same", "skip"])
def test_every_fate_of_a_row_has_a_word_and_a_tone(action):
    number, fate = row_columns(lambda _row: 12, lambda row: row)
    assert (number.read(action), number.sort(action)) == ("12", 12)
    assert fate.read(action)
    assert fate.tone(action)
