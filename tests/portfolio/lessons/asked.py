"""Initiatives with facts, and what the parts of a check say of them."""

from __future__ import annotations

from datetime import date

from portfolio.lessons.check import Answer, Measure
from portfolio.lessons.inputs import Inputs
from portfolio.lessons.population import population_of
from portfolio.lessons.subject import subject
from portfolio.model import Facts, Figure, FrozenMap, Initiative, Portfolio

TODAY = date(2027, 3, 1)


def facts(figures=None, **answers):
    """Facts with likely figures (or whole ones) by name."""
    stated = {
        name: value if isinstance(value, Figure) else Figure(float(value))
        for name, value in (figures or {}).items()
    }
    return Facts(figures=FrozenMap(stated), **answers)


def portfolio_of(**records):
    """A portfolio of initiatives by id."""
    return Portfolio("p", initiatives=FrozenMap(records))


def asked(key, portfolio, funded=(), force_cost=None):
    """One initiative as a check sees it."""
    everyone = population_of(portfolio, frozenset(funded), force_cost)
    record = portfolio.initiatives[key]
    return subject(key, record, portfolio.settings, TODAY, everyone)


def one(stated, **fields):
    """An initiative of its own as a check sees it."""
    fields = {"name": "Vivid", "order": "V", **fields}
    return asked("vivid", portfolio_of(vivid=Initiative(facts=stated, **fields)))


def part(checks, name):
    """The part of that name."""
    return next(p for check in checks for p in check.parts if p.name == name)


def value_of(checks, name, about):
    """The likely value of a measure."""
    measure = part(checks, name)
    assert isinstance(measure, Measure)
    return float(measure.value(Inputs([about], samples=0))[0, 0])


def said_of(checks, name, about):
    """What an answered part says."""
    answer = part(checks, name)
    assert isinstance(answer, Answer)
    return answer.judge(about)
