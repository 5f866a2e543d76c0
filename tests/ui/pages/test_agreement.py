from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListWidget, QPushButton

from portfolio.charts.agreement_view import key_of
from portfolio.edit import add_rater, rate
from portfolio.files import load
from portfolio.model import Ballot, FrozenMap, Invitation, Rating
from tests.ui.conftest import idle
from tests.ui.pages.scenes import SAMPLES, open_page
from ui.actions import ACTIONS
from ui.pages.agreement_again import RateAgain
from ui.pages.agreement_cells import CellList
from ui.pages.agreement_raters import RaterTable
from ui.pages.agreement_sealed import SealedNotice
from ui.pages.joining_picker import JoiningPicker
from ui.widgets.chart_picture import ChartPicture

_DISCUSS, _MAP, _ONE, _RATERS = range(4)


def lab():
    return load(SAMPLES / "northlight_ai_lab.portfolio").portfolio


@pytest.fixture
def page_of(qtbot, context):
    def page_of(portfolio):
        context.document.replace(portfolio, None)
        context.analyst.warm_up()
        page = open_page(qtbot, context, "agreement")
        settle(qtbot, context, portfolio)
        return page

    return page_of


def settle(qtbot, context, portfolio=None):
    def done():
        results = context.analyst.results
        current = portfolio is None or results is None or results.portfolio == portfolio
        return results is not None and current and not context.analyst.working

    qtbot.waitUntil(done, timeout=30_000)
    qtbot.waitUntil(lambda: not context.jobs.running, timeout=30_000)


def rows_of(page):
    listed = page.findChild(CellList).findChild(QListWidget)
    return [listed.item(row).text() for row in range(listed.count())]


def said(page):
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def button(page, text):
    found = [each for each in page.findChildren(QPushButton) if each.text() == text]
    return next(each for each in found if each.isVisible())


def test_the_answer_and_the_cells_are_shown(page_of):
    page = page_of(lab())
    assert "Strong agreement: 6 raters put 16 initiatives in much the same order" in said(page)
    assert "W" not in page._words.headline.text().split()
    assert "Lucia Ferrante differs most" not in said(page)
    button(page, "How is this found?").click()
    assert "Kendall’s W, here 0.85, is 1 where all have the same order" in said(page)
    assert "Lucia Ferrante differs most" in said(page)
    assert "The ranking takes the mean of the raters" in said(page)
    rows = rows_of(page)
    assert len(rows) == 6
    assert "If Adaeze Okafor is right (15 points), it ranks 16 instead of 14" in rows[0]
    assert "“Vivid: social AI video app” on “Goal fit”: 6 raters from 15 to 100" in said(page)


def test_every_rater_can_be_scrolled_to(qtbot, page_of, context):
    portfolio = lab()
    for number in range(14):
        portfolio = add_rater(portfolio, f"more{number}", f"Rater {number}")
        for initiative in portfolio.initiatives:
            for criterion in portfolio.criteria:
                given = Rating(float(7 * number))
                portfolio = rate(portfolio, f"more{number}", initiative, criterion, given)
    page = page_of(portfolio)
    page.resize(900, 600)
    picture = page._discuss._picture

    def all_there():
        """The picture is drawn again when its place has its size, a moment later."""
        spots = picture.findChild(ChartPicture)._spots
        return {spot.key for spot in spots} == set(portfolio.ratings)

    qtbot.waitUntil(all_there, timeout=30_000)
    settle(qtbot, context)
    view = page._discuss._scroll.viewport()
    assert picture.height() > view.height()
    assert page._discuss._scroll.verticalScrollBar().maximum() == picture.height() - view.height()


def test_next_and_previous_go_from_cell_to_cell(qtbot, page_of, context):
    page = page_of(lab())
    cells = page.findChild(CellList)
    assert not button(page, "&Previous").isEnabled()
    button(page, "&Next").click()
    button(page, "&Next").click()
    listed = cells.findChild(QListWidget)
    assert listed.currentRow() == 2
    assert context.selection.current == cells.chosen[0]
    qtbot.keyClick(listed, Qt.Key.Key_Up)
    assert listed.currentRow() == 1
    cells.step(99)
    assert not button(page, "&Next").isEnabled()


