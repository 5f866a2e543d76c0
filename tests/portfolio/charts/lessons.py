"""Portfolios with facts, judged, as the charts of the lessons take them."""

from __future__ import annotations

import dataclasses
from datetime import date

from portfolio.charts import LessonView
from portfolio.lessons import judge, timeline
from portfolio.model import (
    Benefit,
    Demand,
    Estimate,
    Figure,
    FrozenMap,
    Initiative,
    Period,
    Portfolio,
    Resource,
    Settings,
    keys_between,
)
from tests.portfolio.charts.variants import HOSTILE
from tests.portfolio.lessons.asked import facts

TODAY = date(2026, 4, 30)
LAUNCH = date(2025, 9, 30)
APP = "social or video app"
LOSING = {"price_per_unit": 0.4, "unit_cost": 1.3, "cost_fall": 0.3}
USED = {"units_per_day": 1200.0, "active_month": 1000.0, "price_per_month": 20.0}


def initiative(name="An initiative", compute=0.0, benefit=None, stated=None, **fields):
    """An initiative that asks for compute, promises a benefit and states facts."""
    demand = {"c": FrozenMap({"p": Estimate(compute)})} if compute else {}
    return Initiative(
        name,
        "",
        benefit=None if benefit is None else Benefit(Estimate(benefit)),
        demand=Demand(demand),
        facts=stated,
        **{"stage": "run", **fields},
    )


def app(name, reach, day30, **figures):
    """An app that reaches people and keeps a share of them."""
    stated = facts({"reach": reach, "retention_day30": day30, **figures}, kind=APP)
    return initiative(name, stated=stated)


def portfolio_of(*records, **fields):
    """A portfolio of initiatives i0, i1 …, with compute and 40 engineers for one quarter."""
    orders = keys_between("", "", len(records))
    numbered = (
        (f"i{place}", dataclasses.replace(record, order=order))
        for place, (record, order) in enumerate(zip(records, orders, strict=True))
    )
    resources = {
        "c": Resource("Compute", "1", "H100e-h", "compute", capacity=FrozenMap({"p": 1e6})),
        "t": Resource("Engineers", "2", "FTE", "talent", capacity=FrozenMap({"p": 40.0})),
    }
    stated = {
        "periods": FrozenMap({"p": Period("Q1", "1")}),
        "resources": FrozenMap(resources),
        "initiatives": FrozenMap(numbered),
    }
    return Portfolio("d", **{**stated, **fields})


def view_of(portfolio, selected="", *, funded=(), outdated=False):
    """The view of a judged portfolio, with the timeline of the one that is shown."""
    board = judge(portfolio, today=TODAY, funded=frozenset(funded))
    view = LessonView(board, selected, outdated=outdated)
    firsts = timeline(board, view.one) if view.one else None
    return dataclasses.replace(view, firsts=firsts)


def view(*records, selected="", funded=(), **fields):
    """The view of initiatives i0, i1 …"""
    return view_of(portfolio_of(*records, **fields), selected, funded=funded)


def dated(value, day, low=None, high=None):
    """A figure that an outsider reported for a day."""
    return Figure(value, low, high, as_of=day, source="A paper", label="reported estimate")


def video_app(name="Vivid"):
    """An app that loses money on every use, with dates."""
    figures = {
        **{key: Figure(value) for key, value in USED.items()},
        "price_per_unit": Figure(0.4, as_of=LAUNCH),
        "unit_cost": dated(1.3, date(2025, 11, 10), 1.0, 2.0),
        "cost_fall": Figure(0.3, 0.2, 0.5),
        "free_units_per_day": Figure(600.0),
        "revenue_month": dated(5000.0, date(2025, 12, 31)),
        "reach": dated(9.6e6, date(2026, 1, 31)),
        "retention_day30": dated(0.01, date(2025, 11, 30)),
    }
    stated = facts(figures, kind=APP, pricing="hybrid", launched=LAUNCH, rights="opt-out")
    return initiative(name, 5000.0, -20.0, stated, owner="Ada")


