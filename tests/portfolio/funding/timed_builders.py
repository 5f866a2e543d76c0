"""Random portfolios over time: starts, pools, several skills, stops, every kind of rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from portfolio.model import Estimate, FrozenMap, Resource, Rule
from tests.portfolio.funding.builders import random_portfolio

CATEGORIES = ("a", "b", "c")
GROUP_KINDS = ("at_least", "at_most", "floor", "cap")
MEMBER_KINDS = ("together", "finished_before", "synergy", "synergy", "gate", "gate", "excludes")


def random_over_time(seed, count=4, periods=3):
    """A portfolio of ``random_portfolio`` with all that moves in time, and more rules."""
    rng = np.random.default_rng([seed, 7])
    base = random_portfolio(seed, count=count, periods=periods, tight=0.3 + seed % 5 / 8)
    ids = sorted(base.initiatives)
    period_ids = [f"p{n}" for n in range(periods)]
    initiatives = {key: _timed(rng, record, period_ids) for key, record in base.initiatives.items()}
    return replace(
        base,
        resources=FrozenMap({**_limits(base.resources), **_roles(rng, period_ids)}),
        initiatives=FrozenMap(initiatives),
        rules=FrozenMap(
            {
                **{key: rule for key, rule in base.rules.items() if rng.random() < 0.4},
                **{f"y{n}": _rule(rng, ids, period_ids) for n in range(rng.integers(1, 5))},
            }
        ),
    )


def random_pinned(seed, count=3, periods=3):
    """The same with more room, one or two brought in by rules at a size, from a start, or both."""
    rng = np.random.default_rng([seed, 11])
    base = random_over_time(seed, count=count, periods=periods)
    pins = {f"z{n}": _pin(rng, base) for n in range(rng.integers(1, 3))}
    left_out = {"floor", "at_least", "force_out"}
    if not any(each.benefit and each.benefit.amount for each in base.initiatives.values()):
        left_out.add("synergy")  # It is a benefit, which does not add up with scores.
    rules = {key: rule for key, rule in base.rules.items() if rule.kind not in left_out}
    room = {key: _roomier(record) for key, record in base.resources.items()}
    return replace(base, resources=FrozenMap(room), rules=FrozenMap({**rules, **pins}))


def _roomier(record):
    capacity = {period: 3.0 * amount for period, amount in record.capacity.items()}
    return replace(record, capacity=FrozenMap(capacity))


def _pin(rng, portfolio):
    """Ask for a size and a start, now and then for one that the initiative does not have."""
    initiative = str(rng.choice(sorted(portfolio.initiatives)))
    record = portfolio.initiatives[initiative]
    levels = [*record.levels, "gone"] if rng.random() < 0.2 else list(record.levels)
    starts = list(portfolio.periods) if rng.random() < 0.3 else list(record.starts)
    return Rule(
        str(rng.choice(["force_in", "force_in", "mandated"])),
        (initiative,),
        reason="so",
        level=str(rng.choice(levels)) if levels and rng.random() < 0.8 else None,
        period=str(rng.choice(starts)) if starts and rng.random() < 0.7 else None,
    )


def _limits(resources):
    return {key: replace(each, unit=key) for key, each in resources.items()}


def _roles(rng, period_ids):
    """A pool of two roles, and people who can do either or a third thing."""

    def role(key, **links):
        capacity = {p: float(rng.integers(2, 12)) for p in period_ids if rng.random() < 0.8}
        return Resource(key, key, "FTE", "talent", capacity=FrozenMap(capacity), **links)

    roles = {
        "eng": role("eng", pool="all" if rng.random() < 0.7 else None),
        "sci": role("sci", pool="all" if rng.random() < 0.7 else None),
        "all": role("all"),
        "gen": role("gen"),
        "ops": role("ops"),
    }
    for key, others in (("gen", ["eng", "sci"]), ("sci", ["ops"]), ("ops", ["eng"])):
        if rng.random() < 0.6:
            serves = tuple(o for o in others if rng.random() < 0.8)
            roles[key] = replace(roles[key], serves=serves)
    return roles


def _timed(rng, record, period_ids):
    cells = {
        role: FrozenMap(
            {p: Estimate(float(rng.integers(0, 4))) for p in period_ids if rng.random() < 0.6}
        )
        for role in ("eng", "sci", "all", "ops", "gen")
        if rng.random() < 0.5
    }
    demand = {**record.demand, **cells}
    if rng.random() < 0.5:
        short = set(period_ids[: int(rng.integers(1, len(period_ids) + 1))])
        demand = {
            key: FrozenMap({p: e for p, e in row.items() if p in short})
            for key, row in demand.items()
        }
    running = rng.random() < 0.3
    stop = {"money": FrozenMap({period_ids[0]: Estimate(float(rng.integers(0, 4)))})}
    return replace(
        record,
        demand=FrozenMap(demand),
        starts=tuple(p for p in period_ids if rng.random() < 0.6) if rng.random() < 0.7 else (),
        duration=int(rng.integers(1, 4)) if rng.random() < 0.3 else None,
        late_loss=float(rng.choice([0.0, 0.25, 0.5])),
        open_ended=bool(rng.random() < 0.4),
        status="running" if running else "candidate",
        stop_cost=FrozenMap(stop) if rng.random() < 0.5 else FrozenMap(),
    )


def _rule(rng, ids, period_ids):
    kind = str(rng.choice([*GROUP_KINDS, *MEMBER_KINDS]))
    if kind in GROUP_KINDS:
        return _group_rule(rng, kind, ids)
    size = 1 if kind == "gate" else int(rng.integers(2, 4))
    chosen = tuple(str(i) for i in rng.choice(ids, size=min(size, len(ids)), replace=False))
    if kind == "synergy":
        return Rule(
            kind,
            chosen,
            amount=float(rng.integers(-4, 5)) / (10 if rng.random() < 0.3 else 1),
            basis=str(rng.choice(["amount", "benefit"])),
        )
    if kind == "gate":
        return Rule(
            kind,
            chosen,
            value="the rights are cleared",
            period=str(rng.choice(period_ids)) if rng.random() < 0.5 else None,
            state=str(rng.choice(["open", "open", "met", "overridden"])),
        )
    return Rule(kind, chosen)


def _group_rule(rng, kind, ids):
    if kind in {"at_least", "at_most"}:
        named = tuple(ids[: int(rng.integers(2, len(ids) + 1))]) if rng.random() < 0.5 else ()
        value = str(rng.choice(CATEGORIES))
        return Rule(kind, named, field="category", value=value, amount=float(rng.integers(1, 3)))
    basis = str(rng.choice(["amount", "capacity", "use"]))
    amount = (
        float(rng.integers(1, 5 if kind == "floor" else 9))
        if basis == "amount"
        else float(rng.choice([0.1, 0.3, 0.6]))
    )
    return Rule(
        kind,
        resource=str(rng.choice(["people", "money", "eng"])),
        period=None if rng.random() < 0.5 else "p0",
        field="category",
        value=str(rng.choice(CATEGORIES)),
        amount=amount,
        basis=basis,
    )
