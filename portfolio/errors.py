"""The two errors that are not bugs: bad input, and a person who pressed Cancel."""

from __future__ import annotations

from collections.abc import Callable

#: How slow work reports progress: a fraction from 0 to 1 and a sentence; may raise ``Cancelled``.
Tick = Callable[[float, str], None]


def silent(_fraction: float, _text: str) -> None:
    """Let the work go on: a ``Tick`` for where nobody waits for progress."""


class PortfolioError(Exception):
    """Something in the input, the file or the machine stops the work.

    Shown to the user as it stands, so each part is a sentence without a
    library's words in it.

    Args:
        what: what is wrong, as a sentence.
        where: the initiative, field, file, sheet or cell concerned; may be empty.
        remedy: what to do next, as a sentence; may be empty.
    """

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class Cancelled(Exception):  # noqa: N818 - a request that was granted, not an error
    """Raised inside a slow function when its ``tick`` was told to stop."""
