"""A form that is filled anew is laid out before it is painted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLayout

_EXPLICIT = Qt.WidgetAttribute.WA_WState_ExplicitShowHide


def show_parts(layout: QLayout) -> None:
    """Show what was put into the layout of a visible form, unless it was hidden on purpose.

    Qt does so one turn of the event loop later. A form that is painted in between shows
    all its parts squeezed into the room of those that were there before.
    """
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget = None if item is None else item.widget()
        if widget is not None and not (widget.isHidden() and widget.testAttribute(_EXPLICIT)):
            widget.setVisible(True)


def lay_out_now() -> None:
    """Give every part its place at once, and not when the event loop comes to it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
