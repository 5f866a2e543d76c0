"""The viral video product of the press, in the figures reported about it, at both ends."""

from __future__ import annotations

from datetime import date

from portfolio.model import Facts, Figure, FrozenMap, Initiative, Portfolio

TODAY = date(2026, 3, 24)
#: Reported per day: about a million dollars, or fifteen.
LOW, HIGH = 1e6, 15e6
DAYS_TO_DATE = 175


def figures(per_day, **others):
    """The figures at one end; ``others`` replace or add to them."""
    stated = {
        "unit_cost": 1.30,
        "price_per_unit": 1.00,
        "units_per_day": per_day / 1.30,
        "inference_cost_month": per_day * 31,
        "revenue_month": 540e3,
        "active_month": 500e3,
        "price_per_month": 20.0,
        "compute_cost_to_date": per_day * DAYS_TO_DATE,
        "revenue_to_date": 2.1e6,
        **others,
    }
    return FrozenMap(
        {k: v if isinstance(v, Figure) else Figure(float(v)) for k, v in stated.items()}
    )


def video(per_day=LOW, **others):
    """A portfolio of that one product."""
    facts = Facts(
        kind="social or video app", pricing="hybrid", evidence=3, figures=figures(per_day, **others)
    )
    record = Initiative("Video app", "1", stage="run", facts=facts)
    return Portfolio("p", initiatives=FrozenMap({"video": record}))
