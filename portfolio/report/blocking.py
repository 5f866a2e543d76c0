"""Which resource keeps worthwhile initiatives out, when none is used up entirely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from portfolio.analysis.worth import worth_by_id
from portfolio.model import Initiative

if TYPE_CHECKING:
    from portfolio.analysis import Results
    from portfolio.funding import Plan

_SLACK = 1e-9


def blocked_by(results: Results) -> dict[str, int]:
    """Return resource id to the number of worthwhile cut initiatives that it has no room for.

    An initiative counts when it adds to the plan's value, nobody forced it out, and its
    smallest size needs more of the resource, in some period, than the plan leaves.
    Resources that block nobody are left out.
    """
    plan = results.plan
    if plan is None:
        return {}
    left = _left(plan)
    worths = worth_by_id(results)
    counts = np.zeros(len(plan.resource_ids), dtype=np.int64)
    for key, record in results.portfolio.initiatives.items():
        wanted = worths.get(key, 0.0) > 0 and key not in plan.forced_out
        if wanted and key not in plan.chosen:
            counts += (_needed(record, plan) > left + _SLACK * np.abs(left)).any(axis=1)
    pairs = zip(plan.resource_ids, counts.tolist(), strict=True)
    return {resource: count for resource, count in pairs if count}


def _left(plan: Plan) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return what the plan leaves, ``(n_resources, n_periods)``; infinite without a limit.

    By running sums where a budget carries over.
    """
    free = np.where(np.isnan(plan.capacity), np.inf, plan.capacity - plan.use)
    rows = np.array(plan.carries, dtype=bool)
    if rows.any():
        running = np.cumsum(np.where(np.isfinite(free[rows]), free[rows], 0.0), axis=1)
        free[rows] = np.where(np.isfinite(free[rows]), running, np.inf)
    return free


def _needed(record: Initiative, plan: Plan) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return the demand of the smallest size, by running sums where a budget carries over."""
    share = min((level.demand_share for level in record.levels.values()), default=1.0)
    needed = np.zeros((len(plan.resource_ids), len(plan.period_ids)))
    for row, resource in enumerate(plan.resource_ids):
        cells = record.demand.get(resource)
        if cells is not None:
            for column, period in enumerate(plan.period_ids):
                if (cell := cells.get(period)) is not None:
                    needed[row, column] = cell.likely * share
    rows = np.array(plan.carries, dtype=bool)
    needed[rows] = np.cumsum(needed[rows], axis=1)
    return needed
