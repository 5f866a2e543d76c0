"""Which change moved a line of a plan of record: each is put back alone, and planned anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from portfolio.errors import Tick
from portfolio.files.snapshot import inputs_of_record
from portfolio.funding import Plan
from portfolio.insight.bridge_result import Planner, share_of
from portfolio.insight.single_change import with_initiative, with_record
from portfolio.model import FrozenMap, PlannedLine, PlanOfRecord, Portfolio, Rule
from portfolio.model.text import plural, quoted
from portfolio.report.of_record_drift import SCORING, Drift, drift_since

#: So many single changes are put back, each with a plan of its own.
MOST_TRIED = 24
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Proof:
    """What putting back single changes showed.

    Attributes:
        enough: what each alone brings the line back, as parts of a sentence that begins
            with *with*: ``its own numbers as they were``.
        tried: how many were put back.
        left_out: how many more changes there are that were not.
        sentence: the same in words.
    """

    enough: tuple[str, ...]
    tried: int
    left_out: int
    sentence: str


@dataclass(frozen=True, slots=True, eq=False)
class _Put:
    words: str
    back: Callable[[], Portfolio]


def proof(
    record: PlanOfRecord,
    now: Portfolio,
    initiative: str,
    planning: Planner,
    tick: Tick,
) -> Proof:
    """Return which single changes, put back alone, bring back a line of a plan of record.

    In turn: its own numbers, every limit, the rules, what is maximized, weights and ratings,
    every other initiative that is new, gone or has other numbers. The line is back when the
    best plan does what it says: funds it at that size and from that start, or cuts it.

    Args:
        record: the plan of record.
        now: the document as it is.
        initiative: id of one that is in both.
        planning: gives the best plan of a document, see ``compare_plans.Planner``.
        tick: told the progress.

    Raises:
        NotOpened: the inputs of the record cannot be read.
        Cancelled: asked to stop.
    """
    line, then = record.lines[initiative], inputs_of_record(record)
    plan = planning(now, share_of(tick, 0, MOST_TRIED, "Planning the document as it is")).fitting
    ways = list(_ways(drift_since(record, then, now, plan), initiative))
    tried = ways[:MOST_TRIED]
    enough = []
    for place, put in enumerate(tried):
        text = f"Putting back change {place + 1:,} of {len(tried):,}"
        planned = planning(put.back(), share_of(tick, place, len(tried), text)).fitting
        if planned is not None and _is_back(line, initiative, planned):
            enough.append(put.words)
    left_out, name = len(ways) - len(tried), now.initiatives[initiative].name
    sentence = _sentence(line, name, enough, left_out, len(tried))
    return Proof(tuple(enough), len(tried), left_out, sentence)


def _ways(drift: Drift, initiative: str) -> Iterator[_Put]:
    """Yield the changes that can be put back one by one."""
    then, now = drift.then, drift.now
    if initiative in drift.own:
        back = partial(with_initiative, now, then, initiative)
        yield _Put("its own numbers as they were", back)
    for key in drift.limits:
        name = (now.resources.get(key) or then.resources[key]).name
        yield _Put(f"{quoted(name)} as it was", partial(with_record, now, then, "resources", key))
    if drift.rules:
        yield _Put("the rules as they were", lambda: replace(now, rules=_rules_back(drift)))
    if drift.settings:
        yield _Put("the settings as they were", lambda: replace(now, settings=then.settings))
    if drift.weighed:
        yield _Put("the weights and ratings as they were", lambda: _weights_back(drift))
    others = [key for key in drift.initiatives if key != initiative]
    moved = {*drift.entered, *drift.left}
    for key in sorted(others, key=lambda key: (key not in moved, key)):
        as_it_was = "as it was" if key in then.initiatives else "left out, as it is new"
        yield _Put(f"{drift.name(key)} {as_it_was}", partial(with_initiative, now, then, key))


def _rules_back(drift: Drift) -> FrozenMap[str, Rule]:
    """Return the rules as they were, without those on initiatives that are gone."""
    known = drift.now.initiatives
    return FrozenMap(
        {
            key: rule
            for key, rule in drift.then.rules.items()
            if all(each in known for each in rule.initiatives)
        }
    )


def _weights_back(drift: Drift) -> Portfolio:
    now, then = drift.now, drift.then
    earlier: dict[str, Any] = {name: getattr(then.settings, name) for name in SCORING}
    settings = replace(now.settings, **earlier)
    return replace(
        now, criteria=then.criteria, raters=then.raters, ratings=then.ratings, settings=settings
    )


def _is_back(line: PlannedLine, initiative: str, plan: Plan) -> bool:
    if not line.in_plan or initiative not in plan.chosen:
        return line.in_plan == (initiative in plan.chosen)
    span = plan.spans.get(initiative)
    same_start = span is None or line.start is None or span.start == line.start
    return same_start and (plan.chosen[initiative] or None) == line.level


def _sentence(line: PlannedLine, name: str, enough: list[str], left_out: int, tried: int) -> str:
    fate = f"{'funded' if line.in_plan else line.state} as in the plan of record"
    if enough:
        told = enough[:_MOST_TOLD]
        more = len(enough) - len(told)
        ways = [f"with {words}" for words in told]
        ways += [f"with one of {plural(more, 'more change')}"] if more else []
        return f"{quoted(name)} would be {fate} {' or '.join(ways)}."
    if not tried:
        return "Nothing that counts for the plan was changed since."
    if tried == 1:
        return f"The one change that can be put back is not enough for {quoted(name)} to be {fate}."
    if left_out:
        others = f"{left_out:,} more {'was' if left_out == 1 else 'were'} not tried"
        return (
            f"None of the {tried:,} changes that were put back is enough for {quoted(name)} to be "
            f"{fate}; {others}."
        )
    return (
        f"No single change is enough for {quoted(name)} to be {fate}: "
        "it takes several of them together."
    )
