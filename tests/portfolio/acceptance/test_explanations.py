"""What a plan says of a reversal is what happens when somebody does it."""

from __future__ import annotations

import copy
import re

import pytest

from tests.portfolio.acceptance.invented import invented

NAMES = r"((?:“[^”]*”(?:, | and )?)+)"


def valued(seed):
    """A portfolio in which every initiative is worth something, so that no two plans tie."""
    tree = invented(seed, count=6)
    tree["rules"] = {
        key: rule for key, rule in tree["rules"].items() if rule["kind"] in {"requires", "excludes"}
    }
    for place, record in enumerate(tree["initiatives"].values()):
        record["benefit"] = {"amount": 3.137 + 1.719 * ((seed + 3 * place) % 7), "probability": 0.7}
    return tree


def reversed_verdict(tree, key, *, funded):
    """The portfolio with a rule against one verdict of its plan."""
    other = copy.deepcopy(tree)
    kind = "force_out" if funded else "force_in"
    other["rules"]["zz"] = {"kind": kind, "initiatives": [key], "reason": "to see what happens"}
    return other


def named(tree, pattern, reason):
    """The ids of the initiatives that a reason names at this place."""
    ids = {record["name"]: key for key, record in tree["initiatives"].items()}
    place = re.search(pattern.replace("NAMES", NAMES), reason)
    return {ids[name] for name in re.findall("“([^”]*)”", place.group(1))} if place else set()


@pytest.mark.parametrize("seed", range(6))
def test_every_reversal_costs_and_moves_what_the_reason_says(desk, seed):
    assert_told(desk, valued(seed))


@pytest.mark.parametrize("seed", [66, 68, 101, 116, 163, 213])
def test_what_adds_nothing_does_not_take_a_place(desk, seed):
    """Losses, benefits that nobody has stated, levels, overrides and whole numbers that tie."""
    assert_told(desk, invented(seed, count=4 + seed % 4, whole=seed % 3 == 0))


def assert_told(desk, tree):
    """Carry out the reversal of every verdict that no rule has made."""
    answer, funded = desk.plan(tree)
    before = set(funded)
    for row in answer["initiatives"]:
        if row["rule"]:
            continue
        key, reason = row["id"], row["reason"]
        other = reversed_verdict(tree, key, funded=key in before)
        reply = desk.ask("plan", other, "--json").json()
        if reply["status"] == "infeasible":
            assert row["price"] is None
            assert "No plan that obeys every limit and rule" in reason
            continue
        after = {each["id"] for each in reply["initiatives"] if each["verdict"] == "fund"}
        assert row["price"] == pytest.approx(answer["value"] - reply["value"], abs=1e-9)
        if key in before:
            assert named(tree, ", and NAMES would go as well", reason) == before - after - {key}
            assert named(tree, "; NAMES would take (?:its|their) place", reason) == after - before
        else:
            assert named(tree, "displace NAMES", reason) == before - after
            assert named(tree, "bring in NAMES", reason) == after - before - {key}


@pytest.mark.parametrize("seed", range(6))
def test_the_price_of_an_override_is_what_lifting_it_gains(desk, seed):
    tree = valued(seed)
    free, funded = desk.plan(tree)
    keys = sorted(tree["initiatives"])
    for key in (keys[0], keys[-1]):
        forced = reversed_verdict(tree, key, funded=key in funded)
        reply = desk.ask("plan", forced, "--json")
        if reply.code:
            continue
        answer = reply.json()
        (row,) = (each for each in answer["initiatives"] if each["id"] == key)
        assert row["rule"] == ("forced out" if key in funded else "forced in")
        assert row["price"] == pytest.approx(answer["value"] - free["value"], abs=1e-9)
        assert "to see what happens" in row["reason"]
