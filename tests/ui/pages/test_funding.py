from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QSlider

from portfolio.edit import add_rule, force, set_initiative, set_resource, set_scenario
from portfolio.model import Change, FrozenMap, Rule, Scenario
from portfolio.report import summarize
from tests.ui.conftest import small_portfolio
from tests.ui.pages.scenes import open_page, put
from ui.pages.funding_table import plan_columns
from ui.widgets.rule_list import RuleList

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, analyzed):
    return open_page(qtbot, analyzed, "funding")


def settled(qtbot, context):
    qtbot.waitUntil(lambda: not context.analyst.working, timeout=20_000)


def change(page):
    return page._answer._change.text().replace("\u2060", "").replace("\u00a0", " ")


def sliders(page):
    return [w for w in page.findChildren(QSlider) if w.accessibleName().startswith("Capacity of")]


def rows(page):
    grid = page._table.table.grid
    return {key: grid.text(n, 0) for n, key in enumerate(grid.keys)}


def total(context, resource):
    return sum(context.document.portfolio.resources[resource].capacity.values())


def test_less_capacity_says_who_leaves_and_what_it_costs(qtbot, page, analyzed):
    assert change(page) == ""
    funded = set(analyzed.analyst.results.plan.chosen)
    slider = sliders(page)[0]
    name = next(iter(analyzed.document.portfolio.resources.values())).name
    slider.setValue(40)
    settled(qtbot, analyzed)
    left = funded - set(analyzed.analyst.results.plan.chosen)
    assert left
    assert change(page).startswith(f"{name} −60 %: drops “")
    assert "−$" in change(page)
    for key in left:
        assert analyzed.document.portfolio.initiatives[key].name in change(page)
    assert page._answer._finding.isVisible()


def test_a_drag_answers_while_it_lasts_and_is_one_step(qtbot, page, analyzed):
    slider = sliders(page)[0]
    resource = next(iter(analyzed.document.portfolio.resources))
    before = analyzed.document.portfolio
    slider.setSliderDown(True)
    for percent in (90, 70, 50):
        slider.setSliderPosition(percent)
        assert total(analyzed, resource) == pytest.approx(4 * percent)
        assert analyzed.analyst.results.portfolio is analyzed.document.portfolio
    slider.setSliderDown(False)
    assert analyzed.document.undo_stack.count() == 1
    settled(qtbot, analyzed)
    assert analyzed.analyst.results.plan.status == "optimal"
    assert page._answer._proof.text().startswith("Proven optimal.")
    analyzed.document.undo_stack.undo()
    assert analyzed.document.portfolio == before


def test_a_provisional_plan_is_called_so(page, analyzed):
    results = replace(analyzed.analyst.results, provisional=True)
    page.show_results(results)
    assert page._answer._proof.text().startswith("Quick answer, being proven…")
    assert "…." not in page._answer._proof.text()


def test_back_to_the_capacities_of_the_file(qtbot, page, analyzed):
    before = analyzed.document.portfolio
    sliders(page)[1].setValue(10)
    button(page, "Back to the file’s values").click()
    assert analyzed.document.portfolio == before
    settled(qtbot, analyzed)
    assert change(page) == ""


def test_the_baseline_is_solved_when_it_never_passed_by(qtbot, context):
    base = small_portfolio()
    key = next(iter(base.resources))
    context.document.replace(base, None)
    tight = FrozenMap(dict.fromkeys(base.resources[key].capacity, 40.0))
    context.document.apply("Tighten", set_resource(base, key, capacity=tight))
    page = open_page(qtbot, context, "funding")
    context.analyst.warm_up()
    qtbot.waitUntil(lambda: "−60 %: drops" in change(page), timeout=20_000)
    settled(qtbot, context)


