"""Logs grown, copied, joined and broken at random."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.files import dumps, loads
from portfolio.files.journal import (
    head_fingerprint,
    heads,
    in_sequence,
    kept,
    recorded,
    since,
    taken_in,
    unlogged,
    verify,
)
from portfolio.model import Entry, FrozenMap
from portfolio.model.decided import current_decisions
from tests.portfolio.files.journal.logs import (
    BEGIN,
    EMPTY,
    at,
    joined,
    united,
    with_decision,
    with_journal,
)
from tests.portfolio.strategies import portfolios

seeds = st.integers(0, 2**32)


def grown(chance, published=None):
    """Return a document of which copies were edited apart and joined, in up to 3 branches.

    ``published`` takes fingerprint and entries of every state that somebody saw.
    """
    copies = [EMPTY]
    for step in range(chance.randint(1, 14)):
        which = chance.randrange(len(copies))
        act = chance.choice(["decide", "decide", "note", "copy", "join"])
        if act == "decide":
            copies[which] = with_decision(copies[which], f"k_{step}", minutes=step)
        elif act == "note":
            entry = Entry(at(step), "note", f"Note {step}.", who=chance.choice(["Ana", "Bo"]))
            copies[which] = recorded(copies[which], entry)
        elif act == "copy" and len(copies) < 3:
            copies.append(copies[which])
        elif act == "join" and len(copies) > 1:
            copies[which - 1] = united(copies[which - 1], copies.pop(which))
            if chance.random() < 0.5:
                copies = [joined(each) for each in copies]
        if published is not None:
            for each in copies:
                published.append((head_fingerprint(each), set(each.journal)))
    whole = copies[0]
    for other in copies[1:]:
        whole = united(whole, other)
    return whole


@given(seeds)
def test_a_log_that_only_grew_holds_together(seed):
    portfolio = grown(random.Random(seed))
    assert verify(portfolio).ok
    assert verify(loads(dumps(portfolio))).ok
    seen = set()
    for key, entry in in_sequence(portfolio):
        assert seen.issuperset(entry.prev)
        seen.add(key)


@given(seeds)
def test_every_fingerprint_that_was_ever_published_tells_what_came_since(seed):
    published = []
    portfolio = grown(random.Random(seed), published)
    for fingerprint, entries in published:
        if fingerprint:
            told = since(portfolio, fingerprint)
            assert told.ok
            assert {key for key, _ in told.entries} == portfolio.journal.keys() - entries


def _other(chance, entry):
    """Return an entry with another value in one field."""
    name = chance.choice([field.name for field in fields(Entry)])
    value = getattr(entry, name)
    if name == "at":
        return replace(entry, at=value + timedelta(seconds=1))
    if name == "n":
        return replace(entry, n=value + chance.choice([-1, 1]))
    if name == "prev":
        return replace(entry, prev=(*value, "0" * 64))
    if name == "extra":
        return replace(entry, extra=FrozenMap({"x": 1}))
    if name == "kind":
        return replace(entry, kind="reveal")
    return replace(entry, **{name: f"{value}x"})


@given(seeds)
def test_any_edit_of_any_field_of_any_entry_is_told(seed):
    chance = random.Random(seed)
    portfolio = grown(chance)
    if not portfolio.journal:
        return
    key = chance.choice(sorted(portfolio.journal))
    forged = _other(chance, portfolio.journal[key])
    broken = with_journal(portfolio, portfolio.journal.with_(key, forged))
    assert any(f.kind == "content" and f.entry == key for f in verify(broken).faults)


@given(seeds)
def test_any_entry_cut_out_is_told_but_for_the_last_ones(seed):
    chance = random.Random(seed)
    portfolio = grown(chance)
    if not portfolio.journal:
        return
    key = chance.choice(sorted(portfolio.journal))
    record = portfolio.journal[key].record
    cut = with_journal(portfolio, portfolio.journal.without(key))
    cut = replace(cut, decisions=cut.decisions.without(record))
    assert verify(cut).ok == (key in heads(portfolio))
    assert kept(cut, portfolio) == portfolio


@given(seeds)
def test_the_log_of_a_saved_version_is_never_lost(seed):
    chance = random.Random(seed)
    saved = grown(chance)
    dropped = chance.sample(sorted(saved.journal), chance.randint(0, len(saved.journal)))
    now = replace(
        saved,
        title="Another",
        journal=FrozenMap({k: e for k, e in saved.journal.items() if k not in dropped}),
        decisions=FrozenMap(),
    )
    back = kept(now, saved)
    assert (back.journal, back.decisions, back.title) == (saved.journal, saved.decisions, "Another")
    assert kept(back, saved) is back
    assert kept(saved, now) is saved


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(portfolios(), st.text("0123456789abcdef", min_size=12, max_size=64))
def test_any_document_gets_a_verdict_in_words(portfolio, fingerprint):
    verdict = verify(portfolio)
    assert verdict.sentence.endswith(".")
    assert all(fault.sentence.endswith(".") for fault in verdict.faults)
    assert since(portfolio, fingerprint).sentence.endswith(".")
    assert kept(portfolio, portfolio) is portfolio
    assert set(current_decisions(portfolio).values()) <= portfolio.decisions.keys()
    if not portfolio.journal:
        begun = taken_in(portfolio, "Ana", BEGIN)
        assert verify(begun).ok
        assert not unlogged(begun)


def test_an_entry_that_follows_itself_is_a_circle():
    entry = Entry(BEGIN, "note", "x", n=-5, prev=("e1",))
    verdict = verify(with_journal(EMPTY, {"e1": entry}))
    assert {fault.kind for fault in verdict.faults} == {"content", "number", "circle"}
