"""What becomes of each kind of field, with the answers worked out by hand."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portfolio.edit import (
    add_comment,
    add_initiatives,
    add_rater,
    set_benefit,
    set_demand,
    set_initiative,
    set_notes,
    set_rating,
    set_title,
)
from portfolio.errors import PortfolioError
from portfolio.files import dumps, loads
from portfolio.files.changes import changes
from portfolio.files.journal import recorded
from portfolio.files.merging import MISSING, Side, merge, resolved
from portfolio.model import (
    Ballot,
    BallotPaper,
    Benefit,
    Comment,
    Decision,
    Entry,
    Estimate,
    Facts,
    FrozenMap,
    FundingLevel,
    Invitation,
    Period,
    Portfolio,
    Rating,
    Resource,
    Rule,
    Scenario,
    in_order,
    keys_between,
)
from tests.portfolio.files.documents import NOW, SMALL
from tests.portfolio.files.merging.by_hand import only_conflict, with_


def test_different_fields_of_one_record_are_both_taken():
    ours = set_initiative(SMALL, "i_triage", owner="Ben")
    theirs = set_benefit(SMALL, "i_triage", probability=0.4)
    found = merge(SMALL, ours, theirs)
    assert found.portfolio == set_benefit(ours, "i_triage", probability=0.4)
    assert [each.sentence for each in found.taken] == [
        "Initiative “Claims triage”, benefit, probability: 40 %, was 60 %."
    ]


def test_one_field_changed_by_both_is_a_conflict_with_both_values_authors_and_times():
    ours = set_initiative(SMALL, "i_triage", owner="Ben")
    theirs = set_initiative(SMALL, "i_triage", owner="Cleo")
    moment = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
    found = merge(SMALL, ours, theirs, mine=Side("Ben", moment), other=Side("Cleo"))
    (conflict,) = found.conflicts
    assert conflict.path == ("initiatives", "i_triage", "owner")
    assert conflict.place == "Initiative “Claims triage”, owner"
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Ana", "Ben", "Cleo")
    assert (conflict.ours_by, conflict.ours_at, conflict.theirs_by) == ("Ben", moment, "Cleo")
    assert conflict.sentence == (
        "Initiative “Claims triage”, owner: ours “Ben” (Ben, 1 Mar 2027, 09:30 UTC), "
        "theirs “Cleo” (Cleo), before “Ana”."
    )
    assert found.portfolio == ours
    assert resolved(found, {0}) == theirs


def test_what_says_who_and_when_itself_is_believed_first():
    first, second = (datetime(2027, 3, day, tzinfo=UTC) for day in (1, 2))
    ours = set_rating(SMALL, "p_ana", "i_triage", "c_fit", Rating(80.0, at=first))
    theirs = set_rating(SMALL, "p_ana", "i_triage", "c_fit", Rating(90.0, at=second))
    found = merge(SMALL, ours, theirs, mine=Side("Laptop"), other=Side("Server"))
    conflict = found.conflicts[0]
    assert conflict.place == "Ratings by “Ana” of “Claims triage” on “Strategic fit”"
    assert (conflict.ours_by, conflict.ours_at) == ("Ana", first)
    assert (conflict.theirs_by, conflict.theirs_at) == ("Ana", second)
    assert (conflict.ours_text, conflict.theirs_text) == ("80 points", "90 points")


def test_values_that_read_alike_are_told_apart():
    ours = set_benefit(SMALL, "i_triage", probability=0.6000001)
    theirs = set_benefit(SMALL, "i_triage", probability=0.6000002)
    conflict = only_conflict(SMALL, ours, theirs)
    assert (conflict.ours_text, conflict.theirs_text) == ("0.6000001", "0.6000002")
    long = "x" * 200
    ours, theirs = set_notes(SMALL, f"{long}a"), set_notes(SMALL, f"{long}b")
    conflict = only_conflict(SMALL, ours, theirs)
    assert conflict.ours_text != conflict.theirs_text


def test_ratings_by_different_people_on_one_initiative_are_no_conflict():
    base = add_rater(SMALL, "p_ben", "Ben")
    ours = set_rating(base, "p_ana", "i_triage", "c_fit", Rating(10.0))
    theirs = set_rating(base, "p_ben", "i_triage", "c_fit", Rating(20.0))
    found = merge(base, ours, theirs)
    assert found.conflicts == ()
    assert found.portfolio == set_rating(ours, "p_ben", "i_triage", "c_fit", Rating(20.0))


def test_a_rating_taken_back_here_and_one_added_in_its_row_there():
    base = replace(SMALL, criteria=SMALL.criteria.with_("c_2", SMALL.criteria["c_fit"]))
    ours = set_rating(base, "p_ana", "i_triage", "c_fit", None)
    theirs = set_rating(base, "p_ana", "i_triage", "c_2", Rating(5.0))
    found = merge(base, ours, theirs)
    assert found.conflicts == ()
    assert found.portfolio.ratings["p_ana"]["i_triage"] == FrozenMap({"c_2": Rating(5.0)})


def test_facts_that_both_begin_to_state_are_joined():
    ours = set_initiative(SMALL, "i_triage", facts=Facts(pricing="usage"))
    theirs = set_initiative(SMALL, "i_triage", facts=Facts(kind="internal tool", evidence=3))
    found = merge(SMALL, ours, theirs)
    assert found.conflicts == ()
    expected = Facts(pricing="usage", kind="internal tool", evidence=3)
    assert found.portfolio.initiatives["i_triage"].facts == expected


def test_a_unit_is_not_put_to_a_number_of_the_other_side():
    """Ours in thousands and theirs of a new amount in millions would be off by a thousand."""
    ours = set_benefit(SMALL, "i_triage", unit="$k")
    amount = replace(SMALL.initiatives["i_triage"].benefit.amount, likely=5.0)
    theirs = set_benefit(SMALL, "i_triage", amount=amount)
    conflict = only_conflict(SMALL, ours, theirs)
    assert conflict.path == ("initiatives", "i_triage", "benefit", "unit")
    assert only_conflict(SMALL, theirs, ours).path == conflict.path


def test_comments_and_decisions_of_both_sides_stand_side_by_side():
    ours = add_comment(SMALL, "n_a", Comment("From here", NOW))
    theirs = add_comment(SMALL, "n_b", Comment("From there", NOW))
    decision = Decision("i_video", "cut", NOW)
    theirs = replace(theirs, decisions=theirs.decisions.with_("d_2", decision))
    found = merge(SMALL, ours, theirs)
    assert found.portfolio.comments.keys() == {"n_1", "n_a", "n_b"}
    assert found.portfolio.decisions.keys() == {"d_1", "d_2"}


def test_a_size_deleted_here_and_edited_there_stays():
    levels = FrozenMap({"l_1": FundingLevel("Small", "V", 0.5, 0.2)})
    ours = set_initiative(SMALL, "i_triage", levels=FrozenMap())
    theirs = set_initiative(SMALL, "i_triage", levels=levels)
    found = merge(SMALL, ours, theirs)
    (conflict,) = found.conflicts
    assert (conflict.kind, conflict.ours) == ("deleted", MISSING)
    assert found.portfolio == theirs
    assert resolved(found, ()) == ours


def test_fields_of_a_newer_version_merge_by_key():
    base = with_(SMALL, "initiatives", "i_triage", extra=FrozenMap({"later": {"a": 1, "b": 1}}))
    ours = with_(base, "initiatives", "i_triage", extra=FrozenMap({"later": {"a": 2, "b": 1}}))
    theirs = with_(
        base, "initiatives", "i_triage", extra=FrozenMap({"later": {"a": 1, "b": 3}, "new": []})
    )
    found = merge(base, ours, theirs)
    assert found.conflicts == ()
    extra = found.portfolio.initiatives["i_triage"].extra
    assert extra == FrozenMap({"later": {"a": 2, "b": 3}, "new": []})
    theirs = with_(base, "initiatives", "i_triage", extra=FrozenMap({"later": {"a": 4, "b": 1}}))
    found = merge(base, ours, theirs)
    assert found.conflicts[0].path == ("initiatives", "i_triage", "extra", "later", "a")
    assert found.conflicts[0].place == "Initiative “Claims triage”, “later”, “a”"
    assert resolved(found, {0}) == theirs


def test_a_merge_keeps_the_higher_minor_version():
    data = dumps(SMALL).replace(b'"app": "0.4"', b'"app": "9.8"')
    newer = loads(data.replace(b"  3\n ],", b"  9\n ],"))
    assert newer.extra["schema"] == [1, 9]
    for pair in ((SMALL, newer), (newer, SMALL)):
        found = merge(SMALL, *pair)
        assert found.conflicts == ()
        assert found.portfolio.extra == newer.extra


def test_versions_of_two_documents_are_refused_in_a_sentence():
    other = set_title(replace(SMALL, id="p_other"), "Other")
    for versions in ((SMALL, SMALL, other), (other, SMALL, SMALL), (None, SMALL, other)):
        with pytest.raises(PortfolioError, match="two different portfolios"):
            merge(*versions)


def test_a_rater_that_both_add_by_the_same_name_stays_two():
    """Ids are the keys: the checks name the twin, nobody is merged by name."""
    ours, theirs = add_rater(SMALL, "p_1", "Ben"), add_rater(SMALL, "p_2", "Ben")
    found = merge(SMALL, ours, theirs)
    assert found.conflicts == ()
    assert found.portfolio.raters.keys() == {"p_ana", "p_1", "p_2"}


def test_two_copies_of_one_ballot_paper_are_merged():
    asked = Invitation(NOW, ("i_triage", "i_video"), ("c_fit",))
    base = replace(SMALL, paper=BallotPaper("p_team", "p_ana", asked))
    ours = set_rating(base, "p_ana", "i_triage", "c_fit", Rating(30.0))
    theirs = set_rating(base, "p_ana", "i_video", "c_fit", Rating(40.0))
    theirs = replace(theirs, paper=replace(base.paper, handed_in=NOW))
    found = merge(base, ours, theirs)
    assert found.conflicts == ()
    expected = set_rating(ours, "p_ana", "i_video", "c_fit", Rating(40.0))
    assert found.portfolio == replace(expected, paper=theirs.paper)


def sealed(value, *, handed_in=None, taken=NOW):
    ratings = FrozenMap({"i_triage": FrozenMap({"c_fit": Rating(value, "low", "secret")})})
    ballot = Ballot(handed_in, taken, ratings)
    return replace(SMALL, ballots=FrozenMap({"p_ana": ballot}))


def test_sealed_ballots_of_one_rater_are_joined_and_told_of_by_nothing():
    earlier, later = sealed(22.5, handed_in=NOW), sealed(33.5, handed_in=NOW + timedelta(hours=1))
    for ours, theirs in itertools.permutations([earlier, later]):
        found = merge(sealed(11.5), ours, theirs)
        assert found.conflicts == ()
        rating = found.portfolio.ballots["p_ana"].ratings["i_triage"]["c_fit"]
        assert (rating.value, [past.value for past in rating.earlier]) == (33.5, [22.5])
    (taken,) = merge(sealed(11.5), sealed(11.5), later).taken
    assert (taken.path, taken.place) == (("ballots", "p_ana"), "Sealed ballot “Ana”")
    assert "sealed" in taken.sentence
    hidden = ("11.5", "22.5", "33.5", "low", "secret")
    assert not any(word in taken.sentence for word in hidden)


def test_one_paper_that_two_people_take_in_is_one_ballot():
    early, late = sealed(22.5, handed_in=NOW), NOW + timedelta(seconds=9)
    found = merge(SMALL, sealed(22.5, handed_in=NOW, taken=late), early)
    assert (found.conflicts, found.portfolio) == ((), early)


def test_without_a_base_what_only_one_side_has_is_taken_and_listed():
    ours = add_initiatives(set_initiative(SMALL, "i_triage", tags=("a",)), {"i_o": "Ours"})
    theirs = add_initiatives(set_initiative(SMALL, "i_triage", tags=("b",)), {"i_t": "Theirs"})
    found = merge(None, ours, theirs)
    assert [each.path for each in found.conflicts] == [("initiatives", "i_triage", "tags")]
    assert found.conflicts[0].base_text == ""
    assert found.portfolio.initiatives.keys() == {"i_triage", "i_video", "i_o", "i_t"}
    assert [each.sentence for each in found.taken] == ["Initiative “Theirs”: added."]


def test_a_resource_counted_otherwise_is_asked_for_where_its_capacity_changed_too():
    ours = with_(SMALL, "resources", "r_gpu", unit="k h", capacity=FrozenMap({"q_1": 5.0}))
    theirs = with_(SMALL, "resources", "r_gpu", capacity=FrozenMap({"q_1": 5000.0, "q_2": 9.0}))
    assert isinstance(ours.resources["r_gpu"], Resource)
    assert only_conflict(SMALL, ours, theirs).place == "Resource “GPU hours”, unit"


def test_amounts_in_a_unit_that_the_other_side_changed_are_to_be_looked_at():
    ours = with_(SMALL, "resources", "r_gpu", unit="k h")
    theirs = set_demand(SMALL, "i_video", "r_gpu", "q_1", Estimate(900.0))
    expected = (
        "Resource “GPU hours” is counted in “k h” now, while the other side changed amounts "
        "that may be in the unit before: look at those again."
    )
    for versions in ((ours, theirs), (theirs, ours)):
        assert merge(SMALL, *versions).notes == (expected,)
    assert merge(SMALL, ours, set_title(SMALL, "New")).notes == ()


def with_new(portfolio, collection, key, record):
    return replace(portfolio, **{collection: getattr(portfolio, collection).with_(key, record)})


def test_members_of_a_rule_whose_kind_both_changed_go_with_the_kind():
    def ruled(kind, *members):
        return with_new(SMALL, "rules", "u_9", Rule(kind, members))

    base = ruled("requires", "i_video", "i_triage")
    ours = ruled("finished_before", "i_video", "i_triage")
    theirs = ruled("together", "i_triage", "i_video")
    found = merge(base, ours, theirs)
    assert [each.path[2] for each in found.conflicts] == ["kind", "initiatives"]
    assert found.portfolio == ours
    assert resolved(found, {0, 1}) == theirs


def test_a_member_that_leads_for_one_side_and_was_taken_out_by_the_other_is_asked():
    def required(*members):
        return with_new(SMALL, "rules", "u_9", Rule("requires", members))

    base = required("i_a", "i_triage", "i_video")
    found = merge(base, required("i_a", "i_b", "i_video"), required("i_triage", "i_video", "i_c"))
    assert [each.path for each in found.conflicts] == [("rules", "u_9", "initiatives")]


def in_order_of(portfolio, *keys):
    """The portfolio with its periods in another order."""
    moved = {
        key: replace(portfolio.periods[key], order=order)
        for key, order in zip(keys, keys_between("", "", len(keys)), strict=True)
    }
    return replace(portfolio, periods=portfolio.periods.with_all(moved))


THREE = with_new(SMALL, "periods", "q_3", Period("Q3 2027", "z"))


def test_the_order_of_the_periods_is_one_difference():
    other = in_order_of(THREE, "q_3", "q_1", "q_2")
    (change,) = changes(THREE, other)
    assert (change.kind, change.place) == ("changed", "Order of the periods")
    names = [THREE.periods[key].name for key in ("q_3", "q_1", "q_2")]
    assert change.after_text == ", ".join(f"“{name}”" for name in names)
    assert changes(THREE, in_order_of(THREE, "q_1", "q_2", "q_3")) == ()
    for versions in ((THREE, other), (other, THREE)):
        found = merge(THREE, *versions)
        assert (found.conflicts, changes(found.portfolio, other)) == ((), ())


def test_periods_that_both_put_in_another_order_are_asked_for_as_one():
    ours, theirs = in_order_of(THREE, "q_3", "q_1", "q_2"), in_order_of(THREE, "q_2", "q_1", "q_3")
    theirs = with_new(theirs, "periods", "q_4", Period("Q4 2027", "zz"))
    for base in (THREE, None):
        found = merge(base, ours, theirs)
        (conflict,) = found.conflicts
        assert conflict.place == "Order of the periods"
        mine, other = (in_order(resolved(found, decided).periods) for decided in ((), {0}))
        assert [key for key, _ in mine] == ["q_3", "q_1", "q_2", "q_4"]
        assert [key for key, _ in other] == ["q_2", "q_1", "q_3", "q_4"]


def rescaled(portfolio, key):
    anchors = tuple(
        replace(each, level=each.level / 10) for each in portfolio.criteria[key].anchors
    )
    return with_(portfolio, "criteria", key, anchors=anchors)


def added_with_demand(portfolio):
    return set_demand(
        add_initiatives(portfolio, {"i_new": "New"}), "i_new", "r_gpu", "q_1", Estimate(9.0)
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "begin"),
    [
        (
            with_(SMALL, "resources", "r_gpu", unit="k h"),
            added_with_demand(SMALL),
            "Resource “GPU hours” is counted in “k h” now",
        ),
        (
            rescaled(SMALL, "c_fit"),
            set_rating(SMALL, "p_ana", "i_video", "c_fit", Rating(77.0)),
            "Criterion “Strategic fit” has another scale now",
        ),
        (
            replace(SMALL, settings=replace(SMALL.settings, benefit_unit="€M")),
            set_initiative(SMALL, "i_video", benefit=Benefit(Estimate(9.0))),
            "The value of a plan is counted in “€M” now",
        ),
    ],
)
def test_a_measure_that_one_side_changed_under_the_other_is_told(ours, theirs, begin):
    for versions in ((ours, theirs), (theirs, ours)):
        found = merge(SMALL, *versions)
        assert (found.conflicts, len(found.notes)) == ((), 1)
        assert found.notes[0].startswith(begin)
    assert merge(SMALL, ours, set_title(SMALL, "New")).notes == ()


def test_the_logs_of_both_sides_are_in_the_merged_one():
    ours, theirs = (
        recorded(SMALL, Entry(NOW, "note", what)) for what in ("Here it began.", "And there.")
    )
    found = merge(SMALL, ours, theirs)
    assert found.portfolio.journal.keys() == ours.journal.keys() | theirs.journal.keys()
    assert (found.conflicts, found.notes) == ((), ())


def test_no_entry_of_the_log_goes_with_a_merge():
    ours = recorded(SMALL, Entry(NOW, "note", "Here it began."))
    cut = set_title(SMALL, "Cut")
    for base, mine, other in ((ours, ours, cut), (ours, cut, ours), (SMALL, ours, cut)):
        found = merge(base, mine, other)
        assert found.portfolio == set_title(ours, "Cut")


def test_a_merge_leaves_a_portfolio_of_the_same_kind():
    found = merge(SMALL, SMALL, set_title(SMALL, "New"))
    assert isinstance(found.portfolio, Portfolio)
    assert found.portfolio.initiatives is SMALL.initiatives
    assert Scenario in {type(each) for each in found.portfolio.scenarios.values()}
