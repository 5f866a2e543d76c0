"""What a stage is said to read is all that it reads: equal parts give equal answers."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args, get_type_hints

import numpy as np
import pytest

from portfolio.analysis.reads import PLAN, PLAN_WORDS, PROBLEMS, RANKING, TABLE, same
from portfolio.analysis.stages import ranked
from portfolio.edit import set_rating
from portfolio.errors import PortfolioError
from portfolio.funding import build_problem
from portfolio.model import (
    Change,
    Comment,
    Decision,
    Estimate,
    FrozenMap,
    FundingLevel,
    Portfolio,
    Rule,
    Scenario,
    Settings,
    problems,
)
from portfolio.ranking import build_matrix
from tests.portfolio.small import sound, with_record, with_rules

AT = datetime(2027, 1, 1, tzinfo=UTC)
DAY = date(2027, 1, 15)
LEVELS = FrozenMap({"l1": FundingLevel("Pilot", "a", 0.5, 0.5), "l2": FundingLevel("Full", "b")})


def start(weighting="direct"):
    """A portfolio in which every attribute that a stage may read makes a difference."""
    rules = (
        Rule("requires", ("agents", "wiki")),
        Rule("mandated", ("claims",), reason="Law"),
        Rule("cap", resource="gpu", field="sponsor", value="Ana", amount=50.0),
        Rule("cap", resource="gpu", period="q1", field="unit", value="", amount=50.0),
        Rule("floor", resource="usd", field="owner", value="", amount=1.0),
        Rule("floor", resource="usd", field="category", value="media", amount=1.0),
        Rule("floor", resource="fte", field="stage", value="idea", amount=1.0),
    )
    changes = (Change("capacity_factor", "gpu", 0.8), Change("weight", "fit", 0.8))
    base = replace(
        with_rules(sound(), *rules),
        scenarios=FrozenMap({"s1": Scenario("Less", "a", changes)}),
        comments=FrozenMap({"n1": Comment("Hm", AT, initiative="wiki")}),
        decisions=FrozenMap({"k1": Decision("wiki", "fund", AT)}),
        settings=Settings(discount_rate=0.1, weighting=weighting),
    )
    base = with_record(base, "initiatives", "wiki", sponsor="Ana", levels=LEVELS, start=DAY)
    base = with_record(base, "periods", "q1", start=date(2027, 1, 1))
    base = with_record(base, "periods", "q2", start=date(2027, 4, 1))
    base = with_record(base, "criteria", "fit", swing=100.0)
    for rater in ("ana", "bo"):
        base = set_rating(base, rater, "vivid", "fit", None)
    return with_record(base, "criteria", "trust", weight=0.0)


def over_time():
    """The same with starts to choose from, stop costs, a pool, and rules over time."""
    base = start()
    demand = base.initiatives["agents"].demand
    first = FrozenMap({key: row.without("q2") for key, row in demand.items()})
    cells = FrozenMap({"usd": FrozenMap({"q1": Estimate(1.0)})})
    base = with_record(
        base, "initiatives", "agents", demand=first, starts=("q1", "q2"), duration=1, late_loss=0.1
    )
    base = with_record(
        base,
        "initiatives",
        "claims",
        status="running",
        stop_cost=cells,
        spent=FrozenMap({"usd": 2.0}),
    )
    base = with_record(base, "resources", "fte", pool="gpu", unit="H100e-h")
    base = with_record(base, "resources", "gpu", serves=("fte",))
    rules = (
        Rule("finished_before", ("vivid", "agents")),
        Rule("together", ("vivid", "wiki")),
        Rule("at_most", field="category", value="work", amount=2.0),
        Rule("gate", ("agents",), value="rights", period="q2"),
        Rule("synergy", ("agents", "wiki"), amount=1.0),
        Rule("cap", resource="gpu", field="stage", value="idea", amount=0.9, basis="capacity"),
    )
    objective = replace(base.settings, objective="benefit_above", score_floor=1.0)
    return replace(with_rules(base, *rules), settings=objective)


def variants(value, hint):
    """Other values that may stand in place of one, by its type."""
    optional = [None] if type(None) in get_args(hint) and value is not None else []
    if dataclasses.is_dataclass(value):
        return [*_records(value), *optional]
    for kind, others in OTHERS.items():
        if isinstance(value, kind):
            return [*others(value), *optional]
    if value is None:
        return [BY_HINT[kind] for kind in get_args(hint) if kind in BY_HINT]
    literals = [each for part in (hint, *get_args(hint)) for each in get_args(part)]
    return [*literals] if literals else ["other", "", *optional]


def _firsts(value):
    first = value[0] if value else None
    return _records(first) if dataclasses.is_dataclass(first) else []


def _maps(value):
    changed = [FrozenMap(), *(value.with_("new", entry) for entry in list(value.values())[:1])]
    for key, entry in value.items():
        changed += [value.without(key), *(value.with_(key, v) for v in variants(entry, None))]
    return changed


def _records(value):
    hints = get_type_hints(type(value))
    return [
        replace(value, **{field.name: other})
        for field in dataclasses.fields(value)
        for other in variants(getattr(value, field.name), hints[field.name])
    ]


BY_HINT = {float: 5.0, str: "other", date: DAY}
OTHERS = {
    FrozenMap: _maps,
    tuple: lambda value: [(), value[:1], value[::-1], *((f, *value[1:]) for f in _firsts(value))],
    bool: lambda value: [not value],
    (int, float): lambda value: [0.0, -1.0, value + 1.0, math.nan],
    date: lambda value: [value + timedelta(days=200)],
}


def edits(before):
    """Every attribute of every record replaced by every variant, one at a time."""
    for field in dataclasses.fields(Portfolio):
        for other in variants(getattr(before, field.name), str):
            if other is not None and other != getattr(before, field.name):
                yield replace(before, **{field.name: other})


def answer(ask, *arguments, **keywords):
    """What a stage says, as something that can be compared; a refusal in its own words."""
    try:
        return _plain(ask(*arguments, **keywords))
    except PortfolioError as error:
        return str(error)


def _plain(value):
    if dataclasses.is_dataclass(value) and not isinstance(value, Portfolio | Settings):
        return [_plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, np.ndarray):
        return value.tolist() if value.dtype != np.float64 else [repr(v) for v in value.ravel()]
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, PortfolioError) else value


def equal_problems(one, other):
    return problems(one) == problems(other)


def equal_rankings(one, other):
    first, second = (replace(ranked(each), portfolio=start()) for each in (one, other))
    return _plain(first) == _plain(second)


def equal_problems_to_solve(one, other):
    first, second = (answer(build_problem, each, value={"wiki": 5.0}) for each in (one, other))
    return first == second


def equal_tables(one, other):
    first, second = (answer(build_matrix, each) for each in (one, other))
    if isinstance(first, str) or isinstance(second, str):
        return True
    return [*first[:4], *first[5:]] == [*second[:4], *second[5:]]


CASES = {
    "problems": ((PROBLEMS,), equal_problems),
    "ranking": ((RANKING,), equal_rankings),
    "table": ((TABLE,), equal_tables),
    "plan": ((PLAN, PLAN_WORDS), equal_problems_to_solve),
}


def by_raters():
    """The same with weights of a rater."""
    return with_record(start("raters"), "raters", "ana", weights=FrozenMap({"fit": 2.0}))


STARTS = {
    "direct": start,
    "swing": lambda: start("swing"),
    "raters": by_raters,
    "over time": over_time,
}


@pytest.mark.parametrize("make", STARTS.values(), ids=STARTS.keys())
@pytest.mark.parametrize(("reads", "equal"), CASES.values(), ids=CASES.keys())
def test_equal_parts_give_equal_answers(reads, equal, make):
    before = make()
    alike = [after for after in edits(before) if all(same(each, before, after) for each in reads)]
    assert len(alike) > 50
    wrong = [after for after in alike if not equal(before, after)]
    assert wrong == []


@pytest.mark.parametrize(("reads", "equal"), CASES.values(), ids=CASES.keys())
def test_what_a_stage_is_said_to_read_it_mostly_does(reads, equal):
    before = start()
    apart = [
        after for after in edits(before) if not all(same(each, before, after) for each in reads)
    ]
    assert len(apart) > 50
    needless = sum(equal(before, after) for after in apart)
    assert needless < len(apart) / 2


def test_a_portfolio_reads_the_same_as_itself():
    assert all(same(reads, start(), start()) for reads in (PROBLEMS, RANKING, TABLE, PLAN))
