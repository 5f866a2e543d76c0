"""What stands at a place of a document, in words: numbers with their unit, ids by their name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from itertools import combinations
from typing import Any

from portfolio.files.document_words import PERIOD_ORDER, DocumentWords, Path
from portfolio.files.missing import MISSING
from portfolio.files.weight_words import is_set, set_texts
from portfolio.model import Anchor, Estimate, Figure, Rating, Reading
from portfolio.model.amounts import amount_text, number_text, percent_text
from portfolio.model.days import day_text, utc_text
from portfolio.model.shapes import fields_of
from portfolio.model.text import listed, plural, quoted, visible

#: Stored as 0 to 1, read in percent.
_SHARES = frozenset(
    {
        "benefit_share",
        "cost_fall",
        "demand_share",
        "discount_rate",
        "late_loss",
        "probability",
        "utilization",
    }
)
_MOST_FIELDS = 4
_MOST_ENTRIES = 4
_LONGEST_TEXT = 60


def texts_apart(path: Path, *told: tuple[DocumentWords, object]) -> tuple[str, ...]:
    """Return values of one place in words, two that differ never in the same words.

    What a sealed ballot holds is never told.

    Args:
        path: of the place.
        told: the words of the version that a value is of, and the value.
    """
    values = tuple(value for _, value in told)
    if path[:1] == ("ballots",):
        return tuple(_PLAIN[MISSING] if value is MISSING else "sealed" for value in values)
    texts: tuple[str, ...] = ()
    if path == PERIOD_ORDER:
        return tuple(_in_their_order(words, value) for words, value in told)
    if all(is_set(path, value) for value in values):
        texts = set_texts(path, told)
        if _are_apart(values, texts):
            return texts
    for said in (value_text, _whole_list, _in_full):
        texts = tuple(said(words, path, value) for words, value in told)
        if _are_apart(values, texts):
            break
    return texts


def _in_their_order(words: DocumentWords, orders: object) -> str:
    """Return the names of records one after the other, given their rank keys by id."""
    if not isinstance(orders, Mapping):
        return _PLAIN[MISSING]
    keys = sorted(orders, key=lambda key: (orders[key], key))
    return ", ".join(quoted(words.named(key)) for key in keys) or "none"


def _are_apart(values: tuple[object, ...], texts: tuple[str, ...]) -> bool:
    pairs = combinations(zip(values, texts, strict=True), 2)
    return all(one == other or text != same for (one, text), (other, same) in pairs)


def value_text(words: DocumentWords, path: Path, value: object) -> str:
    """Return one value in words: ``12.4M H100e-h``, ``“Claims triage”``, ``not stated``."""
    if value is MISSING or value is None or isinstance(value, bool):
        return _PLAIN[value]
    if is_dataclass(value) and not isinstance(value, type):
        return _record(words, path, value)
    for kind, said in _BY_KIND.items():
        if isinstance(value, kind):
            return said(words, path, value)
    return _json(value)


def _number(words: DocumentWords, path: Path, value: float) -> str:
    if path and path[-1] in _SHARES:
        return percent_text(value)
    share = words.share(path, value)
    if share is not None:
        return percent_text(share, tenths=True)
    unit = words.unit(path)
    if unit.partition("/")[0] == "share":
        return f"{percent_text(value)}{unit.removeprefix('share')}"
    return amount_text(value, unit)


def _text(words: DocumentWords, _path: Path, value: str) -> str:
    return quoted(words.named(value)) if value else "empty"


def _entries(words: DocumentWords, path: Path, values: tuple[Any, ...] | list[Any]) -> str:
    if not values:
        return "none"
    return listed((value_text(words, path, each) for each in values), most=_MOST_ENTRIES)


def _record(words: DocumentWords, path: Path, record: Any) -> str:  # noqa: ANN401
    brief = _BRIEFLY.get(type(record))
    if brief is not None:
        return brief(words, path, record)
    name = getattr(record, "name", "") or getattr(record, "title", "")
    if name:
        return quoted(name)
    said = [
        f"{name.replace('_', ' ')} {value_text(words, (*path, name), value)}"
        for name, value in _stated(record).items()
    ]
    return "; ".join(said[:_MOST_FIELDS]) or "nothing stated"


def _range(words: DocumentWords, path: Path, record: Estimate | Figure | Reading) -> str:
    likely = _number(words, path, record.likely)
    ends = [
        f"{name} {_number(words, path, end)}"
        for name, end in (("low", record.low), ("high", record.high))
        if end is not None
    ]
    return f"{likely} ({', '.join(ends)})" if ends else likely


def _figure(words: DocumentWords, path: Path, figure: Figure) -> str:
    text = _range(words, path, figure)
    as_of = f", as of {day_text(figure.as_of)}" if figure.as_of else ""
    source = f", {quoted(figure.source)}" if figure.source else ""
    return f"{text}{as_of}{source}"


def _rating(words: DocumentWords, path: Path, rating: Rating) -> str:
    text = _number(words, path, rating.value)
    sure = f", {rating.confidence} confidence" if rating.confidence else ""
    return f"{text}{sure}{f', {quoted(rating.comment)}' if rating.comment else ''}"


def _anchor(_words: DocumentWords, _path: Path, anchor: Anchor) -> str:
    text = f" {quoted(anchor.text)}" if anchor.text else ""
    return f"{number_text(anchor.level)} is worth {number_text(anchor.points)}{text}"


_PLAIN: dict[object, str] = {
    MISSING: "not there",
    None: "not stated",
    True: "yes",
    False: "no",
}
_BY_KIND: dict[type, Callable[[DocumentWords, Path, Any], str]] = {
    str: _text,
    float: _number,
    int: _number,
    datetime: lambda _words, _path, value: utc_text(value),
    date: lambda _words, _path, value: day_text(value),
    tuple: _entries,
    list: _entries,
    Mapping: lambda _words, _path, value: plural(len(value), "entry", "entries"),
}
_BRIEFLY: dict[type, Callable[[DocumentWords, Path, Any], str]] = {
    Anchor: _anchor,
    Estimate: _range,
    Figure: _figure,
    Rating: _rating,
    Reading: _range,
}


def _whole_list(words: DocumentWords, path: Path, value: object) -> str:
    """Return a value as ``value_text`` does, but a list to its end."""
    if isinstance(value, tuple | list) and value:
        return listed((value_text(words, path, each) for each in value), most=len(value))
    return value_text(words, path, value)


def _in_full(words: DocumentWords, path: Path, value: object) -> str:
    """Return a value so that it differs from every other one, however close."""
    if isinstance(value, str):
        return f"“{visible(value)}”"
    if isinstance(value, float | int) and not isinstance(value, bool):
        return f"{value!r} {words.unit(path)}".strip()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return ", ".join(_in_full(words, path, each) for each in value) or "none"
    if isinstance(value, Mapping) or is_dataclass(value):
        parts = _stated(value).items()
        said = (
            f"{visible(words.named(name))} {_in_full(words, (*path, name), each)}"
            for name, each in parts
        )
        return "; ".join(said) or "nothing stated"
    return value_text(words, path, value)


def _stated(value: object) -> dict[str, object]:
    """Return the entries of a map, or the fields of a record that are not as they begin."""
    if isinstance(value, Mapping):
        return {str(key): each for key, each in value.items()}
    cls: type = type(value)
    found = {
        field.name: getattr(value, field.name)
        for field in fields_of(cls)
        if field.required or getattr(value, field.name) != field.default
    }
    return {**found, **_stated(getattr(value, "extra", {}))}


def _json(value: object) -> str:
    text = visible(json.dumps(value, ensure_ascii=False, default=str))
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"
