"""Names of initiatives and portfolios made safe as names of sheets and files."""

from __future__ import annotations

import re
import unicodedata

_SHEET_LETTERS = 31
_FILE_BYTES = 120
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_FILES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)", re.IGNORECASE)


def safe_sheet_name(name: str, default: str = "Initiatives") -> str:
    """Return a name that Excel accepts for a sheet: at most 31 letters, no brackets or slashes."""
    plain = " ".join(_NOT_IN_SHEETS.sub(" ", name).split())[:_SHEET_LETTERS].strip(" '")
    return default if not plain or plain.casefold() == "history" else plain


def safe_file_name(name: str, suffix: str = "", default: str = "portfolio") -> str:
    """Return a name for a file in one folder, valid on Windows, macOS and Linux.

    Separators and marks become blanks, names of devices get a dash, and what is
    longer than 120 bytes is cut; the suffix is kept.
    """
    plain = " ".join(_NOT_IN_FILES.sub(" ", unicodedata.normalize("NFC", name)).split())
    plain = plain.strip(" .")
    plain = plain.encode()[:_FILE_BYTES].decode(errors="ignore").strip(" .") or default
    stem, dot, rest = plain.partition(".")
    if _RESERVED.fullmatch(stem.strip()):
        plain = f"{stem.strip()}-{dot}{rest}"
    return f"{plain}{suffix}"
