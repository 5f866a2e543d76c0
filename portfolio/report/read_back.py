"""What was decided, in sentences: to be read aloud at the end of a session, and for a mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portfolio.model import Decision, DecisionOption, KillCriterion, Portfolio, in_order
from portfolio.model.days import day_text
from portfolio.model.decided import current_decisions
from portfolio.model.text import listed, plural, quoted, visible
from portfolio.report.decision_clashes import kept_words
from portfolio.report.decision_draft import FUNDING
from portfolio.report.decision_history import short_sentence
from portfolio.report.decision_rows import money_by_unit, money_text
from portfolio.report.vote_words import dissent_lines, votes_text

_TITLES: dict[DecisionOption, str] = {
    "fund": "Funded",
    "fund with conditions": "Funded with conditions",
    "defer": "Deferred",
    "cut": "Cut",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One decision.

    Attributes:
        name: of the initiative.
        words: what was decided, in a sentence.
        details: reason, money, conditions and so on, a sentence each.
    """

    name: str
    words: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Everything that was decided.

    Attributes:
        summary: how many of each, in a sentence.
        groups: title and decisions of each option that occurs, in the order of the screen.
        left: which initiatives are undecided, as a sentence; empty when none is.
    """

    summary: str
    groups: tuple[tuple[str, tuple[Said, ...]], ...]
    left: str


def read_back(portfolio: Portfolio) -> ReadBack:
    """Return the decisions that hold, those on initiatives that were deleted left out."""
    current = current_decisions(portfolio)
    said: dict[DecisionOption, list[Said]] = {option: [] for option in _TITLES}
    left = []
    for key, record in in_order(portfolio.initiatives):
        decision = portfolio.decisions.get(current.get(key, ""))
        if decision is None:
            left.append(quoted(record.name))
        else:
            name = visible(record.name.strip()) or "(no name)"
            details = tuple(_details(portfolio, decision, kept_words(portfolio, decision, current)))
            said[decision.option].append(Said(name, short_sentence(portfolio, decision), details))
    groups = tuple((_TITLES[option], tuple(each)) for option, each in said.items() if each)
    undecided = f"Undecided: {listed(left, 12)}." if left else ""
    return ReadBack(_summary(groups), groups, undecided)


def read_back_text(portfolio: Portfolio) -> str:
    """Return the same as plain text for a mail."""
    told = read_back(portfolio)
    lines = [visible(portfolio.title), told.summary]
    for title, group in told.groups:
        lines += ["", title.upper()]
        for said in group:
            lines += [f"- {said.name}: {said.words}", *(f"  {detail}" for detail in said.details)]
    if told.left:
        lines += ["", told.left]
    return "\n".join(lines)


def _summary(groups: tuple[tuple[str, tuple[Said, ...]], ...]) -> str:
    if not groups:
        return "Nothing is decided yet."
    counts = (f"{len(group):,} {title.lower()}" for title, group in groups)
    total = sum(len(group) for _, group in groups)
    return f"{plural(total, 'decision')}: {listed(counts)}."


def _details(portfolio: Portfolio, decision: Decision, kept: str) -> Iterator[str]:
    if decision.reason.strip():
        yield _sentence(decision.reason)
    money = money_text(money_by_unit(portfolio, decision))
    if money:
        yield f"It gets {money}."
    if decision.displaces:
        known = portfolio.initiatives
        names = [
            quoted(known[k].name) if k in known else "a deleted one" for k in decision.displaces
        ]
        yield f"It displaces {listed(names)}. {kept}".rstrip()
    if decision.option in FUNDING:
        yield from _conditions(decision)
        kill = _kill_words(decision.kill) or visible(decision.kill_criterion.strip())
        if kill:
            yield _sentence(kill)
    yield from _people(decision)


def _conditions(decision: Decision) -> Iterator[str]:
    if decision.conditions.strip():
        yield f"Condition: {_sentence(decision.conditions)}"
    for term in decision.terms:
        due = f" by {day_text(term.due)}" if term.due else ""
        state = "" if term.state == "open" else f" ({term.state})"
        yield f"Condition: {visible(term.text.strip())}{due}{state}."


def _people(decision: Decision) -> Iterator[str]:
    owner = visible(decision.owner.strip())
    review = day_text(decision.review) if decision.review else ""
    parts = [f"Owner: {owner}." if owner else "", f"Review on {review}." if review else ""]
    if any(parts):
        yield " ".join(filter(None, parts))
    if decision.votes:
        yield f"Votes: {votes_text(decision.votes)}."
    yield from map(_sentence, dissent_lines(decision.votes))


def _kill_words(kill: KillCriterion | None) -> str:
    if kill is None or not kill.metric.strip():
        return ""
    floor = f" is below {visible(kill.floor.strip())}" if kill.floor.strip() else " falls short"
    day = f" on {day_text(kill.date)}" if kill.date else ""
    action = f": {visible(kill.action.strip())}" if kill.action.strip() else ""
    return f"It ends if {visible(kill.metric.strip())}{floor}{day}{action}"


def _sentence(text: str) -> str:
    words = visible(" ".join(text.split()))
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
