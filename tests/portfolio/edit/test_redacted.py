"""Redacted copies: whatever field it stands in, nothing that has to go is in the bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio.edit import redacted_copying
from portfolio.edit.redacted import PARTS, redacted
from portfolio.edit.redacted_fields import HOLDS
from portfolio.files import dumps, load, loads, samples
from portfolio.model import (
    FrozenMap,
    Initiative,
    Portfolio,
    Rater,
    Rule,
    problems,
)
from portfolio.model.shapes import fields_of
from tests.portfolio.edit.planted import NOW, planted
from tests.portfolio.strategies import portfolios

#: Which part each kind of field goes with.
GOES_WITH = {
    "person": "people",
    "about": "people",
    "comment": "comments",
    "reason": "comments",
    "amount": "money",
}
COMBINATIONS = [
    tuple(part for bit, part in enumerate(PARTS) if number >> bit & 1) for number in range(8)
]
#: Rules that are about money and nothing else go as a whole, with all that they say.
ABOUT_MONEY = ("floor", "cap", "synergy")
#: Rules that count initiatives keep their number.
COUNTED = {("amount", "at_least"), ("amount", "at_most")}
#: Where only one text is possible: units of money, and keys that have to meet.
UNPLANTED = {
    ("Benefit", "unit"),
    ("Criterion", "unit"),
    ("Facts", "besides"),
    ("Facts", "figures"),
    ("Figure", "unit"),
    ("Initiative", "demand"),
    ("Initiative", "stop_cost"),
    ("Portfolio", "criteria"),
    ("Portfolio", "rules"),
    ("Resource", "unit"),
    ("Rule", "resource"),
    ("Settings", "benefit_unit"),
    ("Settings", "currency"),
}
#: Records of the planted document that hold nothing but money.
ONLY_MONEY = {
    "Anchor",
    "Estimate",
    "Figure",
    "PastRating",
    "Preference",
    "Rating",
    "Reading",
    "Resource",
}


def reachable(cls, found):
    """Add a class of the model and all that its fields lead to, but for what is never copied."""
    if cls in found:
        return found
    found[cls] = {field.name: field.shape for field in fields_of(cls)}
    for name, shape in found[cls].items():
        record = innermost(shape).record
        if record is not None and HOLDS.get(cls, {}).get(name) != ("gone",):
            reachable(record, found)
    return found


def innermost(shape):
    """Return the shape of the leaves of a map or list."""
    return shape if shape.items is None else innermost(shape.items)


def unclassified(table):
    """Return the fields of the model that a table forgets, or has in excess."""
    wrong = []
    for cls, shapes in reachable(Portfolio, {}).items():
        wrong += [(cls.__name__, name) for name in shapes.keys() ^ table.get(cls, {}).keys()]
    return wrong


def test_every_field_of_the_model_is_classified():
    assert unclassified(HOLDS) == []
    assert HOLDS.keys() == reachable(Portfolio, {}).keys()


def test_a_field_that_is_added_to_the_model_would_be_missed():
    forgetful = {**HOLDS, Rater: {"name": ("person",)}}
    assert ("Rater", "role") in unclassified(forgetful)


def test_what_a_field_holds_fits_its_shape():
    texts = {"words", "person", "about", "comment", "reason", "id"}
    allowed = {"record": {"record"}, "text": texts, "number": {"plain", "amount"}}
    for cls, shapes in reachable(Portfolio, {}).items():
        for name, shape in shapes.items():
            *keys, held = HOLDS[cls][name]
            if held != "gone":
                assert held in allowed.get(innermost(shape).kind, {"plain"}), (cls, name)
                assert set(keys) <= {"id", "words"}
                assert len(keys) == depth(shape), (cls, name)


def depth(shape):
    """Return how many maps lie in each other."""
    return 0 if shape.items is None else (shape.kind == "map") + depth(shape.items)


def bytes_of(redaction):
    return dumps(redaction.portfolio).decode()


def left(markers, text, wanted):
    """Return the markers of some kinds that stand in a text."""
    return {mark: about for mark, about in markers.items() if about[0] in wanted and mark in text}


@pytest.mark.parametrize("without", COMBINATIONS, ids=lambda parts: "+".join(parts) or "nothing")
def test_no_marker_of_what_goes_is_in_the_bytes_and_all_of_what_stays_is(without):
    portfolio, markers = planted()
    text = bytes_of(redacted(portfolio, without, now=NOW))
    always = {"id", "extra", "gone"}
    counted = [mark for mark, about in markers.items() if about[2:] in COUNTED]
    going = always | {held for held, part in GOES_WITH.items() if part in without}
    assert left(markers, text, going).keys() <= {*counted}
    dropped = {"Comment"} if "comments" in without else set()
    for mark, (held, cls, name, kind) in markers.items():
        about_money = kind in ABOUT_MONEY or cls in ONLY_MONEY or name == "training"
        if held in going or cls in dropped or (about_money and "money" in without):
            continue
        assert mark in text, (held, cls, name)
    assert ("$977" in text) == ("money" not in without)
    assert ("firm.example" in text) == ("people" not in without)


def test_the_planted_document_has_a_marker_in_every_field():
    _, markers = planted()
    seen = {(cls, name) for _, cls, name, _ in markers.values()}
    missing = {
        (cls.__name__, name)
        for cls, fields in HOLDS.items()
        for name, holds in fields.items()
        if set(holds) & {*GOES_WITH, "id", "words"} and (cls.__name__, name) not in seen
    }
    assert missing == UNPLANTED
    assert len(markers) > 150


@pytest.mark.parametrize(
    ("cls", "field", "held"),
    [(Initiative, "owner", "plain"), (Initiative, "evidence", "words"), (Rater, "role", "words")],
)
def test_a_field_that_is_judged_wrongly_is_seen(monkeypatch, cls, field, held):
    portfolio, markers = planted()
    wrong = {**HOLDS, cls: {**HOLDS[cls], field: (held,)}}
    monkeypatch.setattr(redacted_copying, "HOLDS", wrong)
    text = bytes_of(redacted(portfolio, PARTS, now=NOW))
    assert left(markers, text, set(GOES_WITH))


@settings(max_examples=25)
@given(portfolios(extra=True), st.sets(st.sampled_from(PARTS)))
def test_any_document_gives_a_copy_that_can_be_saved(portfolio, without):
    before = dumps(portfolio)
    copy = redacted(portfolio, without, now=NOW).portfolio
    assert dumps(portfolio) == before
    assert loads(dumps(copy)) is not None
    assert copy.id != portfolio.id


@pytest.mark.parametrize("stem", ["northlight_ai_lab", "meridian_bank", "aurelia_grid"])
def test_a_copy_of_a_sample_names_nobody_and_is_as_whole_as_it_was(stem):
    path = next(sample.path for sample in samples() if sample.path.stem == stem)
    portfolio = load(path).portfolio
    redaction = redacted(portfolio, PARTS, now=NOW)
    text = bytes_of(redaction)
    for name, _instead in redaction.stand_ins:
        assert name not in text
    for rater in portfolio.raters.values():
        assert rater.name.split()[-1] not in text
    errors = [one for one in problems(redaction.portfolio) if one.severity == "error"]
    assert errors == []
    assert len(redaction.portfolio.initiatives) == len(portfolio.initiatives)


def small():
    return Portfolio(
        "d_1",
        title="Plan of Ana Ode",
        initiatives=FrozenMap(
            {
                "i_2k7m9xw4qd": Initiative("Triage", "V", owner="Ana Ode"),
                "i_ode": Initiative("Ode's video", "W", owner="ana ode"),
            }
        ),
        raters=FrozenMap({"u_ode": Rater("Ana Ode", "V", "Chief")}),
        rules=FrozenMap(
            {
                "u_1": Rule("at_most", field="owner", value="Ana Ode", amount=1.0),
                "u_2": Rule("force_in", ("i_ode",), reason="Ana wants it", author="Ana Ode"),
            }
        ),
    )


def test_one_person_has_one_stand_in_everywhere():
    copy = redacted(small(), ["people"], now=NOW).portfolio
    assert {each.owner for each in copy.initiatives.values()} == {"Rater 1"}
    assert [rater.name for rater in copy.raters.values()] == ["Rater 1"]
    assert copy.rules["u_00003"].value == "Rater 1"
    assert copy.title == "Plan of Rater 1 (redacted: without people)"
    assert {each.name for each in copy.initiatives.values()} == {"Triage", "Rater 1's video"}


def test_random_ids_stay_and_made_ones_are_numbered_in_their_order():
    copy = redacted(small(), ["people"], now=NOW).portfolio
    assert set(copy.initiatives) == {"i_2k7m9xw4qd", "i_00002"}
    assert copy.rules["u_00004"].initiatives == ("i_00002",)
    assert list(copy.raters) == ["u_00005"]


def test_a_rule_that_needs_a_reason_says_that_it_is_not_there():
    copy = redacted(small(), ["comments"], now=NOW).portfolio
    assert {rule.reason for rule in copy.rules.values()} == {"", "Not in this copy."}
    assert problems(copy) != ()
    assert not [one for one in problems(copy) if one.code == "override_without_reason"]


def test_without_money_the_verdicts_are_kept_in_words():
    verdicts = {"i_ode": "Funded (Ana's size)", "i_2k7m9xw4qd": "Cut"}
    copy = redacted(small(), PARTS, now=NOW, verdicts=verdicts).portfolio
    said = {comment.initiative: comment.text for comment in copy.comments.values()}
    assert said == {
        "i_00002": "The plan of the original: Funded (Rater 1's size).",
        "i_2k7m9xw4qd": "The plan of the original: Cut.",
    }
    assert not redacted(small(), ["people"], now=NOW, verdicts=verdicts).portfolio.comments


def test_what_goes_is_counted_with_examples():
    removed = {each.noun: each for each in redacted(small(), PARTS, now=NOW).removed}
    assert removed["name of a person or body"].count == 4
    assert removed["name of a person or body"].examples[0] == "Ana Ode → Rater 1"
    assert removed["note, reason, dissent or source"].examples == ("Ana wants it",)
    assert removed["role of a rater"].count == 1
