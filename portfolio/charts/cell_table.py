"""A table of cells on a page: names at the left, columns of one width, rows of one height."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.charts.box import Box


@dataclass(frozen=True, slots=True)
class CellTable:
    """Where its cells stand, in points.

    Attributes:
        area: of the rows, names included, headings not.
        name: width of the names.
        width: of a column.
        height: of a row.
    """

    area: Box
    name: float
    width: float
    height: float

    def cell(self, row: int, column: int) -> Box:
        """Return one cell."""
        x = self.area.x + self.name + column * self.width
        return Box(x, self.area.y + row * self.height, self.width, self.height)
