from __future__ import annotations

import itertools
import random
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio.edit import delete_initiatives, delete_rater, set_criterion, set_rating
from portfolio.edit.ballots import counting_criteria, invite, papers, rated_criteria
from portfolio.edit.ballots_marking import (
    clear,
    hand_in,
    leave_out,
    mark,
    note,
    open_counts,
    own_row,
    paper_of,
    reopen,
    standing_of,
    weigh,
)
from portfolio.edit.ballots_revealing import reveal
from portfolio.edit.ballots_taking import take_in
from portfolio.files import load, save
from portfolio.model import Anchor, FrozenMap, Initiative, Rating
from portfolio.model.rating_history import pasts, with_history
from tests.portfolio.ballots import NOW, SEVEN, asked, filled, invited, panel
from tests.portfolio.small import with_record


def sent_back(made, hours=1, finished=True):
    return [
        (f"{rater}.portfolio", filled(paper, rater, hours, finished=finished))
        for rater, paper in made.items()
    ]


def test_a_paper_holds_what_its_rater_needs_and_nothing_else():
    portfolio = panel()
    record = replace(portfolio.initiatives["claims"], goal="Settle in a day", notes="Not for them")
    portfolio = replace(portfolio, initiatives=portfolio.initiatives.with_("claims", record))
    one = replace(asked(portfolio), initiatives=("claims", "gone"), criteria=("fit",))
    paper = papers(portfolio, {"bo": one}, lambda _prefix: "d9")["bo"]
    assert list(paper.raters) == ["bo"]
    assert list(paper.criteria) == ["fit"]
    assert paper.criteria["fit"].anchors == portfolio.criteria["fit"].anchors
    assert paper.criteria["fit"].weight == 1.0
    assert list(paper.initiatives) == ["claims"]
    shown = paper.initiatives["claims"]
    assert (shown.name, shown.goal, shown.notes) == (record.name, "Settle in a day", "")
    assert shown.benefit is None
    assert not shown.demand
    empty = ("ratings", "resources", "periods", "rules", "decisions", "comments", "invitations")
    assert not any(getattr(paper, name) for name in (*empty, "ballots", "journal", "plans"))
    assert (paper.paper.portfolio, paper.paper.rater) == ("d1", "bo")
    assert paper.paper.asked.initiatives == ("claims",)


def test_every_field_of_an_initiative_was_thought_of():
    told = {"name", "order", "code", "owner", "sponsor", "category", "unit", "stage", "status"}
    kept_back = {"notes", "start", "end", "tags", "evidence", "benefit", "demand", "levels"}
    kept_back |= {"starts", "duration", "late_loss", "open_ended", "stop_cost", "spent", "facts"}
    assert {field.name for field in fields(Initiative)} == told | kept_back | {"goal", "extra"}


def test_own_earlier_ratings_are_there_only_when_that_is_wished():
    portfolio = panel()
    everything = {"ana": asked(portfolio), "bo": asked(portfolio)}
    made = papers(portfolio, everything, lambda _prefix: "d9", from_earlier=["ana"])
    assert dict(made["ana"].ratings) == {"ana": portfolio.ratings["ana"]}
    assert not made["bo"].ratings


def test_weights_are_asked_about_all_criteria_and_ratings_only_where_people_rate():
    portfolio = set_criterion(panel(), "trust", check="1a")
    assert rated_criteria(portfolio) == ("fit",)
    assert rated_criteria(set_criterion(portfolio, "fit", anchors=())) == ()
    plain = papers(portfolio, {"bo": asked(panel())}, lambda _prefix: "d9")["bo"]
    assert list(plain.criteria) == ["fit"]
    weighed = papers(portfolio, {"bo": asked(portfolio, "swing")}, lambda _prefix: "d9")["bo"]
    assert list(weighed.criteria) == ["fit", "trust"]
    assert weighed.paper.asked.criteria == ("fit",)


def test_a_criterion_that_is_only_watched_is_rated_and_not_weighed():
    watched = set_criterion(panel(), "trust", weight=0.0)
    assert counting_criteria(watched) == ("fit",)
    both = papers(watched, {"bo": asked(watched, "swing")}, lambda _prefix: "d9")["bo"]
    assert (list(both.criteria), counting_criteria(both)) == (["fit", "trust"], ("fit",))
    one = papers(
        watched, {"bo": replace(asked(watched, "swing"), criteria=("fit",))}, lambda _prefix: "d9"
    )["bo"]
    assert list(one.criteria) == ["fit"]
    unweighed = set_criterion(watched, "fit", weight=0.0)
    assert counting_criteria(unweighed) == ("fit", "trust")


