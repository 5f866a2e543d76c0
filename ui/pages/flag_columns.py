"""The columns of the flag board: an initiative a row, a check a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from portfolio.lessons import CHECKS, LESSONS, Check, Status
from portfolio.report.flag_rows import MARKS, WORDS, FlagRow
from ui.tables import Column

#: initiative id and code of a check to what the tooltip says
Tip = Callable[[str, str], str]

_TONES: dict[Status, str] = {
    "red": "error",
    "amber": "warning",
    "missing": "warning",
    "green": "funded",
    "does not apply": "muted",
}
_TINTS: dict[Status, str] = {
    "red": "error_soft",
    "amber": "warning_soft",
    "green": "funded_soft",
}
_ORDER: tuple[Status, ...] = ("red", "amber", "missing", "green", "does not apply")
_PLACE = {check.code: place for place, check in enumerate(CHECKS)}


def flag_columns(checks: Sequence[Check], tip: Tip) -> list[Column[FlagRow]]:
    """Return the columns for these checks; ``tip`` says what a light found."""
    places = [_PLACE[check.code] for check in checks]
    firsts = {check.lesson: check for check in reversed(checks)}.values()
    return [
        Column("name", "Initiative", lambda row: row.name, width=20, searched=True),
        Column("code", "Code", lambda row: row.code, width=7, searched=True, hidden=True),
        Column("kind", "Type", lambda row: row.kind, width=16, searched=True, hidden=True),
        Column("stage", "Stage", lambda row: row.stage, width=10, searched=True, hidden=True),
        _count("reds", "Reds", "Red lights", "error", lambda row: row.count("red", places)),
        replace(
            _count(
                "open",
                "Open",
                "Lights that wait for a number",
                "muted",
                lambda row: row.count("missing", places),
            ),
            hidden=True,
        ),
        *(_light(check, tip, first=check in firsts) for check in checks),
    ]


def _count(
    key: str, title: str, about: str, tone: str, count: Callable[[FlagRow], int]
) -> Column[FlagRow]:
    return Column(
        key,
        title,
        lambda row: str(count(row)) if count(row) else "",
        "number",
        sort=count,
        tone=lambda _row: tone,
        about=about,
        width=9,
    )


def _light(check: Check, tip: Tip, *, first: bool) -> Column[FlagRow]:
    place = _PLACE[check.code]
    return Column(
        check.code,
        f"{check.code} {check.title}",
        lambda row: MARKS[row.lights[place]],
        "mark",
        sort=lambda row: _ORDER.index(row.lights[place]),
        text=lambda row: row.lights[place],
        tone=lambda row: _TONES[row.lights[place]],
        tint=lambda row: _TINTS.get(row.lights[place], ""),
        tip=lambda row: tip(row.key, check.code),
        head=(check.code, WORDS[check.code]),
        about=f"{check.code} {check.title} ({LESSONS[check.lesson].lower()})\n{check.question}",
        width=2,
        starts_group=first,
    )
