"""The page that compares two versions: what is chosen, what is shown, and what is stale."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from portfolio.edit import set_benefit, set_capacity, set_initiative, set_scenario
from portfolio.files import dumps, keep_backup, save
from portfolio.files.snapshot import packed
from portfolio.model import Change, Decision, Estimate, FrozenMap, PlanOfRecord, Scenario
from portfolio.report.decision_words import Occasion
from portfolio.report.of_record import freeze
from tests.portfolio.deciding import decided
from tests.ui.conftest import idle
from tests.ui.pages.ballots import paper_of
from tests.ui.pages.scenes import open_page
from ui.pages.compare_sources import NOW, SAVED, file_source


@pytest.fixture
def page(qtbot, analyzed):
    page = open_page(qtbot, analyzed, "compare", (1200, 800))
    settle(qtbot, analyzed)
    return page


def settle(qtbot, context):
    """Wait for the analysis, the comparison and the pictures."""
    qtbot.waitUntil(
        lambda: not context.analyst.working and not context.jobs.running, timeout=30_000
    )


def richer(portfolio, key="i0", amount=90.0):
    return set_benefit(portfolio, key, amount=Estimate(amount), probability=0.5)


def edit(context, portfolio):
    context.document.apply("Edit", portfolio)


def said(page):
    return page._words.headline.text().replace("\u00a0", " ")


def shown(page):
    return [row.place for row in page._changes.shown()]


def test_a_document_without_changes_says_what_can_be_compared(page):
    assert page._stack.currentIndex() == 1
    assert "are the same" in page._why_empty.headline.text()
    assert "a backup, a scenario, a plan of record" in page._why_empty.detail.text()
    assert not page._copy.isEnabled()
    before, after = page._choice.pair()
    assert (before.key, after.key) == (SAVED, NOW)


def test_an_edit_is_compared_with_what_was_saved(page, analyzed, qtbot):
    edit(analyzed, richer(analyzed.document.portfolio))
    settle(qtbot, analyzed)
    assert page._stack.currentIndex() == 0
    assert "The plan is worth" in said(page)
    assert shown(page) == ["Initiative “Claims triage”, benefit, amount"]
    assert page._run.found.final
    assert page._bridge.shown[1].bridge is page._run.found.bridge
    analyzed.document.undo_stack.undo()
    settle(qtbot, analyzed)
    assert page._stack.currentIndex() == 1


def test_plans_of_an_earlier_state_are_greyed(page, analyzed, qtbot):
    edit(analyzed, richer(analyzed.document.portfolio))
    settle(qtbot, analyzed)
    known = page._run.planned
    edit(analyzed, richer(analyzed.document.portfolio, amount=10.0))
    qtbot.waitUntil(lambda: page._run.outdated)
    page._show()
    assert page._bridge.shown[1].outdated
    page._run.compare(*page._choice.pair())
    assert page._run.planned is known
    assert page._run.outdated
    settle(qtbot, analyzed)
    assert not page._bridge.shown[1].outdated
    assert page._run.planned is not known


def test_a_late_answer_is_dropped(page, analyzed, qtbot):
    edit(analyzed, richer(analyzed.document.portfolio))
    settle(qtbot, analyzed)
    run, asked, answer = page._run, page._run._asked, page._run.answer
    run.await_plan()
    run._take(asked, replace(answer, text="late"), ended=True)
    assert run.answer is answer


def test_saving_leaves_nothing_to_compare_and_keeps_a_backup(
    page, analyzed, qtbot, tmp_path, messages
):
    messages.answers.append(tmp_path / "plan.portfolio")
    analyzed.filing.save()
    settle(qtbot, analyzed)
    edit(analyzed, richer(analyzed.document.portfolio))
    settle(qtbot, analyzed)
    assert page._stack.currentIndex() == 0
    assert page._run.found.before.name == "plan.portfolio, as last saved"
    analyzed.filing.save()
    settle(qtbot, analyzed)
    assert page._stack.currentIndex() == 1
    backups = [source for source in page._choice._sources if source.startswith("backup/")]
    assert len(backups) >= 2


def test_a_scenario_is_compared_with_the_document(page, analyzed, qtbot):
    portfolio = analyzed.document.portfolio
    resource = next(iter(portfolio.resources))
    less = Scenario("Half of it", "a", (Change("capacity_factor", resource, 0.5),))
    edit(analyzed, set_scenario(portfolio, "s1", less))
    settle(qtbot, analyzed)
    page._choice._choose(0, "scenario/s1")
    settle(qtbot, analyzed)
    assert all(place.startswith("Resource") for place in shown(page))
    assert [source.key for source in page._choice.pair()] == [NOW, "scenario/s1"]
    assert page._run.found.after.name == "Scenario “Half of it”"
    page._choice._swap.click()
    settle(qtbot, analyzed)
    assert [source.key for source in page._choice.pair()] == ["scenario/s1", NOW]
    later = open_page(qtbot, analyzed, "compare", (1200, 800))
    settle(qtbot, analyzed)
    assert [source.key for source in later._choice.pair()] == [NOW, "scenario/s1"]
    edit(analyzed, portfolio)
    settle(qtbot, analyzed)
    assert [source.key for source in later._choice.pair()] == [SAVED, NOW]


def test_a_file_is_compared_and_remembered(page, analyzed, qtbot, tmp_path, messages):
    other = tmp_path / "other.portfolio"
    save(other, richer(analyzed.document.portfolio), expected_sha256=None)
    messages.answers.append(other)
    page._file.click()
    settle(qtbot, analyzed)
    assert page._run.found.before.name == "other.portfolio"
    assert shown(page) == ["Initiative “Claims triage”, benefit, amount"]
    assert analyzed.settings.preferences.compared_with == f"file/{other}"
    fresh = open_page(qtbot, analyzed, "compare", (1200, 800))
    settle(qtbot, analyzed)
    assert fresh._choice.pair()[0].title == "other.portfolio"
    other.unlink()
    gone = open_page(qtbot, analyzed, "compare", (1200, 800))
    settle(qtbot, analyzed)
    assert gone._choice.pair()[0].key == SAVED


def test_a_file_that_cannot_be_read_says_so(page, analyzed, qtbot, tmp_path, messages):
    bad = tmp_path / "bad.portfolio"
    bad.write_text("<html>", encoding="ascii")
    messages.answers.append(bad)
    page._file.click()
    settle(qtbot, analyzed)
    assert page._stack.currentIndex() == 1
    assert "bad.portfolio" in page._why_empty.detail.text()
    assert messages.errors == []


def test_nothing_is_chosen_when_the_person_backs_out(page, analyzed, qtbot, messages):
    messages.answers.append(None)
    page._file.click()
    settle(qtbot, analyzed)
    assert page._choice.pair()[0].key == SAVED


def test_a_plan_of_record_is_compared_by_its_frozen_inputs(page, analyzed, qtbot):
    portfolio = analyzed.document.portfolio
    inputs, fingerprint = packed(portfolio)
    record = PlanOfRecord(
        "Board", datetime(2026, 3, 2, tzinfo=UTC), inputs=inputs, fingerprint=fingerprint
    )
    kept = replace(richer(portfolio), plans=FrozenMap({"p1": record}))
    edit(analyzed, kept)
    settle(qtbot, analyzed)
    page._choice._choose(0, "plan/p1")
    settle(qtbot, analyzed)
    assert page._run.error is None
    assert shown(page) == ["Initiative “Claims triage”, benefit, amount"]
    assert page._run.found.before.name.startswith("Plan of record “Board”, frozen on ")
    assert "than the plan of record" in said(page)


def test_what_was_decided_is_compared_though_nothing_was_changed(page, analyzed, qtbot):
    results = analyzed.analyst.results
    portfolio = results.portfolio
    chosen = next(iter(results.plan.chosen))
    at = datetime(2026, 3, 2, tzinfo=UTC)
    cut = decided(portfolio, Decision(chosen, "cut", at, reason="Enough."), "Ana", at)
    edit(analyzed, cut)
    settle(qtbot, analyzed)
    title = "Plan of record, March"
    edit(analyzed, freeze(analyzed.analyst.results, title, "", Occasion("Ana", at)))
    settle(qtbot, analyzed)
    (key,) = analyzed.document.portfolio.plans
    page._choice.compare_with_plan(key)
    settle(qtbot, analyzed)
    assert page._stack.currentIndex() == 0
    assert page._run.found.before.name.startswith("“Plan of record, March”, frozen on ")
    assert page._run.found.plan.enters == (chosen,)
    assert "than the plan of record" in said(page)
    assert "As decided: worth" in page._words.detail.text().replace("\u00a0", " ")


def test_backups_of_one_minute_are_told_apart(qtbot, analyzed):
    portfolio = analyzed.document.portfolio
    for second in (5, 41):
        moment = datetime(2026, 3, 2, 14, 5, second, tzinfo=UTC)
        content = dumps(richer(portfolio, amount=float(second)))
        keep_backup(analyzed.filing.backups_folder, portfolio.id, content, now=moment)
    page = open_page(qtbot, analyzed, "compare", (1200, 800))
    settle(qtbot, analyzed)
    sources = page._choice._sources
    titles = [each.title for key, each in sources.items() if key.startswith("backup/")]
    assert [title[-3:] for title in titles] == [":41", ":05"]


def test_backups_are_offered(qtbot, analyzed, tmp_path):
    portfolio = analyzed.document.portfolio
    keep_backup(
        analyzed.filing.backups_folder,
        portfolio.id,
        dumps(richer(portfolio)),
        now=datetime(2026, 3, 2, 14, 5, tzinfo=UTC),
    )
    page = open_page(qtbot, analyzed, "compare", (1200, 800))
    settle(qtbot, analyzed)
    backup = next(key for key in page._choice._sources if key.startswith("backup/"))
    page._choice._choose(0, backup)
    settle(qtbot, analyzed)
    assert page._run.found.before.name.startswith("Backup made on ")
    assert shown(page) == ["Initiative “Claims triage”, benefit, amount"]


def test_the_table_is_filtered_and_copied(page, analyzed, qtbot):
    portfolio = richer(analyzed.document.portfolio)
    resource, period = next(iter(portfolio.resources)), next(iter(portfolio.periods))
    portfolio = set_capacity(portfolio, resource, period, 99.0)
    edit(analyzed, replace(portfolio, title="<b>New</b>"))
    settle(qtbot, analyzed)
    table = page._changes
    titles = [table._groups.itemText(n) for n in range(table._groups.count())]
    assert titles == ["Everything (3)", "Initiatives (1)", "Limits (1)", "Other (1)"]
    table._groups.setCurrentIndex(2)
    table._groups.activated.emit(2)
    assert len(shown(page)) == 1
    table._copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:4] == ["What", "Where", "Before", "Now"]
    assert len(lines) == 2
    table._groups.setCurrentIndex(0)
    table._groups.activated.emit(0)
    table._only.setChecked(True)
    assert shown(page) == ["Initiative “Claims triage”, benefit, amount"]


def test_the_text_goes_to_the_clipboard(page, analyzed, qtbot):
    edit(analyzed, richer(analyzed.document.portfolio))
    settle(qtbot, analyzed)
    page._copy.click()
    text = QGuiApplication.clipboard().text()
    assert "WHY THE VALUE MOVED" in text
    assert text == page._text.toPlainText()


def test_it_can_be_stopped_and_begun_again(page, analyzed, qtbot):
    edit(analyzed, richer(analyzed.document.portfolio))
    settle(qtbot, analyzed)
    page._run.again()
    page._compare()
    assert page._run.working
    page._stop.click()
    idle(qtbot, analyzed)
    assert not page._run.working
    assert page._run.stopped
    page._choice._choose(0, SAVED)
    assert page._run.working
    settle(qtbot, analyzed)
    assert page._run.found.final


def test_a_row_selects_its_initiative(page, analyzed, qtbot):
    edit(analyzed, richer(analyzed.document.portfolio, "i1"))
    settle(qtbot, analyzed)
    (row,) = page._changes.shown()
    page._changes._table.selected.select(row.key)
    page._changes._choose(row.key, (row.key,))
    assert analyzed.selection.current == "i1"


def test_items_of_the_table_are_sound(page, analyzed, qtbot, qtmodeltester):
    edit(analyzed, richer(analyzed.document.portfolio))
    settle(qtbot, analyzed)
    qtmodeltester.check(page._changes._table.model())


def three_differences(context):
    portfolio = richer(context.document.portfolio)
    resource, period = next(iter(portfolio.resources)), next(iter(portfolio.periods))
    portfolio = set_capacity(portfolio, resource, period, 99.0)
    edit(context, replace(portfolio, title="New"))


def test_the_table_is_searched_sorted_and_copied_as_it_is_shown(page, analyzed, qtbot):
    three_differences(analyzed)
    settle(qtbot, analyzed)
    table = page._changes
    assert not table._count.isVisible()
    table._table.table.sort(0, Qt.SortOrder.DescendingOrder)
    table._copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["What", "Other", "Limits", "Initiatives"]
    qtbot.keyClicks(table._field, "triage")
    qtbot.waitUntil(lambda: shown(page) == ["Initiative “Claims triage”, benefit, amount"])
    assert table._count.text() == "1 of 3"
    table._copy.click()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 2
    qtbot.keyClicks(table._field, " nowhere")
    qtbot.waitUntil(lambda: shown(page) == [])
    assert table._count.text() == "Nothing of that kind differs."
    assert not table._copy.isEnabled()


def test_what_moves_the_plan_comes_first(page, analyzed, qtbot):
    portfolio = set_initiative(analyzed.document.portfolio, "i0", goal="Another")
    edit(analyzed, richer(replace(portfolio, title="New"), "i1"))
    settle(qtbot, analyzed)
    effects = [bool(row.effect) for row in page._changes.shown()]
    assert effects == [True, False, False]


def test_two_files_of_one_name_are_told_apart(page, analyzed, qtbot, tmp_path):
    paths = [tmp_path / folder / "plan.portfolio" for folder in ("north", "south")]
    for place, path in enumerate(paths):
        path.parent.mkdir()
        save(path, richer(analyzed.document.portfolio, amount=float(place)), expected_sha256=None)
        page._choice._take_file(path, place)
    settle(qtbot, analyzed)
    names = [page._run.found.before.name, page._run.found.after.name]
    assert names == [f"plan.portfolio in {path.parent}" for path in paths]


def test_the_same_file_twice_is_said_to_be_that(page, analyzed, qtbot, tmp_path):
    path = tmp_path / "plan.portfolio"
    save(path, analyzed.document.portfolio, expected_sha256=None)
    for place in range(2):
        page._choice._take_file(path, place)
    settle(qtbot, analyzed)
    assert page._stack.currentIndex() == 1
    assert page._why_empty.headline.text() == "The same version is chosen twice."


def test_a_ballot_paper_is_not_compared_with_a_plan(page, analyzed, qtbot, tmp_path):
    path = tmp_path / "ballot.portfolio"
    save(path, paper_of(analyzed.document.portfolio), expected_sha256=None)
    page._choice._take_file(path, 0)
    settle(qtbot, analyzed)
    assert page._stack.currentIndex() == 1
    assert page._why_empty.headline.text().startswith("This is a ballot paper")
    assert "ballot.portfolio" in page._why_empty.detail.text()


def test_what_a_newer_version_wrote_is_said_beside_the_answer(page, analyzed, qtbot, tmp_path):
    path = tmp_path / "newer.portfolio"
    content = json.loads(dumps(richer(analyzed.document.portfolio)))
    content |= {"schema": [content["schema"][0] + 1, 0], "novelty": 1}
    path.write_text(json.dumps(content), encoding="utf-8")
    page._choice._take_file(path, 0)
    settle(qtbot, analyzed)
    assert page._stack.currentIndex() == 0
    detail = page._words.detail.text().replace("\u00a0", " ")
    assert "newer.portfolio: The file was made for version" in detail
    assert "“novelty”" in detail


def test_other_versions_beside_the_file_can_be_chosen(page, analyzed, qtbot, tmp_path, messages):
    messages.answers.append(tmp_path / "now.portfolio")
    analyzed.filing.save()
    settle(qtbot, analyzed)
    before = analyzed.document.portfolio
    autumn = tmp_path / "autumn.portfolio"
    autumn.write_bytes(dumps(richer(before, amount=1.0)))
    (tmp_path / "other.portfolio").write_bytes(dumps(replace(before, id="another one")))
    page._choice.look_again()
    settle(qtbot, analyzed)
    titles = {source.title for source in page._choice._sources.values()}
    assert "autumn.portfolio" in titles
    assert not titles & {"other.portfolio", "now.portfolio"}
    (button,) = page._near.findChildren(QPushButton)
    assert button.text() == "Compare with autumn.portfolio"
    button.click()
    settle(qtbot, analyzed)
    assert [source.key for source in page._choice.pair()] == [file_source(autumn).key, NOW]
    assert shown(page) == ["Initiative “Claims triage”, benefit, amount"]
