"""What can be done with scenarios: make, copy, delete, commit; each is one step of undo."""

from __future__ import annotations

from portfolio.edit import commit_scenario, scenario_from, set_scenario
from portfolio.edit.scenario_changes import (
    add_change,
    add_scenario,
    duplicate_scenario,
    first_amount,
    remove_changes,
)
from portfolio.edit.what_if import without_changes
from portfolio.model import Change, ChangeKind, Portfolio, new_id
from portfolio.model.text import listed, plural, quoted
from portfolio.report.scenario_plans import Outcome
from portfolio.report.scenario_words import (
    KINDS,
    change_words,
    commit_preview,
    targets,
)
from ui.context import Context
from ui.dialogs.forcing_in import asked_to_force_in
from ui.messages import Question

_NEW = "New scenario"
_LONGEST = 48


class ScenarioVerbs:
    """Asks what has to be asked, then edits the document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        #: the file and the document that ``_tried`` is the difference of
        self._pair: tuple[Portfolio, Portfolio] | None = None
        self._tried: tuple[Change, ...] = ()

    def tried(self) -> tuple[Change, ...]:
        """Return what the document holds beyond its file, as far as a scenario can say it."""
        document = self._context.document
        pair = (document.saved_portfolio, document.portfolio)
        if self._pair is None or any(a is not b for a, b in zip(pair, self._pair, strict=True)):
            self._pair, self._tried = pair, scenario_from(*pair).changes
        return self._tried

    def tried_words(self) -> str:
        """Return the same as a phrase; empty when nothing is tried out."""
        changes = self.tried()
        portfolio = self._context.document.portfolio
        return listed(change_words(portfolio, change) for change in changes)

    def new(self) -> str:
        """Add a scenario without changes; return its id, empty when the person backs out."""
        name = self._context.messages.ask_text(_NEW, "Name", _NEW)
        if not name or not name.strip():
            return ""
        document, key = self._context.document, new_id("s")
        edited = add_scenario(document.portfolio, key, name.strip())
        document.apply(f"Add scenario {quoted(name)}", edited)
        return key

    def new_from_what_if(self) -> str:
        """Turn what is tried out into a scenario, and go back to the base case, in one step."""
        document, messages = self._context.document, self._context.messages
        difference = scenario_from(document.saved_portfolio, document.portfolio)
        if not difference.changes:
            messages.notice("Nothing is tried out: move a capacity or force something first.")
            return ""
        words = self.tried_words()
        label = f"It will hold: {words}. The base case goes back to how the file has these.\nName"
        name = messages.ask_text(_NEW, label, _short(words))
        if not name or not name.strip():
            return ""
        base = without_changes(document.saved_portfolio, document.portfolio, difference.changes)
        key = new_id("s")
        edited = add_scenario(base, key, name.strip(), difference.changes)
        document.apply(f"Keep the what-if as scenario {quoted(name)}", edited)
        left = " ".join(difference.left_out[:3])
        stays = f" Not part of it, and still in the base case: {left}" if left else ""
        messages.notice(f"Kept as {quoted(name)}; the base case is back.{stays}")
        return key

    def duplicate(self, key: str) -> str:
        """Copy a scenario; return the id of the copy, empty when there is nothing to copy."""
        document, new = self._context.document, new_id("s")
        if key not in document.portfolio.scenarios:
            return ""
        name = quoted(document.portfolio.scenarios[key].name)
        edited = duplicate_scenario(document.portfolio, key, new)
        document.apply(f"Duplicate scenario {name}", edited)
        return new

    def delete(self, key: str) -> None:
        """Delete a scenario; undo brings it back."""
        document = self._context.document
        if key not in document.portfolio.scenarios:
            return
        name = quoted(document.portfolio.scenarios[key].name)
        document.apply(f"Delete scenario {name}", set_scenario(document.portfolio, key, None))
        self._context.messages.notice(f"Deleted scenario {name}. Ctrl+Z brings it back.")

    def commit(self, key: str, base: Outcome | None, outcome: Outcome | None) -> bool:
        """Make a scenario the base case, after saying what that changes; whether it was done."""
        document = self._context.document
        scenario = document.portfolio.scenarios.get(key)
        if scenario is None:
            return False
        name = quoted(scenario.name)
        question = Question(
            title="Commit to the base case",
            text=f"Make {name} the base case?",
            answers=("Commit", "Cancel"),
            default="Commit",
            detail=f"{commit_preview(document.portfolio, scenario, base, outcome)} "
            "The scenario is then part of the base case and leaves the list; undo takes it back.",
        )
        if self._context.messages.ask(question) != "Commit":
            return False
        edited = commit_scenario(document.portfolio, key)
        document.apply(f"Commit scenario {name} to the base case", edited)
        return True

    def add_change(self, key: str, kind: ChangeKind) -> int:
        """Add a change of a kind to a scenario; return its number, −1 when none was added."""
        document, messages = self._context.document, self._context.messages
        known = targets(document.portfolio, kind) if key in document.portfolio.scenarios else {}
        current = self._context.selection.current
        target = current if current in known else next(iter(known), "")
        if not target:
            messages.notice(f"There is nothing that {quoted(KINDS[kind])} could be about yet.")
            return -1
        change = self._asked(document.portfolio, kind, target)
        if change is None:
            return -1
        self._apply_change(document.portfolio, key, change)
        return len(document.portfolio.scenarios[key].changes) - 1

    def _asked(self, portfolio: Portfolio, kind: ChangeKind, target: str) -> Change | None:
        """Return a new change, with why and how of what is forced; None without an answer."""
        messages = self._context.messages
        if kind == "force_in":
            rule = asked_to_force_in(messages, portfolio, (target,), KINDS[kind])
            if rule is None:
                return None
            reason = rule.reason.strip()
            return Change(kind, target, period=rule.period, reason=reason, level=rule.level)
        why = messages.ask_text(KINDS[kind], "Why?") if kind == "force_out" else ""
        if why is None:
            return None
        return Change(kind, target, first_amount(portfolio, kind, target), reason=why.strip())

    def remove_changes(self, key: str, numbers: tuple[int, ...]) -> None:
        """Take changes out of a scenario."""
        document = self._context.document
        if key not in document.portfolio.scenarios:
            return
        name = quoted(document.portfolio.scenarios[key].name)
        edited = remove_changes(document.portfolio, key, numbers)
        document.apply(f"Remove {plural(len(numbers), 'change')} of scenario {name}", edited)

    def _apply_change(self, portfolio: Portfolio, key: str, change: Change) -> None:
        name = quoted(portfolio.scenarios[key].name)
        words = change_words(portfolio, change)
        edited = add_change(portfolio, key, change)
        self._context.document.apply(f"Add to scenario {name}: {words}", edited)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
