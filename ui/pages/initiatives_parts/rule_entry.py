"""What is typed for a new rule, and the rule that it means. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from portfolio.errors import PortfolioError
from portfolio.exchange import parse_cell
from portfolio.model import Basis, Portfolio, Rule, RuleKind

Part = Literal[
    "other", "group", "resource", "size", "period", "amount", "basis", "condition", "due"
]


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One kind of rule as the end of a sentence about an initiative, and what it asks for."""

    kind: RuleKind
    title: str
    parts: tuple[Part, ...] = ()


RULE_WORDS: tuple[RuleWords, ...] = (
    RuleWords("requires", "requires", ("other",)),
    RuleWords("finished_before", "may start only after the end of", ("other",)),
    RuleWords("together", "is funded only together with", ("other",)),
    RuleWords("excludes", "is not funded together with", ("other",)),
    RuleWords("synergy", "is worth more (or less) with", ("other", "amount", "basis")),
    RuleWords("mandated", "must be funded: mandated", ("size", "period")),
    RuleWords("force_in", "is forced in", ("size", "period")),
    RuleWords("force_out", "is forced out"),
    RuleWords("gate", "waits at a gate until", ("condition", "due", "period")),
    RuleWords("at_least", "is in a group: at least so many", ("group", "amount")),
    RuleWords("at_most", "is in a group: at most so many", ("group", "amount")),
    RuleWords(
        "floor",
        "is in a group: at least so much of",
        ("group", "resource", "amount", "basis", "period"),
    ),
    RuleWords(
        "cap",
        "is in a group: at most so much of",
        ("group", "resource", "amount", "basis", "period"),
    ),
)
#: Attributes by which initiatives are grouped, as people say them.
GROUPS = {
    "category": "category",
    "unit": "business unit",
    "owner": "owner",
    "sponsor": "sponsor",
    "stage": "stage",
}
_NEEDS_REASON = ("force_in", "force_out")


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """What was typed and chosen for a rule about one initiative.

    Attributes:
        member: id of the initiative.
        other: id of the other one; None when none was chosen.
        group: attribute by which the group is made, see ``GROUPS``.
        size: id of one of its sizes; None for any.
        period: id; of what must be funded, the period in which it starts.
        amount, due: as typed.
    """

    kind: RuleKind
    member: str
    other: str | None = None
    group: str = ""
    resource: str | None = None
    size: str | None = None
    period: str | None = None
    amount: str = ""
    basis: Basis = "amount"
    condition: str = ""
    due: str = ""
    reason: str = ""
    author: str = ""


def parts_of(kind: RuleKind) -> tuple[Part, ...]:
    """Return what a kind of rule asks for."""
    return next(words.parts for words in RULE_WORDS if words.kind == kind)


def bases_of(kind: RuleKind) -> tuple[Basis, ...]:
    """Return what the amount of a kind of rule may be of."""
    if kind == "synergy":
        return ("amount", "benefit")
    return ("amount", "capacity", "use") if kind in ("floor", "cap") else ("amount",)


def needs_reason(kind: RuleKind) -> bool:
    """Whether a rule of this kind may not be made without a reason."""
    return kind in _NEEDS_REASON


def rule_of(entry: RuleEntry, portfolio: Portfolio) -> Rule:
    """Return the rule that was typed.

    Raises:
        PortfolioError: something that its kind needs is missing or cannot be read.
    """
    parts = parts_of(entry.kind)
    if "other" in parts and entry.other in (None, entry.member):
        raise PortfolioError("Choose another initiative first.")
    if "group" in parts and not entry.group:
        raise PortfolioError(
            "It belongs to no group.", remedy="Give it a category, a business unit or an owner."
        )
    if "resource" in parts and entry.resource is None:
        raise PortfolioError("Choose the resource first.")
    if "condition" in parts and not entry.condition.strip():
        raise PortfolioError("Say what must be met, for example “rights are cleared”.")
    grouped = "group" in parts
    value = entry.condition.strip()
    if grouped:
        value = str(getattr(portfolio.initiatives[entry.member], entry.group))
    return Rule(
        entry.kind,
        initiatives=() if grouped else _members(entry, parts),
        reason=entry.reason.strip(),
        author=entry.author,
        resource=entry.resource if "resource" in parts else None,
        period=entry.period if "period" in parts else None,
        field=entry.group if grouped else "",
        value=value if grouped or "condition" in parts else "",
        amount=amount_of(entry, portfolio) if "amount" in parts else None,
        basis=entry.basis if "basis" in parts else "amount",
        due=_day(entry.due) if "due" in parts else None,
        level=entry.size if "size" in parts else None,
    )


def unit_of(entry: RuleEntry, portfolio: Portfolio) -> str:
    """Return the unit in which the amount of a rule is typed."""
    if entry.basis != "amount":
        return "%"
    if entry.kind == "synergy":
        return portfolio.settings.benefit_unit
    resource = portfolio.resources.get(entry.resource or "")
    return resource.unit if resource is not None and entry.kind in ("floor", "cap") else ""


def _members(entry: RuleEntry, parts: tuple[Part, ...]) -> tuple[str, ...]:
    return (entry.member, entry.other or "") if "other" in parts else (entry.member,)


def amount_of(entry: RuleEntry, portfolio: Portfolio) -> float:
    """Return the amount that was typed, shares as a part of 1.

    Raises:
        PortfolioError: it is missing or cannot be read.
    """
    unit = unit_of(entry, portfolio)
    decimal: Literal["."] | None = None if "," in entry.amount else "."
    parsed = parse_cell(entry.amount, "amount", unit=unit, decimal=decimal)
    if parsed.problem:
        raise PortfolioError(parsed.problem, remedy="Type the amount again.")
    if not isinstance(parsed.value, float):
        raise PortfolioError("Enter the amount first.")
    counted = entry.kind in ("at_least", "at_most")
    if counted and not (parsed.value >= 0 and parsed.value.is_integer()):
        raise PortfolioError("Enter how many initiatives: 0, 1, 2 and so on.")
    return parsed.value / 100 if unit == "%" else parsed.value


def _day(text: str) -> date | None:
    parsed = parse_cell(text, "date")
    if parsed.problem:
        raise PortfolioError(parsed.problem, remedy="Type the day as 2027-03-01, or clear it.")
    return parsed.value if isinstance(parsed.value, date) else None
