"""What choices are worth, when two are worth the same, and how to ask for another one."""

from __future__ import annotations

import math

import numpy as np

from portfolio.funding.rows import Floats, Row, Source

#: Values closer than this share of the sum of all gains are the same but for rounding.
SAME = 1e-11


def other_than(x: Floats) -> Row:
    """Return the row that every 0-1 choice but ``x`` keeps."""
    chosen = x > 0.5
    values = np.where(chosen, -1.0, 1.0)
    lower = 1.0 - float(chosen.sum())
    return Row(np.arange(len(x)), values, lower, math.inf, Source("search"))


def value_of(gain: Floats, x: Floats) -> float:
    """Return ``gain @ x`` for a 0-1 choice, rounded once."""
    return math.fsum(gain[x > 0.5].tolist())


def resolution(gain: Floats) -> float:
    """Return by how much two choices differ at least, if they differ in value.

    Gains that are all multiples of one number with up to six decimals can only add
    up to its multiples; a little is taken off for rounding. Otherwise, the share
    ``SAME`` of the sum of all gains. 1 when all are 0.
    """
    total = float(np.abs(gain).sum())
    if total == 0:
        return 1.0
    least = SAME * total
    for decimals in range(7):
        scaled = gain * 10.0**decimals
        whole = np.rint(scaled)
        if float(np.abs(whole).max(initial=0.0)) > 2**53:
            break
        if np.allclose(scaled, whole, rtol=1e-12, atol=1e-9):
            common = int(np.gcd.reduce(np.abs(whole).astype(np.int64))) / 10.0**decimals
            return max(common - max(common / 1000, least / 10), least)
    return least
