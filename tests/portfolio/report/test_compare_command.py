"""``ai-portfolio diff``: text, JSON and exit codes."""

from __future__ import annotations

import json

import pytest

from portfolio.__main__ import main
from portfolio.edit import set_capacity
from portfolio.files import dumps
from portfolio.model import Rule
from tests.portfolio.small import sound, with_rules


@pytest.fixture
def write(tmp_path):
    def written(portfolio, name):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(dumps(portfolio))
        return str(path)

    return written


def run(capsys, *arguments):
    code = main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_it_prints_what_changed(capsys, write):
    before = write(sound(), "may.portfolio")
    after = write(set_capacity(sound(), "gpu", "q1", 20.0), "june.portfolio")
    code, out, err = run(capsys, "diff", before, after)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:3] == ["Small", "Before: may.portfolio", "Now: june.portfolio"]
    assert "Limits (how much of each resource there is): " in out
    assert max(map(len, lines)) <= 100


def test_json_has_the_parts(capsys, write):
    before = write(sound(), "may.portfolio")
    after = write(set_capacity(sound(), "gpu", "q1", 20.0), "june.portfolio")
    code, out, _ = run(capsys, "diff", before, after, "--json")
    document = json.loads(out)
    assert code == 0
    assert [part["steps"] for part in document["why"]["parts"]] == [
        ["inputs"],
        ["weights"],
        ["limits"],
        ["choices"],
    ]
    assert document["why"]["parts"][2]["gained"] == document["why"]["total"] < 0


def test_files_of_one_name_are_told_apart(capsys, write):
    before, after = write(sound(), "a/plan.portfolio"), write(sound(), "b/plan.portfolio")
    code, out, _ = run(capsys, "diff", before, after)
    assert code == 0
    assert f"Before: {before}" in out.replace("\n", "") or before in out.replace("\n", "")
    assert "are the same." in out.replace("\n", " ")


def test_a_side_without_a_plan_is_a_problem(capsys, write):
    stuck = with_rules(set_capacity(sound(), "gpu", "q1", 1.0), Rule("mandated", ("vivid",)))
    code, out, err = run(capsys, "diff", write(sound(), "a.portfolio"), write(stuck, "b.portfolio"))
    assert code == 1
    assert "WHAT WAS EDITED" in out
    assert err.startswith("There is no plan of “b.portfolio” to compare")
    assert "give both files" in err


def test_a_file_that_cannot_be_read_is_a_problem(capsys, write, tmp_path):
    bad = tmp_path / "bad.portfolio"
    bad.write_text("<html>", encoding="ascii")
    code, out, err = run(capsys, "diff", write(sound(), "a.portfolio"), str(bad))
    assert (code, out) == (1, "")
    assert "bad.portfolio" in err
    assert run(capsys, "diff", str(bad))[0] == 2
