"""What this machine remembers of a log, so that it notices when its end is cut off."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portfolio.files.journal import missing_since, remember_head
from tests.portfolio.files.journal.logs import (
    EMPTY,
    rewritten,
    united,
    with_decision,
    with_log,
    without_entries,
)

SEEN = datetime(2027, 3, 14, 12, tzinfo=UTC)
SIX = with_log(6)


def test_a_log_that_went_on_misses_nothing(tmp_path):
    assert missing_since(tmp_path, SIX) == ()
    remember_head(tmp_path, SIX, SEEN)
    assert missing_since(tmp_path, SIX) == ()
    assert missing_since(tmp_path, with_decision(SIX, "k_7")) == ()


def test_a_cut_tail_is_told(tmp_path):
    remember_head(tmp_path, SIX, SEEN)
    (said,) = missing_since(tmp_path, without_entries(SIX, 6, records=True))
    assert said == (
        "The log no longer holds entry 6 that was seen here on 14 Mar 2027: this is an older "
        "version of the file, or its log was cut."
    )


def test_a_chain_written_anew_is_told(tmp_path):
    remember_head(tmp_path, SIX, SEEN)
    assert len(missing_since(tmp_path, rewritten(SIX, 2, who="Bob"))) == 1


def test_the_heads_of_all_branches_are_remembered(tmp_path):
    both = united(with_log(1, SIX, first="ours"), with_log(2, SIX, first="theirs"))
    remember_head(tmp_path, both, SEEN)
    said = missing_since(tmp_path, SIX)
    assert [sentence[:34] for sentence in said] == [
        "The log no longer holds entry 7 th",
        "The log no longer holds entry 8 th",
    ]


def test_a_version_that_was_saved_on_purpose_is_the_one_to_remember(tmp_path):
    remember_head(tmp_path, SIX, SEEN)
    older = without_entries(SIX, 6, records=True)
    remember_head(tmp_path, older, SEEN)
    assert missing_since(tmp_path, older) == ()
    remember_head(tmp_path, EMPTY, SEEN)
    assert missing_since(tmp_path, EMPTY) == ()


def test_other_documents_are_not_asked(tmp_path):
    remember_head(tmp_path, SIX, SEEN)
    assert missing_since(tmp_path, type(SIX)("p_other")) == ()


def test_what_did_not_change_is_not_written_again(tmp_path):
    remember_head(tmp_path, SIX, SEEN)
    (file,) = tmp_path.iterdir()
    before = file.stat().st_mtime_ns, file.stat().st_ino
    remember_head(tmp_path, SIX, datetime(2027, 4, 1, tzinfo=UTC))
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


def test_a_log_that_is_empty_leaves_no_file(tmp_path):
    remember_head(tmp_path, EMPTY, SEEN)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"1",
        b"null",
        b"\xff",
        b'{"a": 1}',
        b'{"a": {"n": "x", "seen": "2027-03-14"}}',
        b'{"a": {"n": 1}}',
        b'{"a": {"n": 1, "seen": 5}}',
        b'{"a": {"n": 1, "seen": "0001-01-01"}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_memory_is_no_memory(tmp_path, data):
    remember_head(tmp_path, SIX, SEEN)
    (file,) = tmp_path.iterdir()
    file.write_bytes(data)
    assert missing_since(tmp_path, EMPTY) == ()
    remember_head(tmp_path, SIX, SEEN)
    assert len(missing_since(tmp_path, EMPTY)) == 1
