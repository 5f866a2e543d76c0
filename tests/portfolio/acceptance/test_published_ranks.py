"""One published table ranked by five methods under seven sets of weights, and single tables."""

from __future__ import annotations

import pytest

from tests.portfolio.acceptance.documents import rated

TABLE = [
    [23, 264, 2.37, 0.05, 167, 8900, 8.71],
    [20, 220, 2.2, 0.04, 171, 9100, 8.23],
    [17, 231, 1.98, 0.15, 192, 10800, 9.91],
    [12, 210, 1.73, 0.2, 195, 12300, 10.21],
    [15, 243, 2, 0.14, 187, 12600, 9.34],
    [14, 222, 1.89, 0.13, 180, 13200, 9.22],
    [21, 262, 2.43, 0.06, 160, 10300, 8.93],
    [20, 256, 2.6, 0.07, 163, 11400, 8.44],
    [19, 266, 2.1, 0.06, 157, 11200, 9.04],
    [8, 218, 1.94, 0.11, 190, 13400, 10.11],
]
SENSES = [1, 1, 1, -1, -1, -1, -1]
WEIGHTS = [
    [0.250, 0.214, 0.179, 0.143, 0.107, 0.071, 0.036],
    [0.182, 0.212, 0.182, 0.152, 0.121, 0.091, 0.061],
    [0.139, 0.167, 0.194, 0.167, 0.139, 0.111, 0.083],
    [0.108, 0.135, 0.162, 0.189, 0.162, 0.135, 0.108],
    [0.083, 0.111, 0.139, 0.167, 0.194, 0.167, 0.139],
    [0.061, 0.091, 0.121, 0.152, 0.182, 0.212, 0.182],
    [0.036, 0.071, 0.107, 0.143, 0.179, 0.214, 0.250],
]
PUBLISHED = {
    "edas": [
        [1, 4, 6, 10, 7, 8, 2, 3, 5, 9], [1, 4, 6, 10, 7, 8, 2, 3, 5, 9],
        [1, 3, 7, 10, 6, 8, 2, 4, 5, 9], [1, 2, 7, 10, 6, 8, 3, 4, 5, 9],
        [1, 2, 6, 10, 7, 8, 3, 4, 5, 9], [1, 2, 6, 10, 7, 8, 3, 4, 5, 9],
        [1, 2, 6, 10, 7, 8, 3, 4, 5, 9],
    ],
    "vikor": [
        [2, 5, 7, 9, 6, 8, 1, 3, 4, 10], [2, 5, 7, 10, 6, 8, 1, 3, 4, 9],
        [2, 5, 7, 10, 6, 8, 1, 3, 4, 9], [1, 5, 8, 10, 6, 7, 2, 3, 4, 9],
        [1, 5, 8, 10, 6, 7, 2, 3, 4, 9], [1, 3, 6, 9, 7, 8, 2, 4, 5, 10],
        [1, 2, 8, 10, 6, 7, 3, 4, 5, 9],
    ],
    "topsis": [
        [1, 4, 6, 10, 7, 8, 2, 3, 5, 9], [1, 4, 6, 10, 7, 8, 2, 3, 5, 9],
        [1, 3, 9, 10, 8, 7, 2, 4, 5, 6], [1, 2, 9, 10, 8, 7, 3, 5, 4, 6],
        [1, 2, 9, 10, 8, 7, 3, 5, 4, 6], [1, 2, 9, 10, 8, 7, 3, 5, 4, 6],
        [1, 2, 9, 10, 8, 7, 3, 5, 4, 6],
    ],
    "waspas": [
        [1, 3, 6, 9, 7, 8, 2, 4, 5, 10], [1, 2, 6, 10, 7, 8, 3, 4, 5, 9],
        [1, 2, 6, 10, 7, 8, 3, 4, 5, 9], [1, 2, 6, 10, 7, 8, 3, 4, 5, 9],
        [1, 2, 6, 10, 7, 8, 3, 4, 5, 9], [2, 1, 6, 10, 7, 8, 3, 4, 5, 9],
        [2, 1, 6, 10, 7, 8, 3, 4, 5, 9],
    ],
    "copras": [
        [1, 3, 6, 10, 7, 8, 2, 4, 5, 9], [1, 3, 6, 10, 7, 8, 2, 4, 5, 9],
        [1, 2, 6, 10, 7, 8, 3, 4, 5, 9], [1, 2, 7, 10, 6, 8, 3, 4, 5, 9],
        [1, 2, 7, 10, 6, 8, 3, 4, 5, 9], [1, 2, 6, 10, 7, 8, 3, 4, 5, 9],
        [2, 1, 7, 10, 6, 8, 3, 4, 5, 9],
    ],
}  # fmt: skip
ROBOTS = [
    [60, 2540, 0.4, 500, 990],
    [6.35, 1016, 0.15, 3000, 1041],
    [6.8, 1727.2, 0.10, 1500, 1676],
    [10, 1000, 0.2, 2000, 965],
    [2.5, 560, 0.10, 500, 915],
    [4.5, 1016, 0.08, 350, 508],
    [3, 1778, 0.1, 1000, 920],
]
VEHICLES = [
    [33.9, 0.001, 7, 9, 7], [30.0, 0.001, 9, 7, 7], [31.5, 0.001, 9, 7, 9], [33.0, 0.001, 7, 9, 9],
    [31.9, 0.001, 9, 7, 7], [31.1, 0.050, 7, 7, 9], [34.8, 0.001, 7, 7, 7], [25.8, 0.001, 7, 7, 7],
    [31.7, 0.001, 7, 7, 9], [35.7, 0.001, 7, 7, 7], [34.2, 0.001, 7, 7, 9], [29.6, 0.100, 7, 7, 7],
    [30.2, 0.001, 9, 5, 5], [34.3, 0.001, 7, 7, 9], [31.0, 0.001, 5, 7, 7], [34.5, 0.001, 7, 7, 7],
    [33.9, 0.001, 5, 7, 7], [33.1, 0.001, 9, 9, 9], [32.7, 0.001, 9, 9, 9], [35.0, 0.001, 9, 9, 7],
    [31.8, 0.001, 5, 7, 9], [31.0, 0.001, 9, 7, 7], [32.5, 0.001, 7, 7, 3],
]  # fmt: skip
HYBRIDS = [
    [39, 13.5, 3.1, 100, 24], [48, 11, 4.5, 103, 29.6], [36, 10.6, 4.3, 49.1, 20.295],
    [30, 17.8, 5.1, 100, 50], [42, 11.9, 3.5, 86, 31], [40, 17.2, 3.6, 101, 26],
    [56, 11.9, 2.8, 96, 25], [44, 11.9, 3.3, 94, 31.12], [46, 13, 3.2, 95, 28.756],
]  # fmt: skip
PROJECTS = [
    [1, 14, 9, 200, 600, 20, 20, 3.5, 2.5],
    [1.6, 16, 7, 150, 800, 13.5, 25, 4, 1.5],
    [2, 17, 5, 80, 1200, 10, 30, 3.8, 1.25],
]