def test_forcing_in_by_button_asks_why_and_tells_the_price(qtbot, page, analyzed, messages):
    cut = next(key for key, words in rows(page).items() if words == "✕ Cut")
    analyzed.selection.select(cut)
    asked = []
    analyzed.requests.action_requested.connect(asked.append)
    page._why._buttons["initiative.force_in"].click()
    assert asked == ["initiative.force_in"]
    rule = Rule("force_in", (cut,), reason="Promised to the board", author="Ada")
    edited = force(analyzed.document.portfolio, "x9", rule)
    analyzed.document.apply("Force in", edited)
    settled(qtbot, analyzed)
    assert rows(page)[cut] == "◆ Forced in"
    assert "Promised to the board" in page._why._reason.text()
    assert "forced in: drops “" in change(page)
    assert page._why._buttons["initiative.release"].isEnabled()


def test_the_context_menu_offers_the_same(page, analyzed):
    analyzed.selection.select("i0")
    asked = []
    analyzed.requests.action_requested.connect(asked.append)
    entries = page._why.menu().actions()
    assert [entry.isEnabled() for entry in entries] == [True, True, False]
    entries[1].trigger()
    assert asked == ["initiative.force_out"]


def test_selection_goes_both_ways(qtbot, page, analyzed):
    analyzed.selection.select("i1")
    assert page._table.selected.keys()[0] == "i1"
    assert page._why._name.text() == "Fraud graph"
    at = page._table.visualRect(page._table.table.index(0, 2)).center()
    qtbot.mouseClick(page._table.viewport(), LEFT, pos=at)
    assert analyzed.selection.current == page._table.table.grid.keys[0]


def test_rules_are_listed_switched_off_removed_and_undone(qtbot, page, analyzed):
    document = analyzed.document
    rule = Rule("excludes", ("i0", "i1"), reason="Same data")
    document.apply("Rule", add_rule(document.portfolio, "x1", rule))
    shown = page.findChild(RuleList)
    page._side._tabs.setCurrentIndex(1)
    assert page._side._tabs.tabText(1) == "Rules (1)"
    assert shown.item(0).text() == "At most one of “Claims triage” and “Fraud graph”. Same data."
    shown.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not document.portfolio.rules["x1"].active
    undo = document.undo_stack.undoText()
    assert undo == "Switch off the rule (At most one of “Claims triage” and “Fraud graph”)"
    shown.setCurrentRow(0)
    assert analyzed.selection.chosen == ("i0", "i1")
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Delete)
    assert not document.portfolio.rules
    document.undo_stack.undo()
    assert shown.count() == 1


def test_a_rule_is_made_for_what_is_selected(page, analyzed, messages):
    analyzed.selection.select("i1", ("i1", "i0"))
    entries = page._side._rules.offers().actions()
    assert entries[0].text() == "“Fraud graph” only with “Claims triage”"
    messages.answers.append("Shares its index")
    entries[0].trigger()
    (rule,) = analyzed.document.portfolio.rules.values()
    assert (rule.kind, rule.initiatives, rule.reason) == (
        "requires",
        ("i1", "i0"),
        "Shares its index",
    )
    messages.answers.append(None)
    page._side._rules.offers().actions()[1].trigger()
    assert len(analyzed.document.portfolio.rules) == 1


def test_one_selected_initiative_is_not_enough_for_a_link(page, analyzed):
    analyzed.selection.select("i0")
    entries = [entry for entry in page._side._rules.offers().actions() if not entry.isSeparator()]
    assert [entry.isEnabled() for entry in entries] == [*[False] * 7, True, True, False]
    assert entries[-1].text() == "Select two or more initiatives with Ctrl+click"


@pytest.mark.parametrize(
    ("text", "answer", "rule"),
    [
        ("At most so many", "1", Rule("at_most", ("i1", "i0"), amount=1.0)),
        ("More (or less)", "-2", Rule("synergy", ("i1", "i0"), amount=-2.0)),
        (
            "A gate for",
            "rights are cleared",
            Rule("gate", ("i1", "i0"), value="rights are cleared"),
        ),
    ],
)
def test_a_rule_asks_for_what_it_needs(page, analyzed, messages, text, answer, rule):
    analyzed.selection.select("i1", ("i1", "i0"))
    entry = next(e for e in page._side._rules.offers().actions() if e.text().startswith(text))
    messages.answers.extend([answer, "Because"])
    entry.trigger()
    (made,) = analyzed.document.portfolio.rules.values()
    assert made == replace(rule, reason="Because", author="Ada")
    messages.answers.append(None)
    entry.trigger()
    assert len(analyzed.document.portfolio.rules) == 1


