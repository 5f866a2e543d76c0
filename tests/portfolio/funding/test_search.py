"""The parts of the exact search, each against something simpler."""

import dataclasses
import itertools

import numpy as np
import pytest

from portfolio.errors import Cancelled
from portfolio.funding.branch import Search
from portfolio.funding.core import core_of
from portfolio.funding.leaves import MOST_OPEN, Leaves
from portfolio.funding.ledger import Ledger
from portfolio.funding.narrow import Narrowing
from portfolio.funding.pool import Nodes, Pool
from portfolio.funding.problem import build_problem
from portfolio.funding.propagate import tightened
from portfolio.funding.quick import quick
from portfolio.funding.search import Known, best_choice, choice_from
from portfolio.funding.simplex import Simplex
from portfolio.funding.solver import Control, Model, Relaxation, best_whole, progress
from portfolio.funding.values import resolution, value_of
from tests.portfolio.funding.builders import from_table, random_portfolio

SEEDS = range(12)


def opened(seed, count=12, **options):
    """A random problem that is not decided, its bounds, its relaxation and its core."""
    problem = build_problem(random_portfolio(seed, count=count, **options))
    width = len(problem.options)
    bounds = tightened(problem.rows, np.zeros(width), np.ones(width))
    if bounds is None or not (bounds[1] > bounds[0]).any():
        return None
    relaxed = Relaxation(Model(problem.gain, problem.rows, *bounds)).solve(*bounds)
    return (
        None if relaxed is None else (problem, bounds, relaxed, core_of(problem, *bounds, relaxed))
    )


CASES = [case for case in (opened(seed) for seed in SEEDS) if case is not None]


def all_choices(count):
    return np.array(list(itertools.product((0.0, 1.0), repeat=count)))


def kept(core, x):
    return (x @ core.entries <= core.limits).all(axis=-1)


@pytest.mark.parametrize("case", CASES)
def test_a_core_keeps_exactly_the_choices_that_keep_the_rows(case):
    problem, _, _, core = case
    rng = np.random.default_rng(0)
    for x in (rng.random((40, len(core.options))) < 0.4).astype(float):
        assert kept(core, x) == (not len(problem.rows.broken(core.whole(x))))
        value = (core.gain @ x + core.offset) / core.scale
        assert value == pytest.approx(problem.gain @ core.whole(x))


def nodes_of(simplex, fixed):
    count = len(fixed)
    basis = np.tile(simplex.slack_basis(), (count, 1))
    return Nodes.unbranched(fixed, basis, np.zeros(count, dtype=np.int64))


@pytest.mark.parametrize("case", CASES)
def test_the_batched_simplex_agrees_with_highs_at_the_root(case):
    _, _, relaxed, core = case
    simplex = Simplex(core)
    free = np.full((3, len(core.gain)), -1, dtype=np.int8)
    found = simplex.solve(nodes_of(simplex, free), np.array([-np.inf]))
    assert found.solved.all()
    bound = (found.bound + core.offset) / core.scale
    assert bound == pytest.approx(np.full(3, relaxed.value), abs=1e-6)


@pytest.mark.parametrize("case", CASES)
def test_no_choice_in_a_node_is_worth_more_than_its_bound(case):
    _, _, _, core = case
    rng = np.random.default_rng(1)
    count = len(core.gain)
    fixed = np.where(rng.random((30, count)) < 0.5, rng.integers(0, 2, (30, count)), -1)
    fixed = fixed.astype(np.int8)
    simplex = Simplex(core)
    found = simplex.solve(nodes_of(simplex, fixed), np.array([-np.inf]))
    choices = (rng.random((400, count)) < 0.3).astype(float)
    for node, bound in zip(fixed, found.bound, strict=True):
        inside = np.where(node < 0, choices, node)
        worth = np.where(kept(core, inside), inside @ core.gain, -np.inf)
        assert worth.max() <= bound + 1e-6


