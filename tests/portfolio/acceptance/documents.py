"""Portfolio files as somebody else's program would write them: plain JSON, no part of the app.

Every function returns or takes the tree of one file; only ``write`` touches the disk.
"""

from __future__ import annotations

import json
import math


def write(folder, tree, name="case.portfolio"):
    """The path of a file with this content."""
    path = folder / name
    path.write_text(json.dumps(tree, indent=1, ensure_ascii=False), encoding="utf-8")
    return path


def document(**parts):
    """An empty portfolio with some parts filled in."""
    return {"format": "ai-portfolio", "schema": [1, 0], "app": "0.1", "id": "acceptance", **parts}


def span(column, sense):
    """Anchors at the lowest and the highest rating, the better one worth 100 points."""
    known = [value for value in column if value is not None]
    low, high = (min(known), max(known)) if known else (0, 1)
    high = high if high > low else low + max(1, abs(low))
    return [(low, 0), (high, 100)] if sense > 0 else [(low, 100), (high, 0)]


def criterion(place, **fields):
    """A criterion; ``anchors`` as pairs of level and points, the default scale without."""
    record = {"name": f"Criterion {place + 1}", "order": f"{place:03}", **fields}
    if "anchors" in record:
        record["anchors"] = [{"level": a, "points": b} for a, b in record["anchors"]]
    return record


def rated(table, weights=None, senses=None, *, anchors="span", names=None, **settings):
    """One rater's table; None is no rating. Ids are a0, a1, ... and c0, c1, ...

    ``anchors``: ``span`` for the range of each column, None for the default scale of 0 to
    100, or one list of pairs for each criterion.
    """
    width = len(table[0])
    senses = senses or [1] * width
    criteria = {}
    for j in range(width):
        fields = {"direction": "max" if senses[j] > 0 else "min"}
        fields["weight"] = 1 if weights is None else weights[j]
        if anchors == "span":
            fields["anchors"] = span([row[j] for row in table], senses[j])
        elif anchors is not None:
            fields["anchors"] = anchors[j]
        criteria[f"c{j}"] = criterion(j, **fields)
    ballot = {
        f"a{i}": {f"c{j}": value for j, value in enumerate(row) if value is not None}
        for i, row in enumerate(table)
    }
    titles = names or [f"Option {i + 1}" for i in range(len(table))]
    return document(
        settings=settings,
        criteria=criteria,
        initiatives={
            f"a{i}": {"name": title, "order": f"{i:03}"} for i, title in enumerate(titles)
        },
        raters={"r": {"name": "Ann", "order": "a"}},
        ratings={"r": ballot},
    )


def priced(benefits, needs, limits, *, budget=False, probability=1.0, rules=(), **settings):
    """A capital budget: what each project earns, and what it needs.

    ``needs[i][j]`` is the need of project i under limit j. Limits are one resource each, or
    with ``budget`` the years of one that does not carry over. Ids are a0, a1, ...
    """
    count = len(limits)
    periods = [f"p{j}" for j in range(count)] if budget else ["p0"]
    cells = (
        [("r0", period) for period in periods]
        if budget
        else [(f"r{j}", "p0") for j in range(count)]
    )
    resources = {}
    for (resource, period), limit in zip(cells, limits, strict=True):
        record = resources.setdefault(
            resource,
            {
                "name": f"Limit {resource}",
                "order": resource,
                "unit": "$M",
                "category": "capital",
                "kind": "budget",
                "capacity": {},
            },
        )
        record["capacity"][period] = limit
    initiatives = {
        f"a{i:02}": {
            "name": f"Project {i + 1}",
            "order": f"{i:03}",
            "benefit": {"amount": amount, "probability": probability},
            "demand": _demand(cells, needs[i]),
        }
        for i, amount in enumerate(benefits)
    }
    return document(
        settings=settings,
        periods={period: {"name": f"Year {period[1:]}", "order": period} for period in periods},
        resources=resources,
        initiatives=initiatives,
        rules={f"u{place}": rule for place, rule in enumerate(rules)},
    )


def _demand(cells, row):
    demand = {}
    for (resource, period), amount in zip(cells, row, strict=True):
        demand.setdefault(resource, {})[period] = amount
    return demand


def finite(tree):
    """Whether every number of a JSON tree is one."""
    if isinstance(tree, dict):
        return all(finite(entry) for entry in tree.values())
    if isinstance(tree, list):
        return all(finite(entry) for entry in tree)
    return not isinstance(tree, float) or math.isfinite(tree)
