"""Who gave which weights, beside what follows from them together."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.model import Portfolio, in_order
from portfolio.model.amounts import percent_text
from portfolio.model.rater_weights import joined_weights, weighing_raters
from portfolio.model.text import listed, plural, quoted


@dataclass(frozen=True, slots=True)
class RaterWeights:
    """A small table.

    Attributes:
        raters: names of those whose weights count, in screen order.
        rows: a criterion each: its id, its name, its joined share, and the share that each
            rater gave it; all shares in words.
        remark: how they are joined, and who has given none.
    """

    raters: tuple[str, ...]
    rows: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    remark: str


def rater_weights(portfolio: Portfolio) -> RaterWeights:
    """Return the weights of every rater who has given some and has a say."""
    given = weighing_raters(portfolio)
    joined = joined_weights(portfolio)
    rows = tuple(
        (
            key,
            record.name,
            percent_text(joined[key]) if joined else "–",
            tuple(percent_text(shares[key]) for shares in given.values()),
        )
        for key, record in in_order(portfolio.criteria)
    )
    names = tuple(portfolio.raters[key].name for key in given)
    return RaterWeights(names, rows, _remark(portfolio, given))


def _remark(portfolio: Portfolio, given: dict[str, dict[str, float]]) -> str:
    if not given:
        return (
            "No rater has given weights yet. Ask for them with the ballots (File, Ballots), and "
            "reveal what comes back."
        )
    middle = "mean by their say" if portfolio.settings.aggregation == "mean" else "median"
    said = f"Each rater’s weights add up to 100\u00a0%; {plural(len(given), 'rater')} joined by "
    said += f"{middle}."
    others = [quoted(record.name) for key, record in in_order(portfolio.raters) if key not in given]
    return f"{said} Without weights or say: {listed(others)}." if others else said