@pytest.mark.parametrize("method", PUBLISHED)
@pytest.mark.parametrize("number", range(7), ids=[f"weights {n}" for n in range(1, 8)])
def test_ranks_under_seven_sets_of_weights_ghorabaee_2015(desk, method, number):
    """Informatica 26(3), 435-451, tables 5 to 7; its simple sum is WASPAS with lambda = 1."""
    stated = {"waspas": {"lambda": 1}}
    tree = rated(TABLE, WEIGHTS[number], SENSES, parameters=stated)
    _, ranks = desk.ranked(tree, method)
    assert ranks == PUBLISHED[method][number]


def test_codas_robots_ghorabaee_2016(desk):
    """Economic Computation and Economic Cybernetics 50(3), 25-44, example 1."""
    weights, senses = [0.036, 0.326, 0.192, 0.326, 0.120], [1, 1, -1, 1, 1]
    scores, ranks = desk.ranked(rated(ROBOTS, weights, senses), "codas")
    published = [0.5122, 1.4633, 1.0715, -0.2125, -1.8515, -1.1717, 0.1887]
    assert scores == pytest.approx(published, abs=1e-4)
    assert ranks == [3, 1, 2, 5, 7, 6, 4]


def test_marcos_vehicles_stevic_brkovic_2020(desk):
    """Logistics 4(1), 4: table 5, with the weights that its table 4 applies."""
    tree = rated(VEHICLES, [0.434, 0.255, 0.128, 0.096, 0.087], [-1, -1, 1, 1, 1])
    scores, ranks = desk.ranked(tree, "marcos")
    published = [
        0.738, 0.781, 0.783, 0.763, 0.762, 0.544, 0.712, 0.809, 0.756, 0.705, 0.734, 0.541,
        0.744, 0.733, 0.722, 0.714, 0.695, 0.786, 0.790, 0.754, 0.730, 0.771, 0.698,
    ]  # fmt: skip
    assert scores == pytest.approx(published, abs=1e-3)
    assert ranks == [
        12, 5, 4, 7, 8, 22, 18, 1, 9, 19, 13, 23, 11, 14, 16, 17, 21, 3, 2, 10, 15, 6, 20,
    ]  # fmt: skip


