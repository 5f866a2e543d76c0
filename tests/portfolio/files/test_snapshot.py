"""Documents packed into a text: whole, or a sentence; never a bomb."""

from __future__ import annotations

import base64
import contextlib
import random
import tracemalloc
import zlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.files import dumps, native
from portfolio.files.decoding import MAX_BYTES
from portfolio.files.disk import sha256_of
from portfolio.files.errors import NotOpened
from portfolio.files.snapshot import (
    fingerprint_of,
    inputs_of,
    inputs_of_record,
    packed,
)
from portfolio.files.sorted_sets import with_sorted_sets
from portfolio.model import BallotPaper, Entry, FrozenMap, Invitation, PlanOfRecord
from tests.portfolio.files.documents import NOW, SMALL
from tests.portfolio.strategies import portfolios


def text_of(data):
    return base64.b64encode(zlib.compress(data)).decode()


def record_with(inputs, fingerprint):
    return PlanOfRecord("Board of March", NOW, inputs=inputs, fingerprint=fingerprint)


def unpacked(text, fingerprint):
    return inputs_of_record(record_with(text, fingerprint))


def test_a_document_is_packed_and_unpacked():
    text, fingerprint = packed(SMALL)
    assert text.isascii()
    assert fingerprint == fingerprint_of(SMALL)
    assert unpacked(text, fingerprint) == SMALL


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(portfolios())
def test_any_document_is_unpacked_as_it_was_without_its_log_and_ballots(portfolio):
    text, fingerprint = packed(portfolio)
    assert unpacked(text, fingerprint) == with_sorted_sets(inputs_of(portfolio))
    assert fingerprint_of(unpacked(text, fingerprint)) == fingerprint


def test_the_log_the_plans_and_the_ballots_do_not_change_the_fingerprint():
    changed = replace(
        SMALL,
        journal=FrozenMap({"x": Entry(NOW, "note", "Hello")}),
        plans=FrozenMap({"o": record_with("", "")}),
        invitations=FrozenMap({"p_ana": Invitation(NOW)}),
        paper=BallotPaper("p", "p_ana", Invitation(NOW)),
        extra=FrozenMap({"journal": {"y": {}}}),
    )
    assert fingerprint_of(changed) == fingerprint_of(SMALL)
    assert fingerprint_of(replace(SMALL, title="Other")) != fingerprint_of(SMALL)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "The file is empty"),
        (b"{}", "not a portfolio"),
        (b'{"format": "ai-portfolio", "schema": [1, 3]}', "id"),
    ],
)
def test_what_is_no_portfolio_is_refused_in_words(data, what):
    with pytest.raises(NotOpened, match=what) as refused:
        unpacked(text_of(data), sha256_of(data))
    assert refused.value.where == "Plan of record “Board of March”"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "cut off or added to"),
        ("*", "cannot be read"),
        ("é", "cannot be read"),
        ("AAAA", "cannot be read"),
        (text_of(dumps(SMALL))[:-8], "cut off or added to"),
        (base64.b64encode(zlib.compress(b"{}") + b"more").decode(), "cut off or added to"),
        (text_of(bytes(2 * 2**20)), "packed as small"),
    ],
)
def test_what_cannot_be_unpacked_is_refused_in_words(text, what):
    with pytest.raises(NotOpened, match=what) as refused:
        unpacked(text, "")
    assert refused.value.where == "Plan of record “Board of March”"


def test_a_bomb_is_refused_before_it_fills_the_memory():
    packer = zlib.compressobj(9)
    megabytes = [packer.compress(bytes(2**20)) for _ in range(400)]
    bomb = base64.b64encode(b"".join(megabytes) + packer.flush()).decode()
    tracemalloc.start()
    try:
        with pytest.raises(NotOpened, match="packed as small"):
            unpacked(bomb, "")
        assert tracemalloc.get_traced_memory()[1] < 2 * MAX_BYTES + 2**23
    finally:
        tracemalloc.stop()


def test_a_document_of_nothing_but_repetition_is_packed_so_that_it_is_read_again():
    long = replace(SMALL, notes="a" * 3 * 2**20)
    assert unpacked(*packed(long)) == long


@pytest.mark.parametrize("data", [dumps(replace(SMALL, title="Read once")), b'{"read": "once"}'])
def test_a_document_is_read_once_and_so_is_what_cannot_be_read(monkeypatch, data):
    read, loads = [], native.loads
    monkeypatch.setattr(native, "loads", lambda each: read.append(each) or loads(each))
    for _ in range(3):
        with contextlib.suppress(NotOpened):
            unpacked(text_of(data), sha256_of(data))
    assert read == [data]


def test_inputs_that_were_exchanged_are_refused():
    text, fingerprint = packed(replace(SMALL, title="Other"))
    _, other = packed(SMALL)
    assert fingerprint != other
    with pytest.raises(NotOpened, match="not those that were frozen") as refused:
        unpacked(text, other)
    assert refused.value.where == "Plan of record “Board of March”"


@given(st.integers(0, 2**32))
def test_a_damaged_text_gives_the_document_or_a_sentence(seed):
    chance = random.Random(seed)
    text, fingerprint = packed(SMALL)
    letters = list(text)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(letters))
        act = chance.randrange(3)
        if act == 0:
            letters[place] = chance.choice("ABCxyz019+/= \n\ud800é")
        elif act == 1:
            del letters[place : place + chance.randint(1, 40)]
        else:
            letters[place:place] = letters[: chance.randint(1, 40)]
        letters = letters or ["A"]
    damaged = "".join(letters)
    with contextlib.suppress(NotOpened):
        assert unpacked(damaged, fingerprint) == SMALL


@given(st.binary(max_size=200))
def test_any_packed_bytes_give_a_document_or_a_sentence(data):
    with pytest.raises(NotOpened):
        unpacked(text_of(data), sha256_of(data))