def test_a_rater_marks_leaves_out_clears_and_hands_in():
    _, made = invited(weighing="")
    paper = made["cy"]
    assert standing_of(paper).open == 8
    paper = mark(paper, "claims", "fit", 130.0, at=NOW)
    paper = note(paper, "claims", "fit", confidence="low", comment="A guess")
    assert own_row(paper, "claims")["fit"] == Rating(100.0, "low", "A guess", NOW)
    paper = mark(paper, "claims", "fit", 40.0, at=NOW)
    assert own_row(paper, "claims")["fit"] == Rating(40.0, "low", "A guess", NOW)
    assert open_counts(paper)["claims"] == 1
    asked = replace(paper.paper.asked, criteria=(*paper.paper.asked.criteria, "nowhere"))
    damaged = replace(paper, paper=replace(paper.paper, asked=asked))
    assert open_counts(damaged)["claims"] == 1
    assert open_counts(set_criterion(paper, "trust", anchors=()))["claims"] == 0
    paper = leave_out(paper, "claims", "trust")
    assert open_counts(paper)["claims"] == 0
    standing = standing_of(paper)
    assert (standing.asked, standing.rated, standing.left_out, standing.open) == (8, 1, 1, 6)
    paper = mark(paper, "claims", "trust", 5.0, at=NOW)
    assert not paper_of(paper).left_out
    assert clear(clear(paper, "claims", "trust"), "claims", "fit") == made["cy"]
    assert note(made["cy"], "wiki", "fit", confidence="low", comment="x") == made["cy"]
    assert paper_of(hand_in(paper, NOW)).handed_in == NOW
    assert reopen(hand_in(paper, NOW)) == paper
    with pytest.raises(ValueError, match="no ballot paper"):
        standing_of(panel())


def test_seven_ballots_go_out_to_files_and_come_back_sealed_then_revealed(tmp_path):
    portfolio, made = invited()
    files = []
    for name, paper in sent_back(made):
        save(tmp_path / name, paper, expected_sha256=None)
        files.append((name, load(tmp_path / name).portfolio))
    taken = take_in(portfolio, files, now=NOW)
    assert not any(each.refusal or each.remarks for each in taken.papers)
    assert set(taken.portfolio.ballots) == set(SEVEN)
    assert replace(taken.portfolio, ballots=FrozenMap()) == portfolio
    save(tmp_path / "all.portfolio", taken.portfolio, expected_sha256=None)
    assert load(tmp_path / "all.portfolio").portfolio == taken.portfolio
    shown = reveal(taken.portfolio, NOW)
    assert not shown.ballots
    for (_, paper), rater in zip(files, SEVEN, strict=True):
        given = paper.ratings[rater]
        for key, row in given.items():
            for name, rating in row.items():
                now = shown.ratings[rater][key][name]
                assert replace(now, earlier=()) == rating
                before = portfolio.ratings.get(rater, {}).get(key, {}).get(name)
                other = before is not None and before.value != rating.value
                assert bool(now.earlier) == (other or (before is not None and now != before))
        assert shown.raters[rater].weights == paper.raters[rater].weights
        assert shown.raters[rater].weighing == "swing"
        assert shown.invitations[rater].revealed == NOW


def test_any_order_and_twice_is_the_same():
    portfolio, made = invited()
    files = sent_back(made)
    expected = take_in(portfolio, files, now=NOW).portfolio
    for seed in range(20):
        shuffled = random.Random(seed).sample(files, len(files))
        apart = portfolio
        for file in shuffled:
            apart = take_in(apart, [file], now=NOW).portfolio
        assert apart == take_in(portfolio, shuffled, now=NOW).portfolio == expected
        again = take_in(expected, shuffled, now=NOW + timedelta(days=1))
        assert again.portfolio is expected


