"""What was decided: read back, frozen as the plan of record, and kept in the log."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication

from portfolio.edit import set_capacity, set_initiative
from portfolio.files.journal import head_fingerprint, in_sequence, verify
from portfolio.model import FrozenMap
from portfolio.report.log_rows import PROMISE
from tests.ui.pages.deciding import (
    button,
    decisions_page,
    funded_one,
    record,
    select,
    settle,
)
from ui.pages.decision_parts.log_view import LogView
from ui.pages.decision_parts.plans_view import PlansView
from ui.pages.decision_parts.record_verbs import RecordVerbs


@pytest.fixture
def page(qtbot, analyzed):
    return decisions_page(qtbot, analyzed)


def test_a_view_is_built_when_its_tab_is_opened_and_its_parts_can_be_followed(qtbot, page):
    built = []
    page.part_built.connect(built.append)
    assert page.findChildren(LogView) == page.findChildren(PlansView) == []
    page._views.setCurrentIndex(2)
    page._views.setCurrentIndex(0)
    page._views.setCurrentIndex(2)
    assert built == [page._views.plans] == page.findChildren(PlansView)
    assert page.findChildren(LogView) == []


def test_what_is_read_back_follows_the_theme_when_it_is_seen_again(qtbot, page, context):
    page._views.setCurrentIndex(1)
    text = page._views.read_back.text
    written = text.document()
    page._views.setCurrentIndex(0)
    context.theme.apply("dark", 1.5)
    assert text.document() is written
    page._views.setCurrentIndex(1)
    first = text.document().firstBlock().begin().fragment().charFormat()
    assert first.foreground().color().name() == context.theme.tokens.text
    assert first.fontPointSize() == 1.5 * 15.0
    assert text.toPlainText().startswith("Nothing is decided yet.")
    context.theme.apply("light", 1.0)


def test_what_was_decided_is_read_back_and_copied(qtbot, page, messages):
    key = funded_one(page)
    select(page, key)
    record(qtbot, page)
    page._views.open("read back")
    text = page._views.read_back.text.toPlainText()
    assert text.startswith("1 decision: 1 funded.")
    assert page.context.document.portfolio.initiatives[key].name in text
    button(page, "Copy as text").click()
    assert QGuiApplication.clipboard().text().startswith("Small\n1 decision: 1 funded.")
    assert messages.notices[-1] == "Copied what was decided"


def test_a_plan_is_frozen_and_its_fingerprint_shown_with_the_promise(qtbot, page, context):
    dialog = RecordVerbs(context).freeze(context.analyst.results)
    qtbot.addWidget(dialog)
    texts = [label.text() for label in dialog.findChildren(type(page._words.headline))]
    assert any(text.startswith("3 initiatives are undecided") for text in texts)
    assert PROMISE in texts
    dialog.title.clear()
    dialog.freeze.click()
    settle(qtbot, page)
    assert dialog.problem.text().startswith("A plan of record needs a title.")
    dialog.title.setText("Board")
    dialog.note.setPlainText("As agreed.")
    dialog.freeze.click()
    settle(qtbot, page)
    portfolio = context.document.portfolio
    (record_,) = portfolio.plans.values()
    assert (record_.title, record_.note, record_.author) == ("Board", "As agreed.", "Ada")
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == head_fingerprint(portfolio)
    assert context.document.undo_stack.undoText() == "Freeze the plan of record “Board”"
    assert verify(portfolio).ok


def test_that_a_what_if_is_on_is_kept_in_the_log(qtbot, page, context):
    whole = context.document.portfolio
    resource, period = next(iter(whole.resources)), next(iter(whole.periods))
    less = set_capacity(whole, resource, period, 90.0)
    context.document.try_out(resource, "Try less", less)
    settle(qtbot, page)
    select(page, funded_one(page))
    record(qtbot, page)
    freeze(qtbot, page)
    portfolio = context.document.portfolio
    told = f"A what-if was on: the capacity of “{whole.resources[resource].name}”."
    assert all(entry.what.endswith(told) for _, entry in in_sequence(portfolio))
    assert len(portfolio.journal) == 2
    (record_,) = portfolio.plans.values()
    assert record_.note == told


def test_without_a_plan_of_record_the_page_offers_to_make_one(qtbot, page, context):
    asked = []
    context.requests.action_requested.connect(asked.append)
    page._views.setCurrentIndex(2)
    page._views.plans._freeze.click()
    assert asked == ["decision.freeze"]
    assert page._views.plans._freeze.isVisible()
    freeze(qtbot, page)
    assert not page._views.plans._freeze.isVisible()


def freeze(qtbot, page):
    dialog = RecordVerbs(page.context).freeze(page.context.analyst.results)
    qtbot.addWidget(dialog)
    dialog.freeze.click()
    settle(qtbot, page)
    dialog.reject()
    plans = page.context.document.portfolio.plans
    return max(plans, key=lambda key: plans[key].at)


def test_a_plan_of_record_is_chosen_as_soon_as_it_is_frozen(qtbot, page):
    first = freeze(qtbot, page)
    page._views.setCurrentIndex(2)
    assert page._views.plans.key == first
    assert freeze(qtbot, page) == page._views.plans.key != first
    lines = page._views.plans.lines.table.grid
    assert len(lines.keys) == 3
    assert lines.text(0, lines.column_of("state")).startswith("✓ ")
    page._views.plans.list.setCurrentRow(1)
    select(page, funded_one(page))
    record(qtbot, page)
    assert page._views.plans.key == first


def test_a_plan_of_record_has_the_fingerprint_that_was_published_with_it(qtbot, page, context):
    freeze(qtbot, page)
    published = head_fingerprint(context.document.portfolio)
    select(page, funded_one(page))
    record(qtbot, page)
    freeze(qtbot, page)
    page._views.setCurrentIndex(2)
    plans = page._views.plans
    assert plans.fingerprint.text() == head_fingerprint(context.document.portfolio)
    plans.list.setCurrentRow(1)
    assert (plans.fingerprint.text(), plans.fingerprint.isVisible()) == (published, True)


def test_what_no_longer_holds_is_listed_with_its_causes(qtbot, page, context):
    key = funded_one(page)
    select(page, key)
    record(qtbot, page)
    freeze(qtbot, page)
    page._views.setCurrentIndex(2)
    settle(qtbot, page)
    whole = "All 3 lines of the plan of record hold."
    qtbot.waitUntil(lambda: page._views.plans.state.text() == whole)
    record_ = context.document.portfolio.initiatives[key]
    poor = replace(record_.benefit, probability=0.001)
    edited = set_initiative(context.document.portfolio, key, benefit=poor)
    context.document.apply("Edit", edited)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "no longer" in page._views.plans.state.text())
    lapses = [
        page._views.plans.lapses.item(n).text() for n in range(page._views.plans.lapses.count())
    ]
    assert any(record_.name in line for line in lapses)
    row = next(r.value for r in page._views.decide.table.table.grid.every() if r.key == key)
    assert row.state == "no longer holds"
    assert "no longer holds" in page._words.detail.text()
    assert not page._views.plans.prove.isEnabled()
    assert page._views.plans.prove.toolTip().startswith("Choose a line above first")
    other = next(n for n, line in enumerate(lapses) if f"“{record_.name}”" not in line[:20])
    page._views.plans.lapses.setCurrentRow(other)
    page._views.plans.prove.click()
    settle(qtbot, page)
    assert f"with “{record_.name}” as it was" in page._views.plans.proof.text()
    page._views.plans.lapses.itemActivated.emit(page._views.plans.lapses.item(0))
    assert page._views.currentIndex() == 0


def test_a_plan_of_record_is_compared_with_now_on_its_page(qtbot, page, context):
    key = freeze(qtbot, page)
    asked = []
    context.requests.page_requested.connect(asked.append)
    context.requests.comparison_requested.connect(asked.append)
    page._views.setCurrentIndex(2)
    button(page, "Compare with now").click()
    assert asked == ["compare", key]


def test_the_inputs_of_a_plan_of_record_open_read_only(qtbot, page, context, messages):
    key = freeze(qtbot, page)
    frozen = context.document.portfolio
    messages.answers.append("Discard")
    RecordVerbs(context).open_inputs(key)
    settle(qtbot, page)
    assert context.document.read_only
    assert context.document.portfolio.initiatives == frozen.initiatives
    assert context.document.portfolio.title.startswith("Small, as frozen in “Plan of record")


def test_the_log_is_told_checked_and_copied(qtbot, page, context, messages):
    select(page, funded_one(page))
    record(qtbot, page)
    page._views.open("log")
    settle(qtbot, page)
    assert page._views.log.verdict.text() == "The log holds together: 1 entry fits."
    assert page._views.log.fingerprint.text() == head_fingerprint(context.document.portfolio)
    grid = page._views.log.table.table.grid
    assert grid.text(0, grid.column_of("who")) == "Ada"
    assert grid.columns[grid.column_of("at")].tip(grid.rows[0].value).endswith("UTC")
    page._views.log.table.selected.select("")
    assert not page._views.log.entry.isVisible()
    page._views.log.table.setCurrentIndex(page._views.log.table.table.index(0, 3))
    assert page._views.log.entry.text() == grid.rows[0].value.what
    assert page._views.log.table.horizontalScrollBar().maximum() == 0
    button(page, "Copy fingerprint").click()
    assert QGuiApplication.clipboard().text() == page._views.log.fingerprint.text()
    button(page, "Copy log").click()
    assert QGuiApplication.clipboard().text().endswith(PROMISE)


def test_a_log_that_was_tampered_with_is_shown_as_broken(qtbot, page, context):
    select(page, funded_one(page))
    record(qtbot, page)
    portfolio = context.document.portfolio
    ((key, entry),) = portfolio.journal.items()
    forged = FrozenMap({key: replace(entry, who="Somebody else")})
    context.document.replace(replace(portfolio, journal=forged), None)
    settle(qtbot, page)
    page._views.open("log")
    settle(qtbot, page)
    assert page._views.log.verdict.text().startswith("The log is broken at entry 1")
