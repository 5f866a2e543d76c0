"""What is said of rank reversal, against Belton and Gear (1983) and tables made for it."""

from __future__ import annotations

import numpy as np
import pytest

from portfolio.errors import Cancelled
from portfolio.ranking import METHODS, build_matrix, method_named, reversal_sentence
from portfolio.ranking.method import LIST_DEPENDENT
from tests.portfolio.ranking.builders import portfolio_of

BELTON_GEAR = [[1, 9, 8], [9, 1, 9], [1, 1, 1], [9, 1, 9]]


def said(table, method, **more):
    matrix = build_matrix(portfolio_of(table))
    return reversal_sentence(matrix, method_named(method), "rated_only", **more)


def test_belton_gear_1983_is_told_with_an_example():
    assert said(BELTON_GEAR, "weighted_sum") == (
        "Rank reversal: dropping 2 of the 4, one at a time, turns 2 pairs of others. For "
        "example, without “A1”, “A3” comes before “A0”."
    )


def test_where_no_pair_is_turned_that_is_said():
    rising = np.arange(1.0, 6)[:, np.newaxis] * [1, 1]
    expected = (
        "No rank reversal: dropping any one of the 5 leaves the order of the others as it is."
    )
    assert said(rising, "topsis") == expected


def test_a_long_list_drops_its_last_one_only():
    rising = np.arange(1.0, 102)[:, np.newaxis] * [1, 1]
    assert "dropping the last initiative, “A0”, leaves" in said(rising, "topsis")


def test_two_initiatives_are_too_few():
    assert said([[1.0, 5], [5, 1]], "topsis").startswith("There are too few")


def test_without_whom_there_is_no_answer_is_said():
    """CoCoSo has none when one initiative is the worst everywhere, as C is without D."""
    table = [[9.0, 5], [5, 9], [3, 3], [1, 4], [4, 3]]
    assert said(table, "cocoso").endswith("Without “A3” the method has no answer.")


@pytest.mark.parametrize(
    "method", [m for m in METHODS if m.label != LIST_DEPENDENT], ids=lambda m: m.name
)
def test_methods_whose_order_cannot_turn_are_not_tried(method):
    def tick(_fraction, _text):
        raise Cancelled

    assert said(BELTON_GEAR, method.name, tick=tick) == method.label
