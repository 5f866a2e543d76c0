from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from portfolio.edit import (
    add_initiatives,
    add_period,
    delete_initiatives,
    new_portfolio,
    set_benefit,
    set_demand,
    set_initiative,
    set_resource,
)
from portfolio.model import Estimate, Initiative, Problem, in_order, new_id
from portfolio.report.initiative_lines import InitiativeLine
from portfolio.report.verdict_words import Fated
from ui.actions.table_actions import table_in_use
from ui.pages.initiatives import InitiativesPage
from ui.pages.initiatives_parts.columns import columns_of
from ui.pages.initiatives_parts.filter_bar import FilterBar
from ui.pages.initiatives_parts.rows import marks_of
from ui.tables import Row

# A list of choices under a cell asks for the keyboard, which the offscreen platform has not.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, analyzed):
    page = InitiativesPage(analyzed)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def shown(qtbot, analyzed, window):
    """The main window on the page of initiatives, with nothing in the document."""
    analyzed.messages.parent_window = window
    analyzed.document.replace(new_portfolio(new_id, today=date(2026, 11, 22)), None)
    window.resize(1200, 760)
    window.show_page("initiatives")
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


def apply(context, portfolio, label="Edit"):
    context.document.apply(label, portfolio)


def column(page, name):
    return page._view.table.grid.column_of(name)


def cell(page, key, name):
    grid = page._view.table.grid
    return grid.text(grid.row_of(key), grid.column_of(name))


