"""Days and moments as people write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from portfolio.model.days import day_text, moment_text, month_text, utc_text

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


def test_a_month_is_written_with_its_year():
    assert month_text(date(2026, 3, 5)) == "Mar 2026"


def test_nothing_writes_a_month_in_the_language_of_the_machine():
    root = Path(__file__).parents[3]
    files = [path for room in ("portfolio", "ui") for path in (root / room).rglob("*.py")]
    locale = re.compile(r"%[aAbBcpxX]\b|strftime")
    assert files
    assert [path.name for path in files if locale.search(path.read_text("utf-8"))] == []
