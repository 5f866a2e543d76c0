"""What must hold of every board, whatever is stated: order, currency, chips, better figures."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from portfolio.files import dumps, loads
from portfolio.lessons import PARTS, Measure, finding, judge
from portfolio.lessons.lights import MISSING, QUIET, RED, STATUSES
from portfolio.lessons.registry import CHECKS
from portfolio.model import FIGURE, Facts, Figure, FrozenMap, Initiative, LessonSettings, Portfolio
from portfolio.model.compute import CHIP_HOUR_PRICE, CHIPS
from tests.portfolio.lessons.anything import any_portfolio
from tests.portfolio.lessons.sora import TODAY

PLACE = {part.name: place for place, part in enumerate(PARTS)}
MONEY = [name for name, kind in FIGURE.items() if kind.is_money]
#: Figures of which more is never worse, and of which more is never better, all else as it is.
MORE = ("price_per_unit", "price_per_month", "retention_day30", "active_day", "seats_active_week")
LESS = ("moderation_cost", "months_to_value", "payback_months", "misuse_successes", "works_at_risk")


def assert_same(one, other, **tolerance):
    assert one.ids == other.ids
    for name in ("lights", "parts"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    np.testing.assert_allclose(one.p_red, other.p_red, **tolerance)
    np.testing.assert_allclose(one.values, other.values, **tolerance)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_initiatives_changes_nothing(seed):
    portfolio = any_portfolio(Random(seed), 40)
    turned = list(portfolio.initiatives.items())
    Random(seed).shuffle(turned)
    other = replace(portfolio, initiatives=FrozenMap(dict(turned)))
    assert_same(judge(portfolio, today=TODAY), judge(other, today=TODAY), rtol=0)


@pytest.mark.parametrize("seed", range(4))
def test_an_initiative_is_judged_alone_as_among_others(seed):
    portfolio = any_portfolio(Random(seed), 30)
    board = judge(portfolio, today=TODAY)
    apart = [place for place, check in enumerate(CHECKS) if not check.shared]
    for row, key in enumerate(board.ids[:8]):
        alone = replace(portfolio, initiatives=FrozenMap({key: portfolio.initiatives[key]}))
        found = judge(alone, today=TODAY)
        np.testing.assert_array_equal(found.lights[0, apart], board.lights[row, apart])
        np.testing.assert_array_equal(found.p_red[0, apart], board.p_red[row, apart])


def with_figures(portfolio, change):
    """The portfolio with every figure as ``change(name, figure)`` gives it."""

    def changed(record):
        if record.facts is None:
            return record
        figures = {name: change(name, f) for name, f in record.facts.figures.items()}
        return replace(record, facts=replace(record.facts, figures=FrozenMap(figures)))

    records = {key: changed(record) for key, record in portfolio.initiatives.items()}
    return replace(portfolio, initiatives=FrozenMap(records))


def times(figure, factor):
    low, high = (None if end is None else end * factor for end in (figure.low, figure.high))
    return replace(figure, likely=figure.likely * factor, low=low, high=high)


@pytest.mark.parametrize("seed", range(4))
def test_another_currency_changes_no_light(seed):
    portfolio = any_portfolio(Random(seed), 40, extremes=0)
    rate = 1024.0
    price = LessonSettings(chip_hour_price=times(CHIP_HOUR_PRICE, rate))
    other = with_figures(portfolio, lambda name, f: times(f, rate) if name in MONEY else f)
    other = replace(other, settings=replace(other.settings, lessons=price))
    assert_same(judge(portfolio, today=TODAY), judge(other, today=TODAY), rtol=1e-9)


def bettered(figure, factor, name):
    """A figure changed by a factor, as far as it can be."""
    most = FIGURE[name].most
    ends = (figure.low, figure.likely, figure.high)
    low, likely, high = (None if end is None else min(end * factor, most) for end in ends)
    return replace(figure, low=low, likely=likely, high=high)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("names", "factor"), [(MORE, 1.25), (LESS, 0.8)])
def test_a_better_figure_makes_no_light_worse(names, factor, seed):
    portfolio = any_portfolio(Random(seed), 60, extremes=0)
    board = judge(portfolio, today=TODAY)
    for name in names:
        better = with_figures(
            portfolio, lambda key, f, name=name: bettered(f, factor, key) if key == name else f
        )
        found = judge(better, today=TODAY)
        own = [place for place, check in enumerate(CHECKS) if check.code != "2d"]
        known = ~np.isin(board.lights[:, own], (MISSING, QUIET))
        assert (found.lights[:, own] >= board.lights[:, own])[known].all(), name


def serving(chip, seconds, ratio=None):
    ratios = FrozenMap({} if ratio is None else {chip: ratio})
    figures = {"seconds_per_unit": seconds, "price_per_unit": 0.01, "chip_hour_price": 3.0}
    facts = Facts(
        pricing="usage",
        inference_chip=chip,
        chip_ratios=ratios,
        figures=FrozenMap({name: Figure(value) for name, value in figures.items()}),
    )
    return Portfolio("p", initiatives=FrozenMap({"a": Initiative("A", "1", facts=facts)}))


def test_the_same_work_on_another_chip_costs_the_same():
    margins = {
        chip: judge(serving(chip, 2.0 / ratio), today=TODAY).values[0, PLACE["1a.margin"]]
        for chip, ratio in CHIPS.items()
    }
    assert list(margins.values()) == pytest.approx([margins["H100"]] * len(CHIPS))
    # 6.25 s of a chip of 0.32 H100 are 2 s: × 3 ÷ 3,600 ÷ 0.5 of a use that sells for 0.01.
    assert margins["A100"] == pytest.approx(1 - 2 * 3 / 3600 / 0.5 / 0.01)
    own = judge(serving("A100", 2.0, ratio=1.0), today=TODAY)
    assert own.values[0, PLACE["1a.margin"]] == pytest.approx(margins["H100"])
    unknown = finding(judge(serving("Z9", 2.0), today=TODAY), "a", "1a")
    assert unknown.status == "missing"


def entered_and_saved(portfolio, key, turn):
    record = portfolio.initiatives[key]
    figures = record.facts.figures.with_(turn.name, Figure(turn.value))
    record = replace(record, facts=replace(record.facts, figures=figures))
    edited = replace(portfolio, initiatives=portfolio.initiatives.with_(key, record))
    return loads(dumps(edited))


@pytest.mark.parametrize("seed", range(3))
def test_a_solved_value_turns_the_light_green_in_a_file_that_was_saved(seed):
    portfolio, tried = any_portfolio(Random(seed), 5, extremes=0), 0
    board = judge(portfolio, today=TODAY)
    for key in board.ids:
        row = board.ids.index(key)
        for check in CHECKS:
            if board.lights[row, CHECKS.index(check)] != RED:
                continue
            for part in finding(board, key, check.code).parts:
                for turn in part.turns:
                    if turn.value is None or turn.name not in FIGURE:
                        continue
                    after = judge(entered_and_saved(portfolio, key, turn), today=TODAY)
                    light = STATUSES[after.parts[row, PLACE[part.name]]]
                    assert light == "green", (key, part.name, turn.sentence)
                    tried += 1
    assert tried > 5


def test_ten_thousand_initiatives_are_judged():
    few = any_portfolio(Random(1), 50)
    records = {
        f"{key}-{copy}": replace(record, order=f"{record.order}-{copy:03}")
        for copy in range(200)
        for key, record in few.initiatives.items()
    }
    board = judge(replace(few, initiatives=FrozenMap(records)), today=TODAY)
    assert board.lights.shape == (10_000, len(CHECKS))
    apart = [place for place, check in enumerate(CHECKS) if not check.shared]
    first = board.lights[board.ids.index("i0-0"), apart]
    np.testing.assert_array_equal(board.lights[board.ids.index("i0-199"), apart], first)
    assert all(isinstance(part, Measure) or part.reads for part in PARTS)
