"""What people type without a thought of the method: right, refused or said."""

from __future__ import annotations

import pytest

from tests.portfolio.acceptance.documents import document, priced, rated

USERS = [[250, 20], [3000, 50]]


def test_ratings_far_off_the_default_scale_are_named(desk):
    """3,000 users on a scale that nobody changed from 0 to 100."""
    for command in ("rank", "plan", "check"):
        reply = desk.ask(command, rated(USERS, anchors=None), "--json")
        assert reply.code == 0
        assert "0 to 100" in reply.out, command
    found, _ = desk.ranking(rated(USERS, anchors=None))
    assert found == {"a1": (1, 75.0), "a0": (2, 60.0)}
    ratios, _ = desk.ranked(rated(USERS, anchors=None), "waspas")
    assert ratios[1] == pytest.approx(1.0)
    assert ratios[0] < 0.4


def test_ratings_inside_the_scale_leave_no_note(desk):
    _, answer = desk.ranking(rated([[0, 100], [50, 20]], anchors=None))
    assert answer["notes"] == []


def test_months_where_less_is_better_on_the_default_scale_are_named(desk):
    """The anchors still say that more is better: additive value follows them, and says so."""
    tree = rated([[2, 30], [9, 30]], senses=[-1, 1], anchors=None)
    for command in ("rank", "plan"):
        assert any("less is better" in note for note in desk.told(command, tree)["notes"]), command
    assert "less is better" in desk.ask("check", tree, "--json").out
    _, ranks = desk.ranked(tree, "topsis")
    assert ranks == [1, 2]


def test_several_raters_by_their_say(desk):
    tree = rated([[40], [60]], anchors=None)
    tree["raters"]["s"] = {"name": "Bo", "order": "b", "weight": 3}
    tree["raters"]["z"] = {"name": "Cy", "order": "c", "weight": 0}
    tree["ratings"]["s"] = {"a0": {"c0": 80}, "a1": {"c0": 20}}
    tree["ratings"]["z"] = {"a0": {"c0": 0}, "a1": {"c0": 100}}
    assert desk.ranked(tree)[0] == pytest.approx([(40 + 3 * 80) / 4, (60 + 3 * 20) / 4])
    tree["settings"]["aggregation"] = "median"
    assert desk.ranked(tree)[0] == [60, 40]


def test_missing_ratings_are_not_zero_and_are_named(desk):
    tree = rated([[80, None], [60, 60], [None, None]], [3, 1], anchors=None)
    found, answer = desk.ranking(tree)
    assert found == {"a0": (1, 80), "a1": (2, 60), "a2": (None, None)}
    assert "Option 1" in " ".join(answer["notes"])
    assert "Option 3" in " ".join(answer["notes"])
    tree["settings"]["missing"] = "median"
    assert desk.ranking(tree)[0]["a0"] == (1, 75)


def test_ties_share_the_better_rank(desk):
    _, ranks = desk.ranked(rated([[70], [50], [70], [20]], anchors=None))
    assert ranks == [1, 3, 1, 4]


def test_thirds_that_add_up_to_the_same_tie(desk):
    """0.1 + 0.2 is not 0.3 in binary; nobody at the table would rank by that."""
    _, ranks = desk.ranked(rated([[10, 20, 0], [0, 0, 30], [30, 0, 0]], anchors=None))
    assert ranks == [1, 1, 1]


def test_a_criterion_of_weight_zero_changes_nothing(desk):
    with_it, _ = desk.ranking(rated([[30, 99], [40, 1]], [1, 0], anchors=None))
    without, _ = desk.ranking(rated([[30], [40]], anchors=None))
    assert with_it == without


@pytest.mark.parametrize("command", ["rank", "plan"])
def test_one_initiative_is_first_and_funded(desk, command):
    answer = desk.told(command, rated([[30, 40]], anchors=None))
    (row,) = answer["initiatives"]
    assert (row.get("rank"), row.get("verdict")) in {(1, None), (None, "fund")}


BUDGET = {"benefits": [10, 12, 11], "needs": [[2, 8], [0, 9], [9, 0]], "limits": [10, 5]}


