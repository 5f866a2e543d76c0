"""The sheets in which a whole portfolio is written, one for each kind of record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from portfolio.exchange.book.columns import Column, columns_of, reference, title_of
from portfolio.model import (
    RISK_STATES,
    Anchor,
    Change,
    Comment,
    Condition,
    Criterion,
    Decision,
    Estimate,
    Facts,
    Figure,
    FundingLevel,
    Initiative,
    PastRating,
    Period,
    Portfolio,
    Rater,
    Rating,
    Reading,
    Resource,
    Rule,
    Scenario,
    Vote,
)

Shape = Literal["single", "records", "amounts", "children", "list"]
AMOUNT = Column("amount", "Amount", "number", required=True)


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet.

    Attributes:
        title: of the sheet.
        shape: ``single``: one row; ``records``: a row for each record of a collection;
            ``amounts``: a row for each entry of nested maps; ``children`` and ``list``: a
            row for each record inside another one.
        path: of the collection in the portfolio, then of the attribute in its records.
        keys: the columns that say what a row belongs to.
        record: what a row holds; None for a bare ``value``.
        label: header of the column of names that other sheets use for what has none.
        value: the column of what a row holds without a record.
    """

    title: str
    shape: Shape
    path: tuple[str, ...]
    record: type | None
    keys: tuple[Column, ...] = ()
    label: str = ""
    value: Column = AMOUNT

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns of the sheet, those of the record behind the keys."""
        if self.record is None:
            return (*self.keys, self.value)
        return (*self.keys, *(_TARGETED if self.record is Change else columns_of(self.record)))


#: What a change is made to may be of four kinds; the column before it says which.
TARGET_OF = "target_of"
TARGETS = ("resources", "criteria", "initiatives", "rules", "periods", "scenarios", "raters")
NOUNS = {
    "initiatives": "initiative",
    "resources": "resource",
    "periods": "period",
    "criteria": "criterion",
    "raters": "rater",
    "scenarios": "scenario",
    "rules": "rule",
    "decisions": "decision",
}
_NOUN = Column(TARGET_OF, title_of(TARGET_OF), "choice", choices=tuple(NOUNS.values()))
_TARGETED = tuple(
    each
    for column in columns_of(Change)
    for each in (
        (_NOUN, replace(column, kind="reference")) if column.path == "target" else (column,)
    )
)


def _keys(*names: str) -> tuple[Column, ...]:
    return tuple(map(reference, names))


_FACTS = ("initiatives", "facts")
PARTS: tuple[Part, ...] = (
    Part("Portfolio", "single", (), Portfolio),
    Part("Parameters", "amounts", ("settings", "parameters"), None, _keys("method", "parameter")),
    Part("Thresholds", "amounts", ("settings", "lessons", "thresholds"), None, _keys("threshold")),
    Part("Chips", "amounts", ("settings", "lessons", "chip_ratios"), None, _keys("chip")),
    Part("Price history", "list", ("settings", "lessons", "chip_hour_price", "earlier"), Reading),
    Part("Periods", "records", ("periods",), Period),
    Part("Resources", "records", ("resources",), Resource),
    Part("Capacity", "amounts", ("resources", "capacity"), None, _keys("resource", "period")),
    Part("Initiatives", "records", ("initiatives",), Initiative),
    Part(
        "Demand",
        "amounts",
        ("initiatives", "demand"),
        Estimate,
        _keys("initiative", "resource", "period"),
    ),
    Part(
        "Stop costs",
        "amounts",
        ("initiatives", "stop_cost"),
        Estimate,
        _keys("initiative", "resource", "period"),
    ),
    Part("Spent", "amounts", ("initiatives", "spent"), None, _keys("initiative", "resource")),
    Part("Levels", "children", ("initiatives", "levels"), FundingLevel, _keys("initiative")),
    Part("Facts", "amounts", ("initiatives", "facts"), Facts, _keys("initiative")),
    Part("Figures", "amounts", (*_FACTS, "figures"), Figure, _keys("initiative", "figure")),
    Part(
        "Figure history",
        "list",
        (*_FACTS, "figures", "earlier"),
        Reading,
        _keys("initiative", "figure"),
    ),
    Part("Training", "amounts", (*_FACTS, "training"), Figure, _keys("initiative", "chip")),
    Part(
        "Training history",
        "list",
        (*_FACTS, "training", "earlier"),
        Reading,
        _keys("initiative", "chip"),
    ),
    Part("Chip ratios", "amounts", (*_FACTS, "chip_ratios"), None, _keys("initiative", "chip")),
    Part(
        "AI risks",
        "amounts",
        (*_FACTS, "risks"),
        None,
        _keys("initiative", "risk"),
        value=Column("state", "State", "choice", choices=RISK_STATES, required=True),
    ),
    Part(
        "Besides compute",
        "amounts",
        (*_FACTS, "besides"),
        Estimate,
        _keys("initiative", "resource", "period"),
    ),
    Part("Criteria", "records", ("criteria",), Criterion),
    Part("Anchors", "list", ("criteria", "anchors"), Anchor, _keys("criterion")),
    Part("Raters", "records", ("raters",), Rater),
    Part("Rater weights", "amounts", ("raters", "weights"), None, _keys("rater", "criterion")),
    Part("Ratings", "amounts", ("ratings",), Rating, _keys("rater", "initiative", "criterion")),
    Part(
        "Rating history",
        "list",
        ("ratings", "earlier"),
        PastRating,
        _keys("rater", "initiative", "criterion"),
    ),
    Part("Rules", "records", ("rules",), Rule, label="Rule"),
    Part("Scenarios", "records", ("scenarios",), Scenario),
    Part("Changes", "list", ("scenarios", "changes"), Change, _keys("scenario")),
    Part("Decisions", "records", ("decisions",), Decision, label="Decision"),
    Part(
        "Granted",
        "amounts",
        ("decisions", "amounts"),
        None,
        _keys("decision", "resource", "period"),
    ),
    Part("Conditions", "list", ("decisions", "terms"), Condition, _keys("decision")),
    Part("Votes", "list", ("decisions", "votes"), Vote, _keys("decision")),
    Part("Comments", "records", ("comments",), Comment),
)
