"""What going from one version to another would change, before anything is done."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.files import difference
from portfolio.model.text import plural, visible
from portfolio.report.compare import Comparison
from portfolio.report.compare_words import headline, plan_sentences

_MOST = 200
#: Up to so many differences need no counting.
_AT_A_GLANCE = 12
_ENDS = {"added": "would be added", "deleted": "would be deleted"}


def preview_text(found: Comparison) -> str:
    """Return what would change: how many records, if that are many, then every value.

    What it would do to the plan stands in front once the plans were compared.
    """
    if found.same:
        return "The two are the same."
    plan = "\n".join(_plan(found))
    counted = ""
    if len(found.changes) > _AT_A_GLANCE:
        counted = "\n".join(difference(found.before.portfolio, found.after.portfolio))
    return "\n\n".join(part for part in (plan, counted, "\n".join(_values(found))) if part)


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
