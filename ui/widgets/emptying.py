"""Takes the parts out of a layout, so that nothing can be done with them any more."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout) -> None:
    """Remove all widgets of a layout: out of sight, silent, and deleted as soon as Qt allows.

    Until then a control could still be pressed by a key, and would speak of a record
    that may be gone.
    """
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.blockSignals(True)
            widget.hide()
            widget.deleteLater()