@pytest.mark.parametrize("case", CASES)
def test_narrowing_never_rules_out_a_choice_that_keeps_the_rows(case):
    _, _, _, core = case
    rng = np.random.default_rng(2)
    count = len(core.gain)
    fixed = np.where(rng.random((20, count)) < 0.3, rng.integers(0, 2, (20, count)), -1)
    narrowed, alive = Narrowing(core).fix(fixed.astype(np.int8), np.zeros(20, dtype=np.int64))
    choices = (rng.random((300, count)) < 0.3).astype(float)
    for before, after, possible in zip(fixed, narrowed, alive, strict=True):
        inside = np.where(before < 0, choices, before)
        good = inside[kept(core, inside)]
        if len(good):
            assert possible
            assert ((after < 0) | (good == after)).all()


def test_leaves_are_settled_as_by_trying_everything():
    _, _, _, core = CASES[0]
    rng = np.random.default_rng(3)
    count = len(core.gain)
    leaves = Leaves(core)
    for _ in range(30):
        node = (rng.random(count) < 0.2).astype(np.int8)
        places = rng.choice(count, size=min(MOST_OPEN, count), replace=False)
        node[places] = -1
        choices = np.tile(node.astype(float), (2 ** len(places), 1))
        choices[:, places] = all_choices(len(places))
        worth = np.where(kept(core, choices), choices @ core.gain, -np.inf)
        first = np.zeros(1, dtype=np.int64)
        value, x = leaves.best(node[None, :], first, np.array([-1e9]))
        if not np.isfinite(worth.max()):
            assert not len(x)
            continue
        assert value == pytest.approx(worth.max())
        assert kept(core, x[0])
        assert not len(leaves.best(node[None, :], first, np.array([worth.max()]))[1])


@pytest.mark.parametrize("case", CASES)
def test_branching_finds_what_highs_finds(case):
    problem, bounds, _, core = case
    search = Search(core, np.array([-1e9]), 1e-6)
    assert search.run(10**6, Control(), lambda found: None)
    answer = best_whole(Model(problem.gain, problem.rows, *bounds), Control())
    if not search.choices:
        assert answer.outcome == "infeasible"
    else:
        x = core.whole(search.choices[0])
        assert not len(problem.rows.broken(x))
        assert value_of(problem.gain, x) == pytest.approx(value_of(problem.gain, answer.x))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("share", [0.9, 0.98, 0.999, 1.0, 1.01])
def test_whether_there_is_a_better_choice_is_known_without_the_best(seed, share):
    problem = build_problem(random_portfolio(seed, count=45, periods=3, tight=0.25))
    best = value_of(problem.gain, best_choice(problem, Control()).x)
    answer = choice_from(problem, Control(), Known(above=share * best, any_above=True))
    assert (answer.outcome == "infeasible") == (share >= 1)
    if answer.x is not None:
        assert value_of(problem.gain, answer.x) > share * best
        assert not len(problem.rows.broken(answer.x))


def test_a_search_for_any_better_choice_stops_at_the_first():
    problem = build_problem(random_portfolio(1, count=45, periods=3, tight=0.25))
    width = len(problem.options)
    decided = tightened(problem.rows, np.zeros(width), np.ones(width))
    relaxed = Relaxation(Model(problem.gain, problem.rows, *decided)).solve(*decided)
    core = core_of(problem, *decided, relaxed)
    values = []
    for any_better in (True, False):
        search = Search(core, np.array([-1e9]), 1e-6, any_better=any_better)
        assert search.run(10**6, Control(), lambda found: None) == (not any_better)
        values.append(value_of(problem.gain, core.whole(search.choices[0])))
    assert values[0] < values[1]


@pytest.mark.parametrize("seed", range(6))
def test_larger_problems_agree_with_highs(seed):
    problem = build_problem(random_portfolio(seed, count=45, periods=3, tight=0.25))
    width = len(problem.options)
    found = best_choice(problem, Control())
    model = Model(problem.gain, problem.rows, np.zeros(width), np.ones(width))
    expected = best_whole(model, Control())
    assert found.outcome == expected.outcome
    if found.x is not None:
        assert value_of(problem.gain, found.x) == pytest.approx(value_of(problem.gain, expected.x))


