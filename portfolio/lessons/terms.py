"""Where each number of a formula comes from: stated, by default, worked out, or missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from portfolio.lessons.columns import oddity
from portfolio.lessons.derived import DERIVATIONS, KINDS, Derivation
from portfolio.lessons.inputs import Inputs, defaults
from portfolio.lessons.subject import Subject
from portfolio.lessons.words import value_text
from portfolio.model import FIGURE, Figure
from portfolio.model.compute import DAYS_PER_MONTH
from portfolio.model.text import listed, visible

Origin = Literal["stated", "default", "portfolio", "derived", "missing"]


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a formula.

    Attributes:
        name: of the input.
        title: as a phrase with a capital.
        value: as likely; NaN when it is missing.
        text: the same with its unit.
        origin: *stated* of the initiative, a *default*, from the *portfolio* as a whole,
            *derived* from ``terms``, or *missing*.
        figure: with date, source and label; None for what is no figure.
        formula: of what is derived, with the numbers filled in.
        terms: from which it is derived, or, while it is missing, could be.
        uncounted: titles of what could be added and is not stated.
    """

    name: str
    title: str
    value: float
    text: str
    origin: Origin
    figure: Figure | None = None
    formula: str = ""
    terms: tuple[Term, ...] = ()
    uncounted: tuple[str, ...] = ()

    def leaves(self) -> Iterator[Term]:
        """The numbers that are not derived from others, in the order of the formula."""
        if not self.terms:
            yield self
        for term in self.terms:
            yield from term.leaves()


class Terms:
    """Where each number of one initiative comes from, and what is missing; each found once.

    Args:
        inputs: of a single initiative, likely values only.
    """

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self._found: dict[tuple[str, frozenset[str]], Term] = {}

    def of(self, name: str, above: frozenset[str] = frozenset()) -> Term:
        """Return where one number comes from.

        Args:
            name: of an input.
            above: names that are worked out from this one, which are not gone into again.
        """
        if (name, above) not in self._found:
            self._found[name, above] = self._read(name, above)
        return self._found[name, above]

    def _read(self, name: str, above: frozenset[str]) -> Term:
        inputs, kind = self._inputs, KINDS[name]
        settings, figures = inputs.subjects[0].settings, inputs.subjects[0].facts.figures
        stated, figure = first(inputs.stated(name)), figures.get(name)
        if not np.isnan(stated):
            usual = defaults(settings).get(name)
            origin: Origin = "stated" if figure else "default" if usual else "portfolio"
            return Term(name, kind.title, stated, text_of(inputs, name), origin, figure or usual)
        value = first(inputs[name])
        derivation = None if np.isnan(value) else _used(inputs, name)
        if derivation is None:
            could = () if name in above else self._could(name, above | {name})
            return Term(name, kind.title, np.nan, "not stated", "missing", figure, terms=could)
        extras = [extra for extra in derivation.extras if not np.isnan(first(inputs.stated(extra)))]
        return Term(
            name,
            kind.title,
            value,
            text_of(inputs, name),
            "derived",
            formula=_with_extras(inputs, derivation.formula, extras),
            terms=tuple(self.of(each, above) for each in (*derivation.needs, *extras)),
            uncounted=tuple(KINDS[e].title for e in derivation.extras if e not in extras),
        )

    def _could(self, name: str, above: frozenset[str]) -> tuple[Term, ...]:
        """Return the numbers from which one that is missing would best be worked out."""
        for derivation in DERIVATIONS.get(name, ())[:1]:
            return tuple(self.of(each, above) for each in derivation.needs)
        return ()


