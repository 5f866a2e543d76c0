"""Checks in place of ratings: visibly, and only where it was chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.analysis import Analysis, analyze
from portfolio.lessons import CHECK
from portfolio.lessons.check import Measure
from portfolio.lessons.feed import FEEDER, FEEDS, fed
from portfolio.model import FrozenMap
from tests.portfolio.lessons.asked import facts
from tests.portfolio.small import sound, with_record

MARGIN = next(feed for feed in FEEDS if feed.code == "1a")


def fed_by_margin():
    """The small portfolio, with its criterion of trust fed by the unit margin of two."""
    portfolio = with_record(
        sound(), "criteria", "trust", check="1a", unit=MARGIN.unit, anchors=MARGIN.anchors
    )
    cheap = facts({"price_per_unit": 10, "unit_cost": 4})
    dear = facts({"price_per_unit": 1.0, "unit_cost": 1.3})
    portfolio = with_record(portfolio, "initiatives", "claims", facts=cheap)
    return with_record(portfolio, "initiatives", "vivid", facts=dear)


def test_without_a_fed_criterion_nothing_changes():
    portfolio = sound()
    assert fed(portfolio) is portfolio
    unknown = with_record(portfolio, "criteria", "trust", check="9z")
    assert fed(unknown) is unknown


def test_the_value_takes_the_place_of_every_rating():
    portfolio = fed(fed_by_margin())
    assert portfolio.ratings[FEEDER]["claims"]["trust"].value == pytest.approx(60)
    assert portfolio.ratings[FEEDER]["vivid"]["trust"].value == pytest.approx(-30)
    assert FEEDER in portfolio.raters
    for rater in sound().raters:
        for key, row in portfolio.ratings[rater].items():
            assert "trust" not in row
            assert row["fit"] == sound().ratings[rater][key]["fit"]


def test_what_is_not_known_is_no_rating():
    assert "agents" not in fed(fed_by_margin()).ratings[FEEDER]


def test_a_fed_criterion_ranks_by_its_check():
    matrix = analyze(fed_by_margin(), upto="ranking").matrix
    column = matrix.criterion_ids.index("trust")
    by_name = dict(zip(matrix.initiative_ids, matrix.values[:, column].tolist(), strict=True))
    assert by_name["claims"] == pytest.approx(80)
    assert by_name["vivid"] == pytest.approx(0)


def test_an_edit_of_a_figure_ranks_again():
    work = Analysis()
    portfolio = fed_by_margin()
    *_, before = work.run(portfolio, 0, lambda _fraction, _text: None)
    better = facts({"price_per_unit": 10, "unit_cost": 9})
    changed = with_record(portfolio, "initiatives", "claims", facts=better)
    *_, after = work.run(changed, 1, lambda _fraction, _text: None)
    assert after.scores["claims"] < before.scores["claims"]
    assert after.scores["wiki"] == before.scores["wiki"]


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.code)
def test_each_feed_is_a_measure_with_a_scale_in_its_direction(feed):
    part = next(part for part in CHECK[feed.code].parts if part.name == feed.part)
    assert isinstance(part, Measure)
    assert (part.better == "more") == (feed.direction == "max")
    levels = [anchor.level for anchor in feed.anchors]
    points = [anchor.points for anchor in feed.anchors]
    assert levels == sorted(set(levels))
    assert points == sorted(points, reverse=feed.direction == "min")
    assert (min(points), max(points)) == (0, 100)


def test_a_check_that_does_not_apply_feeds_nothing():
    portfolio = with_record(
        sound(), "criteria", "trust", check="2a", unit="%", anchors=MARGIN.anchors
    )
    stated = facts({"retention_day30": 0.3}, kind="internal tool")
    portfolio = with_record(portfolio, "initiatives", "wiki", stage="run", facts=stated)
    assert fed(portfolio).ratings[FEEDER] == FrozenMap()
    app = replace(stated, kind="consumer app")
    portfolio = with_record(portfolio, "initiatives", "wiki", facts=app)
    assert fed(portfolio).ratings[FEEDER]["wiki"]["trust"].value == pytest.approx(30)
