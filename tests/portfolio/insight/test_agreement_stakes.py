from dataclasses import replace
from pathlib import Path

import pytest

from portfolio.edit import set_rating
from portfolio.files import load
from portfolio.funding import plan
from portfolio.insight import Question, agreement, discussion
from portfolio.insight.agreement_words import (
    cell_name,
    cell_sentence,
    chance_sentence,
    differs_sentence,
    overall_sentence,
    strength,
)
from portfolio.model import Settings
from portfolio.ranking import rank
from tests.portfolio.insight.rated import rated

SAMPLES = Path(__file__).parents[3] / "sample_portfolios"


def sample(name, **settings):
    portfolio = load(SAMPLES / f"{name}.portfolio").portfolio
    return replace(portfolio, settings=replace(portfolio.settings, **settings))


def last(portfolio, question=None):
    return list(discussion(portfolio, question or Question()))[-1]


def all_say(portfolio, cell, level):
    """The document with every rater of a cell at one level."""
    for rater, table in portfolio.ratings.items():
        old = table.get(cell.initiative_id, {}).get(cell.criterion_id)
        if old is not None:
            new = replace(old, value=level)
            portfolio = set_rating(portfolio, rater, cell.initiative_id, cell.criterion_id, new)
    return portfolio


def ranks_of(portfolio, **how):
    found = rank(portfolio, **how)
    return dict(zip(found.initiative_ids, found.ranks.tolist(), strict=True))


def scores_of(portfolio):
    found = rank(portfolio, method="additive")
    return dict(zip(found.initiative_ids, found.scores.tolist(), strict=True))


@pytest.mark.parametrize("method", ["additive", "topsis"])
def test_ranks_are_those_of_a_document_in_which_all_say_the_same(method):
    portfolio = sample("northlight_ai_lab", method=method)
    found = last(portfolio)
    now = ranks_of(portfolio)
    assert found.cells
    for cell in found.cells:
        assert cell.rank == now[cell.initiative_id]
        for end in cell.ends:
            then = all_say(portfolio, cell, end.level)
            assert end.rank == ranks_of(then)[cell.initiative_id]


@pytest.mark.parametrize(
    ("name", "objective", "moving"),
    [("meridian_bank", "value", 2), ("northlight_ai_lab", "benefit_above", 2)],
)
def test_plans_are_those_of_a_document_in_which_all_say_the_same(name, objective, moving):
    portfolio = sample(name, objective=objective, score_floor=55.0)
    found = last(portfolio)
    today = plan(portfolio, scores=scores_of(portfolio))
    assert sum(cell.moves_plan for cell in found.cells) == moving
    for cell in found.cells:
        assert cell.planned
        for end in cell.ends:
            other = all_say(portfolio, cell, end.level)
            then = plan(other, scores=scores_of(other))
            assert set(end.enters) == set(then.chosen) - set(today.chosen)
            assert set(end.leaves) == set(today.chosen) - set(then.chosen)


def test_cells_are_those_with_a_wider_spread_and_what_moves_the_plan_comes_first():
    portfolio = sample("meridian_bank", objective="value")
    found = last(portfolio)
    wide = agreement(portfolio).spread > 25
    assert found.wide == len(found.cells) == wide.sum()
    assert all(cell.spread > 25 for cell in found.cells)
    moves = [cell.moves_plan for cell in found.cells]
    assert moves == sorted(moves, reverse=True)
    still = [cell.ranks * abs(cell.worth) for cell in found.cells if not cell.moves_plan]
    assert still == sorted(still, reverse=True)
    assert last(sample("meridian_bank", discuss_from=200.0)).cells == ()


def test_where_benefit_is_added_up_ratings_move_the_ranking_alone():
    found = last(sample("northlight_ai_lab"))
    assert (found.power, found.final) == ("ranking", True)
    assert not any(cell.moves_plan or cell.planned for cell in found.cells)
    assert "leave the plan as it is" in found.sentences[1]
    stakes = [cell.ranks * abs(cell.worth) for cell in found.cells]
    assert stakes == sorted(stakes, reverse=True)
    assert stakes[0] > 0


