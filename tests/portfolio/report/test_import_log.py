"""Decisions that come in with a workbook are entries of the log, with who took them in."""

from __future__ import annotations

from datetime import UTC, datetime

from portfolio.__main__ import main
from portfolio.exchange import write_xlsx
from portfolio.exchange.book import book_of
from portfolio.files import dumps, load
from portfolio.files.holder import this_process
from portfolio.files.journal import in_sequence, verify
from portfolio.model import Decision
from tests.portfolio.deciding import decided
from tests.portfolio.small import sound, with_decision

NOW = datetime(2027, 1, 8, 12, tzinfo=UTC)


def test_what_a_workbook_brings_is_logged_with_who_imported_it(tmp_path):
    file, book, out = (tmp_path / f"a.{suffix}" for suffix in ("portfolio", "xlsx", "new"))
    logged = decided(sound(), Decision("claims", "fund", NOW), "Ada", NOW)
    file.write_bytes(dumps(logged))
    more = with_decision(logged, "k2", Decision("wiki", "cut", NOW, reason="No use."))
    book.write_bytes(write_xlsx(*book_of(more)).data)
    assert main(["import", str(book), "--into", str(file), "-o", str(out)]) == 0
    after = load(out).portfolio
    first, second = (entry for _, entry in in_sequence(after))
    assert (first.who, second.who) == ("Ada", this_process().user)
    assert "“Wiki”: cut" in second.what
    assert verify(after).ok
