"""Git with the app as its merge driver, in a repository of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portfolio.edit import add_comment, set_initiative, set_settings, set_title
from portfolio.files import conflict_copies, dumps, load
from portfolio.files.merging import merge
from portfolio.model import Comment
from tests.portfolio.files.documents import NOW, SMALL
from tests.portfolio.files.test_merging import merged_by_git, rerated, team

ROOT = Path(__file__).parents[4]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Repository:
    """A repository in which two branches change one file."""

    def __init__(self, folder):
        self._folder = folder
        self.file = folder / "plan.portfolio"
        home = {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "PYTHONPATH": str(ROOT)}
        self._environment = {**os.environ, **home}
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "Ana")
        self.git("config", "user.email", "ana@example.com")
        driver = f'"{sys.executable}" -m portfolio merge-driver %O %A %B %P'
        self.git("config", "merge.ai-portfolio.driver", driver)
        self.git("config", "merge.ai-portfolio.recursive", "binary")
        (folder / ".gitattributes").write_text("*.portfolio merge=ai-portfolio -text\n")
        self.git("add", ".gitattributes")
        self.git("commit", "--quiet", "-m", "Begin")

    def git(self, *arguments):
        return subprocess.run(
            ["git", *arguments],
            cwd=self._folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def keep(self, portfolio):
        self.file.write_bytes(dumps(portfolio))
        self.git("add", self.file.name)
        self.git("commit", "--quiet", "-m", "Change")

    def merge(self, base, ours, theirs):
        """Merge two branches of a file; without a base both begin it."""
        if base is not None:
            self.keep(base)
        self.git("branch", "theirs")
        self.keep(ours)
        self.git("switch", "--quiet", "theirs")
        self.keep(theirs)
        self.git("switch", "--quiet", "main")
        return self.git("merge", "--no-edit", "theirs")


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


def test_neighboring_fields_that_git_alone_cannot_merge_are_merged(repository, tmp_path):
    ours = set_initiative(SMALL, "i_triage", notes="From here")
    theirs = set_initiative(SMALL, "i_triage", name="Claims")
    assert merged_by_git(tmp_path, SMALL, ours, theirs) is None
    run = repository.merge(SMALL, ours, theirs)
    assert run.returncode == 0, run.stderr
    merged = load(repository.file).portfolio.initiatives["i_triage"]
    assert (merged.name, merged.notes) == ("Claims", "From here")
    assert repository.git("status", "--porcelain", "--untracked-files=no").stdout == ""


def test_a_conflict_leaves_a_whole_file_with_ours_and_a_copy_with_theirs(repository):
    ours = add_comment(set_initiative(SMALL, "i_triage", owner="Ben"), "n_a", Comment("A", NOW))
    theirs = add_comment(set_initiative(SMALL, "i_triage", owner="Cleo"), "n_b", Comment("B", NOW))
    run = repository.merge(SMALL, ours, theirs)
    assert run.returncode == 1
    assert "owner: ours “Ben”, theirs “Cleo”, before “Ana”." in run.stderr
    assert repository.git("status", "--porcelain").stdout.startswith("UU plan.portfolio")
    (copy,) = conflict_copies(repository.file)
    here, there = load(repository.file).portfolio, load(copy).portfolio
    assert here.comments.keys() == there.comments.keys() == {"n_1", "n_a", "n_b"}
    (conflict,) = merge(None, here, there).conflicts
    assert (conflict.ours, conflict.theirs) == ("Ben", "Cleo")


def crossed(repository, ours, theirs):
    """Let two branches change the file and merge each other, and each settle it as told."""
    repository.keep(SMALL)
    for branch in ("ours", "theirs"):
        repository.git("switch", "--quiet", "--create", branch, "main")
        repository.keep(set_title(SMALL, f"From {branch}"))
    for branch, other, title in (("theirs", "ours", theirs), ("ours", "theirs^", ours)):
        repository.git("switch", "--quiet", branch)
        assert repository.git("merge", other).returncode == 1
        for copy in conflict_copies(repository.file):
            copy.unlink()
        repository.keep(set_title(SMALL, title))
    return repository.git("merge", "--no-edit", "theirs")


def test_branches_that_merged_each_other_and_settled_it_apart_are_asked(repository):
    run = crossed(repository, "From ours", "From theirs")
    assert run.returncode == 1
    assert "Title: ours “From ours”, theirs “From theirs”, before “Small”." in run.stderr
    (copy,) = conflict_copies(repository.file)
    assert load(copy).portfolio == set_title(SMALL, "From theirs")


def test_branches_that_merged_each_other_and_settled_it_alike_are_merged(repository):
    run = crossed(repository, "Both", "Both")
    assert (run.returncode, list(conflict_copies(repository.file))) == (0, [])
    assert load(repository.file).portfolio == set_title(SMALL, "Both")


def test_a_file_that_both_branches_renamed_holds_the_edits_of_both(repository):
    repository.keep(SMALL)
    for branch, edit in (("ours", {"score_floor": 12.0}), ("theirs", {"discount_rate": 0.07})):
        repository.git("switch", "--quiet", "--create", branch, "main")
        repository.git("mv", repository.file.name, f"{branch}.portfolio")
        changed = set_title(set_settings(SMALL, **edit), f"From {branch}")
        (repository.file.parent / f"{branch}.portfolio").write_bytes(dumps(changed))
        repository.git("commit", "--quiet", "--all", "-m", "Change")
    repository.git("switch", "--quiet", "ours")
    assert repository.git("merge", "theirs").returncode == 1
    merged = load(repository.file.parent / "theirs.portfolio").portfolio
    assert (merged.settings.score_floor, merged.settings.discount_rate) == (12.0, 0.07)


def test_a_file_that_both_branches_begin_is_compared(repository):
    run = repository.merge(None, SMALL, set_title(SMALL, "Other"))
    assert run.returncode == 1
    assert "Title: ours “Small”, theirs “Other”." in run.stderr
    assert load(repository.file).portfolio == SMALL


def test_different_portfolios_under_one_name_stay_as_they_are(repository):
    _, other = team(1)
    run = repository.merge(None, SMALL, other)
    assert run.returncode == 1
    assert "two different portfolios" in run.stderr
    assert load(repository.file).portfolio == SMALL


def test_two_raters_with_40_edits_each_are_merged_by_the_app():
    clean = 0
    for seed in range(100):
        random, base = team(seed)
        ours, theirs = rerated(base, "p_ana", 40, random), rerated(base, "p_ben", 40, random)
        found = merge(base, ours, theirs)
        expected = ours.ratings.with_("p_ben", theirs.ratings["p_ben"])
        clean += not found.conflicts and found.portfolio.ratings == expected
    assert clean == 100


@pytest.mark.faults
def test_target_4_two_raters_with_40_edits_each_are_merged_by_plain_git(tmp_path):
    clean = 0
    for seed in range(100):
        random, base = team(seed)
        ours, theirs = rerated(base, "p_ana", 40, random), rerated(base, "p_ben", 40, random)
        merged = merged_by_git(tmp_path, base, ours, theirs)
        clean += merged == dumps(merge(base, ours, theirs).portfolio)
    sys.stdout.write(f"{clean} of 100 clean\n")
    assert clean == 100
