"""Tables as an OpenDocument spreadsheet: typed cells, texts never as formulas or links."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from portfolio.exchange.file_names import safe_sheet_name
from portfolio.exchange.proposal import CellValue, show_value
from portfolio.exchange.table import Table
from portfolio.exchange.text_out import Written, cell_text

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{name}="{_OASIS}{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<office:document-content {_SPACES} office:version="1.3"><office:automatic-styles>'
    '<number:date-style style:name="d"><number:year number:style="long"/><number:text>-'
    '</number:text><number:month number:style="long"/><number:text>-</number:text>'
    '<number:day number:style="long"/></number:date-style>'
    '<number:percentage-style style:name="p"><number:number number:decimal-places="0"/>'
    "<number:text>%</number:text></number:percentage-style>"
    '<style:style style:name="D" style:family="table-cell" style:data-style-name="d"/>'
    '<style:style style:name="P" style:family="table-cell" style:data-style-name="p"/>'
    '<style:style style:name="B" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_TAIL = "</office:spreadsheet></office:body></office:document-content>\n"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>\n"
)
_BLANKS = re.compile(r"\t|^ | +$|(?<= ) +")
_WRITTEN_AT = (1980, 1, 1, 0, 0, 0)


def write_ods(*tables: Table) -> Written:
    """Return tables as a spreadsheet with a sheet for each; equal tables give equal bytes."""
    content = "".join((_HEAD, *map(_sheet, tables), _TAIL))
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        for name, text in (
            ("mimetype", _MIME),
            ("META-INF/manifest.xml", _MANIFEST),
            ("content.xml", content),
        ):
            info = zipfile.ZipInfo(name, _WRITTEN_AT)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(info, text.encode())
    return Written(output.getvalue())


def _sheet(table: Table) -> str:
    header = "".join(_text(title, ' table:style-name="B"') for title in table.headers)
    rows = "".join(
        f"<table:table-row>{''.join(_row(table, row))}</table:table-row>" for row in table.rows
    )
    name = quoteattr(safe_sheet_name(table.title))
    return (
        f"<table:table table:name={name}><table:table-header-rows><table:table-row>{header}"
        f"</table:table-row></table:table-header-rows>{rows}</table:table>"
    )


def _row(table: Table, row: tuple[CellValue, ...]) -> Iterator[str]:
    for column, value in enumerate(row):
        if isinstance(value, float):
            yield _number(value, percent=column in table.percents)
        elif isinstance(value, date):
            shown = f"<text:p>{value.isoformat()}</text:p>"
            day = f'table:style-name="D" office:value-type="date" office:date-value="{value}"'
            yield f"<table:table-cell {day}>{shown}</table:table-cell>"
        elif value is None:
            yield "<table:table-cell/>"
        else:
            yield _text(cell_text(value))


def _number(value: float, *, percent: bool) -> str:
    if not math.isfinite(value):
        return "<table:table-cell/>"
    kind = "percentage" if percent else "float"
    style = ' table:style-name="P"' if percent else ""
    return (
        f'<table:table-cell{style} office:value-type="{kind}" office:value="{show_value(value)}"/>'
    )


def _text(text: str, style: str = "") -> str:
    """Return a cell that is a text whatever stands in it."""
    lines = "".join(f"<text:p>{_blanks(line)}</text:p>" for line in cell_text(text).split("\n"))
    return f'<table:table-cell{style} office:value-type="string">{lines}</table:table-cell>'


def _blanks(line: str) -> str:
    """Return a line with the blanks as elements that a reader would otherwise join."""
    return _BLANKS.sub(_blank, escape(line))


def _blank(found: re.Match[str]) -> str:
    blanks = found.group()
    return "<text:tab/>" if blanks == "\t" else f'<text:s text:c="{len(blanks)}"/>'
