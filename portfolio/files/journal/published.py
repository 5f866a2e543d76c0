"""What happened since a fingerprint was published, or that this log does not contain it."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from portfolio.errors import PortfolioError
from portfolio.files.journal.log import heads, in_sequence, joint_fingerprint, unread_entries
from portfolio.files.journal.verdict import Fault, faults_of, first_of
from portfolio.model import Entry, Portfolio
from portfolio.model.text import plural, quoted

#: So many digits of a fingerprint are enough: two that agree in 12 do not meet by chance.
FEWEST_DIGITS = 12
#: Sets of entries in different branches that are tried at most.
_MOST_TRIED = 200_000
_MOST_BRANCHES = 6
#: In a longer log, entries in different branches are not tried.
_MOST_ENTRIES = 10_000


_UNSURE = (
    ". Or it was published while the log had many branches: not all that it may have stood for "
    "were tried"
)


@dataclass(frozen=True, slots=True)
class Since:
    """What a published fingerprint tells about a log.

    Attributes:
        known: whether it is part of this log.
        entries: hash and entry of all that came later, in sequence.
        unread: how many came later that only a newer version of the app can read.
        faults: what no longer fits in the part that the fingerprint stands for, and what
            stands beside the log without an entry, so that nobody can tell since when; the
            first ``MOST_FAULTS``.
        more: how many such faults there are besides.
        unsure: not known, and the log has had more branches at once than are tried.
    """

    known: bool
    entries: tuple[tuple[str, Entry], ...] = ()
    unread: int = 0
    faults: tuple[Fault, ...] = ()
    more: int = 0
    unsure: bool = False

    @property
    def ok(self) -> bool:
        """Whether all up to the fingerprint is as it was then, and nothing stands beside it."""
        return self.known and not self.faults

    @property
    def sentence(self) -> str:
        """What the fingerprint tells."""
        if not self.known:
            return (
                "This fingerprint is not part of the log: what came before it was changed or "
                f"cut off since, or it is of another file{_UNSURE if self.unsure else ''}."
            )
        if self.faults:
            inside = any(fault.entry for fault in self.faults)
            verb = "was changed" if inside else "is unchanged"
            return f"What came before this fingerprint {verb}. {self.faults[0].sentence}"
        if not self.entries and not self.unread:
            return "Nothing changed: this is the fingerprint of the log as it is now."
        count = plural(len(self.entries) + self.unread, "entry", "entries")
        return f"Everything before this fingerprint is unchanged; {count} came since."


def since(portfolio: Portfolio, fingerprint: str) -> Since:
    """Return what came after a published fingerprint.

    One that was published while the log had branches is looked for among the entries of up
    to 6 branches, in up to 200,000 sets of them.

    Args:
        portfolio: whose log is asked.
        fingerprint: or its first 12 digits or more; spaces and capitals do not matter.

    Raises:
        PortfolioError: if it is no fingerprint.
    """
    wanted = _digits(fingerprint)
    found = next(
        (each for each in _states(portfolio) if joint_fingerprint(each).startswith(wanted)), None
    )
    if found is None:
        return Since(known=False, unsure=_is_wide(portfolio))
    before = _before(portfolio, found)
    later = tuple((key, entry) for key, entry in in_sequence(portfolio) if key not in before)
    unread = len(unread_entries(portfolio).keys() - before)
    of_then = (each for each in faults_of(portfolio) if each.entry in before or not each.entry)
    faults, more = first_of(of_then)
    return Since(known=True, entries=later, unread=unread, faults=faults, more=more)


def _is_wide(portfolio: Portfolio) -> bool:
    """Whether not every set of heads that the log may have had was tried."""
    widths = [len(heads(portfolio)), *(len(entry.prev) for entry in portfolio.journal.values())]
    return max(widths) > _MOST_BRANCHES or (
        max(widths) > 1 and len(portfolio.journal) > _MOST_ENTRIES
    )


def _digits(fingerprint: str) -> str:
    digits = "".join(fingerprint.split()).lower()
    if not set(digits) <= set(string.hexdigits) or not FEWEST_DIGITS <= len(digits) <= 64:
        raise PortfolioError(
            f"{quoted(fingerprint)} is no fingerprint of a log.",
            remedy=f"Enter the 64 digits and letters from a to f, or the first {FEWEST_DIGITS} "
            "of them at least.",
        )
    return digits


def _states(portfolio: Portfolio) -> Iterator[tuple[str, ...]]:
    """Yield the sets of heads that the log may have had, the likeliest first."""
    yield from ((key,) for key in (*portfolio.journal, *unread_entries(portfolio)))
    yield heads(portfolio)
    yield from (entry.prev for entry in portfolio.journal.values() if len(entry.prev) > 1)
    yield from islice(_in_branches(portfolio), _MOST_TRIED)


def _in_branches(portfolio: Portfolio) -> Iterator[tuple[str, ...]]:
    """Yield the sets of two entries and more of which none follows another, small ones first."""
    keys = [key for key, _ in in_sequence(portfolio)]
    if len(keys) > _MOST_ENTRIES:
        return
    apart = _apart(portfolio.journal, keys)
    all_of_them = (1 << len(keys)) - 1
    for size in range(2, _MOST_BRANCHES + 1):
        for members in _sets(all_of_them, size, apart):
            yield tuple(sorted(keys[index] for index in members))


def _apart(journal: Mapping[str, Entry], keys: Sequence[str]) -> list[int]:
    """Return for each entry, as bits, those before it in sequence that it does not follow."""
    place = {key: index for index, key in enumerate(keys)}
    behind: list[int] = []
    for index, key in enumerate(keys):
        mask = 0
        for each in journal[key].prev:
            earlier = place.get(each, index)
            if earlier < index:
                mask |= behind[earlier] | 1 << earlier
        behind.append(mask)
    return [(1 << index) - 1 & ~mask for index, mask in enumerate(behind)]


def _sets(mask: int, size: int, apart: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the sets of that many of the bits in ``mask`` that are all apart."""
    while mask:
        index = mask.bit_length() - 1
        mask ^= 1 << index
        if size == 1:
            yield (index,)
        else:
            yield from ((index, *rest) for rest in _sets(mask & apart[index], size - 1, apart))


def _before(portfolio: Portfolio, found: tuple[str, ...]) -> set[str]:
    """Return these entries and all that they follow, whether they can be read or not."""
    journal, unread = portfolio.journal, unread_entries(portfolio)
    before: set[str] = set()
    waiting = list(found)
    while waiting:
        key = waiting.pop()
        if key in before or not (key in journal or key in unread):
            continue
        before.add(key)
        prev = journal[key].prev if key in journal else unread[key].get("prev")
        waiting += [str(each) for each in prev] if isinstance(prev, list | tuple) else []
    return before
