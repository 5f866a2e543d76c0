"""The health card taken elsewhere: to the clipboard as text, or a page as PDF."""

from __future__ import annotations

import html
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QPdfWriter, QTextDocument

from portfolio.errors import PortfolioError
from portfolio.files import write_atomically
from ui.context import Context

_PATTERNS = "PDF page (*.pdf)"
_LONGEST = 40
#: So that the lines of a card fit beside each other on a page.
_POINTS = 8


def copy_card(context: Context, text: str) -> None:
    """Put a card on the clipboard as text."""
    QGuiApplication.clipboard().setText(text)
    context.messages.notice("Copied the health card")


def save_card(context: Context, name: str, text: str) -> None:
    """Ask for a path, and save a card there as PDF."""
    plain = "".join(c if c.isalnum() else "_" for c in name[:_LONGEST])
    path = context.messages.save_path("Save the health card", _PATTERNS, Path(f"{plain}.pdf"))
    if path is None:
        return
    path = path if path.suffix else path.with_suffix(".pdf")
    try:
        write_atomically(path, as_pdf(text))
    except PortfolioError as error:
        context.messages.show_error(error, "The card was not saved")
    else:
        context.messages.notice(f"Saved {path.name}")


def as_pdf(text: str) -> bytes:
    """Return a text as PDF, its first line as the title."""
    title, _, rest = text.partition("\n")
    document = QTextDocument()
    style = f"white-space: pre-wrap; font-family: monospace; font-size: {_POINTS}pt"
    document.setHtml(f'<h2>{html.escape(title)}</h2><p style="{style}">{html.escape(rest)}</p>')
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    document.print_(writer)
    return bytes(buffer.data().data())
