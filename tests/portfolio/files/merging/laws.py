"""What every merge must keep to, as checks of one base and two sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import is_dataclass

from portfolio.files import dumps, loads
from portfolio.files.merging import MISSING, merge, resolved
from portfolio.files.merging.places import value_at
from portfolio.files.merging.references import references
from portfolio.model import Invitation
from portfolio.model.rating_history import what_was_said
from portfolio.model.shapes import fields_of
from tests.portfolio.files.merging.random_edits import DOCUMENT, with_deletions_of
from tests.portfolio.files.merging.weight_laws import check_weights, is_of_a_set


class Laws:
    """The laws of all merges of one base."""

    def __init__(self, base):
        self.base = base
        self._leaves = _leaves(base)
        self._dangling = _dangling(base)

    def check(self, ours, theirs, random):
        """Check one merge; return what it came to."""
        found = merge(self.base, ours, theirs)
        self.check_no_edit_is_lost(ours, theirs, found)
        check_weights(self.base, ours, theirs, found)
        self.check_both_ways(ours, theirs, found)
        self.check_nothing_dangles(ours, theirs, found, random)
        return found

    def check_no_edit_is_lost(self, ours, theirs, found):
        """Each leaf that a side changed is in the result, or in a conflict."""
        leaves = [self._leaves, *(_leaves(each) for each in (ours, theirs, found.portfolio))]
        bare = [self._leaves_without(each) for each in (ours, theirs)]
        covered = [each.path for each in found.conflicts]
        gone = [each.path for each in found.conflicts if _is_of_a_record(each)]
        for path in set().union(*leaves):
            sides = [each.get(path, MISSING) for each in leaves]
            edited = [
                _is_edited(path, sides[0], each.get(path, MISSING), side)
                for side, each in zip(sides[1:3], bare, strict=True)
            ]
            if is_of_a_set(path) or path[-1] == "order" or _is_kept(path, sides, edited):
                continue
            if path[0] == "ratings" and _is_remembered(path[1:4], ours, theirs, found.portfolio):
                continue
            if path[-1] in ("at", "revealed") and _is_of_a_round(path[:-1], ours, theirs, found):
                continue
            if path[0] == "ballots" and _is_said(path[1], ours, theirs, found.portfolio):
                continue
            if any(path[: len(each)] == each for each in covered):
                continue
            assert _falls_with(path, gone, (self.base, ours, theirs)), (path, sides)

    def _leaves_without(self, side):
        """Return the leaves of the base without the records that a side deleted."""
        bare = with_deletions_of(side, self.base)
        return self._leaves if bare is self.base else _leaves(bare)

    def check_both_ways(self, ours, theirs, found):
        """Whoever merges meets the same conflicts."""
        other = merge(self.base, theirs, ours)
        there = {each.path: (each.theirs, each.ours, each.kind) for each in other.conflicts}
        assert {each.path: (each.ours, each.theirs, each.kind) for each in found.conflicts} == there

    def check_nothing_dangles(self, ours, theirs, found, random):
        """However people decide, nothing refers to what is not there unless it did before."""
        before = self._dangling | _dangling(ours) | _dangling(theirs)
        chosen = {n for n in range(len(found.conflicts)) if random.random() < 0.5}
        assert resolved(found, found.preset) == found.portfolio
        for portfolio in (found.portfolio, resolved(found, chosen)):
            assert _dangling(portfolio) <= before


def check_files(found):
    """A merged document is saved and opened again as it is."""
    data = dumps(found.portfolio)
    assert loads(data) == found.portfolio
    assert dumps(loads(data)) == data


def _is_edited(path, base, bare, side):
    """Whether a side edited a place itself: not by a deletion, and not by leaving it empty."""
    if side in (base, bare) or (base is MISSING and side == _default(path)):
        return False
    # A limit that a rule of another kind forgets, where the rule itself would have gone.
    return not (path[0] == "rules" and bare is MISSING and base is not MISSING and side is None)


def _is_kept(path, sides, edited):
    _, ours, theirs, merged = sides
    if edited == [False, False] or ours == theirs:
        return merged in sides[:3] or _is_joined(*sides)
    expected = ours if edited[0] else theirs
    if merged == expected and edited != [True, True]:
        return True
    return _is_joined(*sides) or (path[0] == "journal" and expected is MISSING)


def _is_of_a_round(path, ours, theirs, found):
    """Whether a rater was asked by both sides, and it was revealed as of the round that counts."""
    rounds = [value_at(each, path) for each in (ours, theirs, found.portfolio)]
    return all(isinstance(each, Invitation) for each in rounds) and (
        rounds[2].revealed in [each.revealed for each in rounds[:2] if each.at == rounds[2].at]
    )


def _is_remembered(cell, *documents):
    """Whether all that both sides say and said of a cell is in what became of their ratings."""
    ours, theirs, merged = (_sayings(each, cell) for each in documents)
    return bool(ours and theirs and merged) and {*ours, *theirs} == {*merged}


def _sayings(portfolio, cell):
    rater, initiative, criterion = cell
    rating = portfolio.ratings.get(rater, {}).get(initiative, {}).get(criterion)
    return [] if rating is None else [what_was_said(each) for each in (rating, *rating.earlier)]


def _is_said(rater, ours, theirs, merged):
    """Whether what either of two ballots of one rater says is in the one that they became."""
    both = [each.ballots.get(rater) for each in (ours, theirs)]
    if None in both:
        return False
    ballot = merged.ballots[rater]
    cells = [
        (key, name, rating)
        for each in both
        for key, row in each.ratings.items()
        for name, rating in row.items()
    ]
    out = {(key, name) for each in both for key, names in each.left_out.items() for name in names}
    for key, name, rating in cells:
        now = ballot.ratings.get(key, {}).get(name)
        if now is None:
            if name not in ballot.left_out.get(key, ()):
                return False
        elif what_was_said(rating) not in map(what_was_said, (now, *now.earlier)):
            return False
    return all(
        name in ballot.left_out.get(key, ()) or name in ballot.ratings.get(key, {})
        for key, name in out
    )


def _is_joined(base, ours, theirs, merged):
    """Whether two lists that differ are both in the merged one, entry by entry."""
    sides = [() if each is MISSING else each for each in (base, ours, theirs, merged)]
    if not all(isinstance(each, tuple) for each in sides):
        return False
    # Texts are sets: one that stands there twice counts once.
    once = [dict.fromkeys(each) if isinstance((*each, None)[0], str) else each for each in sides]
    counts = [Counter(map(repr, each)) for each in once]
    return all(_is_counted(*(each[name] for each in counts)) for name in set().union(*counts))


def _is_counted(old, mine, other, new):
    """Whether an entry is there as often as it should; where both changed that, either is."""
    if other in (mine, old):
        return new == mine
    return new == other if old == mine else min(mine, other) <= new <= max(mine + other - old, 1)


def _falls_with(path, gone, versions):
    """Whether a place belongs to a record about which people are asked."""
    for _, key in gone:
        if key in path:
            return True
        for version in versions:
            record = getattr(version, path[0], None)
            record = record.get(path[1]) if isinstance(record, Mapping) else None
            if f"'{key}'" in repr(record):
                return True
    return False


def _leaves(portfolio):
    found = {}
    _collect((), portfolio, found)
    return found


def _collect(path, value, found):
    if isinstance(value, Mapping):
        for key, entry in value.items():
            _collect((*path, key), entry, found)
    elif is_dataclass(value):
        found[(*path, "")] = "there"
        for field in fields_of(type(value)):
            _collect((*path, field.name), getattr(value, field.name), found)
        _collect((*path, "extra"), value.extra, found)
    else:
        found[path] = value


def _default(path):
    """Return what a field holds that nobody filled in; ``MISSING`` for other places."""
    shape = DOCUMENT
    default = MISSING
    for step in path:
        default = MISSING
        if shape.kind == "map":
            shape = shape.entry()
        elif shape.kind == "record":
            field = next((f for f in fields_of(shape.record) if f.name == step), None)
            if field is None:
                return MISSING
            default, shape = MISSING if field.required else field.default, field.shape
    return default


def _is_of_a_record(conflict):
    return conflict.kind == "deleted" and len(conflict.path) == 2


def _dangling(portfolio):
    return {
        (each.collection, each.key)
        for each in references(portfolio)
        if each.key not in getattr(portfolio, each.collection)
    }
