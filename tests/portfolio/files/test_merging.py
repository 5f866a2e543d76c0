"""Two people's changes to copies of one file meet in git only where they touch the same thing."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from random import Random

import pytest

from portfolio.files import dumps, loads
from portfolio.model import (
    Criterion,
    FrozenMap,
    Initiative,
    Portfolio,
    Rater,
    Rating,
    key_after_all,
    keys_between,
)

INITIATIVES, CRITERIA = 40, 6


def team(seed):
    """Two raters who have rated everything, and the random numbers to go on with."""
    random = Random(seed)
    orders = keys_between("", "", INITIATIVES)
    initiatives = [random_id(random) for _ in orders]
    criteria = [random_id(random) for _ in range(CRITERIA)]
    ratings = {
        rater: FrozenMap(
            {
                key: FrozenMap({each: Rating(float(random.randint(0, 100))) for each in criteria})
                for key in initiatives
            }
        )
        for rater in ("p_ana", "p_ben")
    }
    return random, Portfolio(
        "p_team",
        criteria=FrozenMap({key: Criterion(key, "V") for key in criteria}),
        initiatives=FrozenMap(
            {
                key: Initiative(f"Idea {key}", order)
                for key, order in zip(initiatives, orders, strict=True)
            }
        ),
        raters=FrozenMap({"p_ana": Rater("Ana", "V"), "p_ben": Rater("Ben", "W")}),
        ratings=FrozenMap(ratings),
    )


def random_id(random):
    """Return an id as ``new_id`` makes them, but the same in every run."""
    return "".join(random.choice("23456789abcdefghjkmnpqrstuvwxyz") for _ in range(10))


def rerated(portfolio, rater, count, random):
    """Return the portfolio with some scores of one rater changed."""
    cells = [(key, each) for key in portfolio.initiatives for each in portfolio.criteria]
    ratings = portfolio.ratings[rater]
    for key, each in random.sample(cells, count):
        value = ratings[key][each].value
        changed = ratings[key].with_(each, Rating(100.0 - value if value != 50 else 51.0))
        ratings = ratings.with_(key, changed)
    return replace(portfolio, ratings=portfolio.ratings.with_(rater, ratings))


def merged_by_git(folder, base, ours, theirs):
    """Return the bytes of a clean merge, or None for a conflict."""
    names = {"ours": ours, "base": base, "theirs": theirs}
    for name, portfolio in names.items():
        (folder / name).write_bytes(dumps(portfolio))
    run = subprocess.run(
        ["git", "merge-file", "-p", *names], cwd=folder, capture_output=True, check=False
    )
    return run.stdout if run.returncode == 0 else None


@pytest.mark.parametrize("count", [5, 40])
def test_two_raters_who_change_their_own_scores_never_conflict(tmp_path, count):
    clean = 0
    for seed in range(20):
        random, base = team(seed)
        ours, theirs = rerated(base, "p_ana", count, random), rerated(base, "p_ben", count, random)
        merged = merged_by_git(tmp_path, base, ours, theirs)
        both = replace(ours, ratings=ours.ratings.with_("p_ben", theirs.ratings["p_ben"]))
        clean += merged is not None and loads(merged) == both
    assert clean == 20


@pytest.mark.parametrize("ids", ["random", "running"])
def test_random_ids_let_two_people_add_initiatives(tmp_path, ids):
    """Additions meet only where two land on one line; running numbers would always meet."""
    clean = 0
    for seed in range(20):
        random, base = team(seed)
        number = iter(range(9 * 10**9, 10**10))
        ours, theirs = (
            added(
                base, [random_id(random) if ids == "random" else f"z{next(number)}" for _ in "123"]
            )
            for _ in range(2)
        )
        merged = merged_by_git(tmp_path, base, ours, theirs)
        if merged is not None:
            clean += 1
            names = loads(merged).initiatives.keys()
            assert names == ours.initiatives.keys() | theirs.initiatives.keys()
    assert clean >= 5 if ids == "random" else clean == 0


def added(portfolio, ids):
    for key in ids:
        initiative = Initiative("New", key_after_all(portfolio.initiatives))
        portfolio = replace(portfolio, initiatives=portfolio.initiatives.with_(key, initiative))
    return portfolio


def test_changes_to_two_fields_of_one_initiative_merge_when_a_line_lies_between(tmp_path):
    _, base = team(1)
    key = next(iter(base.initiatives))

    def with_field(**fields):
        changed = replace(base.initiatives[key], **fields)
        return replace(base, initiatives=base.initiatives.with_(key, changed))

    merged = merged_by_git(tmp_path, base, with_field(owner="Ana"), with_field(stage="pilot"))
    assert loads(merged) == with_field(owner="Ana", stage="pilot")


def test_the_same_cell_changed_twice_is_a_conflict(tmp_path):
    """The check can fail: a merge that loses one of two changes would be seen."""
    random, base = team(2)
    ours, theirs = rerated(base, "p_ana", 200, random), rerated(base, "p_ana", 200, random)
    theirs = rerated(theirs, "p_ana", 200, random)
    assert merged_by_git(tmp_path, base, ours, theirs) is None


def test_one_changed_score_is_one_changed_line():
    random, base = team(3)
    before = dumps(base).splitlines()
    after = dumps(rerated(base, "p_ana", 1, random)).splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
