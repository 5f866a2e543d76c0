"""Thresholds as rows: defaults, own values, and what is typed."""

from __future__ import annotations

import pytest

from portfolio.edit import set_threshold
from portfolio.errors import PortfolioError
from portfolio.lessons import LESSONS, THRESHOLDS
from portfolio.report.threshold_rows import threshold_rows, with_typed_threshold
from tests.portfolio.small import sound


def rows(portfolio):
    return {row.name: row for row in threshold_rows(portfolio.settings)}


def used(portfolio, name):
    return portfolio.settings.lessons.thresholds.get(name)


def test_every_threshold_has_a_row_with_check_lesson_and_source():
    found = rows(sound())
    assert set(found) == set(THRESHOLDS)
    assert [row.check for row in found.values()] == sorted(row.check for row in found.values())
    assert all(row.basis and row.title and row.default == row.value for row in found.values())
    assert {row.lesson for row in found.values()} == set(LESSONS.values())
    assert found["1a.red"].check == "1a Unit margin"
    assert found["1d.target"].check.startswith("1d ")
    assert (found["1a.red"].default, found["2b.installs.red"].default) == ("20 %", "−15 %")


@pytest.mark.parametrize("name", list(THRESHOLDS))
def test_what_is_shown_for_typing_reads_back_as_the_default(name):
    typed = rows(sound())[name].typed
    assert with_typed_threshold(sound(), name, typed) == sound()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("1a.red", "10 %", 0.1), ("1a.red", "10", 0.1), ("1a.red", "12,5 %", 0.125),
     ("1d.red", "24 months", 24.0), ("1b.red", "2.5", 2.5)],
)  # fmt: skip
def test_a_typed_value_is_used_and_called_changed(name, text, value):
    edited = with_typed_threshold(sound(), name, text)
    assert used(edited, name) == pytest.approx(value)
    assert rows(edited)[name].changed
    assert not rows(edited)["2d.red"].changed


@pytest.mark.parametrize("text", [None, "", "  "])
def test_a_blank_goes_back_to_the_default(text):
    changed = set_threshold(sound(), "1a.red", 0.1)
    assert with_typed_threshold(changed, "1a.red", text) == sound()


@pytest.mark.parametrize("text", ["soon", "1,200", "inf", "nan"])
def test_what_is_no_number_is_refused_in_a_sentence(text):
    with pytest.raises(PortfolioError) as refused:
        with_typed_threshold(sound(), "1a.red", text)
    assert refused.value.where == "Red below this margin"
    assert "20 %" in refused.value.remedy


def test_red_that_begins_before_amber_is_doubted():
    crossed = set_threshold(sound(), "1a.red", 0.6)
    assert "nothing is amber" in rows(crossed)["1a.red"].doubt
    less = set_threshold(sound(), "1c.red", 1.0)
    assert "nothing is amber" in rows(less)["1c.amber"].doubt
    assert not any(row.doubt for row in rows(sound()).values())
