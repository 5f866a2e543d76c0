"""Days and moments as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from portfolio.model.days import day_text, moment_text, utc_text

LATE = datetime(2026, 11, 23, 22, 5, 59, tzinfo=UTC)
KOLKATA = timezone(timedelta(hours=5, minutes=30))


def test_a_day_is_written_without_leading_zeros():
    assert day_text(date(2026, 3, 5)) == "5 Mar 2026"
    assert day_text(date(9999, 12, 31)) == "31 Dec 9999"
    assert day_text(date(1, 1, 1)) == "1 Jan 1"


def test_a_moment_is_written_by_the_clocks_of_a_zone():
    assert moment_text(LATE, UTC) == "23 Nov 2026, 22:05"
    assert moment_text(LATE, KOLKATA) == "24 Nov 2026, 03:35"
    assert utc_text(LATE.astimezone(KOLKATA)) == "23 Nov 2026, 22:05 UTC"
