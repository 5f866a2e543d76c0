"""Every plan there is, judged on the tree of a file by plain loops.

A choice maps the ids of the funded initiatives to their level id, empty for full size.
"""

from __future__ import annotations

import itertools
from math import fsum

SPARE = 1e-9


def in_order(records):
    """Ids by rank key, ties by id."""
    return sorted(records, key=lambda key: (records[key]["order"], key))


def number(estimate):
    """The likely value of an estimate, written as a record or as a bare number."""
    return estimate["likely"] if isinstance(estimate, dict) else estimate


def shares(tree, key, level):
    record = tree["initiatives"][key].get("levels", {}).get(level, {})
    return record.get("demand_share", 1.0), record.get("benefit_share", 1.0)


def worth(tree, key):
    """What full size adds; None when nobody has said."""
    benefit = tree["initiatives"][key].get("benefit") or {}
    amount = benefit.get("amount")
    if amount is None:
        return None
    chance = 1.0 if benefit.get("probability") is None else benefit["probability"]
    rate = tree.get("settings", {}).get("discount_rate", 0.0)
    return chance * number(amount) / (1 + rate) ** benefit.get("delay_years", 0.0)


def value(tree, choice):
    return fsum((worth(tree, key) or 0.0) * shares(tree, key, lv)[1] for key, lv in choice.items())


def need(tree, choice, resource, period):
    return fsum(
        shares(tree, key, level)[0]
        * number(tree["initiatives"][key].get("demand", {}).get(resource, {}).get(period, 0.0))
        for key, level in choice.items()
    )


def fits(tree, choice):
    """Whether every capacity is kept; a budget that carries over counts by running sums."""
    for key, resource in tree["resources"].items():
        carries = resource.get("kind") == "budget" and resource.get("carries_over", False)
        used = there = 0.0
        for period in in_order(tree["periods"]):
            limit = resource["capacity"].get(period)
            if limit is None:
                continue
            used = carries * used + need(tree, choice, key, period)
            there = carries * there + limit
            if used > there + SPARE * max(1.0, there):
                return False
    return True


def keeps(tree, choice, rule):
    """Whether one rule is kept."""
    named = rule.get("initiatives", [])
    funded = [key for key in named if key in choice]
    kind = rule["kind"]
    if kind == "requires":
        return named[0] not in choice or len(funded) == len(named)
    if kind == "excludes":
        return len(funded) < 2
    if kind == "force_out":
        return not funded
    if kind in {"mandated", "force_in"}:
        return len(funded) == len(named)
    same = {
        key: level
        for key, level in choice.items()
        if tree["initiatives"][key].get(rule["field"]) == rule["value"]
    }
    periods = tree["periods"] if rule.get("period") is None else [rule["period"]]
    used = fsum(need(tree, same, rule["resource"], period) for period in periods)
    over = used - rule["amount"]
    return over >= -SPARE if kind == "floor" else over <= SPARE


def obeys(tree, choice):
    rules = [rule for rule in tree.get("rules", {}).values() if rule.get("active", True)]
    return fits(tree, choice) and all(keeps(tree, choice, rule) for rule in rules)


def choices(tree):
    """Every choice, whether it obeys or not."""
    keys = sorted(tree["initiatives"])
    sizes = [[None, *(tree["initiatives"][key].get("levels") or [""])] for key in keys]
    for picked in itertools.product(*sizes):
        yield {key: lv for key, lv in zip(keys, picked, strict=True) if lv is not None}


def best(tree):
    """The most that a choice is worth, None when none obeys."""
    return max(
        (value(tree, choice) for choice in choices(tree) if obeys(tree, choice)), default=None
    )


def chosen(tree, answer):
    """The choice that an answer of ``plan --json`` stands for."""
    found = {}
    for row in answer["initiatives"]:
        if row["verdict"] == "fund":
            levels = tree["initiatives"][row["id"]].get("levels", {})
            ids = [key for key, level in levels.items() if level["name"] == row["level"]]
            found[row["id"]] = ids[0] if ids else ""
    return found