def test_copras_second_variant_podvezko_2011(desk):
    """Engineering Economics 22(2), 134-146: 0.332, 0.334 and 0.335, in percent of the best."""
    table = [[42, 19, 13, 110], [71, 18, 11, 200], [53, 20, 12, 149]]
    tree = rated(table, [0.26, 0.23, 0.24, 0.27], [1, 1, -1, -1])
    scores, ranks = desk.ranked(tree, "copras")
    assert scores == pytest.approx([100 * q / 0.335 for q in (0.332, 0.334, 0.335)], abs=0.3)
    assert ranks == [3, 2, 1]


def test_mabac_hybrid_vehicles_biswas_das_2018(desk):
    """Management Science Letters 8, 121-130: nine digits are printed."""
    weights, senses = [0.1406, 0.1671, 0.183, 0.1751, 0.3342], [1, 1, -1, 1, -1]
    scores, ranks = desk.ranked(rated(HYBRIDS, weights, senses), "mabac")
    published = [
        0.157778583, -0.01622203, -0.14489751, -0.24274166, -0.0191927,
        0.190021847, 0.212200519, 0.032174523, 0.106320697,
    ]  # fmt: skip
    assert scores == pytest.approx(published, abs=5e-8)
    assert ranks == [3, 6, 8, 9, 7, 2, 1, 5, 4]


@pytest.mark.parametrize(
    ("method", "published", "ranks"),
    [
        ("ratio_moora", [2.93480, 2.723, 2.698], [1, 2, 3]),
        ("reference_point_moora", [0.38411, 0.3152442, 0.4571636], [2, 1, 3]),
        ("multiplicative_form", None, [1, 2, 3]),
        ("multimoora", None, [1, 2, 3]),
    ],
)
def test_multimoora_projects_brauers_zavadskas_2010(desk, method, published, ranks):
    """Technological and Economic Development of Economy 16(1), 5-24: nine objectives alike."""
    senses = [1, 1, -1, 1, 1, 1, -1, 1, 1]
    scores, found = desk.ranked(rated(PROJECTS, None, senses), method)
    assert found == ranks
    if published is not None:
        assert [9 * score for score in scores] == pytest.approx(published, abs=2e-4)


def test_weighted_sum_of_shares_baltic_countries_podvezko_2011(desk):
    """Engineering Economics 22(2), 134-146, tables 1 and 6: shares of the column totals."""
    table = [
        [5.1, 9.8, 430, 9.3, 0.70],
        [7.5, 6.5, 298, 10.3, 0.55],
        [9.7, 16.1, 306, 11.6, 0.73],
        [3.8, 8.4, 501, 19.3, 0.79],
    ]
    tree = rated(table, [0.35, 0.10, 0.17, 0.25, 0.13], [1, 1, 1, -1, 1])
    scores, ranks = desk.ranked(tree, "weighted_sum")
    assert scores == pytest.approx([0.251, 0.246, 0.301, 0.202], abs=6e-4)
    assert ranks == [2, 3, 1, 4]
