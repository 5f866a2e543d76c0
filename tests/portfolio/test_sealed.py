"""Nothing but the file itself holds what a sealed ballot says."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

import portfolio as package
from portfolio.__main__ import main
from portfolio.analysis import analyze
from portfolio.charts import CHARTS, LIGHT
from portfolio.edit import add_comment, set_initiative
from portfolio.edit.ballots_marking import hand_in, mark, note, weigh
from portfolio.edit.ballots_revealing import reveal
from portfolio.edit.ballots_taking import take_in
from portfolio.exchange import FORMATS, table_of, write_ods, write_xlsx
from portfolio.exchange.book import book_of
from portfolio.files import dumps, save
from portfolio.model import Comment
from tests.portfolio.ballots import NOW, invited
from tests.portfolio.charts.figures import figure_of

SECRETS = ("37.4242", "37.42", "31.1313", "SEALED-SECRET", "61.7717")


def sealed(value=37.4242, weight=61.7717):
    """A round in which Cy has said something that is found again wherever it appears."""
    base, made = invited()
    paper = made["cy"]
    for key in paper.initiatives:
        for name in paper.criteria:
            paper = mark(paper, key, name, value, at=NOW)
            paper = note(paper, key, name, confidence="low", comment="SEALED-SECRET")
    paper = hand_in(weigh(paper, {"fit": weight, "trust": 1.0}), NOW)
    return take_in(base, [("cy.portfolio", paper)], now=NOW).portfolio


def text_of(data):
    """Everything readable in the bytes of a table or workbook."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def secrets_in(text):
    return [secret for secret in SECRETS if secret in text]


def exports(document):
    for each in FORMATS:
        yield each.name, text_of(each.write(table_of(document)).data)
    for write in (write_xlsx, write_ods):
        yield write.__name__, text_of(write(*book_of(document)).data)


def test_the_file_holds_it_and_a_revealed_workbook_as_well():
    assert secrets_in(dumps(sealed()).decode()) == ["37.4242", "37.42", "SEALED-SECRET", "61.7717"]
    workbook = dict(exports(reveal(sealed(), NOW)))["write_xlsx"]
    assert "37.4242" in workbook
    assert "SEALED-SECRET" in workbook


def test_no_export_holds_it():
    for name, text in exports(sealed()):
        assert secrets_in(text) == [], name
        assert "Claims triage" in text, name


def test_no_chart_draws_or_describes_it():
    with_it, without = sealed(), replace(sealed(), ballots=type(sealed().ballots)())
    results, plain = analyze(with_it), analyze(without)
    for chart in CHARTS:
        figure = figure_of(chart, results, LIGHT, (900, 600))
        drawn = [text.get_text() for text in figure.findobj(lambda a: hasattr(a, "get_text"))]
        assert secrets_in(" ".join((*drawn, chart.describe(results)))) == [], chart.name
        assert chart.describe(results) == chart.describe(plain), chart.name


def test_nothing_that_is_worked_out_reads_it():
    with_it = sealed()
    without = replace(with_it, ballots=type(with_it.ballots)())
    for ask in (package.rank, package.plan):
        assert ask(with_it).equals(ask(without))


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_no_command_prints_it(capsys, tmp_path, form):
    file, other = tmp_path / "a.portfolio", tmp_path / "b.portfolio"
    save(file, sealed(), expected_sha256=None)
    changed = set_initiative(sealed(31.1313, 50.5), "wiki", name="Wiki 2")
    changed = add_comment(changed, "n1", Comment("A remark", NOW, "Ana"))
    save(other, changed, expected_sha256=None)
    commands = [[name, file] for name in ("rank", "plan", "check", "ballots", "agreement", "log")]
    for command in [*commands, ["diff", file, other]]:
        main([*map(str, command), *form])
        out, err = capsys.readouterr()
        assert secrets_in(out + err) == [], command
        assert out, command
