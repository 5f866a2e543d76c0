"""Findings of the five lessons as text for a terminal: reds first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from portfolio.lessons import LESSONS, Finding, Status
from portfolio.model import Portfolio
from portfolio.model.amounts import percent_text
from portfolio.model.text import listed, plural, quoted
from portfolio.report.grid import paragraph, titled

_INDENT = " " * 14
_SHOWN: tuple[Status, ...] = ("red", "amber")
_WORDS: dict[Status, str] = {
    "missing": "not known",
    "green": "green",
    "does not apply": "not asked",
}


def finding_lines(
    portfolio: Portfolio, found: Sequence[Sequence[Finding]], width: int
) -> list[str]:
    """Return counts of red lights by lesson, then what the lights of each initiative say.

    Red and amber ones with their sentence, reds with what would turn them; the others as
    codes. Initiatives that state nothing are only counted, unless a light is red.
    """
    silent, lines = 0, []
    for row in found:
        record = portfolio.initiatives[row[0].initiative]
        if record.facts is None and not any(each.status == "red" for each in row):
            silent += 1
            continue
        lines += ["", _head(record.name, row), *_told(row, width)]
    if silent:
        verb = "states" if silent == 1 else "state"
        text = f"{plural(silent, 'initiative')} {verb} nothing that the lessons ask for."
        lines += ["", *paragraph(text, width=width)]
    return titled("The five lessons", [*_counts(found, width), *lines]) if found else []


def _counts(found: Sequence[Sequence[Finding]], width: int) -> list[str]:
    counts = Counter(each.check.lesson for row in found for each in row if each.status == "red")
    reds = [f"{counts[key]} in {title.lower()}" for key, title in LESSONS.items() if counts[key]]
    said = f"Red lights: {listed(reds)}." if reds else "No light is red."
    return paragraph(said, width=width)


def _head(name: str, row: Sequence[Finding]) -> str:
    counts = Counter(each.status for each in row)
    shown = [f"{counts[status]} {status}" for status in _SHOWN if counts[status]]
    return f"{quoted(name)}: {', '.join(shown) or 'neither red nor amber'}"


def _told(row: Sequence[Finding], width: int) -> Iterator[str]:
    for each in row:
        if each.status in _SHOWN:
            first = f"  {each.status}".ljust(9) + f"{each.check.code}".ljust(5)
            text = f"{each.sentence}{_chance(each)}"
            yield from paragraph(text, width=width, indent=_INDENT, first=first)
        if each.status == "red":
            red = (part for part in each.parts if part.status == "red")
            for text in (turn.sentence for part in red for turn in part.turns):
                yield from paragraph(text, width=width, indent=f"{_INDENT}  ", first=f"{_INDENT}→ ")
    for status, word in _WORDS.items():
        codes = [each.check.code for each in row if each.status == status]
        if codes:
            first = f"  {word}".ljust(14)
            yield from paragraph(", ".join(codes), width=width, indent=_INDENT, first=first)


def _chance(each: Finding) -> str:
    if each.p_red is None or each.p_red in {0.0, 1.0}:
        return ""
    return f" Red in {percent_text(each.p_red)} of what its ranges allow."
