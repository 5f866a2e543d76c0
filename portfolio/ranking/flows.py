"""Net flows of PROMETHEE on one criterion, without comparing every pair."""

from __future__ import annotations

import numpy as np

from portfolio.model import Preference
from portfolio.ranking.result import FloatArray, IntArray

_USUAL = Preference()
#: Beyond so many spreads a gaussian preference is 1 to the last digit.
_REACH = 9
#: Of the series in a gaussian: the next one is less than 1e-20.
_TERMS = 26
#: A spread below this part of the range counts as that part: boxes are numbered exactly.
_FINEST = 2.0**-40


def column_flow(ratings: FloatArray, preference: Preference | None) -> FloatArray:
    """Return ``sum_b (P(x_a - x_b) - P(x_b - x_a))`` for each a, shape ``(n,)``.

    The column is sorted once; how many others lie below a threshold, and their sum, follow
    from positions and running sums: time grows with ``n log n``, memory with n. A gaussian
    does the same with 26 running sums for each of 19 neighborhoods, see ``_gaussian``: it
    takes some twenty times as long as the others.

    Ratings that differ by a threshold but for rounding count as differing by the threshold.

    Args:
        ratings: ``(n,)``, more is better, ``n >= 2``.
        preference: with thresholds that can be used; None for the usual criterion.
    """
    preference = preference or _USUAL
    shape = preference.shape
    ratings, q, p, s = _tamed(ratings, preference)
    if shape == "usual":
        return _usual(ratings)
    if shape == "gaussian":
        return _gaussian(ratings, s)
    if shape == "u_shape":
        return _steps(ratings, q)
    if shape == "level":
        return (_steps(ratings, q) + _steps(ratings, p)) / 2
    q = 0.0 if shape == "v_shape" else q
    return _steps(ratings, p) if p == q else _sloped(ratings, q, p) - _sloped(-ratings, q, p)


def _tamed(ratings: FloatArray, preference: Preference) -> tuple[FloatArray, float, float, float]:
    """Return all divided by one power of two, which is exact and keeps sums finite."""
    thresholds = np.array([preference.q, preference.p, preference.s])
    thresholds = np.where(np.isfinite(thresholds), thresholds, 0.0)
    _, power = np.frexp(max(np.abs(ratings).max(), np.abs(thresholds).max()))
    q, p, s = (float(value) for value in np.ldexp(thresholds, -power))
    return np.ldexp(ratings, -power), q, p, s


def _usual(ratings: FloatArray) -> FloatArray:
    """Return how many are below less how many are above."""
    ordered = np.sort(ratings)
    below = np.searchsorted(ordered, ratings, side="left")
    up_to = np.searchsorted(ordered, ratings, side="right")
    return np.asarray(below - (len(ratings) - up_to), dtype=np.float64)


def _steps(ratings: FloatArray, lead: float) -> FloatArray:
    """Return how many lie more than ``lead`` below less how many lie more than that above."""
    ordered = np.sort(ratings)
    hair = 4 * np.finfo(np.float64).eps * (np.abs(ordered[[0, -1]]).max() + lead)
    below = np.searchsorted(ordered, ratings - lead - hair, side="left")
    up_to = np.searchsorted(ordered, ratings + lead + hair, side="right")
    return np.asarray(below - (len(ratings) - up_to), dtype=np.float64)


def _sloped(ratings: FloatArray, low: float, high: float) -> FloatArray:
    """Return ``sum_b P(a - b)`` for each a, where P rises in a line from low to high."""
    ordered = np.sort(ratings)
    full = np.searchsorted(ordered, ratings - high, side="left")
    some = np.searchsorted(ordered, ratings - low, side="left")
    # Running sums of centered numbers lose the fewest digits.
    center = ratings.mean()
    sums = np.concatenate(([0.0], np.cumsum(ordered - center)))
    sloped = (some - full) * (ratings - center - low) - (sums[some] - sums[full])
    return np.asarray(full + sloped / (high - low))


def _gaussian(ratings: FloatArray, spread: float) -> FloatArray:
    """Return the flows under ``P(d) = 1 - exp(-d^2 / (2 s^2))`` by a fast Gauss transform.

    The sorted ratings are cut into boxes one spread wide. Seen from the middle c of a box,
    ``exp(-(a - b)^2 / (2 s^2)) = exp(-u^2 / 2) sum_k u^k (v^k exp(-v^2 / 2) / k!)`` with
    ``u = (a - c) / s`` and ``v = (b - c) / s``, ``|v| <= 1/2``. So the sum over the b of a box
    needs only their running moments; boxes more than nine away add nothing to the last digit
    (Greengard and Strain, SIAM Journal on Scientific and Statistical Computing 12(1), 1991).
    """
    ordered = np.sort(ratings)
    spread = max(spread, float(np.ptp(ordered)) * _FINEST)
    boxes = np.floor((ordered - ordered[0]) / spread)
    start, end = _ends(boxes, boxes)
    middle = (ordered[start] + ordered[end - 1]) / 2
    moments = _moments((ordered - middle) / spread)
    below, up_to = _ends(ordered, ordered)
    flows = (below - (len(ratings) - up_to)).astype(np.float64)
    for offset in range(-_REACH, _REACH + 1):
        start, end = _ends(boxes, boxes + offset)
        if offset == 0:
            near = moments[below] - moments[start] - (moments[end] - moments[up_to])
        else:
            near = (moments[end] - moments[start]) * -np.sign(offset)
        u = (ordered - middle[np.minimum(start, len(ordered) - 1)]) / spread
        u = np.where(start < end, u, 0.0)
        flows -= np.exp(-np.square(u) / 2) * np.polynomial.polynomial.polyval(
            u, near.T, tensor=False
        )
    return np.asarray(flows[np.searchsorted(ordered, ratings)])


def _ends(ordered: FloatArray, values: FloatArray) -> tuple[IntArray, IntArray]:
    """Return where each value begins and ends in a sorted array."""
    start = np.searchsorted(ordered, values, side="left")
    return start, np.searchsorted(ordered, values, side="right")


def _moments(leads: FloatArray) -> FloatArray:
    """Return the running sums of ``v^k exp(-v^2 / 2) / k!``, ``(n + 1, 26)``, from 0."""
    terms = np.empty((len(leads), _TERMS))
    terms[:, 0] = np.exp(-np.square(leads) / 2)
    for k in range(1, _TERMS):
        terms[:, k] = terms[:, k - 1] * leads / k
    return np.concatenate((np.zeros((1, _TERMS)), np.cumsum(terms, axis=0)))
