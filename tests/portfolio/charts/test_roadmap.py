"""The roadmap: who works when, what falls due, in words and as a picture."""

from dataclasses import replace
from datetime import date

import pytest

from portfolio.analysis import analyze
from portfolio.charts import LIGHT
from portfolio.charts.roadmap import ROADMAP, spoken
from portfolio.charts.roadmap_rows import place_of, works
from portfolio.model import Condition, FrozenMap, KillCriterion, Rule
from portfolio.model.decided import current_decisions
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.timed_lab import changed, decided, lab

NAMES = ["Q1 2027", "Q2 2027", "Q3 2027"]


@pytest.fixture(scope="module")
def results():
    return analyze(decided(changed(lab(), "beta", open_ended=True)), upto="waterline")


def by_key(results):
    return {work.key: work for work in works(results, results.plan)}


def texts(figure):
    return [text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text"))]


def test_works_know_start_end_level_and_what_falls_due(results):
    found = by_key(results)
    assert (found["beta"].stated, found["beta"].start, found["beta"].last) == (0, 1, 2)
    assert found["beta"].deferred
    assert found["gamma"].level == "Pilot"
    assert found["old"].running
    assert found["delta"].start == -1
    (gate,) = found["delta"].dues
    assert (gate.kind, gate.done) == ("gate", False)
    assert gate.at == pytest.approx(1 + 30 / 91, abs=0.02)
    (review,) = found["alpha"].dues
    assert review.kind == "review"
    assert found["alpha"].kill == "Fewer than 1,000 weekly users by July"


def test_the_finding_says_who_starts_when_and_who_waits(results):
    assert ROADMAP.describe(results) == (
        "2 initiatives at work from Q1 2027, 1 starts later as stated and 1 deferred "
        "(“Beta” to Q2 2027). “Delta” waits for its gate. 1 review set by decisions."
    )


def test_work_beyond_the_horizon_goes_on():
    portfolio = changed(lab(), "beta", open_ended=True, duration=3)
    found = analyze(portfolio, upto="waterline")
    assert "“Beta” goes on after Q3 2027." in ROADMAP.describe(found)
    assert spoken(by_key(found)["beta"], NAMES) == (
        "Beta works from Q2 2027 on, deferred from Q1 2027."
    )


def test_every_line_is_told_in_full(results):
    found = by_key(results)
    assert spoken(found["alpha"], NAMES) == (
        "Alpha works from Q1 2027 to Q1 2027. Review on 15 Apr 2027. "
        "Kill criterion: Fewer than 1,000 weekly users by July."
    )
    assert spoken(found["old"], NAMES).startswith("Old continues from Q2 2027")
    assert spoken(found["delta"], NAMES) == (
        "Delta is not funded. Gate: rights are cleared, due 1 May 2027."
    )


def test_what_has_no_room_is_counted(results):
    figure = figure_of(ROADMAP, results, LIGHT, (700, 210))
    said = texts(figure)
    assert any(text.startswith("and ") and "more" in text for text in said), said
    assert "Alpha" in said
    assert "Beta" not in said or "Gamma" not in said


def test_the_key_explains_what_occurs_and_no_more(results):
    said = texts(figure_of(ROADMAP, results, LIGHT, (900, 500)))
    assert {"deferred", "gate", "review", "running already"} <= set(said)
    assert "goes on" not in said
    plain = analyze(replace(lab(), rules=FrozenMap()), upto="waterline")
    assert "gate" not in texts(figure_of(ROADMAP, plain, LIGHT, (900, 500)))


def test_the_key_speaks_of_what_is_shown(results):
    said = texts(figure_of(ROADMAP, results, LIGHT, (700, 175)))
    assert "gate" not in said


def test_conditions_and_the_kill_date_of_a_decision_fall_due(results):
    portfolio = results.portfolio
    key = current_decisions(portfolio)["alpha"]
    said = replace(
        portfolio.decisions[key],
        kill_criterion="",
        terms=(
            Condition("Rights", date(2027, 2, 15)),
            Condition("Consent", date(2027, 5, 1), "met"),
            Condition("Budget"),
        ),
        kill=KillCriterion("Weekly users", "10,000", date(2027, 7, 1), "Stop"),
        review=None,
    )
    portfolio = replace(portfolio, decisions=portfolio.decisions.with_(key, said))
    found = analyze(portfolio, upto="waterline")
    alpha = by_key(found)["alpha"]
    assert [(due.kind, due.text, due.done) for due in alpha.dues] == [
        ("condition", "Condition: Rights, due 15 Feb 2027", False),
        ("condition", "Condition: Consent, due 1 May 2027", True),
        ("kill", "Weekly users is judged on 1 Jul 2027", False),
    ]
    assert alpha.kill == "Weekly users: 10,000 by 1 Jul 2027, else Stop"
    assert spoken(alpha, NAMES).endswith(
        "Kill criterion: Weekly users: 10,000 by 1 Jul 2027, else Stop."
    )
    assert "1 condition to be met." in ROADMAP.describe(found)
    assert {"condition", "kill date"} <= set(texts(figure_of(ROADMAP, found, LIGHT, (900, 500))))


def test_a_met_gate_is_told_as_met():
    gate = Rule("gate", ("alpha",), value="law", state="met", due=date(2027, 2, 1))
    (due,) = by_key(analyze(lab(gate), upto="waterline"))["alpha"].dues
    assert due.done
    assert due.text == "Gate: law, due 1 Feb 2027 (met)"


def test_a_gate_without_a_day_stands_at_its_period():
    gate = Rule("gate", ("beta",), value="license", period="p1")
    (due,) = by_key(analyze(lab(gate), upto="waterline"))["beta"].dues
    assert due.at == 1.0


def test_days_are_placed_between_the_starts_of_periods():
    starts = [date(2027, 1, 1), None, date(2027, 7, 1)]
    assert place_of(date(2027, 1, 1), starts) == 0
    assert place_of(date(2027, 4, 2), starts) == pytest.approx(1.0, abs=0.02)
    assert place_of(date(2027, 10, 1), starts) == pytest.approx(3.0, abs=0.02)
    assert place_of(date(2027, 1, 1), [None]) is None


def test_without_periods_it_says_what_to_do():
    portfolio = replace(lab(), periods=FrozenMap(), resources=FrozenMap())
    found = analyze(portfolio, upto="waterline")
    assert "planning periods" in ROADMAP.describe(found)
    assert figure_of(ROADMAP, found, LIGHT, (600, 300))
