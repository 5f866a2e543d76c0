"""Verifying logs of decisions, against reading the files that hold them.

Prints one line a log: seconds, and the ratio to reading its file, taken in the same run. One
log is true, one is made up so that nothing in it fits, and one has a branch a decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from portfolio.files import dumps, loads
from portfolio.files.journal import hash_of, head_fingerprint, since, verify
from portfolio.model import Entry, FrozenMap, Portfolio
from tests.benchmarks.files.bench_open_save import best

ENTRIES = (5_000, 40_000)
BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)


def entry(number: int, prev: tuple[str, ...]) -> Entry:
    """Return one entry of a log."""
    at, n = BEGIN + timedelta(minutes=number), number if prev else 1
    return Entry(at, "note", f"Entry {number}.", who="Ana", n=n, prev=prev)


def true_log(count: int) -> Iterator[tuple[str, Entry]]:
    """Yield entries of which each follows the one before."""
    prev: tuple[str, ...] = ()
    for number in range(1, count + 1):
        made = entry(number, prev)
        prev = (hash_of(made),)
        yield prev[0], made


def made_up(count: int) -> Iterator[tuple[str, Entry]]:
    """Yield entries under hashes that are none of theirs."""
    for number in range(1, count + 1):
        yield f"{number:064x}", entry(number, (f"{number + count:064x}",))


def branches(count: int) -> Iterator[tuple[str, Entry]]:
    """Yield entries that follow none."""
    for number in range(1, count + 1):
        made = entry(number, ())
        yield hash_of(made), made


def main() -> None:
    """Print the measurements."""
    for count in ENTRIES:
        for name, log in (("true", true_log), ("made up", made_up), ("branches", branches)):
            portfolio = replace(Portfolio("d_log"), journal=FrozenMap(dict(log(count))))
            report(f"{count:,} entries, {name}", portfolio)


def report(title: str, portfolio: Portfolio) -> None:
    """Print how long one log takes."""
    data, published = dumps(portfolio), head_fingerprint(portfolio)
    seconds = best(
        {
            "read": lambda: loads(data),
            "verify": lambda: verify(portfolio),
            "since": lambda: since(portfolio, published),
        }
    )
    for name in ("verify", "since"):
        ratio = seconds[name] / seconds["read"]
        print(f"{title}: {name} {seconds[name]:.3f} s, {ratio:.2f} x reading the file")


if __name__ == "__main__":
    main()
