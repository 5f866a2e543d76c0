"""Random portfolio files with every kind of limit and rule."""

from __future__ import annotations

import random

from tests.portfolio.acceptance.documents import criterion, document

RESOURCES = ("chips", "money", "people")


def invented(seed, count=6, periods=2, *, whole=False):
    """A tree; amounts with decimals make ties rare, ``whole`` ones make them frequent."""
    rng = random.Random(seed)

    def draw(low, high):
        return rng.randint(low, high) if whole else round(rng.uniform(low, high), 3)

    keys = [f"i{n:02}" for n in range(count)]
    return document(
        settings={"discount_rate": rng.choice([0.0, 0.08])},
        periods={f"p{n}": {"name": f"Q{n + 1}", "order": f"{n}"} for n in range(periods)},
        resources={key: _resource(rng, draw, key, periods, count) for key in RESOURCES},
        initiatives={key: _initiative(rng, draw, key, periods) for key in keys},
        rules={f"u{n}": _rule(rng, draw, keys) for n in range(rng.randint(0, 4))},
    )


def _resource(rng, draw, key, periods, count):
    return {
        "name": key.title(),
        "order": key,
        "unit": "$M" if key == "money" else "u",
        "category": "capital" if key == "money" else "other",
        "kind": "renewable" if key == "people" else "budget",
        "carries_over": key == "money",
        "capacity": {f"p{n}": draw(count, 3 * count) for n in range(periods) if rng.random() < 0.9},
    }


def _initiative(rng, draw, key, periods):
    record = {
        "name": f"Name of {key}",
        "order": key,
        "category": rng.choice("ab"),
        "demand": {
            resource: {f"p{n}": draw(0, 9) for n in range(periods) if rng.random() < 0.9}
            for resource in RESOURCES
        },
    }
    if rng.random() < 0.92:
        record["benefit"] = {
            "amount": draw(-3, 20),
            "probability": rng.choice([0.3, 0.8, 1.0, None]),
            "delay_years": rng.choice([0, 1, 2.5]),
        }
    if rng.random() < 0.3:
        record["levels"] = {
            "full": {"name": "Full", "order": "b"},
            "lean": {"name": "Lean", "order": "a", "demand_share": 0.5, "benefit_share": 0.6},
        }
    return record


def _rule(rng, draw, keys):
    kind = rng.choice(
        ["requires"] * 4 + ["excludes"] * 3 + ["mandated", "force_in", "force_out", "floor", "cap"]
    )
    if kind in {"floor", "cap"}:
        return {
            "kind": kind,
            "resource": rng.choice(RESOURCES),
            "period": rng.choice([None, "p0"]),
            "field": "category",
            "value": rng.choice("ab"),
            "amount": draw(1, 5) if kind == "floor" else draw(5, 20),
        }
    named = rng.sample(keys, rng.choice([2, 3]) if kind in {"requires", "excludes"} else 1)
    return {"kind": kind, "initiatives": named, "reason": "so decided"}


def judged(seed, count=7, width=4, raters=3):
    """A tree with ratings by several raters, some of them missing, on bent scales."""
    rng = random.Random(seed)
    criteria = {}
    for j in range(width):
        up = rng.random() < 0.6
        points = [(0, 0), (30, 45), (100, 100)] if up else [(0, 100), (60, 20), (100, 0)]
        criteria[f"c{j}"] = criterion(
            j, direction="max" if up else "min", weight=rng.randint(1, 9), anchors=points
        )
    return document(
        criteria=criteria,
        initiatives={f"i{n}": {"name": f"Idea {n}", "order": f"{n}"} for n in range(count)},
        raters={
            f"r{n}": {"name": f"Rater {n}", "order": f"{n}", "weight": rng.choice([0.5, 1, 2])}
            for n in range(raters)
        },
        ratings={
            f"r{r}": {
                f"i{n}": {
                    f"c{j}": round(rng.uniform(1, 99), 2)
                    for j in range(width)
                    if rng.random() < 0.85
                }
                for n in range(count)
            }
            for r in range(raters)
        },
    )
