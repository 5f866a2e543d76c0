"""The why panel with its levers, a plan by hand, ways out of a conflict, the roadmap."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from portfolio.errors import PortfolioError
from portfolio.funding import Pick
from portfolio.model import Rule
from tests.portfolio.timed_lab import changed, decided, lab
from tests.ui.pages.scenes import open_page
from ui.pages.funding import FundingPage
from ui.widgets.strip import Strip
from ui.widgets.unbroken import unbroken


def settled(qtbot, context):
    qtbot.waitUntil(lambda: not context.analyst.working, timeout=30_000)


@pytest.fixture
def opened(qtbot, analyzed):
    def opened(portfolio, key=""):
        analyzed.document.replace(portfolio, None)
        settled(qtbot, analyzed)
        page = open_page(qtbot, analyzed, "funding")
        analyzed.selection.select(key)
        return page

    return opened


def texts(page, kind=QLabel):
    return [one.text() for one in page.findChildren(kind) if one.isVisible()]


def button(page, text):
    found = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    return next(one for one in found if text in (one.text(), one.accessibleName()))


def marks(page):
    grid = page._table.table.grid
    return {key: grid.text(n, 0) for n, key in enumerate(grid.keys)}


def crowded():
    """“Gamma” is cut, and several changes would bring it in."""
    return changed(lab(people=7.0), "gamma", levels=lab().initiatives["alpha"].levels)


def test_the_table_says_what_is_deferred_and_continued(opened):
    page = opened(lab())
    assert marks(page) == {
        "alpha": "✓ Funded",
        "gamma": "✓ Funded",
        "old": "✓ Continue",
        "beta": "◷ Deferred to Q2 2027",
        "delta": "✕ Cut",
    }


def test_a_cut_one_is_told_what_would_bring_it_in(opened, analyzed):
    page = opened(crowded(), "gamma")
    levers = analyzed.analyst.results.levers["gamma"]
    assert len(levers) >= 2
    shown = texts(page)
    assert "It would come in with" in shown
    for lever in levers:
        assert lever.sentence in shown
    assert any(text.startswith("Forcing it in would") for text in shown)


def test_a_lever_is_tried_as_a_what_if_and_taken_back(qtbot, opened, analyzed):
    before = crowded()
    page = opened(before, "gamma")
    document = analyzed.document
    lever = analyzed.analyst.results.levers["gamma"][0]
    button(page, f"Try it: {lever.sentence}").click()
    assert page.focusWidget() is page._table
    assert document.undo_stack.count() == 1
    assert document.what_ifs == (f"{lever.sentence} for “Gamma”",)
    settled(qtbot, analyzed)
    assert "gamma" in analyzed.analyst.results.plan.chosen
    assert document.without_tried() == before
    button(page, "Take the what-if back").click()
    assert document.portfolio == before
    assert document.what_ifs == ()
    document.undo_stack.undo()
    assert document.what_ifs


def test_a_kept_lever_is_no_what_if_any_more(qtbot, opened, analyzed):
    page = opened(crowded(), "gamma")
    lever = analyzed.analyst.results.levers["gamma"][0]
    button(page, f"Try it: {lever.sentence}").click()
    settled(qtbot, analyzed)
    button(page, "Keep the what-if").click()
    assert analyzed.document.what_ifs == ()
    assert analyzed.document.without_tried() == analyzed.document.portfolio


def test_what_waits_for_a_gate_has_no_levers(opened):
    page = opened(lab(), "delta")
    shown = texts(page)
    assert "Waits for its gate: rights are cleared." in shown
    assert not any("come in with" in text or text.startswith("No single") for text in shown)


def test_a_large_portfolio_looks_for_levers_when_asked(qtbot, opened, analyzed, monkeypatch):
    import ui.pages.reason_on_demand as module

    monkeypatch.setattr(module, "PRICED_UP_TO", 2)
    page = opened(crowded(), "gamma")
    qtbot.waitUntil(lambda: "It would come in with" in texts(page), timeout=20_000)
    qtbot.waitUntil(page._why._levers.isVisible, timeout=20_000)
    assert [row.text for row in page._why._levers._rows]


def test_by_hand_says_at_once_what_breaks_and_what_it_costs(opened, analyzed):
    page = opened(lab(), "gamma")
    button(page, "Edit by hand").click()
    assert page._answer._headline.text() == "Possible, and worth as much as the best plan."
    button(page, "Switch “Gamma” off").click()
    assert marks(page)["gamma"] == "✕ Cut"
    assert page._answer._headline.text() == "Possible, and costs $4.8M against the best plan."
    analyzed.selection.select("delta")
    button(page, "Switch “Delta” on").click()
    assert page._answer._headline.text().startswith("Not possible: ")
    assert "Breaks 1:" in texts(page)
    assert "rights are cleared" in page._hand_card._list.item(0).text()
    assert not analyzed.document.unsaved


def test_the_strip_shows_the_plan_in_hand_while_it_is_seen(qtbot, window, analyzed):
    analyzed.document.replace(lab(), None)
    window.show()
    settled(qtbot, analyzed)
    analyzed.requests.page_requested.emit("funding")
    page = window.findChild(FundingPage)
    strip = window.findChild(Strip)
    qtbot.waitUntil(lambda: strip._plan.text().startswith("3 funded, 1 deferred, 1 cut"))
    page._by_hand.click()
    page._hand.toggle("gamma")
    assert strip._plan.text().startswith("By hand: 2 funded, 1 deferred, 2 cut")
    analyzed.requests.page_requested.emit("overview")
    assert strip._plan.text().startswith("3 funded")
    analyzed.requests.page_requested.emit("funding")
    assert strip._plan.text().startswith("By hand: 2 funded")
    page._by_hand.click()
    assert strip._plan.text().startswith("3 funded")


def test_what_a_what_if_changed_stands_where_the_proof_stood(qtbot, opened, analyzed):
    page = opened(lab())
    answer = page._answer
    top = page._table.mapTo(page, QPoint(0, 0)).y()
    assert answer._proof.isVisible()
    page._side._move_capacity("people", 0.9)
    settled(qtbot, analyzed)
    qtbot.waitUntil(answer._finding.isVisible)
    assert not answer._proof.isVisible()
    assert abs(page._table.mapTo(page, QPoint(0, 0)).y() - top) <= 2


def test_marks_are_switches_and_enter_is_one_too(qtbot, opened):
    page = opened(lab())
    button(page, "Edit by hand").click()
    table = page._table
    row, column = table.table.grid.row_of("alpha"), table.table.grid.column_of("fate")
    index = table.table.index(row, column)
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(table.viewport(), left, pos=table.visualRect(index).center())
    assert marks(page)["alpha"] == "✕ Cut"
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert marks(page)["alpha"] == "✓ Funded"


def test_size_and_start_are_chosen_by_hand(qtbot, opened):
    page = opened(lab(), "gamma")
    button(page, "Edit by hand").click()
    card = page._hand_card
    assert [card._level.itemText(n) for n in range(card._level.count())] == ["Pilot", "Full"]
    card._level.setCurrentIndex(1)
    card._level.activated.emit(1)
    assert marks(page)["gamma"] == "✓ Funded"
    assert page._hand.picks["gamma"].level == "l2"
    said = unbroken("Not possible: 2 FTE too much of “Engineers”")
    assert page._answer._headline.text().startswith(said)
    page.context.selection.select("beta")
    assert card._start.currentText() == "Q2 2027"
    card._start.setCurrentIndex(0)
    card._start.activated.emit(0)
    assert marks(page)["beta"] == "✓ Funded"


def test_back_to_the_best_plan_and_out(opened):
    page = opened(lab(), "gamma")
    button(page, "Edit by hand").click()
    button(page, "Switch “Gamma” off").click()
    button(page, "Back to the best plan").click()
    assert marks(page)["gamma"] == "✓ Funded"
    button(page, "Edit by hand").click()
    assert not page._hand.active
    assert page._why.isVisible()
    assert not page._hand_card.isVisible()


def test_what_was_switched_is_kept_as_forced_in_one_step(qtbot, opened, analyzed, messages):
    page = opened(lab(), "gamma")
    button(page, "Edit by hand").click()
    assert not button(page, "Keep as forced in / out…").isEnabled()
    button(page, "Switch “Gamma” off").click()
    messages.answers.append("Not this year")
    button(page, "Keep as forced in / out…").click()
    document = analyzed.document
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Force out “Gamma”"
    rule = next(one for one in document.portfolio.rules.values() if one.kind == "force_out")
    assert (rule.initiatives, rule.reason, rule.author) == (("gamma",), "Not this year", "Ada")
    assert not page._hand.active
    settled(qtbot, analyzed)
    assert marks(page)["gamma"] == "◇ Forced out"


def test_what_is_funded_otherwise_is_kept_at_its_size_and_start(qtbot, opened, analyzed, messages):
    page = opened(lab(people=20.0), "gamma")
    button(page, "Edit by hand").click()
    page._hand.choose("gamma", Pick("l1", "p0"))
    page._hand.choose("beta", Pick("", "p1"))
    page._hand.toggle("alpha")
    messages.answers.append("The pilot first")
    button(page, "Keep as forced in / out…").click()
    rules = list(analyzed.document.portfolio.rules.values())[2:]
    assert sorted((rule.kind, rule.initiatives, rule.level, rule.period) for rule in rules) == [
        ("force_in", ("beta",), None, "p1"),
        ("force_in", ("gamma",), "l1", None),
        ("force_out", ("alpha",), None, None),
    ]
    assert {(rule.reason, rule.author) for rule in rules} == {("The pilot first", "Ada")}
    assert analyzed.document.undo_stack.count() == 1
    settled(qtbot, analyzed)
    plan = analyzed.analyst.results.plan
    assert plan.chosen["gamma"] == "l1"
    assert plan.spans["beta"].start == "p1"


def test_what_leaves_no_choice_is_kept_by_one_rule(opened, analyzed, messages):
    page = opened(lab(people=0.0), "alpha")
    button(page, "Edit by hand").click()
    page._hand.toggle("alpha")
    page._hand.toggle("old")
    messages.answers.append("Promised")
    button(page, "Keep as forced in / out…").click()
    (rule,) = list(analyzed.document.portfolio.rules.values())[2:]
    assert (rule.kind, rule.initiatives) == ("force_in", ("alpha", "old"))


def test_backing_out_of_the_reason_keeps_the_plan_by_hand(opened, analyzed, messages):
    page = opened(lab(), "gamma")
    button(page, "Edit by hand").click()
    button(page, "Switch “Gamma” off").click()
    messages.answers.append(None)
    button(page, "Keep as forced in / out…").click()
    assert page._hand.active
    assert not analyzed.document.undo_stack.count()


def test_another_document_ends_it(opened, analyzed):
    page = opened(lab(), "gamma")
    button(page, "Edit by hand").click()
    analyzed.document.replace(lab(people=20.0), None)
    assert not page._hand.active


def stuck():
    both = Rule("force_in", ("alpha", "beta"), reason="both", author="Ada")
    return changed(lab(both), "beta", starts=())


def test_when_nothing_fits_several_ways_out_are_offered(qtbot, opened, analyzed):
    page = opened(stuck())
    qtbot.waitUntil(lambda: len(page._relax._found) > 1, timeout=20_000)
    found = page._relax._found
    assert page._relax.isVisible()
    assert any("Engineers" in each.sentence for each in found)
    first = found[0]
    shown = "\n".join(texts(page))
    assert first.sentence in shown
    assert "Then a plan worth $" in shown
    button(page, f"Relax: {first.sentence}").click()
    assert analyzed.document.undo_stack.count() == 1
    settled(qtbot, analyzed)
    plan = analyzed.analyst.results.plan
    assert plan.status == "optimal"
    assert plan.value == pytest.approx(first.value)
    assert not page._relax.isVisible()


def gated():
    return lab(Rule("mandated", ("delta",), reason="law"))


def test_a_search_that_was_stopped_says_so(qtbot, opened, analyzed, monkeypatch):
    def never(_portfolio, *, scores, tick):
        while True:
            tick(-1.0, "")

    monkeypatch.setattr("ui.pages.plan_relax.relaxations", never)
    page = opened(stuck())
    qtbot.waitUntil(lambda: page._relax._job is not None, timeout=20_000)
    page._relax._job.cancel()
    qtbot.waitUntil(lambda: "stopped" in page._relax._words.text())
    assert page._relax._words.isVisible()


def test_a_search_that_fails_says_why(qtbot, opened, analyzed, monkeypatch):
    def fails(_portfolio, *, scores, tick):
        raise PortfolioError("It cannot be searched.", "here", "Try something else.")

    monkeypatch.setattr("ui.pages.plan_relax.relaxations", fails)
    page = opened(stuck())
    qtbot.waitUntil(lambda: "cannot be searched" in page._relax._words.text(), timeout=20_000)


def test_relaxing_a_gate_asks_why_and_who(qtbot, opened, analyzed, messages):
    page = opened(gated())
    qtbot.waitUntil(lambda: bool(page._relax._found), timeout=20_000)
    gate = next(
        n
        for n, each in enumerate(page._relax._found)
        if any(part.kind == "gate" for part in each.concessions)
    )
    messages.answers.extend(["Counsel agrees", "Ada"])
    page._relax._choices._buttons[gate].click()
    rule = analyzed.document.portfolio.rules["g"]
    assert (rule.state, rule.reason, rule.author) == ("overridden", "Counsel agrees", "Ada")


@pytest.mark.parametrize("answers", [[None], ["Why not", None], ["", "Ada"]])
def test_a_gate_without_reason_or_name_stays(qtbot, opened, analyzed, messages, answers):
    page = opened(gated())
    qtbot.waitUntil(lambda: bool(page._relax._found), timeout=20_000)
    gate = next(
        n
        for n, each in enumerate(page._relax._found)
        if any(part.kind == "gate" for part in each.concessions)
    )
    messages.answers.extend(answers)
    page._relax._choices._buttons[gate].click()
    assert analyzed.document.portfolio.rules["g"].state == "open"
    assert bool(messages.errors) == (answers[0] == "")


def test_the_roadmap_shows_the_plan_and_the_one_by_hand(qtbot, opened):
    page = opened(decided(lab()), "gamma")
    with qtbot.waitSignal(page._roadmap._roadmap.chart_drawn, timeout=20_000):
        page._views.setCurrentIndex(1)
    assert "deferred (“Beta” to Q2 2027)" in page._roadmap._headline.text()
    button(page, "Edit by hand").click()
    page._hand.toggle("gamma")
    _, shown = page._roadmap._roadmap.shown
    assert shown.plan.name == "by hand"
    assert "gamma" not in shown.plan.chosen


def test_a_click_on_the_roadmap_selects_in_the_list(opened, analyzed):
    page = opened(lab())
    page._views.setCurrentIndex(1)
    page._roadmap.initiative_clicked.emit("old")
    assert analyzed.selection.current == "old"
    assert page._views.currentIndex() == 0


def test_a_hidden_view_takes_no_room(opened):
    page = opened(lab())
    least = page._views.minimumSizeHint().height()
    page._views.setCurrentIndex(1)
    assert page._views.minimumSizeHint().height() > least
    page._views.setCurrentIndex(0)
    assert page._views.minimumSizeHint().height() == least


def test_planning_by_hand_is_compared_on_the_overview(qtbot, analyzed):
    from portfolio.files import load, samples

    path = next(each.path for each in samples() if each.path.stem == "tutorial_8")
    analyzed.document.replace(load(path).portfolio, None)
    settled(qtbot, analyzed)
    page = open_page(qtbot, analyzed, "overview")
    qtbot.waitUntil(lambda: len(page._habits._bars._rows) == 3, timeout=20_000)
    first = page._habits._bars._rows[0]
    assert first.name == "Down the ranking"
    assert first.words.startswith("−$")
    assert not page._habits._sentence.isVisible()
