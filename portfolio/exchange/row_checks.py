"""What can only be seen by looking at several cells: sums, repetitions, ranges without a middle."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from portfolio.exchange.axes import Noun, missing
from portfolio.exchange.case import Case
from portfolio.exchange.meaning import Meaning, Named
from portfolio.exchange.meanings import AXES
from portfolio.exchange.proposal import CellProblem, CellValue, RowPlan, show_value
from portfolio.exchange.row_reader import RowReader
from portfolio.model import Facts, Initiative

_VALUES = frozenset(("demand", "rating"))
_KEYS = frozenset(("id", "code", "name", "ignore"))


class Sums:
    """Running sums of the amounts, to recognize a row of totals by its numbers."""

    def __init__(self, meanings: Sequence[Meaning]) -> None:
        self._columns = [
            index
            for index, meaning in enumerate(meanings)
            if meaning.kind in {"demand", "benefit"} and meaning.part == "likely"
        ]
        self._sums = dict.fromkeys(self._columns, 0.0)
        self._rows = 0

    def add(self, values: Sequence[CellValue]) -> None:
        """Count a row in."""
        self._rows += 1
        for index in self._columns:
            value = values[index]
            if isinstance(value, float):
                self._sums[index] += value

    def match(self, values: Sequence[CellValue]) -> bool:
        """Whether the amounts of a row are the sums of two or more rows above."""
        pairs = [(values[index], self._sums[index]) for index in self._columns]
        numbers = [(value, total) for value, total in pairs if isinstance(value, float) and value]
        return (
            self._rows > 1
            and bool(numbers)
            and all(math.isclose(value, total, rel_tol=1e-3) for value, total in numbers)
        )


class Doubles:
    """Finds values that several rows give for the same thing, and values for nothing."""

    def __init__(self, case: Case, reader: RowReader) -> None:
        self._case = case
        self._reader = reader
        self._columns = [index for index, meaning in enumerate(case.meanings) if _is_value(meaning)]
        self._fields = [
            index
            for index, meaning in enumerate(case.meanings)
            if not _is_value(meaning) and meaning.kind not in _KEYS | AXES
        ]
        self._given: dict[tuple[int, Meaning], int] = {}
        self._said: dict[tuple[int, int], tuple[int, CellValue]] = {}

    def check(
        self, row: int, first: int, values: list[CellValue], named: Mapping[Noun, Named]
    ) -> list[CellProblem]:
        """Return the problems of a row and blank its cells concerned.

        Args:
            row: index of the row.
            first: index of the first row about the same initiative.
            values: of the row; changed in place.
            named: what the row names.
        """
        if not self._case.axes:
            return []
        problems = []
        meanings = self._case.axes.meanings(named)
        for index in self._columns:
            what = self._wrong(row, first, meanings[index], values[index])
            if what:
                problems.append(self._reader.problem(row, index, what))
                values[index] = None
        for index in self._fields:
            what = self._contradiction(row, first, index, values[index])
            if what:
                problems.append(self._reader.problem(row, index, what))
                values[index] = None
        return problems

    def _wrong(self, row: int, first: int, meaning: Meaning, value: CellValue) -> str:
        if value is None:
            return ""
        lack = missing(meaning)
        if lack is not None:
            named = lack in self._case.axes.nouns
            return f"This row does not say which {lack} it is for." if named else ""
        earlier = self._given.setdefault((first, meaning), row)
        if earlier == row:
            return ""
        return f"Row {self._case.sheet.row_numbers[earlier]} has already given this value."

    def _contradiction(self, row: int, first: int, index: int, value: CellValue) -> str:
        if value is None:
            return ""
        earlier, said = self._said.setdefault((first, index), (row, value))
        if said == value:
            return ""
        number = self._case.sheet.row_numbers[earlier]
        return f"Row {number} says “{show_value(said)[:40]}”, which is kept."


def lonely_parts(
    case: Case,
    plans: Sequence[RowPlan],
    values: Sequence[list[CellValue]],
    reader: RowReader,
) -> list[CellProblem]:
    """Return problems for low and high values without a likely one, and blank those cells."""
    columns = [
        index
        for index, meaning in enumerate(case.meanings)
        if meaning.kind in {"demand", "benefit", "figure", "training"}
    ]
    if all(case.meanings[index].part == "likely" for index in columns):
        return []
    middles = _Middles()
    likely: set[tuple[int, int]] = set()
    others: list[tuple[RowPlan, int, int]] = []
    for plan, row in zip(plans, values, strict=True):
        if plan.action == "skip":
            continue
        meanings = case.axes.meanings(case.axes.of_row(row) if case.axes else {})
        first = plan.index if plan.joins is None else plan.joins
        for index in columns:
            if row[index] is None:
                continue
            middle = middles.number(meanings[index])
            if meanings[index].part == "likely":
                likely.add((first, middle))
            else:
                others.append((plan, index, middle))
    problems = []
    for plan, index, middle in others:
        first = plan.index if plan.joins is None else plan.joins
        if (first, middle) in likely or _known(case, plans[first], middles.meaning(middle)):
            continue
        values[plan.index][index] = None
        problems.append(reader.problem(plan.index, index, "A likely value is missing beside it."))
    return problems


class _Middles:
    """Numbers for the likely values that low and high ones belong to."""

    def __init__(self) -> None:
        self._by_object: dict[int, tuple[Meaning, int]] = {}
        self._numbers: dict[Meaning, int] = {}

    def number(self, meaning: Meaning) -> int:
        """Return the number of what a low, likely or high value is part of."""
        found = self._by_object.get(id(meaning))
        if found is None:
            middle = replace(meaning, part="likely")
            number = self._numbers.setdefault(middle, len(self._numbers))
            found = self._by_object[id(meaning)] = (meaning, number)
        return found[1]

    def meaning(self, number: int) -> Meaning:
        """Return the likely value with a number."""
        return list(self._numbers)[number]


def _known(case: Case, plan: RowPlan, meaning: Meaning) -> bool:
    """Whether the portfolio already has the likely value."""
    if plan.initiative is None:
        return False
    initiative: Initiative = case.portfolio.initiatives[plan.initiative]
    if meaning.kind == "benefit":
        return initiative.benefit is not None and initiative.benefit.amount is not None
    if meaning.of:
        facts = initiative.facts or Facts()
        return meaning.of in (facts.figures if meaning.kind == "figure" else facts.training)
    resource, period = meaning.resource, meaning.period
    if resource is None or resource.id is None or period is None or period.id is None:
        return False
    return period.id in initiative.demand.get(resource.id, {})


def _is_value(meaning: Meaning) -> bool:
    return meaning.kind in _VALUES
