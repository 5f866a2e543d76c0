"""Every figure that can be stated about an initiative: its name, its unit, its limits."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite
from typing import Literal

FigureGroup = Literal["compute", "unit cost", "price", "use", "trust"]

#: Stands in a unit for the currency of the portfolio.
MONEY = "¤"
#: Units of what is stored as 0 to 1 and shown in percent, and what follows the percent sign.
SHARES = {"share": "", "share/month": " a month"}
#: Shares by which something is divided.
ABOVE_ZERO = frozenset({"utilization"})
#: Signs and codes that mean the same currency.
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}


@dataclass(frozen=True, slots=True)
class FigureKind:
    """One figure that the form asks for.

    Attributes:
        name: key in the file.
        title: as a heading, with a capital.
        unit: in which it is counted; ``MONEY`` in it stands for the currency of the
            portfolio. ``share`` is stored as 0 to 1 and shown in percent.
        group: section of the form.
        question: what is asked, as a sentence.
        least: the least that it can be; ``most`` the most.
    """

    name: str
    title: str
    unit: str
    group: FigureGroup
    question: str
    least: float = 0.0
    most: float = inf

    def allows(self, value: float) -> bool:
        """Whether it can be so much; what something is divided by cannot be 0."""
        least = value > self.least if self.name in ABOVE_ZERO else value >= self.least
        return least and value <= self.most and isfinite(value)

    @property
    def is_share(self) -> bool:
        """Whether it is stored as 0 to 1 and shown in percent."""
        return self.unit in SHARES

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in the currency of the portfolio."""
        return MONEY in self.unit


def _share(name: str, title: str, group: FigureGroup, question: str) -> FigureKind:
    return FigureKind(name, title, "share", group, question, most=1.0)


def _money(name: str, title: str, group: FigureGroup, question: str, per: str = "") -> FigureKind:
    return FigureKind(name, title, f"{MONEY}{per}", group, question)


