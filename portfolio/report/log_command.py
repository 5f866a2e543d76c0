"""``ai-portfolio log``: the log of decisions, its fingerprint, and whether it holds together."""

from __future__ import annotations

from argparse import Namespace

from portfolio.errors import PortfolioError
from portfolio.files import load
from portfolio.files.journal import (
    Since,
    Verdict,
    head_fingerprint,
    in_sequence,
    since,
    verify,
)
from portfolio.model import Entry, Portfolio
from portfolio.model.days import utc_text
from portfolio.report.answer import Answer, Content
from portfolio.report.grid import cell, paragraph
from portfolio.report.log_rows import PROMISE
from portfolio.report.rows import Row

_REMEDY = "Compare the file with the version that was published, or with a backup."


def log(options: Namespace) -> Answer:
    """Print the log of a file; a problem when it is broken, or lacks a published fingerprint."""
    opened = load(options.file)
    portfolio, verdict = opened.portfolio, verify(opened.portfolio)
    told = since(portfolio, options.since) if options.since is not None else None
    content: Content
    if options.json:
        content = log_document(portfolio, verdict, told)
    else:
        content = _lines(portfolio, verdict, told, options.width)
    notes = tuple(note for note in opened.notes if note != verdict.sentence)
    return Answer(content, notes, _problem(verdict, told))


def _problem(verdict: Verdict, told: Since | None) -> PortfolioError | None:
    if told is not None and not told.ok:
        return PortfolioError(told.sentence, remedy=_REMEDY)
    return None if verdict.ok else PortfolioError(verdict.sentence, remedy=_REMEDY)


def log_document(portfolio: Portfolio, verdict: Verdict, told: Since | None) -> Row:
    """Return ``log --json``.

    ``portfolio``, ``title``; ``fingerprint`` to publish; ``ok``, ``verdict`` in a sentence,
    ``faults`` (``kind``, ``entry``, ``n``, ``record``, ``sentence``), the first 100, and how
    many there are besides as ``more_faults``; ``since`` (None, or
    ``known``, ``ok``, ``sentence``); ``entries`` (``hash``, ``n``, ``at``, ``kind``, ``who``,
    ``what``, ``record``, ``follows``), those after the fingerprint when one was given.
    """
    faults: list[Row] = [
        {
            "kind": fault.kind,
            "entry": fault.entry,
            "n": fault.n,
            "record": fault.record,
            "sentence": fault.sentence,
        }
        for fault in verdict.faults
    ]
    since_then: Row | None = None
    if told is not None:
        since_then = {"known": told.known, "ok": told.ok, "sentence": told.sentence}
    return {
        "portfolio": portfolio.id,
        "title": portfolio.title,
        "fingerprint": head_fingerprint(portfolio),
        "ok": verdict.ok,
        "verdict": verdict.sentence,
        "faults": faults,
        "more_faults": verdict.more,
        "since": since_then,
        "entries": entry_rows(portfolio, told),
    }


def entry_rows(portfolio: Portfolio, told: Since | None) -> list[Row]:
    """Return the entries as ``log_document`` has them."""
    return [_row(key, entry) for key, entry in _entries(portfolio, told)]


def _row(key: str, entry: Entry) -> Row:
    return {
        "hash": key,
        "n": entry.n,
        "at": entry.at.isoformat(),
        "kind": entry.kind,
        "who": entry.who,
        "what": entry.what,
        "record": entry.record,
        "follows": list(entry.prev),
    }


def _lines(portfolio: Portfolio, verdict: Verdict, told: Since | None, width: int) -> list[str]:
    """Return ``log``: the entries, what is right, the fingerprint; what is wrong is said apart."""
    lines, entries = [cell(portfolio.title, width), ""], _entries(portfolio, told)
    for key, entry in entries:
        who = f", {cell(entry.who)}" if entry.who.strip() else ""
        text = f"{utc_text(entry.at)}{who} ({key[:12]}): {entry.what}"
        lines += paragraph(text, width=width, indent=" " * 6, first=f"{entry.n:>4}  ")
    if entries:
        lines.append("")
    for each in (verdict, told):
        if each is not None and each.ok:
            lines += paragraph(each.sentence, width=width)
    fingerprint = head_fingerprint(portfolio)
    if fingerprint:
        lines += [*paragraph(PROMISE, width=width), f"Fingerprint: {fingerprint}"]
    return lines


def _entries(portfolio: Portfolio, told: Since | None) -> tuple[tuple[str, Entry], ...]:
    return in_sequence(portfolio) if told is None else told.entries
