"""What every merge must keep to of weights, of which only the proportions count."""

from __future__ import annotations

from math import isclose

from portfolio.files.merging import resolved


def is_of_a_set(path):
    """Whether a place holds the weight of one criterion among others."""
    return path[0] == "criteria" and path[2:] in (("weight",), ("swing",))


def check_weights(base, ours, theirs, found):
    """All weights are one side's, and a person is asked where both sides weighed anew."""
    both = [key for key in ours.criteria if key in theirs.criteria]
    for field in ("weight", "swing"):
        sides = [_told(field, each, both) for each in (base, ours, theirs)]
        numbers = [n for n, e in enumerate(found.conflicts) if e.path == ("criteria", "", field)]
        if _is_one(*sides[1:]) or _is_one(*sides[:2]) or _is_one(sides[0], sides[2]):
            expected = theirs if _is_one(*sides[:2]) else ours
            # With a criterion that gives way to a deletion or not, there is more to weigh.
            if not any(len(e.path) == 2 and e.path[0] == "criteria" for e in found.conflicts):
                _check(field, found.portfolio, expected, both)
            continue
        assert len(numbers) == 1, (field, sides)
        _check(field, found.portfolio, ours, both)
        _check(field, resolved(found, ()), ours, both)
        _check(field, resolved(found, numbers), theirs, both)
    for gone, by in ((ours, theirs), (theirs, ours)):
        _check_deleted(base, gone, by, found)


def _check(field, merged, side, both):
    """Check that criteria are weighed as a side did, and those that were added in proportion."""
    keys = [key for key in both if key in merged.criteria]
    assert _is_one(_told(field, merged, keys), _told(field, side, keys)), field
    if field == "weight":
        for key in side.criteria.keys() & merged.criteria.keys():
            of_side = _told(field, side, [*keys, key])
            assert _is_one(_told(field, merged, [*keys, key]), of_side), key


def _check_deleted(base, gone, by, found):
    """Check that the weight of a criterion that is gone was not what the other side changed."""
    deleted = base.criteria.keys() & by.criteria.keys() - gone.criteria.keys()
    weights = [
        {key: each.criteria[key].weight for key in base.criteria.keys() & by.criteria.keys()}
        for each in (base, by)
    ]
    changed = [key for key in weights[0] if weights[0][key] != weights[1][key]]
    if len(changed) == 1 and changed[0] in deleted:
        assert ("criteria", changed[0]) in [each.path for each in found.conflicts]


def _told(field, portfolio, keys):
    """Return what one set of weights says: shares, or numbers where there is none to share."""
    values = {k: getattr(portfolio.criteria[k], field) for k in keys if k in portfolio.criteria}
    total = 0.0 if field == "swing" else sum(max(0.0, each) for each in values.values())
    if not 0 < total < float("inf"):
        return values
    return {key: max(0.0, each) / total for key, each in values.items()}


def _is_one(one, other):
    return one.keys() == other.keys() and all(
        one[key] == other[key]
        or (None not in (one[key], other[key]) and isclose(one[key], other[key], rel_tol=1e-6))
        for key in one
    )
