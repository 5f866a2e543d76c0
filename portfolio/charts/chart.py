"""What a chart is, and what it leaves behind on the figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from portfolio.charts.style import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a drawn figure that stands for something, for tooltips and selection.

    Attributes:
        key: id of the initiative, resource or criterion.
        text: what to say about it, in full, as plain text.
        x, y, width, height: shares of the figure's size, from its top left corner.
    """

    key: str
    text: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart(Generic[T]):
    """One picture of a result.

    Attributes:
        name: identifies it in settings and file names.
        title: in menus, as a phrase.
        draw: clears the figure and draws on it; never reads a file, never raises on
            a result that an analysis can give. Returns the spots that it drew.
        describe: the sentence or two that a person should take away; the headline
            of the drawing and the text for a screen reader.
    """

    name: str
    title: str
    draw: Callable[[Figure, T, Style], tuple[Spot, ...]]
    describe: Callable[[T], str]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a chart found: the headline, and a second sentence that may be empty."""

    headline: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.headline} {self.detail}".strip()
