import math
from dataclasses import replace
from pathlib import Path

import pytest

from portfolio.edit import rate, set_criterion, set_rater, set_settings
from portfolio.files import load
from portfolio.insight import Question, agreement, discussion
from portfolio.model import Rating
from portfolio.report.agreement_again import RatedAgain, again_words, with_rated_again
from portfolio.report.agreement_rows import (
    CellLine,
    cell_lines,
    criterion_words,
    joined_words,
    rater_rows,
    same_agreement,
    same_discussion,
)
from tests.portfolio.insight.rated import rated

SAMPLES = Path(__file__).parents[3] / "sample_portfolios"


@pytest.fixture(scope="module")
def lab():
    return load(SAMPLES / "northlight_ai_lab.portfolio").portfolio


@pytest.fixture(scope="module")
def found(lab):
    return agreement(lab)


def test_the_widest_cells_come_first_until_it_is_known_what_they_change(lab, found):
    lines = cell_lines(lab, found, None, hidden=False)
    assert lines[0].title == "“Vivid: social AI video app” on “Goal fit”: spread 66.2 points"
    assert lines[0].words == "6 raters."
    *_, looked = discussion(lab, Question())
    known = cell_lines(lab, found, looked, hidden=False)
    assert {line.cell for line in known} == {line.cell for line in lines}
    assert "If Adaeze Okafor is right (15 points)" in known[0].words
    hidden = cell_lines(lab, found, looked, hidden=True)
    names = [record.name for record in lab.raters.values()]
    assert not any(name in line.words for line in hidden for name in names)


def test_cells_of_what_is_deleted_are_left_out(lab, found):
    *_, looked = discussion(lab, Question())
    gone = looked.cells[0].initiative_id
    fewer = replace(lab, initiatives=lab.initiatives.without(gone))
    lines = cell_lines(fewer, found, looked, hidden=False)
    assert lines
    assert all(line.cell[0] != gone for line in lines)


def test_raters_are_held_against_the_others(lab, found):
    rows = {row.name: row for row in rater_rows(lab, found, hidden=False)}
    lucia, ingrid = rows["Lucia Ferrante"], rows["Ingrid Solheim"]
    assert (lucia.farthest, lucia.rated_text, lucia.without_text) == (
        True,
        "124 of 128",
        "0.94 (+0.09)",
    )
    assert rows["Ravi Menon"].without_text == "0.85 (the same)"
    assert sum(row.farthest for row in rows.values()) == 1
    assert (ingrid.rated_text, math.isnan(ingrid.distance)) == ("nothing yet", True)
    hidden = rater_rows(lab, found, hidden=True)
    assert [row.name for row in hidden][:2] == ["Rater 1", "Rater 2"]
    assert {row.role for row in hidden} == {""}


def test_the_criterion_with_the_least_agreement_is_named(lab, found):
    assert criterion_words(lab, found) == "Least agreement is on “Goal fit”, W = 0.57."
    alone = rated([[[1.0]]])
    assert criterion_words(alone, agreement(alone)) == ""


def test_how_raters_are_joined_is_said():
    portfolio = rated([[[1.0]], [[2.0]]])
    assert joined_words(portfolio) == (
        "The ranking takes the mean of the raters, all with the same weight."
    )
    weighted = set_rater(portfolio, "u0", weight=2.0)
    assert joined_words(weighted).endswith("each by their weight.")
    median = set_settings(weighted, aggregation="median")
    assert joined_words(median) == (
        "The ranking takes the median of the raters with a say, each counting once."
    )


def test_what_makes_an_answer_old():
    portfolio = rated([[[1.0]], [[2.0]]])
    noted = replace(portfolio, notes="Seen by all")
    assert same_agreement(portfolio, noted)
    assert same_discussion(portfolio, noted)
    assert not same_agreement(portfolio, rate(portfolio, "u0", "i00", "c0", Rating(9.0)))
    assert not same_agreement(portfolio, set_rater(portfolio, "u0", weight=0.0))
    assert not same_agreement(portfolio, set_criterion(portfolio, "c0", weight=3.0))
    wider = set_settings(portfolio, discuss_from=40.0)
    assert same_agreement(portfolio, wider)
    assert not same_discussion(portfolio, wider)


def test_what_rating_again_changed_is_said_at_the_old_place_of_the_cell():
    portfolio = rated([[[0.0]], [[50.0]], [[100.0]]])
    cell = ("i00", "c0")
    before = RatedAgain(cell, "u0", 0.0, 60.0, 10, 1)
    now = replace(before, level=50.0, spread=25.0, rank=9)
    words = again_words(portfolio, before, now)
    assert words == "Rater 0 0 → 50; spread 60 → 25; rank 10 → 9."
    assert again_words(portfolio, before, before, hidden=True) == (
        "One rater stays 0; spread stays 60; rank stays 10."
    )
    first = replace(before, level=math.nan)
    assert again_words(portfolio, first, now).startswith("Rater 0 none → 50;")
    others = [CellLine((key, "c0"), key, "") for key in ("a", "b")]
    settled = with_rated_again(portfolio, others, before, words)
    assert [line.cell for line in settled] == [("a", "c0"), cell, ("b", "c0")]
    assert settled[1].title.endswith("settled ✓")
    still = with_rated_again(portfolio, settled, before, words)
    assert [line.cell for line in still] == [line.cell for line in settled]
    assert still[1].title.endswith("rated again ✓")
