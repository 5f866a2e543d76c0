from __future__ import annotations

import pytest

from portfolio.errors import PortfolioError
from portfolio.model import Vote
from portfolio.report.vote_words import (
    count_of,
    counted,
    dissent_lines,
    read_count,
    votes_text,
    with_count,
)

ADA = Vote("Ada", "against", "Too early.")


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("5 for, 2 against", {"for": 5, "against": 2}),
        ("5 for and 2 against, 1 abstained.", {"for": 5, "against": 2, "abstained": 1}),
        ("3 Against", {"against": 3}),
        ("2 abstentions", {"abstained": 2}),
        ("5:2", {"for": 5, "against": 2}),
        (" 5 – 2 – 1 ", {"for": 5, "against": 2, "abstained": 1}),
        ("2 for 3 for", {"for": 5}),
    ],
)
def test_a_count_is_read_as_people_write_it(text, votes):
    assert read_count(text) == votes


@pytest.mark.parametrize("text", ["many", "5", "5 for, maybe", "for", "-5 for", "5:2:1:4", "501:0"])
def test_anything_else_is_no_count(text):
    with pytest.raises(PortfolioError) as error:
        read_count(text)
    assert "5 for, 2 against" in error.value.remedy


def test_those_who_are_named_are_part_of_the_count():
    votes = counted((ADA,), "5 for, 2 against")
    assert votes_text(votes) == "5 for, 2 against"
    assert votes[0] == ADA
    assert [vote.choice for vote in votes[1:]] == ["for"] * 5 + ["against"]


def test_counting_again_forgets_the_first_count_and_an_empty_one_leaves_the_names():
    votes = counted(counted((ADA,), "5 for, 2 against"), "1:1")
    assert votes_text(votes) == "1 for, 1 against"
    assert counted(votes, " ") == (ADA,)


def test_whoever_is_named_is_one_of_those_who_were_counted():
    votes = counted((), "5 for, 2 against")
    named = with_count((ADA,), count_of(votes))
    assert votes_text(named) == "5 for, 2 against"
    assert named.count(ADA) == 1
    assert with_count((), count_of(named)) == votes


def test_only_those_beyond_the_count_add_to_it_and_names_alone_are_no_count():
    others = (ADA, Vote("Bo", "against"), Vote("Cy", "against"), Vote("Di", "abstained"))
    count = count_of(counted((), "5 for, 2 against"))
    assert votes_text(with_count(others, count)) == "5 for, 3 against, 1 abstained"
    assert with_count(others[:1], count_of(others)) == others[:1]


def test_a_count_below_those_who_are_named_is_refused():
    with pytest.raises(PortfolioError, match="“Ada” voted against, and the count says 0"):
        counted((ADA,), "5 for")


def test_dissent_is_told_with_its_name():
    lines = dissent_lines((ADA, Vote("", "abstained", "I was out."), Vote("Bo")))
    assert lines == ["Ada (against): Too early.", "Somebody (abstained): I was out."]
    assert votes_text(()) == ""
