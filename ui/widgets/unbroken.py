"""Words for labels that wrap: no amount is torn from its sign or unit, no unit in two."""

from __future__ import annotations

import re

from portfolio.model.amounts import MINUS

#: Nothing may break here; takes no room and is not seen.
_JOINER = "\u2060"
_PERCENT = re.compile(r"(?<=\d) (?=%)")
#: The last letter behind a hyphen, as in ``H100e-h``, is no line of its own.
_HYPHEN = re.compile(r"(?<=\w)-(?=\w\b)")
#: A digit holds on to a sign before it by itself, that of a currency does not.
_TORN = re.compile(rf"(?<!\S)([{MINUS}+])(?=[^\s\d])")


def unbroken(text: str) -> str:
    """Return a text whose lines never end behind a sign, before a percent sign or in a unit."""
    text = _PERCENT.sub("\u00a0", text)
    return _HYPHEN.sub(f"{_JOINER}-{_JOINER}", _TORN.sub(rf"\1{_JOINER}", text))
