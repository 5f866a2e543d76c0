"""What can be compared: the document, its earlier versions, its scenarios, and other files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portfolio.edit import apply_scenario
from portfolio.files import load
from portfolio.files.snapshot import inputs_of, inputs_of_record
from portfolio.model import Portfolio, in_order
from portfolio.model.text import visible
from portfolio.report.compare import Version
from ui.context import Context
from ui.filing import Version as StoredVersion
from ui.filing import moment_words

NOW, SAVED = "now", "saved"
PLAN = "plan/"
_FILE, _BACKUP, _SCENARIO = "file/", "backup/", "scenario/"
_MOST_BACKUPS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One version that can be compared.

    Attributes:
        key: what is remembered.
        title: in the list of choices, and in what is said about it.
        read: gives the portfolio; may take long, and raise ``NotOpened``.
        state: what the portfolio depends on; a change makes another comparison.
        record: whether it is a plan of record, which has no log and no ballots.
    """

    key: str
    title: str
    read: Callable[[], Portfolio]
    state: object
    record: bool = False


def sources_of(context: Context, stored: Sequence[StoredVersion]) -> list[Source]:
    """Return everything that the open document can be compared with, itself first."""
    document = context.document
    now, saved = document.portfolio, document.saved_portfolio
    title = f"{document.name}, as last saved" if document.path else "The document as it was begun"
    return [
        Source(NOW, "The open document", lambda: now, now),
        Source(SAVED, visible(title), lambda: saved, saved),
        *_scenarios(now),
        *_plans(now),
        *(_stored(version) for version in stored[:_MOST_BACKUPS]),
    ]


def file_source(path: Path) -> Source:
    """Return another file."""
    return Source(f"{_FILE}{path}", visible(path.name), lambda: load(path).portfolio, path)


def remembered_file(key: str) -> Source | None:
    """Return the file that a remembered key stands for, if it is one and is still there."""
    path = Path(key.removeprefix(_FILE))
    return file_source(path) if key.startswith(_FILE) and path.is_file() else None


def versions_of(before: Source, after: Source) -> tuple[Version, Version]:
    """Read two versions; beside a plan of record both are without log, plans and ballots.

    Raises:
        NotOpened: one of them cannot be read.
    """
    one, other = before.read(), after.read()
    if before.record or after.record:
        one, other = inputs_of(one), inputs_of(other)
    return Version(before.title, one), Version(after.title, other)


def _moment(at: datetime) -> str:
    return moment_words(at, datetime.now(UTC))


def _scenarios(portfolio: Portfolio) -> Iterator[Source]:
    for key, scenario in in_order(portfolio.scenarios):
        title = f"Scenario {visible(scenario.name) or '(no name)'}"
        yield Source(f"{_SCENARIO}{key}", title, _applied(portfolio, key), portfolio)


def _applied(portfolio: Portfolio, key: str) -> Callable[[], Portfolio]:
    return lambda: apply_scenario(portfolio, key)


def _plans(portfolio: Portfolio) -> Iterator[Source]:
    newest_first = sorted(portfolio.plans.items(), key=lambda item: item[1].at, reverse=True)
    for key, record in newest_first:
        name = visible(record.title) or "(no name)"
        title = f"Plan of record {name}, frozen {_moment(record.at)}"
        read = _frozen(portfolio, key)
        yield Source(f"{PLAN}{key}", title, read, portfolio.plans[key], record=True)


def _frozen(portfolio: Portfolio, key: str) -> Callable[[], Portfolio]:
    return lambda: inputs_of_record(portfolio.plans[key])


def _stored(version: StoredVersion) -> Source:
    title = f"Backup made {_moment(version.made)}"
    if version.beside:
        title = f"{title}, beside the file"
    return Source(
        f"{_BACKUP}{version.file}", title, lambda: load(version.file).portfolio, version.file
    )
