"""What going from one version to another would change, before anything is done."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.files import difference
from portfolio.model import Portfolio
from portfolio.model.nouns import NOUNS
from portfolio.model.text import listed, plural, visible
from portfolio.report.compare import Comparison
from portfolio.report.compare_words import headline, plan_sentences

_MOST = 200
#: Up to so many differences need no counting.
_AT_A_GLANCE = 12
#: What is kept whatever is restored, as far as the saved log names it.
_STAYING = ("decisions", "plans", "journal")
_ENDS = {"added": "would be added", "deleted": "would be deleted"}


def staying_words(version: Portfolio, restored: Portfolio) -> str:
    """Return what would stay of the log and what it names; empty for nothing.

    Args:
        version: as it was kept.
        restored: what the document becomes when it is restored, see ``files.journal.kept``.
    """
    counts = (
        (name, len(getattr(restored, name).keys() - getattr(version, name).keys()))
        for name in _STAYING
    )
    told = [plural(count, *NOUNS[name]) for name, count in counts if count]
    if not told:
        return ""
    return f"What was recorded stays: {listed(told)} that this version does not have."


def preview_text(found: Comparison, staying: str = "") -> str:
    """Return what would change: how many records, if that are many, then every value.

    What it would do to the plan stands in front once the plans were compared.

    Args:
        found: the comparison.
        staying: what would stay although one of the two does not have it, as a sentence.
    """
    if found.same:
        return f"{staying} All else is the same." if staying else "The two are the same."
    plan = "\n".join(_plan(found))
    counted = ""
    if len(found.changes) > _AT_A_GLANCE:
        counted = "\n".join(difference(found.before.portfolio, found.after.portfolio))
    parts = (plan, staying, counted, "\n".join(_values(found)))
    return "\n\n".join(part for part in parts if part)


def _plan(found: Comparison) -> Iterator[str]:
    if found.bridge is not None:
        yield f"Before: {visible(found.before.name)}. Now: {visible(found.after.name)}."
        yield headline(found).headline
        yield from plan_sentences(found)


def _values(found: Comparison) -> Iterator[str]:
    for change in found.changes[:_MOST]:
        if change.kind == "changed":
            yield visible(f"{change.place}: {change.before_text} to {change.after_text}")
        else:
            yield visible(f"{change.place}: {_ENDS[change.kind]}")
    more = len(found.changes) - _MOST
    if more > 0:
        yield f"And {plural(more, 'more difference')}: see the Compare page."
