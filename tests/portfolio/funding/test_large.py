"""What large problems take: the whole in a tree, and beside it parts around the best choice."""

import numpy as np
import pytest

from portfolio.errors import Cancelled
from portfolio.funding.beside import led_by_first
from portfolio.funding.core import Bounds, core_of
from portfolio.funding.parts import Parts
from portfolio.funding.polish import DrawnCores
from portfolio.funding.pool import Nodes
from portfolio.funding.propagate import tightened
from portfolio.funding.search import best_choice
from portfolio.funding.simplex import Simplex
from portfolio.funding.solver import Control, Model, Relaxation, best_basis, best_whole
from portfolio.funding.values import value_of
from tests.portfolio.funding.matrices import matrix, row

START = (0.3, "Within 5 % of the best, proven")


def sized(seed, count=12, sizes=3, height=4):
    """Initiatives with some sizes each, one at most, and a requirement between two of them."""
    rng = np.random.default_rng(seed)
    owner = np.repeat(np.arange(count), sizes)
    needs = np.round(rng.uniform(1, 20, (height, count)), 1)[:, owner] * (1 + owner % sizes)
    gain = np.round(needs.sum(axis=0) * rng.uniform(0.6, 1.5, len(owner)), 1)
    columns = np.arange(len(owner))
    rows = [row(columns, line, upper=float(line.sum() / 8)) for line in needs]
    rows += [row(columns[owner == i], np.ones(sizes), upper=1.0) for i in range(count)]
    rows.append(
        row([*columns[owner == 0], *columns[owner == 1]], [1.0] * sizes + [-1.0] * sizes, upper=0.0)
    )
    return matrix(gain, rows, owner)


def opened(problem):
    width = len(problem.gain)
    bounds = Bounds(*tightened(problem.rows, np.zeros(width), np.ones(width)))
    relaxation = Relaxation(Model(problem.gain, problem.rows, bounds.lower, bounds.upper))
    return bounds, relaxation.solve(bounds.lower, bounds.upper)


def by_highs(problem):
    width = len(problem.gain)
    return best_whole(Model(problem.gain, problem.rows, np.zeros(width), np.ones(width)), Control())


@pytest.fixture
def _large(monkeypatch):
    """Every problem counts as large."""
    monkeypatch.setattr("portfolio.funding.search._MOST_OPEN", 1)
    monkeypatch.setattr("portfolio.funding.search._FIRST_CORES", ())
    monkeypatch.setattr("portfolio.funding.search._SMALL", 0)


@pytest.mark.usefixtures("_large")
@pytest.mark.parametrize("seed", range(8))
def test_large_problems_are_solved_to_the_same_value_and_the_same_choice_each_time(seed):
    problem = sized(seed)
    found = [best_choice(problem, Control()) for _ in range(3)]
    assert all(answer.outcome == "optimal" for answer in found)
    assert value_of(problem.gain, found[0].x) == pytest.approx(by_highs(problem).bound)
    assert all((answer.x == found[0].x).all() for answer in found)


@pytest.mark.usefixtures("_large")
def test_a_large_search_can_be_cancelled_and_keeps_its_best():
    def stop(fraction, text):
        calls.append(text)
        if len(calls) > 4:
            raise Cancelled

    calls = []
    problem = sized(3, count=150, height=10)
    control = Control(stop)
    answer = best_choice(problem, control)
    assert control.cancelled is not None
    assert answer.outcome == "feasible"
    assert not len(problem.rows.broken(answer.x))
    assert answer.bound >= value_of(problem.gain, answer.x)


@pytest.mark.parametrize("seed", range(4))
def test_parts_only_improve_a_choice_and_keep_the_rows(seed):
    problem = sized(seed, count=40)
    bounds, relaxed = opened(problem)
    parts = Parts(problem, bounds, relaxed, np.zeros(len(problem.gain)))
    values = [0.0]
    for _ in range(3):
        parts.improve(Control())
        assert not len(problem.rows.broken(parts.x))
        values.append(value_of(problem.gain, parts.x))
    assert values == sorted(values)
    assert values[-1] >= 0.97 * relaxed.value


def test_cores_drawn_at_random_differ_and_grow_as_they_are_settled():
    problem = sized(1, count=80)
    drawn = DrawnCores(problem, *opened(problem), 50)
    first = drawn.next_core()
    for _ in range(5):
        drawn.tell(settled=True)
    second = drawn.next_core()
    for _ in range(20):
        drawn.tell(settled=False)
    third = drawn.next_core()
    assert first.options.tolist() != second.options.tolist()
    assert len(third.options) < len(first.options) <= 50 < len(second.options) <= 74


@pytest.mark.parametrize("seed", range(6))
def test_the_best_basis_leaves_nothing_to_pivot(seed):
    problem = sized(seed)
    bounds, relaxed = opened(problem)
    core = core_of(problem, bounds.lower, bounds.upper, relaxed)
    simplex = Simplex(core)
    basis = best_basis(
        simplex.worth[: simplex.count],
        simplex.columns[: simplex.count].T,
        core.limits[0, : core.relaxed_rows],
    )
    assert len(basis) == core.relaxed_rows
    free = np.full((1, len(core.gain)), -1, dtype=np.int8)
    slow, quick = (
        simplex.solve(Nodes.unbranched(free, start[None, :], np.array([0])), np.array([-np.inf]))
        for start in (simplex.slack_basis(), basis)
    )
    assert quick.solved.all()
    assert quick.bound == pytest.approx(slow.bound)
    assert sorted(quick.basis[0]) == basis.tolist()


def endless(control):
    while control.cancelled is None:
        try:
            control.say(0.9, "never told")
        except Cancelled:
            return "stopped"
    return "stopped"


def test_the_first_task_leads_and_the_others_stop():
    told = []
    control = Control(lambda fraction, text: told.append((fraction, text)))
    assert led_by_first([lambda own: "done", endless], control, START) == ["done", "stopped"]
    assert all(line == START for line in told)


def test_cancelling_stops_every_task():
    def cancel(fraction, text):
        raise Cancelled

    control = Control(cancel)
    assert led_by_first([endless, endless], control, START) == ["stopped", "stopped"]
    assert control.cancelled is not None


def test_an_error_in_a_task_is_raised_and_the_others_stop():
    def fails(control):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        led_by_first([fails, endless], Control(), START)
