"""What a column of a table is, and what a row carries: plain data without Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from portfolio.model import Portfolio, Severity

if TYPE_CHECKING:
    from portfolio.exchange import Parsed

R = TypeVar("R")

#: What rows are sorted by; None goes last in both directions.
SortKey = Any
Kind = Literal["text", "number", "choice", "date", "mark"]
Write = Callable[[Portfolio, str, Any], Portfolio]
Parse = Callable[[str, "Hints"], "Parsed"]

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something wrong in a cell: how bad, and the sentence for the tooltip."""

    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Row(Generic[R]):
    """One row: the id of its record, what the columns read, and marks by column id.

    Rows are compared to find what changed, so ``value`` should be frozen and share
    what did not change.
    """

    key: str
    value: R
    marks: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known about a pasted column: its decimal mark (``.`` or ``,``), or None."""

    decimal: Literal[".", ","] | None = None


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column.

    A column without ``write`` cannot be edited.

    Attributes:
        id: stable; used in settings and for marks.
        title: in the header; ``unit`` is shown behind it.
        read: what the cell shows; ``""`` for a blank cell.
        kind: numbers stand at the right; a choice is offered in a list; a mark is one sign
            in the middle of a narrow column.
        sort: what rows are sorted by; the text, numbers in it by size, when missing.
        text: what an editor starts with and what is copied; ``read`` when missing.
        tone: name of a text color in ``ui.theme.Tokens``; empty for normal.
        tint: name of the color behind a cell, as in ``ui.theme.Tokens``; empty for none.
        tip: tooltip of a cell without a mark; the whole text when missing.
        parse: typed text to value; a blank gives no value and no problem.
        write: sets (or, with None, clears) the value in the record of a row; may refuse
            it with a ``PortfolioError``.
        locked: whether the cell of a row cannot be edited although others of the column can.
        choices: offered while typing.
        head: lines of the header, when they are not the title over the unit.
        about: tooltip of the header.
        hidden: not shown until the user asks for it.
        starts_group: whether a gap before it tells it apart from the columns at its left;
            of marks only.
        width: at the start, in letters.
        searched: whether the search box looks into it.
    """

    id: str
    title: str
    read: Callable[[R], str]
    kind: Kind = "text"
    unit: str = ""
    sort: Callable[[R], SortKey] | None = None
    text: Callable[[R], str] | None = None
    tone: Callable[[R], str] | None = None
    tint: Callable[[R], str] | None = None
    tip: Callable[[R], str] | None = None
    parse: Parse | None = None
    write: Write | None = None
    locked: Callable[[R], bool] | None = None
    choices: Callable[[], Sequence[str]] | None = None
    head: tuple[str, ...] = ()
    about: str = ""
    hidden: bool = False
    starts_group: bool = False
    width: int = 12
    searched: bool = False

    @property
    def heading(self) -> str:
        """Return the title with its unit."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    @property
    def header_lines(self) -> tuple[str, ...]:
        """Return what the header shows, line by line."""
        return self.head or tuple(text for text in (self.title, self.unit) if text)

    @property
    def explained(self) -> str:
        """Return the heading in full, and what the column is about."""
        said = self.about if self.about.startswith(self.heading) else ""
        return said or "\n".join(text for text in (self.heading, self.about) if text)

    def sort_key(self, value: R) -> SortKey:
        """Return what the row is sorted by; None when the cell is blank."""
        if self.sort is not None:
            return self.sort(value)
        text = self.read(value)
        return natural_key(text) if text else None

    def edit_text(self, value: R) -> str:
        """Return the text that an editor starts with and that is copied."""
        return self.text(value) if self.text is not None else self.read(value)


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key by which ``A2`` comes before ``A10``, whatever the case."""
    parts = _DIGITS.split(text.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)
