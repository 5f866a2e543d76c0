"""What the charts of the lessons say, on portfolios whose answer can be worked out by hand."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from matplotlib.text import Text

from portfolio.charts import (
    APPETITE,
    FIRST_LIGHTS,
    FOCUS,
    HYPE_GAP,
    LESSON_CHARTS,
    LIGHT,
    UNIT_ECONOMICS,
    LessonView,
)
from portfolio.charts.appetite_finding import appetite_rows
from portfolio.charts.economics_finding import economics_tiles, missing_fact, subject_of
from portfolio.charts.first_lights_finding import history_of
from portfolio.charts.focus_finding import focus_tiles, lead_rows, numbers_of
from portfolio.charts.hype_finding import hype_picture
from portfolio.charts.render import drawn
from portfolio.lessons import economics
from portfolio.model import FrozenMap, LessonSettings, Settings
from tests.portfolio.charts.lessons import (
    LOSING,
    USED,
    app,
    dated,
    initiative,
    lab,
    lead_view,
    portfolio_of,
    video_app,
    view,
    view_of,
)
from tests.portfolio.lessons.asked import facts


def texts_of(chart, shown, size=(900, 600), style=LIGHT):
    figure, _ = drawn(chart, shown, style, size)
    return [text.get_text() for text in figure.findobj(Text)]


def with_thresholds(portfolio, **changed):
    lessons = LessonSettings(
        thresholds=FrozenMap({k.replace("_", "."): v for k, v in changed.items()})
    )
    return dataclasses.replace(portfolio, settings=Settings(lessons=lessons))


def tiles_of(shown):
    subject = subject_of(shown)
    return economics_tiles(subject, economics(subject))


# Hype gap


def test_the_loudest_that_keeps_fewest_is_named_with_its_gap():
    # Reach: first of five, percentile 90. Use that lasts: last of five, percentile 10.
    assert HYPE_GAP.describe(view(*lab())).startswith(
        "“Vivid” reaches the most people and keeps the fewest: a gap of 80 points. "
        "Of 5 compared, 1 is above 50 and 1 is above 30 points."
    )


def test_places_further_down_are_counted():
    kept = (2, 3, 4, 5, 1, 6, 7, 8, 9)
    rest = [app(f"App {n}", 10.0**n, 0.01 * keeps) for n, keeps in enumerate(kept, start=1)]
    assert HYPE_GAP.describe(view(*rest)).startswith(
        "“App 5” reaches more people than 4 of 8 others and keeps the fewest: a gap of 44 points."
    )


def test_the_selected_one_is_told_highlighted_and_named():
    shown = view(*lab(), selected="i2")
    assert HYPE_GAP.describe(shown).endswith(
        "Selected: “Copilot” reaches 3M people, use that lasts 75 of 100, gap 0 points."
    )
    bold = [
        text.get_text()
        for text in drawn(HYPE_GAP, shown, LIGHT, (900, 600))[0].findobj(Text)
        if text.get_fontweight() == "bold"
    ]
    assert "Copilot  0" in bold


def test_few_are_not_compared_and_none_says_what_to_state():
    two = view(app("A", 10.0, 0.1), app("B", 20.0, 0.2))
    assert HYPE_GAP.describe(two) == (
        "2 initiatives state both reach and whether use lasts: it takes 4 to compare them."
    )
    assert "Loud, soon left" not in texts_of(HYPE_GAP, two)
    nothing = HYPE_GAP.describe(view(initiative()))
    assert nothing.startswith("No initiative states its reach and whether its use lasts.")


def test_no_gap_is_good_news():
    level = view(*[app(f"A {n}", 10.0**n, 0.02 * n) for n in range(1, 6)])
    assert HYPE_GAP.describe(level).startswith(
        "Nobody's reach runs ahead of use that lasts: the largest gap is 0 points."
    )


def test_marks_follow_the_thresholds_of_the_portfolio():
    shown = view_of(with_thresholds(portfolio_of(*lab()), **{"2d_red": 90.0}))
    picture = hype_picture(shown.board)
    assert [mark.status for mark in picture.marks][:2] == ["amber", "amber"]
    assert picture.red == 90.0
    assert "gap above 90 points" in texts_of(HYPE_GAP, shown)


def test_of_many_only_the_largest_gaps_and_the_selected_are_named():
    records = [app(f"App {n}", 1000.0 + n, 0.0001 * n) for n in range(60)]
    shown = view(*records, app("Loud", 9e6, 0.0), selected="i3")
    names = [text for text in texts_of(HYPE_GAP, shown) if text.startswith(("App", "Loud  "))]
    assert any(name.startswith("Loud") for name in names)
    assert any(name.startswith("App 3 ") for name in names)
    assert len(names) <= 5


def test_those_in_one_place_are_told_together():
    shown = view(*[app("Same", 1000.0, 0.05)] * 8, selected="i3")
    _, spots = drawn(HYPE_GAP, shown, LIGHT, (900, 600))
    told = [spot for spot in spots if "more here" in spot.text]
    assert [spot.key for spot in told] == ["i3"]
    assert told[0].text.endswith("and 2 more here")


# Unit economics


def test_a_use_that_loses_money_and_when_it_pays():
    stated = facts({**LOSING, **USED}, kind="social or video app", pricing="hybrid")
    shown = view(initiative("Vivid", stated=stated))
    # 12 × ln(0.4 ÷ 1.3) ÷ ln 0.7 = 39.7 months; 36.5 uses × 1.30 ÷ 20 = 237 %.
    assert UNIT_ECONOMICS.describe(shown) == (
        "A use of “Vivid” loses 225 % of its price today, and pays for itself in 40 months. "
        "237 % of its users would have to pay."
    )
    assert [tile.value for tile in tiles_of(shown)] == ["−225 %", "40 months", "237 %", "–"]
    assert [tile.status for tile in tiles_of(shown)] == ["red", "green", "red", "missing"]


def test_a_cost_that_does_not_fall_never_pays():
    shown = view(initiative("A", stated=facts({**LOSING, "cost_fall": 0.0})))
    assert "never pays for itself" in UNIT_ECONOMICS.describe(shown)
    assert tiles_of(shown)[1].value == "never"


def test_a_use_that_pays_is_said_to():
    shown = view(initiative("A", stated=facts({"price_per_unit": 1.0, "unit_cost": 0.2})))
    assert UNIT_ECONOMICS.describe(shown) == "A use of “A” leaves 80 % of its price today."
    assert tiles_of(shown)[1].value == "now"


def test_the_break_even_stands_in_the_picture_with_its_band():
    shown = view(
        initiative("A", stated=facts({"price_per_unit": 1.0, "unit_cost": 1.3, "cost_fall": 0.3}))
    )
    texts = texts_of(UNIT_ECONOMICS, shown)
    assert "pays for itself in 9 months" in texts
    assert "target 52 %" in texts
    ranged = view(video_app())
    assert "Within the stated ranges that takes" in UNIT_ECONOMICS.describe(ranged)


def test_the_figure_that_is_missing_is_named():
    shown = view(initiative("A", stated=facts({"price_per_unit": 1.0})))
    assert UNIT_ECONOMICS.describe(shown) == (
        "The margin of “A” cannot be drawn yet. "
        "Not stated: Cost of one use (or Chip time of one use)."
    )
    assert missing_fact(shown) == "unit_cost"
    assert missing_fact(view(initiative())) == "price_per_unit"
    assert missing_fact(view(video_app())) == ""


def test_what_is_not_sold_says_why():
    mandate = facts(pricing="mandate", kind="public service")
    shown = view(initiative("A", stated=mandate))
    assert UNIT_ECONOMICS.describe(shown) == (
        "Unit economics do not apply to “A”. "
        "It is there because it must be, not to earn by its use."
    )
    assert missing_fact(shown) == ""


def test_a_price_of_nothing_has_no_margin():
    free = view(initiative("A", stated=facts({"price_per_unit": 0.0, "unit_cost": 1.0})))
    assert UNIT_ECONOMICS.describe(free).startswith("Every use of “A” costs, and none brings")


def test_without_a_selection_the_one_with_most_red_lights_is_shown():
    shown = view(initiative("Quiet"), video_app())
    assert shown.one == "i1"
    assert dataclasses.replace(shown, selected="i0").one == "i0"
    assert dataclasses.replace(shown, selected="gone").one == "i1"


# Compute appetite


def test_the_largest_appetite_without_its_benefit_is_named():
    shown = view(
        initiative("Hungry", 60.0, 10.0),
        initiative("Fair", 20.0, 50.0),
        initiative("Lean", 20.0, 40.0),
    )
    assert APPETITE.describe(shown) == (
        "“Hungry” asks for 60 % of the compute and brings 10 % of the benefit: 6×. "
        "1 above 3× takes 60 % of the compute."
    )
    assert [row.verdict for row in appetite_rows(shown.board)] == ["6×", "0.5×", "0.4×"]


def test_losses_come_first_and_what_is_not_known_last():
    shown = view(
        initiative("Unknown", 30.0), initiative("Loss", 10.0, -20.0), initiative("None", 10.0, 0.0),
        initiative("Good", 50.0, 120.0),
    )  # fmt: skip
    rows = appetite_rows(shown.board)
    assert [row.verdict for row in rows] == [
        "loses benefit", "no benefit", "0.417×", "benefit not stated",
    ]  # fmt: skip
    assert "The benefit of 1 initiative is not stated." in APPETITE.describe(shown)
    assert "Loss” asks for 10 % of the compute and would lose benefit." in APPETITE.describe(shown)


def test_where_no_share_can_be_told_the_sentence_says_why():
    assert APPETITE.describe(view(initiative(), resources=FrozenMap())).startswith(
        "This portfolio plans no compute."
    )
    assert APPETITE.describe(view(initiative())).startswith("Nobody asks for compute yet.")


def test_equal_shares_are_nobody_s_fault():
    shown = view(*[initiative(f"A {n}", 10.0, 10.0) for n in range(4)], selected="i1")
    assert APPETITE.describe(shown) == (
        "Nobody takes more than 3 times its share of benefit. "
        "Selected: “A 1”, 25 % of compute, 25 % of benefit: 1×."
    )


def test_the_selected_row_is_shown_however_far_below():
    records = [initiative(f"Work {n}", 10.0, 10.0 + n) for n in range(80)]
    shown = view(*records, selected="i79")
    assert "Work 79" in texts_of(APPETITE, shown)
    assert any(text.startswith("and ") for text in texts_of(APPETITE, shown))


# Focus


def test_focus_says_how_many_for_how_many_people_and_who_has_too_many():
    assert FOCUS.describe(lead_view(4)) == (
        "5 initiatives are going on at once, one for every 8 people. "
        "Bo has 4 at once, more than the limit of 3."
    )
    assert [row.over for row in lead_rows(lead_view(4).board)] == [True, False]
    assert FOCUS.describe(lead_view(3)).endswith("No lead has more than 3 at once.")


def test_the_numbers_of_focus():
    tiles = focus_tiles(numbers_of(lead_view(9).board))
    # Nine ask for 10 and one for 5 of 95: five of 10 are 53 %.
    assert [tile.value for tile in tiles] == ["10", "1 per 4", "53 %", "0 %"]
    nobody = view(initiative(status="running"), resources=FrozenMap())
    values = [tile.value for tile in focus_tiles(numbers_of(nobody.board))]
    assert values == ["1", "–", "–", "–"]


def test_what_the_plan_funds_counts_as_going_on():
    records = [initiative(f"A {n}", owner="Bo") for n in range(2)]
    assert FOCUS.describe(view(*records)).startswith("Nothing is running or funded yet.")
    funded = view(*records, funded=("i1",))
    assert FOCUS.describe(funded).startswith("1 initiative is going on at once")


def test_a_lead_can_be_clicked_and_says_what_they_lead():
    _, spots = drawn(FOCUS, lead_view(2), LIGHT, (900, 600))
    assert [(spot.key, spot.text) for spot in spots] == [
        ("i0", "Bo leads “Work 0” and “Work 1”"),
        ("i2", "Ada leads “Else”"),
    ]


# First lights


def test_the_months_of_the_lights_are_counted_from_the_launch():
    shown = view(video_app())
    history = history_of(shown)
    months = {check.code: month for check, month in history.lit}
    assert months["1a"] == date(2025, 11, 1)
    assert months["4b"] == date(2025, 9, 1)
    assert max(months.values()) == date(2025, 11, 1)
    assert FIRST_LIGHTS.describe(shown).startswith(
        f"{len(months)} lights of “Vivid” could have come on within 2 months of its launch."
    )
    assert "Answers have no date and count from the first month" in FIRST_LIGHTS.describe(shown)


def test_lights_that_come_late_are_told_apart_from_the_first():
    record = video_app()
    stated = dataclasses.replace(record.facts, launched=date(2025, 6, 1))
    shown = view(dataclasses.replace(record, facts=stated))
    count = len(history_of(shown).lit)
    first = sum(month <= date(2025, 8, 1) for _, month in history_of(shown).lit)
    assert 0 < first < count
    assert FIRST_LIGHTS.describe(shown).startswith(
        f"{first} of {count} lights of “Vivid” could have come on within 2 months of its launch."
    )
    unknown = dataclasses.replace(record.facts, launched=None)
    undated = FIRST_LIGHTS.describe(view(dataclasses.replace(record, facts=unknown)))
    assert "could have come on, the first in Sep 2025." in undated


def test_rows_say_what_was_new_in_that_month():
    _, spots = drawn(FIRST_LIGHTS, view(video_app()), LIGHT, (1200, 675))
    margin = next(spot.text for spot in spots if spot.text.startswith("1a"))
    assert "Nov 2025, 2 months after the launch" in margin
    assert "New then: Cost of one use and Retention on day 30" in margin
    assert any(spot.text.startswith("31 Dec 2025: ") for spot in spots)


def test_of_a_long_history_the_last_ten_years_are_drawn():
    record = video_app()
    old = record.facts.figures.with_("seats", dated(10.0, date(1905, 3, 1)))
    shown = view(dataclasses.replace(record, facts=dataclasses.replace(record.facts, figures=old)))
    texts = texts_of(FIRST_LIGHTS, shown, (1600, 900))
    assert "Feb 2016" in texts
    assert not any(text.endswith("1905") for text in texts)


def test_caveats_are_printed_where_figures_are_those_of_outsiders():
    noted = portfolio_of(video_app(), notes="Outsiders' figures.\n\nAn upper bound.")
    wide = texts_of(FIRST_LIGHTS, view_of(noted), (1200, 675))
    assert "Outsiders' figures." in wide
    assert "An upper bound." in wide
    own = dataclasses.replace(LIGHT, titled=False)
    assert "An upper bound." not in texts_of(FIRST_LIGHTS, view_of(noted), (1200, 675), own)
    stated = facts({"price_per_unit": 0.4, "unit_cost": 1.3}, launched=date(2025, 9, 30))
    measured = portfolio_of(initiative(stated=stated), notes="Ours.")
    assert history_of(view_of(measured)).caveats == ""


def test_without_dates_the_sentence_says_what_to_give():
    undated = view(initiative("A", stated=facts(LOSING)))
    assert FIRST_LIGHTS.describe(undated).startswith("No figure of “A” has a date. Give figures")
    waiting = dataclasses.replace(undated, firsts=None)
    assert FIRST_LIGHTS.describe(waiting).startswith("Going back through its months.")


# All of them


@pytest.mark.parametrize("chart", LESSON_CHARTS, ids=lambda chart: chart.name)
def test_before_there_are_lights_and_before_there_is_anything(chart):
    assert chart.describe(LessonView(None)).startswith("The five lessons are being asked.")
    assert chart.describe(view()).startswith("No initiatives yet.")
    assert drawn(chart, view(), LIGHT, (500, 360))[1] == ()