def test_what_a_later_paper_leaves_open_is_kept_from_the_earlier_one():
    portfolio, made = invited(raters=("cy",), weighing="")
    full, later = made["cy"], NOW + timedelta(hours=1)
    for key in portfolio.initiatives:
        full = mark(full, key, "fit", 60.0, at=NOW)
    full = hand_in(leave_out(full, "wiki", "trust"), NOW)
    correction = hand_in(mark(made["cy"], "claims", "fit", 20.0, at=later), later)
    files = [("full", full), ("correction", correction)]
    for order in itertools.permutations(files):
        found = take_in(portfolio, order, now=later)
        ballot = found.portfolio.ballots["cy"]
        given = {key: row["fit"].value for key, row in ballot.ratings.items()}
        assert given == dict.fromkeys(portfolio.initiatives, 60.0) | {"claims": 20.0}
        assert ballot.left_out == FrozenMap({"wiki": ("trust",)})
        said = [remark for paper in found.papers for remark in paper.remarks]
        assert len(said) == 1
        assert f"{len(portfolio.initiatives)} cells" in said[0]
        assert ("earlier paper" if order[0] == files[0] else "later paper") in said[0]


def worked_on(paper, seed, hour):
    """The paper with some more of its cells rated, each a minute after the other, handed in."""
    draw, at = random.Random(seed), NOW + timedelta(hours=hour)
    for key in paper.initiatives:
        for name in ("fit", "trust"):
            if draw.random() < 0.5:
                at += timedelta(minutes=1)
                paper = mark(paper, key, name, draw.randint(0, 100), at=at)
    return hand_in(paper, at + timedelta(minutes=1))


@pytest.mark.parametrize("seed", range(20))
def test_each_cell_is_as_it_was_said_last_in_whatever_order_papers_come(seed):
    portfolio, made = invited(raters=("cy",), weighing="")
    draw = random.Random(seed)
    sent = [worked_on(made["cy"], draw.random(), hour) for hour in range(3)]
    last = {}
    for paper in sent:
        rows = paper.ratings.get("cy", {}).items()
        last |= {(key, name): each.value for key, row in rows for name, each in row.items()}
    for order in itertools.permutations(sent):
        state = portfolio
        for paper in order:
            state = take_in(state, [("a", paper)], now=NOW).portfolio
        rows = state.ballots["cy"].ratings.items()
        given = {(key, name): each.value for key, row in rows for name, each in row.items()}
        assert given == last


def test_what_a_rater_cannot_judge_any_more_has_no_rating():
    portfolio, made = invited(raters=("cy",), weighing="")
    first = hand_in(mark(made["cy"], "wiki", "fit", 60.0, at=NOW), NOW)
    second = hand_in(leave_out(first, "wiki", "fit"), NOW + timedelta(hours=1))
    for order in itertools.permutations([("first", first), ("second", second)]):
        ballot = take_in(portfolio, order, now=NOW).portfolio.ballots["cy"]
        assert (dict(ballot.ratings), ballot.left_out["wiki"]) == ({}, ("fit",))


def test_of_several_papers_of_one_rater_the_last_one_counts_and_the_others_are_remembered():
    portfolio, made = invited(raters=("cy",), weighing="")
    first = hand_in(mark(made["cy"], "wiki", "fit", 10.0, at=NOW), NOW)
    later = NOW + timedelta(hours=1)
    second = hand_in(mark(first, "wiki", "fit", 30.0, at=later), later)
    third = reopen(mark(second, "wiki", "fit", 50.0, at=later + timedelta(hours=1)))
    for order in itertools.permutations([first, second, third]):
        taken = take_in(portfolio, [("a", one) for one in order], now=NOW).portfolio
        rating = reveal(taken, NOW).ratings["cy"]["wiki"]["fit"]
        assert rating.value == 30.0, "what is handed in counts before what is not finished"
        assert [past.value for past in rating.earlier] == [10.0, 50.0]


def test_what_a_rater_cannot_judge_any_more_is_taken_back_and_what_is_not_said_stays():
    portfolio, made = invited(raters=("ana",), weighing="")
    paper = hand_in(leave_out(made["ana"], "wiki", "fit"), NOW)
    shown = reveal(take_in(portfolio, [("a", paper)], now=NOW).portfolio, NOW)
    assert "fit" not in shown.ratings["ana"]["wiki"]
    assert shown.ratings["ana"]["wiki"]["trust"] == portfolio.ratings["ana"]["wiki"]["trust"]
    assert shown.ratings["bo"] is portfolio.ratings["bo"]


