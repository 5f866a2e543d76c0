"""Undo, redo, and what can be done to the selected initiatives from any page."""

from __future__ import annotations

from dataclasses import replace

from portfolio.edit import (
    add_initiatives,
    delete_initiatives,
    duplicate_initiatives,
    force,
    override_of,
    release,
)
from portfolio.errors import PortfolioError
from portfolio.model import Portfolio, Rule, RuleKind, new_id
from ui.actions.action import Action
from ui.actions.preferences import author_of
from ui.context import Context
from ui.dialogs.forcing_in import WHY, asked_to_force_in
from ui.messages import Question

_FORCED = {"force_in": "Force in", "force_out": "Force out"}


def names_of(portfolio: Portfolio, initiatives: tuple[str, ...]) -> str:
    """Return ``“Claims triage”`` for one, ``12 initiatives`` for more."""
    if len(initiatives) == 1:
        return f"“{portfolio.initiatives[initiatives[0]].name}”"
    return f"{len(initiatives)} initiatives"


def chosen(context: Context) -> tuple[str, ...]:
    """Return the selected initiatives that are in the document."""
    known = context.document.portfolio.initiatives
    return tuple(i for i in context.selection.chosen if i in known)


def _any_chosen(context: Context) -> bool:
    return bool(chosen(context))


def _undo(context: Context) -> None:
    context.document.undo_stack.undo()


def _redo(context: Context) -> None:
    context.document.undo_stack.redo()


def _add(context: Context) -> None:
    document = context.document
    new = new_id("i")
    after = context.selection.current or None
    added = add_initiatives(document.portfolio, {new: "New initiative"}, after=after)
    document.apply("Add an initiative", added)
    context.selection.select(new)
    context.requests.page_requested.emit("initiatives")
    context.requests.rename_requested.emit(new)


def _duplicate(context: Context) -> None:
    old = chosen(context)
    copies = {original: new_id("i") for original in old}
    portfolio = context.document.portfolio
    label = f"Duplicate {names_of(portfolio, old)}"
    context.document.apply(label, duplicate_initiatives(portfolio, copies))
    context.selection.select(copies[old[0]], tuple(copies.values()))


def _delete(context: Context) -> None:
    gone = chosen(context)
    portfolio = context.document.portfolio
    label = f"Delete {names_of(portfolio, gone)}"
    context.selection.select("")
    context.document.apply(label, delete_initiatives(portfolio, gone))
    context.messages.notice(f"{label}: done. Ctrl+Z brings back what was deleted.")


def _force_in(context: Context) -> None:
    _override(context, "force_in")


def _force_out(context: Context) -> None:
    _override(context, "force_out")


def _override(context: Context, kind: RuleKind) -> None:
    initiatives, portfolio = chosen(context), context.document.portfolio
    title = f"{_FORCED[kind]} {names_of(portfolio, initiatives)}"
    rule = _asked(context, kind, initiatives, title)
    if rule is None:
        return
    author = author_of(context) if rule.reason.strip() else ""
    try:
        forced = force(portfolio, new_id("x"), replace(rule, author=author))
        context.document.apply(title, forced)
    except PortfolioError as error:
        context.messages.show_error(error, title)


def _asked(
    context: Context, kind: RuleKind, initiatives: tuple[str, ...], title: str
) -> Rule | None:
    if kind == "force_in":
        portfolio = context.document.portfolio
        return asked_to_force_in(context.messages, portfolio, initiatives, title)
    reason = context.messages.ask_text(title, WHY)
    return None if reason is None else Rule(kind, initiatives, reason)


def _release(context: Context) -> None:
    portfolio = context.document.portfolio
    released = portfolio
    for initiative in chosen(context):
        released = release(released, initiative)
    names = names_of(portfolio, chosen(context))
    context.document.apply(f"Let the plan decide on {names}", released)


def _any_forced(context: Context) -> bool:
    portfolio = context.document.portfolio
    return any(override_of(portfolio, i) is not None for i in chosen(context))


def _clear_all(context: Context) -> None:
    portfolio = context.document.portfolio
    question = Question(
        title="Delete all initiatives",
        text=f"Delete all {len(portfolio.initiatives)} initiatives?",
        answers=("Delete all", "Keep them"),
        default="Keep them",
        detail="Resources, criteria and settings stay. Undo brings everything back.",
    )
    if context.messages.ask(question) == "Delete all":
        context.selection.select("")
        emptied = delete_initiatives(portfolio, tuple(portfolio.initiatives))
        context.document.apply("Delete all initiatives", emptied)


EDIT_ACTIONS: tuple[Action, ...] = (
    Action(
        "edit.undo",
        "Undo",
        "Edit",
        _undo,
        "Ctrl+Z",
        lambda context: context.document.undo_stack.canUndo(),
    ),
    Action(
        "edit.redo",
        "Redo",
        "Edit",
        _redo,
        "Ctrl+Shift+Z; Ctrl+Y",
        lambda context: context.document.undo_stack.canRedo(),
    ),
    Action("initiative.add", "Add initiative", "Initiative", _add, "Ctrl+Return"),
    Action(
        "initiative.duplicate",
        "Duplicate",
        "Initiative",
        _duplicate,
        "Ctrl+Shift+D",
        _any_chosen,
    ),
    Action("initiative.delete", "Delete", "Initiative", _delete, "Ctrl+Del", _any_chosen),
    Action(
        "initiative.delete_all",
        "Delete all…",
        "Initiative",
        _clear_all,
        "Ctrl+Shift+Del",
        lambda context: bool(context.document.portfolio.initiatives),
    ),
    Action(
        "initiative.force_in",
        "Force in…",
        "Initiative",
        _force_in,
        "Ctrl+Shift+I",
        _any_chosen,
        starts_group=True,
    ),
    Action(
        "initiative.force_out",
        "Force out…",
        "Initiative",
        _force_out,
        "Ctrl+Shift+U",
        _any_chosen,
    ),
    Action(
        "initiative.release",
        "Let the plan decide",
        "Initiative",
        _release,
        "Ctrl+Shift+L",
        _any_forced,
    ),
)
