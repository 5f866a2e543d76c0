"""What a decision grants of every resource, in words."""

from __future__ import annotations

import math

from portfolio.model import Decision, Portfolio, in_order
from portfolio.model.amounts import amount_text
from portfolio.model.text import listed, quoted


def granted_text(portfolio: Portfolio, decision: Decision) -> str:
    """Return for example ``$60M, 51M H100e-h of “Compute” and up to 12 FTE of “ML engineers”``.

    Money comes first. What is granted in several periods is added up, but for people, of whom
    the same ones are there in each: of those the most in one period. Empty for nothing.
    """
    told = []
    for key, resource in in_order(portfolio.resources):
        amounts = [each for each in decision.amounts.get(key, {}).values() if each]
        if not amounts:
            continue
        people = resource.category == "talent"
        amount = amount_text(max(amounts) if people else math.fsum(amounts), resource.unit)
        most = "up to " if people and len(set(amounts)) > 1 else ""
        money = resource.category == "capital"
        told.append((not money, amount if money else f"{most}{amount} of {quoted(resource.name)}"))
    words = [text for _, text in sorted(told, key=lambda each: each[0])]
    return listed(words, len(words))
