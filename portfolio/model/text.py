"""Names as parts of a sentence, safe to show whatever a file contains."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LONGEST_NAME = 60
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
# A joiner and the selectors of emoji variants: marks by category, but never seen.
_HIDDEN_MARKS = frozenset({0x034F, *range(0xFE00, 0xFE10)})
_A_HIDDEN_MARK = re.compile(f"[{''.join(map(chr, sorted(_HIDDEN_MARKS)))}]")


def is_hidden(character: str) -> bool:
    """Whether a character cannot be seen, or changes how others are shown.

    Control and format characters (direction overrides, zero-width joiners), line
    separators, lone surrogates, private and unassigned code points.
    """
    return unicodedata.category(character) in _HIDDEN_CATEGORIES or ord(character) in _HIDDEN_MARKS


def visible(text: str) -> str:
    """Return ``text`` with every hidden character as a mark such as ``⟨U+202E⟩``."""
    # Characters of all the hidden categories count as unprintable.
    if text.isprintable() and not _A_HIDDEN_MARK.search(text):
        return text
    return "".join(f"⟨U+{ord(c):04X}⟩" if is_hidden(c) else c for c in text)


def quoted(name: str) -> str:
    """Return a name in quotation marks, hidden characters marked, cut after 60 characters."""
    name = name.strip()
    short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
    return f"“{visible(short)}”" if name else "(no name)"


def in_quotes(name: str) -> str:
    """Return a name as ``quoted`` does; as it is where it has quotation marks of its own."""
    return visible(name.strip()) if "“" in name else quoted(name)


def capitalized(text: str) -> str:
    """Return a text with its first letter as a capital, the others as they are."""
    return f"{text[:1].upper()}{text[1:]}"


def uncapitalized(text: str) -> str:
    """Return a title as part of a sentence: ``Retention`` in small letters, ``EU`` as it is."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def listed(items: Iterable[str], most: int = 6) -> str:
    """Return ``A, B and C``; what exceeds ``most`` items is counted: ``A, B and 7 more``."""
    names = list(items)
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def plural(count: int, singular: str, several: str = "") -> str:
    """Return ``1 period`` or ``3 periods``; ``several`` is the plural when it is irregular."""
    return f"{count:,} {singular if count == 1 else several or singular + 's'}"
