"""What a command of ``ai-portfolio`` answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portfolio.errors import PortfolioError
from portfolio.report.rows import Row

Content = list[str] | Row | list[Row]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says.

    Attributes:
        content: lines of text, or a document when JSON was asked for.
        messages: sentences beside the result, for standard error.
        problem: why the result is not a good one; None when it is.
    """

    content: Content
    messages: tuple[str, ...] = ()
    problem: PortfolioError | None = None


class WrongCommand(Exception):  # noqa: N818 - a usage message, as of argparse
    """The command asks for something that there is not."""

    def __init__(self, what: str, there_is: Iterable[str]) -> None:
        super().__init__(f"{what} Choose one of: {', '.join(there_is)}.")
