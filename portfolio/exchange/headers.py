"""The headers that the app itself writes: exact enough to be read back without a guess.

``Demand: Compute | Q1 2027 | low [H100e-h]``, ``Rating: Fit | Ana``, ``Figure: Reach | high
[people]``: names stand as they are, a ``|`` inside one is doubled, and a unit always
follows in brackets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from portfolio.exchange.clean import clean_text
from portfolio.exchange.fact_words import ANSWER_BY_TITLE
from portfolio.exchange.figure_words import FIGURE_BY_TITLE
from portfolio.exchange.meaning import FACT_KINDS, PARTS, TITLES, Meaning, MeaningKind, Part
from portfolio.model import FIGURE, in_order
from portfolio.model.order import Ordered

_DEMAND = "Demand: "
_RATING = "Rating: "
_FIGURE = "Figure: "
_TRAINING = "Training: "
_SEPARATOR = " | "
_BENEFIT: dict[Part, str] = {
    "low": "Benefit low",
    "likely": "Benefit likely",
    "high": "Benefit high",
}
_KINDS: dict[str, MeaningKind] = {
    title: kind
    for kind, title in TITLES.items()
    if kind not in {"ignore", "benefit", "demand", "rating", *FACT_KINDS}
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


def figure_header(name: str, part: Part, unit: str) -> str:
    """Return the header of one part of a figure."""
    title = FIGURE[name].title if name in FIGURE else name
    return _measured(_FIGURE, title, part, unit)


def training_header(chip: str, part: Part, unit: str) -> str:
    """Return the header of one part of the hours of training on a chip."""
    return _measured(_TRAINING, chip, part, unit)


def _measured(prefix: str, name: str, part: Part, unit: str) -> str:
    names = [_escaped(name)] + ([] if part == "likely" else [part])
    return f"{prefix}{_SEPARATOR.join(names)} [{unit}]"


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
    if header.startswith((_FIGURE, _TRAINING)):
        return _fact(header)
    if header in ANSWER_BY_TITLE:
        return OwnHeader(Meaning("answer", of=ANSWER_BY_TITLE[header]))
    return OwnHeader(Meaning(_KINDS[header])) if header in _KINDS else None


def _fact(header: str) -> OwnHeader | None:
    """Return a figure's header, or one of hours of training, taken apart."""
    kind: MeaningKind = "figure" if header.startswith(_FIGURE) else "training"
    apart = _names_and_unit(header.partition(": ")[2])
    if apart is None or len(apart[0]) > 2:
        return None
    (name, *rest), unit = apart
    part = next(
        (part for part in PARTS if rest in ([], [part]) and (rest or part == "likely")), None
    )
    of = FIGURE_BY_TITLE.get(name, name) if kind == "figure" else name
    return OwnHeader(Meaning(kind, part, of=of), unit=unit) if part and of else None


def _names_and_unit(text: str) -> tuple[tuple[str, ...], str] | None:
    if not text.endswith("]") or " [" not in text:
        return None
    at = text.rindex(" [")
    return _names(text[:at]), text[at + 2 : -1]


def _demand(text: str) -> OwnHeader | None:
    apart = _names_and_unit(text)
    if apart is None:
        return None
    names, unit = apart
    if len(names) == 2:
        return OwnHeader(Meaning("demand"), names, unit)
    part = next((part for part in PARTS if len(names) == 3 and names[2] == part), None)
    return OwnHeader(Meaning("demand", part), names[:2], unit) if part else None


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.replace("||", "|") for part in text.split(_SEPARATOR))


def _escaped(name: str) -> str:
    return name.replace("|", "||")
