"""The look of a chart as roles, so that the same drawing serves every theme."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from portfolio.charts.color import READABLE, contrast, grayed, mix


@dataclass(frozen=True, slots=True)
class Style:
    """Colors as ``#rrggbb`` by role, type, and spacing.

    Attributes:
        background: of the figure; surface: of bands and empty cells.
        text, muted: ink; both readable on ``background`` and ``surface``.
        grid: rules and outlines.
        accent: the one color of a chart that needs only one.
        funded, cut, forced: what became of an initiative.
        warning: what deserves a look; over: what breaks a limit.
        criteria: told apart by people with any color vision; reused in order.
        fonts: families by preference; those not installed are skipped.
        font_size: of labels, in points; everything else is in proportion.
        density: of rows; 1 is roomy, 0.8 is tight.
        titled: whether the finding stands above the picture, as in an export, or
            is shown by the page around it.
    """

    background: str
    surface: str
    text: str
    muted: str
    grid: str
    accent: str
    funded: str
    cut: str
    forced: str
    warning: str
    over: str
    criteria: tuple[str, ...]
    fonts: tuple[str, ...] = ("Inter", "Segoe UI", "Helvetica Neue", "DejaVu Sans")
    font_size: float = 9.0
    density: float = 1.0
    titled: bool = True

    def outdated(self) -> Style:
        """Return the same style in pale grays, for results that are being recalculated."""
        return dataclasses.replace(
            self,
            text=self.muted,
            accent=self._pale(self.accent),
            funded=self._pale(self.funded),
            cut=self._pale(self.cut),
            forced=self._pale(self.forced),
            warning=self._pale(self.warning),
            over=self._pale(self.over),
            criteria=tuple(self._pale(color) for color in self.criteria),
        )

    def ink(self, color: str) -> str:
        """Return a role's color for text on the background, or ``text`` where it is too faint."""
        return color if contrast(color, self.background) >= READABLE else self.text

    def _pale(self, color: str) -> str:
        return mix(grayed(color), self.background, 0.45)


# The criteria are Okabe and Ito's colors (Color Universal Design, 2008), yellow last because
# it is faint on white; the dark set lightens the blue for the same reason.
LIGHT = Style(
    background="#ffffff",
    surface="#f2f5f8",
    text="#17212b",
    muted="#566370",
    grid="#d5dce3",
    accent="#1f6fb2",
    funded="#0b7285",
    cut="#8692a0",
    forced="#7a4fb0",
    warning="#b45f06",
    over="#c2410c",
    criteria=(
        "#0072b2",
        "#e69f00",
        "#009e73",
        "#cc79a7",
        "#56b4e9",
        "#d55e00",
        "#7f7f7f",
        "#f0e442",
    ),
)
DARK = Style(
    background="#161c23",
    surface="#202933",
    text="#e8edf2",
    muted="#a3b0bd",
    grid="#3a4653",
    accent="#5aa9e6",
    funded="#3fbfd0",
    cut="#7d8a98",
    forced="#b794f4",
    warning="#f0b35a",
    over="#ff8a5c",
    criteria=(
        "#4ea3dc",
        "#e69f00",
        "#1fc79a",
        "#cc79a7",
        "#8fd0f5",
        "#ee7a2e",
        "#9aa5b0",
        "#f0e442",
    ),
)
