"""Random edits of whole documents: of any field that the model has, and by the app's own verbs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from datetime import UTC, date, datetime

from portfolio.edit import (
    delete_criterion,
    delete_initiatives,
    delete_period,
    delete_rater,
    delete_resource,
    remove_rules,
)
from portfolio.files.missing import MISSING
from portfolio.files.sorted_sets import with_sorted_sets
from portfolio.model import FrozenMap, Portfolio
from portfolio.model.references import REFERRED_TO
from portfolio.model.shapes import Shape, fields_of
from tests.portfolio.strategies import KEYS

DOCUMENT = Shape("record", record=Portfolio)
_DELETE = {
    "periods": delete_period,
    "resources": delete_resource,
    "criteria": delete_criterion,
    "initiatives": lambda portfolio, key: delete_initiatives(portfolio, [key]),
    "raters": delete_rater,
    "rules": lambda portfolio, key: remove_rules(portfolio, [key]),
}
_TEXTS = ("", "Claims", "b", "Übersicht", "r_1", "i_2", "<b>")


def places(portfolio):
    """Return every field and every entry of the document: its shape, its path, what is there."""
    found = []
    _collect(DOCUMENT, (), portfolio, found)
    return found[1:]


def _collect(shape, path, value, found):
    found.append((shape, path, value))
    if shape.kind == "map":
        for key, entry in value.items():
            _collect(shape.entry(), (*path, key), entry, found)
    elif shape.kind == "record" and value is not None:
        for field in fields_of(shape.record_class()):
            _collect(field.shape, (*path, field.name), getattr(value, field.name), found)


def value_at(portfolio, path):
    value = portfolio
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step, MISSING)
        else:
            value = getattr(value, step, MISSING)
        if value is MISSING or value is None:
            return value
    return value


def with_at(holder, path, value):
    """Return the document with another value at a place that is there."""
    if not path:
        return value
    step, *rest = path
    if isinstance(holder, FrozenMap):
        new = with_at(holder[step], rest, value) if rest else value
        return holder.without(step) if new is MISSING else holder.with_(step, new)
    return replace(holder, **{step: with_at(getattr(holder, step), rest, value)})


def with_deletions_of(side, base):
    """Return the base without the records that a side deleted, by the app's verbs."""
    for collection, delete in _DELETE.items():
        for key in getattr(base, collection).keys() - getattr(side, collection).keys():
            if key in getattr(base, collection):
                base = delete(base, key)
    return base


class Editor:
    """Makes random edits of one document; records to add are taken from a donor."""

    def __init__(self, random, document, donor):
        self._random = random
        self._document = document
        self._spare = defaultdict(list)
        for _, _, value in places(donor):
            entries = value if isinstance(value, tuple) else (value,)
            for each in entries:
                if is_dataclass(each):
                    self._spare[type(each)].append(each)
        self._places = [place for place in places(document) if _may_change(*place[:2])]
        # Two people often work at the same few things.
        self._busy = random.sample(self._places, min(6, len(self._places)))

    def edited(self, count):
        """Return the document after some edits, as it would be saved."""
        portfolio = self._document
        for _ in range(count):
            portfolio = self._edit(portfolio)
        return with_sorted_sets(portfolio)

    def _edit(self, portfolio):
        kind = self._random.random()
        if kind < 0.2:
            return self._deleted(portfolio)
        shape, path, _ = self._random.choice(self._busy if kind < 0.7 else self._places)
        value = value_at(portfolio, path)
        if value is MISSING or value_at(portfolio, path[:-1]) in (None, MISSING):
            return portfolio
        if shape.kind == "record" and value is not None and kind < 0.4:
            return with_at(portfolio, path, self._with_unknown(value))
        return with_at(portfolio, path, self._changed(shape, path, value))

    def _deleted(self, portfolio):
        collection = self._random.choice(REFERRED_TO)
        keys = sorted(getattr(portfolio, collection))
        return _DELETE[collection](portfolio, self._random.choice(keys)) if keys else portfolio

    def _with_unknown(self, record):
        names, values = ("new_a", "new_b"), (1, "x", None, [1, 2], {"k": 1}, {"k": 2, "l": 3})
        name = self._random.choice(names)
        if name in record.extra and self._random.random() < 0.3:
            return replace(record, extra=record.extra.without(name))
        return replace(record, extra=record.extra.with_(name, self._random.choice(values)))

    def _changed(self, shape, path, value):
        if shape.kind == "map":
            return self._changed_map(shape.entry(), path, value)
        if shape.kind == "list":
            return self._changed_list(shape.entry(), value)
        if shape.optional and value is not None and self._random.random() < 0.3:
            return None
        new = self._new(shape)
        return value if new is MISSING else new

    def _changed_map(self, entry, path, values):
        grows_only = path == ("journal",) or (len(path) == 1 and path[0] in REFERRED_TO)
        if values and not grows_only and self._random.random() < 0.4:
            return values.without(self._random.choice(sorted(values)))
        new = self._new(entry)
        key = f"{_prefix(path)}_{self._random.randint(0, 6)}"
        return values if new is MISSING or key in values else values.with_(key, new)

    def _changed_list(self, entry, values):
        listed = list(values)
        if listed and self._random.random() < 0.5:
            listed.remove(self._random.choice(listed))
        new = self._new(entry)
        if new is not MISSING and self._random.random() < 0.7:
            listed.append(new)
        return tuple(dict.fromkeys(listed)) if entry.kind == "text" else tuple(listed)

    def _new(self, shape):
        """Return a new value; ``MISSING`` when the donor has none to give."""
        random = self._random
        if shape.kind == "record":
            return random.choice(self._spare[shape.record_class()] or [MISSING])
        if shape.kind == "choice":
            return random.choice(shape.choices)
        if shape.kind == "map":
            new = self._new(shape.entry())
            return FrozenMap() if new is MISSING else FrozenMap({f"q_{random.randint(0, 3)}": new})
        return {
            "text": lambda: random.choice(_TEXTS),
            "order": lambda: random.choice("AVz") + random.choice("AVz"),
            "number": lambda: float(random.choice([0, 1, 50, 99.5, 1e300, 0.1])),
            "whole": lambda: random.randint(0, 9),
            "flag": lambda: random.random() < 0.5,
            "day": lambda: date(2027, 1, random.randint(1, 28)),
            "moment": lambda: datetime(2027, 1, random.randint(1, 28), tzinfo=UTC),
            "list": tuple,
        }[shape.kind]()


def _may_change(shape, path):
    """Whether a place may be edited: the id stays, and what the log says is never edited."""
    if path == ("id",) or (path[0] == "journal" and len(path) > 1):
        return False
    return shape.kind != "record" or shape.optional or len(path) == 2


def _prefix(path):
    """Return with which letter the ids of a map begin."""
    for depth in range(len(path)):
        letters = KEYS.get(path[-1 - depth])
        if letters and depth < len(letters):
            return letters[depth]
    return "x"
