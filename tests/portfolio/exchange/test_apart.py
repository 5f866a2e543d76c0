"""Large files are parsed in a process of their own, with limits, progress and cancel."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from portfolio.errors import Cancelled, PortfolioError
from portfolio.exchange import read_path, reading, worker
from portfolio.exchange.parsing import Request, parse_table
from portfolio.exchange.sheet import MAX_FILE_BYTES
from portfolio.exchange.worker import Limits, read_apart
from tests.portfolio.exchange.tables import workbook


@pytest.fixture
def started(monkeypatch):
    """The processes that were started."""
    found = []

    class Noted(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return found


def big_csv(folder, rows=45_000):
    path = folder / "big.csv"
    lines = (f"Initiative {number},{number % 7},Owner\x01 {number % 9},," for number in range(rows))
    path.write_text("Name,Benefit,Owner,,\n" + "\n".join(lines), "utf-8")
    return path


def test_fault_26_a_large_file_gives_the_same_sheet_from_another_process(
    tmp_path, started, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = big_csv(tmp_path)
    heard = []
    sheet = read_path(path, tick=lambda fraction, text: heard.append((fraction, text)))
    assert len(started) == 1
    assert started[0].poll() is not None
    assert sheet == parse_table(path.read_bytes(), path.name, Request())
    assert sheet.cell_notes
    assert all(0.0 <= fraction <= 1.0 and text for fraction, text in heard)
    assert [one.name for one in tmp_path.iterdir()] == ["big.csv"]


def test_a_workbook_comes_back_the_same_from_another_process(tmp_path):
    def change(book, sheet):
        sheet.row_dimensions[2].hidden = True
        book.create_sheet("Other").sheet_state = "hidden"

    path = tmp_path / "small.xlsx"
    path.write_bytes(workbook(("Name", "Owner"), ("A", "Ana"), ("B", 1.5), change=change))
    request = Request(sheet="Initiatives")
    assert read_apart(path, request) == parse_table(path.read_bytes(), path.name, request)


def test_small_files_need_no_process(tmp_path, started):
    path = tmp_path / "small.csv"
    path.write_text("Name\nA\n", "utf-8")
    assert read_path(path).rows == (("Name",), ("A",))
    assert started == []


def test_a_small_file_that_unpacks_to_much_is_read_apart(tmp_path, started, monkeypatch):
    monkeypatch.setattr(reading, "_SMALL_UNPACKED_BYTES", 1000)
    path = tmp_path / "small.xlsx"
    path.write_bytes(workbook(("Name",), ("A",)))
    assert read_path(path).rows == (("Name",), ("A",))
    assert len(started) == 1


def test_cancel_ends_the_process_at_once(tmp_path, started):
    def cancel(fraction, text):
        raise Cancelled

    with pytest.raises(Cancelled):
        read_apart(big_csv(tmp_path), Request(), cancel)
    assert started[0].poll() is not None


def test_cancel_works_in_this_process_too(tmp_path):
    def cancel(fraction, text):
        raise Cancelled

    data = big_csv(tmp_path).read_bytes()
    with pytest.raises(Cancelled):
        parse_table(data, "big.csv", Request(), cancel)


def test_fault_26_too_long_is_a_sentence(tmp_path, started):
    with pytest.raises(PortfolioError, match=r"takes longer than 0\.01 s"):
        read_apart(big_csv(tmp_path), Request(), limits=Limits(seconds=0.01))
    assert started[0].poll() is not None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="RLIMIT_AS holds on Linux")
def test_fault_26_too_much_memory_is_a_sentence(tmp_path):
    path = big_csv(tmp_path, rows=150_000)
    with pytest.raises(PortfolioError, match="needs more than 20 MB of memory"):
        read_apart(path, Request(), limits=Limits(memory_bytes=20_000_000))


def test_a_problem_found_there_is_told_here(tmp_path):
    path = tmp_path / "page.csv"
    path.write_text("<html>", "utf-8")
    with pytest.raises(PortfolioError) as caught:
        read_apart(path, Request())
    assert caught.value.what == "This is a web page or other markup, not a table."
    assert caught.value.where == "page.csv"
    assert caught.value.remedy


def test_a_bug_there_is_a_bug_here(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text("a", "utf-8")
    monkeypatch.setattr(worker, "asdict", lambda request: {"nonsense": 1})
    with pytest.raises(RuntimeError, match="nonsense"):
        read_apart(path, Request())


def test_fault_26_a_huge_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    monkeypatch.setattr(Path, "read_bytes", None)
    with pytest.raises(PortfolioError, match=r"500 MB; at most 100 MB"):
        read_path(path)
    assert MAX_FILE_BYTES == 100_000_000
