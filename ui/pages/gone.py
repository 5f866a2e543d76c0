"""Whether a page still shows records that are no longer in the document."""

from __future__ import annotations

from portfolio.model import Portfolio

_COLLECTIONS = ("initiatives", "resources", "periods", "criteria", "raters", "rules", "scenarios")


def anything_gone(shown: Portfolio, current: Portfolio) -> bool:
    """Return whether a record of ``shown``, or a size of one, is missing in ``current``.

    Collections that both share are not looked into, so that an edit of one cell costs
    nothing here.
    """
    for name in _COLLECTIONS:
        before, after = getattr(shown, name), getattr(current, name)
        if before is not after and not before.keys() <= after.keys():
            return True
    if shown.initiatives is current.initiatives:
        return False
    return any(
        not record.levels.keys() <= current.initiatives[key].levels.keys()
        for key, record in shown.initiatives.items()
        if record is not current.initiatives[key]
    )
