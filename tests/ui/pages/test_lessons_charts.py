"""The charts of the lessons in their tabs: what they say, and that selecting goes both ways."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from portfolio.analysis import analyze
from portfolio.charts import LESSON_CHARTS
from portfolio.edit import set_initiative
from portfolio.model import Facts, FrozenMap
from tests.ui.pages.scenes import NASTY, empty, open_page, publish, put, sample
from ui.pages.lessons_charts import LOOK_BACK, STUDIES

HYPE, ECONOMICS, APPETITE, FOCUS, TIMELINE = range(5)


@pytest.fixture(scope="module")
def lab():
    return analyze(sample("northlight_ai_lab"), upto="lessons")


@pytest.fixture(scope="module")
def sora():
    return analyze(sample("sora_reconstruction"), upto="lessons")


@pytest.fixture
def vivid(lab):
    return named(lab, "Vivid")


def named(results, name):
    return next(k for k, one in results.portfolio.initiatives.items() if name in one.name)


def opened(qtbot, context, results, place):
    """The page of these results with one of the charts in front."""
    put(context, results)
    page = open_page(qtbot, context, "lessons")
    page._tabs.setCurrentWidget(page._charts[place])
    return page, page._charts[place]


def test_every_chart_of_the_registry_has_its_tab():
    assert tuple(study.chart for study in (*STUDIES, LOOK_BACK)) == LESSON_CHARTS


def test_the_finding_stands_above_its_picture_and_is_read_out(qtbot, context, lab):
    _, tab = opened(qtbot, context, lab, HYPE)
    assert tab._words.headline.text().startswith("“Vivid")
    assert "gap of 78 points" in tab.accessibleDescription()
    assert tab._body.isVisible()
    assert tab._picture.shown[0].name == "hype_gap"


def test_a_mark_that_is_clicked_is_selected_everywhere(qtbot, context, lab, vivid):
    _, tab = opened(qtbot, context, lab, HYPE)
    tab._picture.spot_clicked.emit(vivid)
    assert context.selection.current == vivid
    assert tab._picture.shown[1].selected == vivid
    assert "Selected: “Vivid" in tab._words.detail.text()
    tab._picture.spot_clicked.emit("gone")
    assert context.selection.current == vivid


def test_what_is_selected_elsewhere_is_shown_here(qtbot, context, lab):
    _, tab = opened(qtbot, context, lab, ECONOMICS)
    coder = named(lab, "Coder")
    context.selection.select(coder)
    assert "Coder agent" in tab._words.headline.text()
    assert tab._chooser.currentText() == "Coder agent"


def test_an_initiative_is_chosen_by_name(qtbot, context, lab, vivid):
    _, tab = opened(qtbot, context, lab, ECONOMICS)
    place = lab.board.ids.index(vivid)
    tab._chooser.setCurrentIndex(place)
    tab._chooser.activated.emit(place)
    assert context.selection.current == vivid
    assert "loses 225" in tab._words.headline.text()


def test_a_tab_that_is_not_seen_waits_until_it_is(qtbot, context, lab, vivid):
    page, tab = opened(qtbot, context, lab, HYPE)
    page._tabs.setCurrentIndex(0)
    context.selection.select(vivid)
    assert tab._picture.shown[1].selected == ""
    page._tabs.setCurrentWidget(tab)
    assert tab._picture.shown[1].selected == vivid


def test_a_missing_figure_is_named_with_the_way_to_it(qtbot, context, lab, vivid):
    record = lab.portfolio.initiatives[vivid]
    figures = record.facts.figures.without("unit_cost").without("seconds_per_unit")
    bare = set_initiative(lab.portfolio, vivid, facts=replace(record.facts, figures=figures))
    _, tab = opened(qtbot, context, analyze(bare, upto="lessons"), ECONOMICS)
    context.selection.select(vivid)
    assert "Cost of one use" in tab._words.detail.text()
    assert not tab._body.isVisible()
    pages, facts = [], []
    context.requests.page_requested.connect(pages.append)
    context.requests.fact_requested.connect(facts.append)
    tab._button.click()
    assert (pages, facts) == (["initiatives"], ["unit_cost"])
    assert context.selection.current == vivid


def test_what_does_not_apply_says_so_and_offers_nothing(qtbot, context, lab, vivid):
    record = replace(lab.portfolio.initiatives[vivid], facts=Facts(pricing="mandate"))
    records = FrozenMap({vivid: record})
    results = analyze(
        replace(lab.portfolio, initiatives=records, ratings=FrozenMap()), upto="lessons"
    )
    _, tab = opened(qtbot, context, results, ECONOMICS)
    assert tab._words.headline.text().startswith("Unit economics do not apply")
    assert not tab._button.isVisible()


def test_the_timeline_comes_from_the_background_with_its_caveats(qtbot, context, sora):
    _, tab = opened(qtbot, context, sora, TIMELINE)
    qtbot.waitUntil(lambda: "could have come on" in tab._words.headline.text())
    assert "Answers have no date" in tab._words.detail.text()
    assert tab._caveats.isVisible()
    assert "Cost figures are estimates of outsiders" in tab._notes.toPlainText()
    assert tab._notes.isReadOnly()


def test_without_dates_the_way_to_the_facts_is_shown_and_good_news_needs_none(
    qtbot, context, lab, vivid
):
    coder = named(lab, "Coder")
    undated = set_initiative(lab.portfolio, vivid, facts=Facts())
    _, tab = opened(qtbot, context, analyze(undated, upto="lessons"), TIMELINE)
    context.selection.select(vivid)
    qtbot.waitUntil(lambda: tab._words.headline.text().startswith("No figure of"))
    assert tab._button.isVisible()
    context.selection.select(coder)
    qtbot.waitUntil(lambda: "“Coder" in tab._words.headline.text())
    assert not tab._button.isVisible()


def test_going_back_and_forth_shows_whom_was_asked_for_last(qtbot, context, lab, vivid):
    _, tab = opened(qtbot, context, lab, TIMELINE)
    context.selection.select(vivid)
    qtbot.waitUntil(lambda: "“Vivid" in tab._words.headline.text())
    coder = named(lab, "Coder")
    for key in (coder, vivid, coder):
        context.selection.select(key)
    qtbot.waitUntil(lambda: "Coder agent" in tab._words.headline.text())
    qtbot.waitUntil(lambda: not context.jobs.running)
    assert "Coder agent" in tab._words.headline.text()


def test_results_that_change_nothing_draw_nothing(qtbot, context, lab):
    _, tab = opened(qtbot, context, lab, APPETITE)
    shown = tab._picture.shown[1]
    publish(context, lab)
    assert tab._picture.shown[1] is shown
    publish(context, replace(lab, stale=frozenset({"lessons"})))
    assert tab._picture.shown[1].outdated


@pytest.mark.parametrize("place", range(5))
def test_an_empty_document_says_how_to_begin(qtbot, context, place):
    _, tab = opened(qtbot, context, analyze(empty(), upto="lessons"), place)
    assert tab._words.headline.text() == "No initiatives yet."
    assert not tab._body.isVisible()
    assert not tab._button.isVisible()
    assert not tab._chooser.isVisible()


def test_names_of_strangers_are_text(qtbot, context, lab, vivid):
    results = analyze(set_initiative(lab.portfolio, vivid, name=NASTY), upto="lessons")
    _, tab = opened(qtbot, context, results, APPETITE)
    context.selection.select(vivid)
    assert tab._chooser.currentText().startswith("<img")
    assert len(tab._chooser.currentText()) <= 44
    tip = tab._chooser.currentData(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip
    assert "⟨U+202E⟩" in tip


@pytest.mark.parametrize("place", range(5))
def test_everything_has_a_name_for_a_screen_reader(qtbot, context, lab, place):
    _, tab = opened(qtbot, context, lab, place)
    qtbot.waitUntil(lambda: tab._picture.shown is not None)
    assert tab._chooser.accessibleName()
    assert tab._picture._picture.accessibleName() == tab.study.chart.title
    assert tab._picture._picture.accessibleDescription().endswith(".")


def test_a_chart_is_copied_with_its_title(qtbot, context, lab):
    _, tab = opened(qtbot, context, lab, FOCUS)
    tab._picture.export_requested.emit("copy")
    qtbot.waitUntil(lambda: any("Focus" in notice for notice in context.messages.notices))


def test_a_light_of_the_timeline_opens_its_check(qtbot, context, lab, vivid):
    page, tab = opened(qtbot, context, lab, TIMELINE)
    context.selection.select(vivid)
    tab._picture.spot_clicked.emit("1a")
    assert page._tabs.currentWidget() is page._card
    assert page._card.opened == "1a"
    assert context.selection.current == vivid
