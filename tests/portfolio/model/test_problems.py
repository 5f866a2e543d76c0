"""All problems together: their order, their memory, and any document at all."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from portfolio.model import FrozenMap, Memory, Rating, Rule, problems
from portfolio.model.checks import initiatives, names, ratings
from tests.portfolio.small import found, sound, with_record, with_rules
from tests.portfolio.strategies import portfolios

whole = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
KINDS = (
    "initiative", "period", "resource", "criterion", "rating", "rule", "scenario", "decision",
    "comment",
)  # fmt: skip


def broken():
    """One problem with the portfolio and one with each noun, entered in a jumbled order."""
    portfolio = with_rules(sound(), Rule("mandated"))
    for collection, key in (
        ("criteria", "trust"),
        ("periods", "q2"),
        ("resources", "fte"),
        ("initiatives", "wiki"),
        ("initiatives", "agents"),
        ("raters", "bo"),
    ):
        portfolio = with_record(portfolio, collection, key, name="")
    return replace(portfolio, ratings=portfolio.ratings.without("ana"))


def test_they_come_in_the_order_of_the_screen():
    records = [(kind, record) for _, _, kind, record, _ in found(broken())]
    assert records == [
        ("initiative", "agents"),
        ("initiative", "wiki"),
        ("period", "q2"),
        ("resource", "fte"),
        ("criterion", "trust"),
        ("portfolio", ""),
        ("rating", "bo"),
        ("rule", "u1"),
    ]


def test_the_order_in_the_file_does_not_matter():
    portfolio = broken()
    turned = replace(
        portfolio,
        **{
            name: FrozenMap(reversed(getattr(portfolio, name).items()))
            for name in ("initiatives", "resources", "criteria", "raters", "rules", "ratings")
        },
    )
    assert problems(turned) == problems(portfolio)


@whole
@given(portfolios(), portfolios())
def test_any_document_gets_sentences_and_memory_changes_nothing(before, after):
    memory = Memory()
    for portfolio in (before, after, before):
        listed = problems(portfolio, memory)
        assert listed == problems(portfolio)
        assert all(p.text.endswith(".") and p.remedy.endswith(".") for p in listed)
        assert all(p.kind == "portfolio" or p.record for p in listed)


def test_an_edit_checks_only_the_record_it_touches(monkeypatch):
    checked = []
    genuine = initiatives.initiative_problems
    monkeypatch.setattr(
        "portfolio.model.checks.initiative_problems",
        lambda key, record, frame: checked.append(key) or genuine(key, record, frame),
    )
    rated = []
    genuine_ratings = ratings.rating_problems
    monkeypatch.setattr(
        "portfolio.model.checks.rating_problems",
        lambda key, *parts: rated.append(key) or genuine_ratings(key, *parts),
    )
    looked_at = []
    genuine_look = names.skeleton
    monkeypatch.setattr(
        "portfolio.model.checks.names.skeleton",
        lambda name: looked_at.append(name) or genuine_look(name),
    )
    memory = Memory()
    problems(sound(), memory)
    start = sound()
    problems(start, memory)
    for calls in (checked, rated, looked_at):
        calls.clear()
    renamed = with_record(start, "initiatives", "wiki", name="Handbook")
    problems(renamed, memory)
    assert (checked, rated, looked_at) == (["wiki"], ["wiki"], ["Handbook"])
    row = renamed.ratings["ana"]["vivid"].with_("fit", Rating(10.0))
    rerated = replace(
        renamed,
        ratings=renamed.ratings.with_("ana", renamed.ratings["ana"].with_("vivid", row)),
    )
    problems(rerated, memory)
    assert (checked, rated) == (["wiki"], ["wiki", "vivid"])


def test_an_edit_of_the_frame_checks_all_again():
    memory = Memory()
    start = with_record(sound(), "initiatives", "wiki", demand=FrozenMap())
    problems(start, memory)
    renamed = with_record(start, "resources", "gpu", name="GPUs")
    bare = with_record(renamed, "initiatives", "wiki", demand=start.initiatives["vivid"].demand)
    short = with_record(
        bare, "initiatives", "vivid", demand=start.initiatives["vivid"].demand.without("gpu")
    )
    (problem,) = problems(short, memory)
    assert "“GPUs”" in problem.text
