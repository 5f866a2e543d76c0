"""The zip around a workbook, opened only after its directory has been summed.

Nothing is extracted to disk, no link is followed, no document type is accepted, and
a member yields at most the bytes that the directory promised.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse as guarded_iterparse

from portfolio.errors import PortfolioError

MAX_MEMBERS = 5_000
MAX_UNPACKED_BYTES = 400_000_000
MAX_RATIO = 250
_RATIO_FROM_BYTES = 5_000_000
ZIP_MAGIC = b"PK\x03\x04"
#: Of Office's own container: old workbooks, and new ones under a password.
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
# What the zip and XML libraries raise over damaged bytes, and nothing else runs inside the guard:
# offsets beyond any file are a ValueError or an OverflowError, an XML encoding that expat does
# not know a LookupError or a ValueError.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    ValueError,
    LookupError,
    ParseError,
)


class Package:
    """The members of a workbook's zip, as streams of XML.

    Args:
        data: the whole file.
        source: its name, for error messages.

    Raises:
        PortfolioError: it is no zip, is encrypted, or would unpack to too much.
    """

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        if data.startswith(OLE_MAGIC):
            raise PortfolioError(
                "This is an old Excel file (.xls), or it is protected by a password.",
                source,
                "Save it as .xlsx without a password and open that.",
            )
        with self._guard():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        self._check(members)
        self._names = {info.filename.casefold(): info for info in members}

    @property
    def unpacked_bytes(self) -> int:
        """What all members unpack to."""
        return sum(info.file_size for info in self._zip.infolist())

    def has(self, name: str) -> bool:
        """Whether there is a member of that name; case does not count."""
        return name.casefold() in self._names

    def head(self, name: str, size: int = 200) -> bytes:
        """Return the first bytes of a member."""
        with self._guard(), self._open(name) as stream:
            return stream.read(size)

    def events(self, name: str) -> Iterator[tuple[str, Element]]:
        """Yield ``(start or end, element)`` of a member's XML.

        A document type can only stand before the first element: ``defusedxml`` reads
        that far and refuses it, and the compiled parser, ten times as fast, does the rest.

        Raises:
            PortfolioError: the member is damaged, or declares entities.
        """
        with self._guard():
            with self._open(name) as stream:
                next(iter(guarded_iterparse(stream, events=("start",), forbid_dtd=True)), None)
            with self._open(name) as stream:
                yield from iterparse(stream, events=("start", "end"))  # noqa: S314 - see above

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return relation id to (last word of its type, member name); links are left out."""
        folder, _, file = name.rpartition("/")
        path = f"{folder}/_rels/{file}.rels".lstrip("/")
        found: dict[str, tuple[str, str]] = {}
        if not self.has(path):
            return found
        for event, element in self.events(path):
            target = element.get("Target")
            if event == "start" or not target or element.get("TargetMode") == "External":
                continue
            member = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = (kind, member)
        return found

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Turn every way in which a zip or its XML can be broken into a sentence."""
        try:
            yield
        except DefusedXmlException:
            raise PortfolioError(
                "The workbook declares XML entities, which could be an attack.",
                self.source,
                "Open it in a spreadsheet program and save it again.",
            ) from None
        except _BROKEN as error:
            raise self._damaged() from error

    def _open(self, name: str) -> IO[bytes]:
        return self._zip.open(self._names[name.casefold()])

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if any(info.flag_bits & 0x1 for info in members):
            raise PortfolioError(
                "The workbook is protected by a password.",
                self.source,
                "Save it without a password and open that.",
            )
        total = sum(info.file_size for info in members)
        squeezed = any(
            info.file_size > max(_RATIO_FROM_BYTES, MAX_RATIO * info.compress_size)
            for info in members
        )
        if len(members) > MAX_MEMBERS or total > MAX_UNPACKED_BYTES or squeezed:
            raise PortfolioError(
                f"The workbook would unpack to {total / 1e6:,.0f} MB in {len(members):,} parts, "
                f"which is more than the limits of {MAX_UNPACKED_BYTES / 1e6:,.0f} MB, "
                f"{MAX_MEMBERS:,} parts and {MAX_RATIO} times its size.",
                self.source,
                "Copy the table into a new workbook and open that.",
            )
        if any(info.compress_type not in {0, 8} for info in members):
            raise self._damaged()

    def _damaged(self) -> PortfolioError:
        return PortfolioError(
            "The workbook is damaged, or is none.",
            self.source,
            "Open it in a spreadsheet program, save it as .xlsx or .ods and try again.",
        )
