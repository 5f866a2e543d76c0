"""What happens to each row: added, matched, joined to an earlier row, or skipped, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portfolio.errors import Tick
from portfolio.exchange.axes import Noun
from portfolio.exchange.case import Case
from portfolio.exchange.meaning import Named
from portfolio.exchange.names import Identity, KnownNames, LookAlikes, Match
from portfolio.exchange.proposal import CellProblem, CellValue, RowPlan
from portfolio.exchange.row_checks import Doubles, Sums, lonely_parts
from portfolio.exchange.row_reader import RowReader

_TICK_ROWS = 1_000
_NOUNS = {"id": "record id", "code": "code", "name": "name", "match": "initiative"}


@dataclass(frozen=True, slots=True)
class RowPlans:
    """All rows, their values, the cells left out, and new names that rows use."""

    rows: tuple[RowPlan, ...]
    values: tuple[tuple[CellValue, ...], ...]
    problems: tuple[CellProblem, ...]
    new_names: tuple[tuple[Noun, str], ...]


def plan_rows(case: Case, tick: Tick | None = None) -> RowPlans:
    """Return what happens to each row of the table."""
    return _Planner(case).run(tick)


class _Planner:
    """Goes through the rows once, from top to bottom."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._reader = RowReader(case)
        self._known = KnownNames(case.portfolio.initiatives)
        self._alike = LookAlikes(one.name for one in case.portfolio.initiatives.values())
        self._sums = Sums(case.meanings)
        self._doubles = Doubles(case, self._reader)
        self._places = {
            meaning.kind: index
            for index, meaning in enumerate(case.meanings)
            if meaning.kind in {"id", "code", "name"}
        }
        self._seen: dict[tuple[str, str], int] = {}
        self._problems: list[CellProblem] = []
        self._new: dict[tuple[Noun, str], None] = {}

    def run(self, tick: Tick | None) -> RowPlans:
        """Return what happens to each row."""
        total = len(self._case.sheet.rows)
        plans: list[RowPlan] = []
        values: list[list[CellValue]] = []
        blank: list[CellValue] = [None] * len(self._case.findings)
        for index in range(total):
            if tick is not None and index % _TICK_ROWS == 0:
                tick(index / total, f"Looking at row {index:,} of {total:,}")
            plan, row = self._row(index)
            plans.append(plan)
            values.append(row if plan.action != "skip" else blank)
        self._problems += lonely_parts(self._case, plans, values, self._reader)
        problems = sorted(self._problems, key=lambda one: (one.row, one.column))
        return RowPlans(tuple(plans), tuple(map(tuple, values)), tuple(problems), tuple(self._new))

    def _row(self, index: int) -> tuple[RowPlan, list[CellValue]]:
        """Return the plan and the values of one row."""
        case = self._case
        choice = case.choices.rows.get(index)
        plan = RowPlan(index, case.sheet.row_numbers[index], "skip")
        preset = case.layout.skipped.get(index)
        if preset is not None and (choice != "import" or index < case.layout.first):
            return replace(plan, reason=preset), []
        if choice == "skip":
            return replace(plan, reason="You left this row out."), []
        values, problems, named = self._reader.read(index)
        identity = self._identity(values)
        reason = self._reason_to_skip(index, identity, values, named)
        if reason:
            return replace(plan, reason=reason), []
        plan = self._placed(plan, identity, forced=choice == "import")
        if plan.action == "skip":
            return plan, []
        self._new |= {(noun, one.name): None for noun, one in named.items() if one.id is None}
        first = index if plan.joins is None else plan.joins
        self._problems += problems
        self._problems += self._doubles.check(index, first, values, named)
        self._sums.add(values)
        warning = self._warning(plan, identity)
        return (replace(plan, warning=warning) if warning else plan), values

    def _identity(self, values: Sequence[CellValue]) -> Identity:
        texts = {}
        for kind, index in self._places.items():
            value = values[index]
            texts[kind] = value if isinstance(value, str) else ""
        return Identity(texts.get("id", ""), texts.get("code", ""), texts.get("name", ""))

    def _reason_to_skip(
        self,
        index: int,
        identity: Identity,
        values: Sequence[CellValue],
        named: Mapping[Noun, Named],
    ) -> str:
        """Return why a row is no initiative; empty when it is one."""
        case = self._case
        if not identity.keys:
            return "It has no name."
        if index in case.layout.likely_totals and self._sums.match(values):
            return "Its numbers are the sums of the rows above."
        if case.choices.create is False:
            for noun, one in named.items():
                if one.id is None:
                    return f"The portfolio has no {noun} “{one.name}”."
        return ""

    def _placed(self, plan: RowPlan, identity: Identity, *, forced: bool) -> RowPlan:
        """Return the plan with its action: which initiative the row is about."""
        case = self._case
        match = self._known.find(identity) if case.choices.matching == "update" else Match()
        if match.conflict and not forced:
            return replace(plan, reason=match.conflict)
        key = ("match", match.id) if match.id else identity.keys[0]
        earlier = self._seen.get(key)
        if earlier is not None and case.axes:
            number = case.sheet.row_numbers[earlier]
            return replace(plan, action="join", reason=f"More of row {number}.", joins=earlier)
        if earlier is not None and not forced:
            number = case.sheet.row_numbers[earlier]
            return replace(plan, reason=f"Row {number} has the same {_NOUNS[key[0]]}.")
        fresh = forced and (earlier is not None or bool(match.conflict))
        if not identity.name and (fresh or match.id is None):
            return replace(plan, reason="It has no name.")
        for other in (key, *identity.keys):
            self._seen.setdefault(other, plan.index)
        if fresh or match.id is None:
            return replace(plan, action="add", reason="New.")
        name = case.portfolio.initiatives[match.id].name
        reason = f"Same {match.how} as “{name}”."
        return replace(plan, action="update", initiative=match.id, reason=reason)

    def _warning(self, plan: RowPlan, identity: Identity) -> str:
        """Return what to look at before importing a row."""
        sheet = self._case.sheet
        sentences = []
        if plan.action == "add":
            sentences.append(self._alike.warning(identity.name))
            self._alike.add(identity.name, f"row {plan.number}")
        if plan.number in sheet.hidden_rows:
            sentences.append("The spreadsheet hides this row.")
        if sheet.cell_notes:
            for column, number in enumerate(sheet.column_numbers):
                note = sheet.cell_notes.get((plan.number, number))
                if note:
                    sentences.append(f"Column {sheet.letter(column)}: {note}")
        return " ".join(sentence for sentence in sentences if sentence)
