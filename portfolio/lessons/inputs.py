"""Figures of a batch of initiatives as arrays: as likely as stated, and in sampled worlds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from portfolio.lessons.columns import Column, Values, read_columns, worlds
from portfolio.lessons.derived import DERIVATIONS, KINDS
from portfolio.lessons.readers import READERS, read_fields
from portfolio.lessons.subject import Subject
from portfolio.model import FIGURE, Figure, LessonSettings, Settings
from portfolio.model.compute import chip_hour_price

#: How many worlds are sampled beside the likely one.
WORLDS = 24


def defaults(settings: Settings) -> dict[str, Figure]:
    """Return the figures that stand where an initiative states none, by name."""
    own: LessonSettings = settings.lessons
    found = {
        "utilization": Figure(own.utilization),
        "peak_factor": Figure(own.peak_factor),
        "cost_fall": Figure(own.cost_fall),
    }
    price = chip_hour_price(settings)
    if price is not None:
        found["chip_hour_price"] = price
    return found


Flags = NDArray[np.bool_]


class Inputs:
    """Figures of n initiatives in m worlds, by name, as float64 arrays.

    ``inputs["unit_cost"]`` has the shape (n, m), or (n, 1) where no initiative gives a
    range: numpy broadcasts the two. World 0 is the likely one. NaN is missing: not stated,
    in another currency or unit, or impossible, and not to be worked out from other figures.
    Names are those of ``model.FIGURES`` and of ``derived.KINDS``.

    Args:
        subjects: of one portfolio.
        samples: how many worlds are sampled beside the likely one; 0 for none.
    """

    def __init__(self, subjects: Sequence[Subject], samples: int = WORLDS) -> None:
        self.subjects = tuple(subjects)
        self.samples = samples
        self._replaced: dict[str, Values] = {}
        self._stated: dict[str, Values] = {}
        self._columns: dict[str, Column] = {}
        self._found: dict[str, Values] = {}
        self._silent: dict[Callable[[Subject], str], Flags] = {}

    @property
    def count(self) -> int:
        """How many initiatives there are."""
        return len(self.subjects)

    def __getitem__(self, name: str) -> Values:
        """Values of one name: stated, else the first of its derivations that has a value."""
        if name not in self._found:
            values = self.stated(name)
            for derivation in DERIVATIONS.get(name, ()):
                gaps = np.isnan(values)
                if not gaps.any():
                    break
                with np.errstate(all="ignore"):
                    values = np.where(gaps, derivation.value(self), values)
            self._found[name] = values
        return self._found[name]

    def stated(self, name: str) -> Values:
        """Values of one name that are stated or a default, without any derived from others."""
        if name in self._replaced:
            return self._replaced[name]
        if name not in self._stated:
            self._stated[name] = worlds(self.column(name), name, self.samples)
        return self._stated[name]

    def column(self, name: str) -> Column:
        """Likely value, low and high of one name, as stated or by default."""
        if name not in self._columns:
            self._columns.update(self._read(name))
        return self._columns[name]

    def likely(self) -> Inputs:
        """Return the same inputs without sampled worlds."""
        other = Inputs(self.subjects, samples=0)
        other._columns = self._columns
        return other

    def silent(self, applies: Callable[[Subject], str]) -> Flags:
        """Return for which initiatives a check or a part says that it does not apply."""
        if applies not in self._silent:
            flags = [bool(applies(each)) for each in self.subjects]
            self._silent[applies] = np.array(flags, np.bool_)
        return self._silent[applies]

    def with_(self, name: str, values: Values | float) -> Inputs:
        """Return the same inputs but for one name, as if it had been stated.

        Args:
            name: of a figure.
            values: broadcast to (n, m); any m, if it fits all others that are not (n, 1).
        """
        other = Inputs(self.subjects, self.samples)
        # What is read from the records is shared; what was derived may change.
        other._stated, other._columns = self._stated, self._columns
        other._replaced = {
            **self._replaced,
            name: np.atleast_2d(np.asarray(values, dtype=np.float64)),
        }
        return other

    def _read(self, name: str) -> dict[str, Column]:
        """Return the column of a name, with all others that are read in the same pass."""
        if not self.subjects or name in _NEVER_STATED:
            return {name: Column(*(np.full(self.count, np.nan),) * 3)}
        if name in READERS:
            return {name: read_fields(name, self.subjects)}
        settings = self.subjects[0].settings
        stated = [each.facts.figures for each in self.subjects]
        return read_columns(stated, defaults(settings), settings.currency)


#: Inputs that only follow from others: nothing states them.
_NEVER_STATED = frozenset(KINDS) - frozenset(FIGURE) - frozenset(READERS)
