"""Lights in one line, and criteria that a check scores."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.lessons import judge
from portfolio.lessons.feed import FEED
from portfolio.model import Criterion, FrozenMap, Initiative, Problem
from portfolio.report.light_words import (
    RED_LIGHTS,
    attention_words,
    criterion_name,
    lights_line,
    red_lights,
    scorer,
)
from tests.portfolio.lessons.sora import TODAY, video


def board_of(portfolio):
    return judge(portfolio, today=TODAY)


def test_red_lights_are_one_line_that_leads_to_the_worst():
    portfolio = video()
    (line,) = red_lights(board_of(portfolio), portfolio)
    assert line.text == "6 red lights on “Video app”."
    assert line.record == "video"


def test_more_than_one_are_counted():
    portfolio = video()
    records = portfolio.initiatives.with_("again", portfolio.initiatives["video"])
    both = replace(portfolio, initiatives=records)
    (line,) = red_lights(board_of(both), both)
    assert "on 2 initiatives, " in line.text


def test_no_red_light_is_no_line():
    bare = replace(video(), initiatives=FrozenMap({"a": Initiative("A", "0")}))
    assert red_lights(board_of(bare), bare) == ()
    assert red_lights(None, video()) == ()
    assert lights_line(board_of(bare), "a") == ""


def test_the_lights_of_one_initiative_are_named():
    line = lights_line(board_of(video()), "video")
    assert line.startswith("6 red lights: 1a unit margin, 1b ")
    assert lights_line(board_of(video()), "nobody") == ""
    assert lights_line(None, "video") == ""


@pytest.mark.parametrize("check", ["", *FEED])
def test_a_criterion_says_what_scores_it(check):
    name = criterion_name(Criterion("Economics", "a", check=check))
    assert name == (f"Economics (from check {check})" if check else "Economics")
    assert scorer(check).startswith(f"Check {check}: " if check else "Ratings by people")


def test_red_lights_are_told_apart_from_what_is_counted():
    light = Problem(RED_LIGHTS, "warning", "initiative", "i", "", "2 red lights.", "Open Lessons.")
    fault = Problem("x", "warning", "initiative", "i", "demand", "Not stated.", "State it.")
    assert attention_words("1 warning.", (light,), (fault,)) == "Red lights and 1 warning."
    assert attention_words("Nothing is missing.", (light,), ()) == "Red lights."
    assert attention_words("1 warning.", (), (fault,)) == "1 warning."
