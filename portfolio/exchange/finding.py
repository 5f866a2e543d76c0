"""How one column of a table is read, and what about it must be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from portfolio.exchange.cells import CellRule
from portfolio.exchange.meanings import Taken

Topic = Literal["decimal", "date_order", "serials", "unit", "scale", "percent"]


@dataclass(frozen=True, slots=True)
class Finding:
    """How one column is read.

    Attributes:
        rule: None for a column that is left out.
        unit: that bare numbers are in.
        clauses: for the evidence sentence.
        open: what must be asked; ``sample`` is a text that shows why.
    """

    taken: Taken
    rule: CellRule | None
    unit: str = ""
    clauses: tuple[str, ...] = ()
    open: frozenset[Topic] = frozenset()
    sample: str = ""

    def noted(self, clause: str, rule: CellRule) -> Finding:
        """Return it with another rule and the reason."""
        return replace(self, rule=rule, clauses=(*self.clauses, clause))

    def asked(self, topic: Topic, sample: str) -> Finding:
        """Return it with something that must be asked."""
        return replace(self, open=self.open | {topic}, sample=sample)
