"""``ai-portfolio ballots``: papers out, papers in, the reveal, and how far the round is."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import UTC, datetime

from portfolio.edit.ballots import invite, papers, rated_criteria
from portfolio.edit.ballots_revealing import reveal
from portfolio.edit.ballots_taking import TakenPaper, take_in
from portfolio.errors import PortfolioError
from portfolio.files import load, save
from portfolio.files.holder import this_process
from portfolio.files.journal import recorded
from portfolio.model import Entry, Invitation, Portfolio, in_order, new_id
from portfolio.model.text import plural, quoted
from portfolio.report.answer import Answer, Content
from portfolio.report.ballot_files import already_there, paper_names, read_papers, write_papers
from portfolio.report.ballot_rows import SEALED, BallotRow, ballot_rows, ballots_line, taken_lines
from portfolio.report.grid import paragraph
from portfolio.report.replacing import replaceable
from portfolio.report.rows import Row

_NO_PLACE = "The portfolio changes, and there is nowhere to save it."


def ballots(options: Namespace) -> Answer:
    """Say how far the round is; before that write papers, take papers in or reveal."""
    opened = load(options.file)
    now = datetime.now(UTC).replace(microsecond=0)
    if (options.papers or options.take or options.reveal) and options.output is None:
        raise PortfolioError(_NO_PLACE, remedy="Name a file with -o; --force replaces it.")
    if options.output is not None and not options.force and os.path.lexists(options.output):
        what = "There is a file of that name already."
        raise PortfolioError(what, str(options.output), "Replace it with --force.")
    portfolio, notes = opened.portfolio, opened.notes
    asked: dict[str, Invitation] = {}
    taken: tuple[TakenPaper, ...] = ()
    if options.papers is not None:
        asked = _asked(portfolio, options, now)
        portfolio = invite(portfolio, asked)
    if options.take:
        portfolio, taken = _taken(portfolio, options, now)
    if options.reveal:
        portfolio = _revealed(portfolio, now)
    if options.output is not None:
        read = [(options.file, opened)]
        replaced = replaceable(options.output, read, force=options.force)
        notes = (*notes, *save(options.output, portfolio, expected_sha256=replaced).notes)
    # No paper goes out of which the portfolio does not know.
    if asked:
        notes = (*notes, *_written(opened.portfolio, asked, options))
    refused = [paper for paper in taken if paper.refusal]
    problem = None
    if refused:
        what = f"Nothing was taken from {plural(len(refused), 'file')}."
        problem = PortfolioError(what, remedy="Why is told of each; ask for its paper again.")
    return Answer(_content(portfolio, taken, options), notes, problem)


def _asked(portfolio: Portfolio, options: Namespace, now: datetime) -> dict[str, Invitation]:
    """Return what every rater is asked: about everything."""
    if not portfolio.raters:
        raise PortfolioError("There is nobody to ask.", remedy="Add raters in the app first.")
    if not options.papers.is_dir():
        raise PortfolioError("There is no such folder.", str(options.papers), "Make it first.")
    names = paper_names(portfolio, list(portfolio.raters))
    there = [] if options.force else already_there(options.papers, names)
    if there:
        what = f"There is a file {quoted(there[0])} in that folder already."
        raise PortfolioError(what, str(options.papers), "Replace it with --force.")
    asked = Invitation(
        now,
        tuple(key for key, _ in in_order(portfolio.initiatives)),
        rated_criteria(portfolio),
        options.weights or "",
        options.due,
    )
    return {key: asked for key, _ in in_order(portfolio.raters)}


def _written(
    portfolio: Portfolio, asked: dict[str, Invitation], options: Namespace
) -> tuple[str, ...]:
    """Write a paper for every rater into the folder, and return notes on how that went."""
    made = papers(portfolio, asked, new_id)
    names = paper_names(portfolio, list(made))
    return write_papers(options.papers, made, names, over=options.force, tick=options.tick)


def _taken(
    portfolio: Portfolio, options: Namespace, now: datetime
) -> tuple[Portfolio, tuple[TakenPaper, ...]]:
    files, refused = read_papers(options.take, options.tick)
    taken = take_in(portfolio, files, now=now)
    return taken.portfolio, (*taken.papers, *refused)


def _revealed(portfolio: Portfolio, now: datetime) -> Portfolio:
    count = plural(len(portfolio.ballots), "ballot")
    if not portfolio.ballots:
        raise PortfolioError("There is no sealed ballot to reveal.", remedy="Take some in first.")
    entry = Entry(now, "reveal", f"{count} revealed.", who=this_process().user)
    return recorded(reveal(portfolio, now), entry)


def _content(portfolio: Portfolio, taken: tuple[TakenPaper, ...], options: Namespace) -> Content:
    """Return the status, and with ``--json`` a document.

    ``summary``; ``ballots``: one a rater with ``rater``, ``name``, ``state``, ``handed_in``
    and ``due`` (days or null), ``asked``, ``rated``, ``cannot_judge`` and ``weights`` (null
    when they were not asked for); ``taken``: one a file with ``file``, ``rater``, ``refusal``
    and ``remarks``.
    """
    today = datetime.now().astimezone().date()
    rows = ballot_rows(portfolio, today)
    line = ballots_line(portfolio, today)
    if options.json:
        files: list[Row] = [
            {
                "file": each.file,
                "rater": each.rater,
                "refusal": each.refusal,
                "remarks": list(each.remarks),
            }
            for each in taken
        ]
        return {"summary": line, "ballots": [_row(row) for row in rows], "taken": files}
    width = options.width
    lines = [text for one in taken_lines(portfolio, taken) for text in paragraph(one, width=width)]
    lines += paragraph(line, width=width)
    lines += [f"  {quoted(row.name)}: {row.words}, {row.cells_text}" for row in rows]
    return [*lines, *(paragraph(SEALED, width=width) if portfolio.ballots else [])]


def _row(row: BallotRow) -> Row:
    return {
        "rater": row.rater,
        "name": row.name,
        "state": row.state,
        "handed_in": row.handed_in.isoformat() if row.handed_in else None,
        "due": row.due.isoformat() if row.due else None,
        "asked": row.cells.asked,
        "rated": row.cells.rated,
        "cannot_judge": row.cells.left_out,
        "weights": row.weights,
    }
