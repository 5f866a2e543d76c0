"""One initiative as a check sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portfolio.lessons.population import Population
from portfolio.model import STAGES, Facts, Initiative, Settings, Stage

_NO_FACTS = Facts()
_REACHED = {stage: place for place, stage in enumerate(STAGES)}


@dataclass(frozen=True, slots=True)
class Subject:
    """One initiative, and what it is judged by.

    Attributes:
        id: of the initiative.
        initiative: the record.
        facts: its own, or empty ones when nothing has been stated.
        settings: of the portfolio.
        today: the day of the judgment.
        population: values of the portfolio as a whole. A check that reads them is
            marked ``shared``.
    """

    id: str
    initiative: Initiative
    facts: Facts
    settings: Settings
    today: date
    population: Population

    def states(self, name: str) -> bool:
        """Whether this figure is stated."""
        return name in self.facts.figures

    def has_reached(self, stage: Stage) -> bool:
        """Whether it is at this stage or a later one."""
        return _REACHED[self.initiative.stage] >= _REACHED[stage]


def subject(
    key: str, initiative: Initiative, settings: Settings, today: date, population: Population
) -> Subject:
    """Return the subject of one initiative; facts that are not there are empty ones."""
    facts = initiative.facts if initiative.facts is not None else _NO_FACTS
    return Subject(key, initiative, facts, settings, today, population)
