"""Published portfolio problems and their published answers."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from portfolio.funding import plan, waterline
from portfolio.funding.problem import build_problem
from portfolio.funding.solver import Model, Relaxation
from portfolio.model import Settings
from tests.portfolio.funding.builders import excludes, from_table, requires

CALIFORNIA = from_table(
    benefits=[9, 5, 6, 4],
    demand=[[6, 3, 5, 2]],
    limits=[10],
    rules=[excludes("i03", "i04"), requires("i03", "i01"), requires("i04", "i02")],
    names=["Factory LA", "Factory SF", "Warehouse LA", "Warehouse SF"],
)


def test_california_manufacturing_hillier_lieberman_chapter_11():
    """Two factories, at most one warehouse, and only where there is a factory."""
    found = plan(CALIFORNIA)
    assert found.status == "optimal"
    assert found.value == pytest.approx(14)
    assert set(found.chosen) == {"i01", "i02"}


def test_california_manufacturing_relaxation_hillier_lieberman_chapter_11():
    problem = build_problem(CALIFORNIA)
    model = Model(problem.gain, problem.rows, np.zeros(4), np.ones(4))
    relaxed = Relaxation(model).solve(model.lower, model.upper)
    assert relaxed.value == pytest.approx(16.5)
    assert relaxed.x == pytest.approx([5 / 6, 1, 0, 1])


def probe(budget):
    """Lourenço, Morton and Bana e Costa, Decision Support Systems 54 (2012), table 1."""
    return from_table(benefits=[3, 4, 3, 2], demand=[[4, 8, 10, 8]], limits=[budget])


def numbers(found):
    return sorted(int(initiative_id[1:]) for initiative_id in found.chosen)


def test_probe_four_projects_best_at_a_budget_of_20():
    found = plan(probe(20))
    assert numbers(found) == [1, 2, 4]
    assert found.value == pytest.approx(9)
    assert found.use[0, 0] == pytest.approx(20)


def test_probe_four_projects_down_the_ratio_list_at_a_budget_of_20():
    found = waterline(probe(20), ["i01", "i02", "i03", "i04"])
    assert numbers(found) == [1, 2]
    assert found.value == pytest.approx(7)
    assert found.use[0, 0] == pytest.approx(12)


def test_probe_four_projects_efficient_portfolios_over_all_budgets():
    plans = [numbers(plan(probe(budget))) for budget in range(31)]
    efficient = [first for first, later in pairwise(plans) if first != later]
    assert [*efficient, plans[-1]] == [
        [],
        [1],
        [2],
        [1, 2],
        [1, 2, 4],
        [1, 2, 3],
        [1, 2, 3, 4],
    ]


@pytest.mark.parametrize(
    ("budget", "funded"), [(19, [1, 2]), (20, [1, 2, 4]), (21.9, [1, 2, 4]), (22, [1, 2, 3])]
)
def test_probe_four_projects_project_4_is_dropped_as_money_grows(budget, funded):
    assert numbers(plan(probe(budget))) == funded


def petersen():
    """Petersen, Management Science 13 (1967); as mknap1 in Beasley's OR-Library."""
    data = iter((Path(__file__).parent / "mknap1.txt").read_text().splitlines())
    for header in data:
        count, rows, optimum = header.split()
        profit = [float(word) for word in next(data).split()]
        weights = [[float(word) for word in next(data).split()] for _ in range(int(rows))]
        capacity = [float(word) for word in next(data).split()]
        assert len(profit) == int(count)
        yield profit, weights, capacity, float(optimum)


@pytest.mark.parametrize("number", range(7))
def test_petersen_1967_project_selection(number):
    profit, weights, capacity, optimum = list(petersen())[number]
    found = plan(from_table(profit, weights, capacity))
    assert found.status == "optimal"
    assert found.value == pytest.approx(optimum)
    assert (found.use[:, 0] <= np.array(capacity) + 1e-9).all()


# Liesiö, Mild and Salo, EJOR 181 (2007); the data and the nine portfolios are those of the R
# package rrpm by T. Tervonen.
RPM_SCORES = [
    (46, 55, 31),
    (61, 49, 49),
    (22, 65, 57),
    (43, 88, 42),
    (8, 82, 51),
    (60, 92, 71),
    (72, 62, 38),
    (92, 78, 100),
    (81, 75, 37),
    (85, 23, 22),
    (50, 17, 53),
    (9, 37, 83),
    (64, 32, 51),
    (98, 57, 17),
    (9, 16, 13),
]
RPM_COSTS = [79, 32, 31, 73, 19, 32, 94, 22, 44, 10, 27, 100, 51, 98, 2]
RPM_NON_DOMINATED = [
    "011011011110101",
    "010011011110011",
    "011011011100011",
    "011111011110001",
    "010101011110101",
    "111011011110001",
    "011001011110011",
    "011111010110101",
    "110001011110101",
]
#: Those of the nine that are best for some weights; the others lie between two of these.
RPM_SUPPORTED = {0, 3, 6, 7}


def rpm_plan(weights):
    scores = {f"i{n + 1:02}": float(np.dot(weights, row)) for n, row in enumerate(RPM_SCORES)}
    table = from_table([0] * 15, [RPM_COSTS], [300])
    found = plan(replace(table, settings=Settings(objective="value")), scores=scores)
    return "".join(str(int(f"i{n + 1:02}" in found.chosen)) for n in range(15))


def test_robust_portfolio_modelling_15_projects_plans_for_any_weights_are_non_dominated():
    steps = [(a, b, 10 - a - b) for a in range(1, 9) for b in range(1, 10 - a)]
    found = {rpm_plan(np.array(step) / 10) for step in steps}
    assert found == {RPM_NON_DOMINATED[place] for place in RPM_SUPPORTED}
