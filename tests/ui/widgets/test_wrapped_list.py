"""Lists of sentences: their heights are nobody's news."""

from __future__ import annotations

import pytest

from ui.widgets.rule_list import RuleList, RuleRow


@pytest.fixture
def rules(qtbot):
    shown = RuleList()
    qtbot.addWidget(shown)
    shown.resize(300, 200)
    shown.show()
    return shown


def test_rows_that_are_fitted_are_not_taken_for_switched(qtbot, rules):
    heard = []
    rules.rule_switched.connect(lambda *told: heard.append(told))
    rules.show_rules([RuleRow(f"u{n}", "A sentence that wraps " * 9, n % 2 == 0) for n in range(9)])
    rules.resize(180, 200)
    assert rules.item(0).sizeHint().height() > rules.fontMetrics().lineSpacing()
    assert heard == []


def test_a_box_that_is_clicked_is_told(rules):
    heard = []
    rules.rule_switched.connect(lambda *told: heard.append(told))
    rules.show_rules([RuleRow("u1", "A rule", active=True)])
    rules.item(0).setCheckState(rules.item(0).checkState().Unchecked)
    assert heard == [("u1", False)]
