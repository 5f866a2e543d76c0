"""``ai-portfolio diff``: what changed between two files, and what that did to the plan."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from portfolio.errors import PortfolioError, silent
from portfolio.files import load
from portfolio.report.answer import Answer
from portfolio.report.compare import Comparison, Version, compare
from portfolio.report.compare_json import compare_document
from portfolio.report.compare_plans import Planner
from portfolio.report.compare_text import mail_text
from portfolio.report.grid import paragraph

_REMEDY = (
    "What was edited is told all the same; to compare the plans too, give both files one "
    "objective and unit, and limits that a plan can obey."
)


def diff(options: Namespace) -> Answer:
    """Compare two files; a problem when their plans cannot be compared."""
    notes: list[str] = []
    versions = []
    for path in (options.before, options.after):
        opened = load(path)
        notes += opened.notes
        versions.append(Version(_name(options, path), opened.portfolio))
    found = compare(versions[0], versions[1], Planner(), options.tick or silent)
    problem = None
    if found.bridge is not None and found.bridge.trouble:
        problem = PortfolioError(found.bridge.trouble, remedy=_REMEDY)
    if options.json:
        return Answer(compare_document(found), tuple(notes), problem)
    return Answer(diff_lines(found, options.width), tuple(notes), problem)


def diff_lines(found: Comparison, width: int) -> list[str]:
    """Return the text of a comparison, wrapped for a terminal."""
    return [
        line
        for said in mail_text(found).rstrip("\n").split("\n")
        for line in (paragraph(said, width=width) or [""])
    ]


def _name(options: Namespace, path: Path) -> str:
    """Return what a file is called: in full where both have the same name."""
    alike = options.before.name == options.after.name
    return str(path) if alike else path.name
