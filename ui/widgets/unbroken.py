"""Words for labels that wrap: an amount is never torn from its sign."""

from __future__ import annotations

import re

from portfolio.model.amounts import MINUS

#: Nothing may break here; takes no room and is not seen.
_JOINER = "\u2060"
#: A digit holds on to a sign before it by itself, that of a currency does not.
_TORN = re.compile(rf"(?<!\S)([{MINUS}+])(?=[^\s\d])")


def unbroken(text: str) -> str:
    """Return a text whose lines never end between a plus or minus and what it belongs to."""
    return _TORN.sub(rf"\1{_JOINER}", text)
