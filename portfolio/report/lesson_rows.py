"""Findings of the five lessons as rows of plain values under stable names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portfolio.errors import Tick
from portfolio.lessons import Board, End, Finding, PartFinding, findings
from portfolio.lessons.lights import RED
from portfolio.lessons.turns import Turn
from portfolio.model import Portfolio
from portfolio.report.rows import Row, known


def all_findings(board: Board | None, tick: Tick) -> list[tuple[Finding, ...]]:
    """Return the findings on each initiative: the most red ones first, then in screen order."""
    if board is None:
        return []
    reds = (board.lights == RED).sum(axis=1).tolist()
    rows = sorted(range(len(board.ids)), key=lambda row: -reds[row])
    found = []
    for number, row in enumerate(rows):
        tick(number / len(rows), "Saying what was found")
        found.append(findings(board, board.ids[row]))
    return found


def finding_rows(portfolio: Portfolio, found: Iterable[Sequence[Finding]]) -> list[Row]:
    """Return one row a finding, in the order given.

    ``initiative`` (id), ``name``; ``check`` (its code), ``lesson``, ``title``, ``question``;
    ``status`` (``red``, ``amber``, ``missing``, ``green`` or ``does not apply``),
    ``sentence``; ``p_red`` (0 to 1, None when nothing is known or asked); ``parts``, each
    with ``name``, ``title``, ``status``, ``sentence``, ``value``, ``text``, ``formula``,
    ``limits``, ``kindest``, ``harshest``, ``turns``, ``missing`` and ``notes``.
    """
    return [
        {
            "initiative": each.initiative,
            "name": portfolio.initiatives[each.initiative].name,
            "check": each.check.code,
            "lesson": each.check.lesson,
            "title": each.check.title,
            "question": each.check.question,
            "status": each.status,
            "sentence": each.sentence,
            "p_red": each.p_red,
            "parts": [_part(part) for part in each.parts],
        }
        for row in found
        for each in row
    ]


def _part(part: PartFinding) -> Row:
    return {
        "name": part.name,
        "title": part.title,
        "status": part.status,
        "sentence": part.sentence,
        "value": known(part.value),
        "text": part.text,
        "formula": part.formula,
        "limits": [
            {
                "name": limit.threshold.name,
                "value": known(limit.value),
                "default": known(limit.threshold.value),
                "changed": limit.changed,
                "basis": limit.threshold.basis,
            }
            for limit in part.limits
        ],
        "kindest": _end(part.kindest),
        "harshest": _end(part.harshest),
        "turns": [_turn(turn) for turn in part.turns],
        "missing": list(part.missing),
        "notes": list(part.notes),
    }


def _end(end: End | None) -> Row | None:
    return None if end is None else {"value": known(end.value), "status": end.status}


def _turn(turn: Turn) -> Row:
    return {
        "figure": turn.name,
        "value": turn.value,
        "times": known(turn.times),
        "ends_red": turn.ends_red,
        "sentence": turn.sentence,
    }