_COMPUTE = (
    FigureKind(
        "units_per_day", "Uses per day", "uses/day", "compute",
        "How many answers, clips, documents or other uses are served on an average day?",
    ),
    FigureKind(
        "seconds_per_unit", "Chip time of one use", "chip-s/use", "compute",
        "How many seconds of one chip does one use keep busy?",
    ),
    _share(
        "utilization", "Utilization", "compute",
        "Which share of the paid chip time does work?",
    ),
    FigureKind(
        "peak_factor", "Peak factor", "×", "compute",
        "How many times the average is the busiest hour?", least=1.0,
    ),
    _money(
        "chip_hour_price", "Price of compute", "compute",
        "What does one H100-equivalent hour cost, if not what the portfolio states?",
        "/H100e-h",
    ),
    FigureKind(
        "use_growth", "Growth of use", "share/month", "compute",
        "By which share does use grow in a month? Below zero it shrinks.", least=-1.0,
    ),
    _share(
        "cost_fall", "Fall of unit cost", "compute",
        "By which share does the cost of one use fall in a year?",
    ),
)  # fmt: skip
_UNIT_COST = (
    _money(
        "unit_cost", "Cost of one use", "unit cost",
        "What does one use cost in all, where that is known as a whole?", "/use",
    ),
    _money("moderation_cost", "Moderation", "unit cost",
           "What does moderation cost per use?", "/use"),
    _money("storage_cost", "Storage and delivery", "unit cost",
           "What do storage and delivery cost per use?", "/use"),
    _money("fee_cost", "Fees", "unit cost",
           "Which fees (payment, license, store) fall due per use?", "/use"),
    _money("review_cost", "Human review", "unit cost",
           "What does human review cost per use?", "/use"),
    _money("inference_cost_month", "Inference cost per month", "unit cost",
           "What does inference cost in a month, where that is known as a whole?", "/month"),
    _money("compute_cost_to_date", "Compute cost to date", "unit cost",
           "What has its compute cost since launch, free and paid use together?"),
)  # fmt: skip
_PRICE = (
    _money("price_per_unit", "Net price of one use", "price",
           "What comes in per use, after discounts, store fees and taxes?", "/use"),
    _money("price_per_month", "Price per payer and month", "price",
           "What does one paying user or seat pay in a month?", "/month"),
    _money("revenue_month", "Revenue per month", "price",
           "What does it earn in a month?", "/month"),
    _money("revenue_to_date", "Revenue to date", "price",
           "What has it earned since launch?"),
    FigureKind("free_units_per_day", "Free uses per day", "uses/day", "price",
               "How many uses a day does nobody pay for?"),
    FigureKind("months_to_value", "Time to value", "months", "price",
               "After how many months does the first value show?"),
    FigureKind("payback_months", "Payback", "months", "price",
               "After how many months has it earned back what it cost?"),
)  # fmt: skip
_USE = (
    FigureKind("reach", "Reach", "people", "use",
               "How many people have it, have tried it, or could use it today?"),
    FigureKind("active_month", "Monthly active users", "people", "use",
               "How many people use it in a month?"),
    FigureKind("active_day", "Daily active users", "people", "use",
               "How many people use it on an average day?"),
    FigureKind("active_peak", "Most active users ever", "people", "use",
               "How many people used it in its best month?"),
    FigureKind("installs_month", "Installs per month", "installs/month", "use",
               "How many people installed or started it in the month?"),
    _share("retention_day1", "Retention on day 1", "use",
           "Which share of new users comes back on the day after?"),
    _share("retention_day7", "Retention on day 7", "use",
           "Which share of new users is back on day 7?"),
    _share("retention_day30", "Retention on day 30", "use",
           "Which share of new users is back on day 30?"),
    FigureKind("seats", "Seats", "seats", "use",
               "How many people could use it at work: seats paid for, or staff meant to?"),
    FigureKind("seats_active_week", "Seats active in a week", "seats", "use",
               "How many of them use it in a week?"),
)  # fmt: skip
_TRUST = (
    FigureKind("misuse_tries", "Misuse tests", "tries", "trust",
               "How many attempts to misuse it did the red team make?"),
    FigureKind("misuse_successes", "Misuse that worked", "tries", "trust",
               "How many of the attempts worked?"),
    FigureKind("works_at_risk", "Works at risk", "works", "trust",
               "How many protected works could a claim be about?"),
    _money("cost_per_work", "Cost per work", "trust",
           "What would one work cost in a settlement?", "/work"),
    _share("claim_probability", "Probability of a claim", "trust",
           "How likely is such a claim to succeed?"),
)  # fmt: skip

#: Every figure, in the order of the form.
FIGURES: tuple[FigureKind, ...] = (*_COMPUTE, *_UNIT_COST, *_PRICE, *_USE, *_TRUST)
FIGURE = {kind.name: kind for kind in FIGURES}
#: What ``Facts.training`` holds for each chip.
CHIP_HOURS = FigureKind(
    "training", "Training", "chip-h", "compute", "How many chip-hours does training take in all?"
)


def unit_fits(unit: str, kind: FigureKind, currency: str) -> bool:
    """Whether a figure in this unit can be counted in the unit of its kind.

    No unit means the one that is asked for. Amounts of money may name the currency of the
    portfolio alone, by its code or its sign.
    """
    unit = unit.strip()
    if not unit or unit == kind.unit.replace(MONEY, currency):
        return True
    if not kind.is_money:
        return unit == kind.unit
    money, _, per = unit.partition("/")
    return same_currency(money, currency) and (not per or f"{MONEY}/{per}" == kind.unit)


def same_currency(one: str, other: str) -> bool:
    """Whether a sign or code means the same currency as another."""
    first, second = (_SIGNS.get(text.strip(), text.strip().upper()) for text in (one, other))
    return first == second
