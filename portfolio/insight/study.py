"""What a study is to the rest of the app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from portfolio.insight.base import Question
from portfolio.model import Portfolio


class Finding(Protocol):
    """What a study yields: ever better, the last one ``final``."""

    @property
    def final(self) -> bool:
        """Whether this is the last and best result."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to take away, the most important first; never empty."""


Run = Callable[[Portfolio, Question], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Study:
    """One way of doubting the answer.

    Attributes:
        name: for code and files.
        title: for menus.
        question: that it answers, as a person would ask it.
        about_resource: whether it is about one capacity, named in ``Question.resource_id``.
        run: yields findings, a quick one first; deterministic. Raises ``PortfolioError`` for
            input that cannot be studied, and ``Cancelled`` when asked to stop.
    """

    name: str
    title: str
    question: str
    about_resource: bool
    run: Run
