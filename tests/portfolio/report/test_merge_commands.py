"""``merge``, ``merge-driver`` and ``combine`` on the command line."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from portfolio.__main__ import main
from portfolio.edit import delete_initiatives, set_initiative, set_title
from portfolio.files import dumps, load, loads
from portfolio.files.journal import verify
from portfolio.model import Decision
from tests.portfolio.files.documents import NOW, SMALL, changed

OURS = set_initiative(SMALL, "i_triage", owner="Ben")
THEIRS = set_initiative(SMALL, "i_triage", owner="Cleo", notes="Both")


@pytest.fixture
def file(tmp_path):
    """Write a portfolio, or bytes, and return its path as text."""

    def write(name, content):
        path = tmp_path / f"{name}.portfolio"
        path.write_bytes(content if isinstance(content, bytes) else dumps(content))
        return str(path)

    return write


@pytest.fixture
def versions(file):
    return [file("base", SMALL), file("ours", OURS), file("theirs", THEIRS)]


def run(capsys, *arguments):
    """Exit code, standard output, standard error."""
    code = main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def test_a_clean_merge_is_saved(capsys, file, tmp_path):
    title = set_title(SMALL, "New")
    out_file = tmp_path / "out.portfolio"
    files = file("base", SMALL), file("ours", OURS), file("theirs", title)
    code, out, err = run(capsys, "merge", *files, "-o", out_file)
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("1 change taken from theirs, 0 conflicts: saved as")
    assert load(out_file).portfolio == set_title(OURS, "New")


def test_with_conflicts_nothing_is_written(capsys, versions, tmp_path):
    out_file = tmp_path / "out.portfolio"
    code, out, err = run(capsys, "merge", *versions, "-o", out_file)
    assert code == 1
    assert "Initiative “Claims triage”, owner: ours “Ben”, theirs “Cleo”, before “Ana”." in out
    assert "1 conflict: nothing was written." in err
    assert not out_file.exists()


@pytest.mark.parametrize(("side", "owner"), [("--ours", "Ben"), ("--theirs", "Cleo")])
def test_one_side_of_all_conflicts_can_be_taken(capsys, versions, tmp_path, side, owner):
    out_file = tmp_path / "out.portfolio"
    code, _, err = run(capsys, "merge", *versions, "-o", out_file, side)
    assert (code, err) == (0, "")
    merged = load(out_file).portfolio.initiatives["i_triage"]
    assert (merged.owner, merged.notes) == (owner, "Both")


def test_theirs_can_be_a_deletion(capsys, file, tmp_path):
    out_file = tmp_path / "out.portfolio"
    deleted = delete_initiatives(SMALL, ["i_triage"])
    files = file("base", SMALL), file("ours", OURS), file("theirs", deleted)
    assert run(capsys, "merge", *files, "-o", out_file)[0] == 1
    assert run(capsys, "merge", *files, "-o", out_file, "--theirs")[0] == 0
    assert load(out_file).portfolio == deleted


def test_the_same_in_json(capsys, versions, tmp_path):
    code, out, _ = run(capsys, "merge", *versions, "-o", tmp_path / "out.portfolio", "--json")
    document = json.loads(out)
    assert code == 1
    assert document["path"] is None
    (conflict,) = document["conflicts"]
    assert conflict["path"] == ["initiatives", "i_triage", "owner"]
    assert [conflict[name] for name in ("base", "ours", "theirs")] == ["“Ana”", "“Ben”", "“Cleo”"]
    assert [each["place"] for each in document["taken"]] == ["Initiative “Claims triage”, notes"]


def test_another_file_is_replaced_only_by_force(capsys, versions, tmp_path):
    out_file = tmp_path / "out.portfolio"
    out_file.write_bytes(dumps(SMALL))
    assert run(capsys, "merge", *versions, "-o", out_file, "--ours")[0] == 1
    assert load(out_file).portfolio == SMALL
    assert run(capsys, "merge", *versions, "-o", out_file, "--ours", "--force")[0] == 0
    assert load(out_file).portfolio.initiatives["i_triage"].owner == "Ben"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (changed(('"schema": [\n  1,', '"schema": [\n  7,')), "newer version"),
        (b"<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n", "unfinished git merge"),
        (b"<!DOCTYPE html><html>Sign in</html>", "web page"),
        (b"\x80\x04\x95pickle", "not a portfolio"),
        (b'{"format": "ai-portfolio", "schema": [1, 3], "title": NaN}', "NaN"),
        (b"[" * 1_000_000, "not a portfolio"),
        (changed(('"title"', '"title": "Twice",\n "title"')), "twice"),
    ],
)
def test_what_cannot_be_merged_is_named_for_what_it_is(capsys, file, tmp_path, content, said):
    """Rows 23, 25, 27, 28 and 29 of the fault table, in each place of the command."""
    bad = file("bad", content)
    good = file("good", SMALL)
    for files in ((bad, good, good), (good, bad, good), (good, good, bad)):
        code, _, err = run(capsys, "merge", *files, "-o", tmp_path / "out.portfolio")
        assert code == 1
        assert said in err
        assert "bad.portfolio" in err
    assert not (tmp_path / "out.portfolio").exists()


def test_fields_of_a_newer_minor_version_survive_on_both_sides(capsys, file, tmp_path):
    def newer(field):
        new = '"schema": [\n  1,\n  99\n ]'
        return changed(('"schema": [\n  1,\n  3\n ]', new), ('"title"', f'"{field}": 1,\n "title"'))

    out_file = tmp_path / "out.portfolio"
    files = file("base", SMALL), file("ours", newer("later_a")), file("theirs", newer("later_b"))
    assert run(capsys, "merge", *files, "-o", out_file)[0] == 0
    merged = json.loads(out_file.read_bytes())
    assert (merged["schema"], merged["later_a"], merged["later_b"]) == ([1, 99], 1, 1)


def test_the_driver_puts_the_merge_in_place_of_ours(capsys, versions, tmp_path):
    theirs = set_title(SMALL, "New")
    (tmp_path / "theirs.portfolio").write_bytes(dumps(theirs))
    assert run(capsys, "merge-driver", *versions)[0] == 0
    assert load(tmp_path / "ours.portfolio").portfolio == set_title(OURS, "New")


def test_the_driver_keeps_both_answers_of_a_conflict(capsys, versions, tmp_path):
    named = tmp_path / "plan.portfolio"
    for copy in ("plan (merge conflict)", "plan (merge conflict) 2"):
        code, _, err = run(capsys, "merge-driver", *versions, named)
        assert code == 1
        assert "owner: ours “Ben”" in err
        there = loads((tmp_path / f"{copy}.portfolio").read_bytes()).initiatives["i_triage"]
        assert (there.owner, there.notes) == ("Cleo", "Both")
    here = load(tmp_path / "ours.portfolio").portfolio.initiatives["i_triage"]
    assert (here.owner, here.notes) == ("Ben", "Both")


def test_the_driver_leaves_ours_alone_where_theirs_cannot_be_read(capsys, versions, tmp_path):
    (tmp_path / "theirs.portfolio").write_bytes(b"{")
    before = (tmp_path / "ours.portfolio").read_bytes()
    assert run(capsys, "merge-driver", *versions)[0] == 1
    assert (tmp_path / "ours.portfolio").read_bytes() == before


def test_the_driver_names_the_file_that_cannot_be_read_as_git_does(capsys, versions, tmp_path):
    (tmp_path / "theirs.portfolio").write_bytes(b"{")
    _, _, err = run(capsys, "merge-driver", *versions, "plans/lab.portfolio")
    assert "lab.portfolio (theirs)" in err
    assert "theirs.portfolio" not in err


@pytest.mark.parametrize("missing", range(3))
def test_the_driver_says_which_file_is_not_there(capsys, versions, missing):
    versions[missing] += ".gone"
    code, _, err = run(capsys, "merge-driver", *versions)
    assert code == 1
    assert ".gone" in err


def test_combine_writes_a_new_portfolio_and_says_what_was_done(capsys, file, tmp_path):
    decisions = SMALL.decisions.with_("d_2", Decision("i_video", "cut", NOW))
    other = replace(SMALL, id="p_other", title="Other", decisions=decisions)
    out_file = tmp_path / "out.portfolio"
    files = file("a", SMALL), file("b", other)
    code, out, err = run(capsys, "combine", *files, "-o", out_file)
    assert (code, err) == (0, "")
    assert "- 2 portfolios with 2 initiatives in all are combined." in out
    joined = load(out_file).portfolio
    assert joined.decisions.keys() == {"d_1", "d_2"}
    assert verify(joined).ok
    code, out, _ = run(capsys, "combine", *files, "-o", out_file, "--force", "--json")
    assert json.loads(out)["path"] == str(out_file)
