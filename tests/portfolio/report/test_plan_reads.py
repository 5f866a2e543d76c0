from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.analysis import Results, analyze
from portfolio.errors import PortfolioError
from portfolio.report.plan_reads import plan_of, ranking_of
from tests.portfolio.small import sound

NOTHING = Results(0, sound())
WHY = PortfolioError("Units are mixed.", "Benefits", "Choose one.")


@pytest.mark.parametrize("asked", [plan_of, ranking_of])
def test_what_is_not_there_is_refused_with_a_remedy(asked):
    with pytest.raises(PortfolioError) as error:
        asked(NOTHING)
    assert error.value.what.startswith("There is no ")
    assert error.value.remedy.endswith(".")


def test_a_reason_that_is_known_is_told_instead():
    for asked, known in (
        (plan_of, replace(NOTHING, plan_error=WHY)),
        (ranking_of, replace(NOTHING, ranking_error=WHY)),
    ):
        with pytest.raises(PortfolioError) as error:
            asked(known)
        assert error.value is WHY


def test_what_is_there_is_handed_on():
    results = analyze(sound(), upto="plan")
    assert plan_of(results) is results.plan
    assert ranking_of(results) == (results.ranking, results.matrix)
