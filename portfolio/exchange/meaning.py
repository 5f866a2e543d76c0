"""What a column of a table can mean in a portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from portfolio.exchange.fact_words import ANSWER
from portfolio.model import FIGURE

MeaningKind = Literal[
    "ignore",
    "id",
    "name",
    "code",
    "owner",
    "sponsor",
    "category",
    "unit",
    "stage",
    "status",
    "goal",
    "notes",
    "start",
    "end",
    "tags",
    "evidence",
    "benefit",
    "benefit_unit",
    "benefit_kind",
    "benefit_delay",
    "benefit_source",
    "probability",
    "demand",
    "rating",
    "figure",
    "training",
    "answer",
    "resource_name",
    "period_name",
    "criterion_name",
    "rater_name",
]
Part = Literal["low", "likely", "high"]
Spread = Literal["", "each", "even"]
PARTS: tuple[Part, ...] = get_args(Part)

TITLES: dict[MeaningKind, str] = {
    "ignore": "Leave out",
    "id": "Record id",
    "name": "Name",
    "code": "Code",
    "owner": "Owner",
    "sponsor": "Sponsor",
    "category": "Category",
    "unit": "Business unit",
    "stage": "Stage",
    "status": "Status",
    "goal": "Goal",
    "notes": "Notes",
    "start": "Start",
    "end": "End",
    "tags": "Tags",
    "evidence": "Evidence",
    "benefit": "Benefit",
    "benefit_unit": "Benefit unit",
    "benefit_kind": "Benefit kind",
    "benefit_delay": "Benefit delay (years)",
    "benefit_source": "Benefit source",
    "probability": "Probability of success",
    "demand": "Demand",
    "rating": "Rating",
    "figure": "Figure",
    "training": "Training",
    "answer": "Answer",
    "resource_name": "Resource (one row each)",
    "period_name": "Period (one row each)",
    "criterion_name": "Criterion (one row each)",
    "rater_name": "Rater (one row each)",
}
#: What the five lessons ask for; ``Meaning.of`` says which.
FACT_KINDS: frozenset[MeaningKind] = frozenset(("figure", "training", "answer"))
#: What a row says of the initiative itself, in the order of the columns that the app writes.
FIELDS: tuple[MeaningKind, ...] = (
    "code",
    "name",
    "owner",
    "sponsor",
    "category",
    "unit",
    "stage",
    "status",
    "goal",
    "notes",
    "start",
    "end",
    "tags",
    "evidence",
)


@dataclass(frozen=True, slots=True)
class Named:
    """A resource, period, criterion or rater; ``id`` is None for one yet to be created."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the cells of one column are.

    Attributes:
        part: of a benefit, a demand, a figure or hours of training.
        of: name of a figure, chip that trained, or path of an answer.
        resource: of a demand; None: the row says it, in a ``resource_name`` column.
        period: of a demand; None: the row says it, or ``spread`` does.
        spread: for a demand that names no period: the amount is needed in ``each``
            period, or is spread evenly (``even``) over all of them.
        criterion: of a rating; None: the row says it.
        rater: of a rating; None: the row says it.
    """

    kind: MeaningKind
    part: Part = "likely"
    resource: Named | None = None
    period: Named | None = None
    spread: Spread = ""
    criterion: Named | None = None
    rater: Named | None = None
    of: str = ""

    @property
    def title(self) -> str:
        """What the user reads, for example ``Demand: Compute, Q1 2027 (low)``."""
        if self.kind == "demand":
            return f"Demand: {self._demand_title()}"
        if self.kind == "rating":
            names = [named.name for named in (self.criterion, self.rater) if named]
            return "Rating: " + (", ".join(names) or "by row")
        if self.kind == "benefit":
            return f"Benefit ({self.part})"
        if self.of:
            return self._fact_title()
        return TITLES[self.kind]

    def _fact_title(self) -> str:
        if self.kind == "answer":
            return ANSWER[self.of].title
        known = FIGURE.get(self.of)
        title = known.title if known else self.of
        if self.kind == "training":
            title = f"Training, {self.of} hours"
        return title if self.part == "likely" else f"{title} ({self.part})"

    @property
    def new(self) -> tuple[Named, ...]:
        """The resources, periods, criteria and raters that would be created for it."""
        named = (self.resource, self.period, self.criterion, self.rater)
        return tuple(one for one in named if one is not None and one.id is None)

    def _demand_title(self) -> str:
        names = [self.resource.name if self.resource else "resource by row"]
        if self.period is not None:
            names.append(self.period.name)
        elif self.spread:
            names.append("in each period" if self.spread == "each" else "spread over the periods")
        part = "" if self.part == "likely" else f" ({self.part})"
        return ", ".join(names) + part


IGNORE = Meaning("ignore")
