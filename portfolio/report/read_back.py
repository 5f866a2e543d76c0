"""What was decided, in sentences: to be read aloud at the end of a session, and for a mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portfolio.model import Decision, DecisionOption, Initiative, Portfolio, in_order
from portfolio.model.days import day_text
from portfolio.model.decided import held_decisions
from portfolio.model.kill import decided_kill
from portfolio.model.text import listed, plural, quoted, uncapitalized, visible
from portfolio.report.decided_amounts import overdrawn, shortfalls
from portfolio.report.decision_clashes import decided_apart, kept_words
from portfolio.report.decision_draft import FUNDING
from portfolio.report.decision_history import short_sentence
from portfolio.report.granted_words import granted_text
from portfolio.report.vote_words import dissent_lines, votes_text

_TITLES: dict[DecisionOption, str] = {
    "fund": "Funded",
    "fund with conditions": "Funded with conditions",
    "defer": "Deferred",
    "cut": "Cut",
}
TO_SETTLE = "To be settled"
#: So many undecided initiatives are told in one sentence; more of them by owner.
_AT_ONCE = 12


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
        open: what does not fit together and has to be settled, a sentence or two each.
        groups: title and decisions of each option that occurs, in the order of the screen.
        left: which initiatives are undecided, all of them: in a line, or, if they are many,
            in one that counts them and one for each owner; none when all are decided.
    """

    summary: str
    open: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Said, ...]], ...]
    left: tuple[str, ...]


def read_back(portfolio: Portfolio) -> ReadBack:
    """Return the decisions that hold, those on initiatives that were deleted left out."""
    held = held_decisions(portfolio)
    said: dict[DecisionOption, list[Said]] = {option: [] for option in _TITLES}
    left = []
    for key, record in in_order(portfolio.initiatives):
        decision = held.get(key)
        if decision is None:
            left.append(record)
        else:
            name = visible(record.name.strip()) or "(no name)"
            details = tuple(_details(portfolio, decision, kept_words(portfolio, decision, held)))
            said[decision.option].append(Said(name, short_sentence(portfolio, decision), details))
    groups = tuple((_TITLES[option], tuple(each)) for option, each in said.items() if each)
    beyond = (f"As decided, {uncapitalized(each)}" for each in overdrawn(portfolio))
    settle = (*_apart(portfolio), *beyond)
    return ReadBack(_summary(groups), settle, groups, tuple(_undecided(left)))


def read_back_text(portfolio: Portfolio) -> str:
    """Return the same as plain text for a mail."""
    told = read_back(portfolio)
    lines = [visible(portfolio.title), told.summary]
    if told.open:
        lines += ["", TO_SETTLE.upper(), *(f"- {each}" for each in told.open)]
    for title, group in told.groups:
        lines += ["", title.upper()]
        for said in group:
            lines += [f"- {said.name}: {said.words}", *(f"  {detail}" for detail in said.details)]
    if told.left:
        lines += ["", *told.left]
    return "\n".join(lines)


def _apart(portfolio: Portfolio) -> Iterator[str]:
    """Yield both sides of decisions that two versions of the file made against each other."""
    for key, words in decided_apart(portfolio).items():
        if key in portfolio.initiatives:
            yield f"{quoted(portfolio.initiatives[key].name)} {words}"


def _undecided(left: Sequence[Initiative]) -> Iterator[str]:
    if not left:
        return
    if len(left) <= _AT_ONCE:
        yield f"Undecided: {listed((quoted(each.name) for each in left), _AT_ONCE)}."
        return
    yield f"{plural(len(left), 'initiative')} are undecided."
    owners: dict[str, list[str]] = {}
    for each in left:
        owners.setdefault(visible(each.owner.strip()), []).append(quoted(each.name))
    for owner, names in sorted(owners.items(), key=lambda pair: (not pair[0], pair[0].casefold())):
        yield f"{owner or 'Without an owner'} ({len(names):,}): {listed(names, len(names))}."


def _summary(groups: tuple[tuple[str, tuple[Said, ...]], ...]) -> str:
    if not groups:
        return "Nothing is decided yet."
    counts = (f"{len(group):,} {title.lower()}" for title, group in groups)
    total = sum(len(group) for _, group in groups)
    return f"{plural(total, 'decision')}: {listed(counts)}."


def _details(portfolio: Portfolio, decision: Decision, kept: str) -> Iterator[str]:
    if decision.reason.strip():
        yield _sentence(decision.reason)
    granted = granted_text(portfolio, decision)
    if granted:
        yield f"It gets {granted}."
    if decision.option in FUNDING:
        for each in shortfalls(portfolio, decision, decision.level, decision.start):
            yield f"It {each}."
    if decision.displaces:
        known = portfolio.initiatives
        names = [
            quoted(known[k].name) if k in known else "a deleted one" for k in decision.displaces
        ]
        yield f"It displaces {listed(names, len(names))}. {kept}".rstrip()
    if decision.option in FUNDING:
        yield from _conditions(decision)
        kill = decided_kill(decision)
        if kill:
            yield f"Kill criterion: {_sentence(kill)}"
    yield from _people(decision)


def _conditions(decision: Decision) -> Iterator[str]:
    if decision.conditions.strip():
        yield f"Condition: {_sentence(decision.conditions)}"
    for term in decision.terms:
        due = f" by {day_text(term.due)}" if term.due else ""
        state = "" if term.state == "open" else f" ({term.state})"
        text = term.text.strip()
        # What follows it ends the sentence in place of its own full stop.
        yield _sentence(
            f"Condition: {text.removesuffix('.') if due or state else text}{due}{state}"
        )


def _people(decision: Decision) -> Iterator[str]:
    owner = visible(decision.owner.strip())
    review = day_text(decision.review) if decision.review else ""
    parts = [f"Owner: {owner}." if owner else "", f"Review on {review}." if review else ""]
    if any(parts):
        yield " ".join(filter(None, parts))
    if decision.votes:
        yield f"Votes: {votes_text(decision.votes)}."
    yield from map(_sentence, dissent_lines(decision.votes))


def _sentence(text: str) -> str:
    words = visible(" ".join(text.split()))
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
