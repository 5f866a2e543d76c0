"""Who enters and who leaves, as a part of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.funding.wording import names_of
from portfolio.insight.base import Base


def swap_words(
    base: Base, enters: Sequence[str], leaves: Sequence[str], changed: Sequence[str] = ()
) -> str:
    """Return who enters and who leaves, as the end of a sentence: ``; “A” enters``.

    Where nobody does, those who only change their size or start.
    """
    parts = []
    if enters:
        parts.append(f"{names_of(base.portfolio, enters)} {_verb(enters, 'enter')}")
    if leaves:
        parts.append(f"{names_of(base.portfolio, leaves)} {_verb(leaves, 'leave')}")
    if changed and not parts:
        parts.append(
            f"{names_of(base.portfolio, changed)} {_verb(changed, 'change')} size or start"
        )
    return f"; {' and '.join(parts)}" if parts else ""


def _verb(ids: Sequence[str], verb: str) -> str:
    return f"{verb}s" if len(ids) == 1 else verb
