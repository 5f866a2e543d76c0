"""HiGHS behind one small interface: continuous and whole-number problems over 0-1 options."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from portfolio.errors import Cancelled, Tick
from portfolio.funding.rows import Floats, Indices, Rows, Source

if TYPE_CHECKING:
    import highspy
    from highspy.highs import HighsCallbackEvent

Outcome = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(slots=True)
class Control:
    """When to stop, and whom to tell.

    Attributes:
        tick: called with a fraction from 0 to 1 and a sentence; may raise ``Cancelled``.
        deadline: of ``time.monotonic``.
        cancelled: set once ``tick`` has raised.
    """

    tick: Tick | None = None
    deadline: float = math.inf
    cancelled: Cancelled | None = field(default=None, init=False)

    def say(self, fraction: float, text: str) -> None:
        """Report progress; remember and pass on ``Cancelled``."""
        if self.cancelled is not None:
            raise self.cancelled
        if self.tick is not None:
            try:
                self.tick(min(max(fraction, 0.0), 1.0), text)
            except Cancelled as request:
                self.cancelled = request
                raise

    def part(self, first: float, width: float) -> Control:
        """Return a control for one step of a longer task, from ``first`` on, ``width`` wide."""
        tick = self.tick
        if tick is None:
            return Control(deadline=self.deadline)
        whole = tick
        return Control(lambda fraction, text: whole(first + width * fraction, text), self.deadline)

    def seconds_left(self) -> float:
        """Return the time until the deadline, 0 or more."""
        return max(0.0, self.deadline - time.monotonic())


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Maximize ``gain @ x`` over ``rows`` with ``lower <= x <= upper``."""

    gain: Floats
    rows: Rows
    lower: Floats
    upper: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """The best continuous choice.

    Attributes:
        x: ``(n_options,)``, from 0 to 1.
        value: no 0-1 choice is worth more.
        reduced: value of one more of each option at these prices, ``(n_options,)``;
            moving an option away from its bound costs at least its absolute value.
        price: value of one more unit of each row's limit, ``(n_rows,)``.
    """

    x: Floats
    value: float
    reduced: Floats
    price: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a search found.

    Attributes:
        outcome: ``optimal``; ``feasible`` when stopped early with a choice;
            ``infeasible``; ``unknown`` when stopped without either.
        x: 0 or 1 per option; None without a choice.
        bound: no choice is worth more.
    """

    outcome: Outcome
    x: Floats | None
    bound: float


class Relaxation:
    """The continuous problem, kept warm: later bounds start from the last answer."""

    def __init__(self, model: Model) -> None:
        self._scale = scale_of(model.gain)
        self._factor = row_factors(model.rows)
        self._columns = np.arange(len(model.gain), dtype=np.int32)
        self._highs = load_model(model, self._scale, self._factor, integer=False)
        self._highs.setOptionValue("presolve", "off")
        self._sides = model.rows.lower, model.rows.upper

    def solve(self, lower: Floats, upper: Floats) -> Relaxed | None:
        """Return the best continuous choice within these bounds; None when there is none."""
        import highspy

        highs = self._highs
        highs.changeColsBounds(len(self._columns), self._columns, lower, upper)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        answer = highs.getSolution()
        return Relaxed(
            x=np.array(answer.col_value, dtype=np.float64),
            value=highs.getObjectiveValue() / self._scale,
            reduced=np.array(answer.col_dual, dtype=np.float64) / self._scale,
            price=np.array(answer.row_dual, dtype=np.float64) * self._factor / self._scale,
        )

    def limit_rows(self, lower: Floats, upper: Floats) -> None:
        """Replace the two sides of every row."""
        factor = self._factor
        for row in np.flatnonzero((lower != self._sides[0]) | (upper != self._sides[1])):
            self._highs.changeRowBounds(
                int(row), lower[row] * factor[row], upper[row] * factor[row]
            )
        self._sides = lower.copy(), upper.copy()


def best_basis(worth: Floats, matrix: Floats, limits: Floats) -> Indices | None:
    """Return the best basis of ``matrix @ x <= limits`` for 0 to 1 bounds; None without one.

    Columns in the basis, rising, slacks after the ``n`` options, ``(n_rows,)``.

    Args:
        worth: of each option, ``(n,)``; not scaled.
        matrix: ``(n_rows, n)``.
        limits: ``(n_rows,)``.
    """
    import highspy

    count, width = matrix.shape
    row, column = np.nonzero(matrix)
    free = np.full(count, -np.inf)
    rows = Rows(
        row, column, matrix[row, column], free, limits, free, (Source("search"),) * count, width
    )
    highs = load_model(
        Model(worth, rows, np.zeros(width), np.ones(width)), 1.0, np.ones(count), integer=False
    )
    highs.setOptionValue("presolve", "off")
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    basis = highs.getBasis()
    basic = highspy.HighsBasisStatus.kBasic
    states = [*basis.col_status, *basis.row_status]
    return np.flatnonzero([state == basic for state in states])


def best_whole(
    model: Model, control: Control, start: Floats | None = None, *, nodes: int | None = None
) -> Answer:
    """Return the best 0-1 choice, proven, or the best found by the deadline.

    Deterministic up to the deadline: one thread, a fixed seed. Pseudo-costs are trusted
    from the first branching on: strong branching took most of the time and found little.

    Args:
        model: what to maximize.
        control: deadline and progress; after ``Cancelled`` the best so far is returned.
        start: a choice to start from.
        nodes: after which to stop; None for no such limit.
    """
    scale = scale_of(model.gain)
    highs = load_model(model, scale, row_factors(model.rows), integer=True)
    highs.setOptionValue("mip_pscost_minreliable", 1)
    if nodes is not None:
        highs.setOptionValue("mip_max_nodes", nodes)
    if math.isfinite(control.deadline):
        highs.setOptionValue("time_limit", max(control.seconds_left(), 0.01))
    if start is not None:
        highs.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
    _report(highs, control, scale)
    highs.run()
    return _read(highs, scale, len(model.gain))


def scale_of(values: Floats) -> float:
    """Return the power of two that brings the largest value into 512 to 1,024.

    Exact in binary, so nothing is rounded, and the solver's absolute tolerances
    mean the same in dollars and in billions. 1 when all are 0. Values below some
    1e-300 come less far up, since the power itself has to be a number.
    """
    largest = float(np.abs(values).max()) if len(values) else 0.0
    return math.ldexp(1.0, min(10 - math.frexp(largest)[1], 1000)) if largest > 0 else 1.0


def row_factors(rows: Rows) -> Floats:
    """Return the power of two that brings the largest entry of each row into 512 to 1,024."""
    largest = np.zeros(len(rows))
    np.maximum.at(largest, rows.row, np.abs(rows.value))
    return np.array([scale_of(np.array([size])) for size in largest])


def load_model(model: Model, scale: float, factor: Floats, *, integer: bool) -> highspy.Highs:
    """Return HiGHS with a model, its gains and rows multiplied by ``scale`` and ``factor``."""
    import highspy

    highs = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 1e-6),
        ("mip_feasibility_tolerance", 1e-9),
    ):
        highs.setOptionValue(name, value)
    rows = model.rows
    highs.passModel(
        len(model.gain),
        len(rows),
        len(rows.value),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMaximize),
        0.0,
        model.gain * scale,
        model.lower,
        model.upper,
        rows.lower * factor,
        rows.upper * factor,
        rows.starts(),
        rows.column.astype(np.int32),
        rows.value * factor[rows.row],
        np.full(len(model.gain), int(integer), dtype=np.int32),
    )
    return highs


def _report(highs: highspy.Highs, control: Control, scale: float) -> None:
    def listen(event: HighsCallbackEvent) -> None:
        best, bound = event.data_out.mip_primal_bound, event.data_out.mip_dual_bound
        try:
            control.say(*progress(best / scale, bound / scale))
        except Cancelled:
            event.interrupt()

    highs.cbMipInterrupt += listen


def progress(best: float, bound: float) -> tuple[float, str]:
    """Return a fraction and a sentence for a best choice and a bound.

    The fraction is 0.1 before a choice is known, then rises with each tenfold
    smaller gap, from 10 % to 0.0001 %.
    """
    if not (math.isfinite(best) and math.isfinite(bound)):
        return 0.1, "Looking for a first plan"
    gap = max(bound - best, 0.0) / max(abs(best), 1e-12)
    steps = -math.log10(max(gap, 1e-6)) - 1
    return 0.2 + 0.15 * min(max(steps, 0.0), 5.0), f"Within {gap * 100:.3g} % of the best, proven"


def _read(highs: highspy.Highs, scale: float, width: int) -> Answer:
    import highspy

    status = highs.getModelStatus()
    info = highs.getInfo()
    states = highspy.HighsModelStatus
    if status in {states.kInfeasible, states.kUnboundedOrInfeasible}:
        return Answer("infeasible", None, -math.inf)
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    x: Floats | None = None
    if found:
        x = np.rint(np.array(highs.getSolution().col_value, dtype=np.float64)[:width])
    if status in {states.kOptimal, states.kModelEmpty}:
        return Answer("optimal", x, info.objective_function_value / scale)
    return Answer("feasible" if found else "unknown", x, info.mip_dual_bound / scale)