def first(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    """Return the likely value of the first initiative."""
    return float(values[0, 0])


def text_of(inputs: Inputs, name: str) -> str:
    """Return the likely value of one input with its unit; *not stated* when it is missing."""
    value, subject = first(inputs[name]), inputs.subjects[0]
    if np.isnan(value):
        return "not stated"
    unit = {
        "benefit": subject.population.benefit_unit,
        "benefit_others": subject.population.benefit_unit,
        "compute": subject.population.compute_unit,
        "compute_others": subject.population.compute_unit,
    }.get(name, KINDS[name].unit)
    return value_text(value, unit, subject.settings)


def filled(inputs: Inputs, formula: str, needs: tuple[str, ...]) -> str:
    """Return a formula with the numbers of its needs in place of their names."""
    return formula.format_map({name: text_of(inputs, name) for name in needs})


def _with_extras(inputs: Inputs, formula: str, extras: list[str]) -> str:
    names = [name for name in KINDS if f"{{{name}}}" in formula]
    more = "".join(f" + {text_of(inputs, name)}" for name in extras)
    return filled(inputs, formula, tuple(names)) + more


def _used(inputs: Inputs, name: str) -> Derivation | None:
    for derivation in DERIVATIONS.get(name, ()):
        with np.errstate(all="ignore"):
            values = np.atleast_2d(derivation.value(inputs))
        if not np.isnan(first(values)):
            return derivation
    return None


def missing_of(inputs: Inputs, needs: Iterable[str]) -> tuple[str, ...]:
    """Return what has to be stated for these numbers to be known, as phrases.

    What could be stated in place of one follows after *or*: ``Cost of one use (or Chip time of
    one use)``. What has to be stated in any case is not named again there, and a number that
    follows from it is not named at all.
    """
    ways = {
        need: sorted(dict.fromkeys(_ways(inputs, need, frozenset())), key=len) for need in needs
    }
    needed = {way[0][0] for way in ways.values() if len(way) == 1 and len(way[0]) == 1}
    phrases: list[str] = []
    for way in ways.values():
        others = [tuple(title for title in each if title not in needed) for each in way[1:2]]
        if way and not others:
            phrases += way[0]
        elif way and () not in others:
            phrases.append(f"{listed(way[0])} (or {listed(others[0])})")
    return tuple(dict.fromkeys(phrases))


def _ways(inputs: Inputs, name: str, above: frozenset[str]) -> Iterator[tuple[str, ...]]:
    if not np.isnan(first(inputs[name])):
        return
    if name in FIGURE:
        yield (KINDS[name].title,)
    for derivation in DERIVATIONS.get(name, ()):
        if derivation.asks and name not in FIGURE:
            yield (derivation.asks,)
        if above & set(derivation.needs):
            continue
        gaps = [need for need in derivation.needs if np.isnan(first(inputs[need]))]
        each = [next(_ways(inputs, gap, above | {name}), ()) for gap in gaps]
        if each and all(each):
            yield tuple(dict.fromkeys(title for titles in each for title in titles))
    if name not in FIGURE and name not in DERIVATIONS:
        yield (KINDS[name].title,)


def oddities(terms: Iterable[Term], subject: Subject) -> dict[str, str]:
    """Return title to why it cannot be used, of the figures that are stated in vain."""
    figures, currency = subject.facts.figures, subject.settings.currency
    leaves = (leaf for term in terms for leaf in (term, *term.leaves()) if np.isnan(leaf.value))
    odd = {
        leaf.title: oddity(figures[leaf.name], KINDS[leaf.name], currency)
        for leaf in leaves
        if leaf.name in figures
    }
    return {title: why for title, why in odd.items() if why}


def notes_on(terms: tuple[Term, ...], subject: Subject) -> Iterator[str]:
    """Yield what a reader should know of the numbers, a sentence each.

    Figures that cannot be used, that are an outsider's, or that are old; and costs that are
    not stated and therefore not counted.
    """
    seen: set[str] = set()
    for leaf in (leaf for term in terms for leaf in (term, *term.leaves())):
        figure = subject.facts.figures.get(leaf.name, leaf.figure)
        if figure is None or leaf.name in seen:
            continue
        seen.add(leaf.name)
        odd = oddity(figure, KINDS[leaf.name], subject.settings.currency)
        known = not np.isnan(leaf.value)
        said = (odd, _reported(leaf.title, figure), _old(leaf.title, figure, subject))
        yield from filter(None, said if known else (odd,))
    for term in terms:
        if term.uncounted:
            titles = listed(term.uncounted)
            yield f"Not stated, and so not counted in {term.title}: {titles}."


def _reported(title: str, figure: Figure) -> str:
    if figure.label != "reported estimate":
        return ""
    source = visible(figure.source.strip()).rstrip(".")
    return f"{title}: a reported estimate{f' ({source})' if source else ''}."


def _old(title: str, figure: Figure, subject: Subject) -> str:
    months = age_in_months(figure, subject.today)
    if months <= subject.settings.lessons.stale_months:
        return ""
    return f"{title}: of {figure.as_of}, {months:,.0f} months ago."


def age_in_months(figure: Figure, today: date) -> float:
    """Return how long ago a figure held, in months; 0 without a date."""
    return 0.0 if figure.as_of is None else (today - figure.as_of).days / DAYS_PER_MONTH
