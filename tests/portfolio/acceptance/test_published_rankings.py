"""Worked examples of ranking methods, from file to answer."""

from __future__ import annotations

import pytest

from tests.portfolio.acceptance.documents import rated

AIRCRAFT = [
    [2.0, 1500, 20000, 5.5, 5, 9],
    [2.5, 2700, 18000, 6.5, 3, 5],
    [1.8, 2000, 21000, 4.5, 7, 7],
    [2.2, 1800, 20000, 5.0, 5, 5],
]
AIRCRAFT_WEIGHTS = [0.2, 0.1, 0.1, 0.1, 0.2, 0.3]
AIRCRAFT_SENSES = [1, 1, 1, -1, 1, 1]

ROBOTS = [
    [60, 0.4, 2540, 500, 990],
    [6.35, 0.15, 1016, 3000, 1041],
    [6.8, 0.1, 1727.2, 1500, 1676],
    [10, 0.2, 1000, 2000, 965],
    [2.5, 0.1, 560, 500, 915],
    [4.5, 0.08, 1016, 350, 508],
    [3, 0.1, 1778, 1000, 920],
]
NOTEBOOKS = [
    [256, 8, 41, 1.6, 1.77, 7347.16],
    [256, 8, 32, 1.0, 1.8, 6919.99],
    [256, 8, 53, 1.6, 1.9, 8400],
    [256, 8, 41, 1.0, 1.75, 6808.9],
    [512, 8, 35, 1.6, 1.7, 8479.99],
    [256, 4, 35, 1.6, 1.7, 7499.99],
]
PHONES = [
    [80, 16, 2, 5],
    [110, 32, 2, 9],
    [130, 64, 4, 9],
    [185, 64, 4, 1],
    [135, 64, 3, 4],
    [140, 32, 3, 5],
    [185, 64, 6, 7],
    [110, 16, 3, 3],
    [120, 16, 4, 3],
    [340, 128, 6, 5],
]
PHONE_WEIGHTS = [0.60338, 0.13639, 0.19567, 0.06456]
MINERS = [[4, 3, 3, 4, 3, 2, 4], [3, 3, 4, 3, 5, 4, 4], [5, 4, 4, 5, 5, 5, 4]]
MINER_WEIGHTS = [0.215, 0.215, 0.159, 0.133, 0.102, 0.102, 0.073]
COUNTRIES = [
    [2.937588, 2.762986, 3.233723, 2.881315, 3.015289, 3.313491],
    [2.978555, 3.012820, 2.929487, 3.096154, 3.012820, 3.593939],
    [3.286673, 3.464600, 3.746009, 3.715632, 3.703427, 4.133620],
    [3.322037, 3.098638, 3.262154, 3.147851, 3.206675, 3.798684],
    [3.354866, 3.270945, 3.221880, 3.213207, 3.670508, 3.785941],
    [2.796570, 2.983000, 2.744904, 2.692550, 2.787563, 2.878851],
    [2.846491, 2.729618, 2.789990, 2.955624, 3.123323, 3.646595],
    [3.253458, 3.208902, 3.678499, 3.580044, 3.505663, 3.954262],
    [2.580718, 2.906903, 3.176497, 3.073653, 3.264727, 3.681887],
    [2.789011, 3.000000, 3.101099, 3.139194, 2.985348, 3.139194],
    [3.418681, 3.261905, 3.187912, 3.052381, 3.266667, 3.695238],
]
SUPPLIERS = [
    [6.257, 4.217, 4.217, 6.257, 3.000, 4.217, 5.000, 3.557, 3.557, 3.557, 3.000,
     5.000, 4.718, 3.557, 3.557, 2.080, 3.557, 3.000, 4.718, 3.557, 2.080],
    [4.217, 6.804, 7.000, 5.000, 7.000, 6.804, 5.593, 5.593, 6.804, 7.000, 5.000,
     7.612, 5.593, 6.257, 5.000, 7.000, 5.593, 5.593, 6.804, 5.593, 5.593],
    [4.718, 5.593, 6.257, 5.000, 4.718, 5.000, 5.593, 4.718, 5.593, 5.000, 3.557,
     6.257, 5.000, 4.718, 4.718, 5.000, 3.557, 5.593, 5.593, 3.557, 4.217],
    [5.000, 6.804, 5.000, 3.000, 5.000, 6.257, 7.612, 3.557, 5.000, 6.257, 6.257,
     5.593, 6.257, 5.000, 5.593, 7.000, 5.000, 6.257, 5.000, 3.557, 4.217],
    [3.557, 5.593, 6.804, 3.000, 5.000, 7.000, 5.593, 5.000, 6.257, 7.000, 5.593,
     7.612, 6.257, 6.257, 5.000, 6.257, 5.593, 7.000, 5.000, 4.718, 5.000],
    [6.257, 3.000, 4.217, 5.000, 3.557, 3.000, 4.217, 3.000, 4.217, 3.000, 2.466,
     3.000, 4.217, 3.557, 5.000, 3.000, 4.217, 3.557, 2.080, 5.000, 3.000],
    [4.217, 5.000, 6.257, 5.593, 3.557, 5.593, 4.217, 5.593, 5.000, 6.257, 3.557,
     5.000, 6.257, 5.593, 5.593, 7.000, 6.257, 5.000, 6.257, 5.593, 5.000],
    [7.612, 1.442, 3.000, 9.000, 2.080, 3.000, 1.442, 2.080, 1.442, 3.000, 1.000,
     1.442, 2.080, 3.000, 3.000, 1.000, 1.442, 1.442, 3.000, 2.080, 1.000],
]  # fmt: skip
SUPPLIER_WEIGHTS = [
    0.127, 0.159, 0.060, 0.075, 0.043, 0.051, 0.075, 0.061, 0.053, 0.020, 0.039,
    0.022, 0.017, 0.027, 0.022, 0.039, 0.017, 0.035, 0.015, 0.024, 0.016,
]  # fmt: skip


