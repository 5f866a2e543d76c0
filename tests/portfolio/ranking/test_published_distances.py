"""Worked examples of methods that measure distances and ranges, each through a portfolio."""

from __future__ import annotations

import numpy as np
import pytest

from tests.portfolio.ranking.builders import assert_ranking, ranking_of


def test_codas_badi_2017():
    """ICMNEE 2017: suppliers of a steel company in Libya."""
    table = [
        [45, 3600, 45, 0.9],
        [25, 3800, 60, 0.8],
        [23, 3100, 35, 0.9],
        [14, 3400, 50, 0.7],
        [15, 3300, 40, 0.8],
        [28, 3000, 30, 0.6],
    ]
    ranking = ranking_of("codas", table, [0.2857, 0.3036, 0.2321, 0.1786], [1, -1, 1, 1])
    scores = [1.3914, 0.3411, -0.2170, -0.5381, -0.7292, -0.2481]
    assert_ranking(ranking, scores, [1, 2, 3, 5, 6, 4], 1e-3)


def test_codas_badi_2018():
    """International Journal for Quality Research 12(3): desalination plant in Libya."""
    table = [
        [8, 8, 10, 9, 5],
        [8, 9, 9, 9, 8],
        [9, 9, 7, 8, 6],
        [8, 8, 7, 8, 9],
        [9, 8, 7, 7, 4],
    ]
    ranking = ranking_of("codas", table, [0.19, 0.26, 0.24, 0.17, 0.14], [-1, 1, 1, 1, -1])
    scores = [0.4463, 0.1658, -0.2544, -0.4618, 0.1041]
    assert_ranking(ranking, scores, [1, 2, 4, 5, 3], 1e-3)


def test_edas_karabasevic_2018():
    """Transformations in Business and Economics 17(2): personnel in the IT industry."""
    table = [
        [5, 4, 3, 4, 4, 5, 3],
        [3, 4, 5, 4, 3, 3, 4],
        [4, 3, 2, 3, 2, 3, 4],
        [3, 3, 3, 4, 4, 3, 4],
        [4, 3, 3, 4, 4, 4, 3],
        [5, 4, 4, 5, 5, 5, 4],
    ]
    ranking = ranking_of("edas", table, [0.31, 0.21, 0.17, 0.13, 0.09, 0.06, 0.03])
    assert_ranking(ranking, [0.73, 0.47, 0.01, 0.16, 0.38, 1], [2, 3, 6, 5, 4, 1], 1e-2)


def test_edas_ersoy_2021():
    """LogForum 17(3): notebooks, with a criterion on which all but one are equal."""
    table = [
        [256, 8, 41, 1.6, 1.77, 7347.16],
        [256, 8, 32, 1.0, 1.8, 6919.99],
        [256, 8, 53, 1.6, 1.9, 8400],
        [256, 8, 41, 1.0, 1.75, 6808.9],
        [512, 8, 35, 1.6, 1.7, 8479.99],
        [256, 4, 35, 1.6, 1.7, 7499.99],
    ]
    weights = [0.405, 0.221, 0.134, 0.199, 0.007, 0.034]
    ranking = ranking_of("edas", table, weights, [1, 1, 1, 1, -1, -1])
    scores = [0.414, 0.130, 0.461, 0.212, 0.944, 0.043]
    assert_ranking(ranking, scores, [3, 5, 2, 4, 1, 6], 1e-3)


WANG = [
    [0.1299, 0.1754, 0.3256, 0.3255, 0.0892],
    [0.1712, 0.1500, 0.2825, 0.2827, 0.2029],
    [0.1903, 0.1662, 0.3349, 0.3358, 0.0169],
    [0.2207, 0.1772, 0.3450, 0.3449, 0.0488],
    [0.2403, 0.1751, 0.3284, 0.3294, 0.0889],
    [0.2764, 0.1690, 0.2865, 0.2866, 0.1951],
    [0.3041, 0.2274, 0.2719, 0.2723, 0.3481],
    [0.3390, 0.1486, 0.2731, 0.2736, 0.3037],
    [0.3858, 0.1944, 0.3274, 0.3281, 0.2587],
    [0.4251, 0.6560, 0.2618, 0.2593, 0.5786],
    [0.4448, 0.5353, 0.2622, 0.2606, 0.5358],
]
WANG_WEIGHTS = [0.1819, 0.2131, 0.1838, 0.1832, 0.2379]
WANG_SENSES = [1, -1, -1, -1, -1]


