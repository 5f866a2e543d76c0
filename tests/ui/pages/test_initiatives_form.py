import pytest
from PySide6.QtCore import Qt

from portfolio.edit import add_rule, delete_period, set_initiative
from portfolio.model import Estimate, Rule, in_order
from ui.pages.initiatives import InitiativesPage


def apply(context, portfolio):
    context.document.apply("Edit", portfolio)


@pytest.fixture
def page(qtbot, analyzed):
    page = InitiativesPage(analyzed)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_the_form_writes_what_was_typed_and_nothing_else(qtbot, page, analyzed):
    analyzed.selection.select("i0")
    field = page._form._grids["What it is"].widget("owner")
    field.setFocus()
    apply(analyzed, set_initiative(analyzed.document.portfolio, "i0", owner="Newer"))
    assert field.text() == "Newer"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert analyzed.document.portfolio.initiatives["i0"].owner == "Newer"
    field.selectAll()
    qtbot.keyClicks(field, "Typed")
    apply(analyzed, set_initiative(analyzed.document.portfolio, "i0", owner="Other"))
    assert field.text() == "Typed"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert analyzed.document.portfolio.initiatives["i0"].owner == "Typed"


def test_the_form_refuses_what_it_cannot_read_and_says_why(qtbot, page, analyzed):
    analyzed.selection.select("i0")
    field = page._form._grids["Benefit"].widget("benefit")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "a lot")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("invalid") == "true"
    assert "not a number" in field.accessibleDescription()
    assert not analyzed.document.unsaved


def test_demand_levels_and_ratings_are_edited_in_the_form(page, analyzed):
    analyzed.selection.select("i0")
    _, demand, levels, ratings, *_ = page._form._parts
    portfolio = analyzed.document.portfolio
    resource, period = next(iter(portfolio.resources)), next(iter(portfolio.periods))
    demand._range.setChecked(True)
    demand.table.edits.type_cell(period, f"demand/{resource}/high", "60")
    record = analyzed.document.portfolio.initiatives["i0"]
    assert record.demand[resource][period] == Estimate(40.0, None, 60.0)
    criterion = next(iter(portfolio.criteria))
    ratings.table.edits.type_cell("u0", criterion, "77")
    assert analyzed.document.portfolio.ratings["u0"]["i0"][criterion].value == 77.0
    levels._add.click()
    levels._add.click()
    (pilot, lean) = in_order(analyzed.document.portfolio.initiatives["i0"].levels)
    assert (pilot[1].name, lean[1].name) == ("Pilot", "Lean")
    levels.table.edits.type_cell(pilot[0], "demand_share", "30 %")
    levels.table.edits.type_cell(pilot[0], "benefit_share", "12.5")
    level = analyzed.document.portfolio.initiatives["i0"].levels[pilot[0]]
    assert (level.demand_share, level.benefit_share) == (0.3, 0.125)
    levels.table.setCurrentIndex(levels.table.table.index(1, 0))
    levels._remove.click()
    assert list(analyzed.document.portfolio.initiatives["i0"].levels) == [pilot[0]]


def test_the_anchors_of_the_current_criterion_are_on_the_screen(page, analyzed):
    analyzed.selection.select("i0")
    ratings = page._form._parts[3]
    ratings.table.setCurrentIndex(ratings.table.table.index(0, 1))
    text = ratings._anchors.text()
    _, record = in_order(analyzed.document.portfolio.criteria)[0]
    assert text.startswith(f"{record.name} (points, more is better)")
    assert text.count("\n") == len(record.anchors)
    assert text.count("▸") == 1


def test_rules_are_added_and_removed_in_the_form(page, analyzed):
    apply(analyzed, add_rule(analyzed.document.portfolio, "x1", Rule("excludes", ("i0", "i1"))))
    analyzed.selection.select("i0")
    rules = page._form._parts[4]
    form = rules._form
    form.kind.setCurrentIndex(form.kind.findData("requires"))
    form.add.click()
    assert "another initiative" in analyzed.messages.errors.pop().what
    form.combos["other"].setCurrentIndex(form.combos["other"].findData("i2"))
    form.reason.setText("Needs its data")
    form.add.click()
    added = [rule for rule in analyzed.document.portfolio.rules.values() if rule.kind == "requires"]
    assert [(rule.initiatives, rule.reason) for rule in added] == [(("i0", "i2"), "Needs its data")]
    rules._remover("x1", "the rule")()
    assert "x1" not in analyzed.document.portfolio.rules
    form.kind.setCurrentIndex(form.kind.findData("force_in"))
    form.add.click()
    assert "reason" in analyzed.messages.errors[0].what


def test_comments_are_kept_with_author_and_time(page, analyzed):
    analyzed.settings.change(author="Ada")
    analyzed.selection.select("i0")
    comments = page._form._parts[5]
    comments._field.setText("Ask legal <b>first</b>")
    comments._add.click()
    (comment,) = analyzed.document.portfolio.comments.values()
    assert (comment.text, comment.author, comment.initiative) == (
        "Ask legal <b>first</b>",
        "Ada",
        "i0",
    )
    assert "Ada, " in comments._said.text()
    assert comments._said.textFormat() == Qt.TextFormat.PlainText


def test_folded_sections_and_widths_are_remembered(qtbot, page, analyzed):
    page._form._sections["Ratings"].open(shown=False)
    page._splitter.setSizes([500, 580])
    page._splitter.splitterMoved.emit(0, 0)
    other = InitiativesPage(analyzed)
    qtbot.addWidget(other)
    assert not other._form._sections["Ratings"].is_open
    assert other._form._sections["Rules"].is_open
    assert analyzed.settings.layout_of("splitters", "initiatives")


def test_the_form_stays_while_there_is_no_period(page, analyzed):
    """Found by the monkey, which deleted them all."""
    analyzed.selection.select("i0")
    demand = page._form._parts[1]
    portfolio = analyzed.document.portfolio
    for period in portfolio.periods:
        portfolio = delete_period(portfolio, period)
    apply(analyzed, portfolio)
    assert demand.table.table.rowCount() == 0
    assert demand.table.table.columnCount() == 1
    analyzed.document.undo_stack.undo()
    assert demand.table.table.rowCount() == 4
