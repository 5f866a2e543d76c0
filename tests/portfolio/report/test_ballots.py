"""Ballots in words: what a rater sees, and what a facilitator sees without seeing any rating."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.edit import set_criterion, set_initiative
from portfolio.edit.ballots import papers, people_in
from portfolio.edit.ballots_marking import hand_in, leave_out, mark, weigh
from portfolio.edit.ballots_revealing import reveal
from portfolio.edit.ballots_taking import TakenPaper, take_in
from portfolio.model import Anchor, Rater
from portfolio.report.ballot_choices import criterion_choices, initiative_choices
from portfolio.report.ballot_files import already_there, paper_names, read_papers, write_papers
from portfolio.report.ballot_rows import (
    ballot_rows,
    ballots_line,
    reminder,
    taken_lines,
    to_remind,
)
from portfolio.report.ballot_view import (
    SLIDER_STEPS,
    as_before_words,
    cells,
    entries,
    facts_line,
    head_words,
    level_at,
    meaning,
    missing_words,
    next_open,
    place_of,
    progress_words,
    stepped,
    swing_points,
)
from tests.portfolio.ballots import NOW, SEVEN, asked, filled, invited, panel
from tests.portfolio.small import sound

LATER = NOW + timedelta(hours=1)
BEFORE, AFTER = date(2026, 11, 30), date(2026, 12, 2)
ANCHORS = (Anchor(0.0, 0.0, "None"), Anchor(40.0, 50.0, "Some"), Anchor(100.0, 100.0, "All"))


def paper():
    portfolio = set_criterion(panel(), "fit", anchors=ANCHORS, unit="points")
    return invited(portfolio, raters=("cy",))[1]["cy"]


def cell(value=None):
    shown = paper() if value is None else mark(paper(), "claims", "fit", value, at=NOW)
    return cells(shown, "claims")[0]


def test_a_rating_is_told_in_the_words_of_its_scale():
    assert cell().said == "not rated yet"
    assert cell(40.0).said == "40 points: Some"
    assert cell(50.0).said == "50 points, between “Some” and “All”"
    assert cells(leave_out(paper(), "claims", "fit"), "claims")[0].said == "cannot judge"
    assert meaning(120.0, "points", ANCHORS) == "120 points"
    assert cell().levels == ("0 points", "40 points", "100 points")


def test_a_criterion_that_a_check_feeds_is_neither_shown_nor_open():
    fed = set_criterion(paper(), "fit", check="2a")
    assert [each.key for each in cells(fed, "claims")] == ["trust"]
    assert next_open(mark(fed, "claims", "trust", 50.0, at=NOW), "claims") != ("claims", "fit")
    assert entries(fed)[0].open == 1


def test_keys_and_slider_stay_on_the_scale():
    assert stepped(cell(), 1) == 55.0
    assert stepped(cell(98.0), 1) == 100.0
    assert stepped(cell(2.0), -1) == 0.0
    assert place_of(cell()) == SLIDER_STEPS // 2
    assert [level_at(cell(), place_of(cell(value))) for value in (0.0, 33.0, 100.0)] == [0, 33, 100]


@given(st.integers(0, SLIDER_STEPS))
def test_the_slider_comes_back_to_where_it_was(place):
    assert place_of(cell(level_at(cell(), place))) == place


def test_a_paper_says_how_far_it_is_and_what_is_open():
    shown = paper()
    assert progress_words(entries(shown)) == "0 of 4 initiatives done"
    assert missing_words(shown) == "8 ratings and the weights are still open."
    assert head_words(shown) == "Alone, please. Please hand it in by 1 Dec 2026."
    shown = weigh(mark(shown, "agents", "fit", 1.0, at=NOW), {"fit": 100.0, "trust": 250.0})
    assert swing_points(shown) == {"fit": 100.0, "trust": 100.0}
    shown = leave_out(shown, "agents", "trust")
    assert [entry.open for entry in entries(shown)] == [0, 2, 2, 2]
    assert progress_words(entries(shown)) == "1 of 4 initiatives done"
    assert next_open(shown, "agents") == ("claims", "fit")
    assert next_open(shown, "wiki") == ("wiki", "fit")
    for key in ("claims", "vivid", "wiki"):
        for name in ("fit", "trust"):
            assert next_open(shown, key) == (key, name)
            shown = leave_out(shown, key, name)
    assert next_open(shown, "vivid") is None
    assert missing_words(shown) == ""
    assert head_words(shown).startswith("Everything is said")
    done = hand_in(shown, NOW)
    assert head_words(done) == "Handed in on 23 Nov 2026. Save it and send it back."
    saved = head_words(done, Path("Q4") / "Ballot of Bo.portfolio")
    assert saved.endswith("It is saved in the folder “Q4”: send “Ballot of Bo.portfolio” back.")


def test_what_is_open_next_lies_behind_where_the_rater_is():
    shown = paper()
    assert next_open(shown, "agents", "fit") == ("agents", "trust")
    assert next_open(shown, "agents", "trust")[0] != "agents"
    shown = mark(shown, "agents", "trust", 50.0, at=NOW)
    assert next_open(shown, "agents", "fit")[0] != "agents"
    for key in shown.initiatives:
        for name in ("fit", "trust"):
            if (key, name) != ("agents", "fit"):
                shown = mark(shown, key, name, 50.0, at=NOW)
    assert next_open(shown, "agents", "fit") == ("agents", "fit")
    assert next_open(shown, "wiki", "trust") == ("agents", "fit")


def test_what_is_left_from_last_time_is_said_until_it_is_confirmed():
    portfolio = panel()
    asking = {"ana": asked(portfolio)}
    shown = papers(portfolio, asking, lambda _prefix: "d9", from_earlier=["ana"])["ana"]
    given = [(key, name) for key, row in shown.ratings["ana"].items() for name in row]
    assert head_words(shown).startswith("All ratings are those of last time: ")
    key, name = given[0]
    assert next(c for c in cells(shown, key) if c.key == name).said.startswith("as before, ")
    shown = mark(shown, key, name, shown.ratings["ana"][key][name].value, at=LATER)
    assert as_before_words(shown).startswith(f"{len(given) - 1} of {len(given)} ratings are")
    assert "as before" not in next(c for c in cells(shown, key) if c.key == name).said
    for key, name in given:
        shown = mark(shown, key, name, shown.ratings["ana"][key][name].value, at=LATER)
    assert as_before_words(shown) == ""
    assert as_before_words(paper()) == ""


def test_the_facts_of_an_initiative_stand_on_one_line():
    portfolio = set_initiative(sound(), "wiki", code="WI", owner="Ana", status="running")
    assert (
        facts_line(portfolio.initiatives["wiki"])
        == "WI · work · Idea · owner Ana · running already"
    )


def round_of(*sent):
    portfolio, made = invited()
    files = [(key, filled(made[key], key, finished=done)) for key, done in sent]
    return take_in(portfolio, files, now=NOW).portfolio


def test_the_facilitator_sees_who_is_missing_and_how_much_is_back():
    portfolio = round_of(("ana", True), ("bo", False))
    rows = ballot_rows(portfolio, BEFORE)
    assert [row.state for row in rows] == ["handed in", "unfinished", *["missing"] * 5]
    assert [row.state for row in ballot_rows(portfolio, AFTER)][2:] == ["overdue"] * 5
    assert all(row.cells.asked == 8 for row in rows)
    assert rows[0].words == "handed in on 23 Nov 2026"
    assert rows[2].cells_text == "8 asked"
    line = ballots_line(portfolio, BEFORE)
    assert line.startswith("2 of 7 ballots came back. Missing: “Cy”, “Dee”")
    assert line.endswith("Not finished: “Bo”.")
    assert ballots_line(panel(), BEFORE) == "Nobody has been asked for a ballot yet."
    everyone = reveal(round_of(*((key, True) for key in SEVEN)), NOW)
    assert ballots_line(everyone, AFTER) == "All ballots are revealed."
    assert {row.state for row in ballot_rows(everyone, AFTER)} == {"revealed"}


def test_no_row_and_no_line_tells_what_was_rated():
    portfolio, made = invited()
    secret = mark(made["cy"], "claims", "fit", 73.25, at=NOW)
    taken = take_in(portfolio, [("c.portfolio", secret)], now=NOW)
    said = f"{ballot_rows(taken.portfolio, AFTER)} {ballots_line(taken.portfolio, AFTER)}"
    said += " ".join(taken_lines(taken.portfolio, taken.papers))
    assert "73" not in said
    assert "1 of 8 cells rated" in said


def test_who_is_asked_again_is_waited_for_again():
    portfolio = round_of(("ana", True))
    asked = portfolio.invitations["ana"]
    later = replace(asked, at=NOW + timedelta(days=1))
    again = replace(portfolio, invitations=portfolio.invitations.with_("ana", later))
    row = ballot_rows(again, BEFORE)[0]
    assert (row.state, row.words) == ("asked again", "asked again since")
    assert ballots_line(again, BEFORE).startswith("0 of 7 ballots came back. Missing: “Ana”")


def test_a_ballot_without_an_invitation_still_has_a_row():
    portfolio = round_of(("ana", True))
    bare = replace(portfolio, invitations=portfolio.invitations.without("ana"))
    assert ballot_rows(bare, BEFORE)[0].state == "handed in"


def test_one_reminder_fits_all_who_are_late_and_names_none_of_them():
    portfolio = round_of(("bo", False), ("ana", True))
    late = to_remind(ballot_rows(portfolio, BEFORE))
    assert {row.rater for row in late} == set(SEVEN) - {"ana"}
    text = reminder(portfolio, BEFORE)
    assert text.startswith("Dear colleagues,")
    assert "has not come back yet, or came back unfinished. It is due on 1 Dec 2026." in text
    assert "It was due on 1 Dec 2026." in reminder(portfolio, AFTER)
    assert not any(row.name in text for row in late)


def test_who_alone_is_late_is_called_by_name_and_told_what_is_open():
    back = round_of(*((rater, rater != "bo") for rater in SEVEN))
    text = reminder(back, AFTER)
    assert text.startswith("Dear Bo,")
    assert "ratings open. It was due on 1 Dec 2026." in text
    assert reminder(round_of(*((rater, True) for rater in SEVEN)), AFTER) == ""


def test_days_that_differ_are_not_told_to_all():
    portfolio = round_of(("ana", True))
    later = replace(portfolio.invitations["bo"], due=AFTER)
    invitations = portfolio.invitations.with_("bo", later)
    assert "due on" not in reminder(replace(portfolio, invitations=invitations), BEFORE)


def test_each_file_is_accounted_for():
    portfolio = round_of(("ana", True))
    refused = TakenPaper("x.portfolio", refusal="This is no ballot paper.")
    assert taken_lines(portfolio, [refused]) == [
        "x.portfolio: This is no ballot paper. Nothing was taken from it."
    ]


@pytest.mark.parametrize(
    "name", ["../../etc/x", "CON", "a:b*?", "n" * 300, "", "\N{RIGHT-TO-LEFT OVERRIDE}x", "..", "/"]
)
def test_papers_have_safe_names_inside_the_folder(tmp_path, name):
    portfolio = replace(panel(), raters=panel().raters.with_("ana", Rater(name, "0")))
    portfolio, made = invited(portfolio, raters=("ana",))
    names = paper_names(portfolio, ["ana"])
    write_papers(tmp_path, made, names)
    (path,) = tmp_path.iterdir()
    assert path.name == names["ana"]
    assert len(path.name.encode()) < 200
    (read,), refused = read_papers([path])
    assert read[1] == made["ana"]
    assert refused == []


def test_raters_of_the_same_name_get_files_of_their_own(tmp_path):
    portfolio = panel()
    raters = {key: Rater("ADA" if n % 2 else "Ada", str(n)) for n, key in enumerate(SEVEN)}
    portfolio, made = invited(replace(portfolio, raters=type(portfolio.raters)(raters)))
    names = paper_names(portfolio, SEVEN)
    assert len({name.casefold() for name in names.values()}) == 7
    assert already_there(tmp_path, names) == ()
    write_papers(tmp_path, made, names)
    assert set(already_there(tmp_path, names)) == set(names.values())


def test_quick_choices_name_groups_and_leave_out_what_is_fed():
    portfolio = set_criterion(set_criterion(sound(), "fit", group="Value"), "trust", check="1a")
    assert criterion_choices(portfolio) == (
        ("All", ("fit",)),
        ("None", ()),
        ("Group “Value”", ("fit",)),
    )
    choices = dict(initiative_choices(portfolio))
    assert choices["Category “media”"] == ("vivid",)
    assert choices["Stage “Idea”"] == choices["All"] == ("agents", "claims", "vivid", "wiki")


def test_pasted_lists_of_people_are_read_line_by_line():
    text = "Ada Lovelace, Finance\n\n  Grace\tOps, at sea\nada  lovelace; twice\n;no name\nZoë"
    assert people_in(text) == (("Ada Lovelace", "Finance"), ("Grace", "Ops, at sea"), ("Zoë", ""))


def test_what_is_revealed_came_back_and_the_others_are_still_missing():
    early = reveal(round_of(("ana", True), ("bo", True)), NOW)
    line = ballots_line(early, BEFORE)
    assert line.startswith("2 of 7 ballots came back. 2 of them are revealed. Missing: “Cy”")


def test_how_much_came_back_is_still_told_after_the_reveal():
    portfolio, made = invited()
    begun = mark(made["bo"], "claims", "fit", 70.0, at=LATER)
    files = [("a", filled(made["ana"], "ana", finished=True)), ("b", begun)]
    taken = take_in(portfolio, files, now=LATER).portfolio
    sealed, shown = ballot_rows(taken, BEFORE), ballot_rows(reveal(taken, LATER), BEFORE)
    assert [row.words for row in shown[:2]] == ["revealed", "revealed"]
    assert shown[0].cells.rated == sealed[0].cells.rated > 1
    assert shown[1].cells_text == "1 of 8 rated since asked"
