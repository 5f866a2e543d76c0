"""The shipped JSON Schema says what the loader does, checked with another validator."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given, settings

from portfolio.files import NotOpened, dumps, loads, schema
from portfolio.files.head import APP
from portfolio.files.json_schema import SHIPPED
from tests.portfolio.files.documents import SCHEMA_LINES, SMALL_BYTES, changed
from tests.portfolio.strategies import portfolios

VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_the_shipped_file_is_the_schema_of_this_version():
    assert json.loads(SHIPPED.read_text(encoding="utf-8")) == schema()


def test_the_schema_itself_is_valid():
    jsonschema.Draft202012Validator.check_schema(schema())
    assert VALIDATOR.is_valid(json.loads(SMALL_BYTES))


@settings(max_examples=15)
@given(portfolios(extra=True))
def test_every_file_that_is_written_is_valid(portfolio):
    assert VALIDATOR.is_valid(json.loads(dumps(portfolio)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"stage": "pilot"', '"stage": "sunset"'),
        ('"stage": "pilot"', '"stage": null'),
        ('"owner": "Ana"', '"owner": 7'),
        ('"owner": "Ana"', '"owner": "\\u0007"'),
        ('"likely": 4.5', '"likely": "4.5"'),
        ('"likely": 4.5', '"likely": true'),
        ('"likely": 4.5,', ""),
        ('"start": "2027-01-01"', '"start": "01/02/2027"'),
        ('"at": "2027-01-09T10:00:00Z"', '"at": "2027-01-09T10:00:00"'),
        ('"name": "Viral video",', ""),
        ('"id": "p_small",', ""),
        ('"q_1": 1200.0', '"q_1": []'),
        ('"q_1": 5000.0', '"q_1": null'),
        ('"carries_over": false', '"carries_over": 0'),
        ('"c_fit": 20.0', '"c_fit": "20"'),
        ('"name": "Q1",\n   "order": "V"', '"name": "Q1", "order": "V-"'),
        ('"format": "ai-portfolio"', '"format": "other"'),
        (SCHEMA_LINES, '"schema": "1.0"'),
        (SCHEMA_LINES, '"schema": [1]'),
    ],
)
def test_schema_and_loader_refuse_the_same(old, new):
    data = changed((old, new))
    assert not VALIDATOR.is_valid(json.loads(data))
    with pytest.raises(NotOpened):
        loads(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"owner": "Ana"', '"owner": "Ana", "mood": [1, {"a": null}]'),
        ('"owner": "Ana",', ""),
        ('"likely": 4.5', '"likely": 4'),
        ('"start": "2027-01-01"', '"start": null'),
        ('"at": "2027-01-09T10:00:00Z"', '"at": "2027-01-09T10:00+02:00"'),
        (f'"app": "{APP}",', ""),
    ],
)
def test_schema_and_loader_take_the_same(old, new):
    data = changed((old, new))
    assert VALIDATOR.is_valid(json.loads(data))
    loads(data)


def test_every_record_is_described():
    for name, definition in schema()["$defs"].items():
        whole = definition.get("anyOf", [definition])[-1]
        assert name == "text" or whole["description"].endswith((".", ":"))
