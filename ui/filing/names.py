"""Names of portfolio files: what dialogs offer, and what a person meant."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".portfolio"
PATTERNS = f"Portfolios (*{SUFFIX});;All files (*)"

_LONGEST = 80
_ALLOWED = " -_."


def with_suffix(path: Path) -> Path:
    """Return the path with our suffix if it has none."""
    return path if path.suffix else path.with_suffix(SUFFIX)


def file_name(title: str) -> str:
    """Return a file name that every system takes, for a portfolio of any title."""
    kept = [letter if letter.isalnum() or letter in _ALLOWED else " " for letter in title]
    stem = " ".join("".join(kept).split()).strip(" .")[:_LONGEST].rstrip() or "portfolio"
    return f"{stem}{SUFFIX}"
