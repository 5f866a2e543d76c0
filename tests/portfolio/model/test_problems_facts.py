"""Facts that cannot be, contradict each other or are incomplete, each in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf, nan

import pytest

from portfolio.model import (
    FIGURES,
    Facts,
    Figure,
    FrozenMap,
    KillCriterion,
    LessonSettings,
    Memory,
    Reading,
    RiskFunctions,
    Rule,
    problems,
)
from tests.portfolio.small import only, sound, with_record, with_rules


def having(portfolio=None, **answers):
    """A portfolio in which one initiative states these facts."""
    return with_record(portfolio or sound(), "initiatives", "vivid", facts=Facts(**answers))


def stating(**figures):
    """The same with figures, plain numbers or whole."""
    stated = {
        name: value if isinstance(value, Figure) else Figure(value)
        for name, value in figures.items()
    }
    return having(figures=FrozenMap(stated))


def with_lessons(portfolio, **fields):
    return replace(
        portfolio, settings=replace(portfolio.settings, lessons=LessonSettings(**fields))
    )


def test_no_facts_and_empty_facts_have_no_problems():
    assert not problems(sound())
    assert not problems(having())


def test_figures_at_their_limits_have_no_problems():
    figures = {kind.name: Figure(1.0 if kind.is_share else 5.0) for kind in FIGURES}
    assert not problems(having(figures=FrozenMap(figures), pricing="usage"))


@pytest.mark.parametrize(
    ("name", "value", "words", "remedy"),
    [
        ("utilization", 1.2, "Utilization is 120 %", "Enter more than 0 %, and up to 100 %."),
        ("utilization", 0.0, "Utilization is 0 %", "Enter more than 0 %, and up to 100 %."),
        (
            "retention_day1",
            8.0,
            "Retention on day 1 is 800 %",
            "Enter 0 % or more, and up to 100 %.",
        ),
        ("reach", -1.0, "Reach is −1 people", "Enter 0 or more."),
        ("peak_factor", 0.5, "Peak factor is 0.5 ×", "Enter 1 or more."),
        ("unit_cost", -1.3, "Cost of one use is −USD 1.3", "Enter 0 or more."),
        ("use_growth", -1.5, "Growth of use is −150 %/month", "Enter −100 % or more."),
    ],
)
def test_beyond_its_limits(name, value, words, remedy):
    problem = only(stating(**{name: value}), "figure_range")
    assert words in problem.text
    assert problem.text.endswith(", which cannot be.")
    assert problem.remedy == remedy
    assert problem.field == f"facts/figures/{name}"


@pytest.mark.parametrize("ends", [{"low": 4.0}, {"high": 2.0}, {"low": 5.0, "high": 1.0}])
def test_low_likely_and_high_out_of_order(ends):
    assert only(stating(reach=Figure(3.0, **ends)), "figure_order").severity == "error"


@pytest.mark.parametrize(
    "figure",
    [Figure(nan), Figure(1.0, low=-inf), Figure(1.0, earlier=(Reading(inf, date(2026, 1, 1)),))],
)
def test_numbers_that_are_none(figure):
    assert "not a finite number" in only(stating(reach=figure), "figure_not_finite").text


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("retention_day7", "retention_day1"),
        ("retention_day30", "retention_day7"),
        ("retention_day30", "retention_day1"),
        ("active_month", "reach"),
        ("active_day", "active_month"),
        ("active_day", "reach"),
        ("active_month", "active_peak"),
        ("seats_active_week", "seats"),
        ("misuse_successes", "misuse_tries"),
        ("free_units_per_day", "units_per_day"),
    ],
)
def test_figures_that_contradict_each_other(lower, upper):
    problem = only(stating(**{lower: 0.5, upper: 0.4}), "figures_contradict")
    assert problem.field == f"facts/figures/{lower}"
    assert " is above " in problem.text
    assert not problems(stating(**{lower: 0.4, upper: 0.4}))


def test_two_reports_may_disagree_without_an_error():
    one = stating(retention_day30=Figure(0.2, source="A"), retention_day7=Figure(0.1, source="B"))
    assert only(one, "figures_contradict").severity == "warning"
    same = stating(retention_day30=Figure(0.2, source="A"), retention_day7=Figure(0.1, source="A"))
    assert only(same, "figures_contradict").severity == "error"


def test_the_shares_of_a_contradiction_are_in_percent():
    problem = only(stating(retention_day30=0.2, retention_day7=0.1), "figures_contradict")
    words = "Retention on day 30 (20 %) is above Retention on day 7 (10 %)."
    assert problem.text == f"“Vivid”: {words}"


def test_a_pair_is_told_once_where_a_third_stands_between():
    found = problems(stating(retention_day30=0.5, retention_day7=0.1, retention_day1=0.2))
    assert [problem.field for problem in found] == ["facts/figures/retention_day30"]


@pytest.mark.parametrize("unit", ["", "USD", "$", "USD/use", "$/use"])
def test_money_in_the_currency_of_the_portfolio_is_sound(unit):
    assert not problems(stating(unit_cost=Figure(1.0, unit=unit)))


def test_money_in_another_currency_and_other_units():
    euros = only(stating(unit_cost=Figure(1.0, unit="€")), "figure_currency")
    assert "in “€”, but the portfolio counts in USD" in euros.text
    assert euros.remedy == "Convert it into USD/use."
    minutes = only(stating(seconds_per_unit=Figure(1.0, unit="min")), "figure_unit")
    assert minutes.remedy == "Convert it into chip-s/use."


def test_a_figure_and_a_risk_of_a_newer_version_are_kept_and_told():
    assert only(stating(of_later=1.0), "figure_unknown").severity == "note"
    risk = having(risks=FrozenMap({"of_later": "open", "bias": "open"}))
    assert only(risk, "risk_unknown").field == "facts/risks/of_later"


def test_chips_without_a_ratio():
    trained = having(training=FrozenMap({"X1": Figure(5.0), "A100": Figure(5.0)}))
    assert "ratio of “X1”" in only(trained, "chip_unknown").text
    for known in (
        with_lessons(trained, chip_ratios=FrozenMap({"X1": 2.0})),
        having(training=FrozenMap({"X1": Figure(5.0)}), chip_ratios=FrozenMap({"X1": 2.0})),
        having(inference_chip="X1"),
    ):
        assert not problems(known)
    serving = having(inference_chip="X1", figures=FrozenMap({"seconds_per_unit": Figure(1.0)}))
    assert only(serving, "chip_unknown").field == "facts/inference_chip"
    assert only(having(chip_ratios=FrozenMap({"X1": 0.0})), "chip_ratio_range").severity == "error"


def test_old_figures_are_old_beside_the_newest_one():
    old = Figure(5.0, as_of=date(2025, 1, 1))
    portfolio = stating(reach=old)
    assert not problems(portfolio)
    newer = Facts(figures=FrozenMap({"reach": Figure(5.0, as_of=date(2026, 3, 1))}))
    both = with_record(portfolio, "initiatives", "wiki", facts=newer)
    problem = only(both, "figure_stale")
    assert "Reach is of 1 Jan 2025, 14 months before" in problem.text
    assert not problems(with_lessons(both, stale_months=24))


def test_an_earlier_reading_is_earlier():
    figure = Figure(5.0, as_of=date(2026, 1, 1), earlier=(Reading(4.0, date(2026, 1, 1)),))
    assert only(stating(reach=figure), "reading_order").severity == "warning"


def test_price_and_pricing_model_belong_together():
    priced = FrozenMap({"price_per_month": Figure(20.0)})
    assert "no pricing model" in only(having(figures=priced), "price_without_pricing").text
    none = only(having(figures=priced, pricing="none"), "price_without_pricing")
    assert "the pricing model “none”" in none.text
    assert not problems(having(figures=priced, pricing="subscription"))
    assert only(having(pricing="subscription"), "pricing_without_price").field == "facts/pricing"
    for pricing in ("internal saving", "mandate", "none"):
        assert not problems(having(pricing=pricing))


def test_a_kill_criterion_says_all_or_nothing():
    problem = only(having(kill=KillCriterion("D30", "8 %")), "kill_incomplete")
    assert problem.text.endswith("lacks a date and an action.")
    whole = KillCriterion("D30", "8 %", date(2027, 6, 1), "stop")
    assert not problems(having(kill=whole))


def test_levels_are_from_0_to_4():
    assert "someone pays is 5" in only(having(evidence=5), "level_range").text
    assert only(having(integration=-1), "level_range").field == "facts/integration"
    govern = only(having(functions=RiskFunctions(govern=9)), "level_range")
    assert govern.field == "facts/functions/govern"
    assert not problems(having(evidence=0, integration=4))


def test_a_prohibited_use_needs_its_gate():
    portfolio = having(tier="prohibited")
    assert only(portfolio, "prohibited_without_gate").severity == "error"
    gate = Rule("gate", initiatives=("vivid",), value="lawful", check="4a")
    assert not problems(with_rules(portfolio, gate))
    overridden = replace(gate, state="overridden", reason="abroad", author="Ana")
    assert not problems(with_rules(portfolio, overridden))
    for other in (replace(gate, check=""), replace(gate, active=False), replace(gate, state="met")):
        assert [p.code for p in problems(with_rules(portfolio, other))] == [
            "prohibited_without_gate"
        ]


def test_derived_demand_needs_a_resource_a_price_and_figures():
    use = FrozenMap({"units_per_day": Figure(9.0), "seconds_per_unit": Figure(9.0)})
    portfolio = having(derived=True, figures=use)
    assert not problems(portfolio)
    bare = only(having(derived=True), "derived_from_nothing")
    assert bare.text.endswith("neither training nor use is stated.")
    half = having(derived=True, figures=use.without("seconds_per_unit"))
    assert "the chip time of one use is not stated" in only(half, "derived_from_nothing").text
    days = with_record(portfolio, "resources", "gpu", unit="days")
    problem = only(days, "derived_nowhere")
    assert "there is no resource of compute that is counted in hours" in problem.text
    rented = with_lessons(portfolio, compute="rented")
    assert not problems(rented)
    euros = replace(rented, settings=replace(rented.settings, currency="EUR"))
    assert "counted in EUR" in only(euros, "derived_nowhere").text
    euro_money = with_record(euros, "resources", "usd", unit="€M")
    assert only(euro_money, "derived_without_price").remedy == "State the price in the settings."


def test_two_resources_of_compute_are_one_too_many():
    portfolio = having(derived=True, training=FrozenMap({"H100": Figure(9.0)}))
    both = with_record(portfolio, "resources", "fte", unit="GPU-h", category="compute")
    problem = only(both, "derived_nowhere")
    assert "there is more than one resource of compute" in problem.text
    assert "“Compute” and “ML engineers”" in problem.text


def test_only_what_changed_is_checked_again():
    memory = Memory()
    before = stating(reach=5.0)
    assert not problems(before, memory)
    after = with_record(before, "initiatives", "wiki", facts=Facts(evidence=9))
    assert problems(after, memory) == problems(after)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("utilization", 1.5, "the utilization is no number above 0 % and up to 100 %."),
        ("utilization", nan, "the utilization is no number"),
        ("peak_factor", 0.5, "the peak factor is no number of 1 or more."),
        ("cost_fall", 1.0, "the yearly fall of unit cost is no number from 0 % to below 100 %."),
        ("stale_months", 0, "the age in months of an old figure is no number"),
        ("chip_ratios", FrozenMap({"A100": -1.0}), "the ratio of “A100” to an H100"),
        ("thresholds", FrozenMap({"1a.red": inf}), "the threshold “1a.red” is not a finite"),
        ("chip_hour_price", Figure(-2.0), "Price of compute is −USD 2, which cannot be."),
        ("chip_hour_price", Figure(2.0, unit="€"), "but the portfolio counts in USD"),
    ],
)
def test_settings_that_no_check_can_use(field, value, words):
    (problem,) = problems(with_lessons(sound(), **{field: value}))
    assert words in problem.text
    assert problem.text.startswith("In the settings of the lessons, ")
    assert (problem.kind, problem.record) == ("portfolio", "")
    assert problem.field.startswith(f"settings/lessons/{field}")
    assert problem.remedy
