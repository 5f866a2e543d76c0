"""Each way to find weights, from the answers in its form to the judgments that are handed out."""

import pytest

from portfolio.errors import PortfolioError
from portfolio.ranking.elicited import BestWorst, Elicited, Order, Pairs, ReadOff
from ui.dialogs.weighing_forms import BestWorstForm, OrderForm, PairsForm
from ui.dialogs.weights_dialog import WeightsDialog

NAMES = {"a": "Fit", "b": "<b>Trust</b>", "c": "Reach"}
SHARES = {"a": 0.2, "b": 0.5, "c": 0.3}


def made(form, qtbot):
    built = form(NAMES, SHARES)
    qtbot.addWidget(built)
    return built


@pytest.fixture
def dialog(qtbot, context):
    dialog = WeightsDialog(NAMES, SHARES, context.theme)
    qtbot.addWidget(dialog)
    return dialog


def test_the_order_starts_as_the_weights_are_and_is_changed_by_place(qtbot):
    form = made(OrderForm, qtbot)
    assert form.judgments() == Order({"a": 3, "b": 1, "c": 2})
    with qtbot.waitSignal(form.changed):
        form._places["a"].setValue(1)
    assert form.judgments() == Order({"a": 1, "b": 1, "c": 2})


def test_pairs_start_equal_and_hold_each_pair_once(qtbot):
    form = made(PairsForm, qtbot)
    assert form.judgments() == Pairs({("a", "b"): 1.0, ("a", "c"): 1.0, ("b", "c"): 1.0})
    box = form._times["a", "c"]
    with qtbot.waitSignal(form.changed):
        box.setCurrentIndex(box.findText("is 3 times as important as"))
    assert form.judgments().times["a", "c"] == 3.0
    box.setCurrentIndex(box.findText("is 1/3 as important as"))
    assert form.judgments().times["a", "c"] == pytest.approx(1 / 3)


def test_the_best_is_itself_once_and_stands_against_the_worst_in_one_place(qtbot):
    form = made(BestWorstForm, qtbot)
    assert (form._best.currentData(), form._worst.currentData()) == ("b", "a")
    form._above["a"].setValue(8)
    form._above["c"].setValue(2)
    form._below["c"].setValue(5)
    assert form.judgments() == BestWorst(
        {"a": 8.0, "b": 1.0, "c": 2.0}, {"a": 1.0, "b": 8.0, "c": 5.0}
    )
    fixed = [form._above["b"], form._below["a"], form._below["b"]]
    assert not any(box.isEnabled() for box in fixed)


@pytest.mark.parametrize("changed", ["_best", "_worst"])
def test_best_and_worst_change_places_rather_than_be_one(qtbot, changed):
    form = made(BestWorstForm, qtbot)
    box = getattr(form, changed)
    with qtbot.waitSignal(form.changed):
        box.setCurrentIndex(box.findData("a" if changed == "_best" else "b"))
    assert (form._best.currentData(), form._worst.currentData()) == ("a", "b")


@pytest.mark.parametrize(("way", "kind"), [*enumerate((Order, Pairs, BestWorst, ReadOff, ReadOff))])
def test_each_way_hands_out_its_judgments(dialog, qtbot, way, kind):
    dialog._way.setCurrentIndex(way)
    with qtbot.waitSignal(dialog.judged) as judged:
        dialog._way.activated.emit(way)
    assert isinstance(judged.args[0], kind)
    if kind is ReadOff:
        assert judged.args[0].way == ("entropy", "critic")[way - 3]
    assert dialog._hint.text()


def test_weights_are_used_only_once_they_are_known_and_wanted(dialog, qtbot):
    dialog.judge()
    assert not dialog._use.isEnabled()
    dialog._use.click()
    found = Elicited({"a": 0.6, "b": 0.3, "c": 0.1}, "They agree.")
    dialog.show_weights(found)
    assert dialog._remark.text() == "They agree."
    assert dialog._bars._rows[0].words == "20 % → 60 %"
    with qtbot.waitSignal(dialog.weights_chosen) as chosen:
        dialog._use.click()
    assert chosen.args == ["Set weights from an order of importance", found]


def test_why_no_weights_follow_is_said_in_its_place(dialog):
    dialog.judge()
    dialog.show_error(PortfolioError("No gap may be left.", remedy="Rate."))
    assert dialog._remark.text() == "No gap may be left. Rate."
    assert not dialog._use.isEnabled()
