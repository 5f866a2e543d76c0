"""Bytes as text: by mark, as UTF-8, or by a guess that is shown and can be changed."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from portfolio.errors import PortfolioError
from portfolio.exchange.clean import scrub

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp932",
    "gb18030",
    "big5",
    "cp949",
    "euc_jp",
    "mac_roman",
)
_SAMPLE_BYTES = 40_000
_SAMPLE_LETTERS = 4_000
_OTHER_KINDS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
#: What to do about a file that is no table.
CHOOSE = "Choose a CSV, Excel (.xlsx) or OpenDocument (.ods) file."
_MARKUP = ("<!doctype html", "<html", "<?xml", "<svg")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, how it was read, what else it could be, and sentences on any doubt."""

    text: str
    encoding: str
    others: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def decode(data: bytes, source: str, encoding: str | None = None) -> Decoded:
    """Return bytes as text.

    Args:
        data: the whole file.
        source: its name, for error messages.
        encoding: the user's choice; None guesses.

    Raises:
        PortfolioError: the bytes are no text, or not in the encoding chosen.
    """
    refuse_other_kinds(data, source)
    if encoding is not None:
        return _as_chosen(data, source, encoding)
    found = _found(data, source)
    sample = found.text[:_SAMPLE_LETTERS]
    if (len(sample) - len(scrub(sample))) * 10 > len(sample):
        raise _no_text(source)
    return found


def _found(data: bytes, source: str) -> Decoded:
    """Return bytes as text by their mark, as UTF-8, or by a guess."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _with_losses(data, name)
    if b"\0" in data[:4096]:
        return _without_mark(data, source)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _guessed(data)


def _no_text(source: str) -> PortfolioError:
    return PortfolioError("This is not a text file.", source, CHOOSE)


def refuse_other_kinds(data: bytes, source: str) -> None:
    """Raise a ``PortfolioError`` that names the kind of file when it is no table."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = next((kind for magic, kind in _OTHER_KINDS if data.startswith(magic)), "")
    lower = head[:64].decode("latin-1").lower()
    if lower.startswith(_MARKUP):
        kind = "a web page or other markup"
    if head.startswith(b"{") and b'"format"' in head:
        raise PortfolioError(
            "This is a portfolio file, not a table.", source, "Open it instead of importing it."
        )
    if kind:
        raise PortfolioError(f"This is {kind}, not a table.", source, CHOOSE)


def _as_chosen(data: bytes, source: str, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, _others(data, encoding))
    except (UnicodeError, LookupError):
        raise PortfolioError(
            f"The text cannot be read as {encoding}.", source, "Choose another encoding."
        ) from None


def _with_losses(data: bytes, encoding: str) -> Decoded:
    """Decode what announces its encoding; a damaged letter becomes U+FFFD, with a note."""
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, notes=_losses(text, encoding))


def _without_mark(data: bytes, source: str) -> Decoded:
    """Decode UTF-16 without its mark, told by where the zero bytes are."""
    even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
    if max(even, odd) < len(data[:4096]) // 8 or min(even, odd) * 4 > max(even, odd):
        raise _no_text(source)
    name = "utf-16-be" if even > odd else "utf-16-le"
    text = data.decode(name, errors="replace")
    note = f"The file does not say how it is encoded; it was read as {name}."
    return Decoded(text, name, notes=(note, *_losses(text, name)))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Decode UTF-8 with a few broken letters; None when it rather is something else."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    kept = sum(1 for letter in text if letter > "\x7f") - lost
    if kept < 3 * lost:
        return None
    return Decoded(text, "utf-8", _others(data, "utf-8"), _losses(text, "utf-8"))


def _guessed(data: bytes) -> Decoded:
    """Decode text that is not Unicode by the likeliest of the usual encodings."""
    from charset_normalizer import from_bytes

    lines = [line for line in data.splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:_SAMPLE_BYTES]
    likely = [match.encoding for match in from_bytes(sample, cp_isolation=list(_CANDIDATES))]
    for name in dict.fromkeys((*likely, *_CANDIDATES)):
        text = _strictly(data, name)
        if text is None:
            continue
        western = _strictly(data, "cp1252") if _western(name) else None
        if western is not None and (western == text or "cp1252" in likely):
            name, text = "cp1252", western  # noqa: PLW2901 - the usual one of several that fit
        note = f"The file does not say how it is encoded; {name} is a guess. Check the accents."
        return Decoded(text, name, _others(data, name), (note,))
    return _with_losses(data, "utf-8")


def _western(name: str) -> bool:
    """Whether an encoding is one that is easily taken for the usual Western one."""
    return name in {"cp1250", "cp1252", "cp1254", "mac_roman"}


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _others(data: bytes, encoding: str) -> tuple[str, ...]:
    """Return the other usual encodings that the bytes fit."""
    names = ("utf-8", *_CANDIDATES)
    sample = data[: 20 * _SAMPLE_BYTES]
    return tuple(name for name in names if name != encoding and _strictly(sample, name) is not None)


def _losses(text: str, encoding: str) -> tuple[str, ...]:
    lost = text.count("\ufffd")
    if not lost:
        return ()
    first = text.count("\n", 0, text.index("\ufffd")) + 1
    count = "1 letter" if lost == 1 else f"{lost} letters"
    return (f"{count} could not be read as {encoding}, the first in line {first}.",)
