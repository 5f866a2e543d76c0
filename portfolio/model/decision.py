"""The record of what was decided, and what people said about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from portfolio.model.frozen import FrozenMap

DecisionOption = Literal["fund", "fund with conditions", "defer", "cut"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on one initiative, kept as said; later ones do not replace it."""

    initiative: str
    option: DecisionOption
    at: datetime
    reason: str = ""
    owner: str = ""
    conditions: str = ""
    kill_criterion: str = ""
    decided_by: str = ""
    review: date | None = None
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on an initiative, or on the whole portfolio when ``initiative`` is None."""

    text: str
    at: datetime
    author: str = ""
    initiative: str | None = None
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)
