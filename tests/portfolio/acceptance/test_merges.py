"""Copies edited apart and merged: every changed value of either side is there, or asked about.

The files are edited and compared as plain JSON, without the app's own reading or writing.
"""

from __future__ import annotations

import copy
import json
import random

import pytest

from portfolio.__main__ import main
from portfolio.files import dumps, load
from portfolio.files.samples import samples
from tests.portfolio.acceptance.asking import OK, PROBLEM

BANK = next(sample.path for sample in samples() if sample.path.stem == "meridian_bank")
#: Fields whose text may become any other text without another meaning.
WORDS = {"owner", "sponsor", "notes", "goal", "evidence", "comment", "reason", "name"}
#: Tables whose numbers may become any other number.
NUMBERS = {"ratings", "demand", "capacity"}
EDITS, SEEDS = 40, 5


@pytest.fixture(scope="module")
def base():
    return json.loads(dumps(load(BANK).portfolio))


@pytest.fixture
def tell(tmp_path, capsys):
    """Merge three trees by the command; exit code, the merged tree or None, what was said."""

    def tell(base, ours, theirs, *options):
        paths = [tmp_path / f"{name}.portfolio" for name in ("base", "ours", "theirs")]
        for path, tree in zip(paths, (base, ours, theirs), strict=True):
            path.write_text(json.dumps(tree), encoding="utf-8")
        output = tmp_path / "merged.portfolio"
        output.unlink(missing_ok=True)
        code = main(["merge", *map(str, paths), "-o", str(output), *options])
        merged = json.loads(output.read_text(encoding="utf-8")) if output.exists() else None
        out, said = capsys.readouterr()
        return code, merged, f"{out}\n{said}"

    return tell


def places(tree, path=()):
    """Every place of a plain value that may be edited freely."""
    for key, value in tree.items():
        here = (*path, key)
        if isinstance(value, dict):
            yield from places(value, here)
        elif is_free(here, value):
            yield here


def is_free(here, value):
    if isinstance(value, str):
        return here[-1] in WORDS and len(here) > 2
    return isinstance(value, float) and NUMBERS & set(here) and here[-1] not in ("low", "high")


def edited(base, where, mark):
    """A copy with other values at some places, told apart by a mark."""
    tree = copy.deepcopy(base)
    for path in where:
        before = at(tree, path)
        after = f"{before} {mark}" if isinstance(before, str) else before + len(mark)
        at(tree, path[:-1])[path[-1]] = after
    return tree


def at(tree, path):
    for key in path:
        tree = tree[key]
    return tree


@pytest.mark.parametrize("seed", range(SEEDS))
def test_edits_at_different_places_are_all_there(base, tell, seed):
    chosen = random.Random(seed).sample(list(places(base)), 2 * EDITS)
    mine, other = chosen[:EDITS], chosen[EDITS:]
    code, merged, said = tell(base, edited(base, mine, "a"), edited(base, other, "bb"))
    assert code == OK, said
    assert merged == edited(edited(base, mine, "a"), other, "bb")


@pytest.mark.parametrize("seed", range(SEEDS))
def test_edits_at_the_same_places_are_asked_about_and_none_is_lost(base, tell, seed):
    chosen = random.Random(seed).sample(list(places(base)), 2 * EDITS)
    mine, other = chosen[: EDITS + 9], chosen[EDITS:]
    ours, theirs = edited(base, mine, "a"), edited(base, other, "bb")
    code, merged, said = tell(base, ours, theirs)
    assert (code, merged) == (PROBLEM, None)
    assert "9 " in said
    both = [path for path in mine if path in other]
    code, merged, _ = tell(base, ours, theirs, "--ours")
    merged = forgetting(merged, [(path, at(theirs, path)) for path in both])
    assert (code, merged) == (OK, edited(theirs_without(base, mine, other), mine, "a"))
    code, merged, _ = tell(base, ours, theirs, "--theirs")
    merged = forgetting(merged, [(path, at(ours, path)) for path in both])
    assert (code, merged) == (OK, edited(theirs_without(base, other, mine, "a"), other, "bb"))


def forgetting(merged, lost):
    """The merged tree without the history of ratings that lost: each of them has to be there."""
    tree = copy.deepcopy(merged)
    for path, value in lost:
        if path[0] == "ratings":
            row, criterion = at(tree, path[:3]), path[3]
            past = row[criterion].pop("earlier")
            assert [each[path[4] if len(path) > 4 else "value"] for each in past] == [value]
            if row[criterion].keys() == {"value"}:
                row[criterion] = row[criterion]["value"]
    return tree


def theirs_without(base, kept, other, mark="bb"):
    """The base with the edits of one side at places that the other one left alone."""
    return edited(base, [path for path in other if path not in kept], mark)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_initiatives_added_and_deleted_apart(base, tell, seed):
    draw = random.Random(seed)
    named = {key for rule in base["rules"].values() for key in rule["initiatives"]}
    free = sorted(base["initiatives"].keys() - named - refers(base))
    gone, *edit = draw.sample(free, 4)
    ours, theirs = copy.deepcopy(base), copy.deepcopy(base)
    without(ours, gone)
    for key in edit:
        theirs["initiatives"][key]["owner"] = "Somebody else"
    for tree, key in ((ours, "i_ours"), (theirs, "i_theirs")):
        new = {**copy.deepcopy(base["initiatives"][edit[0]]), "name": key, "order": "zz"}
        tree["initiatives"][key] = new
    code, merged, said = tell(base, ours, theirs)
    assert code == OK, said
    assert merged["initiatives"].keys() == ours["initiatives"].keys() | {"i_theirs"}
    assert all(merged["initiatives"][key]["owner"] == "Somebody else" for key in edit)
    orders = [record["order"] for record in merged["initiatives"].values()]
    assert len(set(orders)) == len(orders)
    assert all(gone not in table for table in merged["ratings"].values())


def refers(tree):
    """Initiatives that a scenario, comment or decision is about."""
    changes = [c for scenario in tree["scenarios"].values() for c in scenario["changes"]]
    about = [*tree["comments"].values(), *tree["decisions"].values()]
    return {c["target"] for c in changes} | {each.get("initiative") for each in about}


def without(tree, initiative):
    del tree["initiatives"][initiative]
    for table in tree["ratings"].values():
        table.pop(initiative, None)


@pytest.mark.parametrize("deleter", ["ours", "theirs"])
def test_one_who_deletes_what_the_other_edits_is_asked(base, tell, deleter):
    key = sorted(base["initiatives"])[3]
    gone, kept = copy.deepcopy(base), copy.deepcopy(base)
    without(gone, key)
    kept["initiatives"][key]["owner"] = "Somebody else"
    pair = (gone, kept) if deleter == "ours" else (kept, gone)
    code, merged, said = tell(base, *pair)
    assert (code, merged) == (PROBLEM, None)
    assert base["initiatives"][key]["name"] in said
    keep = "--theirs" if deleter == "ours" else "--ours"
    code, merged, _ = tell(base, *pair, keep)
    assert code == OK
    assert merged["initiatives"][key] == kept["initiatives"][key]
    assert merged["ratings"] == base["ratings"]
