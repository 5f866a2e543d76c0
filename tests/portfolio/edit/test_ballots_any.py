"""Ballots on any document that a file can hold, however odd its references are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.edit.ballots import invite, papers
from portfolio.edit.ballots_marking import hand_in, standing_of
from portfolio.edit.ballots_revealing import reveal
from portfolio.edit.ballots_taking import take_in
from portfolio.files import dumps
from portfolio.files.native import loads
from portfolio.model import FrozenMap, problems
from portfolio.report.ballot_rows import ballot_rows, ballots_line, taken_lines
from portfolio.report.ballot_view import cells, entries, head_words, missing_words, next_open
from tests.portfolio.ballots import NOW
from tests.portfolio.strategies import portfolios

any_document = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@any_document
@given(portfolios(extra=True))
def test_papers_can_be_made_looked_at_stored_and_taken_in(portfolio):
    known = {key: each for key, each in portfolio.invitations.items() if key in portfolio.raters}
    made = papers(portfolio, known, lambda prefix: f"{prefix}9", from_earlier=tuple(known))
    for rater, paper in made.items():
        assert set(paper.raters) == {rater}
        assert set(paper.ratings) <= {rater}
        assert not paper.ballots
        assert loads(dumps(paper)) == paper
        standing = standing_of(paper)
        assert standing.open >= 0
        assert (head_words(paper), missing_words(paper)) != (None, None)
        for entry in entries(paper):
            assert len(cells(paper, entry.key)) == len(paper.paper.asked.criteria)
        found = next_open(paper, "")
        assert (found is None) == (standing.open == 0)
    blank = take_in(portfolio, list(made.items()), now=NOW)
    assert blank.portfolio is portfolio
    assert all("no ballot yet" in paper.refusal for paper in blank.papers)
    done = [(rater, hand_in(paper, NOW)) for rater, paper in made.items()]
    taken = take_in(portfolio, done, now=NOW)
    assert not any(paper.refusal for paper in taken.papers)
    assert set(taken.portfolio.ballots) == {*portfolio.ballots, *known}


@any_document
@given(portfolios(), portfolios(), st.booleans())
def test_whatever_comes_back_never_breaks_anything(portfolio, other, belongs):
    if belongs and other.paper is not None and portfolio.raters:
        rater = next(iter(portfolio.raters))
        paper = replace(other.paper, portfolio=portfolio.id, rater=rater)
        other = replace(other, paper=paper)
    taken = take_in(portfolio, [("a", other), ("a", other)], now=NOW)
    assert replace(taken.portfolio, ballots=portfolio.ballots) == portfolio
    assert len(taken_lines(taken.portfolio, taken.papers)) == 2
    again = take_in(taken.portfolio, [("a", other)], now=NOW)
    assert again.portfolio == taken.portfolio
    shown = reveal(taken.portfolio, NOW)
    assert not shown.ballots
    assert reveal(shown, NOW) == shown
    for state in (taken.portfolio, shown):
        assert len(ballot_rows(state, NOW.date())) <= len(state.raters)
        assert ballots_line(state, NOW.date())
    assert problems(shown) is not None
    untouched = set(portfolio.ratings) - set(taken.portfolio.ballots)
    assert all(shown.ratings[key] == portfolio.ratings[key] for key in untouched)


@any_document
@given(portfolios())
def test_inviting_touches_invitations_alone(portfolio):
    after = invite(portfolio, dict(portfolio.invitations.items()))
    assert after == portfolio
    assert invite(portfolio, {}).invitations == portfolio.invitations
    assert replace(after, invitations=FrozenMap()).raters is portfolio.raters
