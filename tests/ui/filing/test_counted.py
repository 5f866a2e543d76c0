"""What changed between two versions, counted by noun."""

from datetime import UTC, datetime

from portfolio.edit import delete_initiatives, set_initiative, set_rating, set_title
from portfolio.edit.ballots import invite
from portfolio.files.changes import changes
from portfolio.model import Invitation, Rating
from tests.ui.conftest import small_portfolio
from ui.filing.counted import counted_words

BASE = small_portfolio()


def words(after):
    return counted_words(changes(BASE, after))


def test_a_record_counts_once_whatever_changed_in_it():
    assert words(set_initiative(BASE, "i0", owner="Ana", goal="Ana")) == "1 initiative changed"


def test_ratings_and_settings_count_by_value():
    after = set_title(BASE, "Theirs")
    for criterion in list(BASE.criteria)[:2]:
        after = set_rating(after, "u0", "i0", criterion, Rating(99.0))
    told = words(after)
    assert "2 ratings" in told
    assert "1 setting of the portfolio" in told


def test_what_was_done_is_told_apart():
    told = words(set_initiative(delete_initiatives(BASE, ["i2"]), "i0", owner="Ana"))
    assert told == "1 initiative changed; 1 initiative and 7 ratings deleted"


def test_nouns_that_are_phrases_have_their_own_plural():
    asked = Invitation(datetime(2026, 11, 22, tzinfo=UTC))
    assert words(invite(BASE, {"u0": asked})) == "1 invitation to rate added"
    after = invite(BASE, {"u0": asked, "u1": asked})
    assert words(after).startswith("2 invitations to rate")


def test_equal_versions_have_nothing_to_count():
    assert words(BASE) == ""
