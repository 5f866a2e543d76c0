"""Everything that a column could mean in a portfolio, for a menu."""

from __future__ import annotations

from portfolio.exchange.meaning import IGNORE, PARTS, TITLES, Meaning, Named
from portfolio.model import Portfolio, in_order


def all_meanings(portfolio: Portfolio) -> dict[str, tuple[Meaning, ...]]:
    """Return menu heading to meanings: fields, benefit, each resource, ratings, long tables.

    A demand is offered with each period and without one; only its likely value for
    each period, and low, likely and high where no period is named.
    """
    fields = [Meaning(kind) for kind in TITLES if _is_field(kind)]
    periods = [Named(period.name, key) for key, period in in_order(portfolio.periods)]
    menu: dict[str, tuple[Meaning, ...]] = {
        "": (IGNORE,),
        "Fields": tuple(fields),
        "Benefit": (
            *(Meaning("benefit", part) for part in PARTS),
            *(Meaning(kind) for kind in TITLES if kind.startswith("benefit_")),
            Meaning("probability"),
        ),
    }
    for key, resource in in_order(portfolio.resources):
        named = Named(resource.name, key)
        menu[f"Demand: {resource.name}"] = (
            *(Meaning("demand", part, named) for part in PARTS),
            *(Meaning("demand", "likely", named, period) for period in periods),
        )
    criteria = [Named(one.name, key) for key, one in in_order(portfolio.criteria)]
    menu["Ratings"] = tuple(Meaning("rating", criterion=one) for one in criteria)
    menu["One row for each"] = tuple(Meaning(kind) for kind in TITLES if kind.endswith("_name"))
    return menu


def _is_field(kind: str) -> bool:
    special = {"ignore", "benefit", "demand", "rating", "probability"}
    return kind not in special and not kind.startswith("benefit_") and not kind.endswith("_name")
