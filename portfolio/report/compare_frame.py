"""A comparison as a pandas data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.errors import silent
from portfolio.insight import Part
from portfolio.model import Portfolio
from portfolio.report.compare import Version, compare
from portfolio.report.compare_causes import texts
from portfolio.report.compare_plans import Planner
from portfolio.report.compare_words import headline

if TYPE_CHECKING:
    import pandas as pd


def difference_frame(before: Portfolio, after: Portfolio) -> pd.DataFrame:
    """Return every difference, and why the plan moved; see ``portfolio.diff``."""
    import pandas as pd

    versions = Version("before", before), Version("after", after)
    found = compare(*versions, Planner(), silent)
    rows = [
        (each.kind, each.noun, each.key, each.place, *texts(found, each)) for each in found.changes
    ]
    names = ["kind", "noun", "id", "place", "before", "after"]
    frame = pd.DataFrame(rows, columns=names, dtype="object")
    split, plan = found.bridge, found.plan
    frame.attrs = {
        "headline": headline(found).headline,
        "gained": None if split is None else split.total,
        "unit": "" if split is None else split.unit,
        "parts": {} if split is None else {_title(each): each.gained for each in split.parts},
        "enters": [] if plan is None else list(plan.enters),
        "leaves": [] if plan is None else list(plan.leaves),
        "notes": list(found.notes),
    }
    return frame


def _title(part: Part) -> str:
    return " and ".join(part.steps)
