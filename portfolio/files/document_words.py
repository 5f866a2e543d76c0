"""Places of a document in the words of the people who filled it in, and the units there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Any

from portfolio.files.wording import place_of
from portfolio.model import FIGURE, Comment, Decision, Entry, Portfolio
from portfolio.model.checks.phrases import phrase
from portfolio.model.figures import MONEY
from portfolio.model.nouns import NOUNS
from portfolio.model.text import quoted

Path = tuple[str, ...]

#: What all records have in one field, as places that are told and merged as one thing.
WEIGHTS: Path = ("criteria", "", "weight")
SWINGS: Path = ("criteria", "", "swing")
PERIOD_ORDER: Path = ("periods", "", "order")
OF_ALL = {
    WEIGHTS: "Weights of the criteria",
    SWINGS: "Swing points of the criteria",
    PERIOD_ORDER: "Order of the periods",
}
#: The steps on a path that say nothing to a person.
_SILENT = frozenset({"extra", "facts", "figures"})
_ON_RESOURCES = frozenset({"demand", "stop_cost", "spent", "capacity", "besides", "amounts"})


class DocumentWords:
    """Says the places of one or more versions of a document.

    Args:
        documents: the versions; what a record is called, and in what a number is counted, is
            taken from the first that has it.
        names: what records are called, by id, where that is known already.
    """

    def __init__(self, *documents: Portfolio, names: Mapping[str, str] | None = None) -> None:
        self._documents = documents
        self._names = _names_in(documents) if names is None else names

    def in_units_of(self, document: Portfolio) -> DocumentWords:
        """Return the same words for values of one version, which are counted as that says."""
        return DocumentWords(document, *self._documents, names=self._names)

    def named(self, key: str) -> str:
        """Return what a record is called; its id without a name."""
        return self._names.get(key, key)

    def place(self, path: Path) -> str:
        """Return a place: ``Initiative “Claims triage”, demand, “GPU hours”, “Q1 2027”``."""
        if path in OF_ALL:
            return OF_ALL[path]
        said = (*(step for step in path[:-1] if step not in _SILENT), *path[-1:])
        if not said:
            return "The portfolio"
        return place_of(said, self._names, self._nameless(path))

    def _nameless(self, path: Path) -> str:
        """Return what to call a record that has no name of its own; empty for the others."""
        for document in self._documents:
            records = getattr(document, path[0]) if path[0] in _NAMELESS else {}
            if len(path) > 1 and path[1] in records:
                return _NAMELESS[path[0]](records[path[1]], document)
        return ""

    def share(self, path: Path, weight: float) -> float | None:
        """Return the share of a weight in the sum of those it stands beside; None for others."""
        for document in self._documents:
            total = sum(max(0.0, each) for each in _weights(document, path))
            if 0 < total < inf:
                return max(0.0, weight) / total
        return None

    def unit(self, path: Path) -> str:
        """Return the unit of a number; empty when it has none."""
        for document in self._documents:
            found = next(_units(document, path), None)
            if found is not None:
                return found
        return ""


def _names_in(documents: Sequence[Portfolio]) -> dict[str, str]:
    found: dict[str, str] = {}
    for document in reversed(documents):
        found.update(_names(document))
    return found


def _names(document: Portfolio) -> Iterator[tuple[str, str]]:
    for collection in NOUNS:
        for key, record in getattr(document, collection).items():
            name = getattr(record, "name", "") or getattr(record, "title", "")
            if name.strip() and collection not in _NAMELESS:
                yield key, name
            if collection == "initiatives":
                yield from ((level, each.name) for level, each in record.levels.items())


def _units(document: Portfolio, path: Path) -> Iterator[str]:
    """Yield the unit of a number as far as a document can tell it."""
    initiative = document.initiatives.get(path[1]) if len(path) > 2 else None
    if _ON_RESOURCES.intersection(path):
        resources = [document.resources[step] for step in path if step in document.resources]
        yield from (record.unit for record in resources)
    elif path[0] == "rules":
        yield from _rule_units(document, path)
    elif path[0] == "ratings" or path[2:3] == ("ratings",):
        criteria = [document.criteria[step] for step in path if step in document.criteria]
        yield from (record.unit for record in criteria)
    elif initiative is not None and path[2:4] == ("benefit", "amount") and initiative.benefit:
        yield initiative.benefit.unit
    elif initiative is not None and path[2:4] == ("facts", "figures") and len(path) > 4:
        facts = initiative.facts
        stated = None if facts is None else facts.figures.get(path[4])
        if stated is not None and stated.unit:
            yield stated.unit
        elif path[4] in FIGURE:
            yield FIGURE[path[4]].unit.replace(MONEY, document.settings.currency)


def _weights(document: Portfolio, path: Path) -> Iterable[float]:
    """Return all weights beside which one stands: of the criteria, or those of one rater."""
    if path[:1] == ("criteria",) and path[2:] == ("weight",):
        return (record.weight for record in document.criteria.values())
    if path[:1] == ("raters",) and path[2:3] == ("weights",) and path[1] in document.raters:
        return document.raters[path[1]].weights.values()
    return ()


def _rule_units(document: Portfolio, path: Path) -> Iterator[str]:
    rule = document.rules.get(path[1]) if path[2:] == ("amount",) else None
    if rule is None:
        return
    if rule.basis != "amount":
        yield "share"
    elif rule.kind == "synergy":
        yield document.settings.benefit_unit
    elif (resource := document.resources.get(rule.resource or "")) is not None:
        yield resource.unit


def _decision(decision: Decision, document: Portfolio) -> str:
    return f"Decision on {_initiative(decision.initiative, decision.name, document)}"


def _comment(comment: Comment, document: Portfolio) -> str:
    by = f" by {quoted(comment.author)}" if comment.author else ""
    about = "" if comment.initiative is None else _initiative(comment.initiative, "", document)
    return f"Comment{by}{about and f' on {about}'}"


def _entry(entry: Entry, _document: Portfolio) -> str:
    return f"Entry {entry.n} of the log"


def _initiative(key: str, name: str, document: Portfolio) -> str:
    record = document.initiatives.get(key)
    return quoted(name or key if record is None else record.name)


_NAMELESS: dict[str, Callable[[Any, Portfolio], str]] = {
    "rules": phrase,
    "decisions": _decision,
    "comments": _comment,
    "journal": _entry,
}
