"""Random portfolios for property tests, built from the records' own annotations.

``portfolios()`` draws documents as they are stored: finite numbers, clean texts,
moments in UTC, sets sorted. Ids are drawn from small pools, so that most references
lead somewhere and some dangle, as in files that people have merged.
"""

from __future__ import annotations

import dataclasses
import types
from datetime import UTC, date, datetime
from functools import cache
from typing import Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from portfolio.model import (
    BallotPaper,
    Change,
    Comment,
    Decision,
    Estimate,
    FrozenMap,
    Initiative,
    Invitation,
    PlannedLine,
    Portfolio,
    Resource,
    Rule,
)

#: Everything that may be typed, pasted or merged into a name: controls and surrogates are refused.
clean_characters = st.characters(
    exclude_categories=("Cs",),
    exclude_characters=[chr(c) for c in (*range(9), *range(11, 32), *range(127, 160))],
)
texts = st.text(clean_characters, max_size=12) | st.sampled_from(
    [
        "Claims triage",
        "=1+1",
        "<b>bold</b>",
        "$x^2$",
        "na",
        "  ",
        "two\nlines",
        "\N{RIGHT-TO-LEFT OVERRIDE}x",
    ]
)
# Equal numbers are written alike, so minus zero comes back as zero.
numbers = st.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0)
moments = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone.
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
days = st.dates(min_value=date(1970, 1, 1), max_value=date(2100, 1, 1))
orders = st.text("0123456789ABCXYZabcxyz", max_size=6)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | numbers | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)


def ids(prefix, count=4):
    """Draw one of a few ids, so that references meet records."""
    return st.sampled_from([f"{prefix}_{number}" for number in range(count)])


REFERENCES = {
    (Initiative, "starts"): ids("q"),
    (Resource, "pool"): ids("r"),
    (Resource, "serves"): ids("r"),
    (Rule, "initiatives"): ids("i"),
    (Rule, "resource"): ids("r"),
    (Rule, "period"): ids("q"),
    (Rule, "level"): ids("l"),
    (Change, "period"): ids("q"),
    (Change, "level"): ids("l"),
    (Decision, "initiative"): ids("i"),
    (Decision, "level"): ids("l"),
    (Decision, "start"): ids("q"),
    (Decision, "displaces"): ids("i"),
    (Comment, "initiative"): ids("i"),
    (Invitation, "initiatives"): ids("i"),
    (Invitation, "criteria"): ids("c"),
    (BallotPaper, "rater"): ids("p"),
    (PlannedLine, "level"): ids("l"),
    (PlannedLine, "start"): ids("q"),
}
KEYS = {
    "periods": ["q"],
    "resources": ["r"],
    "capacity": ["q"],
    "criteria": ["c"],
    "parameters": ["m", "v"],
    "initiatives": ["i"],
    "demand": ["r", "q"],
    "stop_cost": ["r", "q"],
    "spent": ["r"],
    "levels": ["l"],
    "figures": ["f"],
    "besides": ["r", "q"],
    "training": ["h"],
    "chip_ratios": ["h"],
    "risks": ["k"],
    "thresholds": ["t"],
    "raters": ["p"],
    "weights": ["c"],
    "ratings": ["p", "i", "c"],
    "Ballot.ratings": ["i", "c"],
    "left_out": ["i"],
    "rules": ["u"],
    "scenarios": ["s"],
    "decisions": ["d"],
    "amounts": ["r", "q"],
    "comments": ["n"],
    "invitations": ["p"],
    "ballots": ["p"],
    "journal": ["e"],
    "plans": ["v"],
    "lines": ["i"],
}


@cache
def record(cls, *, extra=False):
    """Draw a record of any class of the model; with ``extra``, some hold unknown fields."""
    hints = get_type_hints(cls)
    fields = {
        field.name: _value(cls, field.name, hints[field.name], extra)
        for field in dataclasses.fields(cls)
        if field.name != "extra"
    }
    if extra:
        fields["extra"] = unknown_fields(frozenset(fields))
    return st.builds(cls, **fields)


def unknown_fields(taken):
    """Draw fields that a newer version may have added to a record."""
    names = st.text("abcdefgh_", min_size=1, max_size=6).filter(lambda name: name not in taken)
    added = st.dictionaries(names.map(lambda name: f"new_{name}"), json_values, max_size=2)
    return st.just(FrozenMap()) | added.map(FrozenMap)


def _value(cls, name, hint, extra):
    simple = {str: texts, float: numbers, int: st.integers(-9, 99), bool: st.booleans()}
    simple |= {date: days, datetime: moments}
    if (cls, name) in REFERENCES:
        simple[str] = REFERENCES[cls, name]
    if hint in simple:
        return orders if name == "order" else simple[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return st.none() | _value(cls, name, arguments[0], extra)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return _list(cls, name, _value(cls, name, arguments[0], extra))
    if origin is FrozenMap:
        return _map(KEYS.get(f"{cls.__name__}.{name}") or KEYS[name], hint, extra)
    return record(hint, extra=extra)


def _list(cls, name, entry):
    if name in {"tags", "starts", "serves"} or (cls is Rule and name == "initiatives"):
        return st.lists(entry, max_size=3, unique=True).map(lambda each: tuple(sorted(each)))
    return st.lists(entry, max_size=2).map(tuple)


def _map(prefixes, hint, extra):
    inner = get_args(hint)[1]
    entry = _map(prefixes[1:], inner, extra) if len(prefixes) > 1 else _entry(inner, extra)
    return st.dictionaries(ids(prefixes[0]), entry, max_size=2).map(FrozenMap)


def _entry(hint, extra):
    if hint is float:
        return numbers
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(ids("c"), max_size=2).map(tuple)
    return record(hint, extra=extra)


def portfolios(*, extra=False):
    """Draw a whole document; with ``extra``, one that a newer minor version has added to."""
    return record(Portfolio, extra=extra)


estimates = record(Estimate)
