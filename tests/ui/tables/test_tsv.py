import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.tables.tsv import from_tsv, to_tsv

CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\x00"), max_size=8)


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n))))
def test_a_block_comes_back_as_it_was(block):
    assert from_tsv(to_tsv(block)) == block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("", []),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("a\tb\nc", [["a", "b"], ["c", ""]]),
        ('"two\nlines"\tx', [["two\nlines", "x"]]),
        ('5" pipe\tx', [['5" pipe', "x"]]),
        ('say "hi"', [['say "hi"']]),
    ],
)
def test_what_spreadsheets_copy_keeps_its_shape(text, block):
    assert from_tsv(text) == block
