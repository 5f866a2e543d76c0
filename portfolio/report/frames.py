"""Results as pandas data frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from portfolio.analysis import Results
from portfolio.report.plan_reads import plan_of, ranking_of
from portfolio.report.rows import Row, plan_notes, rank_rows, verdict_rows

if TYPE_CHECKING:
    import pandas as pd


def ranking_frame(results: Results) -> pd.DataFrame:
    """Return the ranking, best first; see ``portfolio.rank``.

    Raises:
        PortfolioError: there is no ranking, for this reason.
    """
    portfolio, (ranking, _) = results.portfolio, ranking_of(results)
    rows = rank_rows(portfolio, ranking)
    frame = _frame(rows, ("code", "name", "rank", "score"))
    frame["rank"] = frame["rank"].astype("Int64")
    frame["score"] = frame["score"].astype("float64")
    if ranking.contributions is not None:
        for key in ranking.criterion_ids:
            parts = [row["contributions"] for row in rows]
            added = [part[key] if isinstance(part, dict) else None for part in parts]
            frame[f"contribution:{key}"] = _floats(added)
    frame.attrs = {
        "method": ranking.method,
        "score_name": ranking.score_name,
        "score_unit": ranking.score_unit,
        "higher_is_better": ranking.higher_is_better,
        "relative": ranking.relative,
        "criteria": {key: portfolio.criteria[key].name for key in ranking.criterion_ids},
        "notes": list(ranking.notes),
    }
    return frame


def plan_frame(results: Results) -> pd.DataFrame:
    """Return the plan in screen order; see ``portfolio.plan``.

    Raises:
        PortfolioError: there is no plan, for this reason.
    """
    plan = plan_of(results)
    names = (
        "code", "name", "verdict", "level", "start", "last", "rule", "gain", "reason", "price"
    )  # fmt: skip
    frame = _frame(verdict_rows(results), names)
    for column in ("gain", "price"):
        frame[column] = frame[column].astype("float64")
    waterline = results.waterline
    frame.attrs = {
        "status": plan.status,
        "objective": plan.objective,
        "objective_name": plan.objective_name,
        "unit": plan.unit,
        "value": plan.value,
        "bound": plan.bound,
        "gap": plan.gap,
        "waterline_value": None if waterline is None else waterline.value,
        "conflict": plan.conflict,
        "notes": plan_notes(results),
    }
    return frame


def _frame(rows: Sequence[Row], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    index = pd.Index([str(row["id"]) for row in rows], name="id", dtype="object")
    data = {name: pd.Series([row[name] for row in rows], index, "object") for name in columns}
    return pd.DataFrame(data, index)


def _floats(values: Sequence[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
