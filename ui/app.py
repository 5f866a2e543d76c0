"""Puts the parts together."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from portfolio.edit import new_portfolio
from portfolio.model import Portfolio, new_id
from ui.analyst import Analyst
from ui.context import Context, Requests
from ui.document import Document
from ui.filing import Filing
from ui.jobs import Jobs
from ui.messages import Messages
from ui.selection import Selection
from ui.settings import Settings
from ui.theme import Theme
from ui.window import MainWindow, make_application
from ui.window.furnishing import Furnishing
from ui.window.warming import warm_up

__all__ = ["assemble", "empty_portfolio", "make_application", "make_context", "open_window"]


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
    settings, theme = Settings(settings_path), Theme()
    theme.apply(settings.preferences.theme, settings.preferences.text_scale)
    folder = data_folder or settings_path.parent
    return assemble(portfolio, (settings, theme, Jobs()), messages or Messages(), folder)


def assemble(
    portfolio: Portfolio,
    parts: tuple[Settings, Theme, Jobs],
    messages: Messages,
    data_folder: Path,
) -> Context:
    """Return the services of a window whose first parts exist already."""
    settings, theme, jobs = parts
    document, selection = Document(portfolio), Selection()
    return Context(
        document=document,
        filing=Filing(document, jobs, messages, settings, data_folder),
        analyst=Analyst(document, jobs, lambda: selection.current),
        selection=selection,
        jobs=jobs,
        messages=messages,
        settings=settings,
        theme=theme,
        requests=Requests(),
    )


def empty_portfolio() -> Portfolio:
    """Return the document that is open when no file is."""
    return new_portfolio(new_id, today=datetime.now(UTC).date())


def open_window(context: Context) -> MainWindow:
    """Show the main window, and load what pages need once it has been painted."""
    window = MainWindow(context.theme, context.settings)
    Furnishing(window, context)
    window.first_painted.connect(lambda: warm_up(context, window.show_start_page))
    window.show()
    return window
