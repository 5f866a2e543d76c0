"""The page about more and less: findings, the hand on the curve, and what becomes of the jobs."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QTabWidget

from portfolio.edit import set_capacity, set_notes, set_resource
from portfolio.errors import PortfolioError
from portfolio.insight import STUDIES, Study
from portfolio.model import FrozenMap
from tests.ui.conftest import small_portfolio
from tests.ui.pages.scenes import open_page, put
from ui.pages.frontier_search import StudySearch
from ui.theme import SPACE

LEFT = Qt.MouseButton.LeftButton
PATH = next(study for study in STUDIES if study.name == "path")


@pytest.fixture
def page(qtbot, analyzed):
    page = open_page(qtbot, analyzed, "frontier")
    drawn(qtbot, page)
    return page


def drawn(qtbot, page):
    qtbot.waitUntil(lambda: complete(page.studies.path), timeout=20_000)


def complete(search):
    found = search.finding
    return found is not None and found.final and not search.outdated and not search.searching


def turn(page, number):
    page.findChild(QTabWidget).setCurrentIndex(number)


def button(page, text):
    return next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())


def texts(page):
    tab = page._views[page._tabs.currentIndex()]
    words = tab._words
    return words.headline.text().replace("\u00a0", " "), words.detail.text()


def hover(widget, point):
    place, none = QPointF(point), Qt.MouseButton.NoButton
    over = QPointF(widget.mapToGlobal(point))
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        widget, QMouseEvent(QEvent.Type.MouseMove, place, over, none, none, keys)
    )


def walk(qtbot, page, *keys):
    for key in keys:
        qtbot.keyClick(page._value._curve, key)


def test_the_finding_prices_less_and_more(page):
    headline, detail = texts(page)
    assert headline.startswith("20 % less of “")
    assert "20 % more" in headline
    assert detail.startswith("Funding down the list by benefit per unit of “")
    assert page._value._value.text().startswith("$")
    assert "Today's plan." in page._value._lines.text()


def test_the_keys_walk_from_plan_to_plan_and_say_so(qtbot, page):
    plans = page.studies.path.finding.frontier.plans
    walk(qtbot, page, Qt.Key.Key_Home)
    assert page._value._chosen == 0
    first = page._value._title.text()
    walk(qtbot, page, Qt.Key.Key_Right)
    assert page._value._chosen == 1
    assert page._value._title.text() != first
    assert page._value._title.text() in page._value._curve.accessibleDescription()
    walk(qtbot, page, Qt.Key.Key_End, Qt.Key.Key_Right)
    assert page._value._chosen == len(plans) - 1
    walk(qtbot, page, Qt.Key.Key_Left)
    assert page._value._chosen == len(plans) - 2


class Drawn:
    """Remembers the texts that are painted and where, and paints nothing."""

    def __init__(self):
        self.texts = []

    def setPen(self, pen):
        pass

    def drawLine(self, start, end):
        pass

    def drawText(self, box, align, text):
        self.texts.append((box, align, text))


def test_the_first_amounts_of_an_axis_are_neither_cut_nor_on_the_scale(page):
    curve = page._value._curve
    paint, drawn = curve._paint(curve._shape), Drawn()
    paint._axes(drawn, ["0 of a long unit"] + ["9 of a long unit"] * 6)
    for box, align, text in drawn.texts:
        if text in ("0 %", "0 of a long unit"):
            assert align & Qt.AlignmentFlag.AlignLeft
            assert box.left() >= paint.area.left()
            assert box.left() >= paint.plot.left() - SPACE, "the scale ends there"


def test_the_hand_shows_a_plan_and_a_click_keeps_it(qtbot, page):
    curve = page._value._curve
    today = page._value._title.text()
    paint = curve._paint(curve._shape)
    spot = QPoint(round(paint.x(0.45)), round(paint.plot.center().y()))
    hover(curve, spot)
    assert page._value._title.text() != today
    assert page._value._title.text().split("(")[1].startswith("40 ")
    hover(curve, QPoint(1, 1))
    assert page._value._title.text() == today
    qtbot.mouseClick(curve, LEFT, pos=spot)
    assert page._value._chosen == 1


def test_a_capacity_is_tried_as_a_what_if_and_undone(qtbot, page, analyzed):
    document, key = analyzed.document, page._key()
    before = document.portfolio
    walk(qtbot, page, Qt.Key.Key_Home, Qt.Key.Key_Right)
    wanted = page.studies.path.finding.frontier.plans[1]
    button(page, "Try this capacity").setFocus()
    button(page, "Try this capacity").click()
    assert page._value._curve.hasFocus()
    assert document.tried == (key,)
    assert document.undo_stack.undoText().startswith("Set “")
    factor = sum(document.portfolio.resources[key].capacity.values()) / sum(
        before.resources[key].capacity.values()
    )
    assert factor >= wanted.share
    qtbot.waitUntil(lambda: not analyzed.analyst.working, timeout=20_000)
    assert set(analyzed.analyst.results.plan.chosen) == set(wanted.chosen)
    drawn(qtbot, page)
    assert "Today's plan." in page._value._lines.text()
    document.undo_stack.undo()
    assert document.portfolio == before


def test_a_capacity_becomes_a_scenario_once(qtbot, page, analyzed, messages):
    walk(qtbot, page, Qt.Key.Key_Home, Qt.Key.Key_Right)
    button(page, "Add as scenario").click()
    (scenario,) = analyzed.document.portfolio.scenarios.values()
    (change,) = scenario.changes
    assert (change.kind, change.target) == ("capacity_factor", page._key())
    assert 0 < change.amount < 1
    assert scenario.notes.startswith("$")
    assert analyzed.document.undo_stack.undoText() == f"Add the scenario {scenario.name}"
    button(page, "Add as scenario").click()
    assert len(analyzed.document.portfolio.scenarios) == 1
    assert "already" in messages.notices[-1]


def test_adding_a_scenario_keeps_the_curve(qtbot, page, analyzed):
    found = page.studies.path.finding
    walk(qtbot, page, Qt.Key.Key_Home, Qt.Key.Key_Right)
    button(page, "Add as scenario").click()
    qtbot.waitUntil(lambda: not analyzed.analyst.working, timeout=20_000)
    assert page.studies.path.finding is found
    assert not page.studies.path.outdated


def test_another_capacity_greys_the_curve_and_brings_a_new_one(qtbot, page, analyzed):
    old = page.studies.path.finding
    portfolio = analyzed.document.portfolio
    period = next(iter(portfolio.periods))
    edited = set_capacity(portfolio, page._key(), period, 80.0)
    analyzed.document.apply("Set a capacity", edited)
    assert page.studies.path.outdated
    assert page.studies.path.finding is old
    assert page._value._curve._pale
    assert not page._value._try.isEnabled()
    drawn(qtbot, page)
    assert page.studies.path.finding is not old
    assert not page._value._curve._pale
    analyzed.document.undo_stack.undo()
    qtbot.waitUntil(lambda: page.studies.path.finding is old, timeout=20_000)


def test_the_resource_is_chosen_and_remembered(qtbot, page, analyzed):
    other = next(n for n, key in enumerate(page._keys) if key != page._key())
    page._resource.setCurrentIndex(other)
    page._resource.activated.emit(other)
    assert page._value._curve._shape is None or not page._value._curve._pale
    drawn(qtbot, page)
    assert page.studies.path.finding.frontier.resource_id == page._keys[other]
    assert analyzed.settings.preferences.frontier_resource == page._keys[other]
    again = open_page(qtbot, analyzed, "frontier")
    assert again._key() == page._keys[other]


def test_the_stable_sequence_is_a_line_that_can_be_switched(qtbot, page):
    assert page._value._curve._shape.stable == ()
    page._value._stable.setChecked(True)
    qtbot.waitUntil(lambda: page._value._curve._shape.stable != (), timeout=20_000)
    page._value._stable.setChecked(False)
    assert page._value._curve._shape.stable == ()


def test_every_view_has_its_finding_and_its_table(qtbot, page, analyzed):
    turn(page, 1)
    assert texts(page)[0].startswith("As “")
    turn(page, 2)
    qtbot.waitUntil(lambda: complete(page.studies.squeeze), timeout=20_000)
    assert "one" in texts(page)[0].lower() or "more" in texts(page)[0].lower()
    grid = page._more._table.table.grid
    assert [row.value.resource for row in grid.rows][:1] == [
        next(iter(analyzed.document.portfolio.resources.values())).name
    ] or len(grid.rows) == len(page._keys)
    turn(page, 3)
    qtbot.waitUntil(lambda: complete(page.studies.rivals), timeout=20_000)
    assert texts(page)[0].startswith("Today's plan is the best in")
    assert set(page._rivals._core.table.grid.keys) == set(analyzed.document.portfolio.initiatives)


def test_more_and_competitors_are_pictures_that_can_be_taken_elsewhere(qtbot, page, analyzed):
    turn(page, 2)
    qtbot.waitUntil(lambda: complete(page.studies.squeeze), timeout=20_000)
    chart = page._more._picture._chart
    qtbot.waitUntil(lambda: chart.shown[1].squeeze is page.studies.squeezed)
    assert chart.shown[0].name == "squeeze"
    turn(page, 3)
    qtbot.waitUntil(lambda: complete(page.studies.rivals), timeout=20_000)
    places = page._rivals._places._chart
    qtbot.waitUntil(lambda: places.shown[1].competition is page.studies.competition)
    assert places.shown[0].name == "core_index"
    qtbot.waitUntil(lambda: places._picture._spots != ())
    page._rivals._places.spot_clicked.emit("i1")
    assert analyzed.selection.current == "i1"
    shown = page._rivals._views.isTabVisible(1)
    assert shown == bool(page.studies.competition.competitors)


def test_a_study_that_grows_while_it_is_drawn_shows_its_last_picture(qtbot, page):
    turn(page, 3)
    qtbot.waitUntil(lambda: complete(page.studies.rivals), timeout=20_000)
    picture = page._rivals._places
    qtbot.waitUntil(lambda: not picture._busy)
    chart, last = picture._chart.shown
    early, middle = (replace(last, outdated=old) for old in (True, False))
    picture.show_value(chart, early)
    picture.show_value(chart, replace(middle, competition=None))
    assert picture._chart.shown[1] is early
    qtbot.waitUntil(lambda: picture._chart.shown[1].competition is None)


def test_a_table_is_copied_with_titles_and_bare_numbers(qtbot, page):
    turn(page, 2)
    qtbot.waitUntil(lambda: complete(page.studies.squeeze), timeout=20_000)
    page._more._views.setCurrentIndex(1)
    button(page, "Copy table").click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:4] == ["Capacity", "When", "One more", "Buys ($M)"]
    assert len(lines) == 1 + len(page._more._table.table.grid.rows)
    assert "$" not in lines[1].split("\t")[3]


def test_the_curve_can_be_copied_and_saved(qtbot, page, messages, tmp_path):
    copy, png, svg = page._value.menu().actions()
    copy.trigger()
    qtbot.waitUntil(lambda: messages.notices[-1:] == ["Copied “Value against capacity”"])
    assert not QGuiApplication.clipboard().image().isNull()
    messages.answers.extend([tmp_path / "curve.png", tmp_path / "curve.svg"])
    for action, name, start in ((png, "curve.png", b"\x89PNG"), (svg, "curve.svg", b"<?xml")):
        action.trigger()
        qtbot.waitUntil(lambda name=name: messages.notices[-1:] == [f"Saved {name}"])
        assert (tmp_path / name).read_bytes().startswith(start)


def test_choosing_an_initiative_selects_it_everywhere(qtbot, page, analyzed):
    turn(page, 3)
    qtbot.waitUntil(lambda: complete(page.studies.rivals), timeout=20_000)
    page._rivals._core.selected.select("i1")
    page._rivals._core.selected.keys_selected.emit("i1", ("i1",))
    assert analyzed.selection.current == "i1"
    page._path._chart.spot_clicked.emit("i2")
    assert analyzed.selection.current == "i2"


def test_without_capacities_the_way_there_is_offered(qtbot, context, results_of):
    results = results_of("tutorial")
    bare = results.portfolio
    for key in bare.resources:
        bare = set_resource(bare, key, capacity=FrozenMap())
    put(context, replace(results, portfolio=bare))
    page = open_page(qtbot, context, "frontier")
    assert texts(page)[0] == "No capacity is stated yet."
    assert not page._value.isVisible()
    with qtbot.waitSignal(context.requests.page_requested) as asked:
        button(page, "Go to Capacity").click()
    assert asked.args == ["capacity"]


def test_many_initiatives_wait_for_the_button(qtbot, context, results_of):
    results = results_of("large")
    put(context, replace(results, provisional=False))
    page = open_page(qtbot, context, "frontier")
    assert not page.studies.path.searching
    assert texts(page)[0] == "With 1,200 initiatives this takes some minutes."
    assert not page._value.isVisible()
    button(page, "Draw the frontier").click()
    assert page.studies.path.searching
    button(page, "Stop").click()
    assert not page.studies.path.searching
    assert page.studies.path.stopped


class Steps:
    """A study that goes on only when it is let: each ``step`` is one finding."""

    def __init__(self, found):
        self.found = found
        self.runs = 0
        self.allowed = 0
        self._pause = threading.Event()

    def study(self):
        return replace(PATH, run=self.run)

    def run(self, _portfolio, question):
        self.runs += 1
        for number, finding in enumerate(self.found):
            while number >= self.allowed:
                question.tick(number / len(self.found), "waiting")
                self._pause.wait(0.002)
            yield finding


class Found:
    """A finding that knows only whether it is the last."""

    sentences = ("Found.",)

    def __init__(self, *, final):
        self.final = final


@pytest.fixture
def steps():
    return Steps([Found(final=False), Found(final=False), Found(final=True)])


@pytest.fixture
def search(analyzed, steps):
    search = StudySearch(analyzed, steps.study())
    search.show_results(analyzed.analyst.results, "r")
    yield search
    search.stop()


def test_findings_come_one_by_one(qtbot, search, steps):
    assert search.ready
    search.start()
    assert search.searching
    for number in (1, 2, 3):
        steps.allowed = number
        qtbot.waitUntil(lambda n=number: search.finding is steps.found[n - 1], timeout=5_000)
    qtbot.waitUntil(lambda: not search.searching, timeout=5_000)
    assert not search.ready


def test_a_stop_keeps_what_is_there_and_going_on_never_falls_back(qtbot, search, steps):
    steps.allowed = 2
    search.start()
    qtbot.waitUntil(lambda: search.finding is steps.found[1], timeout=5_000)
    search.stop()
    assert search.stopped
    assert search.finding is steps.found[1]
    seen = []
    search.finding_changed.connect(lambda: seen.append(search.finding))
    steps.allowed = 3
    search.start()
    qtbot.waitUntil(lambda: not search.searching, timeout=5_000)
    assert steps.runs == 2
    assert steps.found[0] not in seen
    assert search.finding is steps.found[2]


def test_a_late_finding_is_dropped_when_the_plan_has_changed(qtbot, search, steps, analyzed):
    steps.allowed = 1
    search.start()
    qtbot.waitUntil(lambda: search.finding is steps.found[0], timeout=5_000)
    job = search._job
    portfolio = analyzed.document.portfolio
    resource, period = next(iter(portfolio.resources)), next(iter(portfolio.periods))
    analyzed.analyst.results_changed.connect(search.follow)
    analyzed.document.apply("Less", set_capacity(portfolio, resource, period, 50.0))
    assert job.cancelled
    steps.allowed = 3
    assert search.outdated
    qtbot.waitUntil(lambda: not job.running, timeout=5_000)
    assert search.finding is steps.found[0]
    assert not search.searching


def test_notes_and_scenarios_do_not_stop_a_study(qtbot, search, steps, analyzed):
    search.start()
    job = search._job
    analyzed.analyst.results_changed.connect(
        lambda results: None if results.stale else search.follow(results, "r")
    )
    analyzed.document.apply("Note", set_notes(analyzed.document.portfolio, "Asked again"))
    qtbot.waitUntil(lambda: not analyzed.analyst.working, timeout=20_000)
    assert not job.cancelled
    steps.allowed = 3
    qtbot.waitUntil(lambda: search.finding is steps.found[2], timeout=5_000)


def test_the_window_can_stop_a_study_too(qtbot, search, steps):
    steps.allowed = 1
    search.start()
    qtbot.waitUntil(lambda: search.finding is steps.found[0], timeout=5_000)
    search._job.cancel()
    qtbot.waitUntil(lambda: not search.searching, timeout=5_000)
    assert search.stopped
    assert search.ready


def test_a_refusal_is_told_and_not_tried_again(qtbot, analyzed):
    def refuse(_portfolio, _question):
        raise PortfolioError("It has no capacity.", remedy="State it.")
        yield  # pragma: no cover - makes this a generator

    search = StudySearch(analyzed, Study("path", "Path", "?", True, refuse))
    search.show_results(analyzed.analyst.results, "r")
    search.start()
    qtbot.waitUntil(lambda: search.error is not None, timeout=5_000)
    assert not search.ready
    assert not search.searching


def test_a_cancelled_study_raises_nothing(qtbot, search, steps):
    search.start()
    job = search._job
    search.stop()
    qtbot.waitUntil(lambda: not job.running, timeout=5_000)
    assert search.finding is None


def test_one_initiative_is_enough(qtbot, context):
    context.document.replace(small_portfolio(("Only one",)), None)
    context.analyst.warm_up()
    page = open_page(qtbot, context, "frontier")
    drawn(qtbot, page)
    assert texts(page)[0].startswith("20 % less of “")
