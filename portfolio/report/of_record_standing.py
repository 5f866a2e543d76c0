"""Which lines of a plan of record no longer hold, and what was changed that can be why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from portfolio.files.errors import NotOpened
from portfolio.files.snapshot import inputs_of_record
from portfolio.model import Decision, PlannedLine, PlanOfRecord, Portfolio
from portfolio.model.decided import held_decisions
from portfolio.model.text import plural, quoted, uncapitalized, visible
from portfolio.report.decision_dues import Lapse, LapseKind, dues
from portfolio.report.decision_history import short_sentence
from portfolio.report.of_record import still_decided
from portfolio.report.of_record_causes import causes_of
from portfolio.report.of_record_drift import Drift, drift_since
from portfolio.report.plan_reads import settled

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

#: Whether the plan funds it, and whether it is running: what becomes of it.
_FATES = {
    (True, False): "funded",
    (True, True): "continued",
    (False, False): "cut",
    (False, True): "stopped",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan of record stands.

    Attributes:
        lapses: what no longer holds, and what decisions ask for by now, by initiative in
            the order of the document.
        lines: how many initiatives the record has.
        broken: how many of them no longer hold.
        newcomers: ids that the plan funds now and the record does not know.
        trouble: why some of this is not known, as a sentence; else empty.
    """

    lapses: tuple[Lapse, ...]
    lines: int
    broken: int
    newcomers: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def sentence(self) -> str:
        """How many hold: ``14 of 16 lines hold; 2 no longer do.``"""
        if self.trouble:
            return self.trouble
        if not self.broken:
            every = "The one line" if self.lines == 1 else f"All {self.lines:,} lines"
            return f"{every} of the plan of record hold{'s' if self.lines == 1 else ''}."
        held = f"{self.lines - self.broken:,} of {plural(self.lines, 'line')} hold"
        return f"{held}; {self.broken:,} no longer {'does' if self.broken == 1 else 'do'}."

    def why(self) -> dict[str, str]:
        """Return initiative id to all that no longer holds about it, in sentences."""
        said: dict[str, str] = {}
        for lapse in self.lapses:
            before = said.get(lapse.initiative, "")
            said[lapse.initiative] = f"{before} {lapse.sentence}".strip()
        return said


def standing(record: PlanOfRecord, results: Results, today: date) -> Standing:
    """Return which lines of a plan of record no longer hold, and why.

    A line holds as long as the plan of now does what the record says. Where a decision went
    before the plan then, it holds as long as that decision does. One that a decision that
    holds now contradicts in kind, size or start does not hold, whatever the clocks of those
    who decided and froze say. Takes as long as opening the
    file, since the inputs are unpacked and compared with the document.

    Args:
        record: the plan of record.
        results: of the document as it is now.
        today: against which dates are held.
    """
    now = results.portfolio
    plan = results.plan if settled(results) else None
    if plan is not None and plan.status == "infeasible":
        plan = None
    drift, trouble = _drift(record, results, plan)
    comparing = _Comparing(record, now, plan, drift, held_decisions(now))
    lapses = [each for key, line in record.lines.items() for each in comparing.lapses(key, line)]
    broken = len({lapse.initiative for lapse in lapses})
    newcomers = () if plan is None else tuple(k for k in plan.chosen if k not in record.lines)
    ids = (*now.initiatives, *record.lines)
    order = {key: place for place, key in enumerate(dict.fromkeys(ids))}
    told = sorted(
        [*lapses, *dues(now, today)], key=lambda lapse: order.get(lapse.initiative, len(order))
    )
    if plan is None:
        trouble = "There is no plan of now yet to hold the plan of record against."
    return Standing(tuple(told), len(record.lines), broken, newcomers, trouble)


def _drift(record: PlanOfRecord, results: Results, plan: Plan | None) -> tuple[Drift | None, str]:
    """Return what changed since; None, and why, when the inputs cannot be read."""
    try:
        then = inputs_of_record(record)
    except NotOpened as error:
        return None, f"Why lines moved cannot be told. {error.where}: {error.what}"
    return drift_since(record, then, results.portfolio, plan), ""


@dataclass(frozen=True, slots=True, eq=False)
class _Comparing:
    """What every line of a plan of record is held against."""

    record: PlanOfRecord
    now: Portfolio
    plan: Plan | None
    drift: Drift | None
    decisions: dict[str, Decision]

    @property
    def then(self) -> Portfolio:
        return self.now if self.drift is None else self.drift.then

    def lapses(self, key: str, line: PlannedLine) -> Iterator[Lapse]:
        """Yield why one line no longer holds."""
        if key not in self.now.initiatives:
            what = f"{quoted(line.name)} is not in the portfolio any more; it was {_to_be(line)}."
            yield Lapse(key, line.name, "gone", what)
            return
        decision = self.decisions.get(key)
        if decision is not None and not still_decided(line, decision):
            yield self._decided_since(key, line, decision)
        elif self.plan is not None and (line.planned is None or decision is None):
            yield from self._moved(key, line, self.plan)

    def _decided_since(self, key: str, line: PlannedLine, decision: Decision) -> Lapse:
        """Return that a line is not what was decided: since, or before and that holds again."""
        name = self.now.initiatives[key].name
        granted = "" if not line.in_plan else f" at {_size(self.then, key, line.level)}"
        if line.start is not None:
            granted += f" from {_period(self.then, line.start)}"
        said = uncapitalized(short_sentence(self.now, decision))
        what = f"{quoted(name)} was {_to_be(line)}{granted}. The decision that holds now: {said}"
        reason = visible(decision.reason.strip())
        return Lapse(key, name, "decided since", what, (reason,) if reason else ())

    def _moved(self, key: str, line: PlannedLine, plan: Plan) -> Iterator[Lapse]:
        """Yield how the plan of now differs from a line, and what was changed."""
        initiative, funded = self.now.initiatives[key], key in plan.chosen
        was = f"{quoted(initiative.name)} was {_to_be(line)}"
        found: list[tuple[LapseKind, str]] = []
        level, span = plan.chosen.get(key) or None, plan.spans.get(key)
        if funded != line.in_plan:
            fate = _FATES[funded, initiative.status == "running"]
            kind: LapseKind = "funded now" if funded else "cut now"
            found.append((kind, f"{was}, and the plan of now has it {fate}."))
        elif funded and level != line.level:
            sizes = f"{_size(self.then, key, line.level)}, and now {_size(self.now, key, level)}"
            found.append(("size", f"{was} at {sizes}."))
        if funded and span is not None and line.start is not None and span.start != line.start:
            starts = f"{_period(self.then, line.start)}, and now from"
            found.append(("start", f"{was} from {starts} {_period(self.now, span.start)}."))
        if found:
            causes = () if self.drift is None else causes_of(self.drift, key, funded=funded)
            yield from (Lapse(key, initiative.name, kind, what, causes) for kind, what in found)


def _to_be(line: PlannedLine) -> str:
    return {
        "funded": "to be funded",
        "forced": "to be funded",
        "running": "to be continued",
        "deferred": "to be funded later" if line.in_plan else "to be deferred",
        "cut": "to be cut",
    }[line.state]


def _size(portfolio: Portfolio, key: str, level: str | None) -> str:
    record = portfolio.initiatives.get(key)
    size = None if record is None else record.levels.get(level or "")
    return "the full size" if size is None else quoted(size.name)


def _period(portfolio: Portfolio, key: str) -> str:
    period = portfolio.periods.get(key)
    return visible(period.name) if period is not None else "a period that is gone"