def test_topsis_fighter_aircraft_hwang_yoon_1981(desk):
    """Multiple Attribute Decision Making: purchase price is the one cost."""
    scores, ranks = desk.ranked(rated(AIRCRAFT, AIRCRAFT_WEIGHTS, AIRCRAFT_SENSES), "topsis")
    assert scores == pytest.approx([0.643, 0.268, 0.613, 0.312], abs=1e-3)
    assert ranks == [1, 4, 2, 3]


def test_simple_additive_weighting_fighter_aircraft_hwang_yoon_1981(desk):
    """The book's linear scale, ``x / max`` and ``min / x`` to two decimals, typed in as ratings."""
    best = [2.5, 2700, 21000, 4.5, 7, 9]
    table = [
        [
            round(best[j] / x if AIRCRAFT_SENSES[j] < 0 else x / best[j], 2)
            for j, x in enumerate(row)
        ]
        for row in AIRCRAFT
    ]
    shares = [[(0, 0), (1, 100)]] * 6
    scores, ranks = desk.ranked(rated(table, AIRCRAFT_WEIGHTS, anchors=shares))
    assert scores == pytest.approx([83.5, 70.9, 85.2, 73.8], abs=0.1)
    assert ranks == [2, 4, 1, 3]


def test_topsis_notebooks_ersoy_2021(desk):
    """LogForum 17(3): two costs, units from GHz to currency."""
    weights = [0.405, 0.221, 0.134, 0.199, 0.007, 0.034]
    scores, ranks = desk.ranked(rated(NOTEBOOKS, weights, [1, 1, 1, 1, -1, -1]), "topsis")
    assert scores == pytest.approx([0.308, 0.254, 0.327, 0.263, 0.857, 0.192], abs=6e-3)
    assert ranks == [3, 5, 2, 4, 1, 6]


def test_cocoso_robots_from_their_data_sheets_yazdani_2019(desk):
    """Management Decision 57(9): load, repeatability (a cost), speed, memory, reach."""
    tree = rated(ROBOTS, [0.036, 0.192, 0.326, 0.326, 0.12], [1, -1, 1, 1, 1])
    scores, ranks = desk.ranked(tree, "cocoso")
    assert scores == pytest.approx([2.041, 2.788, 2.882, 2.416, 1.3, 1.443, 2.52], abs=2e-3)
    assert ranks == [5, 2, 1, 4, 7, 6, 3]


def test_copras_phones_goswami_mitra_2020(desk):
    """International Journal of Data and Network Science 4(1), 27-42; the score is in percent."""
    scores, _ = desk.ranked(rated(PHONES, PHONE_WEIGHTS, [-1, 1, 1, 1]), "copras")
    expected = [100, 85.262, 91.930, 68.523, 80.515, 72.587, 83.436, 79.758, 79.097, 79.533]
    assert scores == pytest.approx(expected, abs=6e-4)


def test_aras_phones_goswami_mitra_2020(desk):
    scores, _ = desk.ranked(rated(PHONES, PHONE_WEIGHTS, [-1, 1, 1, 1]), "aras")
    expected = [
        0.68915, 0.58525, 0.62793, 0.46666, 0.54924, 0.49801, 0.56959, 0.54950, 0.54505, 0.53549,
    ]  # fmt: skip
    assert scores == pytest.approx(expected, abs=6e-6)


