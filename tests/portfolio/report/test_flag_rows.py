"""The flag board as rows, and what it says in one sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio.lessons import CHECKS, judge
from portfolio.lessons.finding import finding
from portfolio.model import Facts, Figure, FrozenMap
from portfolio.report.finding_words import finding_blocks
from portfolio.report.flag_rows import (
    MARKS,
    WORDS,
    board_answer,
    flag_rows,
    lesson_counts,
    shown_checks,
)
from tests.portfolio.small import sound, with_record

TODAY = date(2027, 3, 1)
DEAR = Facts(
    kind="social or video app",
    launched=date(2026, 9, 1),
    figures=FrozenMap(
        {
            "price_per_unit": Figure(1.0),
            "unit_cost": Figure(1.3, 1.1, 1.5, source="An analyst", label="reported estimate"),
            "retention_day30": Figure(0.01, 0.01, 0.2),
        }
    ),
)


def warned():
    portfolio = with_record(sound(), "initiatives", "vivid", facts=DEAR)
    return portfolio, judge(portfolio, today=TODAY)


def test_every_check_has_a_word_and_every_status_a_mark():
    assert list(WORDS) == [check.code for check in CHECKS]
    assert all(len(word) <= 6 for word in WORDS.values())
    assert len(set(MARKS.values())) == len(MARKS) == 5


def test_rows_count_what_is_red_and_what_is_missing():
    portfolio, board = warned()
    rows = {row.key: row for row in flag_rows(board, portfolio)}
    assert list(rows) == list(board.ids)
    vivid = rows["vivid"]
    assert vivid.reds == sum(board.status("vivid", check.code) == "red" for check in CHECKS)
    assert vivid.lights[0] == "red"
    assert vivid.of("value")[0] == "red"
    assert len(vivid.of("trust")) == 5
    counts = lesson_counts(list(rows.values()))
    assert sum(counts.values()) == sum(row.reds for row in rows.values())


def test_the_board_names_the_worst():
    portfolio, board = warned()
    said = board_answer(flag_rows(board, portfolio))
    assert "red light" in said
    assert "“Vivid” has" in said


def test_a_board_without_a_light_says_so():
    portfolio = replace(sound(), resources=FrozenMap())
    bare = replace(
        portfolio,
        initiatives=FrozenMap(
            {key: replace(r, benefit=None) for key, r in portfolio.initiatives.items()}
        ),
    )
    rows = flag_rows(judge(bare, today=TODAY), bare)
    assert all(row.silent for row in rows)
    assert "nothing has been stated yet" in board_answer(rows)
    assert board_answer([]) == "There is nothing to judge yet."


def test_what_is_gone_since_has_no_row():
    portfolio, board = warned()
    left = replace(portfolio, initiatives=portfolio.initiatives.without("vivid"))
    assert "vivid" not in {row.key for row in flag_rows(board, left)}


def test_checks_can_be_shown_a_lesson_at_a_time():
    assert shown_checks(None) == CHECKS
    assert [check.code for check in shown_checks("focus")] == ["5a", "5b", "5c"]


def test_a_finding_in_full_has_formula_limits_figures_and_ways_out():
    _, board = warned()
    blocks = {block.title: block.lines for block in finding_blocks(finding(board, "vivid", "1a"))}
    assert "−30 %" in blocks["What it says"][0]
    assert "÷" in blocks["How it is worked out"][0]
    assert any("reported estimate" in line and "An analyst" in line for line in blocks["Figures"])
    assert any("Net price" in line for line in blocks["What would turn it green"])
    assert len(blocks["Held against"]) == 2
    assert "to" in blocks["How sure it is"][0]


def test_an_uncertain_light_has_a_chance():
    _, board = warned()
    blocks = {block.title: block.lines for block in finding_blocks(finding(board, "vivid", "2a"))}
    assert any("of what its ranges allow" in line for line in blocks["How sure it is"])


def test_a_changed_threshold_is_called_changed():
    portfolio, _ = warned()
    lessons = replace(portfolio.settings.lessons, thresholds=FrozenMap({"1a.red": 0.1}))
    changed = replace(portfolio, settings=replace(portfolio.settings, lessons=lessons))
    board = judge(changed, today=TODAY)
    blocks = {block.title: block.lines for block in finding_blocks(finding(board, "vivid", "1a"))}
    assert sum("changed in this portfolio" in line for line in blocks["Held against"]) == 1
    assert "red below 10 % (changed) and amber below 50 %" in blocks["What it says"][0]


@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_every_finding_of_every_check_can_be_told(code):
    portfolio, board = warned()
    for key in portfolio.initiatives:
        for block in finding_blocks(finding(board, key, code)):
            assert all("nan" not in line.lower().split() for line in block.lines)
