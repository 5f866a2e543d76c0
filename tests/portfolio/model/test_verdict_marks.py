"""One set of marks, each told by a key."""

import pytest

from portfolio.model.verdict_marks import GLYPHS, KEY, key_sentence, marked, verdict_mark


@pytest.mark.parametrize(
    ("fate", "origin", "mark"),
    [
        ("fund", "", "funded"),
        ("defer", "", "deferred"),
        ("cut", "", "cut"),
        ("fund", "mandated", "held in"),
        ("fund", "forced in", "held in"),
        ("cut", "forced out", "held out"),
        (None, "forced in", "held in"),
        (None, "", None),
    ],
)
def test_a_verdict_has_one_mark(fate, origin, mark):
    assert verdict_mark(fate, origin) == mark


def test_marks_differ_and_all_are_in_the_key():
    assert len(set(GLYPHS.values())) == len(GLYPHS)
    assert list(GLYPHS) == list(KEY)
    assert key_sentence() == (
        "✓ funded · ◷ funded from a later start · ✕ cut · ◆ funded by rule · ◇ cut by rule"
    )


def test_a_mark_stands_before_its_word():
    assert marked("Forced in", "fund", "forced in") == "◆ Forced in"
    assert marked("Cut", "cut") == "✕ Cut"
    assert marked("No plan", None) == "No plan"
    assert marked("", "fund") == ""
