"""Compute appetite: who asks for more of the compute than it brings of the benefit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.chart import Finding
from portfolio.charts.lesson_view import LessonView, lights_of, name_of, not_yet
from portfolio.lessons import THRESHOLDS, Status
from portfolio.lessons.appetite import Appetite, appetites
from portfolio.lessons.thresholds import in_force
from portfolio.model.amounts import number_text, percent_text
from portfolio.model.text import plural, quoted

if TYPE_CHECKING:
    from portfolio.lessons import Board

CODE = "1c"
NO_COMPUTE = Finding(
    "This portfolio plans no compute.", "Add compute as a resource on the Capacity page."
)
SEVERAL_UNITS = Finding(
    "Compute is counted in several units, so no share of it can be told.",
    "Give the compute resources one unit on the Capacity page.",
)
NOBODY_ASKS = Finding(
    "Nobody asks for compute yet.", "Enter what each initiative needs on the Initiatives page."
)


@dataclass(frozen=True, slots=True)
class AppetiteRow:
    """One initiative that asks for compute.

    Attributes:
        compute: its share of all compute asked for, 0 to 1.
        benefit: its share of all benefit; below 0 for a loss, NaN where it is not known.
        ratio: compute by benefit; infinite without a benefit above 0, NaN where it is not known.
        status: its light.
    """

    key: str
    name: str
    compute: float
    benefit: float
    ratio: float
    status: Status
    selected: bool = False

    @property
    def verdict(self) -> str:
        """The ratio, or what there is in its place."""
        if math.isnan(self.ratio):
            return "benefit not stated"
        if math.isinf(self.ratio):
            return "loses benefit" if self.benefit < 0 else "no benefit"
        return f"{number_text(self.ratio)}×"

    @property
    def words(self) -> str:
        """Everything about it, with its name in full."""
        return f"{self.name}: {self.told}"

    @property
    def told(self) -> str:
        """Everything about it but its name."""
        quiet = " (not judged)" if self.status == "does not apply" else ""
        benefit = "" if math.isnan(self.benefit) else f", {percent_text(self.benefit)} of benefit"
        return f"{percent_text(self.compute)} of compute{benefit}: {self.verdict}{quiet}"


def appetite_rows(board: Board, selected: str = "") -> tuple[AppetiteRow, ...]:
    """Return who asks for compute, the largest ratio first, those not known last.

    Those without benefit stand before all ratios; among equals the larger share of compute.
    """
    lights = lights_of(board, CODE)
    rows = [
        _row(board, each, lights, selected) for each in appetites(board.portfolio, board.population)
    ]
    return tuple(
        sorted(rows, key=lambda row: (math.isnan(row.ratio), -_number(row.ratio), -row.compute))
    )


def limits(board: Board) -> tuple[float, float]:
    """Return the ratios above which a light is amber, and red."""
    settings = board.portfolio.settings
    amber, red = (in_force(THRESHOLDS[f"{CODE}.{light}"], settings) for light in ("amber", "red"))
    return amber, red


def appetite_finding(view: LessonView) -> Finding:
    """Say who takes most compute for its benefit, and how much all such take together."""
    gap = not_yet(view)
    if gap is not None or view.board is None:
        return gap or NO_COMPUTE
    board = view.board
    rows = appetite_rows(board, view.selected)
    if not rows:
        return _nothing(board)
    red = [row for row in rows if row.status == "red"]
    told = _selected_words(rows)
    if not red:
        _, limit = limits(board)
        headline = f"Nobody takes more than {number_text(limit)} times its share of benefit."
        return Finding(headline, f"{_lit_words(board, rows)} {told}".strip())
    worst = max(red, key=lambda row: row.compute)
    return Finding(_worst_words(worst), f"{_lit_words(board, rows)} {told}".strip())


def is_appetite_drawn(view: LessonView) -> bool:
    """Whether anybody asks for compute."""
    return (
        view.board is not None
        and view.board.population.compute > 0
        and bool(view.board.population.compute_unit)
    )


def _row(board: Board, each: Appetite, lights: dict[str, Status], selected: str) -> AppetiteRow:
    benefit = math.nan if each.benefit_share is None else each.benefit_share
    ratio = math.nan
    if each.benefit_share is not None:
        ratio = math.inf if each.ratio is None else each.ratio
    return AppetiteRow(
        each.initiative,
        name_of(board, each.initiative),
        each.compute_share,
        benefit,
        ratio,
        lights[each.initiative],
        each.initiative == selected,
    )


def _selected_words(rows: Sequence[AppetiteRow]) -> str:
    found = (row for row in rows if row.selected)
    return next((f"Selected: {quoted(row.name)}, {row.told}." for row in found), "")


def _number(ratio: float) -> float:
    return 0.0 if math.isnan(ratio) else ratio


def _worst_words(worst: AppetiteRow) -> str:
    asks = f"{quoted(worst.name)} asks for {percent_text(worst.compute)} of the compute"
    if worst.benefit < 0:
        return f"{asks} and would lose benefit."
    if math.isinf(worst.ratio):
        return f"{asks} and brings no benefit."
    brings = f"brings {percent_text(worst.benefit)} of the benefit"
    return f"{asks} and {brings}: {worst.verdict}."


def _lit_words(board: Board, rows: Sequence[AppetiteRow]) -> str:
    said, (amber, red) = [], limits(board)
    for status, limit in (("red", red), ("amber", amber)):
        lit = [row for row in rows if row.status == status]
        if lit:
            share = percent_text(math.fsum(row.compute for row in lit))
            verb = "takes" if len(lit) == 1 else "take"
            said.append(f"{len(lit):,} above {number_text(limit)}× {verb} {share} of the compute")
    unknown = sum(math.isnan(row.ratio) for row in rows)
    words = "; ".join(said) + "." if said else ""
    if unknown:
        words += f" The benefit of {plural(unknown, 'initiative')} is not stated."
    return words.strip()


def _nothing(board: Board) -> Finding:
    resources = board.population.compute_resources
    if not resources:
        return NO_COMPUTE
    return NOBODY_ASKS if board.population.compute_unit else SEVERAL_UNITS
