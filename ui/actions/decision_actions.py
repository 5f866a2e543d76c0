"""Record what was decided, read it back, freeze the plan of record, check a fingerprint."""

from __future__ import annotations

from collections.abc import Callable

from ui.actions.action import Action
from ui.actions.preferences import author_of
from ui.context import Context


def _record(context: Context) -> None:
    # Who is asked for a name has said by then who decides, if it is somebody else.
    context.filing.typing_wanted.emit()
    author_of(context)
    _ask_page("record")(context)


def _ask_page(request: str) -> Callable[[Context], None]:
    def ask(context: Context) -> None:
        context.requests.page_requested.emit("decisions")
        context.requests.decision_requested.emit(request)

    return ask


def _freeze(context: Context) -> None:
    from ui.pages.decision_parts.record_verbs import RecordVerbs

    if context.analyst.results is not None:
        author_of(context)
        RecordVerbs(context).freeze(context.analyst.results)


def _check(context: Context) -> None:
    from ui.pages.decision_parts.record_verbs import RecordVerbs

    RecordVerbs(context).check_fingerprint()


def _may_freeze(context: Context) -> bool:
    document = context.document
    return bool(document.portfolio.initiatives) and not document.read_only


def _any_selected(context: Context) -> bool:
    return context.selection.current in context.document.portfolio.initiatives


def _any_entry(context: Context) -> bool:
    return bool(context.document.portfolio.journal)


def _any_decision(context: Context) -> bool:
    return bool(context.document.portfolio.decisions)


DECISION_FILE_ACTIONS: tuple[Action, ...] = (
    Action(
        "decision.freeze",
        "Freeze plan of record…",
        "File",
        _freeze,
        "Ctrl+Shift+F",
        _may_freeze,
        starts_group=True,
    ),
    Action(
        "decision.fingerprint", "Check a fingerprint…", "File", _check, "Ctrl+Alt+F", _any_entry
    ),
    Action(
        "decision.leave_inputs",
        "Back from the inputs of a plan",
        "File",
        lambda context: context.filing.inputs.go_back(),
        "Alt+Left",
        lambda context: context.filing.inputs.left is not None,
    ),
)
DECISION_ACTIONS: tuple[Action, ...] = (
    Action(
        "decision.record",
        "Record the decision",
        "Initiative",
        _record,
        "Ctrl+Shift+Return",
        _any_selected,
        starts_group=True,
    ),
    Action(
        "decision.read_back",
        "Read back the decisions",
        "View",
        _ask_page("read back"),
        "Ctrl+Shift+B",
        _any_decision,
    ),
    Action("decision.log", "Log of decisions", "View", _ask_page("log"), "Ctrl+Shift+J"),
)