def test_a_number_that_is_none_makes_no_rule(page, analyzed, messages):
    analyzed.selection.select("i1", ("i1", "i0"))
    entry = next(e for e in page._side._rules.offers().actions() if e.text().startswith("At least"))
    messages.answers.append("some")
    entry.trigger()
    assert not analyzed.document.portfolio.rules
    assert "not a number" in messages.errors[0].what


def test_a_chosen_gate_is_met_or_opened_again(page, analyzed):
    document = analyzed.document
    gate = Rule("gate", ("i0",), value="rights are cleared")
    document.apply("Gate", add_rule(document.portfolio, "x1", gate))
    page._side._tabs.setCurrentIndex(1)
    assert not any(b.isVisible() for b in page._side._rules._pass)
    page.findChild(RuleList).setCurrentRow(0)
    met, override = page._side._rules._pass
    assert (met.text(), override.text()) == ("Met", "Override…")
    met.click()
    assert document.portfolio.rules["x1"].state == "met"
    assert (met.text(), override.isVisible()) == ("Open again", False)
    met.click()
    assert document.portfolio.rules["x1"] == gate


@pytest.fixture
def with_scenarios(analyzed):
    portfolio = analyzed.document.portfolio
    resource = next(iter(portfolio.resources))
    for key, name, factor in (("s1", "Lean", 0.4), ("s2", "Rich", 2.0)):
        made = Scenario(name, key, (Change("capacity_factor", resource, factor),))
        portfolio = set_scenario(portfolio, key, made)
    analyzed.document.replace(portfolio, None)
    return analyzed


def test_scenarios_are_tried_on_the_base_case_not_on_each_other(qtbot, with_scenarios):
    page = open_page(qtbot, with_scenarios, "funding")
    picker, document = page._scenario, with_scenarios.document
    base, resource = document.portfolio, next(iter(document.portfolio.resources))
    for index, amount in ((1, 160), (2, 800)):
        picker.activated.emit(index)
        assert total(with_scenarios, resource) == pytest.approx(amount)
        assert picker.currentIndex() == index
    picker.activated.emit(0)
    assert document.portfolio == base
    assert picker.currentText() == "Base case"
    document.undo_stack.undo()
    assert picker.currentIndex() == 2
    settled(qtbot, with_scenarios)


def test_an_edited_scenario_is_not_passed_off_as_it(qtbot, with_scenarios):
    page = open_page(qtbot, with_scenarios, "funding")
    picker, document = page._scenario, with_scenarios.document
    picker.activated.emit(1)
    sliders(page)[1].setValue(50)
    edited = document.portfolio
    assert picker.currentIndex() == -1
    picker.activated.emit(0)
    assert document.portfolio == edited
    settled(qtbot, with_scenarios)


def test_no_scenarios_no_picker(page):
    assert not page._scenario.isVisible()


def test_what_the_plan_maximizes_is_a_choice(qtbot, page, analyzed):
    page._objective._objective.activated.emit(3)
    settled(qtbot, analyzed)
    assert analyzed.analyst.results.plan.objective == "value"
    assert page._table.table.grid.columns[page._table.table.grid.column_of("worth")].title == (
        "Value"
    )


def test_a_score_floor_is_asked_for_where_it_counts(qtbot, page, analyzed):
    document, floor = analyzed.document, page._objective._floor
    assert not floor.isVisible()
    page._objective._objective.activated.emit(2)
    assert document.portfolio.settings.objective == "benefit_above"
    assert floor.isVisible()
    floor.setFocus()
    floor.selectAll()
    qtbot.keyClicks(floor, "55")
    qtbot.keyClick(floor, Qt.Key.Key_Return)
    assert document.portfolio.settings.score_floor == 55
    assert document.undo_stack.undoText() == "Set the lowest score that is funded"
    settled(qtbot, analyzed)


