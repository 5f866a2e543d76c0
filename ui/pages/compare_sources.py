"""What can be compared: the document, its earlier versions, its scenarios, and other files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from portfolio.edit import apply_scenario
from portfolio.errors import PortfolioError
from portfolio.files import load, samples
from portfolio.files.relatives import relatives
from portfolio.files.snapshot import inputs_of, inputs_of_record
from portfolio.model import PlanOfRecord, Portfolio, in_order
from portfolio.model.text import quoted, visible
from portfolio.report.compare import Version
from ui.context import Context
from ui.filing import Version as StoredVersion
from ui.filing import moment_words

NOW, SAVED = "now", "saved"
PLAN = "plan/"
SCENARIO = "scenario/"
_FILE, _BACKUP = "file/", "backup/"
_MOST_BACKUPS = 30
_KIND = "Plan of record"
_PAPER = "This is a ballot paper: it holds what one rater is asked, and no plan."
_TAKE_IN = "Choose another file; File, Ballots, Take in ballots brings a paper back."


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What was read of a version, and sentences about it for the user."""

    portfolio: Portfolio
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two versions as they were read, and what there is to say about the files."""

    before: Version
    after: Version
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One version that can be compared.

    Attributes:
        key: what is remembered.
        title: in the list of choices, and in what is said about it.
        read: gives the content; may take long, and raise ``NotOpened``.
        state: what the portfolio depends on; a change makes another comparison.
        record: of a plan of record, which has no log and no ballots; None for others.
    """

    key: str
    title: str
    read: Callable[[], Content]
    state: object
    record: PlanOfRecord | None = None


def sources_of(context: Context, stored: Sequence[StoredVersion]) -> list[Source]:
    """Return everything that the open document can be compared with, itself first."""
    document = context.document
    now, saved = document.portfolio, document.saved_portfolio
    title = f"{document.name}, as last saved" if document.path else "The document as it was begun"
    return [
        Source(NOW, "The open document", lambda: Content(now), now),
        Source(SAVED, visible(title), lambda: Content(saved), saved),
        *_scenarios(now),
        *_plans(now),
        *_stored(stored[:_MOST_BACKUPS]),
    ]


def file_source(path: Path) -> Source:
    """Return another file."""
    return Source(f"{_FILE}{path}", visible(path.name), _loaded(path), path)


def relatives_of(path: Path | None, key: str) -> tuple[Source, ...]:
    """Return the files beside a document that hold other versions of it.

    One that was begun as a sample has those among the samples.
    """
    folders = [path.parent] if path is not None else [each.path.parent for each in samples()[:1]]
    found = [file for folder in folders for file in relatives(folder, key)]
    return tuple(file_source(file) for file in found if file != path)


def remembered_file(key: str) -> Source | None:
    """Return the file that a remembered key stands for, if it is one and is still there."""
    path = _path(key)
    return file_source(path) if key.startswith(_FILE) and path.is_file() else None


def _path(key: str) -> Path:
    return Path(key.removeprefix(_FILE))


def told_apart(files: Iterable[Source]) -> list[Source]:
    """Return other files, those of one name with the folder that each is in."""
    files = list(files)
    counts = Counter(file.title for file in files)
    return [
        replace(file, title=f"{file.title} in {visible(str(_path(file.key).parent))}")
        if counts[file.title] > 1
        else file
        for file in files
    ]


def read_pair(before: Source, after: Source) -> Pair:
    """Read two versions; beside a plan of record both are without log, plans and ballots.

    Raises:
        NotOpened: one of them cannot be read.
        PortfolioError: one of them is a ballot paper, which has no plan.
    """
    read = {source.key: source.read() for source in (before, after)}
    one, other = (read[source.key].portfolio for source in (before, after))
    for source, portfolio in ((before, one), (after, other)):
        if portfolio.paper is not None:
            raise PortfolioError(_PAPER, source.title, _TAKE_IN)
    if before.record or after.record:
        one, other = inputs_of(one), inputs_of(other)
    titles = {source.key: source.title for source in (before, after)}
    notes = [f"{titles[key]}: {note}" for key, content in read.items() for note in content.notes]
    return Pair(
        Version(before.title, one, before.record),
        Version(after.title, other, after.record),
        tuple(notes),
    )


def _moment(at: datetime) -> str:
    return moment_words(at, datetime.now(UTC))


def _scenarios(portfolio: Portfolio) -> Iterator[Source]:
    for key, scenario in in_order(portfolio.scenarios):
        title = f"Scenario {quoted(scenario.name)}"
        yield Source(f"{SCENARIO}{key}", title, _applied(portfolio, key), portfolio)


def _applied(portfolio: Portfolio, key: str) -> Callable[[], Content]:
    return lambda: Content(apply_scenario(portfolio, key))


def _plans(portfolio: Portfolio) -> Iterator[Source]:
    newest_first = sorted(portfolio.plans.items(), key=lambda item: item[1].at, reverse=True)
    for key, record in newest_first:
        name = quoted(record.title)
        told = name if _KIND.casefold() in name.casefold() else f"{_KIND} {name}"
        title = f"{told}, frozen {_moment(record.at)}"
        yield Source(f"{PLAN}{key}", title, _frozen(record), record, record)


def _frozen(record: PlanOfRecord) -> Callable[[], Content]:
    return lambda: Content(inputs_of_record(record))


def _stored(versions: Sequence[StoredVersion]) -> Iterator[Source]:
    """Yield backups; those of one minute are told apart by the second."""
    minutes = Counter(_moment(version.made) for version in versions)
    for version in versions:
        moment = _moment(version.made)
        if minutes[moment] > 1:
            moment = f"{moment}:{version.made.astimezone():%S}"
        title = f"Backup made {moment}{', beside the file' if version.beside else ''}"
        yield Source(f"{_BACKUP}{version.file}", title, _loaded(version.file), version.file)


def _loaded(file: Path) -> Callable[[], Content]:
    def read() -> Content:
        opened = load(file)
        return Content(opened.portfolio, opened.notes)

    return read
