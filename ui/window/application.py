"""The Qt application under our names."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def make_application(arguments: list[str]) -> QApplication:
    """Return the Qt application with our names and Fusion, the base of both themes.

    It has no display name: Qt would put it behind the titles of dialogs, with another
    dash on each platform than the one in the title of the window.
    """
    application = QApplication(arguments)
    application.setApplicationName("ai-portfolio")
    application.setDesktopFileName("ai-portfolio")
    application.setStyle("Fusion")
    return application
