"""Capital budgets and knapsacks with known optima, from file to plan."""

from __future__ import annotations

import pytest

from tests.portfolio.acceptance.documents import document, priced

LORIE_SAVAGE = {
    "benefits": [14, 17, 17, 15, 40, 12, 14, 10, 12],
    "needs": list(
        zip([12, 54, 6, 6, 30, 6, 48, 36, 18], [3, 7, 6, 2, 35, 6, 4, 3, 3], strict=True)
    ),
    "limits": [50, 20],
}
STOCKCO = {"benefits": [16, 22, 12, 8], "needs": [[5], [7], [4], [3]], "limits": [14]}
CRT = {
    "benefits": [141, 187, 121, 83, 265, 127],
    "needs": [
        [75, 25, 20, 15, 10],
        [90, 35, 0, 0, 30],
        [60, 15, 15, 15, 15],
        [30, 20, 10, 5, 5],
        [100, 25, 20, 20, 20],
        [50, 20, 10, 30, 40],
    ],
    "limits": [250, 75, 50, 50, 50],
}
TAHA = {
    "benefits": [20, 40, 20, 15, 30],
    "needs": [[5, 1, 8], [4, 7, 10], [3, 9, 2], [7, 4, 1], [8, 6, 10]],
    "limits": [25, 25, 25],
}

P08_NEEDS = [
    382745, 799601, 909247, 729069, 467902, 44328, 34610, 698150, 823460, 903959, 853665, 551830,
    610856, 670702, 488960, 951111, 323046, 446298, 931161, 31385, 496951, 264724, 224916, 169684,
]  # fmt: skip
P08_PROFITS = [
    825594, 1677009, 1676628, 1523970, 943972, 97426, 69666, 1296457, 1679693, 1902996, 1844992,
    1049289, 1252836, 1319836, 953277, 2067538, 675367, 853655, 1826027, 65731, 901489, 577243,
    466257, 369261,
]  # fmt: skip

#: Source, profits, weights, capacity, optimum.
KNAPSACKS = {
    "Kellerer, Pferschy and Pisinger 2004, section 2.1": (
        [6, 5, 8, 9, 6, 7, 3],
        [2, 3, 6, 7, 5, 9, 4],
        9,
        15,
    ),
    "Martello and Toth 1990, seven items": (
        [70, 20, 39, 37, 7, 5, 10],
        [31, 10, 20, 19, 4, 3, 6],
        50,
        107,
    ),
    "Martello and Toth 1990, eight items": (
        [15, 100, 90, 60, 40, 15, 10, 1],
        [2, 20, 20, 30, 40, 30, 60, 10],
        102,
        280,
    ),
    "Kreher and Stinson P01": (
        [92, 57, 49, 68, 60, 43, 67, 84, 87, 72],
        [23, 31, 29, 44, 53, 38, 63, 85, 89, 82],
        165,
        309,
    ),
    "Kreher and Stinson P02": ([24, 13, 23, 15, 16], [12, 7, 11, 8, 9], 26, 51),
    "Kreher and Stinson P06": (
        [442, 525, 511, 593, 546, 564, 617],
        [41, 50, 49, 59, 55, 57, 60],
        170,
        1735,
    ),
    "Kreher and Stinson P07": (
        [135, 139, 149, 150, 156, 163, 173, 184, 192, 201, 210, 214, 221, 229, 240],
        [70, 73, 77, 80, 82, 87, 90, 94, 98, 106, 110, 113, 115, 118, 120],
        750,
        1458,
    ),
    "Kreher and Stinson P08": (P08_PROFITS, P08_NEEDS, 6404180, 13549094),
}


def numbers(funded):
    return [int(key[1:]) + 1 for key in funded]


def test_stockco_winston(desk):
    """Operations Research, section 9.2: 14 of cash buys 42 at most."""
    answer, funded = desk.plan(priced(**STOCKCO))
    assert (answer["status"], answer["value"], answer["gap"]) == ("optimal", 42, 0)
    assert numbers(funded) == [2, 3, 4]


def test_nine_projects_lorie_savage_1955(desk):
    """Journal of Business 28: two budgets; 70 is the best, the relaxation gives 70.27."""
    answer, funded = desk.plan(priced(**LORIE_SAVAGE))
    assert (answer["status"], answer["value"]) == ("optimal", 70)
    assert numbers(funded) == [1, 3, 4, 6, 9]


def test_five_projects_over_three_years_taha(desk):
    """Operations Research: An Introduction: the first four projects, 95."""
    answer, funded = desk.plan(priced(**TAHA, budget=True))
    assert answer["value"] == 95
    assert numbers(funded) == [1, 2, 3, 4]


def test_crt_technologies_ragsdale(desk):
    """Spreadsheet Modeling and Decision Analysis: five years, projects 1, 4 and 5, 489."""
    answer, funded = desk.plan(priced(**CRT, budget=True))
    assert answer["value"] == 489
    assert numbers(funded) == [1, 4, 5]


