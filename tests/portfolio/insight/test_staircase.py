import numpy as np

from portfolio.insight.staircase import Stair, Staircase, supported

NOTHING = np.zeros(0)


def staircase(*points, step=1e-9):
    stairs = Staircase(step)
    for share, value in points:
        stairs.add(Stair(share, value, NOTHING))
    return stairs


def pairs(stairs):
    return [(stair.share, stair.value) for stair in stairs.stairs]


def test_keeps_what_nothing_beats():
    points = [(0.5, 3.0), (0.2, 1.0), (0.6, 2.0), (0.3, 3.0), (0.9, 7.0)]
    assert pairs(staircase(*points)) == [(0.2, 1.0), (0.3, 3.0), (0.9, 7.0)]


def test_order_of_arrival_does_not_matter():
    rng = np.random.default_rng(1)
    points = [(float(a), float(b)) for a, b in rng.random((60, 2))]
    wanted = pairs(staircase(*points))
    for _ in range(5):
        rng.shuffle(points)
        assert pairs(staircase(*(tuple(point) for point in points))) == wanted


def test_values_within_rounding_are_the_same():
    assert pairs(staircase((0.4, 5.0), (0.3, 5.0 - 1e-12), step=1e-6)) == [(0.3, 5.0 - 1e-12)]


def test_best_at_a_share():
    stairs = staircase((0.2, 1.0), (0.5, 4.0))
    assert stairs.at(0.1) is None
    assert stairs.at(0.2).value == 1.0
    assert stairs.at(0.7).value == 4.0


def test_hull_is_that_of_a_price():
    rng = np.random.default_rng(2)
    for _ in range(30):
        points = pairs(staircase(*((float(a), float(b)) for a, b in rng.random((15, 2)))))
        prices = np.concatenate([[0.0], np.geomspace(1e-4, 1e5, 5_000)])
        share, value = np.array(points).T
        best = set((value - prices[:, None] * share).argmax(axis=1).tolist())
        marked = {place for place, mark in enumerate(supported(points)) if mark}
        assert best <= marked
        assert len(marked - best) <= 1


def test_a_point_on_the_line_is_supported():
    assert supported([(0.0, 0.0), (1.0, 2.0), (2.0, 4.0), (3.0, 4.5)]) == [True] * 4
    assert supported([]) == []
