"""A document packed into one text, for a plan of record, and its fingerprint.

What is packed are the bytes of a portfolio file without the log, the plans of record and
the ballots, compressed (zlib) and written in base64. A fingerprint is SHA-256 of those
bytes before they are compressed.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from dataclasses import replace
from functools import lru_cache
from typing import Final

from portfolio.files import native
from portfolio.files.collection import no_cycle_collection
from portfolio.files.decoding import MAX_BYTES
from portfolio.files.disk import sha256_of
from portfolio.files.errors import Damaged, NotOpened
from portfolio.model import FrozenMap, PlanOfRecord, Portfolio
from portfolio.model.text import quoted

#: So many times its compressed size a document may have. Tables in which one number stands
#: everywhere come to 70, and nothing but repetition to 1,000: few bytes, minutes to read.
_MOST_TIMES: Final = 500
_ALWAYS_READ: Final = 2**20
#: Documents that are remembered: reading one takes as long as opening a file.
_MOST_REMEMBERED: Final = 4

_LEFT_OUT: Final = ("journal", "plans", "ballots", "invitations", "paper")
_REMEDY: Final = "Open a backup of the file; everything else in this one can still be used."
_NOTHING: Final[FrozenMap[str, object]] = FrozenMap()


def inputs_of(portfolio: Portfolio) -> Portfolio:
    """Return the document without its log, its plans of record and its ballots."""
    kept = {name: each for name, each in portfolio.extra.items() if name not in _LEFT_OUT}
    return replace(
        portfolio,
        journal=FrozenMap(),
        plans=FrozenMap(),
        ballots=FrozenMap(),
        invitations=FrozenMap(),
        paper=None,
        extra=FrozenMap(kept) if kept else _NOTHING,
    )


def fingerprint_of(portfolio: Portfolio) -> str:
    """Return the fingerprint of a document, which its log and its ballots do not change.

    Raises:
        Unsavable: if the document holds what no file can.
    """
    return sha256_of(native.dumps(inputs_of(portfolio)))


@no_cycle_collection()
def packed(portfolio: Portfolio) -> tuple[str, str]:
    """Return the document as one text, and its fingerprint.

    Raises:
        Unsavable: if the document holds what no file can.
    """
    data = native.dumps(inputs_of(portfolio))
    compressed = zlib.compress(data, 9)
    if len(data) > _most_bytes(compressed):
        compressed = zlib.compress(data, 0)
    return base64.b64encode(compressed).decode("ascii"), sha256_of(data)


def inputs_of_record(record: PlanOfRecord) -> Portfolio:
    """Return the document that a plan of record followed from.

    Raises:
        NotOpened: if it cannot be read, is larger than any portfolio file may be or than
            its packed size makes likely, or is not the one that was frozen.
    """
    found = _read_once(record.inputs, record.fingerprint)
    if isinstance(found, Portfolio):
        return found
    raise Damaged(found, f"Plan of record {quoted(record.title)}", _REMEDY)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _read_once(text: str, fingerprint: str) -> Portfolio | str:
    """Return the document, or why it cannot be read: that is remembered as well."""
    try:
        data = _bytes_of(text)
        if sha256_of(data) != fingerprint:
            return "Its inputs are not those that were frozen: the fingerprint differs."
        return native.loads(data)
    except NotOpened as error:
        return error.what


def _most_bytes(compressed: bytes) -> int:
    """Return how many bytes a document may have that is compressed to these."""
    return min(MAX_BYTES, max(_ALWAYS_READ, _MOST_TIMES * len(compressed)))


def _bytes_of(text: str) -> bytes:
    try:
        compressed = base64.b64decode(text.encode("ascii"), validate=True)
        most = _most_bytes(compressed)
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(compressed, most + 1)
    except (UnicodeEncodeError, binascii.Error, zlib.error):
        raise Damaged("The packed inputs cannot be read.", remedy=_REMEDY) from None
    if len(data) > most:
        what = "The packed inputs are larger than those of any portfolio packed as small."
        raise Damaged(what, remedy=_REMEDY)
    if not unpacking.eof or unpacking.unused_data:
        raise Damaged("The packed inputs were cut off or added to.", remedy=_REMEDY)
    return data
