"""The fifteen questions that the five lessons ask first, and which of them are answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from portfolio.model import Facts, Initiative, Portfolio, ResourceCategory
from portfolio.model.kill import kill_lacks

_NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question.

    Attributes:
        field: where it is answered: a column of the table of initiatives, or
            ``demand/`` with a category of resources.
        title: as a heading.
        stated: whether an initiative of a portfolio answers it.
    """

    field: str
    title: str
    stated: Callable[[Portfolio, Initiative], bool]


def _facts(record: Initiative) -> Facts:
    return _NO_FACTS if record.facts is None else record.facts


def _text(name: str) -> Callable[[Portfolio, Initiative], bool]:
    return lambda _, record: bool(str(getattr(record, name)).strip())


def _answer(name: str) -> Callable[[Portfolio, Initiative], bool]:
    return lambda _, record: getattr(_facts(record), name) is not None


def _figure(name: str) -> Callable[[Portfolio, Initiative], bool]:
    return lambda _, record: name in _facts(record).figures


def _demand(category: ResourceCategory) -> Callable[[Portfolio, Initiative], bool]:
    """Whether a demand for any resource of a category is stated."""

    def stated(portfolio: Portfolio, record: Initiative) -> bool:
        resources = portfolio.resources
        return any(
            row and key in resources and resources[key].category == category
            for key, row in record.demand.items()
        )

    return stated


def kill_is_complete(record: Initiative) -> bool:
    """Whether a kill criterion says what is watched, its floor, the date and what happens."""
    return not kill_lacks(_facts(record).kill)


#: In the order in which they are asked.
FIRST_QUESTIONS: tuple[Asked, ...] = (
    Asked("name", "Name", _text("name")),
    Asked("owner", "Owner", _text("owner")),
    Asked("facts/kind", "Kind", _answer("kind")),
    Asked("stage", "Stage", _text("stage")),
    Asked("facts/training/H100", "Training", lambda _, record: bool(_facts(record).training)),
    Asked("facts/figures/units_per_day", "Uses per day", _figure("units_per_day")),
    Asked("facts/figures/seconds_per_unit", "Chip time", _figure("seconds_per_unit")),
    Asked("demand/talent", "People", _demand("talent")),
    Asked("demand/capital", "Money", _demand("capital")),
    Asked(
        "benefit", "Likely benefit", lambda _, r: r.benefit is not None and bool(r.benefit.amount)
    ),
    Asked(
        "probability",
        "Probability of success",
        lambda _, r: r.benefit is not None and r.benefit.probability is not None,
    ),
    Asked("start", "Start", lambda _, record: bool(record.start or record.starts)),
    Asked("facts/pricing", "Pricing", _answer("pricing")),
    Asked("facts/tier", "EU AI Act", _answer("tier")),
    Asked("facts/kill/metric", "Kill criterion", lambda _, record: kill_is_complete(record)),
)


def unanswered(portfolio: Portfolio, initiative: str) -> tuple[Asked, ...]:
    """Return what one initiative does not say yet, in the order in which it is asked."""
    record = portfolio.initiatives[initiative]
    return tuple(asked for asked in FIRST_QUESTIONS if not asked.stated(portfolio, record))


def answered_words(missing: int) -> str:
    """Return how many are answered: ``11 of 15 stated. Still missing:``."""
    every = len(FIRST_QUESTIONS)
    return f"{every - missing} of {every} stated" + (". Still missing:" if missing else "")