def lab():
    """Five that can be compared, one of which is all hype."""
    others = (
        ("Coder", 2e6, 0.12),
        ("Copilot", 3e6, 0.09),
        ("Tutor", 4e5, 0.1),
        ("Chat", 9e6, 0.03),
    )
    rest = [app(name, reach, day30) for name, reach, day30 in others]
    more = [
        dataclasses.replace(one, benefit=Benefit(Estimate(50.0)), owner=owner, demand=demand(9e3))
        for one, owner in zip(rest, ("Bo", "Bo", "Bo", "Bo"), strict=True)
    ]
    return (video_app(), *more)


def demand(compute):
    """A demand of compute in the one quarter."""
    return Demand({"c": FrozenMap({"p": Estimate(compute)})})


def many(count):
    """Initiatives whose figures follow from their numbers."""
    return [
        dataclasses.replace(
            app(f"Initiative number {n}", 10.0 ** (n % 7 + n / count), (n * 37 % 101) / 800),
            demand=demand(1.0 + n % 13),
            benefit=Benefit(Estimate(float(n % 17 - 3))),
            owner=f"Lead {n % 90}",
            status="running" if n % 2 else "candidate",
        )
        for n in range(count)
    ]


def hostile():
    """Names, owners, notes and a currency that a stranger wrote."""
    records = [
        dataclasses.replace(one, name=name, owner=name, status="running")
        for name, one in zip(HOSTILE, [video_app(), *many(len(HOSTILE) - 1)], strict=True)
    ]
    portfolio = portfolio_of(*records, notes="\n".join(HOSTILE))
    return view_of(dataclasses.replace(portfolio, settings=Settings(currency=HOSTILE[0])), "i0")


def lead_view(count):
    """One lead with so many running initiatives, and one with a single one."""
    records = [initiative(f"Work {n}", 10.0, status="running", owner="Bo") for n in range(count)]
    return view(*records, initiative("Else", 5.0, status="running", owner="Ada"))


VIEWS = {
    "not yet": lambda: LessonView(None),
    "empty": view,
    "one": lambda: view(video_app()),
    "lab": lambda: view(*lab(), selected="i0", funded=("i0", "i1", "i2", "i3", "i4")),
    "another selected": lambda: view(*lab(), selected="i2"),
    "nothing stated": lambda: view(initiative(), initiative(compute=10.0)),
    "ties": lambda: view(*[app("Same", 1000.0, 0.05)] * 8, selected="i3"),
    "nobody reached": lambda: view(*[app(f"App {n}", n % 2 * 500.0, 0.02 * n) for n in range(6)]),
    "few compared": lambda: view(app("A", 10.0, 0.1), app("B", 20.0, 0.2)),
    "losses": lambda: view(*[initiative(f"L {n}", 10.0 + n, -5.0 * n) for n in range(4)]),
    "losses and gains": lambda: view(
        *[initiative(f"L {n}", 10.0, 8.0 * n - 9) for n in range(40)], selected="i20"
    ),
    "free of charge": lambda: view(
        initiative(stated=facts({"price_per_unit": 0.0, "unit_cost": 1.0}, kind=APP))
    ),
    "growing fast": lambda: view(
        initiative(stated=facts({**LOSING, **USED, "use_growth": 9.0, "revenue_month": 5.0}))
    ),
    "never": lambda: view(initiative(stated=facts({**LOSING, "cost_fall": 0.0}))),
    "earning": lambda: view(initiative(stated=facts({"price_per_unit": 1.0, "unit_cost": 0.2}))),
    "one unit each": lambda: view(
        initiative(compute=5.0),
        resources=FrozenMap(
            {
                "c": Resource("GPUs", "1", "GPU-h", "compute"),
                "d": Resource("Chips", "2", "chip-h", "compute"),
            }
        ),
    ),
    "busy leads": lambda: lead_view(9),
    "hostile": hostile,
    "forty-eight": lambda: view(*many(48), selected="i7"),
    "twelve-hundred": lambda: view(*many(1200), selected="i900"),
}
