"""``ai-portfolio redact``: a copy of a file for strangers."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import UTC, datetime

from portfolio.analysis import analyze
from portfolio.edit.redacted import PARTS, Redaction, redacted
from portfolio.errors import PortfolioError
from portfolio.files import load, save
from portfolio.model.text import quoted
from portfolio.report.answer import Answer, Content, WrongCommand
from portfolio.report.grid import bullets, paragraph
from portfolio.report.redaction_words import CAUTION, removed_lines, verdicts_in_words
from portfolio.report.replacing import replaceable


def redact(options: Namespace) -> Answer:
    """Write a copy of a file without people, without money, or without comments."""
    without = [part.strip() for part in options.without.split(",") if part.strip()]
    unknown = [part for part in without if part not in PARTS]
    if unknown or not without:
        said = quoted(unknown[0]) if unknown else "nothing"
        raise WrongCommand(f"A copy without {said} cannot be made.", PARTS)
    if os.path.realpath(options.file) == os.path.realpath(options.output):
        raise PortfolioError(
            "The copy would replace the original.",
            where=str(options.output),
            remedy="Give it another name.",
        )
    opened = load(options.file)
    verdicts = {}
    if "money" in without:
        verdicts = verdicts_in_words(analyze(opened.portfolio, upto="plan", tick=options.tick))
    redaction = redacted(
        opened.portfolio,
        [part for part in PARTS if part in without],
        now=datetime.now(UTC).replace(microsecond=0),
        verdicts=verdicts,
    )
    replaced = replaceable(options.output, [(options.file, opened)], force=options.force)
    saved = save(options.output, redaction.portfolio, expected_sha256=replaced)
    content = _document(redaction, options) if options.json else _lines(redaction, options)
    return Answer(content, (*opened.notes, *saved.notes))


def _lines(redaction: Redaction, options: Namespace) -> list[str]:
    return [
        *paragraph(f"Left out of {options.output}:", width=options.width),
        *bullets(removed_lines(redaction) or ["nothing"], width=options.width),
        *paragraph(CAUTION, width=options.width),
    ]


def _document(redaction: Redaction, options: Namespace) -> Content:
    """Return ``redact --json``.

    ``path``; ``without``; ``removed``: one a kind, with ``what``, ``count`` and ``examples``
    as they stood in the original; ``stand_ins``: name to what stands in for it.
    """
    return {
        "path": str(options.output),
        "without": list(redaction.without),
        "removed": [
            {"what": each.several, "count": each.count, "examples": list(each.examples)}
            for each in redaction.removed
        ],
        "stand_ins": dict(redaction.stand_ins),
    }
