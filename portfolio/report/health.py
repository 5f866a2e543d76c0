"""The health card: what the five lessons say of one initiative, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.lessons import CHECK, LESSONS, Board, Finding, Status, findings
from portfolio.lessons.stage_gates import next_gate
from portfolio.model.text import capitalized, visible
from portfolio.report.finding_words import counts_of
from portfolio.report.flag_rows import MARKS
from portfolio.report.grid import titled
from portfolio.report.lesson_lines import finding_lines
from portfolio.report.rule_sentences import rules_about
from portfolio.report.verdict_words import fated

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.model import Portfolio

_WORST = 3
_BAD: tuple[Status, ...] = ("red", "amber")
_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Health:
    """One initiative on one page.

    Attributes:
        key: its id.
        name: of the initiative, hidden characters marked.
        about: type, stage and what the plan does with it.
        counts: of its lights.
        gate: the next stage gate, as a title.
        barriers: the funding gates that stand for a check, each with how it stands.
        there: what it asks for and is there; ``missing`` what is not.
        lessons: how the lights of each lesson stand, a line each.
        worst: the worst findings, three at most; ``others`` the rest, reds first.
    """

    key: str
    name: str
    about: str
    counts: str
    gate: str
    barriers: tuple[str, ...]
    there: tuple[str, ...]
    missing: tuple[str, ...]
    lessons: tuple[str, ...]
    worst: tuple[Finding, ...]
    others: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, the worst first."""
        return (*self.worst, *self.others)


def health_of(results: Results, initiative: str) -> Health | None:
    """Return the card of one initiative; None while it has not been judged."""
    board, record = results.board, results.portfolio.initiatives.get(initiative)
    if board is None or record is None or initiative not in board.ids:
        return None
    found = findings(board, initiative)
    worst = worst_of(found)
    gate, there, missing = _gate(board, initiative)
    kind = None if record.facts is None else record.facts.kind
    fate = "" if results.plan is None else fated(results.portfolio, results.plan, initiative).words
    about = [capitalized(kind or "type not stated"), f"stage: {record.stage}", fate]
    return Health(
        key=initiative,
        name=visible(" ".join(record.name.split())) or "(no name)",
        about=" · ".join(word for word in about if word),
        counts=capitalized(counts_of(each.status for each in found)) or "No check applies",
        gate=gate,
        barriers=barriers_of(results.portfolio, initiative),
        there=there,
        missing=missing,
        lessons=_by_lesson(found),
        worst=worst,
        others=tuple(each for each in found if each not in worst),
    )


def worst_of(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return up to three findings that a reader should see first.

    Red before amber; among these one of each lesson before a second one, what bars funding
    before what does not, and what is certainly red before what may be. Ties keep their order.
    """
    bad = sorted(
        (each for each in found if each.status in _BAD),
        key=lambda each: (_BAD.index(each.status), not each.check.gate, -(each.p_red or 0.0)),
    )
    firsts = list({each.check.lesson: each for each in reversed(bad)}.values())
    return tuple(sorted(bad, key=lambda each: (_BAD.index(each.status), each not in firsts)))[
        :_WORST
    ]


def barriers_of(portfolio: Portfolio, initiative: str, code: str = "") -> tuple[str, ...]:
    """Return the funding gates of an initiative that stand for a check, as sentences.

    Args:
        portfolio: the document.
        initiative: its id.
        code: of the check that is asked about; empty for all.
    """
    return tuple(
        sentence
        for _, rule, sentence in rules_about(portfolio, initiative)
        if rule.kind == "gate" and rule.active and rule.check and code in ("", rule.check)
    )


def _by_lesson(found: Sequence[Finding]) -> tuple[str, ...]:
    said = {
        title: counts_of(each.status for each in found if each.check.lesson == lesson)
        for lesson, title in LESSONS.items()
    }
    return tuple(f"{title}: {words or 'does not apply'}" for title, words in said.items())


def health_text(results: Results, health: Health) -> str:
    """Return the card as plain text."""
    lines = [health.about, "", health.gate]
    lines += [f"{MARKS['green']} {what}" for what in health.there]
    lines += [f"{MARKS['red']} {what}" for what in health.missing]
    lines += [*([""] if health.barriers else []), *health.barriers]
    told = finding_lines(results.portfolio, [health.findings], _WIDTH)
    return "\n".join([*titled(health.name, lines), *told, ""]).lstrip("\n")


def _gate(board: Board, initiative: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    lights: dict[str, Status] = {code: board.status(initiative, code) for code in CHECK}
    found = next_gate(board.subject(initiative), lights)
    if found.gate is None:
        return "It has passed its last gate", (), ()
    return f"Next gate {found.gate.name}: {found.gate.title}", found.there, found.missing
