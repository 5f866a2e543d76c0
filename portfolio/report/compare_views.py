"""A comparison as its two charts draw it."""

from __future__ import annotations

from portfolio.charts import BridgeView, SlopeEnd, SlopeView
from portfolio.report.compare import Comparison
from portfolio.report.compare_record import decided_otherwise


def bridge_view(found: Comparison, *, outdated: bool = False) -> BridgeView:
    """Return why the value moved."""
    sides = (found.before, found.after)
    titles = [f"Best plan of: {s.name}" if decided_otherwise(s) else s.name for s in sides]
    only_best = any(map(decided_otherwise, sides))
    return BridgeView(found.bridge, (titles[0], titles[1]), found.names, outdated, only_best)


def slope_view(found: Comparison, *, outdated: bool = False) -> SlopeView:
    """Return ranks before and after, and funding where both versions have a plan."""
    split, ranks = found.bridge, found.ranks
    if split is None or ranks is None:
        return SlopeView({}, _titles(found), {}, "The plans are being worked out.", outdated)
    funded: list[set[str]] = [set(), set()]
    one, other = found.ends
    if one is not None and other is not None:
        funded = [set(one.chosen), set(other.chosen)]
    places = (ranks.before, ranks.after)
    ends = {
        key: (
            SlopeEnd(places[0].get(key), key in funded[0]),
            SlopeEnd(places[1].get(key), key in funded[1]),
        )
        for key in found.names
    }
    return SlopeView(ends, _titles(found), found.names, "", outdated)


def _titles(found: Comparison) -> tuple[str, str]:
    return found.before.name, found.after.name
