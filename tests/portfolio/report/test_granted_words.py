from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portfolio.model import Decision, FrozenMap
from portfolio.report.granted_words import granted_text
from tests.portfolio.small import sound

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ({}, ""),
        ({"usd": {"q1": 0.0}}, ""),
        ({"usd": {"q1": 1.5, "q2": 0.5}}, "$2M"),
        (
            {"gpu": {"q1": 10.0, "q2": 30.0}, "fte": {"q1": 3.0, "q2": 5.0}, "usd": {"q1": 1.0}},
            "$1M, 40 H100e-h of “Compute” and up to 5 FTE of “ML engineers”",
        ),
        ({"fte": {"q1": 4.0, "q2": 4.0}}, "4 FTE of “ML engineers”"),
        ({"deleted": {"q1": 4.0}}, ""),
    ],
)
def test_what_is_granted_is_told_of_every_resource(amounts, words):
    granted = FrozenMap({key: FrozenMap(row) for key, row in amounts.items()})
    assert granted_text(sound(), Decision("claims", "fund", NOW, amounts=granted)) == words
