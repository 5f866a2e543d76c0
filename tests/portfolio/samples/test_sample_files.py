"""Each sample opens cleanly, is complete where it should be, and lacks what it means to lack."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from portfolio.files import dumps, load, samples
from portfolio.model import in_order, problems
from portfolio.ranking import rank

FOLDER = Path(__file__).parents[3] / "sample_portfolios"
LARGEST = 6_000_000
#: Every problem that a sample is meant to show, and how often.
PROBLEMS = {
    "tutorial_8": {},
    "northlight_ai_lab": {"demand_not_stated": 2},
    "northlight_ai_lab_2026q4": {"demand_not_stated": 2, "probability_missing": 1},
    "meridian_bank": {"demand_not_stated": 3, "probability_missing": 1},
    "st_brennan_hospitals": {"demand_not_stated": 2},
    "province_of_calder": {"demand_not_stated": 2, "benefit_missing": 1},
    "aurelia_grid": {},
    "stress_1200": {"demand_not_stated": 17},
}
INITIATIVES = {
    "tutorial_8": 8,
    "northlight_ai_lab": 16,
    "northlight_ai_lab_2026q4": 16,
    "meridian_bank": 48,
    "st_brennan_hospitals": 26,
    "province_of_calder": 160,
    "aurelia_grid": 14,
    "stress_1200": 1200,
}
#: Holds facts alone, and no plan: see the tests of the lessons.
FACTS_ALONE = {"sora_reconstruction"}
#: The scores that the ratings of the AI lab were written to give, from i_a01 to i_a16.
LAB_SCORES = (92, 90, 84, 80, 72, 46, 70, 52, 48, 58, 40, 60, 50, 56, 38, 62)
#: May be left empty in a real portfolio, and sometimes are here.
OPTIONAL = ("owner", "sponsor", "goal", "start")

_opened = {}


@pytest.fixture(params=INITIATIVES)
def name(request):
    return request.param


@pytest.fixture
def sample(name):
    if name not in _opened:
        _opened[name] = load(FOLDER / f"{name}.portfolio")
    return _opened[name].portfolio


def points(criterion, level):
    levels = [anchor.level for anchor in criterion.anchors]
    return float(np.interp(level, levels, [anchor.points for anchor in criterion.anchors]))


def ballots_of(sample, initiative, criterion):
    """What each rater gave one cell, in points."""
    return [
        points(sample.criteria[criterion], table[initiative][criterion].value)
        for table in sample.ratings.values()
        if criterion in table.get(initiative, {})
    ]


def test_the_folder_holds_these_samples_and_no_other():
    found = {path.stem for path in FOLDER.glob("*.portfolio")}
    assert found == set(INITIATIVES) | FACTS_ALONE


def test_the_menu_offers_all_but_the_earlier_version():
    offered = {entry.path.stem for entry in samples()}
    assert offered == (set(INITIATIVES) | FACTS_ALONE) - {"northlight_ai_lab_2026q4"}


@pytest.mark.parametrize("each", [*INITIATIVES, *FACTS_ALONE])
def test_the_readme_speaks_of_each(each):
    assert f"`{each}.portfolio`" in (FOLDER / "README.md").read_text("utf-8")


def test_opens_without_a_note_and_saves_the_same_bytes(name, sample):
    data = (FOLDER / f"{name}.portfolio").read_bytes()
    assert _opened[name].notes == ()
    assert dumps(sample) == data
    assert len(data) < LARGEST


def test_has_the_problems_that_it_teaches_and_no_others(name, sample):
    found = problems(sample)
    assert Counter(one.code for one in found) == Counter(PROBLEMS[name])
    assert {one.severity for one in found} <= {"warning"}


def test_initiatives_are_all_there_and_named_apart(name, sample):
    names = {record.name.casefold() for record in sample.initiatives.values()}
    codes = {record.code for record in sample.initiatives.values()}
    assert len(sample.initiatives) == len(names) == len(codes) == INITIATIVES[name]


def test_one_year_of_quarters_or_two_with_a_capacity_in_each(name, sample):
    years = (2027, 2028) if name == "aurelia_grid" else (2027,)
    quarters = [f"Q{quarter} {year}" for year in years for quarter in (1, 2, 3, 4)]
    assert [record.name for _, record in in_order(sample.periods)] == quarters
    for resource in sample.resources.values():
        assert set(resource.capacity) == set(sample.periods)
        assert min(resource.capacity.values()) > 0


def test_scales_have_five_written_anchors_and_weights_make_a_hundred(sample):
    for criterion in sample.criteria.values():
        assert sorted(anchor.points for anchor in criterion.anchors) == [0, 25, 50, 75, 100]
        assert all(anchor.text for anchor in criterion.anchors)
    assert sum(criterion.weight for criterion in sample.criteria.values()) == 100


def test_three_or_more_have_rated_and_one_has_not(sample):
    missing = sample.raters.keys() - sample.ratings.keys()
    assert 3 <= len(sample.ratings) <= 7
    assert len(missing) == 1


def test_raters_disagree_on_some_cells_and_left_some_out(sample):
    cells = [(i, c) for i in sample.initiatives for c in sample.criteria]
    ballots = [ballots_of(sample, *cell) for cell in cells]
    wide = [b for b in ballots if len(b) >= 3 and np.subtract(*np.percentile(b, (75, 25))) > 25]
    assert len(wide) >= 4
    assert len(wide) < len(cells) / 10
    given, asked = sum(map(len, ballots)), len(cells) * len(sample.ratings)
    assert 0.8 < given / asked < 0.99


def test_two_scenarios_about_what_is_there(sample):
    known = sample.resources.keys() | sample.criteria.keys() | sample.initiatives.keys()
    assert len(sample.scenarios) == 2
    for scenario in sample.scenarios.values():
        assert scenario.changes
        assert {change.target for change in scenario.changes} <= known


def test_overrides_say_why_and_who(sample):
    for rule in sample.rules.values():
        assert rule.reason
        if rule.kind in {"force_in", "mandated", "floor"}:
            assert rule.author


def test_someone_has_commented(sample):
    assert sample.comments
    assert all(comment.author for comment in sample.comments.values())


@pytest.mark.parametrize("name", ["northlight_ai_lab", "meridian_bank", "province_of_calder"])
def test_some_optional_fields_and_ranges_are_missing(sample):
    records = sample.initiatives.values()
    for field in OPTIONAL:
        empty = sum(not getattr(record, field) for record in records)
        assert 0 < empty <= len(records) / 5
    rows = [row for record in records for row in record.demand.values()]
    bare = sum(any(cell.high is None for cell in row.values()) for row in rows)
    assert 0.05 < bare / len(rows) < 0.2


def test_a_range_encloses_its_likely_value(sample):
    for record in sample.initiatives.values():
        cells = [cell for row in record.demand.values() for cell in row.values()]
        amount = record.benefit.amount if record.benefit else None
        for cell in [*cells, amount] if amount else cells:
            assert cell.low is None or cell.low <= cell.likely
            assert cell.high is None or cell.high >= cell.likely


@pytest.mark.parametrize("name", ["northlight_ai_lab"])
def test_ratings_of_the_lab_add_up_to_the_intended_scores(sample):
    ranking = rank(sample, method="additive")
    assert ranking.initiative_ids == tuple(f"i_a{number:02}" for number in range(1, 17))
    assert ranking.scores == pytest.approx(LAB_SCORES, abs=1)


@pytest.mark.parametrize("name", ["northlight_ai_lab", "tutorial_8"])
def test_figures_about_sora_are_labeled_and_sourced(sample):
    vivid = sample.initiatives["i_a06"]
    assert vivid.notes.startswith("Vivid is fictional")
    assert vivid.notes.count("reported") >= 2
    assert "https://" in vivid.evidence


def test_the_earlier_version_is_of_the_same_document():
    now, then = (
        load(FOLDER / f"{stem}.portfolio").portfolio
        for stem in ("northlight_ai_lab", "northlight_ai_lab_2026q4")
    )
    assert now.id == then.id
    assert now.initiatives.keys() - then.initiatives.keys() == {"i_a16"}
    assert then.initiatives.keys() - now.initiatives.keys() == {"i_a17"}
    assert now.criteria.keys() == then.criteria.keys()
    assert now.criteria != then.criteria
    assert now.resources != then.resources
