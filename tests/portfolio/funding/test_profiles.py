"""The plan reads the timing of an initiative as the checks do."""

from __future__ import annotations

import pytest

from portfolio.funding.profiles import read_profiles
from portfolio.funding.tables import read_tables
from portfolio.model import FrozenMap
from portfolio.model.checks.timing import span_of
from tests.portfolio.funding.timed_builders import random_over_time
from tests.portfolio.small import sound, with_record


def assert_read_alike(portfolio):
    tables = read_tables(portfolio)
    profiles, _ = read_profiles(portfolio, tables)
    for initiative_id, profile in zip(tables.initiative_ids, profiles, strict=True):
        record = portfolio.initiatives[initiative_id]
        span = span_of(record, tables.period_ids)
        starts = span.open_starts(record, len(tables.period_ids))
        assert (profile.stated, profile.length, profile.starts) == (span.first, span.length, starts)


@pytest.mark.parametrize("seed", range(20))
def test_spans_of_random_work_are_read_alike(seed):
    assert_read_alike(random_over_time(seed, count=8, periods=5))


@pytest.mark.parametrize("starts", [(), ("q1",), ("q2",), ("q2", "q1"), ("gone",), ("gone", "q2")])
@pytest.mark.parametrize("duration", [None, 1, 2, 9])
@pytest.mark.parametrize("open_ended", [False, True])
def test_work_without_demand_is_read_alike(starts, duration, open_ended):
    fields = {"starts": starts, "duration": duration, "open_ended": open_ended}
    assert_read_alike(with_record(sound(), "initiatives", "wiki", demand=FrozenMap(), **fields))


def test_starts_that_are_left_out_are_noted():
    portfolio = with_record(sound(), "initiatives", "wiki", starts=("q2",))
    _, notes = read_profiles(portfolio, read_tables(portfolio))
    assert len(notes) == 1
    assert "“Wiki”" in notes[0]
