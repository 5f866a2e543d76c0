"""The line at the foot says whole parts of the state, the most important first."""

import pytest

from ui.widgets.foot import Foot

PARTS = ("Unsaved changes", "a recovery copy was made at 14:02", "Save as keeps both & more")


@pytest.fixture
def foot(qtbot, qapp):
    foot = Foot()
    qtbot.addWidget(foot)
    foot.resize(1200, foot.sizeHint().height())
    foot.show()
    foot.show_state(*PARTS)
    return foot


def shown(foot):
    return foot._words.text()


def test_all_parts_are_shown_where_there_is_room(foot):
    assert shown(foot) == " · ".join(PARTS)
    assert foot._words.toolTip() == ""


def test_in_a_narrow_window_the_last_parts_give_way_and_none_is_cut(foot):
    seen = set()
    for width in range(1200, 200, -20):
        foot.resize(width, foot.height())
        seen.add(shown(foot))
        assert not foot._words.elided or shown(foot) == PARTS[0]
    assert seen == {" · ".join(PARTS[:count]) for count in (1, 2, 3)}
    assert foot._words.toolTip() == " · ".join(PARTS).replace("&", "&amp;")


def test_parts_come_back_with_the_room(foot):
    for width in (300, 1200):
        foot.resize(width, foot.height())
    assert shown(foot) == " · ".join(PARTS)


def test_a_notice_stands_in_place_of_the_state_whatever_the_width(foot):
    foot.show_notice("Saved plan.portfolio")
    foot.resize(400, foot.height())
    assert shown(foot) == "Saved plan.portfolio"
    foot.hide_notice()
    assert shown(foot).startswith("Unsaved changes")


def test_one_part_that_is_too_long_is_cut_and_told_by_the_tooltip(foot):
    foot.show_state("All changes are saved in " + "x" * 300)
    assert foot._words.elided
    assert "x" * 300 in foot._words.toolTip()


def test_progress_takes_room_from_the_state(foot, qtbot):
    foot.resize(700, foot.height())
    foot.show_state(*PARTS)
    before = shown(foot)
    foot.show_progress("Ranking all initiatives of the portfolio", 0.5)
    qtbot.waitUntil(lambda: shown(foot) != before)
    assert not foot._words.elided
