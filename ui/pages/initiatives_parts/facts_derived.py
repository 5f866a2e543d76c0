"""Which cells of demand follow from training and use, and how, for the table and the form."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.edit import derivation_text
from portfolio.edit.derived import derived_cells
from portfolio.model import Portfolio
from portfolio.report.initiative_lines import InitiativeLine
from ui.pages.initiatives_parts.fields import Current

#: Stands before a demand that follows from training and use.
FOLLOWS = "="


@dataclass(frozen=True, slots=True)
class _Known:
    """What follows for one initiative: of which resources, of which it is all, and when."""

    resources: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()


_NOTHING = _Known()


class DerivedCells:
    """Works out what follows when it is first asked for, and again for another document."""

    def __init__(self, current: Current) -> None:
        self._current = current
        self._portfolio: Portfolio | None = None
        self._known: dict[str, _Known] = {}

    def holds(self, line: InitiativeLine, resource: str, period: str) -> bool:
        """Whether a cell follows, at least in part."""
        known = self._of(line)
        return resource in known.resources and period in known.periods

    def locked(self, line: InitiativeLine, resource: str) -> bool:
        """Whether a resource cannot be typed: more than the compute can be, where it is money."""
        return resource in self._of(line).whole

    def words(self, line: InitiativeLine, resource: str, period: str) -> str:
        """Return how a cell came about; empty when it was typed."""
        if not self.holds(line, resource, period):
            return ""
        return derivation_text(self._current(), line.key, (resource, period))

    def _of(self, line: InitiativeLine) -> _Known:
        facts = line.record.facts
        if facts is None or not facts.derived:
            return _NOTHING
        portfolio = self._current()
        if portfolio is not self._portfolio:
            self._portfolio = portfolio
            self._known.clear()
        if line.key not in self._known:
            self._known[line.key] = _found(portfolio, line.key)
        return self._known[line.key]


def _found(portfolio: Portfolio, key: str) -> _Known:
    if key not in portfolio.initiatives:
        return _NOTHING
    basis, cells = derived_cells(portfolio, key)
    if not cells:
        return _NOTHING
    every = frozenset({basis.counted, *basis.idle})
    periods = frozenset(cell.slot.id for cell in cells)
    return _Known(every, every - {basis.counted} if basis.rented else every, periods)