def test_probid_wang_2021():
    """Industrial and Engineering Chemistry Research 60(30)."""
    ranking = ranking_of("probid", WANG, WANG_WEIGHTS, WANG_SENSES)
    scores = [
        0.8568, 0.7826, 0.9362, 0.9369, 0.9379, 0.8716, 0.5489, 0.7231, 0.7792, 0.3331, 0.3387,
    ]  # fmt: skip
    assert_ranking(ranking, scores, [5, 6, 3, 2, 1, 4, 9, 8, 7, 11, 10], 1e-2)


def test_simplified_probid_wang_2021():
    ranking = ranking_of("simplified_probid", WANG, WANG_WEIGHTS, WANG_SENSES)
    scores = [
        2.4246, 2.0596, 3.2805, 3.3702, 3.4375, 2.6435, 1.2628, 1.8158, 2.0885, 0.3399, 0.4279,
    ]  # fmt: skip
    assert_ranking(ranking, scores, [5, 7, 3, 2, 1, 4, 9, 8, 6, 11, 10], 1e-2)


def test_ervd_shyur_2015():
    """Foundations of Computing and Decision Sciences 40(4): 80 is the reference everywhere."""
    table = [
        [80, 70, 87, 77, 76, 80, 75],
        [85, 65, 76, 80, 75, 65, 75],
        [78, 90, 72, 80, 85, 90, 85],
        [75, 84, 69, 85, 65, 65, 70],
        [84, 67, 60, 75, 85, 75, 80],
        [85, 78, 82, 81, 79, 80, 80],
        [77, 83, 74, 70, 71, 65, 70],
        [78, 82, 72, 80, 78, 70, 60],
        [85, 90, 80, 88, 90, 80, 85],
        [89, 75, 79, 67, 77, 70, 75],
        [65, 55, 68, 62, 70, 50, 60],
        [70, 64, 65, 65, 60, 60, 65],
        [95, 80, 70, 75, 70, 75, 75],
        [70, 80, 79, 80, 85, 80, 70],
        [60, 78, 87, 70, 66, 70, 65],
        [92, 85, 88, 90, 85, 90, 95],
        [86, 87, 80, 70, 72, 80, 85],
    ]
    weights = [0.066, 0.196, 0.066, 0.130, 0.130, 0.216, 0.196]
    anchors = [[(50, 0), (80, 50), (100, 100)]] * 7
    ranking = ranking_of("ervd", table, weights, anchors=anchors)
    scores = [
        0.660, 0.503, 0.885, 0.521, 0.610, 0.796, 0.498, 0.549, 0.908,
        0.565, 0.070, 0.199, 0.632, 0.716, 0.438, 0.972, 0.767,
    ]  # fmt: skip
    ranks = [7, 13, 3, 12, 9, 4, 14, 11, 2, 10, 17, 16, 8, 6, 15, 1, 5]
    assert_ranking(ranking, scores, ranks, 1e-3)


def test_mabac_pamucar_cirovic_2015():
    """Expert Systems with Applications 42(6): forklifts."""
    table = [
        [22600, 3800, 2, 5, 1.06, 3.00, 3.5, 2.8, 24.5, 6.5],
        [19500, 4200, 3, 2, 0.95, 3.00, 3.4, 2.2, 24.0, 7.0],
        [21700, 4000, 1, 3, 1.25, 3.20, 3.3, 2.5, 24.5, 7.3],
        [20600, 3800, 2, 5, 1.05, 3.25, 3.2, 2.0, 22.5, 11.0],
        [22500, 3800, 4, 3, 1.35, 3.20, 3.7, 2.1, 23.0, 6.3],
        [23250, 4210, 3, 5, 1.45, 3.60, 3.5, 2.8, 23.5, 7.0],
        [20300, 3850, 2, 5, 0.90, 3.25, 3.0, 2.6, 21.5, 6.0],
    ]
    weights = [0.146, 0.144, 0.119, 0.121, 0.115, 0.101, 0.088, 0.068, 0.050, 0.048]
    ranking = ranking_of("mabac", table, weights, [-1, 1, 1, 1, -1, -1, 1, 1, 1, 1])
    scores = [0.0826, 0.2183, -0.0488, 0.0246, -0.0704, 0.0465, 0.0464]
    assert_ranking(ranking, scores, [2, 1, 6, 5, 7, 3, 4], 1e-3)


