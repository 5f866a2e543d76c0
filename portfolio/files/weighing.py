"""Weights that were changed, told from those that were only scaled to make room for these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import inf, isclose

_SAME = 1e-9
#: So many weights that were scaled alike made room; one alone was changed.
_TOGETHER = 2


def made_room(before: Mapping[str, float], after: Mapping[str, float]) -> frozenset[str]:
    """Return the keys whose weight was scaled like that of most others, or stayed.

    Without two that were scaled alike, only those that stayed.
    """
    both = [key for key in before if key in after]
    factors = {key: after[key] / before[key] for key in both if before[key] > 0}
    counts = Counter(float(f"{each:.9g}") for each in factors.values())
    factor, count = max(counts.items(), key=lambda each: each[1], default=(1.0, 0))
    scale = factor if count >= _TOGETHER else 1.0
    return frozenset(
        key
        for key in both
        if before[key] == after[key] or isclose(factors.get(key, inf), scale, rel_tol=_SAME)
    )
