"""Two versions compared: what was changed, who moved in rank and plan, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from portfolio.analysis.known import Ranked
from portfolio.errors import Tick
from portfolio.files.changes import FieldChange, changes
from portfolio.funding import PlanChange, plan_change
from portfolio.insight import Bridge, bridge, with_causes
from portfolio.insight.bridge_causes import MOST_CAUSES
from portfolio.model import Portfolio, in_order
from portfolio.report.compare_matching import matched
from portfolio.report.compare_plans import Planner

#: Share of the work that is done when the causes begin to be looked for.
_BRIDGED = 0.4
#: With more initiatives a plan takes seconds, and half as many single changes are tried.
_LARGE = 300


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One of the two: a file, a backup, a scenario; and what it is called."""

    name: str
    portfolio: Portfolio


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
        plan: who enters and leaves the plan; None until then, and without two plans.
        bridge: why the value moved; None until then.
        final: whether the causes have been looked for.
    """

    before: Version
    after: Version
    changes: tuple[FieldChange, ...]
    notes: tuple[str, ...] = ()
    ranks: RankChange | None = None
    plan: PlanChange | None = None
    bridge: Bridge | None = None
    final: bool = False

    @property
    def same(self) -> bool:
        """Whether there is no difference at all."""
        return not self.changes

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
    earlier = replace(before, portfolio=fitted.portfolio)
    return Comparison(earlier, after, changes(fitted.portfolio, after.portfolio), fitted.notes)


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
    one, other = split.first.fitting, split.last.fitting
    plan = None if one is None or other is None else plan_change(one, other)
    return replace(found, ranks=ranks, bridge=split, plan=plan)


def compare_causes(found: Comparison, planner: Planner, tick: Tick) -> Comparison:
    """Return a comparison of plans with the largest single causes of each part."""
    if found.bridge is None:
        return replace(found, final=True)
    large = len(found.after.portfolio.initiatives) > _LARGE
    most = MOST_CAUSES // 2 if large else MOST_CAUSES
    split = with_causes(found.bridge, planner, tick=tick, most=most)
    return replace(found, bridge=split, final=True)


def compare(before: Version, after: Version, planner: Planner, tick: Tick) -> Comparison:
    """Return everything about two versions, for those who wait for it."""
    found = compare_content(before, after)
    if found.same:
        return replace(found, final=True)
    found = compare_plans(found, planner, lambda done, text: tick(_BRIDGED * done, text))
    return compare_causes(
        found, planner, lambda done, text: tick(_BRIDGED + (1 - _BRIDGED) * done, text)
    )


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
