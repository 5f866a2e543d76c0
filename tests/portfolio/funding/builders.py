"""Portfolios for the funding tests: from tables, or random with every kind of rule."""

from __future__ import annotations

import numpy as np

from portfolio.model import (
    Benefit,
    Estimate,
    FrozenMap,
    FundingLevel,
    Initiative,
    Period,
    Portfolio,
    Resource,
    Rule,
    Settings,
)


def from_table(benefits, demand, limits, rules=(), *, names=None, probability=1.0):
    """One period; ``demand`` is (resources, initiatives); initiative ids are i01, i02, ..."""
    ids = [f"i{number:02}" for number in range(1, len(benefits) + 1)]
    initiatives = {
        key: Initiative(
            name=names[place] if names else f"Item {place + 1}",
            order=key,
            benefit=Benefit(Estimate(float(benefits[place])), probability),
            demand=FrozenMap(
                {
                    f"r{row}": FrozenMap({"p1": Estimate(float(needs[place]))})
                    for row, needs in enumerate(demand)
                }
            ),
        )
        for place, key in enumerate(ids)
    }
    resources = {
        f"r{row}": Resource(
            name=f"Resource {row}",
            order=f"{row:02}",
            unit="u",
            capacity=FrozenMap({"p1": float(limit)}),
        )
        for row, limit in enumerate(limits)
    }
    return Portfolio(
        id="table",
        periods=FrozenMap({"p1": Period("Year 1", "a")}),
        resources=FrozenMap(resources),
        initiatives=FrozenMap(initiatives),
        rules=FrozenMap({f"x{place}": rule for place, rule in enumerate(rules)}),
    )


def requires(first, *others):
    return Rule("requires", (first, *others))


def excludes(*initiatives):
    return Rule("excludes", initiatives)


def force_in(*initiatives):
    return Rule("force_in", initiatives, reason="the board asked for it", author="Ada")


def force_out(*initiatives):
    return Rule("force_out", initiatives, reason="not this year", author="Ada")


def mandated(*initiatives):
    return Rule("mandated", initiatives, reason="law")


def random_portfolio(seed, count=6, periods=2, *, whole=True, tight=0.5):
    """Initiatives with sizes and gaps, three kinds of resources, rules of every kind.

    ``whole`` numbers make ties frequent.
    """
    rng = np.random.default_rng(seed)
    ids = [f"i{number:03}" for number in range(count)]
    draw = (lambda low, high: float(rng.integers(low, high))) if whole else rng.uniform
    categories = ["a", "b", "c"]
    initiatives = {
        key: Initiative(
            name=f"Item {key}",
            order=key,
            category=str(rng.choice(categories)),
            benefit=_benefit(rng, draw),
            demand=_demand(rng, draw, periods),
            levels=_levels(rng),
        )
        for key in ids
    }
    resources = {
        key: Resource(
            name=key.upper(),
            order=key,
            unit="u",
            category="capital" if key == "money" else "other",
            kind="renewable" if key == "people" else "budget",
            carries_over=key == "money",
            capacity=FrozenMap(
                {
                    f"p{period}": tight * count * draw(2, 6)
                    for period in range(periods)
                    if rng.random() < 0.85
                }
            ),
        )
        for key in ("people", "money", "chips")
    }
    return Portfolio(
        id=f"random {seed}",
        settings=Settings(discount_rate=float(rng.choice([0.0, 0.1]))),
        periods=FrozenMap({f"p{n}": Period(f"Q{n + 1}", f"{n:02}") for n in range(periods)}),
        resources=FrozenMap(resources),
        initiatives=FrozenMap(initiatives),
        rules=FrozenMap(
            {f"x{n}": _rule(rng, draw, ids, categories) for n in range(rng.integers(0, 6))}
        ),
    )


def _benefit(rng, draw):
    if rng.random() < 0.1:
        return None
    amount = draw(-3, 12) if rng.random() < 0.9 else None
    return Benefit(
        None if amount is None else Estimate(amount),
        None if rng.random() < 0.2 else float(rng.choice([0.25, 0.5, 1.0])),
        delay_years=float(rng.choice([0.0, 1.0, 2.0])),
    )


def _demand(rng, draw, periods):
    return FrozenMap(
        {
            key: FrozenMap(
                {
                    f"p{period}": Estimate(draw(0, 9))
                    for period in range(periods)
                    if rng.random() < 0.9
                }
            )
            for key in ("people", "money", "chips")
        }
    )


def _levels(rng):
    if rng.random() < 0.6:
        return FrozenMap()
    return FrozenMap(
        {
            "full": FundingLevel("Full", "b"),
            "lean": FundingLevel("Lean", "a", 0.5, float(rng.choice([0.25, 0.5, 0.75]))),
        }
    )


def _rule(rng, draw, ids, categories):
    kind = str(
        rng.choice(
            ["requires", "excludes", "mandated", "force_in", "force_out", "floor", "cap"],
            p=[0.3, 0.2, 0.08, 0.08, 0.08, 0.13, 0.13],
        )
    )
    active = bool(rng.random() < 0.9)
    if kind in {"floor", "cap"}:
        return Rule(
            kind,
            active=active,
            resource=str(rng.choice(["people", "money", "chips"])),
            period=None if rng.random() < 0.5 else "p0",
            field="category",
            value=str(rng.choice(categories)),
            amount=draw(1, 6) if kind == "floor" else draw(4, 16),
        )
    size = 1 if kind in {"mandated", "force_in", "force_out"} else int(rng.integers(2, 4))
    chosen = rng.choice(ids, size=min(size, len(ids)), replace=False)
    return Rule(kind, tuple(str(i) for i in chosen), reason="so", active=active)
