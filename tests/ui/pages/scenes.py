"""Documents with results made beforehand, and pages that show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from portfolio.analysis import Analysis, Results, analyze
from portfolio.edit import (
    add_rule,
    new_portfolio,
    set_criterion,
    set_initiative,
    set_resource,
    set_weights,
)
from portfolio.files import load
from portfolio.funding import quick
from portfolio.model import Rule
from ui.pages import PAGES

SAMPLES = Path(__file__).parents[3] / "sample_portfolios"
NASTY = "<img src=x onerror=alert(1)> & <b>bold</b> &lt; \N{RIGHT-TO-LEFT OVERRIDE} " + "long " * 60


def sample(name):
    return load(SAMPLES / f"{name}.portfolio").portfolio


def empty():
    numbers = count()
    return new_portfolio(lambda prefix: f"{prefix}{next(numbers)}", today=date(2026, 11, 22))


def nasty():
    """The tutorial in which a name of each kind is 300 letters of markup."""
    portfolio = sample("tutorial_8")
    first, second = tuple(portfolio.initiatives)[:2]
    criterion, resource = next(iter(portfolio.criteria)), next(iter(portfolio.resources))
    portfolio = set_initiative(portfolio, first, name=NASTY)
    portfolio = set_criterion(portfolio, criterion, name=NASTY, group=NASTY, unit="<b>u</b>")
    portfolio = set_resource(portfolio, resource, name=NASTY)
    return add_rule(portfolio, "x1", Rule("requires", (first, second), reason=NASTY))


def weightless():
    """No criterion counts, so nothing can be ranked."""
    portfolio = sample("tutorial_8")
    return set_weights(portfolio, dict.fromkeys(portfolio.criteria, 0.0))


def contradictory():
    """Two mandated initiatives that do not fit together."""
    portfolio = sample("tutorial_8")
    resource = next(iter(portfolio.resources))
    tight = dict.fromkeys(portfolio.resources[resource].capacity, 1.0)
    portfolio = set_resource(
        portfolio,
        resource,
        capacity=type(portfolio.resources[resource].capacity)(tight),
    )
    members = tuple(portfolio.initiatives)[:2]
    return add_rule(portfolio, "x1", Rule("mandated", members, reason="Law"))


def large_results():
    """The 1,200 initiatives, ranked, with a quick plan and neither waterline nor reasons."""
    portfolio = sample("stress_1200")
    results = Results(revision=0, portfolio=portfolio)
    for results in Analysis().run(portfolio, 0, _no_tick):
        if "ranking" not in results.stale:
            break
    plan = quick(portfolio, scores=results.scores)
    return replace(results, plan=plan, provisional=True, stale=frozenset({"waterline", "lines"}))


def _no_tick(_fraction, _text):
    pass


SCENES = {
    "empty": lambda: analyze(empty()),
    "tutorial": lambda: analyze(sample("tutorial_8")),
    "lab": lambda: analyze(sample("northlight_ai_lab")),
    "markup": lambda: analyze(nasty()),
    "weightless": lambda: analyze(weightless()),
    "contradictory": lambda: analyze(contradictory()),
    "large": large_results,
}


def put(context, results):
    """Make results those of the open document, as if the analysis had just ended."""
    context.document.replace(results.portfolio, None)
    publish(context, results)


def publish(context, results):
    """Hand out results for the present revision."""
    results = replace(results, revision=context.document.revision)
    context.analyst.results = results
    context.analyst.results_changed.emit(results)
    return results


def open_page(qtbot, context, name, size=(1080, 690)):
    """Return one page on the screen; it has a window to itself."""
    page = next(spec for spec in PAGES if spec.name == name).build(context)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    return page
