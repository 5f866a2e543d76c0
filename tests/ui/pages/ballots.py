"""Ballot papers in a window of their own."""

from __future__ import annotations

from dataclasses import replace

from portfolio.analysis import analyze
from portfolio.edit.ballots import papers
from portfolio.model import in_order
from tests.portfolio.ballots import asked
from tests.ui.pages.scenes import publish
from ui.pages.ballot import BallotPage


def paper_of(portfolio, weighing="swing", rater="u0"):
    """The ballot paper of one rater about everything."""
    made = papers(portfolio, {rater: asked(portfolio, weighing)}, lambda prefix: f"{prefix}9")
    return made[rater]


def open_paper(qtbot, context, paper, size=(1080, 690)):
    """Return the page of a paper, kept in step with its document."""
    context.document.replace(paper, None)
    results = analyze(paper)
    publish(context, results)

    def follow():
        publish(context, replace(results, portfolio=context.document.portfolio))

    context.document.portfolio_changed.connect(follow)
    page = BallotPage(context)
    qtbot.addWidget(page)
    page.destroyed.connect(lambda: context.document.portfolio_changed.disconnect(follow))
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    return page


def first_two(paper):
    """Ids of the first two initiatives, and of the first two criteria."""
    initiatives = [key for key, _ in in_order(paper.initiatives)]
    criteria = [key for key, _ in in_order(paper.criteria)]
    return initiatives[:2], criteria[:2]
