"""Which initiatives earn by use, by user or not at all: where questions of money apply."""

from __future__ import annotations

from portfolio.lessons.subject import Subject

_INSIDE = frozenset({"internal tool", "public service", "model or platform", "data or governance"})
_NOT_FOR_MONEY = frozenset({"internal saving", "mandate"})
_FOR_PEOPLE = frozenset({"social or video app", "consumer app", "developer API"})
_BY_USER = frozenset({"subscription", "hybrid"})


def not_sold(subject: Subject) -> str:
    """Say why nobody pays for its use; empty when somebody does, or a saving per use is stated."""
    facts = subject.facts
    if subject.states("price_per_unit") or subject.states("revenue_month"):
        return ""
    if facts.pricing == "internal saving":
        return "Nobody pays for its use, and no saving per use is stated as its price."
    if facts.pricing == "mandate":
        return "It is there because it must be, not to earn by its use."
    if facts.kind in _INSIDE and facts.pricing in {None, "none"}:
        return f"Nobody pays for the use of {_one(facts.kind)}."
    return ""


def no_use(subject: Subject) -> str:
    """Say why its growth is no question; empty when it is one."""
    return "It is being retired." if subject.initiative.stage == "retire" else ""


def payers_are_not_users(subject: Subject) -> str:
    """Say why no share of its users has to pay; empty when users themselves are the payers."""
    facts = subject.facts
    if facts.pricing in _NOT_FOR_MONEY:
        return "Its users do not pay for it."
    if facts.pricing in {"usage", "outcome"}:
        return "It is paid by use, not by a share of its users."
    if facts.pricing == "enterprise license":
        return "Organizations pay for it, not a share of its users."
    if facts.pricing in _BY_USER and facts.kind is None:
        return ""
    if facts.kind in _INSIDE or facts.kind == "enterprise product":
        return f"Its users are not the payers: it is {_one(facts.kind)}."
    return ""


def nothing_is_free(subject: Subject) -> str:
    """Say why free use is no question; empty when it is one."""
    facts = subject.facts
    if subject.states("free_units_per_day") or subject.states("revenue_to_date"):
        return ""
    if facts.pricing in _NOT_FOR_MONEY or facts.kind in _INSIDE:
        return "It does not live by selling its use."
    if facts.pricing == "enterprise license":
        return "Its use is covered by a license."
    return ""


def _one(kind: str | None) -> str:
    name = {
        "model or platform": "model or platform",
        "data or governance": "data or governance work",
    }.get(kind or "", kind or "")
    if name.endswith("work"):
        return name
    return f"an {name}" if name[:1] in "aeiou" else f"a {name}"
