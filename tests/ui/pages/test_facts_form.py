"""What the five lessons ask, in the form: typed, chosen, told in full, undone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from portfolio.edit import set_facts, set_figure, set_initiative, set_training
from portfolio.exchange.fact_words import ANSWERS
from portfolio.model import FIGURES, Figure, Reading, in_order
from portfolio.report.first_questions import FIRST_QUESTIONS
from ui.dialogs.figure_details import FigureDetails
from ui.pages.initiatives import InitiativesPage
from ui.pages.initiatives_parts.facts_fields import answer_id, figure_id, training_id
from ui.pages.initiatives_parts.facts_rows import NOT_STATED
from ui.pages.initiatives_parts.facts_sections import COMPUTE, FIRST, FOLDED, KILL

COST = figure_id("unit_cost")


@pytest.fixture
def page(qtbot, analyzed):
    page = InitiativesPage(analyzed)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitExposed(page):
        page.show()
    analyzed.selection.select("i0")
    return page


def facts(context, key="i0"):
    return context.document.portfolio.initiatives[key].facts


def apply(context, portfolio):
    context.document.apply("Edit", portfolio)


def field(page, title, column):
    page._form._sections[title].open(shown=True)
    return page._form._facts[title].widget(column)


def section_of(column):
    """Return the title of the section that asks for a column."""
    return next((t for t, columns in FOLDED.items() if column in columns), FIRST)


def enter(qtbot, widget, text):
    widget.setFocus()
    widget.selectAll()
    qtbot.keyClick(widget, Qt.Key.Key_Delete)
    qtbot.keyClicks(widget, text)
    qtbot.keyClick(widget, Qt.Key.Key_Return)


def choose(widget, text):
    widget.setCurrentIndex(widget.findText(text))
    widget.textActivated.emit(text)


def note(page, title, column):
    return page._form._facts[title]._rows._lines[column].note.text()


def undo_text(context):
    return context.document.undo_stack.undoText()


def test_every_figure_and_answer_has_one_field_and_a_hidden_column(page):
    asked = [c for part in page._form._facts.values() for c in part._columns]
    assert len(set(asked)) == len(asked)
    wanted = {figure_id(kind.name) for kind in FIGURES}
    wanted |= {answer_id(answer.path) for answer in ANSWERS} - {answer_id("derived")}
    assert wanted <= set(asked)
    columns = {column.id: column for column in page._view.table.grid.columns}
    assert all(columns[name].hidden and columns[name].about for name in asked)


def test_sections_are_made_when_they_are_first_opened(page):
    made = {title for title, part in page._form._facts.items() if part._rows is not None}
    assert made == {FIRST}
    page._form._sections["Cost of one use"].open(shown=True)
    assert page._form._facts["Cost of one use"]._rows is not None
    assert not page._form._sections["Risk management"].is_open


@pytest.mark.parametrize(
    ("name", "text", "value", "shown"),
    [
        ("unit_cost", "$1.30", 1.3, "1.3"),
        ("retention_day30", "8 %", 0.08, "8 %"),
        ("retention_day1", "1", 0.01, "1 %"),
        ("reach", "1.2M", 1.2e6, "1.2M"),
        ("seconds_per_unit", "40 min", 2400.0, "2400"),
        ("installs_month", "0", 0.0, "0"),
    ],
)
def test_a_figure_is_typed_with_its_unit(qtbot, page, analyzed, name, text, value, shown):
    column = figure_id(name)
    widget = field(page, section_of(column), column)
    assert widget.placeholderText() == "not stated"
    enter(qtbot, widget, text)
    assert facts(analyzed).figures[name] == Figure(value)
    assert widget.text() == shown
    enter(qtbot, widget, "")
    assert name not in facts(analyzed).figures


def test_a_step_is_named_and_typing_again_belongs_to_it(qtbot, page, analyzed):
    before = analyzed.document.portfolio
    widget = field(page, "Use and retention", figure_id("retention_day30"))
    enter(qtbot, widget, "8 %")
    enter(qtbot, widget, "9 %")
    assert undo_text(analyzed) == "Set retention on day 30 of “Claims triage”"
    analyzed.document.undo_stack.undo()
    assert analyzed.document.portfolio == before
    assert widget.text() == ""


def test_what_cannot_be_is_said_at_the_field_and_not_written(qtbot, page, analyzed):
    widget = field(page, "Cost of one use", COST)
    enter(qtbot, widget, "EUR 2")
    assert widget.property("invalid") == "true"
    assert facts(analyzed) is None
    apply(analyzed, set_initiative(analyzed.document.portfolio, "i0", notes="Meanwhile"))
    assert widget.text() == "EUR 2"
    assert "USD" in widget.accessibleDescription()
    assert "USD" in widget.toolTip()


def test_contradictions_are_shown_below_the_field(qtbot, page, analyzed):
    portfolio = set_figure(
        analyzed.document.portfolio, "i0", "retention_day1", Figure(0.1, as_of=date(2025, 11, 30))
    )
    apply(analyzed, set_figure(portfolio, "i0", "retention_day7", Figure(0.3)))
    column = figure_id("retention_day7")
    field(page, "Use and retention", column)
    qtbot.waitUntil(lambda: "is above" in note(page, "Use and retention", column), timeout=10_000)


def test_flags_have_three_states_and_zero_is_not_unsaid(page, analyzed):
    widget = field(page, "Rights and trust", answer_id("eu_reach"))
    assert (widget.currentText(), widget.property("stated")) == (NOT_STATED, False)
    for text, value in (("no", False), ("yes", True), (NOT_STATED, None)):
        choose(widget, text)
        assert facts(analyzed).eu_reach is value
        assert widget.property("stated") is (value is not None)


def test_levels_show_their_anchors(page, analyzed):
    widget = field(page, "Price and revenue", answer_id("evidence"))
    entries = [widget.itemText(n) for n in range(widget.count())]
    assert entries[0] == NOT_STATED
    assert entries[4] == "3: paying customers"
    choose(widget, entries[1])
    assert facts(analyzed).evidence == 0
    assert widget.property("stated") is True


def test_a_prohibited_use_is_barred_and_undone_as_one(page, analyzed):
    before = analyzed.document.portfolio
    choose(field(page, FIRST, answer_id("tier")), "prohibited")
    assert any(rule.kind == "gate" for rule in analyzed.document.portfolio.rules.values())
    assert undo_text(analyzed) == "Set EU AI Act tier of “Claims triage”"
    analyzed.document.undo_stack.undo()
    assert analyzed.document.portfolio == before


def test_risks_functions_and_the_kill_criterion_reach_the_record(qtbot, page, analyzed):
    choose(field(page, "Risk management", answer_id("risks.bias")), "severe")
    choose(field(page, "Risk management", answer_id("functions.map")), "2: in place")
    enter(qtbot, field(page, FIRST, answer_id("kill.metric")), "retention on day 30")
    enter(qtbot, field(page, FIRST, answer_id("kill.date")), "30 Nov 2027")
    choose(field(page, KILL, answer_id("kill.outcome")), "not known")
    said = facts(analyzed)
    assert (said.risks["bias"], said.functions.map) == ("severe", 2)
    assert (said.kill.metric, said.kill.date) == ("retention on day 30", date(2027, 11, 30))
    assert said.kill.outcome == "not known"
    words = page._form._facts[KILL]._words.text()
    assert "by 30 Nov 2027" in words
    assert "no floor stated" in words


def test_the_count_and_the_way_to_what_is_missing(qtbot, page, analyzed):
    part = page._form._facts[FIRST]
    shown = {name for name, button in part._missing.items() if button.isVisibleTo(page)}
    assert part._count.text() == f"{15 - len(shown)} of 15 stated. Still missing:"
    assert "facts/kind" in shown
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for asked in FIRST_QUESTIONS:
        part._missing[asked.field].click()
        focused = QApplication.focusWidget()
        assert focused is not part._missing[asked.field]
        assert page._form.isAncestorOf(focused)
    choose(field(page, FIRST, answer_id("kind")), "internal tool")
    assert not part._missing["facts/kind"].isVisibleTo(page)


def test_training_on_another_chip_gets_a_field_of_its_own(qtbot, page, analyzed):
    part = page._form._facts[FIRST]
    other = field(page, FIRST, training_id("B200"))
    assert not other.isVisibleTo(page)
    part._ask_for("B200")
    assert other.isVisibleTo(page)
    enter(qtbot, other, "400k")
    assert facts(analyzed).training["B200"] == Figure(400_000.0)
    analyzed.selection.select("i1")
    assert not other.isVisibleTo(page)
    portfolio = set_training(analyzed.document.portfolio, "i1", "Chip <b>9</b>", Figure(5.0))
    apply(analyzed, portfolio)
    assert field(page, FIRST, training_id("Chip <b>9</b>")).text() == "5"


def dialog_of(page, title, column):
    field(page, title, column)
    page._form._facts[title]._open_details(column)
    return page.findChildren(FigureDetails)[-1]


def test_everything_about_a_figure_is_stated_in_its_dialog(qtbot, page, analyzed):
    dialog = dialog_of(page, "Cost of one use", COST)
    fields = dialog.fields
    for part, text in (("low", "0.9"), ("likely", "$1.30"), ("high", "1.5")):
        fields.numbers[part].setText(text)
    fields.as_of.setText("30 Nov 2025")
    fields.source.setText("An analyst")
    fields.label.setCurrentIndex(fields.label.findData("reported estimate"))
    dialog.set.click()
    assert facts(analyzed).figures["unit_cost"] == Figure(
        1.3, 0.9, 1.5, "", date(2025, 11, 30), "An analyst", "reported estimate"
    )
    assert undo_text(analyzed) == "Set cost of one use of “Claims triage”"
    said = note(page, "Cost of one use", COST)
    assert said == "USD 0.9 to USD 1.5 · reported estimate · 30 Nov 2025"


@pytest.mark.parametrize(
    ("part", "text", "word"),
    [
        ("low", "2", "at most likely"),
        ("high", "1", "at most likely"),
        ("likely", "", "needed"),
        ("likely", "much", "not a number"),
    ],
)
def test_the_dialog_stays_until_it_is_right(page, analyzed, part, text, word):
    apply(analyzed, set_figure(analyzed.document.portfolio, "i0", "unit_cost", Figure(1.3)))
    before = analyzed.document.portfolio
    dialog = dialog_of(page, "Cost of one use", COST)
    dialog.fields.numbers[part].setText(text)
    dialog.set.click()
    assert word in dialog._problem.text()
    assert dialog.isVisible()
    assert analyzed.document.portfolio == before
    dialog.reject()


def test_restating_with_a_later_day_keeps_what_it_was(page, analyzed):
    first = Figure(3.3e6, as_of=date(2025, 11, 30), source="Appfigures")
    apply(analyzed, set_figure(analyzed.document.portfolio, "i0", "installs_month", first))
    column = figure_id("installs_month")
    for day, number in (("2025-12-31", "2.2M"), ("2026-01-31", "1.2M")):
        dialog = dialog_of(page, "Use and retention", column)
        dialog.fields.numbers["likely"].setText(number)
        dialog.fields.as_of.setText(day)
        dialog._say_kept()
        assert "is kept as an earlier reading" in dialog._said.text()
        dialog.set.click()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    figure = facts(analyzed).figures["installs_month"]
    assert figure.likely == 1.2e6
    assert figure.earlier == (
        Reading(3.3e6, date(2025, 11, 30), source="Appfigures"),
        Reading(2.2e6, date(2025, 12, 31), source="Appfigures"),
    )
    dialog = dialog_of(page, "Use and retention", column)
    dialog._remove(0)
    dialog.set.click()
    assert [r.likely for r in facts(analyzed).figures["installs_month"].earlier] == [2.2e6]


def test_a_figure_is_taken_away_in_its_dialog(page, analyzed):
    apply(analyzed, set_figure(analyzed.document.portfolio, "i0", "unit_cost", Figure(1.3)))
    dialog_of(page, "Cost of one use", COST).clear.click()
    assert "unit_cost" not in facts(analyzed).figures


def test_another_currency_is_shown_and_kept_until_it_is_typed_over(qtbot, page, analyzed):
    foreign = Figure(1.3, unit="EUR/use")
    apply(analyzed, set_figure(analyzed.document.portfolio, "i0", "unit_cost", foreign))
    widget = field(page, "Cost of one use", COST)
    assert widget.text() == "1.3 EUR/use"
    dialog = dialog_of(page, "Cost of one use", COST)
    dialog.fields.source.setText("An invoice")
    dialog.set.click()
    assert facts(analyzed).figures["unit_cost"] == Figure(1.3, unit="EUR/use", source="An invoice")
    enter(qtbot, widget, "1.4")
    assert facts(analyzed).figures["unit_cost"].unit == ""


def test_demand_that_follows_from_use_is_marked_told_and_locked(qtbot, page, analyzed):
    portfolio = analyzed.document.portfolio
    compute = next(key for key, r in portfolio.resources.items() if r.category == "compute")
    period = in_order(portfolio.periods)[0][0]
    portfolio = set_figure(portfolio, "i0", "units_per_day", Figure(1e6))
    apply(analyzed, set_figure(portfolio, "i0", "seconds_per_unit", Figure(3.6)))
    page._form._sections[COMPUTE].open(shown=True)
    part = page._form._facts[COMPUTE]
    assert part._words.text() == "Its demand of compute is typed."
    part._derived.click()
    assert facts(analyzed).derived
    assert undo_text(analyzed) == "Derive the compute demand of “Claims triage”"
    assert "Use: 1M uses/day × 3.6 chip" in part._words.text().replace("\u2060", "")
    grid = page._view.table.grid
    at = grid.column_of(f"demand/{compute}/{period}")
    index = page._view.table.index(grid.row_of("i0"), at)
    assert index.data().startswith("= ")
    assert "86,400" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    other = page._view.table.index(grid.row_of("i1"), at)
    assert other.flags() & Qt.ItemFlag.ItemIsEditable
    assert not other.data().startswith("=")
    small = page._form._parts[1].table.table
    assert small.index(0, 1).data().startswith("= ")
    assert not small.index(0, 1).flags() & Qt.ItemFlag.ItemIsEditable
    part._derived.click()
    assert page._view.table.index(grid.row_of("i0"), at).flags() & Qt.ItemFlag.ItemIsEditable


def test_nothing_to_derive_from_is_said_where_it_is_switched_on(qtbot, page, analyzed):
    page._form._sections[COMPUTE].open(shown=True)
    part = page._form._facts[COMPUTE]
    apply(analyzed, set_facts(analyzed.document.portfolio, "i0", derived=True))
    qtbot.waitUntil(lambda: "neither training nor use" in part._words.text(), timeout=10_000)
    assert part._words.property("role") == "warning"


def test_a_figure_is_gone_to_from_elsewhere(page, analyzed):
    analyzed.requests.fact_requested.emit("retention_day30")
    assert page._form._sections["Use and retention"].is_open
    analyzed.requests.fact_requested.emit("")
    assert page._form._sections[FIRST].head.hasFocus()


def test_names_are_shown_as_they_are(page, analyzed):
    nasty = "<b>Vivid</b> & \N{RIGHT-TO-LEFT OVERRIDE}" + "long " * 60
    apply(analyzed, set_initiative(analyzed.document.portfolio, "i0", name=nasty))
    dialog = dialog_of(page, "Cost of one use", COST)
    assert dialog._name.text().startswith("<b>Vivid</b> & ⟨U+202E⟩")
    dialog.reject()


def test_a_cell_of_the_table_takes_a_figure_too(page, analyzed):
    page._edits.type_cell("i1", COST, "$1.30")
    assert facts(analyzed, "i1").figures["unit_cost"] == Figure(1.3)
    page._edits.type_cell("i1", answer_id("tier"), "prohibited")
    assert any(rule.kind == "gate" for rule in analyzed.document.portfolio.rules.values())
    grid = page._view.table.grid
    assert grid.text(grid.row_of("i1"), grid.column_of(COST)) == "1.3"
