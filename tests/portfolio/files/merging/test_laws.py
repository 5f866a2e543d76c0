"""Random edits on both sides of random documents: what every merge must keep to.

``portfolio.files.merging`` is also broken on purpose, in the ways in which merges usually go
wrong, to show that the laws would see it.
"""

from __future__ import annotations

import sys
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from portfolio.files import dumps
from portfolio.files.merging import deletions, fields, merge, resolved, three_way
from tests.portfolio.files.merging.laws import Laws, check_files
from tests.portfolio.files.merging.random_edits import Editor
from tests.portfolio.strategies import portfolios


def drawn(count, number=0):
    """Return so many random documents, the same in each run; others for each number.

    They are drawn before they are judged: a smaller one with the same edits would be another
    story, so there is nothing to shrink.
    """
    found = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(portfolios(extra=True))
    def draw(document):
        found.append(document)

    draw()
    return found


@pytest.fixture(scope="module")
def documents():
    return drawn(30)


def merges(documents, count):
    """Yield a base, two sides that were edited apart, and random numbers to go on with."""
    for number, base in enumerate(documents):
        random = Random(number)
        editor = Editor(random, base, documents[number - 1])
        laws = Laws(base)
        for _ in range(count):
            ours, theirs = (editor.edited(random.randint(1, 5)) for _ in "12")
            yield laws, ours, theirs, random


def test_no_edit_is_lost_and_nothing_dangles(documents):
    for laws, ours, theirs, random in merges(documents, 4):
        versions = laws.base, ours, theirs
        before = [dumps(each) for each in versions]
        check_files(laws.check(ours, theirs, random))
        assert [dumps(each) for each in versions] == before


def test_merges_of_merges_keep_the_laws_and_nothing_is_asked_twice(documents):
    """Ours and theirs are merged, then a third copy, then what theirs has done since."""
    for number, base in enumerate(documents[:20]):
        random = Random(number)
        editor = Editor(random, base, documents[number - 1])
        ours, theirs, third = (editor.edited(random.randint(1, 5)) for _ in "123")
        found = merge(base, ours, theirs)
        chosen = {n for n in range(len(found.conflicts)) if random.random() < 0.5}
        merged = resolved(found, chosen)
        for begun in (ours, theirs):
            again = merge(begun, merged, begun)
            assert (again.portfolio, again.conflicts) == (merged, ())
        check_files(Laws(base).check(merged, third, random))
        since = Editor(random, theirs, documents[number - 1]).edited(3)
        check_files(Laws(theirs).check(merged, since, random))


def test_what_one_side_did_alone_is_taken_as_it_is(documents):
    for laws, ours, theirs, _ in merges(documents, 3):
        base = laws.base
        for before, mine, other, after in (
            (base, ours, base, ours),
            (base, base, theirs, theirs),
            (base, ours, ours, ours),
        ):
            found = merge(before, mine, other)
            assert found.portfolio == after
            assert found.conflicts == ()


def test_without_a_base_every_difference_is_asked_for_and_nothing_is_left_out(documents):
    for _, ours, theirs, _ in merges(documents, 3):
        found = merge(None, ours, theirs)
        for collection in ("initiatives", "rules", "comments", "journal"):
            both = getattr(ours, collection).keys() | getattr(theirs, collection).keys()
            assert getattr(found.portfolio, collection).keys() == both
        assert {each.kind for each in found.conflicts} <= {"edit"}
        again = merge(None, found.portfolio, theirs)
        assert len(again.conflicts) == len(found.conflicts)
        check_files(found)


def _takes_ours(monkeypatch):
    monkeypatch.setattr(fields.FieldMerge, "_clash", lambda _self, _path, sides: sides[1])


def _lets_deletions_win(monkeypatch):
    monkeypatch.setattr(fields.Clash, "edited", property(lambda clash: clash.ours))
    monkeypatch.setattr(three_way, "deletions", lambda _versions: ())


def _takes_whole_sets(monkeypatch):
    monkeypatch.setattr(fields, "merged_texts", lambda _base, _ours, theirs: theirs)


def _takes_whole_records(monkeypatch):
    def whole(self, cls, path, sides):
        if path:
            return sides[1]
        return record(self, cls, path, sides)

    record = fields.FieldMerge._record
    monkeypatch.setattr(fields.FieldMerge, "_record", whole)


def _forgets_what_refers(monkeypatch):
    monkeypatch.setattr(deletions, "_referring", lambda _portfolio, _gone: {})


@pytest.mark.parametrize(
    "broken",
    [
        _takes_ours,
        _lets_deletions_win,
        _takes_whole_sets,
        _takes_whole_records,
        _forgets_what_refers,
    ],
)
def test_a_merge_that_is_known_to_be_bad_breaks_a_law(broken, monkeypatch, documents):
    broken(monkeypatch)
    with pytest.raises(AssertionError):
        _check_all(merges(documents, 60))


def _check_all(found):
    for laws, ours, theirs, random in found:
        laws.check(ours, theirs, random)


@pytest.mark.faults
@pytest.mark.timeout(5400)
@pytest.mark.parametrize("part", range(4))
def test_target_4_a_hundred_thousand_merges_lose_no_edit(part):
    merged = conflicts = 0
    for laws, ours, theirs, random in merges(drawn(250, part), 100):
        found = laws.check(ours, theirs, random)
        merged += 1
        conflicts += bool(found.conflicts)
        if merged % 10 == 0:
            check_files(found)
    sys.stdout.write(f"{merged} merges, {conflicts} of them with conflicts\n")
    assert merged == 25_000
    assert conflicts > 1_500
