"""The answer of a page, and what there is to add to it."""

import pytest

from ui.widgets.finding_words import FindingWords


@pytest.fixture
def words(qtbot):
    words = FindingWords()
    qtbot.addWidget(words)
    words.show()
    return words


def test_details_are_joined_and_take_no_room_without_any(words):
    words.show_finding("“A” costs $3M.", "", "It is not proven.", "More follows.")
    assert words.headline.text() == "“A” costs $3M."
    assert words.detail.text() == "It is not proven. More follows."
    assert words.detail.isVisible()
    words.show_finding("Nothing costs anything.", "")
    assert not words.detail.isVisible()


def test_names_are_shown_as_they_are_and_percentages_stay_whole(words):
    words.show_finding("“<b>A</b>” costs 3 %.")
    assert words.headline.text() == "“<b>A</b>” costs 3\u00a0%."
    assert words.headline.textFormat().name == "PlainText"
