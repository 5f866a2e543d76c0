"""Words for labels that wrap: no amount is torn from its sign, no unit at its hyphen."""

from __future__ import annotations

import re

from portfolio.model.amounts import MINUS

#: Nothing may break here; takes no room and is not seen.
_JOINER = "\u2060"
#: The last letter or two behind a hyphen, as in ``H100e-h``, are no line of their own.
_HYPHEN = re.compile(r"(?<=\w)-(?=\w{1,2}\b)")
#: A digit holds on to a sign before it by itself, that of a currency does not.
_TORN = re.compile(rf"(?<!\S)([{MINUS}+])(?=[^\s\d])")


def unbroken(text: str) -> str:
    """Return a text whose lines never end behind a sign, or a hyphen before two letters at most."""
    return _HYPHEN.sub(f"{_JOINER}-{_JOINER}", _TORN.sub(rf"\1{_JOINER}", text))
