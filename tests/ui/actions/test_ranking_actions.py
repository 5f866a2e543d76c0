"""Weights from judgments and the check for rank reversal, from the action to the document."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from portfolio.edit import set_criterion, set_settings, set_weights, weight_shares
from ui.actions.ranking_actions import REVERSAL_ACTIONS, WEIGHT_ACTIONS
from ui.dialogs.text_dialog import TextDialog
from ui.dialogs.weights_dialog import WeightsDialog

(WEIGHTS,) = WEIGHT_ACTIONS
(REVERSAL,) = REVERSAL_ACTIONS


@pytest.fixture
def parent(context, qtbot):
    """What dialogs open over."""
    parent = QWidget()
    qtbot.addWidget(parent)
    context.messages.parent_window = parent
    return parent


@pytest.fixture
def dialog(context, parent, qtbot):
    WEIGHTS.run(context)
    dialog = parent.findChild(WeightsDialog)
    qtbot.waitUntil(dialog._use.isEnabled)
    return dialog


def test_an_order_becomes_direct_weights_in_one_step(context, dialog, qtbot):
    before = context.document.portfolio
    keys = list(dialog._names)
    for place, key in enumerate(keys, start=1):
        dialog._forms[0]._places[key].setValue(place)
    qtbot.waitUntil(dialog._use.isEnabled)
    dialog._use.click()
    shares = weight_shares(context.document.portfolio)
    assert [shares[key] for key in keys] == sorted(shares.values(), reverse=True)
    assert shares[keys[-1]] == pytest.approx(1 / len(keys) ** 2)
    assert context.document.undo_stack.undoText() == "Set weights from an order of importance"
    context.document.undo_stack.undo()
    assert context.document.portfolio == before


@pytest.mark.parametrize("way", range(5))
def test_every_way_leads_to_weights_that_make_a_whole(context, dialog, qtbot, way):
    context.document.apply("Swing", set_settings(context.document.portfolio, weighting="swing"))
    dialog._way.setCurrentIndex(way)
    dialog._way.activated.emit(way)
    qtbot.waitUntil(dialog._use.isEnabled)
    dialog._use.click()
    assert context.document.portfolio.settings.weighting == "direct"
    assert sum(weight_shares(context.document.portfolio).values()) == pytest.approx(1)


def test_a_criterion_that_a_check_feeds_is_read_off_what_the_check_says(context, parent, qtbot):
    portfolio = context.document.portfolio
    fed = set_criterion(portfolio, next(iter(portfolio.criteria)), check="1a")
    context.document.apply("Feed by unit margins, of which none is known", fed)
    WEIGHTS.run(context)
    dialog = parent.findChild(WeightsDialog)
    dialog._way.setCurrentIndex(3)
    dialog._way.activated.emit(3)
    qtbot.waitUntil(lambda: "without gaps" in dialog._remark.text())
    assert not dialog._use.isEnabled()


def test_a_cancelled_dialog_changes_nothing(context, dialog):
    dialog._cancel.click()
    assert not context.document.unsaved


def test_without_criteria_there_is_nothing_to_weigh(context):
    assert WEIGHTS.enabled(context)
    empty = context.document.portfolio
    context.document.apply("Clear", type(empty)(empty.id))
    assert not WEIGHTS.enabled(context)


def test_rank_reversal_is_told_of_the_method_in_use(context, parent, qtbot):
    relative = set_settings(context.document.portfolio, method="topsis")
    context.document.apply("Rank by TOPSIS", relative)
    REVERSAL.run(context)
    qtbot.waitUntil(lambda: parent.findChild(TextDialog) is not None)
    text = parent.findChild(QPlainTextEdit).toPlainText()
    assert text.startswith("TOPSIS")
    assert "ank reversal: dropping" in text


def test_what_cannot_be_ranked_is_said(context, messages, qtbot):
    portfolio = context.document.portfolio
    even = set_weights(portfolio, dict.fromkeys(portfolio.criteria, 0.0))
    context.document.apply("No weights", even)
    REVERSAL.run(context)
    qtbot.waitUntil(lambda: bool(messages.errors))
    assert messages.errors[0].what == "All weights are 0."
