"""What every study starts from: the funding problem, solved again and again with small changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portfolio.errors import Tick
from portfolio.funding import Plan, build_problem
from portfolio.funding.problem import Problem
from portfolio.funding.reasons import choice_of
from portfolio.funding.resolver import Change, Resolver
from portfolio.funding.result import Floats
from portfolio.funding.solver import Answer, Control
from portfolio.funding.ties import settle
from portfolio.funding.values import resolution, value_of
from portfolio.model import Portfolio
from portfolio.model.amounts import amount_text, percent_text


@dataclass(frozen=True, slots=True)
class Question:
    """What a study is asked, beside the document.

    Attributes:
        resource_id: for studies of one capacity.
        scores: initiative id to score, 0 to 100, as ``funding.plan`` takes them.
        plan: the best plan of this very document, when it is known: saves a solve.
        tick: told the progress; may raise ``Cancelled``.
    """

    resource_id: str = ""
    scores: Mapping[str, float] | None = None
    plan: Plan | None = None
    tick: Tick | None = None


class Base:
    """A document, its funding problem, and one solver for all changes of it.

    Args:
        portfolio: the document.
        question: what is asked of it.

    Raises:
        PortfolioError: as ``funding.plan`` does.
    """

    def __init__(self, portfolio: Portfolio, question: Question) -> None:
        self.portfolio = portfolio
        self.problem: Problem = build_problem(portfolio, value=question.scores)
        self.resolver = Resolver(self.problem)
        self.control = Control(question.tick)
        self.step = resolution(self.problem.gain)
        self._known = self._choice(question.plan)
        if self._known is not None:
            self.resolver.learn(self._known)

    def _choice(self, plan: Plan | None) -> Floats | None:
        """Return a known plan as a choice, if it is proven the best."""
        if plan is None or plan.status != "optimal" or plan.name != "best":
            return None
        return choice_of(self.problem, plan)

    def held(self, fraction: float, text: str) -> Control:
        """Tell the progress; return a control that goes on telling it, for the solves of a step."""
        self.control.say(fraction, text)
        tick = self.control.tick
        return Control() if tick is None else Control(lambda _part, _words: tick(fraction, text))

    def solved(self, change: Change | None, control: Control) -> Answer:
        """Return the best choice of the changed problem.

        Raises:
            Cancelled: asked to stop.
        """
        answer = self.resolver.best(change, control)
        if control.cancelled is not None:
            raise control.cancelled
        return answer

    def settle(self, changes: Sequence[Change], control: Control) -> None:
        """Solve many changes side by side, ahead of ``solved``.

        Raises:
            Cancelled: asked to stop.
        """
        self.resolver.settle(changes, control)
        if control.cancelled is not None:
            raise control.cancelled

    def today(self, fraction: float = 0.0) -> Answer:
        """Return the plan that ``funding.plan`` gives, as a choice.

        Args:
            fraction: of the progress so far.

        Raises:
            Cancelled: asked to stop.
        """
        x = self._known
        if x is not None:
            return Answer("optimal", x, value_of(self.problem.gain, x))
        control = self.held(fraction, "Finding the best plan")
        answer = self.solved(None, control)
        if answer.x is None or answer.outcome != "optimal":
            return answer
        return dataclasses.replace(answer, x=self.settled(answer.x, control))

    def settled(self, x: Floats, control: Control) -> Floats:
        """Return, of all choices worth as much as the best one ``x``, the one that a plan makes.

        Raises:
            Cancelled: asked to stop.
        """
        settled = settle(self.problem, x, control)
        if control.cancelled is not None:
            raise control.cancelled
        self.resolver.learn(settled)
        return settled

    def value(self, x: Floats) -> float:
        """Return what a choice is worth, as ``Plan.value`` counts."""
        return self.problem.offset + value_of(self.problem.gain, x)

    def bound(self, answer: Answer) -> float:
        """Return what no choice is worth more than, as ``Plan.bound`` counts."""
        if answer.outcome == "optimal" and answer.x is not None:
            return self.value(answer.x)
        return self.problem.offset + answer.bound

    def funded(self, x: Floats) -> dict[str, str]:
        """Return initiative id to level id for what a choice funds, by id."""
        options, ids = self.problem.options, self.problem.tables.initiative_ids
        return {
            ids[options.initiative[option]]: options.level_ids[option]
            for option in self.problem.taken(x)
        }

    def worth(self, amount: float, *, signed: bool = False) -> str:
        """Return an amount of the objective with its unit."""
        return amount_text(amount, self.problem.worth.unit, signed=signed)

    def worth_of(self, amount: float, whole: float) -> str:
        """Return an amount with its share of a whole: ``$4M (2.1 %)``."""
        share = f" ({percent_text(abs(amount / whole))})" if whole else ""
        return f"{self.worth(amount)}{share}"


def same_value(one: float, other: float, step: float) -> bool:
    """Whether two values of one problem are the same but for rounding."""
    return abs(one - other) <= max(step / 2, 1e-9 * max(abs(one), abs(other)))