def test_names_are_hidden_everywhere(page_of, context):
    page = page_of(lab())
    page.findChild(QCheckBox).setChecked(True)
    names = [record.name for record in lab().raters.values()]
    for view in (_DISCUSS, _ONE, _RATERS):
        page._views.setCurrentIndex(view)
        texts = [said(page), *rows_of(page)]
        texts += [row.value.name for row in page.findChild(RaterTable).table.grid.rows]
        rater = page.findChild(RateAgain)._rater
        texts += [rater.itemText(row) for row in range(rater.count())]
        assert not any(name in text for text in texts for name in names)


def test_rating_again_is_one_step_and_keeps_what_was_said(qtbot, page_of, context):
    page = page_of(lab())
    form, cell = page.findChild(RateAgain), page.findChild(CellList).chosen
    first = next(iter(form._keys))
    before = context.document.portfolio.ratings[first][cell[0]][cell[1]]
    value, comment = (
        next(e for e in form.findChildren(QLineEdit) if e.accessibleName() == name)
        for name in ("New rating", "Comment")
    )
    value.setText("35")
    comment.setText("After the demo")
    button(page, "Rate again").click()
    after = context.document.portfolio.ratings[first][cell[0]][cell[1]]
    assert (after.value, after.comment, after.earlier[-1].value) == (
        35.0,
        "After the demo",
        before.value,
    )
    assert context.document.undo_stack.undoText().startswith("Rate “Vivid")
    settle(qtbot, context, context.document.portfolio)
    assert "Was 100 on" in said(page)
    context.document.undo_stack.undo()
    assert context.document.portfolio.ratings[first][cell[0]][cell[1]] == before
    settle(qtbot, context, context.document.portfolio)


def test_a_cell_that_is_rated_again_stays_until_next(qtbot, page_of, context):
    page = page_of(lab())
    cells, form = page.findChild(CellList), page.findChild(RateAgain)
    cell = cells.chosen
    for rater in ("u_okafor", "u_menon", "u_haddad"):
        form.choose(rater)
        form._value.setText("100")
        button(page, "Rate again").click()
        settle(qtbot, context, context.document.portfolio)
        assert cells.chosen == cell
    rows = rows_of(page)
    assert "settled ✓" in rows[0]
    assert "Noor Haddad 45 → 100; spread" in rows[0]
    assert "spread stays 0; rank 12 → 11." in rows[0]
    button(page, "&Next").click()
    assert cells.chosen != cell
    assert not any("settled" in row for row in rows_of(page))


@pytest.mark.parametrize("typed", ["", "many"])
def test_what_is_no_number_is_refused_at_the_field(page_of, context, typed):
    page = page_of(lab())
    before = context.document.portfolio
    form = page.findChild(RateAgain)
    form._value.setText(typed)
    button(page, "Rate again").click()
    assert context.document.portfolio is before
    assert form._value.accessibleDescription()


def test_a_weight_is_changed_in_the_table(qtbot, page_of, context, messages):
    page = page_of(lab())
    page._views.setCurrentIndex(_RATERS)
    table = page.findChild(RaterTable)
    names = [row.value.name for row in table.table.grid.rows]
    assert names[0] == "Tomasz Wrona"
    column = next(n for n, each in enumerate(table.table.grid.columns) if each.id == "weight")
    table.table.setData(table.table.index(0, column), "2", Qt.ItemDataRole.EditRole)
    assert context.document.portfolio.raters["u_wrona"].weight == 2.0
    kept = context.document.portfolio
    table.table.setData(table.table.index(1, column), "-1", Qt.ItemDataRole.EditRole)
    assert context.document.portfolio is kept
    settle(qtbot, context, kept)
    button(page, "How is this found?").click()
    assert "each by their weight" in said(page)


def test_models_are_sound(qtmodeltester, page_of):
    page = page_of(lab())
    page._views.setCurrentIndex(_RATERS)
    qtmodeltester.check(page.findChild(RaterTable).table)


def test_how_raters_are_joined_is_chosen_and_undone(qtbot, page_of, context):
    page = page_of(lab())
    joining = page.findChild(JoiningPicker)
    joining.setCurrentIndex(1)
    joining.activated.emit(1)
    assert context.document.portfolio.settings.aggregation == "median"
    settle(qtbot, context, context.document.portfolio)
    button(page, "How is this found?").click()
    assert "The ranking takes the median of the raters" in said(page)


def test_a_cell_of_the_map_opens_its_ratings(qtbot, page_of, context):
    page = page_of(lab())
    page._views.setCurrentIndex(_MAP)
    idle(qtbot, context)
    page._map.spot_clicked.emit("0,1")
    assert page._views.currentIndex() == _DISCUSS
    opinions = page._run.agreement.opinions
    assert page._chosen == (opinions.initiative_ids[0], opinions.criterion_ids[1])
    assert page.findChild(CellList).chosen is None
    idle(qtbot, context)


