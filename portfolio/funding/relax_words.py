"""Concessions in words."""

from __future__ import annotations

from portfolio.funding.lever_words import rounded_up
from portfolio.funding.relax_changes import Concession
from portfolio.funding.wording import name_of, names_of
from portfolio.model import Portfolio, in_order
from portfolio.model.amounts import amount_text
from portfolio.model.checks.pins import how_forced
from portfolio.model.checks.pools import carries
from portfolio.model.text import listed, quoted

_OF_ONE = {
    "force_in": "let {} go, which is forced in",
    "force_out": "allow {}, which is forced out",
    "mandated": "do without {}, which is mandated",
}


def concession_sentence(portfolio: Portfolio, concession: Concession) -> str:
    """Return what would give way, for example ``raise “Compute” by 3M H100e-h in Q2``."""
    if concession.kind == "capacity":
        return _capacity(portfolio, concession)
    if concession.kind in _OF_ONE:
        how = how_forced(portfolio, portfolio.rules[concession.rule_id])
        return _OF_ONE[concession.kind].format(name_of(portfolio, concession.initiative_id)) + how
    if concession.kind == "score":
        who = name_of(portfolio, concession.initiative_id)
        return f"lower the least score to {concession.amounts.get('', 0.0):.3g}, for {who}"
    rule = portfolio.rules[concession.rule_id]
    known = [i for i in rule.initiatives if i in portfolio.initiatives]
    if concession.kind == "gate":
        gate = quoted(rule.value) if rule.value.strip() else "the gate"
        return f"override {gate} for {name_of(portfolio, concession.initiative_id)}"
    about = names_of(portfolio, known) if known else f"{rule.field} {quoted(rule.value)}"
    return f"{_RULES[rule.kind]} {about}"


_RULES = {
    "requires": "give up what is required among",
    "finished_before": "give up the order of",
    "excludes": "allow more than one of",
    "together": "allow a part of",
    "at_least": "ask for fewer of",
    "at_most": "allow more of",
    "floor": "drop the floor for",
    "cap": "drop the cap on",
}


def _capacity(portfolio: Portfolio, concession: Concession) -> str:
    resource = portfolio.resources[concession.resource_id]
    name = quoted(resource.name)
    amounts = [
        (period.name, concession.amounts[key])
        for key, period in in_order(portfolio.periods)
        if key in concession.amounts
    ]
    if carries(resource) or len(portfolio.periods) == 1 or not amounts:
        most = max((amount for _, amount in amounts), default=0.0)
        return f"raise {name} by {amount_text(rounded_up(most), resource.unit)}"
    where = listed(
        f"{amount_text(rounded_up(amount), resource.unit)} in {period}"
        for period, amount in amounts
    )
    return f"raise {name} by {where}"
