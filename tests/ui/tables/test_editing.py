import pytest

from portfolio.edit import add_rule
from portfolio.model import Rule
from tests.ui.conftest import small_portfolio
from tests.ui.tables.small_table import COLUMNS
from ui.tables.cells import looks_like_header
from ui.tables.column import Column, Hints
from ui.tables.editing import Edit, columns_hints, write_cells

NUMBER, NAME, OWNER, WORTH = COLUMNS


@pytest.fixture
def portfolio():
    return small_portfolio()


def test_many_cells_become_one_portfolio_that_shares_the_rest(portfolio):
    edits = [Edit("i0", OWNER, "Ada"), Edit("i0", WORTH, "$2.5M"), Edit("i1", NAME, "New")]
    written = write_cells(portfolio, "initiatives", edits)
    records = written.portfolio.initiatives
    assert (written.count, written.sentence) == (3, "")
    assert (records["i0"].owner, records["i0"].benefit.amount.likely) == ("Ada", 2.5)
    assert records["i1"].name == "New"
    assert records["i2"] is portfolio.initiatives["i2"]
    assert written.portfolio.ratings is portfolio.ratings
    assert list(records) == list(portfolio.initiatives)


def test_what_cannot_be_read_stays_and_is_told(portfolio):
    edits = [
        Edit("i0", WORTH, "lots", where="“A”, Benefit"),
        Edit("i1", WORTH, "3 FTE", where="“B”, Benefit"),
        Edit("i2", NUMBER, "5", where="“C”, No"),
        Edit("gone", NAME, "x"),
    ]
    written = write_cells(portfolio, "initiatives", edits)
    assert written.portfolio == portfolio
    assert written.count == 0
    assert written.sentence.startswith("3 cells stayed as before. “A”, Benefit: “lots” is not")
    assert "“C”, No is computed" in written.sentence


def test_a_long_list_of_unread_cells_is_counted(portfolio):
    edits = [Edit("i0", WORTH, f"n{n}", where=f"cell {n}") for n in range(9)]
    sentence = write_cells(portfolio, "initiatives", edits).sentence
    assert "And 6 more like these." in sentence
    assert "cell 3" not in sentence


def test_what_an_edit_changes_besides_the_record_is_kept(portfolio):
    def barred(edited, key, _value):
        return add_rule(edited, f"x/{key}", Rule("gate", (key,), value="Law"))

    bar = Column("bar", "Bar", lambda line: "", write=barred)
    written = write_cells(portfolio, "initiatives", [Edit("i0", bar, "y"), Edit("i1", bar, "y")])
    assert set(written.portfolio.rules) == {"x/i0", "x/i1"}
    assert written.portfolio.initiatives == portfolio.initiatives


def test_a_blank_clears(portfolio):
    written = write_cells(portfolio, "initiatives", [Edit("i0", WORTH, " ")])
    assert written.portfolio.initiatives["i0"].benefit.amount is None


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1,5", "1,200"], ","),
        (["1.5", "1,200"], "."),
        (["1,200"], None),
        (["1,5", "1.5"], None),
        (["12", "13"], None),
    ],
)
def test_the_cells_of_a_column_decide_its_decimal_mark(texts, mark):
    assert columns_hints([[text] for text in texts], [WORTH]) == [Hints(mark)]


def test_a_column_without_evidence_follows_the_block_unless_it_contradicts_itself():
    assert columns_hints([["1,5", "1,200"]], [WORTH, WORTH]) == [Hints(","), Hints(",")]
    assert columns_hints([["1,5", "1,200", "2.5"]], [WORTH] * 3)[1] == Hints(None)


def test_headings_are_told_from_cells():
    assert looks_like_header([["Name", "Owner"], ["A", "Ada"]], COLUMNS)
    assert looks_like_header([["name", "Benefit ($M)"], ["A", "1"]], COLUMNS)
    assert not looks_like_header([["Name", "Owner"]], COLUMNS)
    assert not looks_like_header([["A", "Ada"], ["B", "Bob"]], COLUMNS)
    assert not looks_like_header([["Name"], ["A"]], COLUMNS)
