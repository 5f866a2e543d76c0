"""Decisions of which a condition, the kill criterion or the review asks for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from portfolio.model import Decision, Portfolio
from portfolio.model.days import day_text
from portfolio.model.decided import held_decisions, name_decided
from portfolio.model.kill import kill_text
from portfolio.model.text import quoted

LapseKind = Literal[
    "gone",
    "decided since",
    "cut now",
    "funded now",
    "size",
    "start",
    "condition missed",
    "condition overdue",
    "kill criterion failed",
    "kill date passed",
    "review due",
]


@dataclass(frozen=True, slots=True)
class Lapse:
    """One reason why what was decided no longer holds, or has to be looked at.

    Attributes:
        initiative: its id.
        name: of now, or of then when it is gone.
        what: what no longer holds, as a sentence.
        causes: what was changed that can be why, a sentence each.
    """

    initiative: str
    name: str
    kind: LapseKind
    what: str
    causes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What, and why."""
        return " ".join([self.what, *self.causes])


def dues(portfolio: Portfolio, today: date) -> tuple[Lapse, ...]:
    """Return what decisions that hold ask for by now, in the order of the document,
    those on what is gone at the end.

    A condition that was missed, or is open after its date; a kill criterion that was failed,
    or not judged by its date; a review of today or before. Cuts have no conditions any more.
    """
    held = held_decisions(portfolio)
    return tuple(
        lapse
        for key in dict.fromkeys((*portfolio.initiatives, *held))
        if key in held
        for lapse in _dues(portfolio, held[key], today)
    )


def _dues(portfolio: Portfolio, decision: Decision, today: date) -> Iterator[Lapse]:
    name = name_decided(portfolio, decision)
    about = (decision.initiative, name)
    if decision.option != "cut":
        yield from _terms(about, decision, today)
        yield from _kill(about, decision, today)
    if decision.review is not None and decision.review <= today:
        what = f"The decision on {quoted(name)} was to be reviewed on {day_text(decision.review)}."
        yield Lapse(*about, "review due", what)


def _terms(about: tuple[str, str], decision: Decision, today: date) -> Iterator[Lapse]:
    for term in decision.terms:
        if term.state == "missed":
            what = f"{quoted(about[1])} missed a condition: {quoted(term.text)}."
            yield Lapse(*about, "condition missed", what)
        elif term.state == "open" and term.due is not None and term.due < today:
            what = (
                f"A condition of {quoted(about[1])} was due on {day_text(term.due)}: "
                f"{quoted(term.text)}."
            )
            yield Lapse(*about, "condition overdue", what)


def _kill(about: tuple[str, str], decision: Decision, today: date) -> Iterator[Lapse]:
    kill = decision.kill
    if kill is None:
        return
    said = kill_text(kill)
    if kill.outcome == "failed":
        what = f"{quoted(about[1])} failed its kill criterion: {said}."
        yield Lapse(*about, "kill criterion failed", what)
    elif kill.outcome == "not judged" and kill.date is not None and kill.date < today:
        what = (
            f"The kill criterion of {quoted(about[1])} was to be judged on "
            f"{day_text(kill.date)}: {said}."
        )
        yield Lapse(*about, "kill date passed", what)
