"""Who does what when several roles can be filled by the same people."""

from itertools import pairwise

import numpy as np
import pytest

from portfolio.errors import PortfolioError
from portfolio.funding import plan
from portfolio.funding.joint import assigned, limiting_sets, linked_groups
from portfolio.funding.tables import read_tables
from portfolio.model import Benefit, Estimate, FrozenMap, Initiative, Period, Portfolio, Resource


def staffed(capacity, serves, demand):
    """One period; roles by name with capacities, who serves whom, and one initiative per demand."""
    resources = {
        key: Resource(
            key,
            key,
            "FTE",
            "talent",
            capacity=FrozenMap({"p": float(there)}),
            serves=tuple(serves.get(key, ())),
        )
        for key, there in capacity.items()
    }
    initiatives = {
        f"i{n}": Initiative(
            f"Item {n}",
            f"{n}",
            benefit=Benefit(Estimate(1.0), 1.0),
            demand=FrozenMap({k: FrozenMap({"p": Estimate(float(v))}) for k, v in need.items()}),
        )
        for n, need in enumerate(demand)
    }
    return Portfolio(
        id="staff",
        periods=FrozenMap({"p": Period("Q1", "a")}),
        resources=FrozenMap(resources),
        initiatives=FrozenMap(initiatives),
    )


def test_generalists_help_whoever_is_short():
    portfolio = staffed(
        {"eng": 4, "gen": 2, "sci": 3}, {"gen": ["eng", "sci"]}, [{"eng": 5}, {"sci": 4}]
    )
    found = plan(portfolio)
    assert set(found.chosen) == {"i0", "i1"}
    assert found.use[:, 0].tolist() == [4.0, 2.0, 3.0]  # eng, gen, sci


def test_they_cannot_help_twice():
    portfolio = staffed(
        {"eng": 4, "gen": 2, "sci": 3}, {"gen": ["eng", "sci"]}, [{"eng": 6}, {"sci": 4}]
    )
    assert len(plan(portfolio).chosen) == 1


def test_help_goes_through_a_chain():
    """Operations take over from scientists, who take over from engineers."""
    portfolio = staffed(
        {"eng": 2, "ops": 3, "sci": 2},
        {"sci": ["eng"], "ops": ["sci"]},
        [{"eng": 4}, {"sci": 2}],
    )
    found = plan(portfolio)
    assert len(found.chosen) == 2
    assert found.use[:, 0].tolist() == [2.0, 2.0, 2.0]  # eng, ops, sci


def test_own_work_comes_first_and_what_nobody_has_stays_where_it_is_asked_for():
    portfolio = staffed({"eng": 1, "gen": 1}, {"gen": ["eng"]}, [])
    tables = read_tables(portfolio)
    use, helped = assigned(tables, np.array([[5.0], [0.5]]))
    assert use.ravel().tolist() == [4.5, 1.0]
    assert not helped.any()


def test_a_role_that_is_used_up_does_not_bind_while_somebody_can_stand_in():
    portfolio = staffed({"eng": 4, "gen": 2, "sci": 3}, {"gen": ["eng"]}, [{"eng": 4, "sci": 3}])
    assert plan(portfolio).helped[:, 0].tolist() == [True, False, False]  # eng, gen, sci


def test_roles_without_a_common_helper_need_no_common_row():
    portfolio = staffed(
        {"a": 1, "b": 1, "c": 1, "x": 1, "y": 1}, {"x": ["a", "b"], "y": ["b", "c"]}, []
    )
    tables = read_tables(portfolio)
    (group,) = linked_groups(tables)
    names = [tables.resource_ids[row] for row in group]
    found = {
        "".join(tables.resource_ids[row] for row in roles)
        for roles, _ in limiting_sets(tables, group)
    }
    assert names == ["a", "b", "c", "x", "y"]
    assert {"a", "ab", "abc", "ax", "bx", "abx"} <= found
    assert "ac" not in found
    assert "cx" not in found


def test_more_than_eight_linked_roles_are_refused_in_a_sentence():
    names = [f"r{n}" for n in range(9)]
    serves = {name: [after] for name, after in pairwise(names)}
    portfolio = staffed(dict.fromkeys(names, 1), serves, [{"r0": 1}])
    with pytest.raises(PortfolioError, match="9 resources can stand in for each other"):
        plan(portfolio)
