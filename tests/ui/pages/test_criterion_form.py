"""The form of one criterion."""

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