def test_results_get_better_and_a_known_plan_is_used():
    portfolio = sample("meridian_bank", objective="value")
    scores = scores_of(portfolio)
    steps = list(discussion(portfolio, Question(plan=plan(portfolio, scores=scores))))
    assert [each.final for each in steps] == [False] * (len(steps) - 1) + [True]
    known = [sum(cell.planned for cell in each.cells) for each in steps]
    assert known[0] == 0
    assert known == sorted(known)
    assert known[-1] == len(steps[-1].cells)


def test_who_holds_each_end_is_told_or_hidden():
    low, high = [[10.0], [50.0]], [[90.0], [50.0]]
    portfolio = rated([low, high, high], settings=Settings(objective="value"))
    cell = last(portfolio).cells[0]
    assert (cell.low.rater_ids, cell.high.rater_ids) == (("u0",), ("u1", "u2"))
    assert cell_name(portfolio, cell.initiative_id, cell.criterion_id) == "“Item i00” on “C0”"
    said = cell_sentence(portfolio, cell)
    assert said == (
        "The plan stays, whoever is right. If Rater 0 is right (10 points), it ranks 2 instead "
        "of 1."
    )
    hidden = cell_sentence(portfolio, cell, hidden=True)
    assert "Rater" not in hidden
    assert "If the lowest rating is right (10 points)" in hidden


def test_a_criterion_without_weight_changes_nothing():
    tables = [[[0.0, 10.0], [50.0, 20.0]], [[100.0, 10.0], [50.0, 20.0]]]
    portfolio = rated(tables)
    idle = replace(portfolio.criteria["c0"], weight=0.0)
    portfolio = replace(portfolio, criteria=portfolio.criteria.with_("c0", idle))
    (cell,) = last(portfolio).cells
    assert (cell.rank, cell.ranks) == (2, 0)
    assert cell_sentence(portfolio, cell).endswith("It stays at rank 2 either way.")


def test_nothing_to_compare_is_said():
    nobody = rated([[[10.0]]])
    assert last(nobody).sentences == (
        "No cell has two ratings yet, so there is nothing to compare.",
    )
    level = rated([[[10.0]], [[12.0]]])
    assert last(level).sentences[0].startswith("No cell is worth discussing")


def test_benefits_that_cannot_be_added_up_leave_the_ranks():
    portfolio = sample("northlight_ai_lab")
    key, record = next(iter(portfolio.initiatives.items()))
    other = replace(record, benefit=replace(record.benefit, unit="hours"))
    found = last(replace(portfolio, initiatives=portfolio.initiatives.with_(key, other)))
    assert found.power == "no plan"
    assert any(cell.ranks for cell in found.cells)


@pytest.mark.parametrize(
    ("w", "words"),
    [
        (1.0, "unusually strong"),
        (0.7, "strong"),
        (0.5, "moderate"),
        (0.3, "weak"),
        (0, "very weak"),
    ],
)
def test_strength_in_words(w, words):
    assert strength(w) == words


def test_agreement_in_sentences():
    portfolio = sample("northlight_ai_lab")
    found = agreement(portfolio)
    assert overall_sentence(found.overall) == (
        "Strong agreement: 6 raters put 16 initiatives in much the same order (W = 0.85)."
    )
    assert chance_sentence(found.overall) == (
        "By chance alone as much is seen in under 0.1 % of cases (chi-square test)."
    )
    assert differs_sentence(portfolio, found) == (
        "Lucia Ferrante differs most: 11.4 points from the others on average over 124 shared "
        "cells, where the others are 8.2 apart; without them W would be 0.94."
    )
    assert "Lucia" not in differs_sentence(portfolio, found, hidden=True)


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ([[[1.0], [2.0]]], "Agreement needs two raters with a say."),
        ([[[5.0], [5.0]], [[7.0], [7.0]]], "so there is no order to agree on."),
        ([[[5.0], [float("nan")]], [[5.0], [7.0]]], "there is no common order yet."),
    ],
)
def test_agreement_that_is_not_defined_is_said(tables, said):
    overall = agreement(rated(tables)).overall
    assert overall_sentence(overall).endswith(said)
    assert chance_sentence(overall) == ""


def test_few_initiatives_make_the_test_rough():
    overall = agreement(rated([[[1.0], [2.0], [3.0]], [[1.0], [2.0], [3.0]]])).overall
    assert chance_sentence(overall).endswith("With so few initiatives that share is rough.")
