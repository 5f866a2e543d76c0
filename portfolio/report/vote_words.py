"""Votes on a decision in words, and a count such as ``5 for, 2 against`` as votes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from portfolio.errors import PortfolioError
from portfolio.model import Vote, VoteChoice
from portfolio.model.text import listed, plural, quoted, visible

CHOICES: tuple[VoteChoice, ...] = get_args(VoteChoice)

_MOST = 500
_HINT = "Write it like “5 for, 2 against, 1 abstained”, or 5:2:1."
_BARE = re.compile(r"\d+(?:\s*[:\-–]\s*\d+){1,2}")
_PART = re.compile(r"(\d+)\s*(for|against|abst\w*)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;.+&]*(?:and[\s,;.]*)?", re.IGNORECASE)


def votes_text(votes: Sequence[Vote]) -> str:
    """Return ``5 for, 2 against``; empty without a vote."""
    counts = Counter(vote.choice for vote in votes)
    return ", ".join(f"{counts[choice]:,} {choice}" for choice in CHOICES if counts[choice])


def dissent_lines(votes: Sequence[Vote]) -> list[str]:
    """Return what those who did not agree had to say, a line each: ``Ada (against): …``."""
    return [
        f"{visible(vote.voter.strip()) or 'Somebody'} ({vote.choice}): {visible(vote.dissent)}"
        for vote in votes
        if vote.dissent.strip()
    ]


def is_named(vote: Vote) -> bool:
    """Whether a vote is somebody's; otherwise it was only counted."""
    return bool(vote.voter.strip() or vote.dissent.strip())


def counted(votes: Sequence[Vote], text: str) -> tuple[Vote, ...]:
    """Return the votes of those who are named, and as many without a name as a count adds.

    Args:
        votes: as they are; those without a name and without a word are counted anew.
        text: what was counted, those who are named included; empty for no more than them.

    Raises:
        PortfolioError: the text is no count, or counts fewer than are named.
    """
    stay = tuple(filter(is_named, votes))
    if not text.strip():
        return stay
    wanted, named = read_count(text), Counter(vote.choice for vote in stay)
    for choice in CHOICES:
        if wanted.get(choice, 0) < named[choice]:
            raise PortfolioError(
                what=f"{_names(stay, choice)} voted {choice}, "
                f"and the count says {wanted.get(choice, 0):,}.",
                remedy="Count those who are named as well, or take them off the list.",
            )
    return with_count(stay, wanted)


def with_count(named: Sequence[Vote], count: Mapping[VoteChoice, int]) -> tuple[Vote, ...]:
    """Return the votes of those who are named, and as many without a name as a count adds.

    Whoever is named is one of those who were counted; only those beyond the count add to it.

    Args:
        named: the votes of those who are named.
        count: how many voted how, those who are named included.
    """
    said = Counter(vote.choice for vote in named)
    more = (Vote("", each) for each in CHOICES for _ in range(count.get(each, 0) - said[each]))
    return (*named, *more)


def count_of(votes: Sequence[Vote]) -> Mapping[VoteChoice, int]:
    """Return how many voted how where votes were counted; empty where all are named."""
    return {} if all(map(is_named, votes)) else Counter(vote.choice for vote in votes)


def read_count(text: str) -> Mapping[VoteChoice, int]:
    """Return how many voted how: ``5 for, 2 against``, ``5:2`` or ``5–2–1``.

    Raises:
        PortfolioError: the text says something else, or counts beyond 500.
    """
    plain = text.strip()
    if _BARE.fullmatch(plain):
        numbers = [int(number) for number in re.findall(r"\d+", plain)]
        found = dict(zip(CHOICES, numbers, strict=False))
    else:
        found = _spelled(plain)
    if not found:
        raise PortfolioError(what=f"{quoted(text)} is no count of votes.", remedy=_HINT)
    if sum(found.values()) > _MOST:
        raise PortfolioError(what=f"More than {_MOST} votes are not counted here.", remedy=_HINT)
    return found


def _spelled(text: str) -> dict[VoteChoice, int]:
    """Return a count in words; empty when anything else is in the text."""
    left = _BETWEEN.sub("", _PART.sub("", text))
    parts = [] if left else _PART.findall(text)
    found: dict[VoteChoice, int] = {}
    for number, word in parts:
        choice = next(choice for choice in CHOICES if choice[:4] == word.casefold()[:4])
        found[choice] = found.get(choice, 0) + int(number)
    return found


def _names(votes: Sequence[Vote], choice: VoteChoice) -> str:
    names = [quoted(vote.voter) for vote in votes if vote.choice == choice]
    return listed(names, 3) if len(names) <= 3 else plural(len(names), "person", "people")
