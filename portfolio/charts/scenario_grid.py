"""Scenarios side by side as plain data: who is funded in which, and what each is worth."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.model.verdict_marks import VerdictMark


@dataclass(frozen=True, slots=True)
class ScenarioCell:
    """What one scenario does with one initiative.

    Attributes:
        mark: of the verdict; None without a plan.
        text: the verdict with size and rule: ``Funded (Pilot), mandated``.
        what: the same without the rule; two scenarios differ where this does.
        short: size or later start alone; empty when there is nothing to add to the mark.
        funded: at any size, from any start.
    """

    mark: VerdictMark | None = None
    text: str = ""
    what: str = ""
    short: str = ""
    funded: bool = False


@dataclass(frozen=True, slots=True)
class ScenarioColumn:
    """One scenario, or the base case.

    Attributes:
        key: id of the scenario; empty for the base case.
        value: of its plan; None while there is none.
        gained: ``value`` less that of the base case; None when the two cannot be compared.
        share: ``gained`` as a share of the value of the base case.
        enters, leaves: names of those funded here and not in the base case, and the other
            way round.
        funded: how many are funded.
        trouble: why there is no plan; empty when there is one, or not yet.
        waiting: its plan is still to come.
        outdated: its plan is that of an earlier state of the document.
    """

    key: str
    name: str
    value: float | None = None
    gained: float | None = None
    share: float | None = None
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    funded: int = 0
    trouble: str = ""
    waiting: bool = False
    outdated: bool = False

    @property
    def planned(self) -> bool:
        """Whether there is a plan that fits."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One initiative across the columns.

    Attributes:
        differs: some scenarios do something else with it than others.
        everywhere: funded in each column that has a plan.
        count: in how many columns it is funded.
    """

    key: str
    name: str
    cells: tuple[ScenarioCell, ...]
    differs: bool
    everywhere: bool
    count: int


@dataclass(frozen=True, slots=True)
class ScenarioGrid:
    """All columns, the base case first, and all rows, those that differ first.

    Attributes:
        unit: of the values.
    """

    columns: tuple[ScenarioColumn, ...]
    rows: tuple[ScenarioRow, ...]
    unit: str = ""

    @property
    def planned(self) -> int:
        """In how many columns there is a plan that fits."""
        return sum(column.planned for column in self.columns)

    @property
    def outdated(self) -> bool:
        """Whether one of the columns is older than the document."""
        return any(column.outdated for column in self.columns)
