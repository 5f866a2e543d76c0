"""A rating of one cell that both versions changed: what either says is kept, if only as history."""

from __future__ import annotations

from portfolio.model import Rating
from portfolio.model.rating_history import LONG_AGO, pasts, what_was_said, with_history


def ratings_of_both(base: Rating | None, ours: Rating, theirs: Rating) -> tuple[Rating, Rating]:
    """Return the rating if ours counts, and if theirs does; the same where nobody need be asked.

    Value, confidence and comment are one saying, of which half is nobody's. Where both say
    the same, the later time counts.

    Args:
        base: what both came from; None where there was no rating.
        ours: what one side has now.
        theirs: what the other one has.
    """
    before = None if base is None else what_was_said(base)
    mine, other = what_was_said(ours), what_was_said(theirs)
    if mine != other and before not in (mine, other):
        return with_history(ours, pasts(theirs)), with_history(theirs, pasts(ours))
    if mine == other:
        said = max((ours, theirs), key=lambda each: each.at or LONG_AGO)
    else:
        said = theirs if mine == before else ours
    told = [*ours.earlier, *theirs.earlier]
    told += [past for each in (ours, theirs) if _is_said_anew(base, each) for past in pasts(each)]
    joined = with_history(said, told)
    return joined, joined


def _is_said_anew(base: Rating | None, now: Rating) -> bool:
    """Whether a side gave a rating, or another time or history of it."""
    return base is None or (now.at, now.earlier) != (base.at, base.earlier)
