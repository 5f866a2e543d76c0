"""What is being tried: changes that a save leaves out unless they are kept. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.edit import set_resource, taken_back
from portfolio.model import FrozenMap, Portfolio
from portfolio.model.text import quoted


class WhatIfs:
    """Capacities and other changes that somebody made only to see what follows.

    They are told by content: what was undone, put back by hand or saved is none any
    more. ``portfolio`` is the document as it is on the screen, ``saved`` as it was last
    opened or saved.
    """

    def __init__(self) -> None:
        self._capacities: dict[str, _Capacity] = {}
        self._assumed: dict[str, _Assumed] = {}

    def try_capacity(
        self, resource: str, portfolio: Portfolio, saved: Portfolio, after: Portfolio
    ) -> None:
        """Take note of another capacity of a resource; ``after`` is the document with it."""
        if resource not in self.capacities(portfolio, saved):
            self._capacities[resource] = _Capacity(portfolio.resources[resource].capacity, [])
        self._capacities[resource].values.append(after.resources[resource].capacity)

    def assume(self, key: str, name: str, before: Portfolio, after: Portfolio) -> None:
        """Take note of changes of any kind; an earlier what-if of the same key is replaced.

        Args:
            key: of the kind.
            name: what is assumed, as part of a sentence: *the scenario “Less money”*.
            before: what it is taken back to.
            after: the document with it.
        """
        self._assumed.pop(key, None)
        self._assumed[key] = _Assumed(name, before, after)

    def clear(self) -> None:
        """Forget all: another document was opened."""
        self._capacities, self._assumed = {}, {}

    def kept(self) -> WhatIfs:
        """Forget all, since they are part of the document now; return them for an undo."""
        kept = WhatIfs()
        kept.take_over(self)
        self.clear()
        return kept

    def take_over(self, other: WhatIfs) -> None:
        """Know what another one knows, and nothing else."""
        self._capacities, self._assumed = other._capacities, other._assumed

    def settle(self, portfolio: Portfolio, saved: Portfolio) -> None:
        """Forget the capacities that are none any more, after a save."""
        pending = self.capacities(portfolio, saved)
        self._capacities = {key: self._capacities[key] for key in pending}

    def capacities(self, portfolio: Portfolio, saved: Portfolio) -> tuple[str, ...]:
        """Return the ids of resources whose capacity is moved, not kept, not put back."""
        return tuple(
            key for key, tried in self._capacities.items() if tried.pending(key, portfolio, saved)
        )

    def assumed(self, portfolio: Portfolio, saved: Portfolio) -> tuple[str, ...]:
        """Return what is assumed beside capacities, as parts of a sentence."""
        names: list[str] = []
        portfolio = self._without_capacities(portfolio, saved)
        for assumed in reversed(self._assumed.values()):
            left = taken_back(portfolio, assumed.before, assumed.after)
            names += [assumed.name] if left != portfolio else []
            portfolio = left
        return tuple(names)

    def names(self, portfolio: Portfolio, saved: Portfolio) -> tuple[str, ...]:
        """Return everything that is a what-if, as parts of a sentence."""
        keys = self.capacities(portfolio, saved)
        capacities = (quoted(portfolio.resources[key].name) for key in keys)
        said = (f"the capacity of {name}" for name in capacities)
        return (*said, *self.assumed(portfolio, saved))

    def without(self, portfolio: Portfolio, saved: Portfolio) -> Portfolio:
        """Return the document as it was before anything was tried, later edits included."""
        portfolio = self._without_capacities(portfolio, saved)
        for assumed in reversed(self._assumed.values()):
            portfolio = taken_back(portfolio, assumed.before, assumed.after)
        return portfolio

    def _without_capacities(self, portfolio: Portfolio, saved: Portfolio) -> Portfolio:
        for key in self.capacities(portfolio, saved):
            portfolio = set_resource(portfolio, key, capacity=self._capacities[key].before)
        return portfolio


@dataclass(frozen=True, slots=True)
class _Capacity:
    """A capacity before it was tried out, and all values that were tried since."""

    before: FrozenMap[str, float]
    values: list[FrozenMap[str, float]]

    def pending(self, key: str, portfolio: Portfolio, saved: Portfolio) -> bool:
        """Whether one of the values is on the screen, and neither saved nor what it was."""
        now, stored = portfolio.resources.get(key), saved.resources.get(key)
        if now is None or now.capacity not in self.values:
            return False
        return now.capacity not in (self.before, None if stored is None else stored.capacity)


@dataclass(frozen=True, slots=True)
class _Assumed:
    """A what-if of any kind: its name, and the document before and with it."""

    name: str
    before: Portfolio
    after: Portfolio
