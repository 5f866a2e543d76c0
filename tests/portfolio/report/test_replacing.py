"""A command never writes over what somebody saved while it was at work."""

from __future__ import annotations

import pytest

from portfolio.__main__ import main
from portfolio.edit import set_initiative, set_title
from portfolio.files import dumps, fingerprint, load
from portfolio.report import ballot_command, merge_commands
from portfolio.report.replacing import replaceable
from tests.portfolio.ballots import filled, panel
from tests.portfolio.files.documents import SMALL

THEIRS = set_initiative(SMALL, "i_triage", owner="Ben")
SAVED_SINCE = set_title(SMALL, "Saved by somebody else")


@pytest.fixture
def file(tmp_path):
    def write(name, portfolio):
        path = tmp_path / f"{name}.portfolio"
        path.write_bytes(dumps(portfolio))
        return path

    return write


def beaten_to_it(monkeypatch, module, name, path, portfolio):
    """Let somebody save ``portfolio`` while the command computes ``name``."""
    compute = getattr(module, name)

    def and_save(*given, **named):
        path.write_bytes(dumps(portfolio))
        return compute(*given, **named)

    monkeypatch.setattr(module, name, and_save)


def test_what_was_read_may_be_replaced_as_it_was_read(file):
    one, other = file("one", SMALL), file("other", THEIRS)
    opened = load(one)
    one.write_bytes(dumps(SAVED_SINCE))
    assert replaceable(one, [(one, opened)], force=True) == opened.sha256 != fingerprint(one)
    assert replaceable(other, [(one, opened)], force=True) == fingerprint(other)
    assert replaceable(other, [(one, opened)], force=False) is None


def test_a_link_to_what_was_read_is_what_was_read(file, tmp_path):
    one = file("one", SMALL)
    opened = load(one)
    link = tmp_path / "link.portfolio"
    link.symlink_to(one)
    one.write_bytes(dumps(SAVED_SINCE))
    assert replaceable(link, [(one, opened)], force=True) == opened.sha256


@pytest.mark.parametrize("command", ["merge", "combine"])
def test_a_save_during_a_merge_is_not_overwritten(monkeypatch, capsys, file, command):
    base, ours, theirs = file("base", SMALL), file("ours", SMALL), file("theirs", THEIRS)
    step = "joined" if command == "merge" else "combine"
    beaten_to_it(monkeypatch, merge_commands, step, ours, SAVED_SINCE)
    files = [base, ours, theirs] if command == "merge" else [ours, theirs]
    code = main([command, *map(str, files), "-o", str(ours), "--force"])
    assert (code, load(ours).portfolio) == (1, SAVED_SINCE)
    assert "was changed by" in capsys.readouterr().err


def test_ballots_taken_in_meanwhile_are_not_overwritten(monkeypatch, capsys, file, tmp_path):
    plan = file("plan", panel())
    papers = tmp_path / "papers"
    papers.mkdir()
    assert main(["ballots", str(plan), "--papers", str(papers), "-o", str(plan), "--force"]) == 0
    paper = min(papers.iterdir())
    paper.write_bytes(dumps(filled(load(paper).portfolio, 1)))
    since = set_title(load(plan).portfolio, "Saved by somebody else")
    beaten_to_it(monkeypatch, ballot_command, "take_in", plan, since)
    taken = ["--take", str(paper), "-o", str(plan), "--force"]
    code = main(["ballots", str(plan), *taken])
    assert (code, load(plan).portfolio) == (1, since)
    assert "was changed by" in capsys.readouterr().err
