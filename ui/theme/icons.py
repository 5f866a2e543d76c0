"""Line icons, drawn for this app, tinted with a token color."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_PATHS = {
    "overview": '<path d="M3 20h18M5 20V11h4v9M10 20V5h4v15M15 20v-6h4v6"/>',
    "initiatives": '<path d="M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14"/>',
    "capacity": '<path d="M4 16a8 8 0 1 1 16 0M12 16l4-5M3 20h18"/>',
    "criteria": '<path d="M12 4v16M7 20h10M5 8h14M5 8l-2.500 6h5zM19 8l-2.500 6h5z"/>',
    "ranking": '<path d="M4 6h16M4 11h12M4 16h8M4 21h4"/>',
    "funding": '<path d="M4 12l5 5L20 6M4 20h16"/>',
    "frontier": '<path d="M4 4v16h16M4 17h4v-5h4V8h4V6h4"/>',
    "rules": '<path d="M4 7h6M4 12h4M4 17h6M13 6h7M13 18h7M20 10l-7 4M13 10l7 4"/>',
    "scenarios": '<path d="M4 18c5 0 5-12 10-12h6M4 18h16M17 3l3 3-3 3M17 15l3 3-3 3"/>',
    "lessons": '<path d="M9 18h6M10 21h4M8.500 15a6.500 6.500 0 1 1 7 0z"/>',
    "agreement": '<path d="M4 6h16M4 12h16M4 18h16M8 4v4M16 4v4M11 10v4M6 16v4M18 16v4"/>',
    "decisions": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 14l2.500 2.500L15 12"/>',
    "compare": '<path d="M4 5h6v14H4zM14 5h6v14h-6zM10 9h4M10 15h4"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="M15.500 15.500L21 21"/>',
    "add": '<path d="M12 5v14M5 12h14"/>',
    "copy": '<path d="M9 9h11v11H9zM5 15H4V4h11v1"/>',
    "save": '<path d="M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6"/>',
    "delete": '<path d="M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13"/>',
    "undo": '<path d="M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-4"/>',
    "redo": '<path d="M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h4"/>',
    "lock": '<path d="M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3"/>',
    "more": (
        '<circle cx="5" cy="12" r="1"/><circle cx="12" cy="12" r="1"/>'
        '<circle cx="19" cy="12" r="1"/>'
    ),
    "warning": '<path d="M12 4L2.500 20h19zM12 10v5M12 17.500v.500"/>',
    "check": '<path d="M5 12.500l4.500 4.500L19 7"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "columns": '<path d="M4 5h16v14H4zM9.300 5v14M14.700 5v14"/>',
    "filter": '<path d="M4 5h16l-6 8v6l-4-2v-4z"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
}


def icon(name: str, color: str) -> QIcon:
    """Return a line icon in one color, sharp at any device pixel ratio."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
        f'stroke="{color}" stroke-width="1.8" stroke-linecap="round" '
        f'stroke-linejoin="round">{_PATHS[name]}</svg>'
    )
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    result = QIcon()
    for side in (20, 40, 60):
        pixmap = _clear(QSize(side, side))
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        result.addPixmap(pixmap)
    return result


def blank_icon(size: QSize) -> QIcon:
    """Return an icon that takes room and shows nothing."""
    return QIcon(_clear(size))


def _clear(size: QSize) -> QPixmap:
    pixmap = QPixmap(size)
    pixmap.fill(QColor(0, 0, 0, 0))
    return pixmap
