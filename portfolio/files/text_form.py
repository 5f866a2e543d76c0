"""A JSON tree to the bytes of a portfolio file, and strictly back.

The bytes are exactly those of ``json.dumps(tree, sort_keys=True, indent=1,
ensure_ascii=False, allow_nan=False)`` and a line feed, in UTF-8: one leaf a line, so
that two people's changes meet in one line only when they changed the same thing.
They are written here because the standard encoder is slow as soon as it indents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import accumulate
from json.encoder import encode_basestring
from typing import Any

MAX_DEPTH = 64
_USUAL_DEPTH = 12

_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STRING_OR_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+"|[][{}]', re.DOTALL)
_STEP = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}


class DuplicateKey(ValueError):  # noqa: N818 - as Misfit
    """An object of the file has the same key twice."""


class NotANumber(ValueError):  # noqa: N818 - as Misfit
    """The file holds NaN or Infinity."""


class TooDeep(ValueError):  # noqa: N818 - as Misfit
    """Lists and objects are nested deeper than any portfolio."""


def _float_text(value: float) -> str:
    text = float.__repr__(value)
    if text[-1] in "nf":
        raise NotANumber(text)
    return text


_LEAVES: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    float: _float_text,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
    int: int.__repr__,
}


def to_text(tree: object) -> str:
    """Return the text of a file.

    Raises:
        NotANumber: if a number is not finite.
        TypeError: if the tree holds anything but JSON values.
    """
    return _value_text(tree, "\n") + "\n"


def _value_text(value: object, newline: str) -> str:
    """Return the text of a value that starts in a line indented as ``newline`` says."""
    leaf = _LEAVES.get(type(value))
    if leaf is not None:
        return leaf(value)
    inner = newline + " "
    if isinstance(value, dict):
        parts = []
        for key in sorted(value):
            entry = value[key]
            leaf = _LEAVES.get(type(entry))
            text = leaf(entry) if leaf is not None else _value_text(entry, inner)
            parts.append(f"{encode_basestring(key)}: {text}")
        return _group_text("{", parts, inner, "}", newline)
    if isinstance(value, list | tuple):
        parts = [_value_text(entry, inner) for entry in value]
        return _group_text("[", parts, inner, "]", newline)
    raise TypeError(f"{type(value).__name__} is not a JSON value")


def _group_text(opening: str, parts: list[str], inner: str, closing: str, newline: str) -> str:
    if not parts:
        return opening + closing
    return f"{opening}{inner}{f',{inner}'.join(parts)}{newline}{closing}"


def to_tree(text: str) -> object:
    """Return the tree of a text whose nesting has been checked.

    Of a key that stands twice in one object, the last is taken: see ``check_unique``.

    Raises:
        NotANumber: for NaN and Infinity, which Python would take.
        ValueError: if it is not JSON, or a whole number has thousands of digits.
    """
    tree: object = json.loads(text, parse_constant=_refuse_constant)
    return tree


def check_unique(text: str) -> None:
    """Refuse a text that ``to_tree`` takes, if an object has the same key twice.

    Raises:
        DuplicateKey: if so.
    """
    json.loads(text, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise DuplicateKey
    return result


def _refuse_constant(name: str) -> object:
    raise NotANumber(name)


def check_depth(data: bytes) -> None:
    """Refuse nesting that would exhaust the stack of the decoder.

    Most files show it at once: without all else, pairs of brackets vanish from the
    inside out. Only where texts hold brackets of their own, each is counted, up to the
    first that lies too deep.

    Raises:
        TooDeep: if more than ``MAX_DEPTH`` lists and objects lie in each other.
    """
    brackets = data.translate(None, _NOT_BRACKETS)
    for _ in range(_USUAL_DEPTH):
        before, brackets = len(brackets), brackets.replace(b"{}", b"").replace(b"[]", b"")
        if not brackets:
            return
        if len(brackets) == before:
            break
    steps = (_STEP.get(found[0], 0) for found in _STRING_OR_BRACKET.finditer(data))
    if any(depth > MAX_DEPTH for depth in accumulate(steps)):
        raise TooDeep
