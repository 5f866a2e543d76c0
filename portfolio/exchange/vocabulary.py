"""What a header means in one portfolio: its resources, periods, criteria and raters by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from portfolio.exchange.fact_headers import fact_meaning
from portfolio.exchange.field_words import FILLERS, GENERAL_WORDS, category_of, is_rate, kind_of
from portfolio.exchange.header_text import HeaderText, take_apart
from portfolio.exchange.headers import OwnHeader, labels, read_header
from portfolio.exchange.meaning import IGNORE, TITLES, Meaning, MeaningKind, Named
from portfolio.exchange.periods import Periods
from portfolio.exchange.units import parse_unit
from portfolio.exchange.words import plain_words
from portfolio.model import Portfolio, Resource

_RATING_WORDS = frozenset(("rating", "ratings", "score", "scores", "rated"))
_TOTAL_WORDS = frozenset(("total", "overall", "weighted", "final", "average", "mean", "sum"))
#: Attributes that are told in words: a number there is an amount of something else.
WORDY = frozenset(("unit", "owner", "sponsor", "goal"))


@dataclass(frozen=True, slots=True)
class HeaderGuess:
    """What a header is taken for.

    Attributes:
        sure: there is no doubt.
        evidence: the reason, as a clause without a full stop.
        others: what else it could be.
        unit: stated by the header; ``aside`` is text that may be one.
        own: the header is one that only the app writes.
    """

    meaning: Meaning = IGNORE
    sure: bool = False
    evidence: str = "no field, resource or criterion has this name"
    others: tuple[Meaning, ...] = ()
    unit: str = ""
    aside: str = ""
    own: bool = False

    @property
    def weight(self) -> float:
        """How much it speaks for its row being the header: 2 for the names, which settle it."""
        if self.meaning.kind == "ignore":
            return 0.0
        resource = self.meaning.resource
        if self.meaning.kind == "demand" and resource is None:
            return 0.2
        if not self.sure and (resource is None or resource.id is None):
            return 0.5
        return 2.0 if self.meaning.kind == "name" else 1.0


class Vocabulary:
    """The names of one portfolio, ready for look-up."""

    def __init__(self, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        self.periods = Periods(portfolio.periods, labels(portfolio.periods))
        self.resources = _Names(labels(portfolio.resources))
        self.criteria = _Names(labels(portfolio.criteria))
        self.raters = _Names(labels(portfolio.raters))
        self._guesses: dict[str, HeaderGuess] = {}

    def guess(self, header: str) -> HeaderGuess:
        """Return what a header means."""
        if header not in self._guesses:
            self._guesses[header] = self._guess(header)
        return self._guesses[header]

    def _guess(self, header: str) -> HeaderGuess:
        own = read_header(header)
        if own is not None:
            return self._own(own)
        text = take_apart(header)
        if not text.full:
            return HeaderGuess(evidence="the column has no header")
        found = (
            self._rating(text)
            or self._exact(text)
            or self._fact(text)
            or self._field(text)
            or self._demand(text)
        )
        if found is None:
            return HeaderGuess(unit=text.unit, aside=text.aside)
        return replace(found, unit=text.unit, aside=text.aside)

    def _own(self, own: OwnHeader) -> HeaderGuess:
        """Return the meaning of a header that the app wrote, with the portfolio's ids."""
        meaning, said = own.meaning, "the header is one that this app writes"
        if meaning.kind == "demand":
            resource = self.resources.exactly(own.names[0])
            period = self.periods.match(own.names[1])
            meaning = replace(meaning, resource=resource, period=period)
        elif meaning.kind == "rating":
            criterion, rater = own.names
            meaning = replace(
                meaning,
                criterion=self.criteria.exactly(criterion),
                rater=self.raters.exactly(rater),
            )
        ours = meaning.kind in {"demand", "rating", "figure", "training"}
        title = meaning.title if meaning.of else TITLES[meaning.kind].lower()
        said = said if ours else f"the header says {title}"
        return HeaderGuess(meaning, sure=True, evidence=said, unit=own.unit, own=ours)

    def _field(self, text: HeaderText) -> HeaderGuess | None:
        """Recognize an attribute, or a part of the benefit."""
        for words in (text.full, text.words):
            kind, sure = kind_of(words)
            if kind is None or (words != text.full and kind != "benefit"):
                continue
            if text.unit and kind in WORDY:
                continue
            meaning = Meaning(kind, text.part or "likely" if kind == "benefit" else "likely")
            doubt = "" if sure else ", which may also mean something else"
            said = f"“{words}” stands for {TITLES[kind].lower()}{doubt}"
            amounts = Meaning("demand", text.part or "likely", period=self._period(text))
            others = (amounts,) if kind == "unit" else _figures_like(kind)
            return HeaderGuess(meaning, sure=sure, evidence=said, others=others)
        return None

    def _fact(self, text: HeaderText) -> HeaderGuess | None:
        """Recognize a figure, hours of training, or an answer to what the lessons ask."""
        meaning, sure = fact_meaning(text)
        if meaning is None:
            return None
        doubt = "" if sure else ", which may also mean something else"
        said = f"“{text.full}” stands for {meaning.title}{doubt}"
        if sure:
            return HeaderGuess(meaning, sure=True, evidence=said)
        demand = self._demand(text)
        others = () if demand is None else (demand.meaning, *demand.others)
        if meaning.kind == "figure":
            taken = demand or HeaderGuess()
            return replace(taken, sure=False, others=(meaning, *taken.others))
        return HeaderGuess(meaning, evidence=said, others=(*others, IGNORE))

    def _rating(self, text: HeaderText) -> HeaderGuess | None:
        """Recognize a criterion, with or without a rater."""
        known, left = self.criteria.inside(text.full)
        said = set(text.full.split()) & _RATING_WORDS
        if known is None:
            name = " ".join(
                word for word in text.title.split() if word.lower() not in _RATING_WORDS
            )
            if not said or set(plain_words(name).split()) <= _TOTAL_WORDS:
                return None
            meaning = Meaning("rating", criterion=Named(name.strip(" :-")))
            return HeaderGuess(meaning, evidence="the header speaks of a rating", others=(IGNORE,))
        words = " ".join(word for word in left.split() if word not in _RATING_WORDS | FILLERS)
        rater = self.raters.get(words)
        evidence = f"the header names the criterion “{known.name}”"
        sure = not words or rater is not None
        if not sure and not said and not text.aside:
            return None
        rater = rater if sure else Named(text.aside or words.title())
        meaning = Meaning("rating", criterion=known, rater=rater)
        return HeaderGuess(meaning, sure=sure, evidence=evidence)

    def _exact(self, text: HeaderText) -> HeaderGuess | None:
        """Recognize a resource by its whole name, beside a period and a part."""
        known = self.resources.get(text.words) or self.resources.get(text.full)
        return self._demanded(text, known, sure=True) if known else None

    def _demand(self, text: HeaderText) -> HeaderGuess | None:
        """Recognize a resource by part of its name, by its kind, or as a new one."""
        if is_rate(text.full):
            return HeaderGuess(
                evidence="the header is a price or a ratio, not an amount",
                others=(Meaning("demand", text.part or "likely", Named(text.title)),),
            )
        known, sure = self._resource(text)
        if known is not None:
            return self._demanded(text, known, sure=sure)
        if text.words and (category_of(text.words) or text.period):
            return self._demanded(text, Named(text.title), sure=False)
        return self._unnamed(text)

    def _unnamed(self, text: HeaderText) -> HeaderGuess | None:
        """Recognize amounts of something that the header does not name: by period or unit."""
        people = parse_unit(text.unit).base == "fte"
        if people and not text.words and not self.resources.all:
            return self._demanded(text, Named(text.unit), sure=False)
        if text.period is not None and not text.words:
            meaning = Meaning("demand", text.part or "likely", period=self._period(text))
            return HeaderGuess(meaning, evidence=f"the header is the period “{text.period.text}”")
        if people:
            meaning = Meaning("demand", text.part or "likely")
            return HeaderGuess(meaning, evidence="the header counts people", others=(IGNORE,))
        return None

    def _demanded(self, text: HeaderText, resource: Named, *, sure: bool) -> HeaderGuess:
        period = self._period(text)
        meaning = Meaning("demand", text.part or "likely", resource, period)
        what = "the resource" if resource.id else "what may be a new resource,"
        said = f"the header names {what} “{resource.name}”"
        if text.period is not None:
            said += f" and the period “{text.period.text}”"
        return HeaderGuess(
            meaning, sure=sure, evidence=said, others=() if resource.id else (IGNORE,)
        )

    def _period(self, text: HeaderText) -> Named | None:
        """Return the period of a header; None when it spans several of the plan's."""
        if text.period is None or self.periods.within(text.period) > 1:
            return None
        return self.periods.match(text.period.text)

    def _resource(self, text: HeaderText) -> tuple[Named | None, bool]:
        """Return a known resource that the words may mean, and whether there is no doubt."""
        known, left = self.resources.inside(text.words)
        if known is not None and known.id is not None:
            unit = set(plain_words(self.portfolio.resources[known.id].unit).split())
            return known, set(left.split()) <= unit | FILLERS
        words = set(text.words.split()) - FILLERS
        category = category_of(text.words)
        like = [
            Named(resource.name, key)
            for key, resource in self.portfolio.resources.items()
            if words and _may_be(resource, words, category)
        ]
        return (like[0], False) if len(like) == 1 else (None, False)


