"""A figure used as a sheet of paper: points from the top left corner, every label measured."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from portfolio.charts.box import Box
from portfolio.charts.chart import Spot
from portfolio.charts.style import Style
from portfolio.charts.text import Cut, cut_end
from portfolio.charts.typeface import Face, face, properties

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.path import Path as MatplotlibPath

Side = Literal["left", "center", "right"]
Shape = Literal["o", "x", "check", "later", "s", "D", "hollow", "ring", "^", "v", ">"]
Point = tuple[float, float]
_POINTS_PER_INCH = 72.0
# From the middle of a line down to the baseline, in font sizes: centers digits and capitals.
_BASELINE = 0.36
_STROKE = 1.4
#: Shapes made of lines, not filled; these two are drawn through points: a tick, and a clock
#: whose hands lie over its upper right quarter.
_STROKED = frozenset({"x", "check", "hollow", "later", "ring"})
_CHECK = ((-1.0, 0.05), (-0.3, -0.7), (1.0, 0.8))
_HANDS = ((0.0, 1.0), (0.0, 0.0), (1.0, 0.0))


@dataclass(frozen=True, slots=True)
class Ink:
    """How a label is written: color, size as a share of the style's, weight, side of its point."""

    color: str
    scale: float = 1.0
    bold: bool = False
    side: Side = "left"


def prepare() -> None:
    """Set what matplotlib only knows as global settings; the same for every chart of the app.

    Names are never formulas, saved text stays text, and the same drawing is the same file.
    """
    import matplotlib as mpl

    mpl.rcParams["text.parse_math"] = False
    mpl.rcParams["svg.fonttype"] = "none"
    mpl.rcParams["svg.hashsalt"] = "ai-portfolio"
    # A name may use letters that no installed font has; it is drawn with a box in their place.
    warnings.filterwarnings("ignore", r"Glyph .* missing from font", UserWarning)


class Page:
    """Draws on one axes that covers the whole figure; coordinates and sizes are points.

    Attributes:
        width, height: of the page.
        style: colors, type, density.
        size: of normal labels.
        spots: what the marks on the page stand for, filled by ``spot``.
    """

    def __init__(self, figure: Figure, style: Style) -> None:
        prepare()
        figure.clear()
        figure.set_facecolor(style.background)
        width, height = figure.get_size_inches()
        self.width = float(width) * _POINTS_PER_INCH
        self.height = float(height) * _POINTS_PER_INCH
        self.style = style
        self.size = style.font_size
        self.spots: list[Spot] = []
        self._axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()
        self._axes.set(xlim=(0.0, self.width), ylim=(self.height, 0.0), autoscale_on=False)
        self._faces = {bold: face(style.fonts, bold=bold) for bold in (False, True)}

    def shrink(self, share: float) -> None:
        """Write and space everything from here on smaller; a share of 1 or more changes nothing."""
        self.size *= min(share, 1.0)

    def text(self, x: float, y: float, text: str, ink: Ink) -> None:
        """Write one line whose middle is at height ``y``."""
        if not text:
            return
        size = self.size * ink.scale
        font = properties(self.face(ink).covering(text), size)
        self._axes.text(
            x, y + _BASELINE * size, text, color=ink.color, ha=ink.side, va="baseline",
            fontproperties=font,
        )  # fmt: skip

    def label(self, box: Box, text: str, ink: Ink, cut: Cut = cut_end) -> None:
        """Write one line in the middle of a box, on its side of it, cut to fit."""
        fitting = self.face(ink).fit(text, self.size * ink.scale, box.width, cut)
        x = {"left": box.x, "center": box.center_x, "right": box.right}[ink.side]
        self.text(x, box.center_y, fitting, ink)

    def first_fit(self, box: Box, texts: Sequence[str], ink: Ink) -> None:
        """Write the first of several wordings, longest first, that fits a box uncut; else none."""
        for text in texts:
            if self.width_of(text, ink) <= box.width:
                self.label(box, text, ink)
                return

    def face(self, ink: Ink) -> Face:
        """Return the face of an ink, for measuring."""
        return self._faces[ink.bold]

    def width_of(self, text: str, ink: Ink) -> float:
        """Return how wide a label would be."""
        return self.face(ink).width(text, self.size * ink.scale)

    def fill(self, boxes: Sequence[Box], colors: Sequence[str] | str) -> None:
        """Fill boxes, each with its color or all with one; edges are crisp, so that none gape."""
        from matplotlib.collections import PolyCollection

        corners = [
            ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
            for box in boxes
        ]
        filled = PolyCollection(
            corners, facecolors=colors, edgecolors="none", linewidths=0, antialiaseds=False
        )
        self._axes.add_collection(filled, autolim=False)

    def hatch(self, box: Box, color: str) -> None:
        """Cover a box with slanted lines."""
        from matplotlib.patches import Rectangle

        lines = Rectangle(
            (box.x, box.y), box.width, box.height, facecolor="none", edgecolor=color,
            hatch="/////", linewidth=0,
        )  # fmt: skip
        self._axes.add_patch(lines)

    def corner(self, box: Box, color: str) -> None:
        """Fill the upper right half of a box."""
        self.shape([(box.x, box.y), (box.right, box.y), (box.right, box.bottom)], color)

    def shape(self, corners: Sequence[Point], color: str) -> None:
        """Fill what lies between corners."""
        from matplotlib.patches import Polygon

        self._axes.add_patch(Polygon(list(corners), facecolor=color, linewidth=0))

    def frame(self, box: Box, color: str, width: float = 1.0) -> None:
        """Draw the outline of a box."""
        corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
        self.lines([[*corners, corners[0], corners[1]]], color, width)

    def lines(
        self,
        paths: Sequence[Sequence[Point]],
        color: str | Sequence[str],
        width: float = 0.8,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """Draw paths, each through its points."""
        from matplotlib.collections import LineCollection

        style = (0.0, dash) if dash else "solid"
        drawn = LineCollection(
            [list(path) for path in paths], colors=color, linewidths=width, linestyles=[style],
            capstyle="butt",
        )  # fmt: skip
        self._axes.add_collection(drawn, autolim=False)

    def marks(self, points: Sequence[Point], shape: Shape, color: str, size: float) -> None:
        """Draw one shape, ``size`` points wide, at each point."""
        if not points:
            return
        drawn = shape in _STROKED
        self._axes.scatter(
            [x for x, _ in points], [y for _, y in points], s=size**2,
            marker=_marker(shape), linewidths=_STROKE if drawn else 0,
            facecolors="none" if drawn and shape != "x" else color,
            edgecolors=None if shape == "x" else color,
        )  # fmt: skip

    def spot(self, key: str, text: str, box: Box) -> None:
        """Remember what a box stands for."""
        x, y = box.x / self.width, box.y / self.height
        self.spots.append(Spot(key, text, x, y, box.width / self.width, box.height / self.height))


def _marker(shape: Shape) -> str | MatplotlibPath:
    """Return what matplotlib calls a shape."""
    if shape not in {"check", "later"}:
        return {"hollow": "D", "ring": "o"}.get(shape, shape)
    from matplotlib.path import Path

    if shape == "check":
        return Path(_CHECK)
    return Path.make_compound_path(Path.unit_circle(), Path(_HANDS))
