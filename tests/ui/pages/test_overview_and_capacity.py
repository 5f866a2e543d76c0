from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton

from portfolio.analysis import analyze
from portfolio.charts import CAPACITY_HEAT, FUND_OR_CUT
from portfolio.model import Problem, in_order
from portfolio.report import summarize
from tests.ui.pages.scenes import open_page, publish, put, sample
from ui.pages.chart_export import export_chart
from ui.widgets.chart_picture import ChartPicture
from ui.widgets.unbroken import unbroken

SVG, PNG = b"<?xml", b"\x89PNG\r\n\x1a\n"


def button(page, text):
    return next(w for w in page.findChildren(QPushButton) if w.text() == text)


@pytest.fixture
def overview(qtbot, context, results_of):
    put(context, results_of("tutorial"))
    return open_page(qtbot, context, "overview")


@pytest.fixture
def capacity(qtbot, analyzed):
    return open_page(qtbot, analyzed, "capacity")


def test_the_answer_what_binds_and_the_waterline(overview, results_of):
    summary = summarize(results_of("tutorial"))
    assert overview._answer.text() == summary.headline
    assert overview._binds.text() == unbroken(summary.binds)
    assert overview._habits._sentence.text() == unbroken(summary.waterline_loss)
    assert overview._chart.shown[0] is FUND_OR_CUT


def test_planning_by_hand_is_compared_anew_when_only_the_ranking_moves(
    qtbot, context, overview, results_of
):
    begun = []
    context.jobs.job_started.connect(lambda job: begun.append(job.title))
    results = results_of("tutorial")
    publish(context, results)
    assert begun == []
    publish(context, replace(results, waterline=replace(results.waterline)))
    assert begun == ["Planning by hand, to compare"]
    qtbot.waitUntil(lambda: not context.jobs.running)


def test_before_the_first_results_it_says_so(qtbot, context):
    page = open_page(qtbot, context, "overview")
    assert page._stack.currentIndex() == 0


def test_an_empty_document_offers_the_ways_to_begin(qtbot, context, results_of):
    put(context, results_of("empty"))
    page = open_page(qtbot, context, "overview")
    asked = []
    context.requests.action_requested.connect(asked.append)
    button(page, "Add an initiative").click()
    button(page, "Open the tutorial").click()
    assert asked == ["initiative.add", "file.sample_tutorial_8"]


def test_a_contradiction_is_the_answer(qtbot, context, results_of):
    put(context, results_of("contradictory"))
    page = open_page(qtbot, context, "overview")
    assert page._answer.text() == results_of("contradictory").plan.conflict
    assert not page._habits_card.isVisible()


def test_a_problem_leads_to_its_place(qtbot, overview, context, results_of):
    asked = []
    context.requests.page_requested.connect(asked.append)
    key = next(iter(context.document.portfolio.initiatives))
    about = [
        Problem("a", "warning", "resource", "r1", "", "Little of it.", "Buy more."),
        Problem("b", "error", "initiative", key, "name", "No name.", "Name it."),
    ]
    overview._problems.show_problems(about)
    for row in (0, 1):
        at = overview._problems.visualItemRect(overview._problems.item(row)).center()
        qtbot.mouseClick(overview._problems.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked == ["initiatives", "capacity"]
    assert context.selection.current == key


def test_a_new_plan_brings_a_new_picture(qtbot, overview, context, results_of):
    before = overview._chart.shown[1]
    publish(context, results_of("tutorial"))
    assert overview._chart.shown[1] is not before


@pytest.mark.parametrize(("how", "starts"), [("png", PNG), ("svg", SVG)])
def test_a_chart_is_saved(qtbot, overview, context, messages, tmp_path, how, starts):
    messages.answers.append(tmp_path / "chart")
    with qtbot.waitSignal(messages.noticed, timeout=20_000):
        overview._chart.export_requested.emit(how)
    written = tmp_path / f"chart.{how}"
    assert written.read_bytes().startswith(starts)
    assert messages.notices == [f"Saved chart.{how}"]


def test_a_chart_is_copied(qtbot, overview, context, messages):
    with qtbot.waitSignal(messages.noticed, timeout=20_000):
        next(a for a in overview._chart.menu().actions() if a.text() == "Copy chart").trigger()
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (2400, 1350)


def test_a_folder_that_cannot_be_written_is_told(qtbot, overview, context, messages, tmp_path):
    messages.answers.append(tmp_path / "missing" / "chart.png")
    export_chart(overview._chart, context, "png")
    qtbot.waitUntil(lambda: bool(messages.errors), timeout=20_000)
    assert "chart.png" in str(messages.errors[0])


def test_backing_out_saves_nothing(qtbot, overview, context, messages, tmp_path):
    qtbot.waitUntil(lambda: not context.jobs.running, timeout=20_000)
    messages.answers.append(None)
    export_chart(overview._chart, context, "svg")
    assert not context.jobs.running
    assert list(tmp_path.glob("*.svg")) == []


def test_capacity_is_typed_into_its_cell(qtbot, capacity, analyzed):
    document = analyzed.document
    resource, period = (
        next(iter(document.portfolio.resources)),
        next(iter(document.portfolio.periods)),
    )
    table = capacity._table
    table.edit_cell(resource, f"period/{period}")
    editor = table.viewport().findChild(QLineEdit)
    qtbot.keyClicks(editor, "250")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document.undo_stack.count() == 1)
    assert document.portfolio.resources[resource].capacity[period] == 250


