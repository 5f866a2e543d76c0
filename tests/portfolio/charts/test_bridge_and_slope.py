"""Two versions in pictures: findings, every state of them, and labels that can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.charts import BRIDGE, DARK, LIGHT, SLOPE, BridgeView, SlopeEnd, SlopeView
from portfolio.charts.bridge_finding import bridge_finding, part_words
from portfolio.charts.render import drawn
from portfolio.charts.slope import moving_keys, slope_finding
from portfolio.edit import scale_capacity, set_settings
from portfolio.funding import plan
from portfolio.insight import Planned, bridge
from portfolio.model import FrozenMap
from tests.portfolio.charts.figures import figure_of
from tests.portfolio.charts.test_contract import boxes_of, outside, overlapping
from tests.portfolio.charts.variants import HOSTILE
from tests.portfolio.funding.builders import force_in, force_out, from_table
from tests.portfolio.insight.test_bridge import silent
from tests.portfolio.small import with_record, with_rules

SIZES = {(900, 600): LIGHT, (420, 260): DARK}
TITLES = ("May", "June")


def bridged(before, after, titles=TITLES, names=None):
    split = bridge(
        before, after, lambda p, tick: Planned(plan(p, tick=tick)), names=titles, tick=silent
    )
    records = {**before.initiatives, **after.initiatives}
    called = names or {key: record.name for key, record in records.items()}
    return BridgeView(split, titles, called)


def cut():
    """Less of the one limit drops what is worth 8 of 17."""
    before = from_table([9, 8], [[10, 10]], [20])
    return bridged(before, scale_capacity(before, "r0", 0.5))


def slight():
    """Changes of a few percent: bars do not begin at 0."""
    before = from_table([500, 400, 9, 8], [[10, 10, 5, 5]], [30])
    after = scale_capacity(before, "r0", 25 / 30)
    benefit = before.initiatives["i03"].benefit
    more = replace(benefit, amount=replace(benefit.amount, likely=19.0))
    return bridged(before, with_record(after, "initiatives", "i03", benefit=more))


def losing():
    """A plan that a mandate keeps below zero."""
    before = with_rules(from_table([-9, 4], [[1, 1]], [9]))
    after = with_rules(before, replace(force_out("i02"), kind="mandated", initiatives=("i01",)))
    return bridged(before, after)


def unproven():
    view = cut()
    parts = [replace(part, low=part.gained - 2, high=part.gained + 2) for part in view.bridge.parts]
    return replace(view, bridge=replace(view.bridge, parts=tuple(parts)))


def hostile():
    before = from_table([9] * 12, [[10] * 12], [70], names=HOSTILE)
    return bridged(before, scale_capacity(before, "r0", 0.3), (HOSTILE[0], HOSTILE[3]))


def same():
    before = from_table([9, 8], [[10, 10]], [20])
    return bridged(before, before)


def in_points():
    before = from_table([9, 8], [[10, 10]], [20])
    return bridged(before, set_settings(before, objective="value"))


BRIDGES = {
    "cut": cut,
    "slight": slight,
    "losing": losing,
    "unproven": unproven,
    "hostile": hostile,
    "same": same,
    "in points": in_points,
    "outdated": lambda: replace(cut(), outdated=True),
    "not yet": lambda: BridgeView(None, TITLES, {}),
}


def slopes(count, names=None):
    """Every third initiative crosses the line of the plan, the others change places."""
    half = count // 2
    ends = {}
    for place in range(count):
        after = place + 1 if place % 5 == 0 else count - place
        first, last = place < half, (place < half) != (place % 3 == 0)
        ends[f"i{place:04}"] = (SlopeEnd(place + 1, first), SlopeEnd(after, last))
    called = dict(zip(ends, names or [f"Initiative {n}" for n in range(count)], strict=False))
    return SlopeView(ends, TITLES, called)


def only_in_one():
    view = slopes(6)
    new, gone = SlopeEnd(None, funded=False), SlopeEnd(3, funded=True)
    ends = {**view.ends, "new": (new, gone), "gone": (gone, new)}
    return replace(view, ends=ends, names={**view.names, "new": "New one", "gone": "Gone one"})


LONG = (
    "Retrieval over all contracts of the group",
    "Fraud detection in instant payments (EU)",
    "Forecasting of spare parts demand",
    "Board paper drafting",
)


def long_names(count):
    return slopes(count, [f"{LONG[n % 4]} {n}" for n in range(count)])


SLOPES = {
    "two": lambda: slopes(2),
    "sixteen": lambda: slopes(16),
    "hundred": lambda: slopes(100),
    "twelve hundred": lambda: slopes(1200),
    "long names": lambda: long_names(12),
    "hostile": lambda: replace(slopes(12, HOSTILE), titles=(HOSTILE[0], HOSTILE[3])),
    "only in one": only_in_one,
    "still": lambda: SlopeView({"a": (SlopeEnd(1, funded=True),) * 2}, TITLES, {"a": "A"}),
    "trouble": lambda: SlopeView({}, TITLES, {}, "The plans are being worked out."),
    "outdated": lambda: replace(slopes(8), outdated=True),
}
CASES = [(BRIDGE, make) for make in BRIDGES.values()] + [(SLOPE, make) for make in SLOPES.values()]
NAMES = [*(f"bridge {name}" for name in BRIDGES), *(f"slope {name}" for name in SLOPES)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(("chart", "make"), CASES, ids=NAMES)
def test_labels_stay_apart_and_inside(chart, make, size):
    boxes = boxes_of(figure_of(chart, make(), SIZES[size], size))
    assert boxes
    assert outside(boxes, size) == []
    assert overlapping(boxes) == []


@pytest.mark.parametrize(("chart", "make"), CASES, ids=NAMES)
def test_the_sentence_is_whole(chart, make):
    said = chart.describe(make())
    assert said.endswith(".")
    assert "  " not in said
    assert "nan" not in said.lower().split()


def test_the_bridge_says_what_moved_the_value():
    assert bridge_finding(cut()).headline == "The plan loses $8M (−47 %): limits −$8M."
    assert bridge_finding(same()).headline == "The plan is the same, for the same value."
    assert bridge_finding(slight()).headline == (
        "The plan gains $2M (+0.2 %): inputs +$10M and limits −$8M."
    )
    assert bridge_finding(in_points()).headline.startswith("The values cannot be compared")
    assert "4 to" not in bridge_finding(unproven()).headline


def test_without_a_plan_nobody_is_said_to_enter_or_leave():
    before = from_table([9, 8], [[10, 10]], [20])
    none = bridged(before, with_rules(scale_capacity(before, "r0", 0.1), force_in("i01")))
    assert none.bridge.trouble.startswith("There is no plan of ")
    assert bridge_finding(none).detail == ""
    euros = {
        key: replace(record, benefit=replace(record.benefit, unit="€M"))
        for key, record in before.initiatives.items()
    }
    euros = replace(before, initiatives=FrozenMap(euros))
    other = bridge_finding(bridged(before, euros))
    assert other.detail == "Who enters and leaves the plan is told all the same."


def test_a_part_without_a_bound_says_what_is_known():
    (part,) = (each for each in cut().bridge.parts if each.gained)
    below, above = replace(part, high=float("inf")), replace(part, low=float("-inf"))
    assert part_words(replace(below, low=-9.0), "$M") == "−$8M (at least −$9M)"
    assert part_words(replace(above, high=-7.0), "$M") == "−$8M (at most −$7M)"
    assert part_words(replace(below, low=float("-inf")), "$M") == "−$8M (not proven)"


def test_bars_that_do_not_begin_at_nothing_say_so():
    def texts(view):
        return [text for text, _ in boxes_of(figure_of(BRIDGE, view, LIGHT, (900, 600)))]

    assert any("not at 0." in text for text in texts(slight()))
    assert not any("not at 0." in text for text in texts(cut()))
    assert "−$8M (from −$10M to −$6M)" in texts(unproven())


def test_every_part_is_a_spot():
    _, spots = drawn(BRIDGE, cut(), LIGHT, (900, 600))
    assert [spot.text for spot in spots] == [
        "May: $17M",
        "Inputs: no change",
        "Weights: no change",
        "Limits: −$8M; out: Item 2",
        "Choices: no change",
        "June: $9M",
    ]


def test_the_slope_names_who_enters_and_leaves_first():
    view = slopes(6)
    assert slope_finding(view).headline == (
        "“Initiative 3” enters the plan; “Initiative 0” leaves the plan."
    )
    assert slope_finding(view).detail == ("“Initiative 1” moves most in rank, down from 2 to 5.")
    assert moving_keys(view)[:2] == ["i0003", "i0000"]


def test_the_slope_without_a_change_of_the_plan():
    ends = {
        "a": (SlopeEnd(1, funded=True), SlopeEnd(2, funded=True)),
        "b": (SlopeEnd(2, funded=False), SlopeEnd(1, funded=False)),
        "c": (SlopeEnd(3, funded=False), SlopeEnd(3, funded=False)),
    }
    view = SlopeView(ends, TITLES, {"a": "A", "b": "B", "c": "C"})
    finding = slope_finding(view)
    assert finding.headline == "“A” moves most in rank, down from 1 to 2."
    assert finding.detail == "2 initiatives of 3 move; the plan funds the same."
    texts = [text for text, _ in boxes_of(figure_of(SLOPE, view, LIGHT, (900, 600)))]
    assert any("1 initiative not shown, which did not move." in text for text in texts)


def test_spots_of_the_slope_tell_ranks_and_funding():
    _, spots = drawn(SLOPE, only_in_one(), LIGHT, (900, 600))
    told = {spot.text for spot in spots}
    assert "New one: rank – to 3; not funded before, funded now" in told
    assert "Gone one: rank 3 to –; funded before, not funded now" in told


def test_levels_are_handed_on_even_below_zero():
    view = losing()
    assert view.bridge.total < 0
    assert FrozenMap(view.bridge.last.plan.chosen) == FrozenMap({"i01": "", "i02": ""})


def test_names_beside_a_narrow_slope_have_the_room_that_lines_do_not_need():
    down, up = (
        (SlopeEnd(8, funded=True), SlopeEnd(9, funded=False)),
        (
            SlopeEnd(9, funded=False),
            SlopeEnd(8, funded=True),
        ),
    )
    view = SlopeView({"a": down, "b": up}, TITLES, {"a": "Claims", "b": "Board paper drafting"})
    texts = [text for text, _ in boxes_of(figure_of(SLOPE, view, LIGHT, (480, 260)))]
    assert "Board paper drafting" in texts
    wider = [text for text, _ in boxes_of(figure_of(SLOPE, view, LIGHT, (600, 260)))]
    assert wider.count("Board paper drafting") == 2


def on_page(view, size=(493, 252), style=LIGHT):
    """The labels of a slope as the page of comparisons shows it in a window of 1280 by 800."""
    return boxes_of(figure_of(SLOPE, view, replace(style, titled=False, font_size=9.5), size))


@pytest.mark.parametrize("style", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("count", [12, 100])
def test_long_names_are_whole_on_a_narrow_page(count, style):
    boxes = on_page(long_names(count), style=style)
    assert len({text for text, _ in boxes} & set(long_names(count).names.values())) >= 6
    assert not any("…" in text for text, _ in boxes)
    assert overlapping(boxes) == []
    assert outside(boxes, (493, 252)) == []


def test_names_that_have_no_room_at_one_end_either_are_cut_in_the_middle():
    view = slopes(4, ["Retrieval over all contracts " * 4, "B", "C", "D"])
    boxes = on_page(view)
    (name,) = [text for text, _ in boxes if text.startswith("Retrieval")]
    assert name.endswith("contracts")
    assert "…" in name
    assert overlapping(boxes) == []
    assert outside(boxes, (493, 252)) == []


def test_a_name_that_does_not_fit_twice_stands_once_where_the_line_ends():
    texts = [text for text, _ in on_page(long_names(12))]
    assert all(texts.count(name) <= 1 for name in long_names(12).names.values())
    left = SlopeEnd(3, funded=True), SlopeEnd(None, funded=False)
    view = long_names(12)
    view = replace(view, ends={**view.ends, "gone": left}, names={**view.names, "gone": "Gone"})
    at = {text: box for text, box in on_page(view) if text in view.names.values()}
    gone = at.pop("Gone")
    assert gone.x1 < min(box.x0 for box in at.values())


def test_titles_make_room_for_each_other():
    titles = ("northlight_ai_lab_2026q4.portfolio", "northlight_ai_lab.portfolio")
    texts = [text for text, _ in on_page(replace(long_names(12), titles=titles))]
    assert set(titles) <= set(texts)
