"""Differences between two versions, field by field, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from portfolio.edit import (
    add_comment,
    add_initiatives,
    add_period,
    add_rule,
    delete_initiatives,
    move,
    set_benefit,
    set_demand,
    set_initiative,
    set_level,
    set_rating,
    set_resource,
    set_settings,
    set_title,
)
from portfolio.files import load, samples
from portfolio.files.changes import changed_paths, changes
from portfolio.files.merging.places import with_values
from portfolio.files.missing import MISSING
from portfolio.model import (
    Comment,
    Decision,
    Estimate,
    Facts,
    Figure,
    FrozenMap,
    FundingLevel,
    Initiative,
    Rating,
    Rule,
)
from tests.portfolio.files.documents import NOW, SMALL

TRIAGE = "Initiative “Claims triage”"
CELL = "Ratings by “Ana” of “Claims triage” on “Strategic fit”"


def sentences(after, before=SMALL):
    return [each.sentence for each in changes(before, after)]


def test_nothing_differs_from_itself():
    assert changes(SMALL, SMALL) == ()
    assert changes(SMALL, replace(SMALL, initiatives=FrozenMap(SMALL.initiatives))) == ()


def test_a_difference_says_where_it_is_and_what_it_was():
    (change,) = changes(SMALL, set_initiative(SMALL, "i_triage", owner="Ben"))
    assert change.kind == "changed"
    assert change.path == ("initiatives", "i_triage", "owner")
    assert (change.noun, change.key, change.name) == ("initiative", "i_triage", "Claims triage")
    assert (change.before, change.after) == ("Ana", "Ben")
    assert change.sentence == "Initiative “Claims triage”, owner: “Ben”, was “Ana”."


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (set_title(SMALL, "New"), "Title: “New”, was “Small”."),
        (
            set_settings(SMALL, discount_rate=0.08),
            "Settings, discount rate: 8 %, was 0 %.",
        ),
        (
            set_benefit(SMALL, "i_triage", amount=None),
            f"{TRIAGE}, benefit, amount: not stated, was $4.5M (low $2M, high $9M).",
        ),
        (
            set_demand(SMALL, "i_triage", "r_gpu", "q_1", Estimate(1300.0, 900.0)),
            f"{TRIAGE}, demand, “GPU hours”, “Q1”: 1,300 h (low 900 h), was 1,200 h.",
        ),
        (
            set_demand(SMALL, "i_triage", "r_gpu", "q_1", None),
            "Initiative “Claims triage”, demand, “GPU hours”, “Q1”: deleted.",
        ),
        (
            set_rating(SMALL, "p_ana", "i_triage", "c_fit", Rating(80.0, "low", "Hm")),
            f"{CELL}: 80 points, low confidence, “Hm”, was 70 points, high confidence.",
        ),
        (
            set_rating(SMALL, "p_ana", "i_triage", "c_fit", None),
            "Ratings by “Ana” of “Claims triage” on “Strategic fit”: deleted.",
        ),
        (
            set_initiative(SMALL, "i_triage", start=date(2027, 2, 1)),
            "Initiative “Claims triage”, start: 1 Feb 2027, was 1 Jan 2027.",
        ),
        (
            set_initiative(SMALL, "i_triage", starts=("q_1",), open_ended=True),
            "Initiative “Claims triage”, starts: “Q1”, was none.",
        ),
        (
            set_level(SMALL, "i_triage", "l_1", FundingLevel("Lean", "V", 0.5, 0.2)),
            "Initiative “Claims triage”, levels, “Lean”, name: “Lean”, was “Pilot”.",
        ),
        (
            add_comment(SMALL, "n_2", Comment("Hm", NOW, "Ben", "i_video")),
            "Comment by “Ben” on “Viral video”: added.",
        ),
        (
            add_rule(SMALL, "u_2", Rule("mandated", ("i_triage",))),
            "Mandate of “Claims triage”: added.",
        ),
        (
            replace(SMALL, decisions=SMALL.decisions.with_("d_2", Decision("i_video", "cut", NOW))),
            "Decision on “Viral video”: added.",
        ),
        (delete_initiatives(SMALL, ["i_video"]), "Initiative “Viral video”: deleted."),
        (add_initiatives(SMALL, {"i_new": "New"}), "Initiative “New”: added."),
        (
            set_initiative(
                SMALL,
                "i_triage",
                facts=Facts(
                    figures=FrozenMap({"utilization": Figure(0.4, as_of=date(2027, 1, 1))})
                ),
            ),
            "Initiative “Claims triage”, facts: figures 1 entry, was not stated.",
        ),
        (
            with_values(SMALL, {("initiatives", "i_triage", "extra", "later"): [1, True]}),
            "Initiative “Claims triage”, “later”: added.",
        ),
    ],
)
def test_each_kind_of_value_has_its_words(after, said):
    assert said in sentences(after)


def test_what_is_written_first_is_compared_as_a_whole_later_field_by_field():
    first = set_initiative(SMALL, "i_video", benefit=replace(SMALL.initiatives["i_triage"].benefit))
    (whole,) = changes(SMALL, first)
    assert (whole.path, whole.before) == (("initiatives", "i_video", "benefit"), None)
    (field,) = changes(first, set_benefit(first, "i_video", probability=0.1))
    assert field.path == ("initiatives", "i_video", "benefit", "probability")


def test_where_rows_stand_is_no_difference():
    moved = move(SMALL, "initiatives", ["i_video"], after=None)
    assert moved != SMALL
    assert changes(SMALL, moved) == ()


def test_values_that_are_written_alike_are_told_apart():
    (change,) = changes(SMALL, set_benefit(SMALL, "i_triage", probability=0.600001))
    assert (change.before_text, change.after_text) == ("0.6", "0.600001")
    moments = [datetime(2027, 1, 1, 9, 0, second, tzinfo=UTC) for second in (1, 2)]
    one, other = (
        replace(SMALL, comments=FrozenMap({"n": Comment("A", at, "Ana")})) for at in moments
    )
    (change,) = changes(one, other)
    assert change.before_text != change.after_text


def test_a_long_list_that_differs_at_its_end_is_told_to_the_end_with_names():
    long = SMALL
    for number in range(6):
        long = add_period(long, f"p_{number}", f"Q{number} 2031")
    before = set_initiative(long, "i_triage", starts=tuple(f"p_{n}" for n in range(5)))
    after = set_initiative(long, "i_triage", starts=(*(f"p_{n}" for n in range(4)), "p_5"))
    (change,) = changes(before, after)
    four = "“Q0 2031”, “Q1 2031”, “Q2 2031”, “Q3 2031” and "
    assert change.before_text == f"{four}“Q4 2031”"
    assert change.after_text == f"{four}“Q5 2031”"


def test_ratings_that_differ_in_their_time_alone_are_told_apart_in_words():
    rated = Rating(40.0, at=NOW)
    before = set_rating(SMALL, "p_ana", "i_triage", "c_fit", rated)
    after = set_rating(
        SMALL, "p_ana", "i_triage", "c_fit", replace(rated, at=NOW.replace(year=2029))
    )
    (change,) = changes(before, after)
    assert "2029" in change.after_text
    assert change.before_text != change.after_text
    assert "Rating(" not in change.sentence


def test_each_value_is_told_in_the_unit_of_its_own_version():
    gpu = next(iter(SMALL.resources))
    before = set_resource(SMALL, gpu, unit="GPU-h", capacity=FrozenMap({"q": 5000.0}))
    after = set_resource(SMALL, gpu, unit="GPU days", capacity=FrozenMap({"q": 200.0}))
    moved = next(each for each in changes(before, after) if "capacity" in each.path)
    assert (moved.before_text, moved.after_text) == ("5,000 GPU-h", "200 GPU days")


def test_the_amount_of_a_rule_has_its_unit():
    gpu = next(iter(SMALL.resources))
    cap = Rule("cap", field="owner", value="Ana", resource=gpu, amount=0.4, basis="capacity")
    before = add_rule(SMALL, "u_2", cap)
    after = replace(before, rules=before.rules.with_("u_2", replace(cap, amount=0.5)))
    (share,) = changes(before, after)
    assert (share.before_text, share.after_text) == ("40 %", "50 %")
    counted = replace(cap, amount=12.0, basis="amount")
    after = replace(before, rules=before.rules.with_("u_2", counted))
    amount = next(each for each in changes(before, after) if each.path[-1] == "amount")
    unit = SMALL.resources[gpu].unit
    assert (amount.before_text, amount.after_text) == ("40 %", f"12 {unit}")


def test_a_unit_that_begins_like_a_share_is_no_share():
    gpu = next(iter(SMALL.resources))
    shared = set_resource(SMALL, gpu, unit="shared nodes", capacity=FrozenMap({"q": 10.0}))
    (change,) = changes(shared, set_resource(shared, gpu, capacity=FrozenMap({"q": 12.0})))
    assert (change.before_text, change.after_text) == ("10 shared nodes", "12 shared nodes")


def test_a_name_cannot_hide_anything():
    after = set_initiative(SMALL, "i_triage", owner="\u202eanA")
    assert "⟨U+202E⟩" in changes(SMALL, after)[0].sentence


def test_every_record_that_only_one_version_has_is_one_difference():
    record = Initiative("New", "Z", owner="Ben", tags=("a",))
    after = replace(SMALL, initiatives=SMALL.initiatives.with_("i_n", record))
    (change,) = changes(SMALL, after)
    assert (change.kind, change.before, change.after) == ("added", MISSING, record)
    (back,) = changes(after, SMALL)
    assert (back.kind, back.before, back.after) == ("deleted", record, MISSING)


def test_all_samples_against_each_other_can_be_told():
    opened = [load(each.path).portfolio for each in samples() if "stress" not in each.path.name]
    for before, after in pairwise(opened):
        found = changes(before, after)
        assert changed_paths(before, after) == {each.path for each in found}
        for each in found:
            assert each.sentence.endswith(".")
            assert each.place
