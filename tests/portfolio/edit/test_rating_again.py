from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portfolio.edit import rate, rate_anew, set_rating
from portfolio.edit.ratings import CORRECTION, rated_again
from portfolio.model import PastRating, Rating
from tests.portfolio.small import sound

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
CELL = ("ana", "wiki", "fit")


def given(portfolio):
    return portfolio.ratings["ana"]["wiki"]["fit"]


def test_a_later_rating_keeps_the_one_before():
    first = rate(sound(), *CELL, Rating(40.0, "low", "A guess", NOON))
    again = rate(first, *CELL, Rating(60.0, "high", at=NOON + timedelta(days=90)))
    third = rate(again, *CELL, Rating(55.0, at=NOON + timedelta(days=91)))
    was = given(sound())
    assert given(third).earlier == (
        PastRating(was.value),
        PastRating(40.0, "low", "A guess", NOON),
        PastRating(60.0, "high", at=NOON + timedelta(days=90)),
    )
    assert (given(third).value, given(third).confidence) == (55.0, None)


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        (timedelta(0), 0),
        (CORRECTION, 0),
        (CORRECTION + timedelta(seconds=1), 1),
        (-timedelta(days=1), 1),
    ],
)
def test_a_correction_is_no_history(after, kept):
    empty = set_rating(sound(), *CELL, None)
    first = rate(empty, *CELL, Rating(40.0, at=NOON))
    assert given(first).earlier == ()
    second = given(rate(first, *CELL, Rating(45.0, at=NOON + after)))
    assert (second.value, len(second.earlier)) == (45.0, kept)


def test_a_correction_keeps_the_history_that_was_there():
    past = (PastRating(10.0, at=NOON - timedelta(days=9)),)
    first = set_rating(sound(), *CELL, Rating(40.0, at=NOON, earlier=past))
    fixed = given(rate(first, *CELL, Rating(41.0, at=NOON + timedelta(minutes=1))))
    assert fixed.earlier == past


def test_saying_the_same_again_changes_nothing():
    first = rate(sound(), *CELL, Rating(40.0, "low", at=NOON))
    assert rate(first, *CELL, Rating(40.0, "low", at=NOON + timedelta(days=1))) is first


def test_fields_of_a_newer_version_stay():
    old = replace(given(sound()), extra=given(sound()).extra.with_("mood", "calm"))
    portfolio = set_rating(sound(), *CELL, old)
    new = given(rate(portfolio, *CELL, replace(old, value=1.0, at=NOON)))
    assert new.extra == old.extra


def test_a_table_that_rates_again_keeps_what_was_said_before():
    before = rate(sound(), *CELL, Rating(40.0, "low", "A guess", NOON))
    table = set_rating(before, *CELL, replace(given(before), value=60.0))
    later = NOON + timedelta(days=1)
    again = rated_again(table, before, later)
    past = (*given(before).earlier, PastRating(40.0, "low", "A guess", NOON))
    assert given(again) == Rating(60.0, "low", "A guess", later, past)
    assert rated_again(before, before, later) is before
    new = set_rating(set_rating(before, *CELL, None), *CELL, Rating(1.0))
    assert rated_again(new, set_rating(before, *CELL, None), later) is new


def test_what_was_said_before_a_discussion_is_kept_however_short_ago():
    first = rate(set_rating(sound(), *CELL, None), *CELL, Rating(40.0, at=NOON))
    anew = rate_anew(first, *CELL, Rating(60.0, at=NOON + timedelta(minutes=1)))
    assert given(anew).earlier == (PastRating(40.0, at=NOON),)
    assert rate_anew(anew, *CELL, replace(given(anew), at=NOON + timedelta(hours=1))) is anew
