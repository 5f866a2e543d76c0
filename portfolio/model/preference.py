"""How much a lead on one criterion counts when two initiatives are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from portfolio.model.frozen import FrozenMap

PreferenceShape = Literal["usual", "u_shape", "v_shape", "level", "linear", "gaussian"]
PREFERENCE_SHAPES: tuple[PreferenceShape, ...] = get_args(PreferenceShape)
#: The thresholds that each shape reads, in the order in which they are asked for.
THRESHOLDS: dict[PreferenceShape, tuple[str, ...]] = {
    "usual": (),
    "u_shape": ("q",),
    "v_shape": ("p",),
    "level": ("q", "p"),
    "linear": ("q", "p"),
    "gaussian": ("s",),
}


@dataclass(frozen=True, slots=True)
class Preference:
    """The preference function of PROMETHEE on one criterion.

    It turns a lead ``d`` above 0 into a preference between 0 and 1 (Brans and Vincke,
    Management Science 31(6), 1985, pages 649 to 651); no lead, no preference:

    ======== =============================================================
    shape    preference
    ======== =============================================================
    usual    1
    u_shape  1 for ``d > q``, else 0
    v_shape  ``d / p``, at most 1
    level    1 for ``d > p``, 0.5 for ``q < d <= p``, else 0
    linear   ``(d - q) / (p - q)`` between 0 and 1
    gaussian ``1 - exp(-d^2 / (2 s^2))``
    ======== =============================================================

    Attributes:
        q: up to this lead there is no preference; in the criterion's unit, 0 or more.
        p: from this lead on the preference is full; in the criterion's unit, at least q.
        s: the lead at which a gaussian rises most steeply; in the criterion's unit, above 0.
    """

    shape: PreferenceShape = "usual"
    q: float = 0.0
    p: float = 0.0
    s: float = 0.0
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)
