"""The headers that the app itself writes: exact enough to be read back without a guess.

``Demand: Compute | Q1 2027 | low [H100e-h]`` and ``Rating: Fit | Ana``: names stand as
they are, a ``|`` inside one is doubled, and a unit always follows in brackets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from portfolio.exchange.clean import clean_text
from portfolio.exchange.meaning import PARTS, TITLES, Meaning, MeaningKind, Part
from portfolio.model import in_order
from portfolio.model.order import Ordered

_DEMAND = "Demand: "
_RATING = "Rating: "
_SEPARATOR = " | "
_BENEFIT: dict[Part, str] = {
    "low": "Benefit low",
    "likely": "Benefit likely",
    "high": "Benefit high",
}
_KINDS: dict[str, MeaningKind] = {
    title: kind
    for kind, title in TITLES.items()
    if kind not in {"ignore", "benefit", "demand", "rating"}
}


@dataclass(frozen=True, slots=True)
class OwnHeader:
    """A header of ours, taken apart.

    Attributes:
        meaning: its kind and part only.
        names: resource and period, or criterion and rater.
        unit: of a demand.
    """

    meaning: Meaning
    names: tuple[str, ...] = ()
    unit: str = ""


class _Nameable(Ordered, Protocol):
    @property
    def name(self) -> str:
        """What people call it."""


N = TypeVar("N", bound=_Nameable)


def labels(records: Mapping[str, N]) -> dict[str, str]:
    """Return id to a name that no other record of the kind has, in the order of the screen.

    The second ``Compute`` is called ``Compute (2)``; what has no name is ``Unnamed``.
    """
    taken: set[str] = set()
    found: dict[str, str] = {}
    for key, record in in_order(records):
        name = clean_text(record.name) or "Unnamed"
        label, number = name, 1
        while label in taken:
            number += 1
            label = f"{name} ({number})"
        taken.add(label)
        found[key] = label
    return found


def field_header(kind: MeaningKind, part: Part = "likely") -> str:
    """Return the header of a plain attribute."""
    return _BENEFIT[part] if kind == "benefit" else TITLES[kind]


def demand_header(resource: str, period: str, part: Part, unit: str) -> str:
    """Return the header of one part of a demand."""
    names = [_escaped(resource), _escaped(period)] + ([] if part == "likely" else [part])
    return f"{_DEMAND}{_SEPARATOR.join(names)} [{unit}]"


def rating_header(criterion: str, rater: str) -> str:
    """Return the header of one rater's ratings on one criterion."""
    return f"{_RATING}{_escaped(criterion)}{_SEPARATOR}{_escaped(rater)}"


def read_header(header: str) -> OwnHeader | None:
    """Return one of our own headers taken apart, None for any other text."""
    if header.startswith(_DEMAND):
        return _demand(header.removeprefix(_DEMAND))
    if header.startswith(_RATING):
        names = _names(header.removeprefix(_RATING))
        return OwnHeader(Meaning("rating"), names) if len(names) == 2 else None
    for part, title in _BENEFIT.items():
        if header == title:
            return OwnHeader(Meaning("benefit", part))
    return OwnHeader(Meaning(_KINDS[header])) if header in _KINDS else None


def _demand(text: str) -> OwnHeader | None:
    if not text.endswith("]") or " [" not in text:
        return None
    at = text.rindex(" [")
    names, unit = _names(text[:at]), text[at + 2 : -1]
    if len(names) == 2:
        return OwnHeader(Meaning("demand"), names, unit)
    part = next((part for part in PARTS if len(names) == 3 and names[2] == part), None)
    return OwnHeader(Meaning("demand", part), names[:2], unit) if part else None


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.replace("||", "|") for part in text.split(_SEPARATOR))


def _escaped(name: str) -> str:
    return name.replace("|", "||")
