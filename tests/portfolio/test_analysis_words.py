"""New names are told without planning again, and work in progress by its own name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio import edit
from portfolio.analysis import Analysis, plan_stages
from portfolio.model import Rule
from tests.portfolio.small import sound, with_record, with_rules


def silent(_fraction, _text):
    """A tick that lets everything go on."""


def run(work, portfolio, revision=1):
    return list(work.run(portfolio, revision, silent))


@pytest.fixture
def calls(monkeypatch):
    """How often a plan was really made, by name."""
    made: list[str] = []

    def watched(name, genuine):
        def call(*args, **kwargs):
            made.append(name)
            return genuine(*args, **kwargs)

        return call

    for name in ("plan", "quick"):
        monkeypatch.setattr(plan_stages, name, watched(name, getattr(plan_stages, name)))
    return made


def test_notes_take_a_new_name_without_a_new_plan(calls):
    work = Analysis()
    unstated = with_record(sound(), "initiatives", "wiki", benefit=None)
    before = run(work, unstated)[-1].plan
    assert "“Wiki”" in before.notes[0]
    calls.clear()
    renamed = edit.set_initiative(unstated, "wiki", name="Handbook")
    assert not work.quick(renamed, 2).provisional
    results = run(work, renamed, 2)[-1]
    assert not {"plan", "quick"} & set(calls)
    assert results.plan.chosen is before.chosen
    assert results.plan.notes == run(Analysis(), renamed)[-1].plan.notes
    assert "“Handbook”" in results.plan.notes[0]


def test_what_the_solver_noted_stays_under_a_new_name(monkeypatch):
    genuine = plan_stages.plan

    def hurried(*args, **kwargs):
        found = genuine(*args, **kwargs)
        return replace(found, notes=(*found.notes, "There was no time."))

    monkeypatch.setattr(plan_stages, "plan", hurried)
    work = Analysis()
    unstated = with_record(sound(), "initiatives", "wiki", benefit=None)
    run(work, unstated)
    results = run(work, edit.set_initiative(unstated, "wiki", name="Handbook"), 2)[-1]
    assert results.plan.notes[-1] == "There was no time."
    assert "“Handbook”" in results.plan.notes[0]


def test_a_conflict_is_told_in_the_new_names():
    impossible = with_rules(
        edit.set_capacity(sound(), "gpu", "q1", 1.0), Rule("mandated", ("vivid",))
    )
    work = Analysis()
    run(work, impossible)
    results = run(work, edit.set_initiative(impossible, "vivid", name="Clips"), 2)[-1]
    assert "“Clips” is mandated" in results.plan.conflict


def test_the_work_after_the_plan_is_called_by_its_own_name():
    said = []
    list(Analysis().run(sound(), 1, lambda _fraction, text: said.append(text)))
    after = said[said.index("Finding the reasons") :]
    count = len(sound().initiatives)
    prices = [f"Pricing the alternatives: {n} of {count}" for n in range(1, count + 1)]
    assert list(dict.fromkeys(after))[: count + 1] == ["Finding the reasons", *prices]
    assert not any("first plan" in text for text in after)
