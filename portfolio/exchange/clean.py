"""Text that is safe to keep: no control characters, no halves of letters, one kind of line end.

Also the apostrophe that keeps a spreadsheet from running a cell as a formula: put on
and taken off so that every text comes back as it was.
"""

from __future__ import annotations

import re

_LINE_ENDS = re.compile(r"\r\n?|\u0085")
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SUSPECT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_DEFUSED = re.compile(r"'+\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def clean_text(text: str) -> str:
    """Return a text without control characters and outer blanks; line ends become line feeds."""
    return scrub(text).strip()


def scrub(text: str) -> str:
    """Return a text without control characters and lone surrogates, blanks kept."""
    if _SUSPECT.search(text) is None:
        return text
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def is_scrubbed(text: str) -> bool:
    """Whether ``scrub`` would only change line ends."""
    return _UNWANTED.search(_LINE_ENDS.sub("\n", text)) is None


def defuse(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could run as a formula.

    Follows the OWASP advice on CSV injection: ``= + - @``, tab and line ends, their
    full-width forms, and the same behind blanks or apostrophes, so that ``undefuse``
    gives back every text unchanged.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def undefuse(text: str) -> str:
    """Take off the apostrophe that ``defuse`` put on."""
    return text[1:] if _DEFUSED.match(text) else text
