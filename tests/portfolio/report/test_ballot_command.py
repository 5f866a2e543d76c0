"""``ai-portfolio ballots``: a round from the papers to the reveal, and what it refuses."""

from __future__ import annotations

import json

import pytest

from portfolio.__main__ import main
from portfolio.edit.ballots_marking import mark
from portfolio.files import dumps, load, save
from portfolio.files.holder import this_process
from tests.portfolio.ballots import NOW, SEVEN, filled, panel
from tests.portfolio.small import sound


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.portfolio"
    path.write_bytes(dumps(panel()))
    return path


def run(capsys, *arguments):
    code = main(["ballots", *(str(each) for each in arguments)])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def ask(capsys, file, tmp_path):
    papers, asked = tmp_path / "papers", tmp_path / "asked.portfolio"
    papers.mkdir()
    code, out, _ = run(
        capsys, file, "--papers", papers, "--weights", "swing", "--due", "2026-12-01", "-o", asked
    )
    assert code == 0
    assert "0 of 7 ballots came back" in out
    return sorted(papers.iterdir()), asked


def fill_in(paths):
    for seed, path in enumerate(paths):
        opened = load(path)
        save(path, filled(opened.portfolio, seed), expected_sha256=opened.sha256)


def test_a_round_from_the_papers_to_the_reveal(capsys, file, tmp_path):
    paths, asked = ask(capsys, file, tmp_path)
    assert len(paths) == len(SEVEN)
    fill_in(paths)
    sealed, shown = tmp_path / "sealed.portfolio", tmp_path / "shown.portfolio"
    code, out, _ = run(capsys, asked, "--take", *paths, "-o", sealed, "--json")
    document = json.loads(out)
    assert code == 0
    assert [row["state"] for row in document["ballots"]] == ["handed in"] * 7
    assert all(row["weights"] and row["asked"] == 8 for row in document["ballots"])
    assert [each["refusal"] for each in document["taken"]] == [""] * 7
    assert not load(sealed).portfolio.ratings.get("gus")
    code, out, _ = run(capsys, sealed)
    assert (code, "sealed on the screen, not encrypted" in " ".join(out.split())) == (0, True)
    code, out, _ = run(capsys, sealed, "--reveal", "-o", shown)
    assert (code, "All ballots are revealed." in out) == (0, True)
    revealed = load(shown).portfolio
    assert set(revealed.ratings) == set(SEVEN)
    (entry,) = revealed.journal.values()
    assert (entry.kind, entry.who) == ("reveal", this_process().user)


def test_files_that_are_no_papers_are_named_and_the_others_taken(capsys, file, tmp_path):
    paths, asked = ask(capsys, file, tmp_path)
    begun = load(paths[0])
    some = mark(begun.portfolio, "claims", "fit", 40.0, at=NOW)
    save(paths[0], some, expected_sha256=begun.sha256)
    torn, other = tmp_path / "torn.portfolio", tmp_path / "other.portfolio"
    torn.write_bytes(paths[0].read_bytes()[:500])
    other.write_bytes(dumps(sound()))
    code, out, err = run(
        capsys, asked, "--take", *paths[:2], torn, other, tmp_path / "no.portfolio", "-o",
        tmp_path / "out.portfolio",
    )  # fmt: skip
    assert code == 1
    assert "not handed in yet, taken as it is" in " ".join(out.split())
    assert "This is no ballot paper." in " ".join(out.split())
    assert "Nothing was entered on this paper" in " ".join(out.split())
    assert "Nothing was taken from 4 files. Why is told of each" in " ".join(err.split())
    assert len(load(tmp_path / "out.portfolio").portfolio.ballots) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--reveal"], "nowhere to save it"),
        (["--reveal", "-o", "{out}"], "no sealed ballot"),
        (["--papers", "{missing}", "-o", "{out}"], "no such folder"),
        (["--papers", "{folder}", "-o", "{file}"], "a file of that name already"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(capsys, file, tmp_path, arguments, words):
    places = {
        "out": tmp_path / "out.portfolio",
        "missing": tmp_path / "missing",
        "folder": tmp_path,
        "file": file,
    }
    before = sorted(tmp_path.iterdir())
    code, _, err = run(capsys, file, *(each.format(**places) for each in arguments))
    assert code == 1
    assert words in err
    assert sorted(tmp_path.iterdir()) == before


def test_papers_replace_others_only_when_told_to(capsys, file, tmp_path):
    paths, asked = ask(capsys, file, tmp_path)
    before = paths[0].read_bytes()
    folder = paths[0].parent
    code, _, err = run(capsys, file, "--papers", folder, "-o", tmp_path / "again.portfolio")
    assert (code, paths[0].read_bytes()) == (1, before)
    assert "Ballot of" in err
    code, _, _ = run(capsys, file, "--papers", folder, "-o", asked, "--force")
    assert code == 0
    assert paths[0].read_bytes() != before
