"""Units as people write them: ``$M``, ``k€``, ``USD m``, ``GPU hours``, ``FTE``.

Two units convert only when they count the same thing; currencies never convert.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_CURRENCIES = {
    "$": ("$", "us$", "usd", "dollar"),
    "€": ("€", "eur", "euro"),
    "£": ("£", "gbp", "pound"),
    "¥": ("¥", "jpy", "yen"),
    "CHF": ("chf", "sfr"),
    "CAD": ("cad", "ca$", "c$"),
    "AUD": ("aud", "au$", "a$"),
    "CNY": ("cny", "rmb"),
    "INR": ("inr", "₹"),
    "KRW": ("krw", "₩"),
    "SEK": ("sek",),
    "NOK": ("nok",),
    "DKK": ("dkk",),
    "PLN": ("pln",),
    "BRL": ("brl", "r$"),
    "SGD": ("sgd", "s$"),
}
_SCALES = {
    1e3: ("k", "'000", "’000", "000s", "000", "tsd", "thousand", "in thousands"),
    1e6: ("m", "mn", "mm", "mio", "million", "in millions"),
    1e9: ("bn", "b", "bln", "billion", "mrd", "in billions"),
    1e12: ("t", "tn", "trillion"),
}
_CURRENCY_OF = {word: name for name, words in _CURRENCIES.items() for word in words}
_SCALE_OF = {word: scale for scale, words in _SCALES.items() for word in words}
#: Scales that mean the same without a currency beside them; case counts.
_BARE_SCALES = {"k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12} | {
    word: scale for word, scale in _SCALE_OF.items() if len(word) > 2 or word in {"bn", "mn"}
}
_KNOWN_UNITS = frozenset(
    ("fte", "h", "d", "wk", "mo", "%", "points", "gpu h", "h100e h", "people", "tokens")
)
_WORDS = {
    "hours": "h",
    "hour": "h",
    "hrs": "h",
    "hr": "h",
    "days": "d",
    "day": "d",
    "weeks": "wk",
    "week": "wk",
    "months": "mo",
    "month": "mo",
    "years": "yr",
    "year": "yr",
    "equivalent": "e",
    "ftes": "fte",
    "pts": "points",
    "point": "points",
    "gpuh": "gpu h",
    "percent": "%",
    "pct": "%",
}
_MONEY = re.compile(
    "|".join(sorted((re.escape(word) for word in _CURRENCY_OF), key=len, reverse=True))
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a multiple of its base: ``$M`` is 1e6 of ``$``.

    ``base`` is empty for a bare scale (``k``), and for no unit at all.
    """

    base: str
    scale: float = 1.0

    @property
    def is_money(self) -> bool:
        """Whether the base is a currency."""
        return self.base in _CURRENCIES


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit:
    """Return the unit that a text names; any text is a unit of its own kind."""
    plain = " ".join(text.split())
    if plain in _BARE_SCALES:
        return Unit("", _BARE_SCALES[plain])
    money = _money(plain.casefold())
    if money is not None:
        return money
    first, _, rest = plain.partition(" ")
    if rest and first in _BARE_SCALES:
        return Unit(_base(rest), _BARE_SCALES[first])
    return Unit(_base(plain))


def is_unit(text: str) -> bool:
    """Whether a text is certainly a unit, such as ``$M``, ``FTE`` or ``%``."""
    unit = parse_unit(text)
    return unit.is_money or unit.base in _KNOWN_UNITS or (not unit.base and unit.scale != 1.0)


def convert(written: str, target: str) -> float | None:
    """Return what a number in one unit is multiplied by to be in another.

    A bare scale counts in the target's base: ``2.5 k`` is 2,500 hours where hours
    are asked, and 0.0025 where millions of dollars are.

    Args:
        written: the unit beside the number, not empty.
        target: the unit wanted; when it is empty, only bare scales convert.

    Returns:
        The factor, or None when the two count different things.
    """
    goal = parse_unit(target)
    unit = parse_unit(written)
    if unit.base == goal.base or not unit.base:
        return unit.scale / goal.scale
    if goal.is_money and written.strip().casefold() in _SCALE_OF:
        return _SCALE_OF[written.strip().casefold()] / goal.scale
    prefix, rest = written.strip()[:1], written.strip()[1:]
    if rest and prefix in _BARE_SCALES and _base(rest) == goal.base:
        return _BARE_SCALES[prefix] / goal.scale
    return None


def _money(plain: str) -> Unit | None:
    """Return a currency with an optional scale before or behind it."""
    found = _MONEY.search(plain)
    if found is None:
        return None
    before = plain[: found.start()].strip(" .-/")
    after = plain[found.end() :].strip(" .-/")
    after = "" if after == "s" else after.removeprefix("s ")
    scale = " ".join(word for word in (before, after) if word)
    scale = scale.removeprefix("in ").removesuffix(" of").removesuffix("s").strip()
    if not scale:
        return Unit(_CURRENCY_OF[found.group()])
    factor = 1e3 if plain.startswith(("t€", "teur")) else _SCALE_OF.get(scale)
    return None if factor is None else Unit(_CURRENCY_OF[found.group()], factor)


@lru_cache(maxsize=4096)
def _base(text: str) -> str:
    """Return the comparable form of a unit: case, plurals and hyphens do not count."""
    words = re.split(r"[\s\-_·/]+", text.casefold().strip())
    plain = " ".join(_WORDS.get(word, word) for word in words if word)
    plain = plain.replace("h100 e ", "h100e ").replace("h100 h", "h100e h")
    if plain == "full time e":
        return "fte"
    return plain[:-1] if len(plain) > 4 and plain.endswith("s") else plain
