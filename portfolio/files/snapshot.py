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
from typing import Final

from portfolio.files import native
from portfolio.files.collection import no_cycle_collection
from portfolio.files.decoding import MAX_BYTES
from portfolio.files.disk import sha256_of
from portfolio.files.errors import Damaged, NotOpened
from portfolio.model import FrozenMap, PlanOfRecord, Portfolio
from portfolio.model.text import quoted

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
    return base64.b64encode(zlib.compress(data, 9)).decode("ascii"), sha256_of(data)


def inputs_of_record(record: PlanOfRecord) -> Portfolio:
    """Return the document that a plan of record followed from.

    Raises:
        NotOpened: if it cannot be read, is larger than any portfolio file may be, or is
            not the one that was frozen.
    """
    where = f"Plan of record {quoted(record.title)}"
    try:
        data = _bytes_of(record.inputs)
        inputs = native.loads(data)
    except NotOpened as error:
        raise Damaged(error.what, where, _REMEDY) from None
    if sha256_of(data) != record.fingerprint:
        what = "Its inputs are not those that were frozen: the fingerprint differs."
        raise Damaged(what, where, _REMEDY)
    return inputs


def _bytes_of(text: str) -> bytes:
    try:
        compressed = base64.b64decode(text.encode("ascii"), validate=True)
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(compressed, MAX_BYTES + 1)
    except (UnicodeEncodeError, binascii.Error, zlib.error):
        raise Damaged("The packed inputs cannot be read.", remedy=_REMEDY) from None
    if len(data) > MAX_BYTES:
        raise Damaged("The packed inputs are larger than any portfolio.", remedy=_REMEDY)
    if not unpacking.eof or unpacking.unused_data:
        raise Damaged("The packed inputs were cut off or added to.", remedy=_REMEDY)
    return data
