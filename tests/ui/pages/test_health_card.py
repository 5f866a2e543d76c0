"""The health card: its words, its ways out, its gates, and taking it elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from portfolio.analysis import analyze
from portfolio.edit import bar_until_met, override_gate, set_initiative
from tests.ui.pages.scenes import open_page, publish, put, sample
from tests.ui.pages.test_lessons import DEAR
from ui.pages.health_export import as_pdf


@pytest.fixture(scope="module")
def results():
    portfolio = sample("tutorial_8")
    vivid = next(key for key, r in portfolio.initiatives.items() if "Vivid" in r.name)
    return analyze(set_initiative(portfolio, vivid, stage="pilot", facts=DEAR))


@pytest.fixture
def vivid(results):
    return next(k for k, r in results.portfolio.initiatives.items() if "Vivid" in r.name)


@pytest.fixture
def card(qtbot, context, results, vivid):
    put(context, results)
    page = open_page(qtbot, context, "lessons")
    context.selection.select(vivid)
    page._open_card()
    return page._card


def rows(card):
    return [row for row in (*card._worst, *card._others) if not row.isHidden()]


@pytest.fixture
def press(qtbot):
    """Press a button of a finding by its words, once it is on the screen."""

    def found(row, words):
        buttons = (b for b in row.findChildren(QPushButton) if words in b.text())
        return next((b for b in buttons if b.isVisibleTo(row)), None)

    def press(row, words):
        qtbot.waitUntil(lambda: found(row, words) is not None)
        found(row, words).click()

    return press


def opened(card, code):
    card.open_check(code)
    return next(row for row in rows(card) if row.opened)


def again(context, portfolio):
    """Analyze the document as it is now and show it."""
    publish(context, analyze(portfolio, upto="plan"))


def test_it_names_type_stage_verdict_and_counts(card):
    assert "Vivid" in card._name.text()
    assert "Social or video app · stage: " in card._about.text()
    assert card._counts.text().endswith(("green", "missing"))
    assert "Next gate G" in card._gate.text()
    assert "✕  " in card._needs.text()


def test_the_worst_three_come_first_and_are_large(card):
    heads = [row._head.text() for row in rows(card)]
    assert all(head.startswith("✕") for head in heads[:3])
    assert len(heads) == 20
    assert card._worst[0]._sentence.property("role") == "large"


def test_an_open_finding_shows_all_that_led_to_it(card):
    row = opened(card, "1a")
    text = "\n".join(label.text() for label in row.findChildren(card._about.__class__))
    for words in ("How it is worked out", "Held against", "An analyst", "reported estimate"):
        assert words in text
    row._head.click()
    assert not row.opened


def test_a_way_out_is_tried_as_a_what_if(card, press, context, vivid):
    press(opened(card, "1a"), "Try it")
    facts = context.document.portfolio.initiatives[vivid].facts
    assert facts.figures["price_per_unit"].likely == 2.6
    assert context.document.assumed
    assert context.document.without_tried().initiatives[vivid].facts == DEAR
    again(context, context.document.portfolio)
    assert next(r for r in rows(card) if "1a" in r._head.text())._head.text().startswith("✓")


def test_funding_is_barred_until_met_and_the_override_asks_who_and_why(
    qtbot, card, press, context, messages, vivid
):
    messages.answers.append("its margin is green")
    press(opened(card, "1a"), "Bar until met")
    gate = next(r for r in context.document.portfolio.rules.values() if r.check == "1a")
    assert (gate.kind, gate.initiatives, gate.value) == ("gate", (vivid,), "its margin is green")
    again(context, context.document.portfolio)
    messages.answers.extend(["It is a bet.", "Ada"])
    press(opened(card, "1a"), "Override")
    gate = next(r for r in context.document.portfolio.rules.values() if r.check == "1a")
    assert (gate.state, gate.author) == ("overridden", "Ada")
    again(context, context.document.portfolio)
    qtbot.waitUntil(lambda: bool(card._prices.prices), timeout=10_000)
    row = opened(card, "1a")
    price = next(iter(card._prices.prices.values()))
    assert any(price.sentence in label.text() for label in row.findChildren(card._about.__class__))


def test_a_gate_is_called_met_once_its_light_is_green(card, press, context, messages, vivid):
    messages.answers.append("its margin is green")
    press(opened(card, "1a"), "Bar until met")
    again(context, context.document.portfolio)
    press(opened(card, "1a"), "Try it")
    again(context, context.document.portfolio)
    press(opened(card, "1a"), "Met")
    gate = next(r for r in context.document.portfolio.rules.values() if r.check == "1a")
    assert gate.state == "met"


def test_nothing_is_barred_without_words(card, press, context, messages):
    before = context.document.portfolio
    messages.answers.append(None)
    press(opened(card, "1a"), "Bar until met")
    assert context.document.portfolio is before


def test_it_is_copied_as_text(card):
    card._buttons["copy"].click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Vivid")
    assert "−30 %" in text
    assert "→ Net price of one use" in text


def test_it_is_saved_as_pdf(card, messages, tmp_path):
    messages.answers.append(Path(tmp_path / "card"))
    card._buttons["save"].click()
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    messages.answers.append(None)
    card._buttons["save"].click()
    messages.answers.append(tmp_path / "nowhere" / "card.pdf")
    card._buttons["save"].click()
    assert len(messages.errors) == 1


def test_a_pdf_holds_a_page_of_any_text():
    assert as_pdf("<b>Title</b>\nA & B\n").startswith(b"%PDF")


def test_without_a_choice_it_says_what_to_do(card, context):
    context.selection.select("")
    assert card._empty.isVisible()
    assert not card._buttons["copy"].isVisible()
    assert rows(card) == []
    card._first.click()
    assert context.selection.current in context.document.portfolio.initiatives
    assert card._full.isVisible()
    assert not card._empty.isVisible()


def test_steps_ask_the_board_for_the_next(card, context, vivid):
    card._buttons["down"].click()
    assert context.selection.current != vivid
    card._buttons["up"].click()
    assert context.selection.current == vivid


def test_a_missing_figure_leads_to_its_field(card, press, context):
    asked = []
    context.requests.fact_requested.connect(asked.append)
    context.requests.page_requested.connect(asked.append)
    missing = next(r for r in rows(card) if r._found.check.code == "2b")
    assert missing._found.status == "missing"
    press(opened(card, "2b"), "Enter it")
    assert asked == ["initiatives", "retention_day7"]


def test_thresholds_are_changed_where_they_are_read(card, press, context):
    asked = []
    context.requests.action_requested.connect(asked.append)
    press(opened(card, "1a"), "Change…")
    assert asked == ["edit.thresholds"]


def test_the_keyboard_goes_to_the_open_finding_and_so_does_the_view(qtbot, card):
    row = opened(card, "5c")
    card.take_focus()
    assert row.head is card.window().focusWidget()
    qtbot.waitUntil(lambda: row.head.visibleRegion().boundingRect().height() > 0)
    card.open_check("")
    card.take_focus()
    assert card._worst[0].head is card.window().focusWidget()


def test_a_finding_says_how_its_gate_stands_and_an_override_what_it_costs(
    card, context, vivid, qtbot
):
    document = context.document
    barred = bar_until_met(document.portfolio, vivid, "1a", "a use earns what it costs")
    gate = next(key for key in barred.rules if key not in document.portfolio.rules)
    overridden = override_gate(barred, gate, reason="The board wants it", author="Ada")
    for portfolio, word in ((barred, "Gate: "), (overridden, "Gate overridden for ")):
        results = analyze(portfolio)
        put(context, results)
        publish(context, results)
        context.selection.select(vivid)
        row = next(row for row in rows(card) if row.head.text().split()[1] == "1a")
        qtbot.waitUntil(lambda row=row: gate in row._prices)
        assert word in row._sentence.text()
        assert row._prices[gate].sentence in row._sentence.text()
