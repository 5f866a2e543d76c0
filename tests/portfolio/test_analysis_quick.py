"""Answers while a slider moves: right where they are given, and said to be provisional."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from portfolio import edit
from portfolio.analysis import Analysis, plan_stages, quick, stages
from portfolio.errors import PortfolioError
from portfolio.model import FrozenMap, Rating
from portfolio.ranking.additive import ADDITIVE
from tests.portfolio.small import sound, with_record


def silent(_fraction, _text):
    """A tick that lets everything go on."""


@pytest.fixture(autouse=True)
def _however_slow_the_machine(monkeypatch):
    monkeypatch.setattr(quick, "_PLANNED_AT_ONCE_S", 60.0)


@pytest.fixture
def work():
    """An analysis that knows the small portfolio."""
    analysis = Analysis()
    list(analysis.run(sound(), 1, silent))
    return analysis


@pytest.fixture
def calls(monkeypatch):
    """The names of the slow stages that ran."""
    made: list[str] = []
    for module, name in (
        (stages, "problems"),
        (stages, "build_matrix"),
        (quick, "build_matrix"),
        (quick, "Live"),
        (plan_stages, "plan"),
        (plan_stages, "quick"),
        (plan_stages, "waterline"),
        (plan_stages, "explain"),
    ):
        genuine = getattr(module, name)

        def call(*args, _genuine=genuine, _name=name, **kwargs):
            made.append(_name)
            return _genuine(*args, **kwargs)

        monkeypatch.setattr(module, name, call)
    return made


def last(portfolio):
    return list(Analysis().run(portfolio, 1, silent))[-1]


def by_value(portfolio):
    return replace(portfolio, settings=replace(portfolio.settings, objective="value"))


def test_a_weight_drag_ranks_at_once_and_keeps_the_plan(work, calls):
    for step in range(1, 20):
        dragged = edit.set_weight_share(sound(), "fit", step / 20)
        results = work.quick(dragged, step + 2)
        assert results.revision == step + 2
        assert results.scores["agents"] == pytest.approx(85 * step / 20 + 55 * (1 - step / 20))
        assert results.matrix.weights.tolist() == pytest.approx([step / 20, 1 - step / 20])
        assert not results.provisional
        assert not {"ranking", "plan", "problems"} & results.stale
    assert calls.count("Live") == 1
    assert set(calls) == {"Live"}


def last_scores(portfolio):
    return stages.ranked(portfolio).ranking.scores.tolist()


@pytest.mark.parametrize("method", ["additive", "promethee2", "topsis"])
def test_every_live_method_agrees_with_the_full_ranking(method):
    chosen = edit.set_settings(sound(), method=method)
    analysis = Analysis()
    list(analysis.run(chosen, 1, silent))
    dragged = edit.set_weight_share(chosen, "fit", 0.2)
    results = analysis.quick(dragged, 2)
    if "ranking" not in results.stale:
        assert results.ranking.scores.tolist() == pytest.approx(last_scores(dragged))
        assert results.ranking.method == method


def test_a_method_without_kept_terms_waits_for_the_full_analysis(work, monkeypatch):
    before = work.quick(sound(), 2)
    monkeypatch.setattr(quick, "method_named", lambda _name: replace(ADDITIVE, keep=None))
    results = work.quick(edit.set_weight_share(sound(), "fit", 0.2), 3)
    assert "ranking" in results.stale
    assert results.ranking is before.ranking


def test_the_full_analysis_uses_what_the_drag_has_ranked(work, calls):
    dragged = edit.set_weight_share(sound(), "fit", 0.2)
    shown = work.quick(dragged, 2)
    calls.clear()
    results = list(work.run(dragged, 2, silent))
    assert results[-1].ranking is shown.ranking
    assert "plan" not in calls
    assert results[-1].stale == frozenset()


def test_a_capacity_drag_gives_a_provisional_plan_that_keeps_the_limits(work, calls):
    for step in range(5):
        tight = edit.scale_capacity(sound(), "gpu", 0.2 + step / 10)
        results = work.quick(tight, step + 2)
        assert results.provisional
        assert "plan" not in results.stale
        assert {"waterline", "lines"} <= results.stale
        plan = results.plan
        assert (plan.use[0] <= plan.capacity[0] + 1e-9).all()
        assert plan.value <= last(tight).plan.value + 1e-9
    assert set(calls) <= {"quick", "plan", "problems", "build_matrix", "waterline", "explain"}


def test_a_plan_that_takes_its_time_is_left_to_the_full_analysis(work, calls, monkeypatch):
    monkeypatch.setattr(quick, "_PLANNED_AT_ONCE_S", -1.0)
    tight = edit.scale_capacity(sound(), "gpu", 0.3)
    assert "plan" in work.quick(tight, 2).stale
    assert calls == []
    shown = list(work.run(tight, 2, silent))
    assert next(r.provisional for r in shown if "plan" not in r.stale)


def test_a_drag_never_solves_explains_or_checks(work, calls):
    work.quick(edit.scale_capacity(sound(), "gpu", 0.3), 2)
    assert set(calls) <= {"quick"}


def test_the_provisional_plan_stays_until_the_exact_one_is_there(work):
    tight = edit.scale_capacity(sound(), "gpu", 0.3)
    guess = work.quick(tight, 2)
    results = list(work.run(tight, 2, silent))
    assert results[0].plan is guess.plan
    assert results[0].provisional
    assert "plan" not in results[0].stale
    assert not results[-1].provisional
    assert results[-1].plan.status == "optimal"


def test_an_edit_elsewhere_does_not_plan_again(work, calls):
    tight = edit.scale_capacity(sound(), "gpu", 0.3)
    guess = work.quick(tight, 2)
    calls.clear()
    again = work.quick(edit.set_notes(tight, "Hm"), 3)
    assert again.plan is guess.plan
    assert again.provisional
    assert calls == []


def test_back_to_the_start_the_exact_plan_is_back(work):
    exact = work.quick(sound(), 2)
    work.quick(edit.scale_capacity(sound(), "gpu", 0.3), 3)
    back = work.quick(sound(), 4)
    assert back.plan is exact.plan
    assert not back.provisional
    assert back.stale == frozenset()


def test_a_weight_drag_plans_when_the_plan_maximizes_value():
    analysis = Analysis()
    list(analysis.run(by_value(sound()), 1, silent))
    dragged = edit.set_weight_share(by_value(sound()), "fit", 0.1)
    results = analysis.quick(dragged, 2)
    assert results.provisional
    assert results.plan.value == pytest.approx(
        sum(results.scores[key] for key in results.plan.chosen)
    )


def test_a_rating_in_a_small_table_ranks_at_once(work):
    rated = edit.set_rating(sound(), "ana", "vivid", "fit", Rating(100.0))
    results = work.quick(rated, 2)
    assert "ranking" not in results.stale
    assert results.ranking.scores.tolist() == last_scores(rated)


def test_a_rating_in_a_large_table_waits(work, monkeypatch):
    monkeypatch.setattr(quick, "_READ_AT_ONCE", 5)
    rated = edit.set_rating(sound(), "ana", "vivid", "fit", Rating(100.0))
    assert "ranking" in work.quick(rated, 2).stale
    dragged = edit.set_weight_share(sound(), "fit", 0.3)
    assert "ranking" not in work.quick(dragged, 3).stale


def test_weights_that_cannot_be_used_are_told_at_once(work):
    results = work.quick(edit.set_weights(sound(), {"fit": 0.0, "trust": 0.0}), 2)
    assert results.ranking is None
    assert "weights are 0" in results.ranking_error.what
    assert work.quick(sound(), 3).ranking_error is None


def test_a_plan_that_cannot_be_made_is_told_at_once(work):
    results = work.quick(edit.set_benefit(sound(), "wiki", unit="k€"), 2)
    assert isinstance(results.plan_error, PortfolioError)


def test_before_the_first_analysis_nothing_is_made_up():
    results = Analysis().quick(sound(), 1)
    assert results.problems == ()
    assert {"problems", "waterline", "lines"} <= results.stale
    assert results.lines == FrozenMap()


def test_an_unknown_method_is_told_at_once(work):
    results = work.quick(edit.set_settings(sound(), method="nope"), 2)
    assert "no ranking method" in results.ranking_error.what


def test_late_results_do_not_replace_newer_ones(work):
    slow = work.run(edit.set_capacity(sound(), "gpu", "q1", 60.0), 2, silent)
    next(slow)
    newer = work.quick(edit.scale_capacity(sound(), "gpu", 0.3), 5)
    list(slow)
    carried = work.quick(
        with_record(edit.scale_capacity(sound(), "gpu", 0.3), "initiatives", "wiki", name="X"), 6
    )
    assert carried.lines is newer.lines


def test_quick_answers_and_full_analyses_do_not_get_in_each_others_way(work):
    frames = [edit.set_weight_share(sound(), "fit", share / 40) for share in range(1, 40)]
    frames = [edit.scale_capacity(f, "gpu", 0.3 + n / 60) for n, f in enumerate(frames)]
    expected = [stages.ranked(frame).ranking.scores.tolist() for frame in frames]
    finished = []

    def analyze():
        for number, frame in enumerate(frames):
            finished.append(list(work.run(frame, number, silent))[-1])

    worker = threading.Thread(target=analyze)
    worker.start()
    for number, frame in enumerate(frames):
        shown = work.quick(frame, number)
        assert shown.portfolio is frame
        assert shown.ranking.scores.tolist() == expected[number]
        assert (shown.plan.use[0] <= shown.plan.capacity[0] + 1e-9).all()
    worker.join()
    assert [results.ranking.scores.tolist() for results in finished] == expected
    assert all(results.stale == frozenset() for results in finished)
    assert {results.plan.status for results in finished} == {"optimal"}
