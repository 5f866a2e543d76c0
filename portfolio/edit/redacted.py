"""A copy of a portfolio for strangers: without people, without money, or without comments.

The copy is a document of its own: another id, a title and a mark that say what it is, no log,
no plans of record, no ballots, nothing that a newer version of the app has stored. Ids that
the app made are random and stay; ids that somebody made, perhaps from a name, are replaced.

Without money the plan cannot be worked out again, since limits, demands and benefits are
missing: what the app plans from the copy is another plan. So the verdicts of the true one
are kept in words, as a comment on each initiative.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from portfolio.edit.redacted_copying import Copying, Words, leaves
from portfolio.edit.redacted_money import WithoutMoney, amounts_of
from portfolio.edit.redacted_tally import Removed, Tally
from portfolio.edit.redacted_words import Names
from portfolio.model import Comment, FrozenMap, Portfolio, in_order, new_id
from portfolio.model.nouns import NOUNS
from portfolio.model.settings import RedactedPart
from portfolio.model.text import listed

Part = RedactedPart
#: What a copy can be made without, in the order in which it is asked for.
PARTS: tuple[Part, ...] = get_args(Part)

_AUTHOR = "Redacted copy"
_RANDOM_ID = re.compile(r"[a-z]+_[23456789abcdefghjkmnpqrstuvwxyz]{10}")
_MADE_ID = re.compile(r"([a-z])_")
_NEVER_COPIED = ("invitations", "ballots", "journal", "plans")


@dataclass(frozen=True, slots=True)
class Redaction:
    """A redacted copy, and what it leaves out.

    Attributes:
        portfolio: the copy.
        without: what was asked to go.
        removed: what went, with counts and examples.
        stand_ins: each name of a person or body, and what stands in its place.
    """

    portfolio: Portfolio
    without: tuple[Part, ...]
    removed: tuple[Removed, ...]
    stand_ins: tuple[tuple[str, str], ...]


def redacted(
    portfolio: Portfolio,
    without: Collection[Part],
    *,
    now: datetime,
    verdicts: Mapping[str, str] | None = None,
) -> Redaction:
    """Return a copy that can be given to strangers.

    Args:
        portfolio: the document; it is not changed.
        without: what has to go; ``redacted_fields.HOLDS`` judges each field.
        now: time of the comments that keep the verdicts.
        verdicts: initiative id to what the plan says of it, in words. Kept as comments
            when money goes.
    """
    tally, amounts = Tally(), amounts_of(portfolio)
    parts = tuple(part for part in PARTS if part in without)
    stand_ins = _stand_ins(portfolio) if "people" in parts else {}
    names = Names(stand_ins)
    words, ids = Words(parts, names, amounts, tally), _made_ids(portfolio, names)
    copied = portfolio
    if "money" in parts:
        copied = WithoutMoney(copied, amounts, tally).result()
    if "comments" in parts:
        copied = _without_comments(copied, tally)
    copied = Copying(words, ids, tally).record(copied)
    if "money" in parts:
        said = {
            new_id("m"): Comment(
                f"The plan of the original: {words.kept(verdict)}.", now, _AUTHOR, ids.get(key, key)
            )
            for key, verdict in (verdicts or {}).items()
        }
        copied = replace(copied, comments=copied.comments.with_all(said))
    for field in _NEVER_COPIED:
        tally.add(*NOUNS[field], count=len(getattr(portfolio, field)))
    return Redaction(_marked(copied, parts), parts, tally.result(), tuple(stand_ins.items()))


def _marked(copied: Portfolio, parts: tuple[Part, ...]) -> Portfolio:
    """Return a copy as a document of its own that says what it is."""
    title = f"{copied.title} (redacted: without {listed(parts)})"
    gone = tuple(part for part in PARTS if part in (*parts, *copied.settings.redacted))
    settings = replace(copied.settings, redacted=gone)
    return replace(copied, id=new_id("d"), title=title, settings=settings)


def _without_comments(portfolio: Portfolio, tally: Tally) -> Portfolio:
    for comment in portfolio.comments.values():
        tally.add("comment", "comments", example=comment.text)
    return replace(portfolio, comments=FrozenMap())


def _stand_ins(portfolio: Portfolio) -> dict[str, str]:
    """Return each name of a person or body with what stands in for it, raters first."""
    names: dict[str, str] = {}
    seen: set[str] = set()
    raters = [rater.name for _, rater in in_order(portfolio.raters)]
    others = [value for holds, value in leaves(portfolio) if holds == "person"]
    for noun, found in (("Rater", raters), ("Person", others)):
        number = 0
        for name in (each.strip() for each in found):
            if name and name.casefold() not in seen:
                seen.add(name.casefold())
                number += 1
                names[name] = f"{noun} {number}"
    return names


def _made_ids(portfolio: Portfolio, names: Names) -> dict[str, str]:
    """Return each id that is not random, or has a name in it, with one that says nothing.

    They are numbered in their own order, since ties of a plan are broken by id.
    """
    found = {key for holds, key in leaves(portfolio) if holds == "id"}
    made = sorted(key for key in found if not _RANDOM_ID.fullmatch(key) or names.in_key(key))
    return {key: f"{_letter(key)}_{number:05}" for number, key in enumerate(made, start=1)}


def _letter(key: str) -> str:
    found = _MADE_ID.match(key)
    return found[1] if found else "x"
