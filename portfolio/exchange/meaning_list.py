"""Everything that a column could mean in a portfolio, for a menu."""

from __future__ import annotations

from portfolio.exchange.fact_words import ANSWERS
from portfolio.exchange.meaning import FACT_KINDS, IGNORE, PARTS, TITLES, Meaning, Named
from portfolio.model import FIGURES, Portfolio, in_order
from portfolio.model.compute import CHIPS


def all_meanings(portfolio: Portfolio) -> dict[str, tuple[Meaning, ...]]:
    """Return menu heading to meanings: fields, benefit, each resource, ratings, facts, long tables.

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
    for group in dict.fromkeys(kind.group for kind in FIGURES):
        menu[f"Figures: {group}"] = tuple(
            Meaning("figure", part, of=kind.name)
            for kind in FIGURES
            if kind.group == group
            for part in PARTS
        )
    menu["Training"] = tuple(Meaning("training", part, of=chip) for chip in CHIPS for part in PARTS)
    menu["Answers"] = tuple(Meaning("answer", of=answer.path) for answer in ANSWERS)
    menu["One row for each"] = tuple(Meaning(kind) for kind in TITLES if kind.endswith("_name"))
    return menu


def _is_field(kind: str) -> bool:
    special = {"ignore", "benefit", "demand", "rating", "probability", *FACT_KINDS}
    return kind not in special and not kind.startswith("benefit_") and not kind.endswith("_name")
