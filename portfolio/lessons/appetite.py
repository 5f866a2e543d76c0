"""Compute appetite: the share of compute that an initiative asks for, and what it brings."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.lessons.population import Population, benefit_of, compute_of, population_of
from portfolio.model import Portfolio, in_order


@dataclass(frozen=True, slots=True)
class Appetite:
    """One initiative's shares of all compute asked for, and of all benefit.

    Attributes:
        compute_share: 0 to 1.
        benefit_share: of the risk-adjusted benefit of all; below 0 for a loss, and None
            when no benefit is stated or all of them do not add up to more than 0.
    """

    initiative: str
    compute_share: float
    benefit_share: float | None

    @property
    def ratio(self) -> float | None:
        """Compute share divided by benefit share; None unless it brings benefit."""
        if self.benefit_share is None or self.benefit_share <= 0:
            return None
        return self.compute_share / self.benefit_share


def appetites(portfolio: Portfolio, known: Population | None = None) -> tuple[Appetite, ...]:
    """Return the appetite of each initiative that asks for compute, the largest first.

    Empty when compute is counted in several units, or nobody asks for any.

    Args:
        portfolio: the document.
        known: its sums, where they are at hand already.
    """
    everyone = population_of(portfolio) if known is None else known
    if not everyone.compute_unit or everyone.compute <= 0:
        return ()
    found = []
    for key, record in in_order(portfolio.initiatives):
        compute = compute_of(record, everyone.compute_resources)
        if compute:
            benefit = benefit_of(record, everyone.benefit_unit)
            share = (
                benefit / everyone.benefit if benefit is not None and everyone.benefit > 0 else None
            )
            found.append(Appetite(key, compute / everyone.compute, share))
    return tuple(sorted(found, key=lambda each: -each.compute_share))
