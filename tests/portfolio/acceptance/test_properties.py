"""What must hold for any portfolio, from file to answer."""

from __future__ import annotations

import copy
import json
import random
from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.portfolio.acceptance import enumeration
from tests.portfolio.acceptance.asking import OK, PROBLEM, alone
from tests.portfolio.acceptance.documents import write
from tests.portfolio.acceptance.invented import invented, judged

SEEDS = range(8)


def renamed(tree, seed):
    """The same portfolio with other ids and another order on the screen."""
    keys = sorted(tree["initiatives"])
    shuffled = random.Random(seed).sample(keys, len(keys))
    names = {key: f"x{place:02}" for place, key in enumerate(shuffled)}
    other = copy.deepcopy(tree)
    other["initiatives"] = {names[key]: record for key, record in other["initiatives"].items()}
    for key, record in other["initiatives"].items():
        record["order"] = key
    for rule in other.get("rules", {}).values():
        rule["initiatives"] = [names[key] for key in rule.get("initiatives", [])]
    for rater, ballot in other.get("ratings", {}).items():
        other["ratings"][rater] = {names[key]: marks for key, marks in ballot.items()}
    return other, names


def in_thousandths(tree, resource):
    """The same portfolio with one resource counted in a unit a thousand times smaller."""
    other = copy.deepcopy(tree)
    record = other["resources"][resource]
    record["capacity"] = {period: 1000 * limit for period, limit in record["capacity"].items()}
    for initiative in other["initiatives"].values():
        cells = initiative["demand"].get(resource, {})
        initiative["demand"][resource] = {period: 1000 * x for period, x in cells.items()}
    for rule in other["rules"].values():
        if rule.get("resource") == resource:
            rule["amount"] *= 1000
    return other


