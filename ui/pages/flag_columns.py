"""The columns of the flag board: an initiative a row, a check a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from portfolio.lessons import CHECKS, LESSONS, Check, Status
from portfolio.report.flag_rows import MARKS, FlagRow
from ui.tables import Column

#: initiative id and code of a check to what the tooltip says
Tip = Callable[[str, str], str]

_TONES: dict[Status, str] = {
    "red": "error",
    "amber": "warning",
    "missing": "muted",
    "green": "funded",
    "does not apply": "muted",
}
_ORDER: tuple[Status, ...] = ("red", "amber", "missing", "green", "does not apply")
_PLACE = {check.code: place for place, check in enumerate(CHECKS)}


def flag_columns(checks: Sequence[Check], tip: Tip) -> list[Column[FlagRow]]:
    """Return the columns for these checks; ``tip`` says what a light found."""
    return [
        Column("name", "Initiative", lambda row: row.name, width=22, searched=True),
        Column("code", "Code", lambda row: row.code, width=7, searched=True, hidden=True),
        Column("kind", "Type", lambda row: row.kind, width=16, searched=True, hidden=True),
        Column("stage", "Stage", lambda row: row.stage, width=10, searched=True, hidden=True),
        _count("reds", "Reds", "Red lights", "error", lambda row: row.reds),
        replace(
            _count("open", "Open", "Lights that wait for a number", "muted", lambda r: r.missing),
            hidden=True,
        ),
        *(_light(check, tip) for check in checks),
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
        width=4,
    )


def _light(check: Check, tip: Tip) -> Column[FlagRow]:
    place = _PLACE[check.code]
    return Column(
        check.code,
        f"{check.code} {check.title}",
        lambda row: MARKS[row.lights[place]],
        sort=lambda row: _ORDER.index(row.lights[place]),
        text=lambda row: row.lights[place],
        tone=lambda row: _TONES[row.lights[place]],
        tip=lambda row: tip(row.key, check.code),
        head=(check.code,),
        about=f"{check.code} {check.title} ({LESSONS[check.lesson].lower()})\n{check.question}",
        width=2,
    )
