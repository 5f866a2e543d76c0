"""A document in which every text and every number can be told from all others.

It is built from the shapes of the model, so that a field that is added is planted as well.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

from portfolio.edit.redacted_fields import HOLDS
from portfolio.files import dumps
from portfolio.model import RULE_KINDS, Comment, FrozenMap, Portfolio, Rule
from portfolio.model.shapes import fields_of

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def planted():
    """Return a planted document, its markers, and every name in all free text."""
    planter = Planter()
    portfolio = planter.document()
    first, last = planter.name
    letter = f"{first} {last}, {last}'s, {first.upper()}; {first}@firm.example and @{last}."
    texts = FrozenMap({"i_1": replace(portfolio_initiative(portfolio), goal=f"goal {letter}")})
    comment = Comment(f"said {letter}", NOW, author="", initiative="i_1")
    portfolio = replace(
        portfolio,
        initiatives=portfolio.initiatives.with_all(texts),
        comments=portfolio.comments.with_("m_1", comment),
    )
    text = dumps(portfolio).decode()
    # Some are written over, so that the keys of demand, capacity and ratings meet.
    return portfolio, {mark: about for mark, about in planter.markers.items() if mark in text}


def portfolio_initiative(portfolio):
    return next(iter(portfolio.initiatives.values()))


class Planter:
    """Builds a document in which every text and number tells where it stands."""

    def __init__(self):
        self._number = count(1000)
        #: marker to (what the field holds, class, field, kind of rule or empty)
        self.markers = {}
        self._kind = ""

    def document(self):
        portfolio = self.record(Portfolio)
        rules = {}
        for kind in RULE_KINDS:
            self._kind = kind
            rules[f"u_{kind}"] = replace(self.record(Rule), kind=kind, resource=self.resource)
        self._kind = ""
        return replace(portfolio, rules=FrozenMap(rules))

    def record(self, cls):
        values = {
            field.name: self._value(field.shape, HOLDS[cls][field.name], cls, field.name)
            for field in fields_of(cls)
        }
        values["extra"] = FrozenMap({"newer": self._mark("extra", cls, "extra")})
        if "category" in values and cls.__name__ == "Resource":
            values["category"] = "capital"
        return cls(**values)

    def _value(self, shape, holds, cls, name):
        first = holds[0]
        if first == "gone" and shape.kind == "record":
            return None
        if shape.kind == "map":
            key = "price_per_unit" if name == "figures" else self._text(first, cls, name)
            if name == "resources":
                self.resource = key
            if name in {"demand", "stop_cost", "besides", "spent", "amounts"}:
                key = self.resource
            if name == "ratings" or (cls is Portfolio and name == "criteria"):
                key = "c_money" if len(holds) == 2 else key
            return FrozenMap({key: self._entry(shape, holds, cls, name)})
        if shape.kind == "list":
            return (self._value(shape.items, holds, cls, name),)
        if shape.kind == "record":
            return self.record(shape.record)
        return self._leaf(shape, first, cls, name)

    def _entry(self, shape, holds, cls, name):
        if holds[0] == "gone":
            return self._gone(shape.items.record)
        return self._value(shape.items, holds[1:], cls, name)

    def _gone(self, cls):
        required = {
            field.name: NOW if field.shape.kind == "moment" else self._mark("gone", cls, field.name)
            for field in fields_of(cls)
            if field.required and field.shape.kind != "choice"
        }
        choices = {
            field.name: field.shape.choices[0]
            for field in fields_of(cls)
            if field.required and field.shape.kind == "choice"
        }
        return cls(**required, **choices)

    def _leaf(self, shape, held, cls, name):
        plain = {
            "flag": True,
            "day": date(2027, 1, 1),
            "moment": NOW,
            "whole": 1,
            "order": "V",
            "choice": shape.choices[0] if shape.choices else "",
        }
        if shape.kind in plain:
            return plain[shape.kind]
        if shape.kind == "number":
            return 0.5 if held == "plain" else float(self._mark(held, cls, name))
        if name in {"unit", "benefit_unit", "currency"} and cls.__name__ != "Initiative":
            return "$M"
        return self._text(held, cls, name)

    def _text(self, held, cls, name):
        if held == "person":
            number = self._mark(held, cls, name)
            self.markers[f"Gwen{number}"] = self.markers.pop(number)
            self.name = f"Gwen{number}", f"Ode{number}"
            return " ".join(self.name)
        mark = self._mark("id" if held == "gone" else held, cls, name)
        if held != "words":
            return mark
        return f"kept{mark} for $9{mark}M"

    def _mark(self, held, cls, name):
        number = f"77{next(self._number)}"
        self.markers[number] = (held, cls.__name__, name, self._kind)
        return number
