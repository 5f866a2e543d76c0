"""Sets, lists and rank keys that both sides changed, with the answers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portfolio.edit import (
    add_initiatives,
    rate,
    set_initiative,
    set_rating,
)
from portfolio.files.merging import merge, resolved
from portfolio.model import (
    Anchor,
    Change,
    Facts,
    Figure,
    FrozenMap,
    PastRating,
    Rating,
    Reading,
    Rule,
    Vote,
    in_order,
)
from tests.portfolio.files.documents import SMALL
from tests.portfolio.files.merging.by_hand import only_conflict, with_


def test_tags_merge_as_a_set():
    ours = set_initiative(SMALL, "i_triage", tags=("claims", "new"))
    theirs = set_initiative(SMALL, "i_triage", tags=("claims", "fast", "nlp"))
    found = merge(SMALL, ours, theirs)
    assert found.conflicts == ()
    assert found.portfolio.initiatives["i_triage"].tags == ("claims", "fast", "new")


@pytest.mark.parametrize(
    ("kind", "ours", "theirs", "expected"),
    [
        ("excludes", ("a", "b", "x"), ("b", "c"), ("b", "x")),
        ("requires", ("a", "b", "x"), ("a", "c"), ("a", "x")),
        ("requires", ("b", "c"), ("a", "b", "c", "d"), ("b", "c", "d")),
        ("requires", ("b", "c"), ("c", "b"), None),
    ],
)
def test_members_of_a_rule_merge_as_a_set_but_for_the_one_that_requires_the_others(
    kind, ours, theirs, expected
):
    base = replace(SMALL, rules=FrozenMap({"u": Rule(kind, ("a", "b", "c"))}))
    sides = [with_(base, "rules", "u", initiatives=members) for members in (ours, theirs)]
    found = merge(base, *sides)
    if expected is None:
        assert [each.path for each in found.conflicts] == [("rules", "u", "initiatives")]
    else:
        assert found.conflicts == ()
        members = found.portfolio.rules["u"].initiatives
        assert members == expected


def test_a_rating_given_again_on_both_sides_keeps_all_earlier_ones():
    days = [datetime(2027, 1, day, tzinfo=UTC) for day in (1, 2, 3)]
    past = [PastRating(float(n), at=day) for n, day in enumerate(days)]
    base = set_rating(SMALL, "p_ana", "i_triage", "c_fit", Rating(1.0, earlier=(past[0],)))
    ours = set_rating(base, "p_ana", "i_triage", "c_fit", Rating(5.0, earlier=(past[0], past[2])))
    theirs = set_rating(base, "p_ana", "i_triage", "c_fit", Rating(5.0, earlier=(past[0], past[1])))
    found = merge(base, ours, theirs)
    assert found.conflicts == ()
    assert found.portfolio.ratings["p_ana"]["i_triage"]["c_fit"].earlier == tuple(past)


CELL = ("p_ana", "i_triage", "c_fit")


def rated(portfolio, value, day, **fields):
    return rate(portfolio, *CELL, Rating(value, at=datetime(2027, 1, day, tzinfo=UTC), **fields))


def rating_in(portfolio):
    rater, initiative, criterion = CELL
    return portfolio.ratings[rater][initiative][criterion]


def test_whichever_rating_counts_the_other_one_is_history():
    base = rated(SMALL, 1.0, 1)
    ours = rated(rated(base, 5.0, 2), 6.0, 3)
    theirs = rated(base, 7.0, 4, comment="Seen it")
    found = merge(base, ours, theirs)
    (conflict,) = found.conflicts
    assert conflict.path == ("ratings", *CELL)
    assert (conflict.ours_text, conflict.theirs_text) == ("6 points", "7 points, “Seen it”")
    for chosen, now, past in (((), 6.0, [1.0, 5.0, 7.0]), ((0,), 7.0, [1.0, 5.0, 6.0])):
        rating = rating_in(resolved(found, chosen))
        assert (rating.value, rating.comment) == (now, "Seen it" if now == 7.0 else "")
        assert [each.value for each in rating.earlier if each.value in past] == past


def test_the_same_rating_given_on_both_sides_is_no_question_and_the_later_time_counts():
    base = rated(SMALL, 1.0, 1)
    ours, theirs = rated(rated(base, 5.0, 2), 6.0, 3), rated(base, 6.0, 4)
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merge(base, one, other)
        assert found.conflicts == ()
        rating = rating_in(found.portfolio)
        assert (rating.value, rating.at) == (6.0, datetime(2027, 1, 4, tzinfo=UTC))
        assert {1.0, 5.0} <= {each.value for each in rating.earlier}


def test_a_rating_corrected_at_once_does_not_come_back_as_history():
    base = rated(SMALL, 1.0, 1)
    corrected = rate(base, *CELL, Rating(2.0, at=rating_in(base).at + timedelta(minutes=1)))
    newer = replace(rating_in(base), extra=FrozenMap({"new": 1}))
    found = merge(base, corrected, set_rating(base, *CELL, newer))
    assert found.conflicts == ()
    assert rating_in(found.portfolio) == replace(rating_in(corrected), extra=newer.extra)


def with_figure(figure):
    facts = Facts(figures=FrozenMap({"utilization": figure}))
    return set_initiative(SMALL, "i_triage", facts=facts)


def test_readings_of_one_day_that_differ_are_a_conflict():
    day = date(2027, 1, 1)
    base = with_figure(Figure(0.5))
    ours = with_figure(Figure(0.5, earlier=(Reading(0.4, day),)))
    theirs = with_figure(Figure(0.5, earlier=(Reading(0.3, day),)))
    assert only_conflict(base, ours, theirs).path[-1] == "earlier"


def test_scales_are_one_thing():
    anchors = (Anchor(0.0, 0.0), Anchor(50.0, 80.0), Anchor(100.0, 100.0))
    ours = with_(SMALL, "criteria", "c_fit", anchors=anchors)
    theirs = with_(SMALL, "criteria", "c_fit", anchors=(Anchor(0.0, 0.0), Anchor(10.0, 100.0)))
    assert only_conflict(SMALL, ours, theirs).path == ("criteria", "c_fit", "anchors")


def test_changes_of_a_scenario_and_votes_are_merged_one_by_one():
    more = Change("demand_factor", "i_video", 1.2)
    less = Change("capacity_factor", "r_gpu", 0.7)
    ours = with_(SMALL, "scenarios", "s_1", changes=(*SMALL.scenarios["s_1"].changes, more))
    theirs = with_(SMALL, "scenarios", "s_1", changes=(less,))
    found = merge(SMALL, ours, theirs)
    assert found.conflicts == ()
    assert found.portfolio.scenarios["s_1"].changes == (less, more)
    ours = with_(SMALL, "decisions", "d_1", votes=(Vote("Ana"),))
    theirs = with_(SMALL, "decisions", "d_1", votes=(Vote("Ben", "against", "Too early"),))
    found = merge(SMALL, ours, theirs)
    assert [each.voter for each in found.portfolio.decisions["d_1"].votes] == ["Ana", "Ben"]
    ours = with_(SMALL, "decisions", "d_1", votes=(Vote("Ben", "for"),))
    assert only_conflict(SMALL, ours, theirs).path == ("decisions", "d_1", "votes")


def test_rank_keys_never_conflict_and_rows_added_at_one_place_stand_apart():
    ours = set_initiative(add_initiatives(SMALL, {"i_b": "B"}), "i_video", order="a")
    theirs = set_initiative(add_initiatives(SMALL, {"i_a": "A"}), "i_video", order="b")
    one, other = merge(SMALL, ours, theirs), merge(SMALL, theirs, ours)
    assert one.conflicts == other.conflicts == ()
    assert one.portfolio.initiatives["i_video"].order == "a"
    for found in (one, other):
        orders = [record.order for record in found.portfolio.initiatives.values()]
        assert len(set(orders)) == len(orders)
    for key in ("i_a", "i_b"):
        assert one.portfolio.initiatives[key] == other.portfolio.initiatives[key]
    rows = [key for key, _ in in_order(one.portfolio.initiatives)]
    assert rows.index("i_b") == rows.index("i_a") + 1


def test_an_entry_that_one_repeats_and_the_other_writes_over_another_stands_twice():
    first, second = (Reading(1.0, date(2026, 1, 1), source=each) for each in ("press", "audit"))
    sides = ((first, second), (first, second, second), (second, second))

    def with_earlier(earlier):
        facts = Facts(figures=FrozenMap({"reach": Figure(2.0, earlier=earlier)}))
        return set_initiative(SMALL, "i_triage", facts=facts)

    found = merge(*map(with_earlier, sides))
    merged = found.portfolio.initiatives["i_triage"].facts.figures["reach"].earlier
    assert (merged, found.conflicts) == ((second, second), ())
