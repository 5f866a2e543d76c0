"""The size and the start at which leaders force one initiative in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from portfolio.model.checks.links import active_rules, name_of
from portfolio.model.checks.problem import Fault, Problem
from portfolio.model.checks.timing import span_of
from portfolio.model.frozen import FrozenMap
from portfolio.model.initiative import Initiative
from portfolio.model.order import in_order
from portfolio.model.portfolio import Portfolio
from portfolio.model.rule import PINNING, Rule, RuleKind
from portfolio.model.scenario import Change
from portfolio.model.text import quoted, visible


@dataclass(frozen=True, slots=True)
class Pin:
    """How an initiative has to be funded.

    Attributes:
        level: id of its size; None for any.
        start: id of the period in which it starts; None for any.
    """

    level: str | None = None
    start: str | None = None


def asked_of(rule: Rule) -> Pin:
    """Return what a rule asks of the one initiative that it forces in; of any other, nothing."""
    one = rule.kind in PINNING and len(set(rule.initiatives)) == 1
    return Pin(rule.level, rule.period) if one else Pin()


def pin_of(portfolio: Portfolio, rule: Rule) -> Pin:
    """Return what ``asked_of`` says, without a size or start that is not open to the initiative."""
    asked = asked_of(rule)
    if asked == Pin():
        return asked
    record = portfolio.initiatives.get(rule.initiatives[0])
    return Pin() if record is None else _possible(portfolio, record, asked)


def _possible(portfolio: Portfolio, record: Initiative, asked: Pin) -> Pin:
    return Pin(
        asked.level if asked.level in record.levels else None,
        asked.start if asked.start and asked.start in _starts(portfolio, record) else None,
    )


def _starts(portfolio: Portfolio, record: Initiative) -> list[str]:
    periods = [key for key, _ in in_order(portfolio.periods)]
    starts = span_of(record, periods).open_starts(record, len(periods))
    return [periods[start] for start in starts if periods]


def choices_of(portfolio: Portfolio, initiative: str) -> tuple[list[str], list[str]]:
    """Return the ids of the sizes and of the starts between which a plan chooses.

    In their order; empty where it has no choice.
    """
    record = portfolio.initiatives[initiative]
    sizes, starts = [key for key, _ in in_order(record.levels)], _starts(portfolio, record)
    return sizes if len(sizes) > 1 else [], starts if len(starts) > 1 else []


def how_forced(portfolio: Portfolio, rule: Rule) -> str:
    """Return `` at “Lean”, from Q2``, with a blank before it; empty for any size and start."""
    pin = pin_of(portfolio, rule)
    words = []
    if pin.level is not None:
        levels = portfolio.initiatives[rule.initiatives[0]].levels
        words.append(f" at {quoted(levels[pin.level].name)}")
    if pin.start is not None:
        words.append(f" from {visible(portfolio.periods[pin.start].name)}")
    return ",".join(words)


def forced_by(change: Change) -> Rule:
    """Return the rule that a force-in or force-out of a scenario makes."""
    kind: RuleKind = "force_in" if change.kind == "force_in" else "force_out"
    return Rule(kind, (change.target,), change.reason, period=change.period, level=change.level)


def with_pins(portfolio: Portfolio) -> Portfolio:
    """Return the portfolio in which what is forced in has no other size and start to choose."""
    narrowed: dict[str, Initiative] = {}
    for _, rule in active_rules(portfolio, *PINNING):
        pin = pin_of(portfolio, rule)
        if pin != Pin() and rule.initiatives[0] not in narrowed:
            key = rule.initiatives[0]
            narrowed[key] = _only(portfolio.initiatives[key], pin)
    if not narrowed:
        return portfolio
    return replace(portfolio, initiatives=portfolio.initiatives.with_all(narrowed))


def _only(record: Initiative, pin: Pin) -> Initiative:
    levels, starts = record.levels, record.starts
    if pin.level is not None:
        levels = FrozenMap({pin.level: levels[pin.level]})
    return replace(record, levels=levels, starts=starts if pin.start is None else (pin.start,))


def pin_problems(portfolio: Portfolio) -> Iterator[Problem]:
    """Yield the rules that ask for another size or start than an earlier one, by id."""
    first: dict[tuple[str, str], str] = {}
    for key, rule in active_rules(portfolio, *PINNING):
        pin = pin_of(portfolio, rule)
        for field, asked in (("level", pin.level), ("period", pin.start)):
            if asked is not None and first.setdefault((rule.initiatives[0], field), asked) != asked:
                name = name_of(portfolio, rule.initiatives[0])
                noun = "sizes" if field == "level" else "starts"
                yield Problem(
                    "forced_two_ways",
                    "error",
                    "rule",
                    key,
                    field,
                    f"{name} is mandated or forced in at two {noun}.",
                    "Release it on one side; no plan can obey both.",
                )


def pin_faults(rule: Rule, portfolio: Portfolio) -> Iterator[Fault]:
    """Yield what a rule asks for that its initiative cannot do; it is then ignored."""
    if rule.kind not in PINNING or (rule.level is None and rule.period is None):
        return
    if len(set(rule.initiatives)) > 1:
        yield (
            "pin_of_several",
            "warning",
            "level" if rule.level is not None else "period",
            "it asks for a size or a start, which only a rule about one initiative can; any counts",
            "Make a rule for each initiative, or clear the size and the start.",
        )
        return
    if not portfolio.initiatives.keys() & set(rule.initiatives):
        return
    asked, open_to_it = asked_of(rule), pin_of(portfolio, rule)
    if asked.level != open_to_it.level:
        yield (
            "unknown_level",
            "warning",
            "level",
            "it asks for a size that the initiative does not have, so any size counts",
            "Choose another size, or clear it.",
        )
    period = portfolio.periods.get(asked.start or "")
    if asked.start != open_to_it.start and period is not None:
        text = f"a start in {quoted(period.name)} is not open to it, so any start counts"
        remedy = "Allow that start on the initiative, or choose another one."
        yield "start_not_open", "warning", "period", text, remedy