def _figures_like(kind: MeaningKind) -> tuple[Meaning, ...]:
    """Return the figures that are called as a field is."""
    return (Meaning("figure", of="months_to_value"),) if kind == "benefit_delay" else ()


class _Names:
    """Records by id, found by their labels; of several with the same words, the first."""

    def __init__(self, labeled: Mapping[str, str]) -> None:
        self._all: list[Named] = []
        self._exact: dict[str, Named] = {}
        self._by_words: dict[str, Named] = {}
        for key, name in labeled.items():
            named = Named(name, key)
            self._all.append(named)
            self._exact.setdefault(name, named)
            self._by_words.setdefault(_singular(plain_words(name)), named)
        self._by_words.pop("", None)

    @property
    def all(self) -> list[Named]:
        """All records, in their order."""
        return list(self._all)

    def exactly(self, name: str) -> Named:
        """Return the record of exactly that name, or a new one."""
        return self._exact.get(name) or Named(name)

    def get(self, words: str) -> Named | None:
        """Return the record whose name is these words; plurals do not count."""
        return self._by_words.get(_singular(words))

    def match(self, text: str) -> Named:
        """Return the record that a cell names, or a new one of that name."""
        return self._exact.get(text) or self.get(plain_words(text)) or Named(text)

    def inside(self, words: str) -> tuple[Named | None, str]:
        """Return the record with the longest name inside the words, and the other words."""
        padded = f" {_singular(words)} "
        found = max(
            (name for name in self._by_words if f" {name} " in padded), key=len, default=None
        )
        if found is None:
            return None, words
        return self._by_words[found], padded.replace(f" {found} ", " ", 1).strip()


def _singular(words: str) -> str:
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words.split()
    )


def _may_be(resource: Resource, words: set[str], category: str | None) -> bool:
    """Whether words say no more than a resource's name, or than which kind it is of."""
    known = _all_words(resource)
    return words <= known or (resource.category == category and words <= known | GENERAL_WORDS)


def _all_words(resource: Resource) -> set[str]:
    return set(plain_words(f"{resource.name} {resource.role} {resource.unit}").split())
