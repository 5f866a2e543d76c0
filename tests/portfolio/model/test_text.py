"""Names in sentences: marked, cut, quoted, counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.model import new_id
from portfolio.model.text import (
    capitalized,
    is_hidden,
    listed,
    plural,
    quoted,
    uncapitalized,
    visible,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Claims triage", "Claims triage"),
        ("Zürich", "Zürich"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("nul\x00", "nul⟨U+0000⟩"),
        ("escape\x1b[31m", "escape⟨U+001B⟩[31m"),
        ("two\nlines", "two⟨U+000A⟩lines"),
        ("\ud800", "⟨U+D800⟩"),
        ("emoji\ufe0f", "emoji⟨U+FE0F⟩"),
    ],
)
def test_what_cannot_be_seen_becomes_a_mark(text, shown):
    assert visible(text) == shown


@given(st.text())
def test_nothing_hidden_is_left(text):
    assert not any(map(is_hidden, visible(text)))


@pytest.mark.parametrize(
    ("text", "shown"), [("", ""), ("its scale", "Its scale"), ("élan of H100s", "Élan of H100s")]
)
def test_a_sentence_begins_with_a_capital(text, shown):
    assert capitalized(text) == shown


def test_a_name_is_quoted_and_cut():
    assert quoted(" Claims triage ") == "“Claims triage”"
    assert quoted("x" * 100_000) == f"“{'x' * 59}…”"
    assert quoted("  ") == "(no name)"


def test_a_list_reads_as_a_sentence():
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B"]) == "A and B"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed("ABCDEFGH", most=4) == "A, B, C and 5 more"
    assert listed("ABCD", most=4) == "A, B, C and D"


def test_counts_have_their_noun():
    assert plural(1, "period") == "1 period"
    assert plural(1200, "period") == "1,200 periods"
    assert plural(0, "criterion", "criteria") == "0 criteria"


def test_ids_are_short_and_do_not_repeat():
    made = {new_id("i") for _ in range(2000)}
    assert len(made) == 2000
    assert all(key.startswith("i_") and len(key) == 12 for key in made)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Retention on day 30", "retention on day 30"),
        ("EU AI Act tier", "EU AI Act tier"),
        ("Training on H100", "training on H100"),
        ("", ""),
        ("X", "x"),
    ],
)
def test_a_title_within_a_sentence_keeps_its_abbreviations(text, shown):
    assert uncapitalized(text) == shown
