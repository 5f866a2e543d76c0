"""Single values of a portfolio file: what each must be, and the words when it is not."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from portfolio.files.spots import Path
from portfolio.model.shapes import Shape
from portfolio.model.text import listed, visible

Read = Callable[[object], Any]

#: Line breaks and tabs are text; other control characters and lone surrogates are not.
UNCLEAN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
TEXT_PATTERN = r"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]*$"
ORDER_PATTERN = "^[0-9A-Za-z]*$"
DAY_PATTERN = r"^\d{4}-\d{2}-\d{2}$"
MOMENT_PATTERN = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$"

_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII
)
_LARGEST = sys.float_info.max
_LARGEST_WHOLE = int(_LARGEST)
_LONGEST_SHOWN = 40


class Misfit(Exception):  # noqa: N818 - it never leaves the room, and reads as what it is
    """A value that does not fit; ``reason`` completes a sentence that starts with it.

    ``path`` leads to it from the place that the exception has reached.
    """

    def __init__(self, value: object, reason: str, path: Path = ()) -> None:
        super().__init__(reason)
        self.value = value
        self.reason = reason
        self.path = path

    def under(self, step: str | int) -> Misfit:
        """Return the same, seen from one step further out."""
        return Misfit(self.value, self.reason, (step, *self.path))

    @property
    def sentence(self) -> str:
        """What is wrong, for example ``“high” is not a number.``"""
        return f"{shown(self.value)} {self.reason}."


def shown(value: object) -> str:
    """Return a JSON value as it may be quoted to a person, however long or odd it is."""
    if value is None or isinstance(value, bool):
        return {None: "An empty value (null)", True: "true", False: "false"}[value]
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST_SHOWN else f"{value[: _LONGEST_SHOWN - 1]}…"
        return f"“{visible(short)}”" if value else "An empty text"
    if isinstance(value, int) and abs(value) > _LARGEST_WHOLE:
        return "A whole number of over 300 digits"
    if isinstance(value, float) and not math.isfinite(value):
        return "A number beyond 1.8e308"
    if isinstance(value, int | float):
        return f"{value}"
    return "A list" if isinstance(value, list) else "A group of fields"


def leaf_reader(shape: Shape) -> Read:
    """Return the function that checks and converts a value of a simple shape."""
    if shape.kind == "choice":
        return _choice(shape.choices)
    return {
        "text": text,
        "order": order,
        "number": number,
        "whole": whole,
        "flag": flag,
        "day": day,
        "moment": moment,
    }[shape.kind]


def text(value: object) -> str:
    """Return a text as it is."""
    if type(value) is str:
        return value
    raise Misfit(value, "is not a text")


def order(value: object) -> str:
    """Return a rank key."""
    if type(value) is str and ((value.isascii() and value.isalnum()) or not value):
        return value
    raise Misfit(value, "is not a rank key; only the letters A to Z, a to z and digits may be used")


def number(value: object) -> float:
    """Return a finite number; true and false are not numbers, and minus zero is a mistake."""
    if type(value) is float:
        if -_LARGEST <= value <= _LARGEST and (value or math.copysign(1.0, value) > 0):
            return value
    elif type(value) is int and -_LARGEST_WHOLE <= value <= _LARGEST_WHOLE:
        return float(value)
    raise Misfit(value, _why_no_number(value))


def whole(value: object) -> int:
    """Return a whole number; ``3.0`` is one, as spreadsheets and other programs write it."""
    amount = number(value)
    if not amount.is_integer():
        raise Misfit(value, "is not a whole number")
    return int(amount)


def _why_no_number(value: object) -> str:
    if type(value) is float:
        return "is minus zero, which is not a number here" if value == 0 else "cannot be used"
    return "is too large" if type(value) is int else "is not a number"


def flag(value: object) -> bool:
    """Return true or false."""
    if type(value) is bool:
        return value
    raise Misfit(value, "is neither true nor false")


def day(value: object) -> date:
    """Return a date written as 2027-03-31."""
    if type(value) is str and len(value) == 10:
        try:
            return _calendar_day(value)
        except ValueError:
            raise Misfit(
                value, "is not a day of the calendar, or not written as 2027-03-31"
            ) from None
    raise Misfit(value, "is not a date written as 2027-03-31")


@lru_cache(maxsize=4096)
def _calendar_day(text: str) -> date:
    if not text[4] == text[7] == "-":
        raise ValueError(text)
    return date.fromisoformat(text)


def moment(value: object) -> datetime:
    """Return a moment in UTC, written as 2027-03-31T09:30:00Z or with an offset."""
    if type(value) is str and _MOMENT.fullmatch(value):
        try:
            return datetime.fromisoformat(value).astimezone(UTC)
        except (ValueError, OverflowError):
            raise Misfit(value, "is not a moment of the calendar") from None
    raise Misfit(value, "is not a moment written as 2027-03-31T09:30:00Z")


def _choice(choices: tuple[str, ...]) -> Read:
    known = frozenset(choices)

    def choice(value: object) -> str:
        if type(value) is str and value in known:
            return value
        raise Misfit(value, f"is not known here; it may be {listed(choices, most=12)}")

    return choice


def check_clean(value: object) -> None:
    """Refuse texts that cannot be shown or stored, and numbers that are none, at any place.

    Args:
        value: one value that is neither a list nor a group.

    Raises:
        Misfit: for control characters, lone surrogates and numbers that are not finite.
    """
    if isinstance(value, str):
        found = UNCLEAN.search(value)
        if found:
            raise Misfit(value, f"holds the character U+{ord(found[0]):04X}, which is not text")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        number(value)
