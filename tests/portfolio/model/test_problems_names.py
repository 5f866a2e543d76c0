"""Names that are missing, twice there, look alike or hide something."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.model import FrozenMap, Scenario, problems
from tests.portfolio.small import found, only, sound, with_record


def test_a_sound_portfolio_has_no_problems():
    assert problems(sound()) == ()


@pytest.mark.parametrize(
    ("collection", "key", "kind", "text"),
    [
        ("initiatives", "claims", "initiative", "An initiative has no name."),
        ("resources", "gpu", "resource", "A resource has no name."),
        ("criteria", "fit", "criterion", "A criterion has no name."),
        ("periods", "q2", "period", "A period has no name."),
        ("raters", "bo", "rating", "A rater has no name."),
    ],
)
def test_no_name(collection, key, kind, text):
    problem = only(with_record(sound(), collection, key, name=" \u200b"), "name_missing")
    assert (problem.kind, problem.record, problem.field) == (kind, key, "name")
    assert problem.text == text


def test_the_same_name_twice_is_told_at_the_later_one():
    problem = only(with_record(sound(), "initiatives", "wiki", name="Vivid"), "name_duplicate")
    assert (problem.severity, problem.record) == ("warning", "wiki")
    assert problem.text == "More than one initiative is called “Vivid”."


@pytest.mark.parametrize(
    "twin",
    [
        "CLAIMS TRIAGE",
        "Claims\u00a0triage",
        "Claims  triage ",
        "Cl\u0430ims triage",  # Cyrillic a
        "\uff23laims triage",  # full-width C
        "Claims tri\u0430g\u0435",
    ],
)
def test_names_that_look_the_same(twin):
    problem = only(with_record(sound(), "initiatives", "wiki", name=twin), "name_look_alike")
    assert "“Claims triage”" in problem.text
    assert "look the same but are not" in problem.text


def test_composed_and_decomposed_accents_look_the_same():
    renamed = with_record(sound(), "initiatives", "wiki", name="Z\u00fcrich")
    renamed = with_record(renamed, "initiatives", "vivid", name="Zu\u0308rich")
    assert only(renamed, "name_look_alike").record == "wiki"


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\u00ad", "\x07"])
def test_characters_that_cannot_be_seen_are_marked(hidden):
    problem = only(
        with_record(sound(), "initiatives", "wiki", name=f"Wi{hidden}ki 2"),
        "name_hidden_characters",
    )
    assert f"“Wi⟨U+{ord(hidden):04X}⟩ki 2”" in problem.text


def test_a_hidden_character_does_not_make_a_name_different():
    codes = [
        code for code, *_ in found(with_record(sound(), "initiatives", "wiki", name="Vi\u200bvid"))
    ]
    assert codes == ["name_hidden_characters", "name_look_alike"]


def test_names_in_other_alphabets_are_no_problem():
    russian = with_record(sound(), "initiatives", "wiki", name="Помощник аналитика")
    assert problems(with_record(russian, "initiatives", "vivid", name="動画生成")) == ()


def test_a_very_long_name_is_cut_in_the_sentence():
    long = with_record(sound(), "initiatives", "wiki", name="x" * 100_000)
    twice = with_record(long, "initiatives", "vivid", name="x" * 100_000)
    assert len(only(twice, "name_duplicate").text) < 120


def test_two_raters_with_one_name():
    problem = only(with_record(sound(), "raters", "bo", name="ana"), "name_look_alike")
    assert (problem.kind, problem.record) == ("rating", "bo")


def test_two_scenarios_with_one_name():
    scenarios = {"s1": Scenario("Late GPUs", "a"), "s2": Scenario("Late GPUs", "b")}
    twice = replace(sound(), scenarios=FrozenMap(scenarios))
    assert only(twice, "name_duplicate").record == "s2"
