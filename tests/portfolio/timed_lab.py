"""A small lab over three quarters: a deferred start, a level, a gate, a synergy, a running one."""

from dataclasses import replace
from datetime import UTC, date, datetime

from portfolio.model import (
    Benefit,
    Decision,
    Estimate,
    FrozenMap,
    FundingLevel,
    Initiative,
    Period,
    Portfolio,
    Resource,
    Rule,
)

QUARTERS = ("p0", "p1", "p2")
LEVELS = FrozenMap(
    {
        "l1": FundingLevel("Pilot", "a", 0.5, 0.6),
        "l2": FundingLevel("Full", "b", 1.0, 1.0),
    }
)


def initiative(order, name, benefit, needs, **more):
    """Needs are people by quarter, from the first on."""
    row = {QUARTERS[n]: Estimate(float(need)) for n, need in enumerate(needs) if need}
    return Initiative(
        name=name,
        order=order,
        benefit=Benefit(Estimate(float(benefit)), 1.0),
        demand=FrozenMap({"people": FrozenMap(row)}),
        **more,
    )


def lab(*rules, people=10.0):
    """“Beta” waits for “Alpha”; “Gamma” is a pilot; “Delta” waits for a gate; “Old” runs."""
    initiatives = {
        "alpha": initiative("a", "Alpha", 20, [7]),
        "beta": initiative("b", "Beta", 10, [6], starts=QUARTERS, duration=2),
        "gamma": initiative("c", "Gamma", 8, [5, 5, 5], levels=LEVELS),
        "delta": initiative("d", "Delta", 9, [0, 1, 1]),
        "old": initiative("e", "Old", 3, [0, 1], status="running"),
    }
    periods = {
        key: Period(f"Q{n + 1} 2027", key, date(2027, 3 * n + 1, 1))
        for n, key in enumerate(QUARTERS)
    }
    capacity = FrozenMap(dict.fromkeys(QUARTERS, people))
    engineers = Resource("Engineers", "a", "FTE", "talent", capacity=capacity)
    gate = Rule("gate", ("delta",), value="rights are cleared", due=date(2027, 5, 1))
    synergy = Rule("synergy", ("alpha", "beta"), amount=2.0)
    more = {f"x{number}": rule for number, rule in enumerate(rules)}
    return Portfolio(
        id="lab",
        title="Lab over time",
        periods=FrozenMap(periods),
        resources=FrozenMap({"people": engineers}),
        initiatives=FrozenMap(initiatives),
        rules=FrozenMap({"g": gate, "s": synergy, **more}),
    )


def changed(portfolio, key, **values):
    """The same with other values of one initiative."""
    record = replace(portfolio.initiatives[key], **values)
    return replace(portfolio, initiatives=portfolio.initiatives.with_(key, record))


def decided(portfolio):
    """The same with a decision that sets a review and a kill criterion."""
    decision = Decision(
        "alpha",
        "fund with conditions",
        at=datetime(2026, 11, 1, tzinfo=UTC),
        owner="Ada",
        kill_criterion="Fewer than 1,000 weekly users by July",
        review=date(2027, 4, 15),
    )
    return replace(portfolio, decisions=FrozenMap({"d1": decision}))
