import pytest

from portfolio.insight.base import Question
from portfolio.insight.path import funding_path
from tests.portfolio.funding.builders import from_table, random_portfolio
from tests.portfolio.insight import enumerated
from tests.portfolio.insight.test_frontier import last


def probe():
    return from_table([3, 4, 3, 2], [[4, 8, 10, 8]], [20])


def test_probe_4_projects_budget_instability():
    # Lourenço, Morton and Bana e Costa (2012), Decision Support Systems 54, section 2: funded
    # are {1, 2} below a budget of 20, {1, 2, 4} from 20, and at 22 project 3 replaces 4.
    result = last(funding_path(probe(), Question("r0")))
    tracks = {track.initiative_id: track for track in result.tracks}
    ends = {
        key: [(s.start * 20, s.end if s.end is None else s.end * 20) for s in track.stretches]
        for key, track in tracks.items()
    }
    assert ends["i01"] == [(pytest.approx(4), pytest.approx(8)), (pytest.approx(12), None)]
    assert ends["i02"] == [(pytest.approx(8), None)]
    assert ends["i03"] == [(pytest.approx(22), None)]
    assert ends["i04"] == [(pytest.approx(20), pytest.approx(22)), (pytest.approx(30), None)]
    assert tracks["i04"].stretches[0].instead == ("i03",)
    assert result.returning == ("i01", "i04")
    assert [track.initiative_id for track in result.tracks] == ["i01", "i02", "i04", "i03"]


def test_returns_are_told_from_today_outwards():
    result = last(funding_path(probe(), Question("r0")))
    assert result.sentences == (
        "In 2 of 7 steps something that was funded gives way to something better.",
        "“Item 4” leaves at 110 % (22 u) for “Item 3” and comes back at 150 % (30 u).",
        "“Item 1” leaves at 40 % (8 u) for “Item 2” and comes back at 60 % (12 u).",
    )


def lies_in(track, share):
    """Whether a share lies in a stretch over which the track is funded."""
    return any(
        each.start <= share + 1e-9 and (each.end is None or share + 1e-9 < each.end)
        for each in track.stretches
    )


def test_tracks_agree_with_the_efficient_plans():
    seen = 0
    for seed in range(6):
        portfolio = random_portfolio(seed, count=7, whole=False)
        if not enumerated.has_capacity(portfolio, "people"):
            continue
        result = last(funding_path(portfolio, Question("people")))
        for plan in result.frontier.plans:
            for track in result.tracks:
                funded = track.initiative_id in plan.chosen
                assert lies_in(track, plan.share) == funded
                seen += funded
        assert {track.initiative_id for track in result.tracks} == set(portfolio.initiatives)
    assert seen > 20


def test_nothing_returns_where_everything_fits_in_turn():
    result = last(funding_path(from_table([5, 1], [[1, 1]], [2]), Question("r0")))
    assert result.returning == ()
    assert result.sentences == (
        "Nothing that more of “Resource 0” brings in leaves and comes back.",
    )