def nobody():
    return replace(lab(), raters=FrozenMap(), ratings=FrozenMap())


def one_rater():
    return replace(lab(), ratings=FrozenMap({"u_wrona": lab().ratings["u_wrona"]}))


@pytest.mark.parametrize(
    ("portfolio", "words"),
    [
        (nobody, "Nobody rates yet."),
        (lambda: replace(lab(), ratings=FrozenMap()), "Nothing is rated yet."),
        (one_rater, "One rater has nobody to differ from."),
    ],
    ids=["no raters", "no ratings", "one rater"],
)
def test_with_nothing_to_compare_it_says_what_to_do(qtbot, page_of, context, portfolio, words):
    page = page_of(portfolio())
    assert words in said(page)
    with qtbot.waitSignal(context.requests.page_requested) as asked:
        button(page, "Rate on the Initiatives page").click()
    assert asked.args == ["initiatives"]
    with qtbot.waitSignal(context.requests.action_requested) as asked:
        button(page, "Ask for ballots…").click()
    assert asked.args == ["ballot.ask"]


def test_weights_that_cannot_be_used_are_told(page_of):
    broken = lab()
    first = next(iter(broken.criteria))
    wrong = replace(broken.criteria[first], weight=-1.0)
    page = page_of(replace(broken, criteria=broken.criteria.with_(first, wrong)))
    assert "The weight is negative." in said(page)


def test_sealed_ballots_are_counted_and_nothing_of_them_is_shown(qtbot, page_of, context):
    now = datetime(2026, 11, 20, tzinfo=UTC)
    secret = Rating(1.0, comment="Do not tell")
    cell = {"vivid": FrozenMap({"fit": secret})}
    portfolio = add_rater(lab(), "u_new", "Zoe Quint")
    portfolio = replace(
        portfolio,
        invitations=FrozenMap({"u_new": Invitation(now), "u_wrona": Invitation(now)}),
        ballots=FrozenMap({"u_new": Ballot(now, now, FrozenMap(cell))}),
    )
    page = page_of(portfolio)
    assert page.findChild(SealedNotice).isVisible()
    assert "1 of 2 ballots came back. Missing: “Tomasz Wrona”." in said(page)
    assert "Do not tell" not in said(page)
    with qtbot.waitSignal(context.requests.action_requested) as asked:
        button(page, "Reveal the ballots…").click()
    assert asked.args == ["ballot.reveal"]


def test_a_new_rating_elsewhere_is_followed(qtbot, page_of, context):
    page = page_of(lab())
    cell = page.findChild(CellList).chosen
    portfolio = context.document.portfolio
    for rater in portfolio.ratings:
        portfolio = rate(portfolio, rater, *cell, Rating(50.0))
    context.document.apply("All agree", portfolio)
    settle(qtbot, context, portfolio)
    assert len(rows_of(page)) == 5
    assert page.findChild(CellList).chosen != cell


def test_what_is_worth_discussing_is_set_in_points(qtbot, page_of, context):
    page = page_of(lab())
    page.findChild(CellList).limit_entered.emit(50.0)
    assert context.document.portfolio.settings.discuss_from == 50.0
    settle(qtbot, context, context.document.portfolio)
    assert len(rows_of(page)) == 2
    page.findChild(CellList).limit_entered.emit(100.0)
    settle(qtbot, context, context.document.portfolio)
    assert rows_of(page) == []
    assert "Nowhere does the middle half of the ratings span more than 100 points." in said(page)


def test_a_dot_chooses_its_rater(page_of):
    page = page_of(lab())
    form = page.findChild(RateAgain)
    page._discuss._picture.spot_clicked.emit("u_ferrante")
    assert form._key == "u_ferrante"
    assert form._value.text() == "100"
    assert form._comment.text().startswith("It IS the brand.")


def test_the_actions_of_the_buttons_exist():
    assert {"ballot.ask", "ballot.show", "ballot.reveal"} <= {action.id for action in ACTIONS}


def test_all_criteria_of_one_initiative_are_shown(qtbot, page_of, context):
    page = page_of(lab())
    page._views.setCurrentIndex(_ONE)
    idle(qtbot, context)
    assert "“Vivid: social AI video app”: raters differ most on “Goal fit”" in said(page)
    page._one.spot_clicked.emit(key_of(0, 2))
    assert page._views.currentIndex() == _DISCUSS
    idle(qtbot, context)
