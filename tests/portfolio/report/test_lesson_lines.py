"""What the command line says of the five lessons."""

from __future__ import annotations

import json
from dataclasses import replace

from portfolio.__main__ import main
from portfolio.files import save
from portfolio.lessons import CHECKS, findings, judge
from portfolio.model import FrozenMap, Initiative
from portfolio.report.lesson_lines import finding_lines
from portfolio.report.lesson_rows import all_findings, finding_rows
from tests.portfolio.lessons.sora import TODAY, video


def told(portfolio, width=100):
    found = all_findings(judge(portfolio, today=TODAY), lambda _fraction, _text: None)
    return finding_lines(portfolio, found, width)


def two():
    """The video app after one that states nothing."""
    records = video().initiatives.with_("wiki", Initiative("Wiki", "0"))
    return replace(video(), initiatives=records)


def test_reds_come_first_with_what_would_turn_them():
    lines = told(two())
    assert lines[1] == "The five lessons"
    assert lines[2] == "Red lights: 3 in compute economics, 2 in monetization and 1 in focus."
    assert lines[4] == "“Video app”: 6 red"
    assert lines[5].startswith("  red    1a   Unit margin: −30 %, red below 20 %")
    assert lines[6].strip().startswith("→ Net price of one use: USD 2.6/use or more (2.6 times")
    assert lines[-1] == "1 initiative states nothing that the lessons ask for."


def test_lines_keep_to_the_width():
    assert max(map(len, told(two(), 60))) <= 60


def test_a_portfolio_without_initiatives_has_no_section():
    assert told(replace(video(), initiatives=FrozenMap())) == []


def test_rows_hold_the_same_as_the_board_and_no_number_that_is_none():
    portfolio = two()
    board = judge(portfolio, today=TODAY)
    found = all_findings(board, lambda _fraction, _text: None)
    rows = finding_rows(portfolio, found)
    assert len(rows) == 2 * len(CHECKS)
    assert [row["status"] for row in rows[: len(CHECKS)]] == [
        each.status for each in findings(board, "video")
    ]
    json.dumps(rows, allow_nan=False)


def test_the_command_prints_them_as_of_a_day(capsys, tmp_path):
    path = tmp_path / "video.portfolio"
    save(path, video(), expected_sha256=None)
    assert main(["check", str(path), "--today", "2026-03-24", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    margin = next(row for row in said["findings"] if row["check"] == "1a")
    assert margin["status"] == "red"
    assert margin["parts"][0]["formula"] == "(USD 1/use − USD 1.3/use) ÷ USD 1/use = −30 %"
    assert margin["parts"][0]["turns"][0]["value"] == 2.6
    assert main(["check", str(path), "--today", "soon"]) == 2
