"""The form of one criterion."""

from dataclasses import replace

from portfolio.lessons.feed import FEED
from ui.pages.criterion_form import CriterionForm


def test_the_fields_of_a_criterion_go_below_each_other_before_they_are_cut(qtbot, analyzed):
    form = CriterionForm(analyzed)
    qtbot.addWidget(form)
    portfolio = analyzed.document.portfolio
    form.show_criterion(next(iter(portfolio.criteria)), portfolio)
    letter = form.fontMetrics().averageCharWidth()
    form.resize(90 * letter, 500)
    with qtbot.waitExposed(form):
        form.show()
    name, direction = form._fields["name"], form._direction
    assert name.y() == direction.y()
    form.resize(45 * letter, 500)
    qtbot.waitUntil(lambda: name.geometry().bottom() < direction.y())
    assert name.width() > 25 * letter
    assert name.toolTip()


def test_a_check_can_score_a_criterion_on_the_scale_that_it_begins_with(qtbot, analyzed):
    form = CriterionForm(analyzed)
    qtbot.addWidget(form)
    document = analyzed.document
    key = next(iter(document.portfolio.criteria))
    form.show_criterion(key, document.portfolio)
    before = document.portfolio.criteria[key]
    assert form._scorer.currentText() == "Ratings by people"
    form._scorer.activated.emit(1)
    fed = document.portfolio.criteria[key]
    assert (fed.check, fed.unit, fed.anchors) == ("1a", "%", FEED["1a"].anchors)
    assert "check 1a: unit margin" in document.undo_stack.undoText()
    form.show_criterion(key, document.portfolio)
    assert form._scorer.currentText() == "Check 1a: Unit margin"
    form._scorer.activated.emit(0)
    assert document.portfolio.criteria[key] == replace(fed, check="")
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.portfolio.criteria[key] == before
