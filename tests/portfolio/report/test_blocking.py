"""Which resource is named when none is used up."""

from dataclasses import replace

from portfolio.analysis import analyze
from portfolio.model import (
    Benefit,
    Estimate,
    FrozenMap,
    Initiative,
    Period,
    Portfolio,
    Resource,
)
from portfolio.report import summarize
from portfolio.report.blocking import blocked_by


def lumpy(capacity=10.0):
    """Two initiatives of 6 for one resource of 10: one is cut although 4 are left."""
    demand = FrozenMap({"r": FrozenMap({"p": Estimate(6.0)})})
    benefit = Benefit(Estimate(5.0), probability=1.0)
    made = [
        Initiative(name, order, benefit=benefit, demand=demand)
        for name, order in (("One", "A"), ("Two", "B"))
    ]
    return Portfolio(
        "d",
        periods=FrozenMap({"p": Period("Q1", "A")}),
        resources=FrozenMap(
            {
                "r": Resource("GPUs", "A", "h", capacity=FrozenMap({"p": capacity})),
                "s": Resource("People", "B", "FTE", capacity=FrozenMap({"p": 10.0})),
            }
        ),
        initiatives=FrozenMap(dict(zip("ab", made, strict=True))),
    )


def test_a_limit_that_keeps_somebody_out_binds_whatever_its_percentage():
    results = analyze(lumpy(), upto="plan")
    assert blocked_by(results) == {"r": 1}
    summary = summarize(results)
    assert "“GPUs” runs out first" in summary.headline
    assert [use.binding for use in summary.uses] == [True, False]


def test_nothing_binds_when_everybody_is_in():
    results = analyze(lumpy(12.0 / 0.9), upto="plan")
    assert blocked_by(results) == {}
    assert "no limit binds" in summarize(results).headline


def test_a_budget_that_carries_over_blocks_by_running_sums():
    base = lumpy()
    resource = replace(
        base.resources["r"],
        kind="budget",
        carries_over=True,
        capacity=FrozenMap({"p": 4.0, "q": 4.0}),
    )
    late = FrozenMap({"r": FrozenMap({"q": Estimate(6.0)})})
    portfolio = replace(
        base,
        periods=base.periods.with_("q", Period("Q2", "B")),
        resources=base.resources.with_("r", resource),
        initiatives=FrozenMap(
            {key: replace(each, demand=late) for key, each in base.initiatives.items()}
        ),
    )
    results = analyze(portfolio, upto="plan")
    assert len(results.plan.chosen) == 1
    assert blocked_by(results) == {"r": 1}
