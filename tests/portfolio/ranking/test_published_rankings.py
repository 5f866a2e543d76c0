"""Worked examples from papers and books, each through a portfolio as a user would enter it."""

from __future__ import annotations

import numpy as np
import pytest

from portfolio.ranking import build_matrix, method_named
from portfolio.ranking.library import Case, Recipe, evaluated
from portfolio.ranking.preparing import shares
from tests.portfolio.ranking.builders import assert_ranking, portfolio_of, ranking_of

KRACKA = [
    [33.95, 23.78, 11.45, 39.97, 29.44, 167.10, 3.852],
    [38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
    [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
    [30.44, 37.59, 13.91, 74.08, 45.10, 198.34, 2.186],
    [36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.610],
    [37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
]
KRACKA_SENSES = [-1, -1, -1, -1, 1, -1, 1]


def test_topsis_tzeng_huang_2011():
    """Multiple Attribute Decision Making, CRC Press, chapter 5."""
    ranking = ranking_of("topsis", [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], [0.3, 0.4, 0.3])
    assert_ranking(ranking, [0.5037, 0.6581, 0.7482, 0.3340], [3, 2, 1, 4], 1e-4)


@pytest.mark.parametrize("moved", [False, True])
def test_vikor_opricovic_tzeng_2004(moved):
    """European Journal of Operational Research 156(2); other units give the same answer."""
    table = np.array([[1.0, 3000], [2, 3750], [5, 4500]])
    if moved:
        table = table * [1, 0.001] + [5, -1]
    ranking = ranking_of("vikor", table, [0.5, 0.5], [-1, 1])
    assert_ranking(ranking, [1, 0, 1], [2, 1, 2], 1e-9)


def test_weighted_product_wikipedia():
    """The example of Triantaphyllou and Mann (1989), as shares of the column totals."""
    ranking = ranking_of(
        "weighted_product",
        [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]],
        [20, 15, 40, 25],
    )
    assert_ranking(ranking, [-0.50128589, -0.50448471, -0.52947246], [1, 2, 3], 1e-7)


def test_weighted_sum_kracka_2010():
    """Inzinerine Ekonomika 21(4): heating losses of a building."""
    ranking = ranking_of("weighted_sum", KRACKA, [20] * 7, KRACKA_SENSES)
    scores = [0.12040426, 0.3458235, 0.13838192, 0.12841246, 0.12346084, 0.14351701]
    assert_ranking(ranking, scores, [6, 1, 3, 4, 5, 2], 1e-7)


def test_ratio_moora_kracka_2010():
    ranking = ranking_of("ratio_moora", KRACKA, [1] * 7, KRACKA_SENSES)
    scores = [-1.62447867, -0.25233889, -0.84635037, -2.23363519, -1.18698242, -0.77456208]
    assert_ranking(ranking, np.array(scores) / 7, [5, 1, 3, 6, 4, 2], 1e-7)


def test_reference_point_moora_kracka_2010():
    ranking = ranking_of("reference_point_moora", KRACKA, [1] * 7, KRACKA_SENSES)
    scores = [0.68934931, 0.69986697, 0.59817104, 0.85955696, 0.6002238, 0.61480595]
    assert_ranking(ranking, np.array(scores) / 7, [4, 5, 1, 6, 2, 3], 1e-7)


def test_multiplicative_form_kracka_2010():
    ranking = ranking_of("multiplicative_form", KRACKA, [1, 2, 3, 4, 5, 6, 7], KRACKA_SENSES)
    products = [3.4343, 148689.356, 120.3441, 0.7882, 16.2917, 252.9155]
    assert_ranking(ranking, np.log(products), [5, 1, 3, 6, 4, 2], 1e-4)


def test_multimoora_kracka_2010():
    ranking = ranking_of("multimoora", KRACKA, [1] * 7, KRACKA_SENSES)
    assert_ranking(ranking, [1, 5, 3, 0, 2, 4], [5, 1, 3, 6, 4, 2], 0)


def test_ratio_moora_siregar_2021():
    """IOP Conference Series: Materials Science and Engineering 1088."""
    table = [
        [1.5, 3, 5, 3.3],
        [2, 7, 5, 3.35],
        [3, 1, 5, 3.07],
        [2.2, 4, 5, 3.5],
        [2, 5, 3, 3.09],
        [3.2, 2, 3, 3.48],
        [2.775, 3, 5, 3.27],
    ]
    ranking = ranking_of("ratio_moora", table, [0.3, 0.2, 0.1, 0.4], [-1, 1, 1, 1])
    scores = [0.1801, 0.2345, 0.0625, 0.1757, 0.1683, 0.0742, 0.1197]
    assert_ranking(ranking, scores, [2, 1, 7, 3, 4, 6, 5], 1e-4)


def test_promethee2_zhao_2013():
    """Procedia Computer Science 17, usual criterion."""
    ranking = ranking_of("promethee2", [[4, 3, 2], [3, 2, 4], [5, 1, 3]], [0.5, 0.3, 0.2])
    assert_ranking(ranking, [0.1, -0.3, 0.2], [2, 3, 1], 1e-9)


CEBRIAN = [
    [6, 5, 28, 5, 5],
    [4, 2, 25, 10, 9],
    [5, 7, 35, 9, 6],
    [6, 1, 27, 6, 7],
    [6, 8, 30, 7, 9],
    [5, 6, 26, 4, 8],
]
CEBRIAN_WEIGHTS = [0.25, 0.25, 0.1, 0.2, 0.2]
CEBRIAN_SENSES = [1, 1, -1, 1, 1]


def test_electre1_cebrian_2009():
    """Localización empresarial en Aragón: concordance, discordance and the kernel."""
    nan = np.nan
    concordance = [
        [nan, 0.5, 0.35, 0.5, 0.35, 0.45],
        [0.5, nan, 0.5, 0.75, 0.5, 0.5],
        [0.65, 0.5, nan, 0.45, 0.2, 0.7],
        [0.75, 0.25, 0.55, nan, 0.35, 0.45],
        [0.9, 0.7, 0.8, 0.9, nan, 0.9],
        [0.55, 0.5, 0.55, 0.55, 0.1, nan],
    ]
    discordance = [
        [nan, 0.5052, 0.4042, 0.1883, 0.42857, 0.2825],
        [0.4286, nan, 0.7143, 0.2589, 0.8571, 0.5714],
        [0.1696, 0.2825, nan, 0.1938, 0.2825, 0.2180],
        [0.5714, 0.4042, 0.8571, nan, 1.0, 0.7143],
        [0.0485, 0.3031, 0.2021, 0.0727, nan, 0.0969],
        [0.1295, 0.6063, 0.5052, 0.2021, 0.3031, nan],
    ]
    matrix = build_matrix(portfolio_of(CEBRIAN, CEBRIAN_WEIGHTS, CEBRIAN_SENSES))
    found = evaluated(
        Recipe("electre", "ELECTRE1", "outrank", shares),
        Case(matrix.ratings, matrix.weights, matrix.senses, matrix.scales),
    )
    np.testing.assert_allclose(found["matrix_concordance"], concordance, atol=1e-3)
    np.testing.assert_allclose(found["matrix_discordance"], discordance, atol=1e-3)
    assert np.flatnonzero(~found["outrank"].any(axis=0)).tolist() == [4]


def test_electre2_cebrian_2009():
    """The kernel of ELECTRE I comes first; ranks as scikit-criteria publishes them."""
    ranking = ranking_of("electre2", CEBRIAN, CEBRIAN_WEIGHTS, CEBRIAN_SENSES)
    assert_ranking(ranking, [5, 2.5, 2, 4, 1, 3], [6, 3, 2, 5, 1, 4], 0)


def test_electre2_wang_triantaphyllou_2008():
    """Omega 36(1): ranking irregularities of ELECTRE methods."""
    table = [
        [1, 2, 1, 5, 2, 2, 4],
        [3, 5, 3, 5, 3, 3, 3],
        [3, 5, 3, 5, 3, 2, 2],
        [1, 2, 2, 5, 1, 1, 1],
        [1, 1, 3, 5, 4, 1, 5],
    ]
    ranking = ranking_of("electre2", table, [0.078, 0.118, 0.157, 0.314, 0.235, 0.039, 0.059])
    assert_ranking(ranking, [3, 1, 2, 4, 1.5], [4, 1, 3, 5, 2], 0)


def test_waspas_chakraborty_2015():
    """Industrial robots; the published weights sum to 1.0155, so they are not normalized."""
    table = np.array(
        [
            [30, 23, 5, 0.745, 0.745, 1500, 5000],
            [18, 13, 15, 0.745, 0.745, 1300, 6000],
            [15, 12, 10, 0.500, 0.500, 950, 7000],
            [25, 20, 13, 0.745, 0.745, 1200, 4000],
            [14, 18, 14, 0.255, 0.745, 950, 3500],
            [17, 15, 9, 0.745, 0.500, 1250, 5250],
            [23, 18, 20, 0.500, 0.745, 1100, 3000],
            [16, 8, 14, 0.255, 0.500, 1500, 3000],
        ]
    )
    senses = np.array([1.0, 1, 1, 1, 1, -1, -1])
    scores = method_named("waspas").score(
        table,
        weights=np.array([0.1181, 0.1181, 0.0445, 0.1181, 0.2861, 0.2861, 0.0445]),
        senses=senses,
        scales=build_matrix(portfolio_of(table, senses=senses)).scales,
    )
    expected = [0.8329, 0.7884, 0.6987, 0.8831, 0.7971, 0.7036, 0.8728, 0.5749]
    np.testing.assert_allclose(scores, expected, atol=1e-4)


def test_aras_balezentiene_kusta_2012():
    """Greenhouse gases of grassland: the ideal is the best of each column."""
    table = [
        [957.5, 190.1977, 70, 0.039592, 2.166783, 0.0141],
        [892.5, 203.8013, 53, 0.025849, 2.994347, 0.016642],
        [1002.5, 235.0942, 75, 0.015479, 4.742146, 0.019484],
        [1150.0, 271.4, 76, 0.022, 7.055962, 0.022147],
        [1520.0, 192.5579, 70, 0.025442, 8.424319, 0.024235],
        [1700.0, 386.1619, 90, 0.029429, 5.888983, 0.022218],
        [1355.0, 342.1966, 80, 0.0293, 8.635847, 0.024861],
        [2127.5, 495.4876, 90, 0.038453, 3.652983, 0.020537],
        [3020.0, 827.6948, 97, 0.031774, 11.03944, 0.024359],
        [2786.0, 795.0, 98, 0.021151, 8.952235, 0.023349],
    ]
    ranking = ranking_of("aras", table, [1] * 6, [1, 1, 1, -1, -1, -1])
    scores = [
        0.599472, 0.531983, 0.564514, 0.491713, 0.453489,
        0.551491, 0.475401, 0.635985, 0.689763, 0.722232,
    ]  # fmt: skip
    assert_ranking(ranking, scores, [4, 7, 5, 8, 10, 6, 9, 3, 2, 1], 1e-4)


def test_cocoso_yazdani_2019():
    """Management Decision 57(9), from its table of shares of the range."""
    table = [
        [1, 0, 1, 0.0566, 0.4127],
        [0.067, 0.7813, 0.2303, 1, 0.4563],
        [0.0748, 0.9375, 0.5895, 0.434, 1],
        [0.1304, 0.625, 0.2222, 0.6226, 0.3913],
        [0, 0.9375, 0, 0.0566, 0.3485],
        [0.0348, 1, 0.2303, 0, 0],
        [0.0087, 0.9375, 0.6152, 0.2453, 0.3527],
    ]
    ranking = ranking_of("cocoso", table, [0.036, 0.192, 0.326, 0.326, 0.12])
    assert_ranking(
        ranking, [2.041, 2.788, 2.882, 2.416, 1.3, 1.443, 2.52], [5, 2, 1, 4, 7, 6, 3], 1e-2
    )


def test_copras_uysal_inan_2022():
    """International Journal of Social Science and Economic Research: research assistants."""
    table = [
        [3.57, 4.00, 4.00, 83.75, 3, 9, 1],
        [3.07, 3.95, 4.00, 83.00, 3, 1, 3],
        [3.23, 3.54, 3.46, 66.00, 4, 0, 2],
        [3.42, 3.96, 4.00, 70.00, 5, 5, 7],
        [2.56, 3.37, 3.79, 82.00, 4, 4, 5],
    ]
    ranking = ranking_of("copras", table, [1] * 7, [1, 1, 1, 1, -1, 1, 1])
    assert_ranking(ranking, [100, 78.8501, 63.3837, 98.6506, 86.8878], [1, 4, 5, 2, 3], 1e-3)


def test_marcos_ulutas_2020():
    """Mathematics 8(10), 1672: stackers."""
    table = [
        [660, 1000, 1600, 18, 1200],
        [800, 1000, 1600, 24, 900],
        [980, 1000, 2500, 24, 900],
        [920, 1500, 1600, 24, 900],
        [1380, 1500, 1500, 24, 1150],
        [1230, 1000, 1600, 24, 1150],
        [680, 1500, 1600, 18, 1100],
        [960, 2000, 1600, 12, 1150],
    ]
    weights = [0.1061, 0.3476, 0.3330, 0.1185, 0.0949]
    ranking = ranking_of("marcos", table, weights, [-1, 1, 1, 1, 1])
    scores = [0.5649, 0.5543, 0.6410, 0.6174, 0.6016, 0.5453, 0.6282, 0.6543]
    assert_ranking(ranking, scores, [6, 7, 2, 4, 5, 8, 3, 1], 1e-4)


def test_ram_sotoudeh_anvari_2023():
    """Journal of Cleaner Production 423, tables 2 to 5."""
    table = [
        [0.068, 0.066, 0.150, 0.098, 0.156, 0.114, 0.098],
        [0.078, 0.076, 0.108, 0.136, 0.082, 0.171, 0.105],
        [0.157, 0.114, 0.128, 0.083, 0.108, 0.113, 0.131],
        [0.106, 0.139, 0.058, 0.074, 0.132, 0.084, 0.120],
        [0.103, 0.187, 0.125, 0.176, 0.074, 0.064, 0.057],
        [0.105, 0.083, 0.150, 0.051, 0.134, 0.094, 0.113],
        [0.137, 0.127, 0.056, 0.133, 0.122, 0.119, 0.114],
        [0.100, 0.082, 0.086, 0.060, 0.062, 0.109, 0.093],
        [0.053, 0.052, 0.043, 0.100, 0.050, 0.078, 0.063],
        [0.094, 0.074, 0.097, 0.087, 0.080, 0.054, 0.106],
    ]
    weights = [0.132, 0.135, 0.138, 0.162, 0.09, 0.223, 0.12]
    ranking = ranking_of("ram", table, weights, [1, -1, -1, 1, 1, 1, 1])
    scores = [
        1.433215, 1.439243, 1.435296, 1.432197, 1.42788,
        1.43012, 1.439444, 1.430766, 1.429406, 1.428773,
    ]  # fmt: skip
    assert_ranking(ranking, scores, [4, 2, 3, 5, 10, 7, 1, 6, 8, 9], 2e-5)


def test_ocra_isik_adali_2016():
    """International Journal of Advanced Operations Management: hotels."""
    table = [
        [7.7, 256, 7.2, 7.3, 7.3],
        [8.1, 250, 7.9, 7.8, 7.7],
        [8.7, 352, 8.6, 7.9, 8.0],
        [8.1, 262, 7.0, 8.1, 7.2],
        [6.5, 271, 6.3, 6.4, 6.1],
        [6.8, 228, 7.1, 7.2, 6.5],
    ]
    weights = [0.239, 0.225, 0.197, 0.186, 0.153]
    ranking = ranking_of("ocra", table, weights, [1, -1, 1, 1, 1])
    assert_ranking(ranking, [0.143, 0.210, 0.164, 0.167, 0, 0.112], [4, 1, 3, 2, 6, 5], 6e-4)
