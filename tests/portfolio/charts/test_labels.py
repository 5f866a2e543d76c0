"""Names beside marks: near where there is room, further off, or not at all."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from portfolio.charts.box import Box
from portfolio.charts.labels import Label, place_labels

ROOM = Box(0.0, 0.0, 200.0, 100.0)
HEIGHT = 10.0
points = st.tuples(st.floats(0, 200), st.floats(0, 100))


def overlap(one, other):
    return (
        min(one.right, other.right) - max(one.x, other.x) > 1e-9
        and min(one.bottom, other.bottom) - max(one.y, other.y) > 1e-9
    )


def test_a_lone_label_stands_to_the_right_and_at_the_edge_to_the_left():
    (right,) = place_labels([Label((50.0, 50.0), 40.0)], [], ROOM, HEIGHT)
    assert right.x > 50.0
    assert right.center_y == 50.0
    (left,) = place_labels([Label((190.0, 50.0), 40.0)], [], ROOM, HEIGHT)
    assert left.right < 190.0


def test_without_room_there_is_no_label():
    assert place_labels([Label((50.0, 50.0), 400.0)], [], ROOM, HEIGHT) == [None]
    assert place_labels([Label((50.0, 50.0), 40.0)], [ROOM], ROOM, HEIGHT) == [None]


def test_the_first_of_many_in_one_place_is_never_left_out():
    same = [Label((100.0, 50.0), 60.0)] * 40
    places = place_labels(same, [], ROOM, HEIGHT)
    assert places[0] is not None
    assert None in places


def test_others_are_covered_only_where_there_is_no_other_place():
    label, soft = Label((50.0, 50.0), 40.0), [Box(60.0, 45.0, 10.0, 10.0)]
    (beside,) = place_labels([label], [], ROOM, HEIGHT, soft)
    assert beside.right < 50.0
    (over,) = place_labels([label], [], ROOM, HEIGHT, [ROOM])
    assert over.x > 50.0


@given(st.lists(st.tuples(points, st.floats(5, 90)), max_size=12), st.lists(points, max_size=12))
def test_labels_cover_neither_each_other_nor_a_mark_and_stay_inside(labels, others):
    marks = [Box(x - 2, y - 2, 4, 4) for x, y in others]
    wanted = [Label(at, width) for at, width in labels]
    placed = [box for box in place_labels(wanted, marks, ROOM, HEIGHT) if box is not None]
    for one, other in itertools.combinations([*placed, *marks], 2):
        assert one in marks or not overlap(one, other)
    for box in placed:
        assert box.x >= ROOM.x
        assert box.right <= ROOM.right
        assert box.y >= ROOM.y
        assert box.bottom <= ROOM.bottom
