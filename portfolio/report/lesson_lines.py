"""Findings of the five lessons as text for a terminal: reds first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from portfolio.lessons import LESSONS, Finding, Status
from portfolio.model import Portfolio
from portfolio.model.text import listed, plural, quoted
from portfolio.report.finding_words import chance_words, counts_of, ways_out
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
    shown = counts_of(each.status for each in row if each.status in _SHOWN)
    return f"{quoted(name)}: {shown or 'neither red nor amber'}"


def _told(row: Sequence[Finding], width: int) -> Iterator[str]:
    for each in row:
        if each.status in _SHOWN:
            first = f"  {each.status}".ljust(9) + f"{each.check.code}".ljust(5)
            text = f"{each.sentence} {chance_words(each)}".rstrip()
            yield from paragraph(text, width=width, indent=_INDENT, first=first)
        if each.status == "red":
            for turn in ways_out(each.parts, "red"):
                text, indent = turn.sentence, f"{_INDENT}  "
                yield from paragraph(text, width=width, indent=indent, first=f"{_INDENT}→ ")
    for status, word in _WORDS.items():
        codes = [each.check.code for each in row if each.status == status]
        if codes:
            first = f"  {word}".ljust(14)
            yield from paragraph(", ".join(codes), width=width, indent=_INDENT, first=first)
