"""What can be set about a ranking method: names, ranges, defaults, and what cannot be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portfolio.model.amounts import number_text
from portfolio.model.text import listed, quoted

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number that a method lets the team choose.

    Attributes:
        name: stable, used in files.
        title: as shown.
        tip: what it does, in a sentence.
        default: as the method was published.
        low: the smallest value.
        high: the largest value.
        whole: only whole numbers.
        at_most: name of the parameter of the same method that it may not exceed.
    """

    name: str
    title: str
    tip: str
    default: float
    low: float = 0.0
    high: float = 1.0
    whole: bool = False
    at_most: str = ""

    @property
    def span(self) -> str:
        """The range in words: ``between 0 and 1``."""
        kind = "a whole number " if self.whole else ""
        return f"{kind}between {number_text(self.low)} and {number_text(self.high)}"

    def takes(self, value: float) -> bool:
        """Whether a value lies in the range; NaN does not."""
        return self.low <= value <= self.high and (not self.whole or float(value).is_integer())


@dataclass(frozen=True, slots=True)
class Misset:
    """A parameter that cannot be used: its name, what is wrong, and what to do."""

    name: str
    what: str
    remedy: str


def completed(parameters: Sequence[Parameter], stated: Values) -> dict[str, float]:
    """Return the value of every parameter: the stated one, or the default."""
    return {each.name: stated.get(each.name, each.default) for each in parameters}


def missettings(title: str, parameters: Sequence[Parameter], stated: Values) -> Iterator[Misset]:
    """Yield what is wrong with stated values.

    Args:
        title: of the method.
        parameters: of the method.
        stated: name to value.
    """
    known = {each.name: each for each in parameters}
    for name in sorted(stated.keys() - known.keys()):
        remedy = f"Use {listed(known)}, or take it out." if known else "Take it out."
        yield Misset(name, f"{title} has no parameter {quoted(name)}.", remedy)
    values = completed(parameters, stated)
    for name, each in known.items():
        if not each.takes(values[name]):
            what = f"{title}: {name} is {number_text(values[name])}, which is not {each.span}."
            remedy = f"Enter a number in this range; the default is {number_text(each.default)}."
            yield Misset(name, what, remedy)
        elif each.at_most and values[name] > values[each.at_most]:
            what = f"{title}: {name} is above {each.at_most}, which must be at least as large."
            yield Misset(name, what, f"Lower {name}, or raise {each.at_most}.")


def exponent(default: float) -> Parameter:
    """Return the exponent of a distance, 1 to 10."""
    return Parameter(
        "exponent",
        "Exponent of the distance",
        "1 adds up the distances on the criteria, 2 measures straight lines, more looks ever more "
        "at the longest alone.",
        default,
        low=1.0,
        high=10.0,
    )


def falling(
    titles: Mapping[str, str], tip: str, defaults: Sequence[float]
) -> tuple[Parameter, ...]:
    """Return thresholds between 0 and 1 none of which may exceed the one before it.

    Args:
        titles: name to title.
        tip: what they do, the same for all.
        defaults: of each, falling.
    """
    names = list(titles)
    above = {lower: higher for higher, lower in pairwise(names)}
    return tuple(
        Parameter(name, titles[name], tip, default, at_most=above.get(name, ""))
        for name, default in zip(names, defaults, strict=True)
    )