def test_hillier_lieberman_five_investments(desk):
    """Introduction to Operations Research: 20 of capital buys 3.4 of present value."""
    tree = priced([1, 1.8, 1.6, 0.8, 1.4], [[6], [12], [10], [4], [8]], [20])
    answer, funded = desk.plan(tree)
    assert answer["value"] == pytest.approx(3.4)
    assert numbers(funded) == [1, 3, 4]


def test_brealey_myers_one_budget(desk):
    """Principles of Corporate Finance: two small projects beat the one of highest value."""
    answer, funded = desk.plan(priced([21, 16, 12], [[10], [5], [5]], [10]))
    assert answer["value"] == 28
    assert numbers(funded) == [2, 3]


@pytest.mark.parametrize("source", KNAPSACKS)
def test_knapsacks_with_known_optima(desk, source):
    profits, weights, capacity, optimum = KNAPSACKS[source]
    answer, funded = desk.plan(priced(profits, [[weight] for weight in weights], [capacity]))
    assert (answer["status"], answer["value"]) == ("optimal", optimum)
    assert sum(profits[i - 1] for i in numbers(funded)) == optimum
    assert sum(weights[i - 1] for i in numbers(funded)) <= capacity


def sized(returns, total):
    """One budget, and projects whose size is a whole number of its units."""
    return document(
        periods={"p": {"name": "Year", "order": "a"}},
        resources={"r": {"name": "Units", "order": "a", "unit": "units", "capacity": {"p": total}}},
        initiatives={
            f"a{i}": {
                "name": f"Project {i + 1}",
                "order": f"{i}",
                "benefit": {"amount": max(row), "probability": 1},
                "demand": {"r": {"p": len(row)}},
                "levels": {
                    f"l{size}": {
                        "name": f"{size} units",
                        "order": f"{size}",
                        "demand_share": size / len(row),
                        "benefit_share": worth / max(row),
                    }
                    for size, worth in enumerate(row, 1)
                },
            }
            for i, row in enumerate(returns)
        },
    )


@pytest.mark.parametrize(
    ("returns", "total", "optimum", "sizes"),
    [
        # Hillier and Lieberman, World Health Council: medical teams to three countries.
        (
            [[45, 70, 90, 105, 120], [20, 45, 75, 110, 150], [50, 70, 80, 100, 130]],
            5,
            170,
            ["1 units", "3 units", "1 units"],
        ),
        # Winston, Finco: 7 d + 2, 3 d + 7 and 4 d + 5 of return on d units of 6.
        (
            [[a * d + b for d in range(1, 7)] for a, b in ((7, 2), (3, 7), (4, 5))],
            6,
            49,
            ["4 units", "1 units", "1 units"],
        ),
    ],
)
def test_sizes_of_dynamic_programming_textbooks(desk, returns, total, optimum, sizes):
    answer, _ = desk.plan(sized(returns, total))
    assert answer["status"] == "optimal"
    assert answer["value"] == pytest.approx(optimum)
    assert [row["level"] for row in answer["initiatives"]] == sizes


def rule(kind, *projects, **fields):
    return {
        "kind": kind,
        "initiatives": [f"a{number - 1:02}" for number in projects],
        "reason": "so decided",
        **fields,
    }


STOCKCO_RULES = [
    # Winston, section 9.2, asks for these on top of Stockco.
    ([rule("requires", 2, 1)], 38, [1, 2]),
    ([rule("excludes", 2, 4)], 38, [1, 2]),
    ([rule("excludes", 2, 3), rule("excludes", 2, 4)], 38, [1, 2]),
    ([rule("mandated", 1)], 38, [1, 2]),
    ([rule("force_in", 1, 3)], 36, [1, 3, 4]),
    ([rule("force_out", 2)], 36, [1, 3, 4]),
    ([rule("force_out", 2, active=False)], 42, [2, 3, 4]),
    ([rule("requires", 4, 1)], 38, [1, 2]),
    ([rule("requires", 4, 1), rule("force_in", 4)], 36, [1, 3, 4]),
]


@pytest.mark.parametrize(("rules", "value", "chosen"), STOCKCO_RULES)
def test_stockco_with_contingent_exclusive_and_forced_investments(desk, rules, value, chosen):
    answer, funded = desk.plan(priced(**STOCKCO, rules=rules))
    assert answer["value"] == value
    assert numbers(funded) == chosen


def test_a_clash_is_told_with_its_smallest_reason(desk):
    tree = priced(**STOCKCO, rules=[rule("mandated", 1, 2), rule("force_in", 3)])
    reply = desk.ask("plan", tree, "--json")
    answer = reply.json()
    assert reply.code == 1
    assert answer["status"] == "infeasible"
    assert {row["verdict"] for row in answer["initiatives"]} == {None}
    for words in ("Project 1", "Project 2", "Project 3", "$14M"):
        assert words in answer["conflict"], answer["conflict"]
    assert "Traceback" not in reply.said
