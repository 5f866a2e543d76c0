"""What every page needs, handed down rather than looked up."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ui.analyst import Analyst
from ui.document import Document
from ui.filing import Filing
from ui.jobs import Jobs
from ui.messages import Messages
from ui.selection import Selection
from ui.settings import Settings
from ui.theme import Theme


class Requests(QObject):
    """What a page may ask of the window."""

    #: show a page; payload: its name in ``ui.pages.PAGES``
    page_requested = Signal(str)
    #: run an action; payload: its id in ``ui.actions.ACTIONS``
    action_requested = Signal(str)
    #: a file was dropped on the window; payload: path
    file_dropped = Signal(object)
    #: move the keyboard to the other side of the page: from the table to the form and back
    pane_requested = Signal()
    #: open a section of the form about the selected initiative; payload: its title
    section_requested = Signal(str)
    #: show what the five lessons ask of the selected initiative; payload: name of a figure in
    #: ``model.FIGURES``, or empty
    fact_requested = Signal(str)
    #: a plan by hand is on the screen in place of the best one; payload: Results with it, or None
    plan_in_hand = Signal(object)
    #: something is asked of the page of decisions; payload: ``decide``, ``record``,
    #: ``read back`` or ``log``
    decision_requested = Signal(str)
    #: hold the document against what a plan of record followed from; payload: id of that plan
    comparison_requested = Signal(str)
    #: let the user type a name; payload: initiative id
    rename_requested = Signal(str)


@dataclass(frozen=True, slots=True)
class Context:
    """The document and the services around it."""

    document: Document
    filing: Filing
    analyst: Analyst
    selection: Selection
    jobs: Jobs
    messages: Messages
    settings: Settings
    theme: Theme
    requests: Requests