def test_pools_and_services_are_typed_as_names(capacity, analyzed):
    document = analyzed.document
    (first, one), (second, two), (third, _) = in_order(document.portfolio.resources)
    type_cell = capacity._edits.type_cell
    type_cell(first, "pool", two.name.upper())
    type_cell(first, "serves", f"{two.name}; {one.name}")
    record = document.portfolio.resources[first]
    assert (record.pool, set(record.serves)) == (second, {first, second})
    assert document.undo_stack.undoText().endswith(f"of “{one.name}”")
    type_cell(third, "pool", "Nobody")
    assert document.portfolio.resources[third].pool is None
    type_cell(first, "pool", "")
    type_cell(first, "serves", "none")
    assert document.portfolio.resources[first] == one


def test_the_heat_map_is_drawn(capacity):
    assert capacity._heat.shown[0] is CAPACITY_HEAT


def test_seven_resources_are_seen_above_their_heat_map_on_a_small_screen(
    qtbot, context, results_of
):
    put(context, results_of("large"))
    page = open_page(qtbot, context, "capacity", (1100, 692))
    table = page._table
    assert table.model().rowCount() == 7
    qtbot.waitUntil(lambda: table.viewport().height() >= 7 * table.rowHeight(0))
    assert page._page_scroll.verticalScrollBar().maximum() == 0


def test_resources_and_periods_come_and_go(capacity, analyzed, messages):
    document = analyzed.document
    before = document.portfolio
    messages.answers.extend(["Q5", "Delete"])
    button(capacity, "Add period").click()
    assert len(document.portfolio.periods) == len(before.periods) + 1
    assert "Q5" in [column.title for column in capacity._table.table.grid.columns]
    button(capacity, "Delete period").click()
    assert document.portfolio == before
    button(capacity, "Add resource").click()
    assert len(document.portfolio.resources) == len(before.resources) + 1
    document.undo_stack.undo()
    assert document.portfolio == before


def test_a_period_is_renamed_by_its_heading(capacity, analyzed, messages):
    grid = capacity._table.table.grid
    place = next(n for n, column in enumerate(grid.columns) if column.id.startswith("period/"))
    messages.answers.append("Winter")
    capacity._table.header.sectionDoubleClicked.emit(place)
    assert capacity._table.table.grid.columns[place].title == "Winter"
    capacity._table.header.sectionDoubleClicked.emit(0)
    assert len(messages.questions) == 1


def test_the_picture_of_an_older_plan_is_pale_until_the_next_one_is_drawn(
    qtbot, overview, results_of
):
    results = results_of("tutorial")
    picture = overview._chart._picture
    overview.show_results(results)
    qtbot.waitUntil(lambda: not picture._image.isNull() and not picture._pale, timeout=20_000)
    overview.show_results(replace(results, stale=frozenset({"plan", "waterline"})))
    assert picture._pale
    with qtbot.waitSignal(overview._chart.chart_drawn, timeout=20_000):
        overview.show_results(replace(results))
        assert picture._pale
    assert not picture._pale


def test_without_a_criterion_the_ways_on_stand_in_place_of_the_picture(qtbot, context, results_of):
    put(context, analyze(sample("sora_reconstruction"), upto="lessons"))
    page = open_page(qtbot, context, "overview")
    asked = []
    context.requests.page_requested.connect(asked.append)
    shown = page._picture.currentWidget().findChildren(QPushButton)
    assert [button.text() for button in shown] == ["See the lessons", "Add criteria"]
    shown[0].click()
    assert asked == ["lessons"]
    put(context, results_of("tutorial"))
    assert page._picture.currentWidget().isAncestorOf(page._chart)


def test_the_heat_of_capacities_that_changed_is_greyed(qtbot, context, results_of):
    put(context, results_of("tutorial"))
    page = open_page(qtbot, context, "capacity")
    heat = page._heat
    with qtbot.waitSignal(heat.chart_drawn, timeout=20_000):
        heat._timer.start()
    picture = heat.findChild(ChartPicture)
    assert not picture._pale
    publish(context, replace(results_of("tutorial"), stale=frozenset({"plan"}), provisional=False))
    assert picture._pale
