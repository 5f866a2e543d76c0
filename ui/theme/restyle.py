"""Properties that the style sheet reads, set after a widget was polished."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def restyle(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property such as ``role``, and let the look follow; nothing when it is the same.

    Qt reads style sheets against properties once: without polishing anew a label that turns
    into a warning would stay as it was.
    """
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
