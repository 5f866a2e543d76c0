"""A number that somebody stated: its range, its unit, its date, where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from portfolio.model.frozen import FrozenMap

FigureLabel = Literal["measured", "estimate", "reported estimate"]
FIGURE_LABELS: tuple[FigureLabel, ...] = get_args(FigureLabel)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure was at an earlier date, in the figure's unit."""

    likely: float
    as_of: date
    low: float | None = None
    high: float | None = None
    source: str = ""
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Figure:
    """A stated number.

    Attributes:
        likely: in ``unit``.
        low: None when unknown; never assumed equal to ``likely``. So is ``high``.
        unit: empty for the unit in which the figure is asked for, see
            ``model.FIGURES``; amounts of money may name a currency.
        as_of: the day for which it holds.
        source: where it comes from, in the user's words.
        label: a *reported estimate* is an outsider's figure, and is called so
            wherever it is shown.
        earlier: what it was before, the oldest first.
    """

    likely: float
    low: float | None = None
    high: float | None = None
    unit: str = ""
    as_of: date | None = None
    source: str = ""
    label: FigureLabel = "estimate"
    earlier: tuple[Reading, ...] = ()
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)
