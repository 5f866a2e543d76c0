"""The fields for a method's parameters and for preference functions, on the ranking page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from portfolio.edit import set_settings
from portfolio.model import PREFERENCE_SHAPES, Preference, in_order
from portfolio.ranking import METHODS, method_named
from tests.ui.pages.scenes import open_page
from ui.pages.method_parameters import MethodParameters, hint_of


@pytest.fixture
def page(qtbot, analyzed):
    return open_page(qtbot, analyzed, "ranking")


def settled(qtbot, context):
    qtbot.waitUntil(lambda: not context.analyst.working, timeout=20_000)


def choose(qtbot, context, name):
    context.document.apply("Method", set_settings(context.document.portfolio, method=name))
    settled(qtbot, context)


def enter(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_parameter_is_typed_ranked_by_and_undone(qtbot, page, analyzed):
    choose(qtbot, analyzed, "vikor")
    before = analyzed.document.portfolio
    field = page._parameters._fields["v"]
    assert field.text() == "0.5"
    enter(qtbot, field, "0.8")
    stack = analyzed.document.undo_stack
    assert analyzed.document.portfolio.settings.parameters["vikor"]["v"] == 0.8
    assert stack.undoText() == "Set v of VIKOR"
    settled(qtbot, analyzed)
    assert "VIKOR is used with v = 0.8." in page._notes.text()
    stack.undo()
    assert analyzed.document.portfolio == before
    settled(qtbot, analyzed)
    assert page._parameters._fields["v"].text() == "0.5"


def test_a_value_out_of_range_is_refused_in_a_sentence(qtbot, page, analyzed):
    choose(qtbot, analyzed, "waspas")
    before = analyzed.document.portfolio
    enter(qtbot, page._parameters._fields["lambda"], "3")
    assert analyzed.document.portfolio is before
    assert page._parameters._problem.text() == "Share of the sum: 3 is not between 0 and 1."
    assert page._parameters._fields["lambda"].text() == "0.5"
    choose(qtbot, analyzed, "codas")
    assert not page._parameters._problem.isVisible()


def test_an_emptied_field_goes_back_to_the_default(qtbot, page, analyzed):
    choose(qtbot, analyzed, "electre2")
    at_first = analyzed.document.portfolio
    field = page._parameters._fields["q0"]
    enter(qtbot, field, "0.9")
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert analyzed.document.portfolio == at_first
    assert field.text() == "0.65"


def test_a_preference_function_is_chosen_and_its_thresholds_typed(qtbot, page, analyzed):
    choose(qtbot, analyzed, "promethee2")
    fields = page._parameters._preferences
    assert not any(field.isVisible() for field in fields._fields.values())
    key, record = in_order(analyzed.document.portfolio.criteria)[1]
    fields._criterion.setCurrentIndex(1)
    fields._criterion.activated.emit(1)
    fields._shape.activated.emit(PREFERENCE_SHAPES.index("linear"))
    assert [name for name, field in fields._fields.items() if field.isVisible()] == ["q", "p"]
    enter(qtbot, fields._fields["p"], "20")
    enter(qtbot, fields._fields["q"], "5")
    stated = analyzed.document.portfolio.criteria[key].preference
    assert stated == Preference("linear", q=5.0, p=20.0)
    assert record.name in analyzed.document.undo_stack.undoText()
    settled(qtbot, analyzed)
    assert f"“{record.name}” by a line (q = 5, p = 20)" in page._notes.text()
    for _ in range(3):
        analyzed.document.undo_stack.undo()
    assert analyzed.document.portfolio.criteria[key].preference is None


def test_only_what_can_be_set_takes_room(qtbot, analyzed):
    part = MethodParameters(analyzed)
    qtbot.addWidget(part)
    for method in METHODS:
        part.show_method(method, analyzed.document.portfolio)
        assert part.isHidden() == (not method.parameters and not method.reads_preferences)
        assert list(part._fields) == [each.name for each in method.parameters]
        for each in method.parameters:
            assert part._fields[each.name].toolTip()


def test_the_tooltip_says_range_and_default():
    hint = hint_of(method_named("simus").parameters[0])
    assert hint.endswith("A whole number between 1 and 2; the default is 1.")
