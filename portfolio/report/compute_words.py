"""What a portfolio assumes about compute, as one sentence."""

from __future__ import annotations

from portfolio.model import Settings
from portfolio.model.amounts import amount_text, number_text, percent_text
from portfolio.model.compute import chip_hour_price
from portfolio.model.days import day_text

_MODES = {
    "owned": "Compute is owned: a limit in hours, and no money",
    "rented": "Compute is rented: money, and no limit in hours",
}


def price_words(settings: Settings) -> str:
    """Return the price of an H100-equivalent hour, of which day it is and whose figure."""
    price = chip_hour_price(settings)
    if price is None:
        return "no price of an H100-equivalent hour is stated"
    details = [price.label, "" if price.as_of is None else day_text(price.as_of)]
    said = ", ".join(word for word in details if word)
    return f"{amount_text(price.likely, settings.currency)} per H100-equivalent hour ({said})"


def assumption_words(settings: Settings) -> str:
    """Return what holds where an initiative says nothing else."""
    lessons = settings.lessons
    parts = (
        _MODES[lessons.compute],
        price_words(settings),
        f"{percent_text(lessons.utilization)} of paid chip time at work",
        f"the busiest hour {number_text(lessons.peak_factor)} × the average",
        f"unit cost falling by {percent_text(lessons.cost_fall)} a year",
    )
    return f"{'; '.join(parts)}."
