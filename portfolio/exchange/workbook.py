"""The parts of a workbook around its cells: sheets, shared texts, number formats, day count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from portfolio.errors import PortfolioError
from portfolio.exchange.choices import Serials
from portfolio.exchange.package import Package
from portfolio.exchange.sheet import MAX_CELLS, SheetInfo

NumberFormat = Literal["", "date", "percent"]

_BUILT_IN: dict[int, NumberFormat] = {
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(50, 59)), "date"),
    9: "percent",
    10: "percent",
}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[dy]|mmm|m/|/m", re.IGNORECASE)
_DIGITS = 10
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet and the member that holds it."""

    info: SheetInfo
    member: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """What the cells of any sheet refer to.

    Attributes:
        texts: the shared texts, by index.
        formats: style index to what its number format makes of a number.
        serials: from which year days are counted.
        has_macros: whether there are macros, which are never run.
    """

    sheets: tuple[SheetPart, ...]
    texts: Sequence[str]
    formats: Sequence[NumberFormat]
    serials: Serials
    has_macros: bool


def read_workbook(package: Package) -> Workbook:
    """Return the parts of a workbook.

    Raises:
        PortfolioError: it is not an Excel workbook in XML.
    """
    root = package.relations("")
    main = next((name for kind, name in root.values() if kind == "officeDocument"), "")
    main = main or "xl/workbook.xml"
    if not package.has(main) or main.endswith(".bin"):
        raise _not_a_workbook(package)
    relations = package.relations(main)
    sheets, serials = _sheets(package, main, relations)
    members = {kind: name for kind, name in relations.values() if package.has(name)}
    return Workbook(
        sheets=sheets,
        texts=_shared_texts(package, members.get("sharedStrings", "")),
        formats=_formats(package, members.get("styles", "")),
        serials=serials,
        has_macros="vbaProject" in members,
    )


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def unescape(text: str) -> str:
    """Return a cell's text with Excel's ``_x000D_`` written out as the letter meant."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def rich_text(element: Element) -> str:
    """Return the text of a shared or inline string: its runs, without reading aids."""
    parts: list[str] = []
    for child in element:
        name = local_name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts.extend(grand.text or "" for grand in child if local_name(grand) == "t")
    return unescape("".join(parts))


def number_format(code: str) -> NumberFormat:
    """Return what a number format makes of a number."""
    plain = _QUOTED.sub("", code.partition(";")[0])
    if _DATE_LETTERS.search(plain):
        return "date"
    return "percent" if "%" in plain else ""


def _not_a_workbook(package: Package) -> PortfolioError:
    if package.has("mimetype") and b"opendocument" in package.head("mimetype"):
        kind = "an OpenDocument file, but no spreadsheet"
    elif package.has("xl/workbook.bin"):
        kind = "a binary Excel workbook (.xlsb)"
    else:
        kind = "a zip file without an Excel workbook"
    return PortfolioError(f"This is {kind}.", package.source, "Save it as .xlsx and open that.")


def _sheets(
    package: Package, main: str, relations: dict[str, tuple[str, str]]
) -> tuple[tuple[SheetPart, ...], Serials]:
    """Return the worksheets in their order, and the day count."""
    parts: list[SheetPart] = []
    serials: Serials = "1900"
    for event, element in package.events(main):
        if event == "start":
            continue
        if local_name(element) == "workbookPr":
            serials = "1904" if element.get("date1904") in {"1", "true"} else "1900"
        if local_name(element) != "sheet":
            continue
        ids = [value for key, value in element.items() if key.rpartition("}")[2] == "id"]
        kind, member = relations.get(ids[0] if ids else "", ("", ""))
        if kind == "worksheet" and package.has(member):
            hidden = element.get("state", "visible") != "visible"
            parts.append(SheetPart(SheetInfo(element.get("name", ""), hidden), member))
    return tuple(parts), serials


def _shared_texts(package: Package, member: str) -> list[str]:
    texts: list[str] = []
    if not member:
        return texts
    root: Element | None = None
    for event, element in package.events(member):
        if root is None:
            root = element
        if event == "end" and local_name(element) == "si":
            texts.append(rich_text(element))
            root.clear()
            if len(texts) > MAX_CELLS:
                raise PortfolioError(
                    f"The workbook holds more than {MAX_CELLS:,} texts.",
                    package.source,
                    "Copy the table into a new workbook and open that.",
                )
    return texts


def _formats(package: Package, member: str) -> list[NumberFormat]:
    """Return the format of each cell style."""
    formats: list[NumberFormat] = []
    if not member:
        return formats
    custom: dict[str, NumberFormat] = {}
    inside = False
    for event, element in package.events(member):
        name = local_name(element)
        if name == "cellXfs":
            inside = event == "start"
        elif event == "end" and name == "numFmt":
            code = element.get("formatCode", "")
            custom[element.get("numFmtId", "")] = number_format(code[:500])
        elif event == "end" and name == "xf" and inside:
            known = element.get("numFmtId", "0")
            counted = known.isdecimal() and len(known) < _DIGITS
            built_in = _BUILT_IN.get(int(known), "") if counted else ""
            formats.append(custom.get(known, built_in))
    return formats