def test_notes_unfold(qtbot, context, results_of):
    put(context, results_of("lab"))
    page = open_page(qtbot, context, "funding")
    notes = page._answer._notes
    assert not notes.isVisible()
    qtbot.mouseClick(page._answer._fold, LEFT, pos=QPoint(5, 5))
    assert notes.isVisible()
    assert notes.text() == "\n".join(results_of("lab").plan.notes)


def test_a_conflict_is_the_answer(qtbot, context, results_of):
    put(context, results_of("contradictory"))
    page = open_page(qtbot, context, "funding")
    results = results_of("contradictory")
    assert page._answer._headline.text() == results.plan.conflict
    assert results.plan.conflict.startswith("No plan fits: ")
    assert results.plan.conflict not in page._answer._notes.text()


def test_what_holds_can_be_selected_and_released_when_no_plan_fits(qtbot, page, analyzed):
    document = analyzed.document
    resource = next(iter(document.portfolio.resources))
    tight = FrozenMap(dict.fromkeys(document.portfolio.resources[resource].capacity, 50.0))
    edited = set_resource(document.portfolio, resource, capacity=tight)
    for number, key in enumerate(("i0", "i1")):
        edited = force(edited, f"x{number}", Rule("force_in", (key,), reason="Promised"))
    document.apply("Force both in", edited)
    settled(qtbot, analyzed)
    assert rows(page) == {"i0": "◆ Forced in", "i1": "◆ Forced in", "i2": "No plan"}
    at = page._table.visualRect(page._table.table.index(0, 2)).center()
    qtbot.mouseClick(page._table.viewport(), LEFT, pos=at)
    assert analyzed.selection.current in {"i0", "i1"}
    assert page._why._buttons["initiative.release"].isEnabled()
    assert page._why._reason.text().count("Promised") == 1


def test_outdated_verdicts_are_greyed(page, analyzed):
    page.show_results(replace(analyzed.analyst.results, stale=frozenset({"plan", "lines"})))
    grid = page._table.table.grid
    assert page._table.table._stale == {grid.column_of("fate"), grid.column_of("reason")} | (
        {grid.column_of("price")}
    )


def test_a_large_portfolio_prices_the_selected_line_on_demand(qtbot, analyzed, monkeypatch):
    monkeypatch.setattr("ui.pages.reason_on_demand.PRICED_UP_TO", 1)
    page = open_page(qtbot, analyzed, "funding")
    unpriced = {
        key: replace(line, reason="Short.", price=None, effect="")
        for key, line in analyzed.analyst.results.lines.items()
    }
    analyzed.analyst.results = replace(analyzed.analyst.results, lines=FrozenMap(unpriced))
    analyzed.selection.select("i0")
    assert "Working out what the opposite would displace…" in page._why._reason.text()
    qtbot.waitUntil(lambda: len(page._why._effect.text()) > 60, timeout=20_000)
    assert "Working out" not in page._why._reason.text()


def test_a_new_name_or_an_edit_without_effect_is_no_finding(qtbot, page, analyzed):
    document = analyzed.document
    plan = analyzed.analyst.results.plan
    document.apply("Rename", set_initiative(document.portfolio, "i0", name="Claims desk"))
    settled(qtbot, analyzed)
    assert analyzed.analyst.results.plan.chosen is plan.chosen
    assert change(page) == ""
    document.apply("Owner", set_initiative(document.portfolio, "i0", owner="Ada"))
    settled(qtbot, analyzed)
    assert change(page) == ""


def button(page, text):
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


def test_a_slider_is_a_what_if_until_it_is_kept(qtbot, page, analyzed):
    document = analyzed.document
    resource, record = next(iter(document.portfolio.resources.items()))
    keep = button(page, "Keep this what-if")
    assert not keep.isEnabled()
    sliders(page)[0].setValue(80)
    settled(qtbot, analyzed)
    assert document.tried == (resource,)
    assert total(analyzed, resource) == pytest.approx(320)
    text = document.undo_stack.undoText()
    assert text.startswith(f"Set “{record.name}” to 80 %: ")
    assert text.split(": ", 1)[1].count("80") == 1
    assert " → " in text
    keep.click()
    assert document.tried == ()
    assert not keep.isEnabled()
    assert sliders(page)[0].value() == 80


