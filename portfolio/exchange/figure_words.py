"""Other words for the figures that the five lessons ask for, and the units that they come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portfolio.exchange.units import convert
from portfolio.exchange.words import plain_words
from portfolio.model import CHIP_HOURS, FIGURE, FIGURES, FigureKind
from portfolio.model.compute import CHIPS

#: What one use is called, in the singular.
_USES = (
    "use", "unit", "clip", "video", "image", "call", "request", "query", "generation", "document",
    "transaction", "task", "answer", "inference", "message", "page", "minute",
)  # fmt: skip
_PLURALS = {"query": "queries"}

#: Plain words of headers, beside the titles of the figures.
_HEADERS: Mapping[str, tuple[str, ...]] = {
    "units_per_day": ("daily uses", "daily volume", "daily requests"),
    "seconds_per_unit": ("gpu time", "chip time", "gpu time per unit"),
    "utilization": ("utilisation", "gpu utilization", "gpu utilisation", "chip utilization"),
    "peak_factor": ("peak to average", "peak ratio", "peak to average ratio"),
    "chip_hour_price": ("gpu hour price", "price per gpu hour", "price per h100 hour"),
    "use_growth": ("usage growth", "growth per month", "monthly growth", "user growth per month"),
    "cost_fall": ("cost fall per year", "yearly cost fall", "cost decline per year"),
    "unit_cost": ("unit cost", "unit costs", "cogs per unit"),
    "moderation_cost": ("moderation cost", "moderation cost per use"),
    "storage_cost": ("storage cost", "delivery cost", "storage cost per use"),
    "fee_cost": ("fees per use", "store fees", "payment fees"),
    "review_cost": ("human review cost", "review cost", "human review cost per use"),
    "inference_cost_month": ("monthly inference cost", "inference cost month"),
    "compute_cost_to_date": ("lifetime compute cost", "compute spend to date"),
    "price_per_unit": ("net price", "list price", "unit price"),
    "price_per_month": (
        "price per month", "price month", "monthly price", "subscription price", "price per seat",
        "price per user", "price per user and month", "price per seat and month",
        "price per user per month", "price per seat per month", "price per payer",
    ),
    "revenue_month": ("monthly revenue", "mrr", "revenue month"),
    "revenue_to_date": ("lifetime revenue", "revenue since launch", "cumulative revenue"),
    "free_units_per_day": ("daily free uses",),
    "months_to_value": ("months to value", "months to first value"),
    "payback_months": ("payback period", "payback time"),
    "reach": ("people reached", "total users", "registered users", "audience", "downloads"),
    "active_month": ("mau", "maus", "monthly actives", "active users per month"),
    "active_day": ("dau", "daus", "daily actives", "active users per day"),
    "active_peak": ("peak users", "peak mau", "peak active users", "users peak"),
    "installs_month": (
        "monthly installs", "installs", "monthly downloads", "downloads per month",
    ),
    "retention_day1": (),
    "seats": ("paid seats", "licensed seats", "seats sold", "licenses", "licences"),
    "seats_active_week": (
        "weekly active seats", "active seats", "weekly active users", "wau", "seats active",
    ),
    "misuse_tries": ("misuse attempts", "red team attempts", "red team tests", "misuse tries"),
    "misuse_successes": (
        "misuse successes", "successful misuse", "red team successes", "successful attacks",
    ),
    "works_at_risk": ("protected works", "copyrighted works"),
    "cost_per_work": ("settlement per work",),
    "claim_probability": ("claim probability", "litigation probability"),
}  # fmt: skip
#: Words that may mean a figure, but as often something else: offered, and not taken.
_OFFERED = {"price": "price_per_unit", "users": "reach", "payback": "payback_months"}

_SECONDS: Mapping[str, float] = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 60.0),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600.0),
    "ms": 1e-3,
}
_MONTHS: Mapping[str, float] = {
    **dict.fromkeys(("mo", "mon", "month", "months"), 1.0),
    **dict.fromkeys(("yr", "yrs", "year", "years"), 12.0),
    **dict.fromkeys(("quarter", "quarters"), 3.0),
}
#: Other words for the units of figures.
_SAME_AS: Mapping[str, frozenset[str]] = {
    "people": frozenset(("user", "users", "accounts")),
    "×": frozenset(("x", "times")),
    CHIP_HOURS.unit: frozenset(("h", "hours", "gpu hours", "gpu h")),
}
_CHIP_WORDS = frozenset(("gpu", "chip", "h100", "h100e", "a100", "h200", "b200"))


def _pairs() -> Iterator[tuple[str, str]]:
    titles = {plain_words(kind.title): kind.name for kind in FIGURES}
    yield from ((words, name) for words, name in titles.items() if words not in _OFFERED)
    for name, headers in _HEADERS.items():
        yield from ((words, name) for words in headers)
    for use in _USES:
        several = _PLURALS.get(use, f"{use}s")
        yield f"{several} per day", "units_per_day"
        yield f"free {several} per day", "free_units_per_day"
        yield f"cost per {use}", "unit_cost"
        yield f"price per {use}", "price_per_unit"
        for chip in ("gpu", "chip", "compute"):
            for unit in ("time", "seconds", "minutes"):
                yield f"{chip} {unit} per {use}", "seconds_per_unit"
    for day in ("1", "7", "30"):
        name = f"retention_day{day}"
        for words in (
            "d{}",
            "day {} retention",
            "retention day {}",
            "retention d{}",
            "d{} retention",
        ):
            yield words.format(day), name


FIGURE_BY_WORDS: Mapping[str, str] = {words: name for words, name in _pairs() if name in FIGURE}
FIGURE_BY_TITLE: Mapping[str, str] = {kind.title: kind.name for kind in FIGURES}
_CHIP_BY_WORDS: Mapping[str, str] = {plain_words(chip): chip for chip in CHIPS}


def figure_of(words: str) -> tuple[str, bool]:
    """Return the figure that plain words name, else empty; and whether there is no doubt."""
    if words in FIGURE_BY_WORDS:
        return FIGURE_BY_WORDS[words], True
    return _OFFERED.get(words, ""), False


def training_chip(words: str) -> tuple[str, bool]:
    """Return the chip whose hours of training plain words name, and whether there is no doubt.

    ``Training GPU hours`` are those of an H100; hours of another chip, which a portfolio
    does not plan in, are most likely its training.
    """
    found = set(words.split())
    chip = next((c for w, c in _CHIP_BY_WORDS.items() if f" {w} " in f" {words} "), "")
    hours = bool(found & {"hours", "hour", "h", "hrs"})
    if "training" in found and (hours or chip) and (chip or found & _CHIP_WORDS):
        return chip or "H100", True
    return (chip, False) if hours and chip not in {"", "H100"} else ("", False)


def kind_named(name: str, *, training: bool) -> FigureKind:
    """Return the kind of a figure, or of the hours of training; any unknown one has no unit."""
    if training:
        return CHIP_HOURS
    return FIGURE.get(name) or FigureKind(name, name, "", "use", "", least=float("-inf"))


def figure_factor(unit: str, kind: FigureKind, currency: str) -> float | None:
    """Return what a number in a unit is multiplied by to be in that of a figure.

    ``40 min`` of chip time are 2,400 seconds, ``2 years`` 24 months, ``$1.30`` is in the
    portfolio's currency only if that is the dollar.

    Args:
        unit: beside the number, not empty.
        kind: of the figure; no share.
        currency: of the portfolio.

    Returns:
        The factor, or None when the two count different things.
    """
    plain = plain_words(unit)
    if kind.is_money:
        return convert(unit.partition("/")[0].strip(), currency)
    own = {plain_words(kind.unit), *plain_words(kind.unit.partition("/")[0]).split()}
    if plain in own | _SAME_AS.get(kind.unit, frozenset()):
        return 1.0
    if kind.name == CHIP_HOURS.name:
        return convert(unit, "GPU-h")
    times = {"seconds_per_unit": _SECONDS, "months_to_value": _MONTHS, "payback_months": _MONTHS}
    if kind.name in times:
        words = [word for word in plain.split() if word not in _CHIP_WORDS]
        return times[kind.name].get(" ".join(words))
    return convert(unit, "")