def go(page, key, name):
    table = page._view.table
    page._view.setCurrentIndex(table.index(table.grid.row_of(key), column(page, name)))


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key where the cursor is."""
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_the_table_shows_records_ranking_and_plan(page, analyzed):
    assert cell(page, "i0", "name") == "Claims triage"
    assert cell(page, "i2", "plan") == "✓ Funded"
    assert cell(page, "i0", "benefit") == "$10M"
    assert cell(page, "i0", "probability") == "50 %"
    ranks = {cell(page, key, "rank") for key in ("i0", "i1", "i2")}
    assert ranks == {"1", "2", "3"}
    resource, *_ = analyzed.document.portfolio.resources
    assert cell(page, "i0", f"demand/{resource}") == "40"


def test_demand_by_period_is_shown_while_there_are_few_columns(page, analyzed):
    portfolio = analyzed.document.portfolio
    columns = {one.id: one for one in columns_of(analyzed.analyst.results, lambda: portfolio)}
    resource, period = next(iter(portfolio.resources)), next(iter(portfolio.periods))
    assert not columns[f"demand/{resource}/{period}"].hidden
    assert columns[f"demand/{resource}"].hidden


def test_a_renamed_resource_and_a_new_period_change_the_columns(qtbot, page, analyzed):
    resource, *_ = analyzed.document.portfolio.resources
    apply(analyzed, set_resource(analyzed.document.portfolio, resource, name="GPUs"))
    apply(analyzed, add_period(analyzed.document.portfolio, "p9", "Q1 2028"))
    titles = [one.title for one in page._view.table.grid.columns]
    assert "GPUs, Q1 2028" in titles
    hidden = {one.id: one.hidden for one in page._view.table.grid.columns}
    assert hidden[f"demand/{resource}/p9"]
    assert not hidden[f"demand/{resource}"]


def test_cells_write_through_the_document(page, analyzed):
    resource, period = (
        next(iter(records))
        for records in (analyzed.document.portfolio.resources, analyzed.document.portfolio.periods)
    )
    for name, text in (
        ("owner", "Ada"),
        ("stage", "Pilot"),
        ("tags", "a; b"),
        ("start", "2027-03-31"),
        ("end", "Q4 2027"),
        ("benefit", "$1.2B"),
        ("benefit_low", "900"),
        ("probability", "80"),
        ("benefit_kind", "savings"),
        ("benefit_delay", "1.5"),
        (f"demand/{resource}/{period}", "2.5k"),
    ):
        page._edits.type_cell("i0", name, text)
    record = analyzed.document.portfolio.initiatives["i0"]
    assert (record.owner, record.stage, record.tags) == ("Ada", "pilot", ("a", "b"))
    assert (record.start, record.end) == (date(2027, 3, 31), date(2027, 12, 31))
    benefit = record.benefit
    assert (benefit.amount.likely, benefit.amount.low, benefit.amount.high) == (1200, 900, 20)
    assert (benefit.probability, benefit.kind, benefit.delay_years) == (0.8, "saving", 1.5)
    assert record.demand[resource][period] == Estimate(2500.0)
    assert analyzed.messages.notices == []


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("stage", "", "The stage cannot be empty."),
        ("stage", "someday", "is not a stage"),
        ("benefit", "5 FTE", "amounts here are in $M"),
        ("probability", "140", "outside 0 to 100"),
        ("start", "03/04/2027", "day and month cannot be told apart"),
        ("plan", "Funded", "is computed"),
    ],
)
def test_what_cannot_be_read_stays_and_is_told(page, analyzed, name, text, why):
    page._edits.type_cell("i0", name, text)
    assert not analyzed.document.unsaved
    (notice,) = analyzed.messages.notices
    assert why in notice
    assert "“Claims triage”" in notice


def test_a_range_without_a_likely_number_is_refused(page, analyzed):
    apply(analyzed, set_benefit(analyzed.document.portfolio, "i0", amount=None))
    page._edits.type_cell("i0", "benefit_low", "5")
    assert "likely number before" in analyzed.messages.notices[0]
    go(page, "i0", "benefit_low")
    page._view.header.show_column("benefit_low", shown=True)
    page._view.header.show_column("benefit_high", shown=True)
    go(page, "i0", "benefit_low")
    page._edits.paste("1\t2\t3\n")
    amount = analyzed.document.portfolio.initiatives["i0"].benefit.amount
    assert (amount.low, amount.likely, amount.high) == (1.0, 2.0, 3.0)


def test_problems_are_marked_in_their_cells(qtbot, page, analyzed):
    portfolio = set_initiative(
        analyzed.document.portfolio, "i0", start=date(2027, 2, 1), end=date(2027, 1, 1)
    )
    resource, *_ = portfolio.resources
    period, *_ = portfolio.periods
    portfolio = set_demand(portfolio, "i1", resource, period, None)
    apply(analyzed, set_benefit(portfolio, "i2", probability=None))
    qtbot.waitUntil(lambda: not analyzed.analyst.working, timeout=10_000)
    rows = {row.key: row for row in page._view.table.grid.every()}
    assert rows["i0"].marks["end"].severity == "error"
    assert f"demand/{resource}/{period}" in rows["i1"].marks
    assert "probability" in rows["i2"].marks
    model = page._view.table
    at = model.index(model.grid.row_of("i0"), column(page, "end"))
    assert "before it starts" in model.data(at, Qt.ItemDataRole.ToolTipRole)


def test_marks_keep_the_worst_problem_and_leave_out_notes(analyzed):
    problems = [
        Problem("a", "note", "initiative", "i0", "owner", "N.", ""),
        Problem("b", "warning", "initiative", "i0", "name", "W.", "Do."),
        Problem("c", "error", "initiative", "i0", "name", "E.", "Mend."),
        Problem("d", "warning", "rating", "i0", "ratings/c0", "R.", ""),
    ]
    marks = marks_of(problems, analyzed.document.portfolio, "i0")
    assert set(marks) == {"name", "score"}
    assert (marks["name"].severity, marks["name"].text) == ("error", "E. Mend.")


def test_chips_and_words_narrow_the_table_down(qtbot, page, analyzed):
    bar = page._bar
    assert bar._chips["funded"].text() == "Funded 2"
    bar._chips["cut"].click()
    assert len(page._view.table.grid.keys) == 1
    bar._chips["funded"].click()
    assert len(page._view.table.grid.keys) == 3
    bar._field.setText("FRAUD")
    qtbot.waitUntil(lambda: page._view.table.grid.keys == ["i1"])
    assert bar._count.text() == "1 of 3"
    bar.clear()
    assert len(page._view.table.grid.keys) == 3


def test_what_is_deferred_has_a_chip_when_a_plan_defers_anything(qtbot, context):
    bar = FilterBar(context.theme)
    qtbot.addWidget(bar)
    fates = ("fund", "defer", "cut", None)
    lines = [
        InitiativeLine(str(n), Initiative("A", "a"), Fated(fate)) for n, fate in enumerate(fates)
    ]
    rows = [Row(line.key, line) for line in lines]
    bar.show_rows([rows[0], *rows[2:]], updating=False)
    assert bar._chips["deferred"].isHidden()
    bar.show_rows(rows, updating=False)
    assert not bar._chips["deferred"].isHidden()
    texts = [bar._chips[name].text() for name in ("funded", "deferred", "cut")]
    assert texts == ["Funded 2", "Deferred 1", "Cut 1"]
    with qtbot.waitSignal(bar.filter_changed) as told:
        bar._chips["deferred"].click()
    assert [told.args[0](line) for line in lines] == [False, True, False, False]


def test_only_the_row_that_changed_is_repainted(qtbot, page, analyzed):
    qtbot.waitUntil(lambda: not analyzed.analyst.working)
    told = []
    page._view.table.dataChanged.connect(lambda a, b: told.append((a.row(), b.row())))
    apply(analyzed, set_initiative(analyzed.document.portfolio, "i1", notes="x"))
    qtbot.waitUntil(lambda: not analyzed.analyst.working, timeout=10_000)
    assert set(told) == {(1, 1)}


def test_selection_is_shared_both_ways(page, analyzed):
    analyzed.selection.select("i1")
    assert page._view.selected.keys() == ("i1", ("i1",))
    assert page._form._key == "i1"
    go(page, "i2", "name")
    assert (analyzed.selection.current, page._form._key) == ("i2", "i2")


def test_an_empty_document_says_what_to_do(qtbot, page, analyzed):
    empty = delete_initiatives(analyzed.document.portfolio, ("i0", "i1", "i2"))
    apply(analyzed, empty)
    assert page._empty.isVisible()
    asked = []
    analyzed.requests.action_requested.connect(asked.append)
    page._empty.findChildren(QPushButton)[0].click()
    assert asked == ["initiative.add"]


def test_names_with_markup_marks_and_300_letters_are_shown_as_they_are(page, analyzed):
    name = "<b>Bold</b> &amp; safe\u202egnp " + "long " * 60
    apply(analyzed, set_initiative(analyzed.document.portfolio, "i0", name=name))
    analyzed.selection.select("i0")
    assert cell(page, "i0", "name").startswith("<b>Bold</b> &amp; safe⟨U+202E⟩gnp")
    label = page._form._verdict._name
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text().startswith("<b>Bold</b>")
    model = page._view.table
    tip = model.data(model.index(0, column(page, "name")), Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    page.grab()


def test_stale_answers_are_pale_and_said(page, analyzed):
    results = analyzed.analyst.results
    page.show_results(replace(results, stale=frozenset({"plan", "lines"})))
    model = page._view.table
    at = model.index(0, column(page, "plan"))
    muted = analyzed.theme.tokens.muted
    assert model.data(at, Qt.ItemDataRole.ForegroundRole).name() == muted
    assert page._bar._updating.isVisibleTo(page._bar)
    page.show_results(results)
    assert model.data(at, Qt.ItemDataRole.ForegroundRole).name() != muted
    assert not page._bar._updating.isVisibleTo(page._bar)


def test_eight_initiatives_entered_by_keyboard_alone(qtbot, shown, analyzed):
    def editing():
        view = table_in_use(analyzed)
        return view is not None and view.editing

    for number in range(8):
        press(qtbot, Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(editing)
        qtbot.keyClicks(QApplication.focusWidget(), f"Initiative {number}")
        press(qtbot, Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: not editing())
        press(qtbot, Qt.Key.Key_Right)
        press(qtbot, Qt.Key(Qt.Key.Key_0 + number))
        press(qtbot, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not editing())
    records = [record for _, record in in_order(analyzed.document.portfolio.initiatives)]
    assert sorted(record.name for record in records) == [f"Initiative {n}" for n in range(8)]
    assert {record.owner or record.category for record in records} == set("01234567")


def test_fifty_rows_pasted_from_a_spreadsheet(qtbot, shown, analyzed):
    portfolio = add_initiatives(analyzed.document.portfolio, {"i0": "First"})
    apply(analyzed, portfolio)
    analyzed.selection.select("i0")
    resource, period = next(iter(portfolio.resources)), next(iter(portfolio.periods))
    view = table_in_use(analyzed)
    for one in view.table.grid.columns:
        wanted = {"code", "name", "owner", "stage", "benefit", "probability"}
        view.header.show_column(one.id, shown=one.id in wanted | {f"demand/{resource}/{period}"})
    lines = [
        f"N{n}\tName {n}\tOwner\tPilot\t{n},5 M$\t{n + 10} %\t1,2 k H100e-h" for n in range(50)
    ]
    QGuiApplication.clipboard().setText("\r\n".join(lines) + "\r\n")
    view.setFocus()
    view.setCurrentIndex(view.table.index(0, 0))
    press(qtbot, Qt.Key.Key_V, CTRL)
    records = [record for _, record in in_order(analyzed.document.portfolio.initiatives)]
    assert len(records) == 50
    last = records[-1]
    assert (last.code, last.name, last.stage) == ("N49", "Name 49", "pilot")
    assert (last.benefit.amount.likely, last.benefit.probability) == (49.5, 0.59)
    assert last.demand[resource][period] == Estimate(1200.0)
    assert analyzed.document.undo_stack.undoText() == "Paste 350 cells in 50 rows"
    keys = [key for key, _ in in_order(analyzed.document.portfolio.initiatives)]
    assert (analyzed.selection.current, list(analyzed.selection.chosen)) == ("i0", keys)
    qtbot.waitUntil(lambda: len(view.selected.rows()) == 50)
    assert view.selected.keys()[0] == "i0"
    assert analyzed.messages.notices == []
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert list(analyzed.document.portfolio.initiatives) == ["i0"]
