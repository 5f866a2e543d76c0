"""What was entered and not recorded is there again, for its document alone."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date

import pytest

from portfolio.files import NotSaved
from portfolio.files.drafts import drafts_file, keep_drafts, read_drafts
from portfolio.model import Condition, Decision, FrozenMap, KillCriterion, Vote
from tests.portfolio.files.documents import NOW

DRAFT = Decision(
    "i1",
    "fund with conditions",
    NOW,
    reason="Because <b>it</b> pays.",
    decided_by="The board",
    owner="Ana",
    level="pilot",
    start="q2",
    amounts=FrozenMap({"r1": FrozenMap({"q2": 12.5})}),
    displaces=("i2",),
    terms=(Condition("The rights are cleared", date(2027, 3, 31)),),
    kill=KillCriterion("retention", "25 %", date(2027, 6, 30), "stop"),
    votes=(Vote("Bo", "against", "Too early."),),
    review=date(2027, 4, 1),
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data" / "drafts"


def test_every_field_of_a_draft_is_kept_although_its_document_is_not_there(folder):
    keep_drafts(folder, "d1", {"i1": DRAFT})
    assert read_drafts(folder, "d1") == {"i1": DRAFT}
    assert read_drafts(folder, "d2") == {}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_two_windows_keep_the_drafts_of_both(folder):
    other = replace(DRAFT, initiative="i2", option="cut")
    keep_drafts(folder, "d1", {"i1": DRAFT})
    keep_drafts(folder, "d1", {"i2": other})
    keep_drafts(folder, "d1", {"i1": replace(DRAFT, option="fund")})
    assert read_drafts(folder, "d1") == {"i1": replace(DRAFT, option="fund"), "i2": other}


def test_what_was_recorded_or_discarded_is_gone_and_the_last_one_with_its_file(folder):
    keep_drafts(folder, "d1", {"i1": DRAFT, "i2": replace(DRAFT, initiative="i2")})
    keep_drafts(folder, "d1", {"i1": None, "i9": None})
    assert list(read_drafts(folder, "d1")) == ["i2"]
    keep_drafts(folder, "d1", {"i2": None})
    assert not drafts_file(folder, "d1").exists()


def test_nothing_is_written_for_nothing(folder):
    keep_drafts(folder, "d1", {"i1": None})
    assert not folder.exists()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": "other"}'])
def test_drafts_that_cannot_be_read_are_none_and_are_written_anew(folder, data):
    folder.mkdir(parents=True)
    drafts_file(folder, "d1").write_bytes(data)
    assert read_drafts(folder, "d1") == {}
    keep_drafts(folder, "d1", {"i1": DRAFT})
    assert read_drafts(folder, "d1") == {"i1": DRAFT}


def test_where_nothing_can_be_written_that_is_said(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(NotSaved):
        keep_drafts(blocked / "drafts", "d1", {"i1": DRAFT})


@pytest.mark.parametrize("portfolio_id", ["../../etc/passwd", "x" * 5000, "\0/\n", ""])
def test_an_id_is_never_a_file_name(folder, portfolio_id):
    keep_drafts(folder, portfolio_id, {"i1": DRAFT})
    assert drafts_file(folder, portfolio_id).parent == folder
    assert read_drafts(folder, portfolio_id) == {"i1": DRAFT}
