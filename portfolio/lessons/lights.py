"""From numbers and answers to lights, for many initiatives at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from portfolio.lessons.check import Answer, Check, Measure, Status, Values
from portfolio.lessons.inputs import Flags, Inputs
from portfolio.lessons.subject import Subject
from portfolio.lessons.thresholds import Threshold, in_force
from portfolio.model import Settings

Codes = NDArray[np.int8]

#: A light in an array is its place here.
STATUSES: tuple[Status, ...] = get_args(Status)
RED, AMBER, MISSING, GREEN, QUIET = range(len(STATUSES))
_SLACK = 1e-12
_CODE = {status: code for code, status in enumerate(STATUSES)}


@dataclass(frozen=True, slots=True)
class Lit:
    """What one check says of n initiatives.

    Attributes:
        light: shape (n,), places in ``STATUSES``.
        parts: the same for its parts, shape (n, n_parts).
        values: of its parts as likely, shape (n, n_parts); NaN where there is none.
        p_red: probability of red, shape (n,); NaN where it is missing or does not apply.
    """

    light: Codes
    parts: Codes
    values: Values
    p_red: Values


def light(check: Check, inputs: Inputs) -> Lit:
    """Return what a check says of the initiatives of these inputs.

    The light is the worst of the parts that are known. It is missing when none is, or when
    all that are known are green while one that is not optional is missing. The probability of
    red is the share of the sampled worlds in which any part is red.
    """
    count, subjects = inputs.count, inputs.subjects
    quiet = inputs.silent(check.applies)
    parts = np.full((count, len(check.parts)), QUIET, np.int8)
    values = np.full((count, len(check.parts)), np.nan)
    red: Flags = np.zeros((count, 1), np.bool_)
    for place, part in enumerate(check.parts):
        if isinstance(part, Answer):
            parts[:, place] = _answers(part, subjects, quiet)
            red = red | (parts[:, place] == RED)[:, None]
            continue
        judged = part.amber is not None or part.red is not None
        found = values_of(part, inputs if judged else inputs.likely())
        if not count:
            continue
        codes = codes_of(part, found[:, :1], subjects[0].settings)
        silent = quiet | inputs.silent(part.applies)
        parts[:, place] = np.where(silent, QUIET, codes[:, 0])
        values[:, place] = np.where(silent, np.nan, found[:, 0])
        red = red | (red_of(part, found, subjects[0].settings) & ~silent[:, None])
    lights = worst(parts, [isinstance(p, Measure) and p.optional for p in check.parts])
    worlds = red[:, 1:] if red.shape[1] > 1 else red
    p_red = np.where(lights == QUIET, np.nan, np.count_nonzero(worlds, axis=1) / worlds.shape[1])
    return Lit(lights, parts, values, np.where(lights == MISSING, np.nan, p_red))


def values_of(measure: Measure, inputs: Inputs) -> Values:
    """Return the values of a measure, shape (n, m) or one that broadcasts to it.

    Divisions by 0 and the like are no faults here: they give NaN or infinity.
    """
    with np.errstate(all="ignore"):
        return np.atleast_2d(measure.value(inputs))


def codes_of(measure: Measure, values: Values, settings: Settings) -> Codes:
    """Return the light of each value.

    A value at a threshold is on its better side, and so is one that misses it by no more than
    the last digits of a floating-point number.
    """
    codes = np.full(values.shape, GREEN, np.int8)
    codes[_beyond(measure, measure.amber, values, settings)] = AMBER
    codes[red_of(measure, values, settings)] = RED
    codes[np.isnan(values)] = MISSING
    return codes


def red_of(measure: Measure, values: Values, settings: Settings) -> Flags:
    """Return which values are red, as ``codes_of`` tells; NaN is not."""
    return _beyond(measure, measure.red, values, settings)


def _beyond(measure: Measure, limit: Threshold | None, values: Values, settings: Settings) -> Flags:
    if limit is None:
        return np.zeros(values.shape, np.bool_)
    bound = in_force(limit, settings)
    slack = _SLACK * max(1.0, abs(bound))
    found: Flags = values < bound - slack if measure.better == "more" else values > bound + slack
    return found


def worst(parts: Codes, optional: Sequence[bool]) -> Codes:
    """Return one light from those of the parts, shape (n, n_parts) to (n,)."""
    spared = (parts == MISSING) & np.array(optional, np.bool_)
    known = np.where(spared, QUIET, parts).min(axis=1)
    return np.where((known == QUIET) & spared.any(axis=1), MISSING, known).astype(np.int8)


def _answers(part: Answer, subjects: Sequence[Subject], quiet: Flags) -> Codes:
    codes = np.full(len(subjects), QUIET, np.int8)
    rows = np.flatnonzero(~quiet).tolist()
    reads = [part.reads(subjects[row]) for row in rows]
    alike = dict(zip(reads, rows, strict=True))
    judged = {read: _CODE[part.judge(subjects[row]).status] for read, row in alike.items()}
    codes[rows] = [judged[read] for read in reads]
    return codes