@pytest.mark.parametrize("seed", SEEDS)
def test_the_plan_is_the_best_of_all_there_are(desk, seed):
    tree = invented(seed, count=4 + seed % 3, whole=seed % 3 == 0)
    reply, most = desk.ask("plan", tree, "--json"), enumeration.best(tree)
    answer = reply.json()
    if most is None:
        assert (reply.code, answer["status"]) == (PROBLEM, "infeasible")
        assert answer["conflict"]
        return
    choice = enumeration.chosen(tree, answer)
    assert (reply.code, answer["status"]) == (OK, "optimal")
    assert answer["value"] == pytest.approx(most, abs=1e-9)
    assert enumeration.obeys(tree, choice)
    assert enumeration.value(tree, choice) == pytest.approx(most, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_ids_and_order_and_units_change_nothing_in_a_plan(desk, seed):
    tree = invented(seed, count=6)
    other, names = renamed(tree, seed)
    smaller = in_thousandths(tree, ("chips", "money", "people")[seed % 3])
    answers = [desk.ask("plan", each, "--json").json() for each in (tree, other, smaller)]
    chosen = [
        enumeration.chosen(t, a) for t, a in zip((tree, other, smaller), answers, strict=True)
    ]
    assert {answer["status"] for answer in answers} <= {"optimal", "infeasible"}
    assert answers[1]["value"] == pytest.approx(answers[0]["value"], abs=1e-9)
    assert answers[2]["value"] == pytest.approx(answers[0]["value"], abs=1e-9)
    assert chosen[1] == {names[key]: level for key, level in chosen[0].items()}
    assert chosen[2] == chosen[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_tightening_a_capacity_never_raises_the_value(desk, seed):
    tree = invented(seed, count=6)
    values = []
    for factor in (1.5, 1.0, 0.8, 0.5):
        tighter = copy.deepcopy(tree)
        limits = tighter["resources"]["chips"]["capacity"]
        limits.update({period: factor * limit for period, limit in limits.items()})
        answer = desk.ask("plan", tighter, "--json").json()
        fits = answer["status"] == "optimal"
        values.append(answer["value"] if fits else -np.inf)
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(values))


def relaxed_rows(tree, keys):
    """Capacities as rows of a matrix, a running sum where a budget carries over."""
    rows, limits = [], []
    for key, resource in tree["resources"].items():
        row, limit = np.zeros(len(keys)), 0.0
        for period in enumeration.in_order(tree["periods"]):
            if period not in resource["capacity"]:
                continue
            needs = [tree["initiatives"][i]["demand"][key].get(period, 0.0) for i in keys]
            carries = resource["carries_over"]
            row = carries * row + np.array(needs)
            limit = carries * limit + resource["capacity"][period]
            rows.append(row)
            limits.append(limit)
    return np.array(rows), np.array(limits)


@pytest.mark.parametrize("seed", [1, 2])
def test_thirty_initiatives_against_another_solver(desk, seed):
    tree = invented(seed, count=30, periods=4)
    tree["rules"] = {}
    for record in tree["initiatives"].values():
        record.pop("levels", None)
    keys = sorted(tree["initiatives"])
    gain = np.array([enumeration.worth(tree, key) or 0.0 for key in keys])
    rows, limits = relaxed_rows(tree, keys)
    found = milp(
        -gain,
        constraints=LinearConstraint(rows, -np.inf, limits),
        integrality=np.ones(len(keys)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    answer, _ = desk.plan(tree)
    assert answer["status"] == "optimal"
    assert answer["value"] == pytest.approx(-found.fun, rel=1e-7)
    assert enumeration.fits(tree, enumeration.chosen(tree, answer))


def by_hand(tree, key):
    """Additive value of one initiative, by plain loops; None when nobody has rated it."""
    total = weights = 0.0
    for name, criterion in tree["criteria"].items():
        says = [
            (tree["raters"][rater]["weight"], ballot[key][name])
            for rater, ballot in tree["ratings"].items()
            if name in ballot[key]
        ]
        if not says:
            continue
        level = sum(say * rating for say, rating in says) / sum(say for say, _ in says)
        levels = [anchor["level"] for anchor in criterion["anchors"]]
        points = [anchor["points"] for anchor in criterion["anchors"]]
        total += criterion["weight"] * np.interp(level, levels, points)
        weights += criterion["weight"]
    return total / weights if weights else None


@pytest.mark.parametrize("seed", SEEDS)
def test_additive_value_of_several_raters_with_gaps(desk, seed):
    tree = judged(seed)
    found, _ = desk.ranking(tree)
    assert {key: score for key, (_, score) in found.items()} == pytest.approx(
        {key: by_hand(tree, key) for key in tree["initiatives"]}
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_an_irrelevant_initiative_changes_no_additive_score(desk, seed):
    tree = judged(seed)
    before, _ = desk.ranking(tree)
    tree["initiatives"]["new"] = {"name": "Latecomer", "order": "zz"}
    tree["ratings"]["r0"]["new"] = {"c0": 5, "c1": 5}
    after, _ = desk.ranking(tree)
    rest = sorted((rank, key) for key, (rank, _) in after.items() if key != "new")
    assert {key: after[key][1] for key in before} == pytest.approx(
        {key: score for key, (_, score) in before.items()}, rel=1e-12
    )
    assert [key for _, key in rest] == [
        key for _, key in sorted((r, k) for k, (r, _) in before.items())
    ]


@pytest.mark.parametrize(
    "method", ["additive", "topsis", "promethee2", "vikor", "waspas", "electre2"]
)
def test_ids_and_order_change_nothing_in_a_ranking(desk, method):
    for seed in range(4):
        tree = judged(seed)
        other, names = renamed(tree, seed)
        before, _ = desk.ranking(tree, method)
        after, _ = desk.ranking(other, method)
        assert {names[key]: rank for key, (rank, _) in before.items()} == {
            key: rank for key, (rank, _) in after.items()
        }
        assert {names[key]: score for key, (_, score) in before.items()} == pytest.approx(
            {key: score for key, (_, score) in after.items()}
        )


def test_the_dominated_never_outranks_its_dominator(desk):
    for seed in SEEDS:
        tree = judged(seed, raters=1)
        better = tree["ratings"]["r0"]["i0"] = {f"c{j}": 50 for j in range(4)}
        worse = {
            key: level - 7 if tree["criteria"][key]["direction"] == "max" else level + 7
            for key, level in better.items()
        }
        tree["ratings"]["r0"]["i1"] = worse
        found, _ = desk.ranking(tree)
        assert found["i0"][0] < found["i1"][0]
        assert found["i0"][1] > found["i1"][1]


ENVIRONMENTS = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "UTC"},
]


@pytest.mark.parametrize("command", ["rank", "plan", "check"])
def test_the_same_file_gives_the_same_json_on_every_run_and_machine(desk, tmp_path, command):
    tree = {**invented(5, whole=True), **{k: judged(5)[k] for k in ("criteria", "raters")}}
    tree["title"] = "Ümläut – “quotes” €"
    ratings = judged(5)["ratings"]
    tree["ratings"] = {
        rater: {f"i0{key[1:]}": marks for key, marks in ballot.items() if key != "i6"}
        for rater, ballot in ratings.items()
    }
    path = str(write(tmp_path, tree))
    replies = [alone([command, path, "--json"], **each) for each in ENVIRONMENTS]
    replies.append(desk.ask(command, tree, "--json"))
    assert len({reply.code for reply in replies}) == 1
    assert len({json.dumps(reply.json()) for reply in replies}) == 1