def test_mairca_aksoy_2021():
    """Gaps of mergers and acquisitions in Turkey."""
    table = [
        [70, 245, 16.4, 19],
        [52, 246, 7.3, 22],
        [53, 295, 10.3, 25],
        [63, 256, 12, 8],
        [64, 233, 5.3, 17],
    ]
    ranking = ranking_of("mairca", table, [0.04744, 0.02464, 0.51357, 0.41435])
    assert_ranking(ranking, [0.0332, 0.1122, 0.0654, 0.1304, 0.1498], [1, 3, 2, 4, 5], 1e-4)


def test_rim_cables_2016():
    """Information Sciences 337-338; the closeness as the paper's own formula gives it."""
    table = [
        [30, 0, 2, 3, 3, 2],
        [40, 9, 1, 3, 2, 2],
        [25, 0, 3, 1, 3, 2],
        [27, 0, 5, 3, 3, 1],
        [45, 15, 2, 2, 3, 4],
    ]
    anchors = [
        [(23, 0), (30, 100), (35, 100), (60, 0)],
        [(0, 0), (10, 100), (15, 100)],
        [(0, 100), (10, 0)],
        [(1, 0), (3, 100)],
        [(1, 0), (3, 100)],
        [(1, 0), (4, 100), (5, 100)],
    ]
    weights = [0.2262, 0.2143, 0.1786, 0.1429, 0.1190, 0.1190]
    ranking = ranking_of("rim", table, weights, [1, 1, -1, 1, 1, 1], anchors)
    scores = [0.58663, 0.75560, 0.37165, 0.46671, 0.73988]
    assert_ranking(ranking, scores, [3, 1, 5, 4, 2], 3e-4)


@pytest.mark.parametrize(
    ("table", "weights", "senses", "bounds", "scores"),
    [
        (
            [[10.5, -3.1, 1.7], [-4.7, 0, 3.4], [8.1, 0.3, 1.3], [3.2, 7.3, -5.3]],
            [0.2, 0.3, 0.5],
            [1, -1, 1],
            [(-5, 12), (-6, 10), (-8, 5)],
            [0.1989, 0.3707, 0.3063, 0.7491],
        ),
        (
            [
                [15000, 4.3, 99, 42, 737],
                [15290, 5.0, 116, 42, 892],
                [15350, 5.0, 114, 45, 952],
                [15490, 5.3, 123, 45, 1120],
            ],
            [0.2941, 0.2353, 0.2353, 0.0588, 0.1765],
            [-1, -1, -1, 1, 1],
            [(14000, 16000), (3, 8), (80, 140), (35, 60), (650, 1300)],
            [0.4779, 0.5781, 0.5558, 0.5801],
        ),
    ],
    ids=["cars", "numbers"],
)
def test_spotis_dezert_2020(table, weights, senses, bounds, scores):
    """23rd International Conference on Information Fusion, both examples."""
    anchors = [
        [(low, 0), (high, 100)] if sense > 0 else [(low, 100), (high, 0)]
        for (low, high), sense in zip(bounds, senses, strict=True)
    ]
    ranking = ranking_of("spotis", table, weights, senses, anchors)
    assert_ranking(ranking, scores, [1, 3, 2, 4], 2e-4)
    additive = ranking_of("additive", table, weights, senses, anchors)
    np.testing.assert_allclose(additive.scores, 100 * (1 - np.array(scores)), atol=0.02)
