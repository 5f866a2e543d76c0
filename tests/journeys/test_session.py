"""What a leader and a facilitator do in a planning session, in a real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from portfolio.files import load
from tests.journeys.conftest import sample_path
from tests.journeys.person import PAGES


def opened(person, stem):
    """Open a sample and wait for its plan."""
    person.context.filing.open_sample(sample_path(stem))
    person.waits_for(lambda: bool(person.portfolio.initiatives))
    person.waits_for_the_answer()
    return person


def initiative(person, word):
    return next(key for key, r in person.portfolio.initiatives.items() if word in r.name)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_shows_the_sample(person, theme):
    person.context.theme.apply(theme, 1.0)
    opened(person, "northlight_ai_lab")
    for number, name in enumerate(PAGES, start=1):
        person.goes_to(number)
        picture = person.window.grab().toImage()
        colors = {
            picture.pixelColor(x, y).rgb()
            for x in range(200, picture.width(), 7)
            for y in range(100, picture.height() - 60, 7)
        }
        assert len(colors) > 10, f"{name} looks empty"


def test_compute_cut_by_a_fifth_with_the_slider(person):
    opened(person, "northlight_ai_lab")
    before = person.plan
    person.goes_to(6)
    slider = person.turns_to("Capacity of “Compute” in percent of the file’s", QSlider)
    for _ in range(2):
        person.presses(Qt.Key.Key_PageDown)
    assert slider.value() == 80
    person.waits_for_the_answer()
    after = person.plan
    assert after.status == "optimal"
    assert after.value < before.value
    assert set(before.chosen) - set(after.chosen), "with less compute somebody leaves"
    while person.context.document.undo_stack.canUndo():
        person.context.requests.action_requested.emit("edit.undo")
    person.waits_for_the_answer()
    assert person.plan.chosen == before.chosen


def test_forcing_vivid_in_shows_its_price(person):
    opened(person, "northlight_ai_lab")
    before = person.plan
    vivid = initiative(person, "Vivid")
    assert vivid not in before.chosen
    person.goes_to(6)
    person.context.selection.select(vivid)
    person.context.messages.answers.extend(["The launch was promised on stage"] * 2)
    person.clicks("Force in…")
    person.waits_for_the_answer()
    assert vivid in person.plan.chosen
    lost = 1 - person.plan.value / before.value
    assert lost == pytest.approx(0.189, abs=0.002)
    gone = {person.portfolio.initiatives[key].name for key in before.chosen} - {
        person.portfolio.initiatives[key].name for key in person.plan.chosen
    }
    assert gone == {"Flagship-Next pretraining", "Long-context memory"}


def test_dragging_a_weight_ranks_anew_and_is_one_step(person):
    opened(person, "northlight_ai_lab")
    before = person.context.analyst.results.ranking.scores.tolist()
    person.goes_to(4)
    steps = person.context.document.undo_stack.count()
    person.drags(person.sees("Weight of “Unit economics”", QSlider), 0.6)
    person.waits_for_the_answer()
    assert person.context.analyst.results.ranking.scores.tolist() != before
    assert person.context.document.undo_stack.count() == steps + 1


def test_save_close_and_reopen(person, tmp_path):
    opened(person, "tutorial_8")
    path = tmp_path / "our plan.portfolio"
    person.context.messages.answers.append(path)
    person.presses(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    person.waits_for(lambda: person.context.document.path == path)
    assert "our plan" in person.window.windowTitle()
    assert load(path).portfolio == person.portfolio
    stored = person.portfolio
    person.presses(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    person.waits_for(lambda: not person.portfolio.initiatives)
    person.context.filing.open(path)
    person.waits_for(lambda: bool(person.portfolio.initiatives))
    assert person.portfolio == stored


def test_selecting_in_one_page_selects_in_the_others(person):
    opened(person, "northlight_ai_lab")
    person.goes_to(5)
    person.turns_to("Ranked initiatives")
    person.presses(Qt.Key.Key_Home)
    person.presses(Qt.Key.Key_Down)
    chosen = person.context.selection.current
    assert person.portfolio.initiatives[chosen].name == "Coder agent"
    person.goes_to(6)
    assert person.sees("Coder agent")


def test_the_palette_opens_a_page_by_keyboard(person):
    opened(person, "tutorial_8")
    person.goes_to(1)
    person.presses(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    person.turns_to("Search commands, pages and initiatives")
    person.types("capac")
    person.presses(Qt.Key.Key_Return)
    person.waits_for(lambda: person.shows("Capacity"))
    assert not person.shows("Overview")


def test_twelve_hundred_initiatives_stay_responsive(person):
    opened(person, "stress_1200")
    for number in range(1, 7):
        person.goes_to(number)
    assert person.plan.status == "optimal"
    assert len(person.plan.chosen) > 300