def test_a_ballot_that_was_revealed_is_not_sealed_again_over_what_was_said_since():
    portfolio, made = invited(raters=("cy",), weighing="")
    paper = hand_in(mark(made["cy"], "wiki", "fit", 10.0, at=NOW), NOW)
    shown = reveal(take_in(portfolio, [("a", paper)], now=NOW).portfolio, NOW)
    later = NOW + timedelta(days=1)
    before = shown.ratings["cy"]["wiki"]["fit"]
    rerated = with_history(Rating(70.0, at=later), pasts(before))
    since = set_rating(shown, "cy", "wiki", "fit", rerated)
    for state in (shown, since):
        again = take_in(state, [("a", paper)], now=later)
        assert again.portfolio is state
        assert "revealed already" in again.papers[0].refusal
    new = hand_in(mark(paper, "wiki", "fit", 20.0, at=later), later)
    assert "cy" in take_in(since, [("a", new)], now=later).portfolio.ballots
    renewed = invite(since, {"cy": replace(asked(portfolio), at=later)})
    assert "cy" in take_in(renewed, [("a", paper)], now=later).portfolio.ballots


def test_revealing_passes_over_what_has_left_the_portfolio():
    portfolio, made = invited(raters=("cy",))
    taken = take_in(portfolio, sent_back(made), now=NOW).portfolio
    smaller = delete_initiatives(taken, ["wiki"])
    shown = reveal(replace(smaller, raters=smaller.raters.without("ana")), NOW)
    assert "wiki" not in shown.ratings["cy"]
    alone = replace(taken, raters=taken.raters.without("cy"))
    assert "cy" not in reveal(alone, NOW).ratings
    assert reveal(panel(), NOW) == panel()


def test_an_earlier_paper_that_adds_nothing_is_told_of_without_a_count():
    portfolio, made = invited()
    early, late = (filled(made["bo"], 1, hours) for hours in (1, 2))
    said = take_in(portfolio, [("late", late), ("early", early)], now=NOW).papers[1].remarks
    assert said == ("A later paper of this rater counts.",)


def test_a_rater_who_goes_takes_the_ballot_along():
    portfolio, made = invited()
    taken = take_in(portfolio, sent_back(made), now=NOW).portfolio
    gone = delete_rater(taken, "cy")
    assert not {"cy"} & {*gone.raters, *gone.invitations, *gone.ballots, *gone.ratings}
    assert len(gone.ballots) == len(SEVEN) - 1


def refusal_of(portfolio, document):
    taken = take_in(portfolio, [("x.portfolio", document)], now=NOW)
    assert taken.portfolio is portfolio
    return taken.papers[0].refusal


def test_papers_that_do_not_belong_here_are_refused_in_a_sentence():
    portfolio, made = invited()
    paper = filled(made["bo"], 1)
    assert "no ballot paper" in refusal_of(portfolio, panel())
    other = replace(paper, paper=replace(paper.paper, portfolio="d2"))
    assert "another portfolio" in refusal_of(portfolio, other)
    nobody = replace(paper, paper=replace(paper.paper, rater="zoe"))
    assert "not among the raters" in refusal_of(portfolio, nobody)
    renamed = replace(paper, paper=replace(paper.paper, rater="ana"))
    assert "names another rater" in refusal_of(portfolio, renamed)


def test_a_paper_as_it_was_sent_out_is_no_ballot_and_its_rater_is_still_missing():
    portfolio, made = invited()
    again = papers(portfolio, portfolio.invitations, lambda _prefix: "d9", from_earlier=["ana"])[
        "ana"
    ]
    assert again.ratings["ana"]
    for untouched in (made["bo"], again, reopen(hand_in(made["bo"], NOW))):
        assert "it is no ballot yet" in refusal_of(portfolio, untouched)
    rating = again.ratings["ana"]["wiki"]["fit"]
    for said in (
        hand_in(made["bo"], NOW),
        leave_out(made["bo"], "wiki", "fit"),
        mark(made["bo"], "wiki", "fit", 40.0, at=NOW),
        weigh(made["bo"], {"fit": 1.0}),
        mark(again, "wiki", "fit", rating.value, at=NOW),
    ):
        rater = said.paper.rater
        assert rater in take_in(portfolio, [("x", said)], now=NOW).portfolio.ballots


def test_a_blank_paper_changes_nothing_about_the_ballot_that_came_before_it():
    portfolio, made = invited()
    taken = take_in(portfolio, [("x", filled(made["bo"], 1))], now=NOW).portfolio
    assert refusal_of(taken, made["bo"])


