"""Puts the parts together: paint first, load the numeric libraries after."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from portfolio.model import Portfolio
from ui.analyst import Analyst
from ui.context import Context, Requests
from ui.document import Document
from ui.filing import Filing
from ui.jobs import Jobs
from ui.messages import Messages
from ui.selection import Selection
from ui.settings import Settings
from ui.theme import Theme
from ui.window import MainWindow
from ui.window.warming import warm_up


def make_application(arguments: list[str]) -> QApplication:
    """Return the Qt application with our names and Fusion, the base of both themes."""
    application = QApplication(arguments)
    application.setApplicationName("ai-portfolio")
    application.setApplicationDisplayName("AI portfolio")
    application.setDesktopFileName("ai-portfolio")
    application.setStyle("Fusion")
    return application


def make_context(
    portfolio: Portfolio,
    settings_path: Path,
    messages: Messages | None = None,
    data_folder: Path | None = None,
) -> Context:
    """Return the services of one window, wired together.

    Args:
        portfolio: what is open at first.
        settings_path: the preferences; the file need not exist.
        messages: the door to the person; tests hand in a fake.
        data_folder: for recovery copies and backups; beside the preferences if None.
    """
    settings = Settings(settings_path)
    document = Document(portfolio)
    jobs = Jobs()
    theme = Theme()
    messages = messages or Messages()
    theme.apply(settings.preferences.theme, settings.preferences.text_scale)
    return Context(
        document=document,
        filing=Filing(document, jobs, messages, settings, data_folder or settings_path.parent),
        analyst=Analyst(document, jobs),
        selection=Selection(),
        jobs=jobs,
        messages=messages,
        settings=settings,
        theme=theme,
        requests=Requests(),
    )


def open_window(context: Context) -> MainWindow:
    """Show the main window, and load what pages need once it has been painted."""
    window = MainWindow(context)
    context.messages.parent_window = window
    window.first_painted.connect(lambda: warm_up(context, window.show_start_page))
    window.show()
    return window
