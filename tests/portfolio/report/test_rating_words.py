from datetime import UTC, datetime

from portfolio.model import PastRating, Rating
from portfolio.report.rating_words import history_words

MARCH = datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_the_latest_comes_first():
    rating = Rating(70.0, earlier=(PastRating(55.0), PastRating(40.0, at=MARCH)))
    assert history_words(rating, UTC) == "Was 40 on 3 Mar 2026, 55."


def test_a_long_history_is_counted():
    rating = Rating(70.0, earlier=tuple(PastRating(float(n)) for n in range(5)))
    assert history_words(rating) == "Was 4, 3, 2, and 2 more before."


def test_no_history_no_words():
    assert history_words(Rating(1.0)) == ""