def test_aras_candidates_stanujkic_2015(desk):
    """Quaestus 7: personnel, all criteria benefits, published weights of 0.99 in sum."""
    table = [
        [4.64, 3.00, 3.00, 3.00, 2.88, 3.63],
        [4.00, 4.00, 4.64, 3.56, 3.63, 5.00],
        [3.30, 4.31, 3.30, 4.00, 3.30, 4.00],
        [2.62, 5.00, 4.22, 4.31, 5.00, 5.00],
    ]
    scores, _ = desk.ranked(rated(table, [0.28, 0.25, 0.19, 0.15, 0.08, 0.04]), "aras")
    assert scores == pytest.approx([0.74, 0.86, 0.78, 0.86], abs=6e-3)


def test_mabac_logistics_isik_2020(desk):
    """LogForum 16(4): eleven countries of Central and Eastern Europe."""
    weights = [0.171761, 0.105975, 0.191793, 0.168824, 0.161768, 0.199880]
    scores, _ = desk.ranked(rated(COUNTRIES, weights), "mabac")
    expected = [
        -0.155317, -0.089493, 0.505407, 0.132405, 0.246943, -0.386756,
        -0.179406, 0.362921, -0.084198, -0.167505, 0.139895,
    ]  # fmt: skip
    assert scores == pytest.approx(expected, abs=6e-5)


def test_waspas_software_tus_adali_2019(desk):
    """Opsearch 56(2), 528-538: the weights by CRITIC as printed, price is a cost."""
    table = [
        [5000, 3, 3, 4, 3, 2],
        [680, 5, 3, 2, 2, 1],
        [2000, 3, 2, 3, 4, 3],
        [600, 4, 3, 1, 2, 2],
        [800, 2, 4, 3, 3, 4],
    ]
    weights = [0.157, 0.249, 0.168, 0.121, 0.154, 0.151]
    scores, ranks = desk.ranked(rated(table, weights, [-1, 1, 1, 1, 1, 1]), "waspas")
    assert scores == pytest.approx([0.5622, 0.6575, 0.6192, 0.6409, 0.722], abs=1e-3)
    assert ranks == [5, 2, 4, 3, 1]


@pytest.mark.parametrize(
    ("method", "scores", "ranks"),
    [
        ("ratio_moora", [0.494, 0.527, 0.677], [3, 2, 1]),
        ("reference_point_moora", [0.046, 0.061, 0.000], [2, 3, 1]),
        ("multimoora", [0, 1, 2], [3, 2, 1]),
    ],
)
def test_moora_miners_karabasevic_2015(desk, method, scores, ranks):
    """Acta Montanistica Slovaca 20(2): weights of 0.999 in sum, so the last digit may differ."""
    found, places = desk.ranked(rated(MINERS, MINER_WEIGHTS), method)
    assert found == pytest.approx(scores, abs=1.2e-3)
    assert places == ranks


def test_marcos_healthcare_suppliers_stevic_2020(desk):
    """Computers and Industrial Engineering 140: twenty-one criteria, two of them costs."""
    senses = [-1, 1, 1, -1] + [1] * 17
    scores, ranks = desk.ranked(rated(SUPPLIERS, SUPPLIER_WEIGHTS, senses), "marcos")
    assert scores == pytest.approx(
        [0.524, 0.846, 0.703, 0.796, 0.843, 0.499, 0.722, 0.291], abs=6e-3
    )
    assert ranks == [6, 1, 5, 3, 2, 7, 4, 8]


def test_weighted_sum_tie_triantaphyllou(desk):
    """Multi-Criteria Decision Making Methods, 2000: 21.5, 22, 22 on one common scale.

    Nobody changes the default scale of 0 to 100 here, so the points are the ratings.
    """
    table = [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]]
    scores, ranks = desk.ranked(rated(table, [0.20, 0.15, 0.40, 0.25], anchors=None))
    assert scores == pytest.approx([21.5, 22.0, 22.0], abs=1e-12)
    assert ranks == [3, 1, 1]


def test_leader_priorities_saaty(desk):
    """Priorities of three candidates by four criteria, as ratings from 0 to 1."""
    table = [
        [0.217, 0.188, 0.743, 0.265],
        [0.717, 0.081, 0.194, 0.672],
        [0.066, 0.731, 0.063, 0.063],
    ]
    shares = [[(0, 0), (1, 100)]] * 4
    scores, ranks = desk.ranked(rated(table, [0.547, 0.127, 0.270, 0.056], anchors=shares))
    assert scores == pytest.approx([35.8, 49.2, 14.9], abs=0.1)
    assert ranks == [2, 1, 3]
