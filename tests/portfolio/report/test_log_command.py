"""``ai-portfolio log``: entries, verdict, fingerprint; exit code 1 when something is wrong."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from portfolio.__main__ import main
from portfolio.files import dumps
from portfolio.files.journal import head_fingerprint
from tests.portfolio.files.journal.logs import (
    EMPTY,
    edited,
    with_log,
    without_entries,
)

SIX = replace(with_log(6), title="Small")


@pytest.fixture
def run(tmp_path, capsys):
    """Run the command on a document: exit code, standard output, standard error."""

    def run(portfolio, *arguments):
        path = tmp_path / "plan.portfolio"
        path.write_bytes(dumps(portfolio))
        code = main(["log", str(path), *arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return run


def test_the_log_is_printed_with_its_verdict_and_fingerprint(run):
    two = replace(with_log(2), title="Small")
    first, second = two.journal
    code, out, err = run(two)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Small",
        "",
        f"   1  1 Mar 2027, 09:31 UTC, Ana ({first[:12]}): Fund, k_1.",
        f"   2  1 Mar 2027, 09:32 UTC, Ana ({second[:12]}): Fund, k_2.",
        "",
        "The log holds together: 2 entries fit.",
        "It shows changes made since the last published fingerprint.",
        f"Fingerprint: {second}",
    ]


def test_an_empty_log_has_no_fingerprint(run):
    code, out, err = run(EMPTY)
    assert (code, err) == (0, "")
    assert out.splitlines() == ["Untitled portfolio", "", "The log is empty."]


def test_a_broken_log_is_a_problem_and_is_printed_all_the_same(run):
    code, out, err = run(edited(SIX, 3, who="Bob"))
    assert code == 1
    assert ", Bob (" in out
    assert "holds together" not in out
    assert err == (
        "The log is broken at entry 3: it was edited after it was written. Compare the file with "
        "the version that was published, or with a backup.\n"
    )


def test_what_came_since_a_published_fingerprint(run):
    code, out, err = run(SIX, "--since", head_fingerprint(with_log(4)))
    assert (code, err) == (0, "")
    assert "k_5" in out
    assert "k_4" not in out
    assert "Everything before this fingerprint is unchanged; 2 entries came since." in out


def test_a_fingerprint_that_is_not_part_of_the_log_is_a_problem(run):
    cut = without_entries(SIX, 5, 6, records=True)
    assert run(cut)[0] == 0
    code, _, err = run(cut, "--since", head_fingerprint(SIX))
    assert code == 1
    assert err.startswith("This fingerprint is not part of the log")
    code, _, err = run(edited(SIX, 3, who="Bob"), "--since", head_fingerprint(with_log(4)))
    assert code == 1
    assert err.startswith("What came before this fingerprint was changed.")


def test_what_is_no_fingerprint_is_a_problem(run):
    code, out, err = run(SIX, "--since", "yesterday")
    assert (code, out) == (1, "")
    assert err.startswith("“yesterday” is no fingerprint of a log.")


def test_the_log_in_json(run):
    code, out, err = run(SIX, "--json", "--since", head_fingerprint(with_log(5)))
    assert (code, err) == (0, "")
    said = json.loads(out)
    assert list(said) == [
        "portfolio",
        "title",
        "fingerprint",
        "ok",
        "verdict",
        "faults",
        "more_faults",
        "since",
        "entries",
    ]
    assert said["fingerprint"] == head_fingerprint(SIX)
    assert said["since"] == {
        "known": True,
        "ok": True,
        "sentence": "Everything before this fingerprint is unchanged; 1 entry came since.",
    }
    (entry,) = said["entries"]
    assert (entry["n"], entry["kind"], entry["record"]) == (6, "decision", "k_6")
    assert entry["at"] == "2027-03-01T09:36:00+00:00"
    assert entry["follows"] == [head_fingerprint(with_log(5))]


def test_faults_in_json(run):
    code, out, _ = run(without_entries(SIX, 3, records=True), "--json")
    said = json.loads(out)
    assert (code, said["ok"]) == (1, False)
    (fault,) = said["faults"]
    assert (fault["kind"], fault["n"], fault["record"]) == ("cut out", 4, "")
    assert fault["entry"] in SIX.journal
    assert said["verdict"] == fault["sentence"]
