"""Every rule with its price, as rows and as bars."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portfolio.analysis import analyze
from portfolio.charts.rule_prices_finding import rule_finding
from portfolio.edit import add_rule, force, set_rule, set_title
from portfolio.files import load
from portfolio.funding import price_of_rules, priced_rules
from portfolio.model import Rule
from portfolio.report.plan_reads import same_plan
from portfolio.report.rule_price_rows import (
    leaders_first,
    no_prices,
    price_cell,
    price_doubt,
    rule_bars,
    rule_lines,
    share_cell,
)

SAMPLES = Path(__file__).parents[3] / "sample_portfolios"


@pytest.fixture(scope="module")
def document():
    portfolio = load(SAMPLES / "tutorial_8.portfolio").portfolio
    results = analyze(portfolio, upto="plan")
    cut = next(key for key in portfolio.initiatives if key not in results.plan.chosen)
    funded = next(iter(results.plan.chosen))
    portfolio = force(portfolio, "x1", Rule("force_in", (cut,), reason="Reach", author="Ada"))
    gate = Rule("gate", (funded,), value="rights", state="overridden", reason="r", author="Bo")
    portfolio = add_rule(portfolio, "x2", gate)
    portfolio = add_rule(portfolio, "x3", replace(gate, state="met"))
    return add_rule(portfolio, "x4", Rule("synergy", tuple(results.plan.chosen)[:2], amount=1.0))


@pytest.fixture(scope="module")
def results(document):
    return analyze(document, upto="plan")


@pytest.fixture(scope="module")
def prices(document, results):
    found = price_of_rules(document, results.plan, priced_rules(document), scores=results.scores)
    return {price.rule_id: price for price in found}


def test_every_rule_has_a_line_and_only_those_in_force_a_price(document, prices):
    lines = {line.key: line for line in rule_lines(document, prices)}
    assert set(lines) == set(document.rules)
    assert lines["x1"].state == "in force"
    assert lines["x2"].state == "gate overridden"
    assert not lines["x3"].priced
    assert price_cell(lines["x3"], "$M") == "–"
    assert not lines["x4"].priced
    assert lines["x1"].members == document.rules["x1"].initiatives


def test_the_force_in_is_priced_named_and_told_with_its_swap(document, results, prices):
    lines = rule_lines(document, prices)
    line = next(line for line in lines if line.key == "x1")
    price = prices["x1"]
    assert price.cost > 0
    assert line.bar.noun.startswith("The force-in of “")
    assert line.bar.text.endswith("forced in")
    assert "Reach" in line.text
    assert price_cell(line, results.plan.unit).startswith("$")
    assert share_cell(line).endswith("%")
    names = [document.initiatives[key].name for key in price.displaced]
    assert line.goes == ", ".join(names)
    shown = rule_bars(lines, results.plan.unit)
    assert shown.bars[0].cost == max(bar.cost for bar in shown.bars if not bar.brings)
    assert [bar.brings for bar in shown.bars] == sorted(bar.brings for bar in shown.bars)
    assert str(rule_finding(shown)).startswith("The force-in of “")


def test_a_price_that_is_not_proven_is_at_least(document, prices):
    unsure = {key: replace(price, proven=False) for key, price in prices.items()}
    for line in rule_lines(document, unsure):
        if line.bar is not None and line.bar.cost:
            assert "at least " in price_cell(line, "$M")
            assert "at least $0" not in price_cell(line, "$M")


def test_before_a_price_is_found_the_cell_is_blank(document):
    lines = rule_lines(document, {})
    assert {price_cell(line, "$M") for line in lines if line.priced} == {""}
    assert rule_bars(lines, "$M", waiting=2).bars == ()


def test_of_many_rules_the_leaders_own_come_first(document):
    assert leaders_first(document) == (priced_rules(document), ())
    first, second = tuple(document.initiatives)[:2]
    many = document
    for n in range(50):
        many = add_rule(many, f"y{n:02}", Rule("excludes", (first, second)))
    at_once, later = leaders_first(many)
    assert {many.rules[key].kind for key in at_once} <= {"force_in", "mandated", "gate"}
    assert set(later) >= {f"y{n:02}" for n in range(50)}
    assert sorted(at_once + later) == sorted(priced_rules(many))


def test_why_there_are_no_prices(document, results):
    assert no_prices(results) == ""
    plan = replace(results.plan, status="infeasible")
    assert "no rule has a price" in no_prices(replace(results, plan=plan))


def test_a_plan_that_is_not_proven_makes_its_prices_doubtful(results):
    assert price_doubt(results) == ""
    plan = replace(results.plan, status="feasible", gap=0.012)
    assert price_doubt(replace(results, plan=plan)) == (
        "The plan is within 1.2 % of the best, and so are the prices."
    )


def test_the_same_plan_in_the_same_words(document):
    assert same_plan(document, set_title(document, "Other"), by_benefit=True)
    off = set_rule(document, "x1", active=False)
    assert not same_plan(document, off, by_benefit=True)
    reason = set_rule(document, "x1", reason="Other")
    assert not same_plan(document, reason, by_benefit=True)
