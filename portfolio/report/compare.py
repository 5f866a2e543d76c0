"""Two versions compared: what was changed, who moved in rank and plan, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from portfolio.analysis.known import Ranked
from portfolio.errors import Tick
from portfolio.files.changes import FieldChange, changes
from portfolio.funding import Plan, PlanChange, plan_change
from portfolio.insight import Bridge, Planned, bridge, with_causes
from portfolio.insight.bridge_causes import MOST_CAUSES
from portfolio.model import PlanOfRecord, Portfolio, in_order
from portfolio.report.compare_matching import matched
from portfolio.report.compare_plans import Planner
from portfolio.report.of_record_worth import judged_lines

#: Share of the work that is done when the causes begin to be looked for.
_BRIDGED = 0.4
#: With more initiatives a plan takes seconds, and half as many single changes are tried.
_LARGE = 300
_LOST = "Of the plan of record its best plan is compared, and not what was decided."


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One of the two: a file, a backup, a scenario; and what it is called.

    Attributes:
        record: the plan of record that ``portfolio`` are the inputs of: its lines are
            compared, and not the best plan; None for all others.
    """

    name: str
    portfolio: Portfolio
    record: PlanOfRecord | None = None


@dataclass(frozen=True, slots=True)
class RankMove:
    """One initiative that is ranked in both versions, 1 for the best."""

    key: str
    before: int
    after: int

    @property
    def up(self) -> int:
        """Places gained; below 0 for places lost."""
        return self.before - self.after


@dataclass(frozen=True, slots=True, eq=False)
class RankChange:
    """Two rankings compared.

    Attributes:
        moves: of all that are ranked in both, the largest first, then by the later rank.
        before: initiative id to rank in the earlier version; after: in the later one.
        trouble: why there is nothing to compare, as a sentence; else empty.
    """

    moves: tuple[RankMove, ...] = ()
    before: Mapping[str, int] = field(default_factory=dict)
    after: Mapping[str, int] = field(default_factory=dict)
    trouble: str = ""

    @property
    def moved(self) -> tuple[RankMove, ...]:
        """Those that are not where they were."""
        return tuple(move for move in self.moves if move.up)


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What was found out about two versions so far.

    Attributes:
        changes: every difference, in the order of the document.
        notes: on how records were matched, as sentences.
        ranks: None until the rankings were compared.
        ends: the two plans; of a plan of record what its lines fund, else the best plan.
        plan: who enters and leaves the plan; None until then, and without two plans.
        bridge: why the value moved; None until then.
        final: whether the causes have been looked for.
    """

    before: Version
    after: Version
    changes: tuple[FieldChange, ...]
    notes: tuple[str, ...] = ()
    ranks: RankChange | None = None
    ends: tuple[Plan | None, Plan | None] = (None, None)
    plan: PlanChange | None = None
    bridge: Bridge | None = None
    final: bool = False

    @property
    def same(self) -> bool:
        """Whether there is no difference at all; beside a plan of record there may be one."""
        return not self.changes and self.before.record is None and self.after.record is None

    @property
    def names(self) -> dict[str, str]:
        """Initiative id to name, the later one where there are two, in the later order."""
        found = {key: record.name for key, record in in_order(self.after.portfolio.initiatives)}
        for key, record in in_order(self.before.portfolio.initiatives):
            found.setdefault(key, record.name)
        return found


def compare_content(before: Version, after: Version) -> Comparison:
    """Return every difference in what two versions hold; nothing is ranked or planned.

    Records are matched by id. Where two versions have not one id of a kind in common they
    are matched by code and name, and a note says so.
    """
    fitted = matched(before.portfolio, after.portfolio)
    # Under other ids the lines of a plan of record would be about nobody.
    lost = fitted.notes and before.record is not None
    notes = (*fitted.notes, _LOST) if lost else fitted.notes
    record = None if lost else before.record
    earlier = replace(before, portfolio=fitted.portfolio, record=record)
    return Comparison(earlier, after, changes(fitted.portfolio, after.portfolio), notes)


def compare_plans(found: Comparison, planner: Planner, tick: Tick) -> Comparison:
    """Return a comparison with rank moves, plans, and why the value moved.

    Args:
        found: of the content.
        planner: gives rankings and plans.
        tick: told the progress; may raise ``Cancelled``.
    """
    before, after = found.before, found.after
    ranks = _ranks(planner.ranking(before.portfolio), planner.ranking(after.portfolio))
    names = (before.name, after.name)
    split = bridge(before.portfolio, after.portfolio, planner, names=names, tick=tick)
    one, other = _compared(before, split.first), _compared(after, split.last)
    plan = None if one is None or other is None else plan_change(one, other)
    return replace(found, ranks=ranks, bridge=split, ends=(one, other), plan=plan)


def compare_causes(found: Comparison, planner: Planner, tick: Tick) -> Comparison:
    """Return a comparison of plans with the largest single causes of each part."""
    if found.bridge is None:
        return replace(found, final=True)
    most = most_causes(found.after.portfolio)
    split = with_causes(found.bridge, planner, tick=tick, most=most)
    return replace(found, bridge=split, final=True)


def most_causes(portfolio: Portfolio) -> int:
    """Return how many single changes of each part are tried."""
    return MOST_CAUSES // 2 if len(portfolio.initiatives) > _LARGE else MOST_CAUSES


def compare(before: Version, after: Version, planner: Planner, tick: Tick) -> Comparison:
    """Return everything about two versions, for those who wait for it."""
    found = compare_content(before, after)
    if found.same:
        return replace(found, final=True)
    found = compare_plans(found, planner, lambda done, text: tick(_BRIDGED * done, text))
    return compare_causes(
        found, planner, lambda done, text: tick(_BRIDGED + (1 - _BRIDGED) * done, text)
    )


def _compared(version: Version, planned: Planned) -> Plan | None:
    """Return what a plan of record funds, else the best plan; None where there is none."""
    if version.record is None or planned.plan is None:
        return planned.fitting
    return judged_lines(version.portfolio, version.record.lines, planned.scores).plan


def _ranks(before: Ranked, after: Ranked) -> RankChange:
    one, other = _places(before), _places(after)
    error = before.error or after.error
    if not one or not other:
        why = str(error) if error else "There is nothing ranked to compare."
        return RankChange((), one, other, why)
    moves = [RankMove(key, one[key], rank) for key, rank in other.items() if key in one]
    if not moves:
        return RankChange((), one, other, "No initiative is ranked in both.")
    moves.sort(key=lambda move: (-abs(move.up), move.after, move.key))
    return RankChange(tuple(moves), one, other)


def _places(ranked: Ranked) -> dict[str, int]:
    if ranked.ranking is None:
        return {}
    pairs = zip(ranked.ranking.initiative_ids, ranked.ranking.ranks.tolist(), strict=True)
    return {key: rank for key, rank in pairs if rank > 0}
