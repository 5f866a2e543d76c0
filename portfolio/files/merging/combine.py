"""Portfolios that have no version in common as one, such as those of all business units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from portfolio.errors import PortfolioError
from portfolio.files.document_words import DocumentWords
from portfolio.files.journal import taken_in
from portfolio.files.merging.capacities import (
    Capacities,
    Stated,
    note_capacities,
    with_capacities,
)
from portfolio.files.merging.conflict import Conflict, Side
from portfolio.files.merging.conflict_words import field_conflict, signed
from portfolio.files.merging.fields import FieldMerge
from portfolio.files.merging.matching import LOOSE, NewIds, free_ids, new_ids
from portfolio.files.merging.rewriting import renamed
from portfolio.files.sorted_sets import with_sorted_sets
from portfolio.model import FrozenMap, Portfolio, in_order, keys_between, new_id
from portfolio.model.nouns import NOUNS
from portfolio.model.references import ReferredTo
from portfolio.model.text import listed, plural, quoted

#: The collections that are shown in an order of their own.
_ORDERED = ("resources", "criteria", "initiatives", "raters", "scenarios")
#: What may be counted in several ways under one name.
_COUNTED: tuple[ReferredTo, ...] = ("resources", "criteria", "periods")
_FRAME: tuple[ReferredTo, ...] = ("periods", "resources", "criteria", "raters")


@dataclass(frozen=True, slots=True)
class Combined:
    """Several portfolios as one.

    Attributes:
        portfolio: a new document.
        report: sentences on what was taken as one, what was not, and what was done.
        conflicts: where a later portfolio says something else of one record than those
            before it (``ours``); these stay.
    """

    portfolio: Portfolio
    report: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def combine(
    portfolios: Sequence[Portfolio], *, capacities: Capacities = "sum", title: str = ""
) -> Combined:
    """Return several portfolios as one new document.

    Periods, resources, criteria and raters are one where they have the same id and name and
    are counted alike (start; unit and kind; unit, direction, levels and points), or the same
    name and are alike in more than that (category; the words of the anchors). Initiatives
    are one by id and name alone. Everything else is taken from each, and ids that are taken
    already are replaced, wherever they stand.

    Args:
        portfolios: two or more, the first of which stays where they contradict each other.
        capacities: what becomes of those of one resource that differ.
        title: of the new document; empty for the titles of all.

    Raises:
        PortfolioError: one is a ballot paper, or there are fewer than two.
    """
    _check(portfolios)
    titles = [each.title for each in portfolios]
    fold = _Fold(replace(portfolios[0], id=new_id("p"), title=title or listed(titles, most=4)))
    note_capacities(fold.stated, portfolios[0])
    for each in portfolios[1:]:
        fold.add(each)
    portfolio, limits = with_capacities(fold.portfolio, fold.stated, capacities)
    portfolio = _with_entries(with_sorted_sets(_with_periods_in_order(portfolio)))
    initiatives = plural(len(portfolio.initiatives), "initiative")
    report = (
        f"{len(portfolios)} portfolios with {initiatives} in all are combined.",
        *fold.report(),
        *_currencies(portfolios),
        *limits,
        *_counted_apart(portfolio),
        *_namesakes(portfolio),
    )
    return Combined(portfolio, report, tuple(fold.conflicts))


class _Fold:
    """The portfolios so far, as one."""

    def __init__(self, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        self.conflicts: list[Conflict] = []
        self.stated: Stated = {}
        self._one: Counter[str] = Counter()
        self._renamed = 0
        self._logs_left_out: list[str] = []

    def add(self, other: Portfolio) -> None:
        """Take in one more."""
        ids = new_ids(self.portfolio, other)
        self._count(other, ids)
        added = self._with_free_ids(_with_log_if_true(other, renamed(other, ids)))
        if other.journal and not added.journal:
            self._logs_left_out.append(other.title)
        note_capacities(self.stated, added)
        notes = "\n\n".join(dict.fromkeys(filter(None, (self.portfolio.notes, other.notes))))
        ours = replace(self.portfolio, notes=notes)
        work = FieldMerge(two_way=True)
        merged = work.merged(None, ours, _in_place(added, ours))
        words = DocumentWords(merged, added)
        saved = Side(), Side(other.title)
        self.conflicts += [
            signed(field_conflict(words, clash, (None, ours, added)), (ours, added), saved)
            for clash in work.clashes
        ]
        self.portfolio = merged

    def report(self) -> Iterator[str]:
        """Yield what was done, as sentences."""
        one = [plural(self._one[name], *NOUNS[name]) for name in _FRAME if self._one[name]]
        if one:
            yield f"Taken as one with those of other portfolios: {listed(one)}."
        if self._one["initiatives"]:
            count = plural(self._one["initiatives"], "initiative")
            yield f"{count} of the same id and name taken as one."
        if self._renamed:
            yield f"{plural(self._renamed, 'record')} got new ids because theirs were taken."
        for title in self._logs_left_out:
            yield (
                f"The log of {quoted(title)} speaks of records under other ids and is left out: "
                "they have new entries, and its own file keeps the old ones."
            )
        if self.conflicts:
            count = plural(len(self.conflicts), "value")
            yield f"{count} of what was taken as one differ: the first of each stays."

    def _count(self, other: Portfolio, ids: NewIds) -> None:
        for name in (*_FRAME, "initiatives"):
            taken = getattr(self.portfolio, name)
            new = ids[name]
            self._one[name] += sum(new.get(key, key) in taken for key in getattr(other, name))
            self._renamed += sum(each not in taken for each in new.values())

    def _with_free_ids(self, other: Portfolio) -> Portfolio:
        """Return a portfolio of which no rule, decision or the like has the id of another one."""
        rules = free_ids("rules", self.portfolio, other)
        self._renamed += len(rules)
        other = renamed(other, {"rules": rules}) if rules else other
        changed: dict[str, Any] = {}
        for name in LOOSE:
            free = free_ids(name, self.portfolio, other)
            if free:
                records = getattr(other, name).items()
                changed[name] = FrozenMap({free.get(key, key): each for key, each in records})
                self._renamed += len(free)
        return replace(other, **changed)


def _in_place(added: Portfolio, ours: Portfolio) -> Portfolio:
    """Return a portfolio that differs from ours only where there is something to ask.

    What it adds stands below all that is there.
    """
    placed: dict[str, Any] = {
        name: _below(getattr(ours, name), getattr(added, name)) for name in _ORDERED
    }
    same = {
        key: replace(record, capacity=ours.resources[key].capacity)
        for key, record in added.resources.items()
        if key in ours.resources
    }
    placed["resources"] = placed["resources"].with_all(same)
    return replace(added, id=ours.id, title=ours.title, notes=ours.notes, **placed)


def _below(records: FrozenMap[str, Any], added: FrozenMap[str, Any]) -> FrozenMap[str, Any]:
    new = [(key, record) for key, record in in_order(added) if key not in records]
    last = max((record.order for record in records.values()), default="")
    keys = keys_between(last, "", len(new))
    placed = {
        key: replace(record, order=order) for (key, record), order in zip(new, keys, strict=True)
    }
    return added.with_all(placed)


def _with_log_if_true(before: Portfolio, after: Portfolio) -> Portfolio:
    """Return a portfolio without its log if that no longer speaks of the records as they are."""
    logged = {entry.record for entry in before.journal.values()}
    same = all(
        getattr(before, name).get(key) == getattr(after, name).get(key)
        for name in ("decisions", "plans")
        for key in logged
    )
    return after if same else replace(after, journal=FrozenMap())


def _with_entries(portfolio: Portfolio) -> Portfolio:
    """Return a portfolio in whose log everything has an entry that came without its own log."""
    journal, plans = portfolio.journal, portfolio.plans
    if not journal and not plans:
        return portfolio
    made = [entry.at for entry in journal.values()]
    made += [decision.at for decision in portfolio.decisions.values()]
    made += [plan.at for plan in plans.values()]
    return taken_in(portfolio, "", max(made))


def _with_periods_in_order(portfolio: Portfolio) -> Portfolio:
    """Return a portfolio with its periods by their first day, where all say it."""
    days = {key: each.start for key, each in portfolio.periods.items() if each.start is not None}
    if len(days) < len(portfolio.periods):
        return portfolio
    by_day = sorted(days, key=lambda key: (days[key], portfolio.periods[key].order, key))
    keys = keys_between("", "", len(by_day))
    periods = {
        key: replace(portfolio.periods[key], order=order)
        for key, order in zip(by_day, keys, strict=True)
    }
    return replace(portfolio, periods=FrozenMap(periods))


def _currencies(portfolios: Sequence[Portfolio]) -> Iterator[str]:
    """Yield a warning where money does not add up: nothing is converted."""
    for words, name in (("count money in", "currency"), ("state benefits in", "benefit_unit")):
        units = dict.fromkeys(getattr(each.settings, name) for each in portfolios)
        if len(units) > 1:
            yield f"The portfolios {words} {listed(map(quoted, units))}: nothing was converted."


def _counted_apart(portfolio: Portfolio) -> Iterator[str]:
    """Yield what is there several times because it is not counted in one way."""
    for collection in _COUNTED:
        several = NOUNS[collection][1]
        for name in _twice(getattr(portfolio, collection)):
            yield (
                f"Several {several} are called {name}, which are not counted in one way: they "
                "stand side by side, and nothing was converted."
            )


def _namesakes(portfolio: Portfolio) -> Iterator[str]:
    twice = _twice(portfolio.initiatives)
    if twice:
        yield f"Several initiatives are called {listed(twice)}: all of them are kept."


def _twice(records: Mapping[str, Any]) -> list[str]:
    names = Counter(each.name.strip() for each in records.values())
    return [quoted(name) for name, count in names.items() if count > 1 and name]


def _check(portfolios: Sequence[Portfolio]) -> None:
    if len(portfolios) < 2:
        raise PortfolioError(
            "There is only one portfolio.", remedy="Name two or more that are to be one."
        )
    for each in portfolios:
        if each.paper is not None:
            raise PortfolioError(
                f"{quoted(each.title)} is a ballot paper, not a portfolio.",
                remedy="Take it in where the ballots are collected.",
            )
