"""Preference functions: which thresholds cannot be used, and what is said about them."""

from __future__ import annotations

from math import inf, nan

import pytest

from portfolio.model import PREFERENCE_SHAPES, THRESHOLDS, Preference, problems
from tests.portfolio.small import only, sound, with_record


def with_preference(**fields):
    return with_record(sound(), "criteria", "fit", preference=Preference(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"shape": "usual", "q": -1.0, "p": nan, "s": -2.0},
        {"shape": "u_shape"},
        {"shape": "u_shape", "q": 10.0, "p": -1.0},
        {"shape": "v_shape", "p": 30.0},
        {"shape": "level", "q": 0.0, "p": 0.0},
        {"shape": "linear", "q": 5.0, "p": 5.0},
        {"shape": "gaussian", "s": 0.1},
    ],
)
def test_thresholds_that_can_be_used(fields):
    assert problems(with_preference(**fields)) == ()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (("u_shape", -1.0), "the indifference threshold q of its preference function is not a"),
        (("level", nan, 2.0), "the indifference threshold q of its preference function is not a"),
        (("linear", 1.0, inf), "the preference threshold p of its preference function is not a"),
        (("linear", 2.0, 1.0), "the preference threshold p of its preference function is below"),
        (("level", 2.0, 1.0), "the preference threshold p of its preference function is below"),
        (("v_shape", 1.0), "its preference function needs a preference threshold p above 0"),
        (("gaussian", 1.0, 2.0), "its preference function needs a spread s above 0"),
        (("gaussian", 1.0, 2.0, -1.0), "the spread s of its preference function is not a number"),
    ],
)
def test_thresholds_that_cannot_be_used(fields, said):
    names = ("shape", "q", "p", "s")
    problem = only(
        with_preference(**dict(zip(names, fields, strict=False))), "preference_threshold"
    )
    assert problem.text.startswith(f"“Goal fit”: {said}")
    assert (problem.severity, problem.record, problem.field) == ("error", "fit", "preference")
    assert problem.remedy.endswith(".")


def test_every_shape_says_which_thresholds_it_reads():
    assert tuple(THRESHOLDS) == PREFERENCE_SHAPES
    assert {name for names in THRESHOLDS.values() for name in names} == {"q", "p", "s"}
