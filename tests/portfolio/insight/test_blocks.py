import pytest

from portfolio.insight.blocks import block_size, round_block
from portfolio.model import FrozenMap, Resource


def resource(unit, category, capacity, kind="renewable"):
    amounts = FrozenMap({f"p{n}": amount for n, amount in enumerate(capacity)})
    return Resource("R", "a", unit, category, kind, capacity=amounts)


@pytest.mark.parametrize(
    ("unit", "category", "capacity", "kind", "block"),
    [
        ("FTE", "talent", [40.0, 44.0], "renewable", 1.0),
        ("FTE", "talent", [2_400.0], "renewable", 100.0),
        ("FTE", "talent", [2.0], "renewable", 0.1),
        ("h/week", "talent", [160.0], "renewable", 10.0),
        ("$M", "capital", [40.0, 60.0], "budget", 1.0),
        ("$", "capital", [40e6], "budget", 1e6),
        ("$k", "capital", [40_000.0], "budget", 1_000.0),
        ("€M", "capital", [3.0], "budget", 0.2),
        ("USD bn", "capital", [0.1], "budget", 1e-3),
        ("H100e-h", "compute", [1.3e6], "renewable", 50_000.0),
        ("H100e-h", "compute", [160e6, 180e6], "renewable", 10e6),
        ("u", "other", [0.0], "renewable", 0.0),
        ("u", "other", [], "renewable", 0.0),
    ],
)
def test_one_person_one_million_or_five_percent(unit, category, capacity, kind, block):
    assert block_size(resource(unit, category, capacity, kind)) == pytest.approx(block)


@pytest.mark.parametrize(
    ("amount", "block"),
    [(1, 1), (1.4, 1), (1.5, 2), (3.1, 2), (3.2, 5), (7, 5), (8, 10), (0.03, 0.02)],
)
def test_blocks_are_round(amount, block):
    assert round_block(amount) == block