def test_highs_takes_over_where_branching_gives_up(monkeypatch):
    problem = build_problem(random_portfolio(3, count=40, periods=3, tight=0.25))
    expected = best_choice(problem, Control())
    monkeypatch.setattr("portfolio.funding.search._MOST_OPEN", 1)
    monkeypatch.setattr("portfolio.funding.search._FIRST_CORES", ())
    found = best_choice(problem, Control())
    assert found.outcome == "optimal"
    assert value_of(problem.gain, found.x) == pytest.approx(value_of(problem.gain, expected.x))


def test_highs_can_be_cancelled():
    def stop(fraction, text):
        raise Cancelled

    rng = np.random.default_rng(0)
    demand = rng.integers(20, 100, size=(8, 150)).astype(float)
    problem = build_problem(from_table(demand.mean(axis=0), demand, demand.sum(axis=1) / 2))
    model = Model(problem.gain, problem.rows, np.zeros(150), np.ones(150))
    control = Control(stop)
    assert best_whole(model, control).outcome != "optimal"
    assert isinstance(control.cancelled, Cancelled)


def test_only_choices_above_a_value_are_looked_for():
    problem = build_problem(from_table([3, 4, 3, 2], [[4, 8, 10, 8]], [20]))
    assert best_choice(problem, Control(), above=8.5).x is not None
    assert best_choice(problem, Control(), above=8.9999).x is not None
    assert best_choice(problem, Control(), above=9).outcome == "infeasible"


def test_the_pool_gives_the_best_bounds_first_and_forgets_the_hopeless():
    def nodes(*bounds):
        count = len(bounds)
        fixed, basis = np.zeros((count, 2), dtype=np.int8), np.zeros((count, 1), dtype=np.int64)
        found = Nodes.unbranched(fixed, basis, np.zeros(count, dtype=np.int64))
        return dataclasses.replace(found, bound=np.array(bounds, dtype=float))

    pool = Pool(nodes(np.inf))
    assert len(pool.take(5, np.array([0.0]))) == 1
    pool.add(nodes(*range(1, 400)))
    assert pool.highest() == 399
    assert sorted(pool.take(3, np.array([0.0])).bound) == [397, 398, 399]
    assert sorted(pool.take(1000, np.array([390.5])).bound) == [391, 392, 393, 394, 395, 396]
    assert not len(pool.take(1000, np.array([0.0])))


def test_the_ledger_adds_up_like_the_rows():
    problem = CASES[0][0]
    ledger = Ledger(problem.rows)
    taken = list(range(0, len(problem.options), 2))
    ledger.take(taken)
    x = ledger.choice()
    assert np.flatnonzero(x).tolist() == taken
    assert ledger.activity == pytest.approx(problem.rows.activity(x))
    ledger.drop(taken[0])
    x[taken[0]] = 0.0
    assert ledger.activity == pytest.approx(problem.rows.activity(x))


@pytest.mark.parametrize(
    ("gain", "step"),
    [
        ([3.0, 4.0, 2.0], 0.999),
        ([900.0, 2600.0, -420.0], 19.98),
        ([0.25, 0.5], 0.999 * 0.25),
        ([1.23, 4.56], 0.00999 * 3),
        ([0.0, 0.0], 1.0),
    ],
)
def test_values_differ_at_least_by_what_all_gains_are_multiples_of(gain, step):
    assert resolution(np.array(gain)) == pytest.approx(step)


def test_gains_without_a_common_measure_differ_by_rounding_only():
    assert resolution(np.array([np.pi, np.e])) < 1e-9


def test_progress_rises_as_the_gap_closes():
    fractions = [progress(100.0, 100.0 + gap)[0] for gap in (50, 10, 1, 0.1, 0.01, 0)]
    assert fractions == sorted(fractions)
    assert progress(-np.inf, 5.0)[1] == "Looking for a first plan"


def test_quick_is_close_to_the_best():
    for seed in range(6):
        portfolio = random_portfolio(seed, count=50, periods=4, tight=0.3)
        fast = quick(portfolio)
        if fast is not None and fast.status == "feasible":
            best = best_choice(build_problem(portfolio), Control())
            assert fast.value >= 0.97 * value_of(build_problem(portfolio).gain, best.x)
