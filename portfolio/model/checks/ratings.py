"""Ratings that are missing or off their scale, and who gave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, isfinite

from portfolio.model.amounts import amount_text, number_text
from portfolio.model.checks.frame import Yardsticks
from portfolio.model.checks.problem import Problem, Severity
from portfolio.model.criterion import Rater, Rating
from portfolio.model.frozen import FrozenMap
from portfolio.model.initiative import Initiative
from portfolio.model.portfolio import Portfolio
from portfolio.model.text import listed, plural, quoted

Row = FrozenMap[str, Rating]
_NOWHERE = (inf, -inf)


def rater_problems(raters: Sequence[tuple[str, Rater]]) -> dict[str, list[Problem]]:
    """Return the problems with each rater's say, by rater id."""
    return {
        key: [
            Problem(
                "rater_weight",
                "error",
                "rating",
                key,
                "weight",
                f"The weight of rater {quoted(record.name)} is not a number of 0 or more.",
                "Enter 0 to leave the rater out, 1 for a normal say.",
            )
        ]
        for key, record in raters
        if not 0 <= record.weight < inf
    }


def panel_problems(portfolio: Portfolio) -> Iterator[Problem]:
    """Yield what concerns the raters as a group, and ratings by or of nobody known."""
    raters = portfolio.raters
    judged = sum(1 for key in raters if portfolio.ratings.get(key))
    if portfolio.initiatives and portfolio.criteria and judged < 2:
        yield Problem(
            "few_raters",
            "note",
            "portfolio",
            "",
            "raters",
            "Nobody has rated yet."
            if judged == 0
            else "Only one person has rated, so disagreement cannot be seen.",
            "Let every leader rate alone: File, Ballots, Ask for ballots.",
        )
    if raters and all(record.weight == 0 for record in raters.values()):
        yield Problem(
            "rater_weights_zero",
            "error",
            "portfolio",
            "",
            "raters",
            "Every rater has the weight 0, so no rating counts.",
            "Give at least one rater a weight above 0.",
        )
    yield from _strays(portfolio)


def _strays(portfolio: Portfolio) -> Iterator[Problem]:
    for rater, table in portfolio.ratings.items():
        if rater not in portfolio.raters:
            yield Problem(
                "unknown_rater",
                "warning",
                "rating",
                rater,
                "",
                f"{plural(len(table), 'initiative is', 'initiatives are')} rated by somebody "
                "who is not among the raters; the ratings are ignored.",
                "Add the rater again, or delete the ratings.",
            )
        elif not table.keys() <= portfolio.initiatives.keys():
            count = len(table.keys() - portfolio.initiatives.keys())
            yield Problem(
                "unknown_initiative",
                "warning",
                "rating",
                rater,
                "",
                f"{quoted(portfolio.raters[rater].name)} rates "
                f"{plural(count, 'initiative that is', 'initiatives that are')} not in the "
                "portfolio; the ratings are ignored.",
                "Add the initiatives again, or delete the ratings.",
            )


def rating_problems(
    key: str, record: Initiative, yardsticks: Yardsticks, *rows: Row | None
) -> tuple[Problem, ...]:
    """Return the problems with all ratings of one initiative.

    Args:
        key: id of the initiative.
        record: the initiative.
        yardsticks: raters and criteria.
        rows: what each rater gave it, in the order of ``yardsticks.raters``.
    """
    title = quoted(record.name or record.code)
    return (*_missing(key, title, yardsticks, rows), *_given(key, title, yardsticks, rows))


def _missing(
    key: str, title: str, yardsticks: Yardsticks, rows: Sequence[Row | None]
) -> Iterator[Problem]:
    rated = set().union(*(row.keys() for row in rows if row is not None))
    asked = [name for name, each in yardsticks.criteria.items() if not each.check]
    missing = [name for name in asked if name not in rated]
    if not missing:
        return
    if len(missing) == len(asked):
        text, code, field = f"{title} has no ratings.", "ratings_missing", "ratings"
    else:
        names = listed(quoted(yardsticks.criteria[name].name) for name in missing)
        text, code = f"{title} is not rated on {names}.", "rating_missing"
        field = f"ratings/{missing[0]}"
    yield Problem(code, "warning", "rating", key, field, text, "Rate it; missing is not zero.")


def _given(
    key: str, title: str, yardsticks: Yardsticks, rows: Sequence[Row | None]
) -> Iterator[Problem]:
    criteria, scales = yardsticks.criteria, yardsticks.scales
    for rater, row in zip(yardsticks.raters.values(), rows, strict=True):
        for name, rating in row.items() if row is not None else ():
            low, high = scales.get(name, _NOWHERE)
            if low <= rating.value <= high and -inf < rating.value < inf:
                continue
            if name not in criteria:
                yield _unknown_criterion(key, name, f"{quoted(rater)} rated {title}")
            else:
                said = (quoted(rater), title, rating.value)
                yield _off_scale(key, name, yardsticks, said)


def _unknown_criterion(key: str, criterion: str, start: str) -> Problem:
    return Problem(
        "unknown_criterion",
        "warning",
        "rating",
        key,
        f"ratings/{criterion}",
        f"{start} on a criterion that is not in the portfolio; the rating is ignored.",
        "Add the criterion again, or delete the rating.",
    )


def _off_scale(
    key: str, name: str, yardsticks: Yardsticks, said: tuple[str, str, float]
) -> Problem:
    rater, title, value = said
    criterion = yardsticks.criteria[name]
    low, high = map(number_text, yardsticks.scales[name])
    code: str = "rating_off_scale"
    severity: Severity = "warning"
    text = (
        f"{rater} rated {title} {amount_text(value, criterion.unit)} on "
        f"{quoted(criterion.name)}, but the scale runs from {low} to {high}; it counts as the "
        "nearer end."
    )
    if not isfinite(value):
        code, severity = "number_not_finite", "error"
        text = f"{rater} rated {title} on {quoted(criterion.name)} with no finite number."
    remedy = "Correct the rating, or add an anchor that reaches it."
    return Problem(code, severity, "rating", key, f"ratings/{name}", text, remedy)
