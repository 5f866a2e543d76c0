"""Papers that come back damaged, or made on purpose: told in sentences, the rest is taken."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from portfolio.edit.ballots_marking import hand_in, mark, note
from portfolio.edit.ballots_taking import take_in
from portfolio.files import dumps
from portfolio.model import Anchor, FrozenMap, Rater, Rating
from portfolio.report.ballot_files import read_papers
from portfolio.report.ballot_rows import ballot_rows, ballots_line, reminder, taken_lines
from portfolio.report.ballot_view import cells, entries, head_words
from tests.portfolio.ballots import NOW, invited, panel
from tests.portfolio.small import with_record

VALUE = '"value": 41.5'
NASTY = "<img src=x> \N{RIGHT-TO-LEFT OVERRIDE} " + "n" * 100_000


def returned(rater="bo"):
    """A portfolio, and the text of a paper with one rating in it."""
    portfolio, made = invited()
    paper = hand_in(mark(made[rater], "wiki", "fit", 41.5, at=NOW), NOW)
    return portfolio, paper, dumps(paper).decode()


def taken(portfolio, tmp_path, *texts):
    """What becomes of files with these contents, beside one good paper of Ana."""
    _, good, _ = returned("ana")
    paths = []
    for number, text in enumerate((dumps(good).decode(), *texts)):
        path = tmp_path / f"{number}.portfolio"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    read, refused = read_papers(paths)
    found = take_in(portfolio, read, now=NOW)
    assert "ana" in found.portfolio.ballots
    assert replace(found.portfolio, ballots=FrozenMap()) == portfolio
    papers = (*found.papers, *refused)
    lines = taken_lines(found.portfolio, papers)
    assert len(lines) == len(paths)
    assert not any("\N{RIGHT-TO-LEFT OVERRIDE}" in line for line in lines)
    return found.portfolio, lines


@pytest.mark.parametrize(
    "value", ["NaN", "Infinity", "1e999", "-0.0", "true", '"3"', "9" * 5001, "null", "[]"]
)
def test_what_is_no_number_is_refused_with_its_place(tmp_path, value):
    portfolio, _, text = returned()
    assert VALUE in text
    after, lines = taken(portfolio, tmp_path, text.replace(VALUE, f'"value": {value}'))
    assert "bo" not in after.ballots
    assert "Nothing was taken from it." in lines[-1]


def test_a_key_that_stands_twice_is_refused(tmp_path):
    portfolio, _, text = returned()
    after, lines = taken(portfolio, tmp_path, text.replace(VALUE, f"{VALUE}, {VALUE}"))
    assert "bo" not in after.ballots
    assert "twice" in lines[-1]


@pytest.mark.parametrize("kept", [0, 1, 50, 400, -200])
def test_a_torn_paper_is_refused(tmp_path, kept):
    portfolio, _, text = returned()
    after, lines = taken(portfolio, tmp_path, text[:kept])
    assert set(after.ballots) == {"ana"}
    assert "Nothing was taken from it." in lines[-1]
    assert lines[-1].count("1.portfolio") == 1


def test_a_paper_that_claims_more_than_it_was_asked_is_held_to_the_invitation(tmp_path):
    portfolio, paper, _ = returned()
    narrow = replace(portfolio.invitations["bo"], initiatives=("claims",), criteria=("trust",))
    portfolio = replace(portfolio, invitations=portfolio.invitations.with_("bo", narrow))
    wide = replace(paper, initiatives=panel().initiatives, criteria=panel().criteria)
    after, lines = taken(portfolio, tmp_path, dumps(wide).decode())
    assert not after.ballots["bo"].ratings
    assert "not asked for" in lines[-1]


def test_nothing_but_the_raters_own_marks_comes_in_from_a_whole_portfolio(tmp_path):
    portfolio, paper, _ = returned()
    loaded = replace(
        panel(),
        paper=paper.paper,
        ratings=FrozenMap({**panel().ratings, "zoe": panel().ratings["ana"]}),
        raters=panel().raters.with_("zoe", Rater("Zoe", "z", weight=99.0)),
        title=NASTY,
        notes="=CMD()",
    )
    after, lines = taken(portfolio, tmp_path, dumps(loaded).decode())
    assert set(after.ballots["bo"].ratings) == set(panel().ratings["bo"])
    assert "ratings by others" in lines[-1]


def test_names_of_any_kind_are_told_in_short_and_in_plain_text(tmp_path):
    portfolio, paper, _ = returned()
    portfolio = with_record(portfolio, "raters", "bo", name=NASTY)
    strange = replace(
        with_record(paper, "initiatives", "wiki", name=NASTY),
        ratings=FrozenMap({"bo": FrozenMap({"wiki": FrozenMap({"gone": Rating(1.0)})})}),
        criteria=paper.criteria.with_("gone", replace(paper.criteria["fit"], name=NASTY)),
    )
    _, lines = taken(portfolio, tmp_path, dumps(strange).decode())
    assert all(len(line) < 1_000 for line in lines)
    day = NOW.date()
    line = ballots_line(portfolio, day)
    assert len(line) < 1_000
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in line
    assert len(ballot_rows(portfolio, day)) == 7
    assert reminder(portfolio, day)


def test_a_paper_with_odd_scales_can_still_be_looked_at():
    _, paper, _ = returned()
    for anchors in [(), (Anchor(5.0, 50.0),), (Anchor(9.0, 0.0), Anchor(1.0, 100.0))]:
        odd = with_record(paper, "criteria", "fit", anchors=anchors)
        shown = cells(odd, "wiki")
        assert len(shown) == 1 + bool(anchors)
        odd = mark(odd, "wiki", "fit", 1e300, at=NOW)
        odd = note(odd, "wiki", "fit", confidence="low", comment=NASTY)
        assert entries(odd)
        assert head_words(odd)


def test_what_a_newer_version_added_to_a_rating_is_kept(tmp_path):
    portfolio, _, text = returned()
    tree = json.loads(text)
    tree["ratings"]["bo"]["wiki"]["fit"]["mood"] = "sunny"
    after, _ = taken(portfolio, tmp_path, json.dumps(tree))
    assert after.ballots["bo"].ratings["wiki"]["fit"].extra["mood"] == "sunny"
