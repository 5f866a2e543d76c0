from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from portfolio.files.journal import head_fingerprint, recorded
from portfolio.model import Entry, FrozenMap
from portfolio.report.log_rows import PROMISE, log_rows, log_text
from tests.portfolio.small import sound

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def noted(portfolio, what, who, at):
    return recorded(portfolio, Entry(at, "note", what, who=who))


def test_the_promise_is_made_in_these_words():
    assert PROMISE == "It shows changes made since the last published fingerprint."


def test_the_last_entry_comes_first_with_the_time_of_here():
    portfolio = noted(noted(sound(), "Began.", "Ada", NOW), "Ended.", "", NOW + timedelta(hours=2))
    last, first = log_rows(portfolio, timezone(timedelta(hours=5, minutes=30)))
    assert (last.n, last.who, last.what, last.branch) == (2, "Somebody", "Ended.", "")
    assert (first.when, first.utc) == ("23 Nov 2026, 14:35", "23 Nov 2026, 09:05 UTC")
    assert (last.place, first.place) == (1, 0)


def test_branches_are_told_and_where_they_are_joined():
    base = noted(sound(), "Began.", "Ada", NOW)
    ours, theirs = noted(base, "Ours.", "Ada", NOW), noted(base, "Theirs.", "Bo", NOW)
    both = replace(base, journal=FrozenMap({**ours.journal, **theirs.journal}))
    rows = log_rows(noted(both, "Together.", "Ada", NOW), UTC)
    assert [row.branch for row in rows] == [
        "joins 2 branches",
        "in a branch of its own",
        "in a branch of its own",
        "",
    ]


def test_the_text_ends_with_the_fingerprint_and_the_promise():
    portfolio = noted(sound(), "Began.", "Ada", NOW)
    fingerprint = head_fingerprint(portfolio)
    lines = log_text(log_rows(portfolio, UTC), fingerprint).splitlines()
    assert lines[0] == "1. 23 Nov 2026, 09:05 UTC, Ada: Began."
    assert lines[-2:] == [f"Fingerprint: {fingerprint}", PROMISE]