def test_keeping_says_what_is_kept_and_is_an_undo_step_of_its_own(qtbot, page, analyzed, messages):
    document = analyzed.document
    name = next(iter(document.portfolio.resources.values())).name
    sliders(page)[0].setValue(80)
    settled(qtbot, analyzed)
    assert f"What if: {name} −" in page._side._sliders._tried.text()
    button(page, "Keep this what-if").click()
    assert messages.notices[-1].startswith(f"Kept {name} −20 %: part of the base case now.")
    kept = document.portfolio
    document.undo_stack.undo()
    assert document.portfolio == kept
    assert document.tried, "told as a what-if again, here and on Decisions"
    document.undo_stack.redo()
    assert document.tried == ()


def test_going_back_takes_back_what_the_banner_names(qtbot, page, analyzed, messages):
    document = analyzed.document
    before = document.portfolio
    sliders(page)[0].setValue(80)
    cut = next(key for key, words in rows(page).items() if words == "✕ Cut")
    rule = Rule("force_in", (cut,), reason="Promised", author="Ada")
    document.apply("Force in", force(document.portfolio, "x9", rule))
    settled(qtbot, analyzed)
    assert "−20 %" in change(page)
    assert "forced in" in change(page)
    sliders(page)[0].setValue(100)
    settled(qtbot, analyzed)
    back = button(page, "Back to the file’s values")
    assert back.isEnabled(), "the banner still names a force-in"
    assert "forced in" in back.toolTip()
    back.click()
    assert document.portfolio == before
    assert "forced in" in messages.notices[-1]
    settled(qtbot, analyzed)
    assert change(page) == ""
    assert not back.isEnabled()


def test_the_finding_names_all_when_asked(qtbot, page):
    answer = page._answer
    summary = summarize(page.context.analyst.results)
    answer.show_answer(summary, (), ("Drops “A” and 2 more.", "Drops “A”, “B” and “C”."))
    assert "“B” and “C”" in answer._change.toolTip()
    button(page, "Name all").click()
    assert answer._change.text() == "Drops “A”, “B” and “C”."
    answer.show_answer(summary, (), ("Drops “A”.", "Drops “A”."))
    assert not answer._all.isVisible()


def test_undoing_a_what_if_leaves_nothing_to_keep(qtbot, page, analyzed):
    sliders(page)[0].setValue(80)
    analyzed.document.undo_stack.undo()
    settled(qtbot, analyzed)
    assert analyzed.document.tried == ()
    assert not button(page, "Keep this what-if").isEnabled()


def test_a_rule_that_is_switched_off_keeps_its_place(page, analyzed):
    document = analyzed.document
    first = add_rule(document.portfolio, "x1", Rule("excludes", ("i0", "i1")))
    document.apply("Rules", add_rule(first, "x2", Rule("excludes", ("i1", "i2"))))
    shown = page.findChild(RuleList)
    before = [shown.item(n).text() for n in range(2)]
    shown.item(0).setCheckState(Qt.CheckState.Unchecked)
    after = [shown.item(n).text() for n in range(2)]
    assert after == [f"{before[0]} Switched off.", before[1]]


def test_the_columns_of_the_plan_fit_beside_the_sliders():
    shown = [column for column in plan_columns("$M", "Benefit") if not column.hidden]
    assert sum(column.width for column in shown) <= 82, "letters that a window of 1280 has there"


def test_a_long_scenario_does_not_push_the_tools_onto_another_line(qtbot, analyzed):
    document, widths = analyzed.document, set()
    for name in ("Less", "A scenario with a long name, and longer"):
        scenario = Scenario(name, "", ())
        document.apply("Name", set_scenario(document.portfolio, "s", scenario))
        settled(qtbot, analyzed)
        page = open_page(qtbot, analyzed, "funding")
        analyzed.theme.apply("light", 1.5)
        widths.add(page._scenario.sizeHint().width())
        analyzed.theme.apply("light", 1.0)
    assert len(widths) == 1
