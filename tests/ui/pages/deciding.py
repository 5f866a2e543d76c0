"""A page of decisions, and what a person does on it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from portfolio.model.decided import current_decisions
from tests.ui.pages.scenes import open_page
from ui.window.half_typed import take_half_typed


def decisions_page(qtbot, context):
    """The page, when the first analysis is complete, with the keyboard on it."""
    page = open_page(qtbot, context, "decisions", (1240, 760))
    context.filing.typing_wanted.connect(lambda: take_half_typed(page))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    settle(qtbot, page)
    return page


def settle(qtbot, page):
    """Until the plan is there and nothing is being recorded, looked for or checked."""
    analyst = page.context.analyst
    qtbot.waitUntil(lambda: not analyst.working and not page.context.jobs.running, timeout=20_000)


def select(page, *keys):
    page.context.selection.select(keys[0], keys)


def press(qtbot, page, key):
    qtbot.keyClick(page._views.decide.table, key)


def reason(page, text):
    """Type a reason, and leave the keyboard where it is."""
    field = page._views.decide.panel.fields.reason
    field.setFocus()
    field.setPlainText(text)


def record(qtbot, page):
    page._views.decide.record()
    settle(qtbot, page)


def decisions(page):
    """The decisions that hold, by initiative."""
    portfolio = page.context.document.portfolio
    return {i: portfolio.decisions[key] for i, key in current_decisions(portfolio).items()}


def cut_one(page):
    plan = page.context.analyst.results.plan
    return next(
        key
        for key in plan.forced_out | set(page.context.document.portfolio.initiatives)
        if key not in plan.chosen
    )


def funded_one(page):
    return next(iter(page.context.analyst.results.plan.chosen))


def said(page):
    """What is wrong with the form; empty for nothing."""
    problem = page._views.decide.panel._problem
    return problem.text() if problem.isVisibleTo(page) else ""


def button(page, text):
    found = (b for b in page.findChildren(QPushButton) if b.text() == text)
    return next(b for b in found if b.isVisibleTo(page))
