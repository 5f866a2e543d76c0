"""Verbs on criteria and their weights."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from portfolio.edit.default_criteria import CriterionOutline
from portfolio.edit.references import ratings_without_criterion, scenarios_without
from portfolio.model import Anchor, Criterion, Portfolio, Preference, Weighting, key_after_all
from portfolio.model.rater_weights import joined_weights

#: From one end of a new scale to the other, in levels and in points.
_SPAN = 100.0


def add_criterion(portfolio: Portfolio, criterion: str, name: str, **fields: Any) -> Portfolio:
    """Add a criterion after the last one.

    Unless a weight is given it gets the mean of the others, so that adding one does
    not silently dominate or vanish.
    """
    weights = [record.weight for record in portfolio.criteria.values()]
    fields.setdefault("weight", sum(weights) / len(weights) if weights else 1.0)
    record = Criterion(name=name, order=key_after_all(portfolio.criteria), **fields)
    return replace(portfolio, criteria=portfolio.criteria.with_(criterion, record))


def add_outline(portfolio: Portfolio, criterion: str, outline: CriterionOutline) -> Portfolio:
    """Add a criterion as outlined, after the last one."""
    fields = {field.name: getattr(outline, field.name) for field in dataclasses.fields(outline)}
    return add_criterion(portfolio, criterion, **fields)


def set_criterion(portfolio: Portfolio, criterion: str, **fields: Any) -> Portfolio:
    """Set attributes of one criterion, named as in ``model.Criterion``."""
    record = replace(portfolio.criteria[criterion], **fields)
    return replace(portfolio, criteria=portfolio.criteria.with_(criterion, record))


def set_anchors(portfolio: Portfolio, criterion: str, anchors: Iterable[Anchor]) -> Portfolio:
    """Set the anchors of a scale, in the order of their levels."""
    ordered = tuple(sorted(anchors, key=lambda anchor: anchor.level))
    return set_criterion(portfolio, criterion, anchors=ordered)


def add_anchor(portfolio: Portfolio, criterion: str) -> Portfolio:
    """Add an anchor half way between the last two; a scale of fewer gets the end it lacks."""
    anchors = portfolio.criteria[criterion].anchors
    if not anchors:
        new = Anchor(0.0, 0.0)
    elif len(anchors) == 1:
        new = Anchor(anchors[0].level + _SPAN, _SPAN)
    else:
        low, high = anchors[-2:]
        new = Anchor((low.level + high.level) / 2, (low.points + high.points) / 2)
    return set_anchors(portfolio, criterion, (*anchors, new))


def set_preference(portfolio: Portfolio, criterion: str, **fields: Any) -> Portfolio:
    """Set attributes of a criterion's preference function, named as in ``model.Preference``.

    A function that says nothing but the usual is taken out.
    """
    changed = replace(portfolio.criteria[criterion].preference or Preference(), **fields)
    stated = None if changed == Preference() else changed
    return set_criterion(portfolio, criterion, preference=stated)


def delete_criterion(portfolio: Portfolio, criterion: str) -> Portfolio:
    """Remove a criterion with its ratings and scenario changes."""
    portfolio = scenarios_without(portfolio, "criterion", [criterion])
    return replace(
        portfolio,
        criteria=portfolio.criteria.without(criterion),
        ratings=ratings_without_criterion(portfolio.ratings, criterion),
    )


def weight_shares(portfolio: Portfolio) -> dict[str, float]:
    """Return criterion id to its share of the weight in force, 0 to 1.

    The shares add up to 1; they are all 0 when no criterion has a positive weight.
    """
    if portfolio.settings.weighting == "raters":
        return dict.fromkeys(portfolio.criteria, 0.0) | joined_weights(portfolio)
    use_swing = portfolio.settings.weighting == "swing"
    raw = {
        key: max(0.0, (record.swing or 0.0) if use_swing else record.weight)
        for key, record in portfolio.criteria.items()
    }
    total = sum(raw.values())
    return {key: weight / total if total > 0 else 0.0 for key, weight in raw.items()}


def set_weight_share(portfolio: Portfolio, criterion: str, share: float) -> Portfolio:
    """Give one criterion a share (0 to 1) of the direct weight.

    The others keep their proportions; when all of them are at 0 they share the
    rest equally, unless ``share`` is 0 as well: then nothing is weighted. A single
    criterion always has all of the weight.
    """
    share = min(1.0, max(0.0, share))
    others = {
        key: max(0.0, record.weight)
        for key, record in portfolio.criteria.items()
        if key != criterion
    }
    total = sum(others.values())
    rest = 1.0 - share if total > 0 or share > 0 else 0.0
    weights = {
        key: rest * weight / total if total > 0 else rest / len(others)
        for key, weight in others.items()
    }
    weights[criterion] = share if others else 1.0
    return set_weights(portfolio, weights)


def set_weights(portfolio: Portfolio, weights: dict[str, float]) -> Portfolio:
    """Set the direct weights of several criteria; only the proportions matter."""
    records = {key: replace(portfolio.criteria[key], weight=w) for key, w in weights.items()}
    return replace(portfolio, criteria=portfolio.criteria.with_all(records))


def set_swing(portfolio: Portfolio, criterion: str, points: float | None) -> Portfolio:
    """Set the swing points of one criterion, 0 to 100; None: not asked yet."""
    return set_criterion(portfolio, criterion, swing=points)


def set_weighting(portfolio: Portfolio, weighting: Weighting) -> Portfolio:
    """Choose between direct weights, swing weights and the raters' own.

    The first time swing is chosen the points start from the direct weights, the
    heaviest at 100, so that the ranking does not jump.
    """
    settings = replace(portfolio.settings, weighting=weighting)
    portfolio = replace(portfolio, settings=settings)
    criteria = portfolio.criteria
    if weighting != "swing" or any(record.swing is not None for record in criteria.values()):
        return portfolio
    top = max((record.weight for record in criteria.values()), default=0.0)
    if top <= 0:
        return portfolio
    records = {
        key: replace(record, swing=round(100 * record.weight / top, 1))
        for key, record in criteria.items()
    }
    return replace(portfolio, criteria=criteria.with_all(records))