@pytest.mark.parametrize(
    ("carries", "kind", "value"),
    [(True, "budget", 12), (False, "budget", 11), (True, "renewable", 11)],
)
def test_a_budget_carries_over_and_people_do_not(desk, carries, kind, value):
    tree = priced(**BUDGET, budget=True)
    tree["resources"]["r0"].update(carries_over=carries, kind=kind)
    assert desk.plan(tree)[0]["value"] == value


def test_what_is_spent_later_cannot_be_spent_before(desk):
    tree = priced([10], [[9, 0]], [5, 10], budget=True)
    tree["resources"]["r0"]["carries_over"] = True
    assert desk.plan(tree)[1] == []


def test_a_loss_is_not_funded_unless_it_must_be(desk):
    tree = priced([5, -3], [[1], [1]], [9])
    assert desk.plan(tree)[1] == ["a00"]
    tree["rules"] = {"u": {"kind": "force_in", "initiatives": ["a01"], "reason": "the board"}}
    answer, funded = desk.plan(tree)
    assert (answer["value"], funded) == (2, ["a00", "a01"])
    assert answer["initiatives"][1]["price"] == pytest.approx(-3)


def test_benefits_are_weighed_by_probability_and_discounted_by_delay(desk):
    tree = priced([100, 100, 100], [[1], [1], [1]], [9], probability=0.5, discount_rate=0.1)
    tree["initiatives"]["a01"]["benefit"]["delay_years"] = 2
    tree["initiatives"]["a02"]["benefit"].update(probability=None, delay_years=1)
    answer, _ = desk.plan(tree)
    gains = [row["gain"] for row in answer["initiatives"]]
    assert gains == pytest.approx([50, 50 / 1.21, 100 / 1.1])
    assert answer["value"] == pytest.approx(sum(gains))
    assert "Project 3" in " ".join(answer["notes"])


def test_the_objective_is_the_benefit_as_soon_as_one_is_stated(desk):
    """Project 1 scores 90 and earns 1; the others score 10 and earn 4 each, for half the money."""
    tree = priced([1, 4, 4], [[2], [1], [1]], [2])
    scored = rated([[90], [10], [10]], anchors=None)
    tree.update(criteria=scored["criteria"], raters=scored["raters"])
    tree["ratings"] = {"r": {f"a0{key[1]}": row for key, row in scored["ratings"]["r"].items()}}
    answer, funded = desk.plan(tree)
    assert (answer["objective"], answer["value"], funded) == ("benefit", 8, ["a01", "a02"])
    tree["settings"]["objective"] = "value"
    answer, funded = desk.plan(tree)
    assert (answer["objective"], answer["value"], funded) == ("value", 90, ["a00"])
    assert (answer["unit"], answer["objective_name"]) == ("points", "multi-criteria value")


@pytest.mark.parametrize(
    ("kind", "amount", "value"),
    [("cap", 4, 18), ("cap", 3, 14), ("floor", 5, 21), ("floor", 9, 17)],
)
def test_floors_and_caps_by_category(desk, kind, amount, value):
    """Moonshots need 5 and 4 of 11 and earn 9 and 6; the rest needs 6 and 2, earns 12 and 2."""
    tree = priced([9, 6, 12, 2], [[5], [4], [6], [2]], [11])
    for key, category in zip(tree["initiatives"], "mmrr", strict=True):
        tree["initiatives"][key]["category"] = category
    rule = {"kind": kind, "resource": "r0", "field": "category", "value": "m", "amount": amount}
    tree["rules"] = {"u": rule}
    assert desk.plan(tree)[0]["value"] == value


def test_the_best_plan_of_levels_takes_one_size_each(desk):
    tree = priced([10, 10], [[10], [10]], [12])
    for record in tree["initiatives"].values():
        record["levels"] = {
            "f": {"name": "Full", "order": "b"},
            "p": {"name": "Pilot", "order": "a", "demand_share": 0.2, "benefit_share": 0.4},
        }
    answer, _ = desk.plan(tree)
    assert answer["value"] == 14
    assert sorted(row["level"] for row in answer["initiatives"]) == ["Full", "Pilot"]


@pytest.mark.parametrize("command", ["rank", "plan"])
def test_an_empty_portfolio_gets_a_sentence(desk, command):
    reply = desk.ask(command, document(), "--json")
    assert (reply.code, reply.out) == (1, "")
    assert reply.said.count("\n") == 1
    assert desk.ask("check", document(), "--json").code == 0
