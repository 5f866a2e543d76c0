"""What can be done with a gate: say that it is met, override it, or let it bar again."""

from __future__ import annotations

from collections.abc import Callable

from portfolio.edit import meet_gate, open_gate, override_gate
from portfolio.errors import PortfolioError
from portfolio.model import Rule
from portfolio.model.text import quoted
from ui.context import Context

#: What a button says, what it is called for a screen reader, and what it does.
Choice = tuple[str, str, Callable[[], None]]

_WHY = "Why may it be passed although this is not met: {}?"


class GateChoices:
    """Asks for the reason and the name that an override needs."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def choices(self, key: str, rule: Rule) -> tuple[Choice, ...]:
        """Return text, full name and doing of each button for a rule; none unless it is a gate."""
        if rule.kind != "gate" or not rule.active:
            return ()
        name = quoted(rule.value)
        if rule.state == "open":
            return (
                ("Met", f"The gate {name} is met", lambda: self.meet(key)),
                ("Override…", f"Override the gate {name}", lambda: self.override(key)),
            )
        return (("Open again", f"Open the gate {name} again", lambda: self.reopen(key)),)

    def meet(self, key: str) -> None:
        """Say that the condition of a gate is met."""
        document = self._context.document
        document.apply(f"Meet the gate {self._name(key)}", meet_gate(document.portfolio, key))

    def override(self, key: str) -> None:
        """Ask why and who, then let the initiatives through."""
        document, messages = self._context.document, self._context.messages
        title = "Override the gate"
        reason = messages.ask_text(title, _WHY.format(self._name(key)))
        if reason is None:
            return
        author = messages.ask_text(
            title, "Who decides it?", self._context.settings.preferences.author
        )
        if author is None:
            return
        try:
            edited = override_gate(document.portfolio, key, reason=reason, author=author)
        except PortfolioError as error:
            messages.show_error(error, "The gate was not overridden")
            return
        document.apply(f"Override the gate {self._name(key)}", edited)

    def reopen(self, key: str) -> None:
        """Let a gate bar again."""
        document = self._context.document
        document.apply(f"Open the gate {self._name(key)} again", open_gate(document.portfolio, key))

    def _name(self, key: str) -> str:
        return quoted(self._context.document.portfolio.rules[key].value)
