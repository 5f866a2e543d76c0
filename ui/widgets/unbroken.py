"""Words for labels that wrap: no amount is torn from its sign or unit, no unit in two."""

from __future__ import annotations

import re

from portfolio.model.amounts import MINUS

#: Nothing may break here; takes no room and is not seen.
_JOINER = "\u2060"
_PERCENT = re.compile(r"(?<=\d) (?=%)")
#: A unit in capitals, such as ``FTE`` or ``H100e-h``, stays with its number.
_UNIT = re.compile(r"(?<=\d) (?=[A-Z][A-Z0-9])|(?<=\d[kMBT]) (?=[A-Z][A-Z0-9])")
#: The last letter behind a hyphen, as in ``H100e-h``, is no line of its own.
_HYPHEN = re.compile(r"(?<=\w)-(?=\w\b)")
#: A digit holds on to a sign before it by itself, that of a currency does not.
_TORN = re.compile(rf"(?<!\S)([{MINUS}+])(?=[^\s\d])")


def unbroken(text: str) -> str:
    """Return a text whose lines never end behind a sign, before a unit or in one."""
    text = _UNIT.sub("\u00a0", _PERCENT.sub("\u00a0", text))
    return _HYPHEN.sub(f"{_JOINER}-{_JOINER}", _TORN.sub(rf"\1{_JOINER}", text))
