"""The cells of one row as values, each text parsed once for its column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from portfolio.exchange.axes import Axes, Noun, filled
from portfolio.exchange.case import Case
from portfolio.exchange.cells import CellRule, Parsed, read_cell
from portfolio.exchange.meaning import Meaning, Named
from portfolio.exchange.meanings import NUMERIC
from portfolio.exchange.proposal import CellProblem, CellValue
from portfolio.exchange.sheet import MERGED
from portfolio.model import Portfolio

_MERGED = Parsed(
    problem="This cell is part of a merged one, whose number is counted once, in its first row."
)


class RowReader:
    """Reads rows; what it has parsed before it looks up."""

    def __init__(self, case: Case) -> None:
        self._sheet = case.sheet
        self._portfolio = case.portfolio
        self._axes: Axes = case.axes
        self._width = len(case.findings)
        self._plain: list[tuple[int, CellRule, bool]] = []
        self._by_row: list[tuple[int, CellRule, Meaning]] = []
        for index, finding in enumerate(case.findings):
            rule, meaning = finding.rule, finding.taken.meaning
            if rule is None:
                continue
            target = {"demand": meaning.resource, "rating": meaning.criterion}
            if target.get(meaning.kind, meaning) is None:
                self._by_row.append((index, rule, meaning))
            else:
                self._plain.append((index, rule, meaning.kind in NUMERIC))
        self._memo: dict[tuple[int, str, str, str], Parsed] = {}

    def read(self, row: int) -> tuple[list[CellValue], list[CellProblem], Mapping[Noun, Named]]:
        """Return a row's values, its problems, and what it names."""
        texts, kinds = self._sheet.rows[row], self._sheet.kinds[row]
        values: list[CellValue] = [None] * self._width
        problems: list[CellProblem] = []
        for index, rule, numeric in self._plain:
            if not texts[index] and kinds[index] != "f":
                continue
            parsed = self._parsed(index, (texts[index], kinds[index]), rule, numeric=numeric)
            values[index] = parsed.value
            if parsed.problem:
                problems.append(self.problem(row, index, parsed.problem))
        named = self._axes.of_row(values) if self._axes else {}
        for index, rule, meaning in self._by_row:
            if not texts[index] and kinds[index] != "f":
                continue
            own = replace(rule, unit=_unit(filled(meaning, named), self._portfolio) or rule.unit)
            parsed = self._parsed(index, (texts[index], kinds[index]), own, numeric=True)
            values[index] = parsed.value
            if parsed.problem:
                problems.append(self.problem(row, index, parsed.problem))
        return values, problems, named

    def problem(self, row: int, column: int, what: str) -> CellProblem:
        """Return a problem with where it is and what stands there."""
        sheet = self._sheet
        return CellProblem(row, column, sheet.place(row, column), sheet.rows[row][column], what)

    def _parsed(
        self, column: int, cell: tuple[str, str], rule: CellRule, *, numeric: bool
    ) -> Parsed:
        text, kind = cell
        if numeric and kind == MERGED:
            return _MERGED
        key = (column, text, kind, rule.unit)
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = read_cell(text, kind, rule)
        return found


def _unit(meaning: Meaning, portfolio: Portfolio) -> str:
    """Return the unit that the portfolio counts a row's value in."""
    if meaning.resource is not None and meaning.resource.id is not None:
        return portfolio.resources[meaning.resource.id].unit
    if meaning.criterion is not None and meaning.criterion.id is not None:
        return portfolio.criteria[meaning.criterion.id].unit
    return ""
