"""What becomes of a what-if when the document is saved or left."""

from __future__ import annotations

from portfolio.model import Portfolio
from ui.document import Document
from ui.filing import questions
from ui.filing.desk import Desk


def content(desk: Desk) -> Portfolio | None:
    """Return what is to be saved, a what-if only if the person wants it; None to save nothing."""
    document = desk.document
    desk.take_typing()
    if not document.what_ifs:
        return document.portfolio
    answer = desk.messages.ask(questions.tried(document.what_ifs))
    if answer == questions.KEEP_TRIED:
        document.keep_tried()
    elif answer != questions.WITHOUT_TRIED:
        return None
    return document.without_tried()


def only_tried(document: Document) -> bool:
    """Whether the document differs from its file by a what-if and nothing else."""
    return document.path is not None and document.without_tried() == document.saved_portfolio


def what_if_left(desk: Desk) -> str:
    """Ask about a document that differs by a what-if alone; return the answer.

    A what-if that is kept becomes part of the document, which has to be saved then.
    """
    answer = desk.messages.ask(questions.only_tried(desk.document.what_ifs))
    if answer == questions.KEEP_TRIED:
        desk.document.keep_tried()
    return answer
