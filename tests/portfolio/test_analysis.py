"""Stages run in order, only when what they read has changed, and never show old as new."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portfolio import edit
from portfolio.analysis import PARTS, Analysis, analyze, lesson_stage, plan_stages, stages
from portfolio.analysis.turns import Turns
from portfolio.errors import Cancelled, PortfolioError
from portfolio.model import Comment, Estimate, FrozenMap, Rating, Rule
from portfolio.report import summarize
from tests.portfolio.small import sound, with_rules

AT = datetime(2027, 1, 1, tzinfo=UTC)
STAGES = {
    "problems": (stages, "problems"),
    "matrix": (stages, "build_matrix"),
    "rank": (stages, "live_rank"),
    "quick": (plan_stages, "quick"),
    "plan": (plan_stages, "plan"),
    "waterline": (plan_stages, "waterline"),
    "explain": (plan_stages, "explain"),
    "prices": (plan_stages, "explainer_for"),
    "judge": (lesson_stage, "judge"),
}


def silent(_fraction, _text):
    """A tick that lets everything go on."""


@pytest.fixture
def calls(monkeypatch):
    """The names of the stages that really ran, in order."""
    made: list[str] = []

    def watched(name, genuine):
        def call(*args, **kwargs):
            made.append(name)
            return genuine(*args, **kwargs)

        return call

    for name, (module, attribute) in STAGES.items():
        monkeypatch.setattr(module, attribute, watched(name, getattr(module, attribute)))
    return made


def run(work, portfolio, revision=1, tick=silent):
    return list(work.run(portfolio, revision, tick))


def by_value(portfolio):
    """The same portfolio, planned by value."""
    return replace(portfolio, settings=replace(portfolio.settings, objective="value"))


def test_a_weight_counts_for_a_plan_of_what_scores_enough():
    work = Analysis()
    start = edit.set_settings(sound(), objective="benefit_above", score_floor=65.0)
    first = run(work, start)[-1]
    heavier = edit.set_weights(start, {"fit": 0.0, "trust": 1.0})
    second = run(work, heavier, 2)[-1]
    assert second.plan.chosen == analyze(heavier).plan.chosen
    assert set(second.plan.chosen) != set(first.plan.chosen)


def test_every_stage_runs_once_and_the_last_results_are_complete(calls):
    results = run(Analysis(), sound(), 7)
    assert calls == [
        "problems",
        "matrix",
        "rank",
        "judge",
        "quick",
        "quick",
        "plan",
        "waterline",
        "explain",
        "prices",
        "judge",
    ]
    assert [sorted(r.stale) for r in results] == [
        sorted(PARTS[count:]) for count in (1, 2, 2, 3, 3, 4, 5, 5, 6, 7)
    ]
    assert [r.provisional for r in results] == [*[False] * 3, True, *[False] * 6]
    last = results[-1]
    assert {r.revision for r in results} == {7}
    assert last.problems == ()
    assert last.ranking.ranks.tolist() == [1, 2, 4, 3]
    assert last.scores["agents"] == pytest.approx(77.5)
    assert (last.plan.status, last.plan.value) == ("optimal", pytest.approx(32.0))
    assert last.waterline.name == "waterline"
    assert {key: line.verdict for key, line in last.lines.items()} == {
        "agents": "fund",
        "claims": "fund",
        "vivid": "cut",
        "wiki": "fund",
    }
    assert not last.provisional
    assert (last.ranking_error, last.plan_error) == (None, None)


def test_prices_come_after_the_reasons():
    results = run(Analysis(), sound())
    assert results[-4].lines["vivid"].price is None
    assert results[-3].lines["vivid"].price == pytest.approx(27.0)


NOTES = {
    "notes": lambda p: edit.set_notes(p, "Frozen on Monday"),
    "title": lambda p: edit.set_title(p, "Renamed"),
    "goal": lambda p: edit.set_initiative(p, "wiki", goal="Answer faster", notes="n", evidence="e"),
    "tags": lambda p: edit.set_initiative(p, "wiki", tags=("a",)),
    "source": lambda p: edit.set_benefit(p, "wiki", source="A guess"),
    "comment": lambda p: edit.add_comment(p, "n1", Comment("Hm", AT)),
    "rating comment": lambda p: edit.set_rating(
        p, "ana", "wiki", "fit", replace(p.ratings["ana"]["wiki"]["fit"], comment="Why")
    ),
    "resource notes": lambda p: edit.set_resource(p, "gpu", notes="Leased"),
    "criterion text": lambda p: edit.set_criterion(p, "fit", description="d", group="g"),
    "role": lambda p: edit.set_rater(p, "ana", role="CFO"),
}


@pytest.mark.parametrize("change", NOTES.values(), ids=NOTES.keys())
def test_an_edit_of_notes_recomputes_nothing(calls, change):
    work = Analysis()
    before = run(work, sound())[-1]
    calls.clear()
    changed = change(sound())
    assert changed != sound()
    (results,) = run(work, changed, 2)
    assert calls == []
    assert results.stale == frozenset()
    assert (results.revision, results.portfolio) == (2, changed)
    assert results.plan is before.plan
    assert results.ranking is before.ranking
    assert results.lines is before.lines
    assert results.levers is before.levers


def test_a_weight_ranks_anew_but_does_not_solve(calls):
    work = Analysis()
    before = run(work, sound())[-1]
    calls.clear()
    results = run(work, edit.set_weight_share(sound(), "fit", 0.1), 2)
    assert calls == ["matrix", "rank", "waterline"]
    assert results[-1].plan is before.plan
    assert results[-1].ranking is not before.ranking
    assert all(r.plan is before.plan and "plan" not in r.stale for r in results)


def test_a_weight_that_moves_nobody_does_not_even_draw_the_waterline(calls):
    work = Analysis()
    run(work, sound())
    calls.clear()
    run(work, edit.set_weight_share(sound(), "fit", 0.76), 2)
    assert calls == ["matrix", "rank"]


def test_a_weight_solves_when_the_plan_maximizes_value(calls):
    work = Analysis()
    run(work, by_value(sound()))
    calls.clear()
    run(work, edit.set_weight_share(by_value(sound()), "fit", 0.1), 2)
    assert "plan" in calls


CHANGES = {
    "capacity": (lambda p: edit.set_capacity(p, "gpu", "q1", 70.0), {"plan"}),
    "demand": (lambda p: edit.set_demand(p, "wiki", "gpu", "q1", Estimate(9.0)), {"plan"}),
    "benefit": (lambda p: edit.set_benefit(p, "wiki", probability=0.9), {"plan"}),
    "rule": (lambda p: with_rules(p, Rule("mandated", ("vivid",))), {"plan"}),
    "discount": (lambda p: edit.set_settings(p, discount_rate=0.1), {"plan"}),
    "rating": (lambda p: edit.set_rating(p, "ana", "wiki", "fit", Rating(99.0)), {"rank"}),
    "method": (lambda p: edit.set_settings(p, method="topsis"), {"rank"}),
    "anchors": (
        lambda p: edit.set_criterion(
            p,
            "fit",
            anchors=p.criteria["fit"].anchors[:1] * 0
            + (
                replace(p.criteria["fit"].anchors[0], points=10.0),
                p.criteria["fit"].anchors[1],
            ),
        ),
        {"rank"},
    ),
    "delete": (lambda p: edit.delete_initiatives(p, ["wiki"]), {"rank", "plan"}),
    "low estimate": (
        lambda p: edit.set_demand(
            p, "wiki", "gpu", "q1", replace(p.initiatives["wiki"].demand["gpu"]["q1"], low=1.0)
        ),
        set(),
    ),
}


@pytest.mark.parametrize(("change", "stage"), CHANGES.values(), ids=CHANGES.keys())
def test_each_change_runs_the_stages_that_read_it(calls, change, stage):
    work = Analysis()
    run(work, sound())
    calls.clear()
    changed = change(sound())
    results = run(work, changed, 2)[-1]
    assert {"rank", "plan"} & set(calls) == stage
    fresh = run(Analysis(), changed)[-1]
    assert results.ranking.scores.tolist() == fresh.ranking.scores.tolist()
    assert results.plan.chosen == fresh.plan.chosen
    assert results.lines == fresh.lines
    assert results.problems == fresh.problems


def test_a_new_name_is_in_the_sentences_without_a_new_plan(calls):
    work = Analysis()
    before = run(work, sound())[-1]
    calls.clear()
    results = run(work, edit.set_initiative(sound(), "agents", name="Agent desk"), 2)[-1]
    assert "plan" not in calls
    assert results.plan is before.plan
    assert "“Agent desk”" in results.lines["vivid"].reason


def test_undo_finds_its_plan_again(calls):
    work = Analysis()
    before = run(work, sound())[-1]
    run(work, edit.set_capacity(sound(), "gpu", "q1", 60.0), 2)
    calls.clear()
    (results,) = run(work, sound(), 3)
    assert calls == []
    assert results.plan is before.plan
    assert results.lines is before.lines


def test_what_is_still_to_come_is_carried_over_as_stale():
    work = Analysis()
    before = run(work, sound())[-1]
    first = run(work, edit.set_capacity(sound(), "gpu", "q1", 60.0), 2)[0]
    assert first.plan is before.plan
    assert first.lines is before.lines
    assert {"plan", "waterline", "lines"} <= first.stale
    assert "ranking" not in first.stale


def test_nothing_is_carried_over_from_another_document():
    work = Analysis()
    run(work, sound())
    other = replace(edit.set_capacity(sound(), "gpu", "q1", 60.0), id="d2")
    first = run(work, other)[0]
    assert first.plan is None
    assert first.lines == FrozenMap()


def test_cancelled_leaves_the_run_and_nothing_half_done(calls):
    work = Analysis()

    def stop(_fraction, text):
        if text == plan_stages.PlanStage.text:
            raise Cancelled

    going = work.run(sound(), 1, stop)
    shown = [next(going), next(going), next(going)]
    with pytest.raises(Cancelled):
        next(going)
    assert all("plan" in results.stale for results in shown)
    calls.clear()
    assert run(work, sound(), 1)[-1].plan.status == "optimal"
    assert calls[-5:] == ["plan", "waterline", "explain", "prices", "judge"]


def test_a_plan_that_was_cut_short_is_not_kept(monkeypatch, calls):
    work = Analysis()
    genuine = plan_stages.plan
    monkeypatch.setattr(
        plan_stages, "plan", lambda *a, **k: replace(genuine(*a, **k), status="cancelled")
    )
    with pytest.raises(Cancelled):
        run(work, sound())
    monkeypatch.setattr(plan_stages, "plan", genuine)
    assert run(work, sound(), 1)[-1].plan.status == "optimal"


def test_progress_rises_from_nothing_to_all():
    told = []
    run(Analysis(), sound(), tick=lambda fraction, text: told.append((fraction, text)))
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert 0 <= fractions[0] <= fractions[-1] <= 1
    assert all(text for _, text in told)


def test_a_ranking_that_cannot_be_made_says_why_and_the_plan_goes_on():
    weightless = edit.set_weights(sound(), {"fit": 0.0, "trust": 0.0})
    results = run(Analysis(), weightless)[-1]
    assert results.ranking is None
    assert "weights are 0" in results.ranking_error.what
    assert results.plan.status == "optimal"
    assert results.waterline is None
    assert results.stale == frozenset()


def test_a_plan_by_value_needs_a_ranking():
    weightless = by_value(edit.set_weights(sound(), {"fit": 0.0, "trust": 0.0}))
    results = run(Analysis(), weightless)[-1]
    assert results.plan is None
    assert results.plan_error is results.ranking_error
    assert results.lines == FrozenMap()


def test_a_plan_that_cannot_be_made_says_why():
    mixed = edit.set_benefit(sound(), "wiki", unit="k€")
    results = run(Analysis(), mixed)[-1]
    assert "different units" in results.plan_error.what
    assert (results.plan, results.waterline, results.lines) == (None, None, FrozenMap())
    assert results.ranking is not None
    mended = run(Analysis(), edit.set_benefit(mixed, "wiki", unit="$M"))[-1]
    assert mended.plan_error is None


def test_a_plan_by_value_adds_up_additive_scores_whatever_ranks():
    portfolio = edit.set_settings(by_value(sound()), method="topsis")
    results = run(Analysis(), portfolio)[-1]
    assert results.ranking.method == "topsis"
    total = sum(results.scores[key] for key in results.plan.chosen)
    assert results.plan.value == pytest.approx(total)
    assert results.scores["agents"] == pytest.approx(77.5)


def test_nothing_fits():
    impossible = with_rules(
        edit.set_capacity(sound(), "gpu", "q1", 1.0), Rule("mandated", ("vivid",))
    )
    results = run(Analysis(), impossible)[-1]
    assert results.plan.status == "infeasible"
    assert "“Vivid” is mandated" in results.plan.conflict
    assert results.stale == frozenset()


def test_an_empty_portfolio_is_no_error():
    empty = edit.delete_initiatives(sound(), list(sound().initiatives))
    results = run(Analysis(), empty)[-1]
    assert results.stale == frozenset()
    assert results.ranking is None
    assert results.lines == FrozenMap()


def test_waiting_for_one_part_stops_there(calls):
    results = analyze(sound(), upto="ranking", method="topsis")
    assert results.ranking.method == "topsis"
    assert "plan" not in calls
    assert analyze(sound()).lines["vivid"].price == pytest.approx(27.0)


def test_an_unknown_method_is_a_sentence():
    with pytest.raises(PortfolioError, match="no ranking method"):
        raise analyze(sound(), upto="ranking", method="nope").ranking_error


def test_what_is_looked_at_is_explained_before_the_others():
    wanted = ["wiki"]
    work = Analysis(interest=lambda: wanted[0])
    priced, levers = [], []
    for results in work.run(sound(), 1, silent):
        priced.append([key for key, line in results.lines.items() if line.price is not None])
        levers.append(list(results.levers))
    assert ["wiki"] in priced
    assert sorted(priced[-1]) == sorted(sound().initiatives)
    assert levers[-1] == ["vivid"]


def test_who_looks_elsewhere_meanwhile_is_asked_again_for_each():
    asked = iter(["vivid", "nothing of this name", "wiki", ""])
    turns = Turns(("agents", "claims", "vivid", "wiki"), lambda: next(asked))
    assert list(turns) == [(0, "vivid"), (1, "agents"), (2, "wiki"), (3, "claims")]


def test_while_nothing_is_ranked_there_is_no_way_down_the_ranking():
    unrated = replace(sound(), ratings=FrozenMap())
    results = run(Analysis(), unrated)[-1]
    assert results.plan.status == "optimal"
    assert not results.ranking.ranks.any()
    assert results.waterline is None
    loss = summarize(results).waterline_loss
    assert loss == "Nothing is ranked yet, so there is no waterline to compare with."
