"""Why an initiative is forced in, and where it has several: at which size, from which start."""

from __future__ import annotations

from collections.abc import Mapping

from portfolio.model import FundingLevel, Period, Portfolio, Rule
from portfolio.model.checks.pins import choices_of
from portfolio.model.text import visible
from ui.messages import Messages, Offer

WHY = "Why? The reason is kept in the file and shown with the plan."
_LETTERS = 60
AS_THE_PLAN_CHOOSES = "as the plan chooses"


def asked_to_force_in(
    messages: Messages, portfolio: Portfolio, initiatives: tuple[str, ...], title: str
) -> Rule | None:
    """Ask for the reason and, of a single initiative, for size and start; None without an answer.

    Args:
        messages: who is asked.
        portfolio: the document.
        initiatives: what is forced in.
        title: of the question.
    """
    several = len(initiatives) > 1
    sizes, starts = ([], []) if several else choices_of(portfolio, initiatives[0])
    if not sizes and not starts:
        reason = messages.ask_text(title, WHY)
        return None if reason is None else Rule("force_in", initiatives, reason)
    levels = portfolio.initiatives[initiatives[0]].levels
    offers = {"Size": _entries(sizes, levels), "Start": _entries(starts, portfolio.periods)}
    asked = [name for name, entries in offers.items() if entries]
    answer = messages.ask_text_and(
        title, WHY, [Offer(name, [AS_THE_PLAN_CHOOSES, *offers[name]]) for name in asked]
    )
    if answer is None:
        return None
    chosen = dict(zip(asked, answer.chosen, strict=True))
    return Rule(
        "force_in",
        initiatives,
        answer.text,
        level=_chosen(sizes, chosen.get("Size", 0)),
        period=_chosen(starts, chosen.get("Start", 0)),
    )


def _entries(keys: list[str], records: Mapping[str, FundingLevel | Period]) -> list[str]:
    return [visible(records[key].name.strip())[:_LETTERS] or "(no name)" for key in keys]


def _chosen(keys: list[str], entry: int) -> str | None:
    """Return the id of an entry; the first one stands for none."""
    return keys[entry - 1] if entry > 0 else None
