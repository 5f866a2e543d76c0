"""A small portfolio with nothing missing: tests break one thing at a time."""

from __future__ import annotations

from dataclasses import replace

from portfolio.model import (
    Benefit,
    Criterion,
    Estimate,
    FrozenMap,
    Initiative,
    Period,
    Portfolio,
    Rater,
    Rating,
    Resource,
    Rule,
    problems,
)

PERIODS = ("q1", "q2")
RESOURCES = ("gpu", "fte", "usd")
INITIATIVES = {"agents": "Agents", "claims": "Claims triage", "vivid": "Vivid", "wiki": "Wiki"}


def demand(compute, people, money):
    """The same demand in both quarters, low and high 10 % around it."""
    return FrozenMap(
        {
            resource: FrozenMap(
                {period: Estimate(amount, amount * 0.9, amount * 1.1) for period in PERIODS}
            )
            for resource, amount in zip(RESOURCES, (compute, people, money), strict=True)
        }
    )


def initiative(key, order, needs, benefit):
    amount = Estimate(benefit, benefit * 0.5, benefit * 2)
    return Initiative(
        INITIATIVES[key],
        order,
        code=key[:2].upper(),
        category="media" if key == "vivid" else "work",
        benefit=Benefit(amount, probability=0.5),
        demand=demand(*needs),
    )


def ratings(goal_fit, trust):
    """Two raters, ten points apart."""
    return {
        "ana": {"fit": Rating(goal_fit), "trust": Rating(trust)},
        "bo": {"fit": Rating(goal_fit - 10), "trust": Rating(trust - 10)},
    }


def sound():
    """Four initiatives, three resources, two quarters, two criteria, two raters; no problems."""
    initiatives = {
        "agents": initiative("agents", "a", (30, 4, 2), 40),
        "claims": initiative("claims", "b", (20, 3, 1), 20),
        "vivid": initiative("vivid", "c", (80, 5, 4), 10),
        "wiki": initiative("wiki", "d", (5, 2, 0.5), 4),
    }
    given = {
        "agents": ratings(90, 60),
        "claims": ratings(70, 80),
        "vivid": ratings(40, 20),
        "wiki": ratings(50, 90),
    }
    return Portfolio(
        id="d1",
        title="Small",
        periods=FrozenMap({"q1": Period("Q1 2027", "a"), "q2": Period("Q2 2027", "b")}),
        resources=FrozenMap(
            {
                "gpu": resource("Compute", "a", "H100e-h", 100, category="compute"),
                "fte": resource("ML engineers", "b", "FTE", 10, category="talent"),
                "usd": resource(
                    "Capital", "c", "$M", 4, category="capital", kind="budget", carries_over=True
                ),
            }
        ),
        criteria=FrozenMap(
            {
                "fit": Criterion("Goal fit", "a", weight=3.0),
                "trust": Criterion("Trust", "b", weight=1.0),
            }
        ),
        initiatives=FrozenMap(initiatives),
        raters=FrozenMap({"ana": Rater("Ana", "a"), "bo": Rater("Bo", "b")}),
        ratings=FrozenMap(
            {
                rater: FrozenMap({key: FrozenMap(rows[rater]) for key, rows in given.items()})
                for rater in ("ana", "bo")
            }
        ),
    )


def resource(name, order, unit, capacity, **fields):
    return Resource(
        name, order, unit, capacity=FrozenMap(dict.fromkeys(PERIODS, float(capacity))), **fields
    )


def with_record(portfolio, collection, key, **fields):
    """The portfolio with attributes of one record set."""
    records = getattr(portfolio, collection)
    return replace(portfolio, **{collection: records.with_(key, replace(records[key], **fields))})


def with_rules(portfolio, *rules: Rule):
    """The portfolio with these rules alone, called u1, u2 and so on."""
    return replace(portfolio, rules=FrozenMap({f"u{n}": r for n, r in enumerate(rules, 1)}))


def with_decision(portfolio, key, decision):
    """The portfolio with one decision more, past every check and the log."""
    return replace(portfolio, decisions=portfolio.decisions.with_(key, decision))


def found(portfolio):
    """The problems, as (code, severity, kind, record, field)."""
    return [(p.code, p.severity, p.kind, p.record, p.field) for p in problems(portfolio)]


def only(portfolio, code):
    """The single problem of a portfolio, which must have this code."""
    (problem,) = problems(portfolio)
    assert problem.code == code
    return problem
