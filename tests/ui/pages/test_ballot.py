"""A rater at a ballot paper: by key, by mouse, and what is shown of it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView, QPushButton, QWidget

from portfolio.analysis import analyze
from portfolio.edit import set_criterion, set_initiative
from portfolio.edit.ballots_marking import asked_cells, hand_in, mark, own_row, standing_of
from portfolio.files import dumps, loads
from portfolio.model import Anchor, FrozenMap
from portfolio.report.ballot_view import Entry
from tests.portfolio.ballots import NOW
from tests.ui.conftest import small_portfolio
from tests.ui.pages.ballots import first_two, open_paper, paper_of
from tests.ui.pages.scenes import NASTY, publish, sample
from tests.ui.pages.test_contract import cut_texts, seen
from ui.pages.ballot import WEIGHTS, BallotPage
from ui.pages.ballot_list import EntryModel
from ui.pages.ballot_scale import AnchorRow, Scale
from ui.widgets.amount_field import AmountField
from ui.widgets.drag_slider import DragSlider

KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Delete,
)
ANCHORS = (Anchor(0.0, 0.0, "None"), Anchor(50.0, 50.0, "Some"), Anchor(100.0, 100.0, "All"))


def worded(portfolio=None):
    portfolio = portfolio or small_portfolio()
    for key in portfolio.criteria:
        portfolio = set_criterion(portfolio, key, anchors=ANCHORS)
    return portfolio


@pytest.fixture
def paper():
    return paper_of(worded())


@pytest.fixture
def page(qtbot, context, paper):
    page = open_paper(qtbot, context, paper)
    scale(page).setFocus()
    return page


def scale(page):
    return page.findChild(Scale)


def press(page, *keys):
    for key in keys:
        QTest.keyClick(scale(page), key)


def settle(qtbot):
    """Let what was put off until the parts have their places be done."""
    for _ in range(3):
        done = []
        QTimer.singleShot(0, lambda done=done: done.append(True))
        qtbot.waitUntil(lambda done=done: bool(done))


def row(context, initiative):
    return own_row(context.document.portfolio, initiative)


def test_number_keys_rate_and_arrows_move_the_rating(page, context, paper):
    (one, _), (fit, _) = first_two(paper)
    press(page, Qt.Key.Key_2)
    assert row(context, one)[fit].value == 50.0
    press(page, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert row(context, one)[fit].value == 55.0
    context.document.undo_stack.undo()
    assert row(context, one)[fit].value == 50.0
    press(page, Qt.Key.Key_9)
    assert row(context, one)[fit].value == 50.0, "there is no ninth anchor"
    press(page, Qt.Key.Key_H)
    assert row(context, one)[fit].confidence == "high"
    press(page, Qt.Key.Key_H, Qt.Key.Key_L)
    assert row(context, one)[fit].confidence == "low"


def test_what_cannot_be_judged_is_left_out_and_can_be_opened_again(page, context, paper):
    (one, _), (fit, _) = first_two(paper)
    press(page, Qt.Key.Key_1, Qt.Key.Key_X)
    assert fit not in row(context, one)
    assert standing_of(context.document.portfolio).left_out == 1
    press(page, Qt.Key.Key_Delete)
    assert context.document.portfolio == paper
    press(page, Qt.Key.Key_L)
    assert context.document.portfolio == paper, "nothing is rated, so nobody is sure of it"


def test_enter_goes_to_what_is_open_and_arrows_to_the_next_criterion(page, context, paper):
    initiatives, criteria = first_two(paper)
    press(page, Qt.Key.Key_3, Qt.Key.Key_Return, Qt.Key.Key_1)
    assert [row(context, initiatives[0])[key].value for key in criteria] == [100.0, 0.0]
    press(page, Qt.Key.Key_Up, Qt.Key.Key_2)
    assert row(context, initiatives[0])[criteria[0]].value == 50.0
    for _ in paper.criteria:
        press(page, Qt.Key.Key_Down)
    assert context.selection.current == initiatives[1], "below the last criterion comes the next"


def test_a_rater_goes_on_where_something_is_open(qtbot, context, paper):
    cells = list(asked_cells(paper, paper.paper.asked))
    begun = whole = paper
    for number, place in enumerate(cells):
        whole = mark(whole, *place, 50.0, at=NOW)
        begun = whole if number == len(paper.criteria) else begun
    assert open_paper(qtbot, context, begun)._place == cells[len(paper.criteria) + 1]
    assert open_paper(qtbot, context, whole)._place == cells[0]


def test_a_scale_that_is_too_high_is_shown_from_its_beginning(qtbot, context):
    page = open_paper(qtbot, context, nasty(), (900, 560))
    for _ in range(2):
        settle(qtbot)
        view = page._card._scroll.viewport()
        assert scale(page).height() > view.height()
        assert scale(page).mapTo(view, scale(page).rect().topLeft()).y() == 0
        press(page, Qt.Key.Key_1)


def test_the_name_of_the_initiative_stays_on_the_screen(qtbot, context):
    portfolio = sample("northlight_ai_lab")
    rater = next(iter(portfolio.raters))
    page = open_paper(qtbot, context, paper_of(portfolio, rater=rater), (900, 560))
    settle(qtbot)
    page._card._scroll.verticalScrollBar().setValue(0)
    assert page._card._where.text() == "1 of 16"
    for _ in range(7):
        press(page, Qt.Key.Key_Down)
        settle(qtbot)
    assert page._card._where.text() == "1 of 16 · Flagship-Next pretraining"


def test_enter_hands_in_once_everything_is_said(qtbot, context):
    page = open_paper(qtbot, context, paper_of(worded(), ""))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    portfolio = context.document.portfolio
    for _ in range(len(portfolio.initiatives) * len(portfolio.criteria)):
        press(page, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert page._hand_in.hasFocus()
    asked = []
    context.requests.action_requested.connect(asked.append)
    QTest.keyClick(page._hand_in, Qt.Key.Key_Return)
    assert asked == ["ballot.hand_in"]


def test_the_keyboard_is_on_the_scale_when_a_paper_is_opened(qtbot, context, paper):
    context.document.replace(paper, None)
    page = BallotPage(context)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    settle(qtbot)
    publish(context, analyze(paper))
    page.activateWindow()
    qtbot.waitUntil(lambda: scale(page) is not None and scale(page).hasFocus())


def test_enter_passes_over_what_is_left_for_later_and_comes_back_to_it(page, context, paper):
    (one, _), criteria = first_two(paper)
    press(page, Qt.Key.Key_Return)
    assert page._place == (one, criteria[1]), "nothing was said, and nothing is held up by that"
    cells = len(paper.initiatives) * len(paper.criteria) - 1
    for _ in range(cells):
        press(page, Qt.Key.Key_2, Qt.Key.Key_Return)
    assert page._place == (one, criteria[0]), "what was passed over is the last that is open"
    assert standing_of(context.document.portfolio).open == 1


def test_two_keys_a_cell_are_enough_for_a_whole_paper(page, context, paper):
    cells = len(paper.initiatives) * len(paper.criteria)
    for _ in range(cells):
        press(page, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert standing_of(context.document.portfolio).open == 0
    assert page._key == WEIGHTS


@pytest.mark.parametrize("scale_of_type", [1.0, 1.5])
def test_the_anchors_are_on_the_screen_wherever_the_rater_goes(qtbot, context, scale_of_type):
    context.theme.apply("light", scale_of_type)
    portfolio = sample("northlight_ai_lab")
    rater = next(iter(portfolio.raters))
    page = open_paper(qtbot, context, paper_of(portfolio, rater=rater), (900, 480))
    view = page._card._scroll.viewport()

    both = []

    def anchors_shown():
        shown, head = scale(page), page._card._heads[page._criterion]
        named = head.mapTo(view, head.rect().topLeft()).y()
        top = shown.mapTo(view, shown.rect().topLeft()).y()
        end = top + shown.height()
        if end - named <= view.height():
            both.append(page._place)
            top = named
        return top >= 0 and end <= view.height()

    for _ in range(12):
        settle(qtbot)
        assert anchors_shown()
        press(page, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert both, "there was room for the name of the criterion as well"
    context.theme.apply("light", 1.0)


def test_enter_behind_a_comment_goes_on_as_well(page, context, paper, qtbot):
    (one, _), (fit, trust) = first_two(paper)
    press(page, Qt.Key.Key_2)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    comment = page._card.editor._comment
    comment.setFocus()
    qtbot.keyClicks(comment, "A guess")
    qtbot.keyClick(comment, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._place == (one, trust))
    assert row(context, one)[fit].comment == "A guess"
    assert scale(page).hasFocus()
    press(page, Qt.Key.Key_1)
    assert row(context, one)[trust].comment == ""


def test_page_keys_turn_the_pages_from_wherever_the_keyboard_is(page, context, paper, qtbot):
    (one, two), (fit, _) = first_two(paper)
    press(page, Qt.Key.Key_2)
    comment = next(f for f in seen(page, QLineEdit) if f.accessibleName() == "Comment")
    page.activateWindow()
    comment.setFocus()
    qtbot.keyClicks(comment, "A guess")
    qtbot.keyClick(comment, Qt.Key.Key_PageDown)
    assert context.selection.current == two
    assert row(context, one)[fit].comment == "A guess", "it stays with what it was typed about"
    assert not row(context, two)
    press(page, Qt.Key.Key_PageUp)
    assert context.selection.current == one


def test_the_mouse_does_what_the_keys_do(page, context, paper, qtbot):
    (one, _), (fit, _) = first_two(paper)
    QTest.mouseClick(seen(page, AnchorRow)[2], Qt.MouseButton.LeftButton)
    assert row(context, one)[fit].value == 100.0
    slider = seen(page, DragSlider)[0]
    assert slider.property("stated") == "true"
    slider.setValue(37)
    slider.setValue(38)
    assert row(context, one)[fit].value == 38.0
    context.document.undo_stack.undo()
    assert row(context, one)[fit].value == 100.0, "a movement is one step"
    field = seen(page, AmountField)[0]
    field.setText("140")
    field.setModified(True)
    field.editingFinished.emit()
    assert row(context, one)[fit].value == 100.0, "nothing lies beyond the scale"


def test_the_list_jumps_and_says_what_is_open(page, context, paper):
    entries = page.findChild(QListView)
    assert entries.model().rowCount() == len(paper.initiatives) + 1
    entries.setCurrentIndex(entries.model().index(1))
    (_, two), _ = first_two(paper)
    assert context.selection.current == two
    for _ in paper.criteria:
        press(page, Qt.Key.Key_1, Qt.Key.Key_Return)
    shown = entries.model().index(1).data()
    assert shown.startswith("✓")
    assert entries.model().index(0).data().startswith("○")


def test_weights_are_asked_for_at_the_end(page, context, paper):
    page.findChild(QListView).setCurrentIndex(
        page.findChild(QListView).model().index(len(paper.initiatives))
    )
    sliders = [s for s in seen(page, DragSlider) if s.accessibleName().startswith("Weight of")]
    assert len(sliders) == len(paper.criteria)
    sliders[0].setValue(1000)
    rater = context.document.portfolio.raters["u0"]
    assert rater.weighing == "swing"
    assert max(rater.weights.values()) == 100.0


@pytest.mark.parametrize("weighing", ["rank order", "pairwise"])
def test_other_ways_of_weighing_take_what_is_shown(qtbot, context, weighing):
    page = open_paper(qtbot, context, paper_of(worded(), weighing))
    page._go(WEIGHTS)
    take = next(b for b in seen(page, QPushButton) if b.text() == "These are my weights")
    take.click()
    weights = context.document.portfolio.raters["u0"].weights
    assert sum(weights.values()) == pytest.approx(1.0)
    assert max(weights.values()) == pytest.approx(min(weights.values()))


def test_a_paper_that_is_handed_in_is_closed_until_it_is_opened_again(qtbot, context, paper):
    page = open_paper(qtbot, context, hand_in(paper, NOW))
    assert not scale(page).isEnabled()
    assert "Open it again" in [button.text() for button in seen(page, QPushButton)]
    assert "Save it and send it back." in page._words.text()


def test_what_is_saved_is_said_to_be_saved_and_under_which_name(qtbot, context, paper, tmp_path):
    page = open_paper(qtbot, context, hand_in(paper, NOW))
    document = context.document
    document.mark_saved(document.portfolio, tmp_path / "Ballot of Ada.portfolio")
    assert page._words.text().endswith(
        f"It is saved in the folder “{tmp_path.name}”: send “Ballot of Ada.portfolio” back."
    )
    document.apply("Edit", hand_in(paper, NOW + timedelta(days=1)))
    assert page._words.text().endswith("Save it and send it back.")


def nasty():
    portfolio = worded(sample("tutorial_8"))
    first, criterion = next(iter(portfolio.initiatives)), next(iter(portfolio.criteria))
    anchors = tuple(replace(anchor, text=NASTY) for anchor in ANCHORS)
    portfolio = set_initiative(portfolio, first, name=NASTY, goal=NASTY, owner=NASTY)
    portfolio = set_criterion(portfolio, criterion, name=NASTY, anchors=anchors, unit="<b>u</b>")
    rater = next(iter(portfolio.raters))
    return paper_of(portfolio, rater=rater)


@pytest.mark.parametrize("look", [("light", 1.0), ("dark", 1.5)])
@pytest.mark.parametrize("make", [nasty, lambda: paper_of(worded())], ids=["markup", "small"])
def test_nothing_is_cut_off_named_by_nobody_or_read_as_markup(qtbot, context, make, look):
    context.theme.apply(*look)
    page = open_paper(qtbot, context, make())
    texts = [*seen(page, QLabel), *seen(page, QPushButton)]
    # The name of the initiative may be one word of 300 letters.
    qtbot.waitUntil(lambda: page.grab().width() > 0 and not cut_texts(texts), timeout=2_000)
    for label in seen(page, QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or "<" not in label.text()
    for widget in seen(page, QWidget):
        assert "<img" not in widget.toolTip()
        named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert named, type(widget).__name__
    context.theme.apply("light", 1.0)


def test_a_paper_without_anything_to_rate_shows_itself(qtbot, context, paper):
    bare = replace(
        paper,
        initiatives=FrozenMap(),
        paper=replace(paper.paper, asked=replace(paper.paper.asked, weighing="")),
    )
    page = open_paper(qtbot, context, bare)
    assert page.grab().width() == page.width()


def test_the_list_is_a_sound_model(qtmodeltester):
    model = EntryModel()
    model.show_entries([Entry("a", "A", 2), Entry("b", "<b>B</b>", 0)])
    qtmodeltester.check(model)
    model.show_entries([Entry("a", "A", 0), Entry("b", "<b>B</b>", 0)])
    assert model.index(0).data() == "✓  A"


def test_a_key_that_comes_late_finds_nothing_to_rate(page, context, paper):
    page._go(WEIGHTS)
    press(page, Qt.Key.Key_1, Qt.Key.Key_X, Qt.Key.Key_L)
    assert context.document.portfolio == paper


@pytest.mark.parametrize("seed", range(3))
def test_keys_at_random_leave_a_paper_that_can_be_stored_and_undone(page, context, paper, seed):
    draw = random.Random(seed)
    keys = [Qt.Key(key) for key in (*b"129XLMH", Qt.Key.Key_Left, Qt.Key.Key_Right, *KEYS)]
    stack = context.document.undo_stack
    for _ in range(300):
        if draw.random() < 0.1:
            draw.choice([stack.undo, stack.redo])()
        else:
            press(page, draw.choice(keys))
    changed = context.document.portfolio
    assert loads(dumps(changed)) == changed
    while stack.canUndo():
        stack.undo()
    assert context.document.portfolio == paper