def remarks_of(portfolio, document):
    (paper,) = take_in(portfolio, [("x.portfolio", document)], now=NOW).papers
    assert not paper.refusal
    return " ".join(paper.remarks)


def test_a_bad_paper_is_taken_as_far_as_it_is_good():
    portfolio, made = invited()
    paper = mark(made["bo"], "wiki", "fit", 40.0, at=NOW)
    own = paper.ratings["bo"]
    foreign = FrozenMap({**paper.ratings, "ana": FrozenMap({"wiki": own["wiki"]})})
    assert "by others" in remarks_of(portfolio, replace(paper, ratings=foreign))
    for value in (101.0, -1.0, float("nan"), float("inf")):
        row = FrozenMap({"fit": Rating(40.0), "trust": Rating(value)})
        bad = replace(paper, ratings=FrozenMap({"bo": FrozenMap({"wiki": row})}))
        assert "beyond the scale: ratings of “Wiki” on “Trust”" in remarks_of(portfolio, bad)
        (sealed,) = take_in(portfolio, [("x", bad)], now=NOW).portfolio.ballots.values()
        assert list(sealed.ratings["wiki"]) == ["fit"]
    strange = FrozenMap({"ghost": FrozenMap({"fit": Rating(1.0)}), "wiki": own["wiki"]})
    assert "(unknown)" in remarks_of(portfolio, replace(paper, ratings=FrozenMap({"bo": strange})))
    changed = with_record(paper, "criteria", "fit", anchors=(Anchor(0, 100), Anchor(100, 0)))
    assert "not the one that was rated on: ratings on “Goal fit”" in remarks_of(portfolio, changed)
    words = with_record(paper, "criteria", "fit", anchors=(Anchor(0, 0, "!"), Anchor(100, 100)))
    assert "words of their scales have changed" in remarks_of(portfolio, words)
    smaller = delete_initiatives(portfolio, ["wiki"])
    assert "not in this portfolio: ratings of “Wiki”" in remarks_of(smaller, paper)
    fed = set_criterion(portfolio, "fit", check="1a")
    assert "a check of the lessons takes their place" in remarks_of(fed, paper)
    narrow = replace(portfolio.invitations["bo"], initiatives=("claims",))
    narrowed = replace(portfolio, invitations=portfolio.invitations.with_("bo", narrow))
    assert "not asked for: ratings of “Wiki” on “Goal fit”" in remarks_of(narrowed, paper)


def test_bad_weights_are_left_out_in_a_sentence():
    portfolio, made = invited()
    paper = made["bo"]
    for weights, words in [
        ({"fit": -1.0}, "not all numbers of 0 or more"),
        ({"fit": float("nan")}, "not all numbers of 0 or more"),
        ({"fit": 0.0}, "All of its weights are 0"),
        ({"fit": 1.0, "gone": 2.0}, "1 weight of criteria that are not here"),
    ]:
        assert words in remarks_of(portfolio, weigh(paper, weights))
    unasked, _ = invited(weighing="")
    assert "not asked for" in remarks_of(unasked, weigh(paper, {"fit": 1.0}))


papers_sent = st.lists(
    st.tuples(st.sampled_from(SEVEN), st.integers(0, 5), st.integers(0, 3), st.booleans()),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(sent=papers_sent, split=st.integers(0, 9))
def test_nobody_elses_ratings_ever_change(sent, split):
    portfolio, made = invited()
    files = [
        (f"{n}", filled(made[rater], seed, hours, finished=finished))
        for n, (rater, seed, hours, finished) in enumerate(sent)
    ]
    some = take_in(portfolio, files[:split], now=NOW).portfolio
    everything = take_in(some, files[split:], now=NOW).portfolio
    assert set(everything.ballots) == {rater for rater, *_ in sent}
    assert replace(everything, ballots=FrozenMap()) == portfolio
    for rater in set(SEVEN) - set(everything.ballots):
        assert reveal(everything, NOW).ratings.get(rater) == portfolio.ratings.get(rater)
    alone = take_in(
        portfolio, [f for f, (r, *_) in zip(files, sent, strict=True) if r == "bo"], now=NOW
    )
    assert alone.portfolio.ballots.get("bo") == everything.ballots.get("bo")
