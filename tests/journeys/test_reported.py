"""A product that the press reported on, typed in by keyboard alone: its lights come on."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from portfolio.exchange.typed_facts import figure_text
from portfolio.files import load
from portfolio.lessons import judge
from portfolio.lessons.registry import CHECKS
from portfolio.model import FIGURE, STAGES
from portfolio.report.initiative_lines import InitiativeLine
from tests.journeys.conftest import sample_path
from ui.pages.initiatives_parts.facts_fields import fact_fields, figure_id
from ui.pages.initiatives_parts.facts_sections import (
    COMPUTE,
    COMPUTE_COLUMNS,
    FIRST_COLUMNS,
    FOLDED,
    KILL,
    KILL_COLUMNS,
)

SECTIONS = {COMPUTE: COMPUTE_COLUMNS, **FOLDED, KILL: KILL_COLUMNS}
READINGS = figure_id("installs_month")
pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="keys are pressed through X"),
]


def reported():
    """The harsher end of what was reported, and the portfolio that it stands in."""
    portfolio = load(sample_path("sora_reconstruction")).portfolio
    return portfolio, "i_high", portfolio.initiatives["i_high"]


def stated(columns):
    """Return the fields of some columns in which something is stated, with its text."""
    portfolio, key, record = reported()
    fields = {field.id: field for field in fact_fields(portfolio)}
    texts = {column: fields[column].edit_text(InitiativeLine(key, record)) for column in columns}
    return [(fields[column], text) for column, text in texts.items() if text]


def fill(person, hands, columns):
    for field, text in stated(columns):
        if field.id == READINGS:
            fill_readings(person, hands, field)
            continue
        hands.tabs_to(field.heading)
        if isinstance(QApplication.focusWidget(), QComboBox):
            choose(hands, text)
        else:
            hands.types(f"{text}\t")


def choose(hands, text):
    box = QApplication.focusWidget()
    steps = box.findText(text) - box.currentIndex()
    hands.presses(*["Down" if steps > 0 else "Up"] * abs(steps))


def fill_readings(person, hands, field):
    """State a figure once for each day for which it was reported, the oldest first."""
    figure = reported()[2].facts.figures["installs_month"]
    readings = [(each.likely, each.as_of, each.source) for each in (*figure.earlier, figure)]
    hands.tabs_to(f"Details of {field.title}")
    for likely, day, source in readings:
        hands.presses("space")
        person.waits_for(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        hands.types(f"{figure_text(likely, FIGURE['installs_month'])}\t")
        hands.tabs_to("As of")
        hands.types(f"{day.isoformat()}\t")
        choose_last(hands)
        hands.tabs_to("Source")
        hands.types(source[:24])
        hands.presses("Return")
        person.waits_for(person.window.isActiveWindow)


def choose_last(hands):
    hands.tabs_to("Whose figure it is")
    hands.presses("End")


def product(person):
    (record,) = person.portfolio.initiatives.values()
    return record


def test_the_reported_figures_turn_the_lights_on(person, hands):
    hands.presses("ctrl+Return")
    person.waits_for(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    hands.types("A viral video app")
    hands.presses("Return", "F6")
    hands.tabs_to("Stage")
    hands.presses(*["Down"] * STAGES.index("run"))
    fill(person, hands, FIRST_COLUMNS)
    for title, columns in SECTIONS.items():
        if stated(columns):
            hands.tabs_to(f"{title}, section")
            hands.presses("space")
            fill(person, hands, columns)
    person.waits_for_the_answer()
    same_as_reported(product(person).facts)
    same_lights(person)


def same_as_reported(facts):
    wanted = reported()[2].facts
    assert {name: f.likely for name, f in facts.figures.items()} == {
        name: f.likely for name, f in wanted.figures.items()
    }
    typed, read = facts.figures["installs_month"], wanted.figures["installs_month"]
    assert [(r.likely, r.as_of) for r in typed.earlier] == [
        (r.likely, r.as_of) for r in read.earlier
    ]
    assert (typed.as_of, typed.label) == (read.as_of, "reported estimate")
    for name in ("kind", "launched", "pricing", "evidence", "rights", "synthetic_media"):
        assert getattr(facts, name) == getattr(wanted, name)
    assert (facts.provenance, facts.kill) == (wanted.provenance, wanted.kill)


def same_lights(person):
    board = person.context.analyst.results.board
    portfolio, key, _ = reported()
    wanted = judge(portfolio, today=board.today)
    (typed,) = board.ids
    red = {c.code for c in CHECKS if board.status(typed, c.code) == "red"}
    assert {"1a", "1b", "2a", "2b", "3b", "3c", "4b", "4c", "4d"} <= red
    assert red == {c.code for c in CHECKS if wanted.status(key, c.code) == "red"}
