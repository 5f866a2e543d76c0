"""What is compared with what: two lists of versions, and any other file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from portfolio.errors import Tick
from ui.context import Context
from ui.filing import PATTERNS, Version, versions
from ui.jobs import Job, Outcome, Partial
from ui.pages.compare_sources import (
    NOW,
    PLAN,
    SAVED,
    SCENARIO,
    Source,
    file_source,
    relatives_of,
    remembered_file,
    sources_of,
    told_apart,
)
from ui.theme import SPACE
from ui.theme.tooltip import plain_tooltip
from ui.widgets.still import StillCombo

_FILE = "Another file…"
_LONGEST = 52
_MOST_NEAR = 4
_TIP = Qt.ItemDataRole.ToolTipRole


@dataclass(frozen=True, slots=True)
class _Found:
    """What was looked for beside the window: backups, relatives, and the file chosen before."""

    backups: tuple[Version, ...]
    relatives: tuple[Source, ...]
    remembered: Source | None


class VersionCombo(StillCombo):
    """The versions that there are; the last entry asks for a file."""

    #: a version was chosen; payload: its key
    version_chosen = Signal(str)
    #: another file is wanted
    file_requested = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._keys: list[str] = []
        self._titles: list[str] = []
        self.setAccessibleName(name)
        self.activated.connect(self._choose)

    def show_sources(self, sources: Sequence[Source], key: str) -> None:
        """Show what there is, and which of it is chosen."""
        titles = [source.title for source in sources]
        keys = [source.key for source in sources]
        with QSignalBlocker(self):
            if (titles, keys) != (self._titles, self._keys):
                self._titles, self._keys = titles, keys
                self.clear()
                for place, title in enumerate(titles):
                    self.addItem(_short(title))
                    self.setItemData(place, plain_tooltip(title), _TIP)
                self.insertSeparator(self.count())
                self.addItem(_FILE)
            place = keys.index(key) if key in keys else -1
            self.setCurrentIndex(place)
            self.setToolTip(plain_tooltip(titles[place]) if place >= 0 else "")

    def _choose(self, place: int) -> None:
        if place < len(self._keys):
            self.version_chosen.emit(self._keys[place])
        else:
            self.file_requested.emit()


class CompareChoice(QWidget):
    """Before and now; what is compared with the document is remembered."""

    #: another pair was chosen, or there are other versions
    pair_changed = Signal()
    #: what lies near was looked for
    versions_found = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._keys = self._usual()
        self._files: dict[str, Source] = {}
        #: files that hold other versions of the document
        self._relatives: dict[str, Source] = {}
        self._stored: tuple[Version, ...] = ()
        self._sources: dict[str, Source] = {}
        self._document = ""
        self._job: Job | None = None
        self._before, self._after = VersionCombo("Compare"), VersionCombo("With")
        self._swap = QPushButton("Swap")
        self._lay_out()
        self._connect()

    def show_document(self) -> None:
        """Offer the versions of the document as it is now."""
        document = self._context.document
        other = document.portfolio.id != self._document
        if other:
            self._document, self._stored, self._relatives = document.portfolio.id, (), {}
            self._keys = self._usual()
        self._fill()
        if other:
            self._look_for_backups()

    def pair(self) -> tuple[Source, Source]:
        """Return what is compared with what; the last saved version where the choice is gone."""
        usual = (SAVED, NOW)
        keys = [k if k in self._sources else usual[n] for n, k in enumerate(self._keys)]
        if self._keys[1] not in self._sources and keys[0] == NOW:
            keys[0] = SAVED
        return self._sources[keys[0]], self._sources[keys[1]]

    def ask_for_file(self, place: int = 0) -> None:
        """Ask for another file to compare with."""
        document = self._context.document
        folder = document.path.parent if document.path is not None else None
        path = self._context.messages.open_path("Compare with", PATTERNS, folder)
        if path is not None:
            self._take_file(path, place)
        self._fill()

    def compare_with_plan(self, key: str) -> None:
        """Compare the document with what a plan of record followed from."""
        self.compare_with(f"{PLAN}{key}")

    def compare_with(self, key: str) -> None:
        """Compare the document with one other version."""
        self._keys[1] = NOW
        self._choose(0, key)

    def near(self) -> list[Source]:
        """Return a few other versions of the document: files beside it, then plans of record."""
        chosen = {source.key for source in self.pair()}
        plans = [each for key, each in self._sources.items() if key.startswith(PLAN)]
        found = [*self._relatives.values(), *plans]
        return [each for each in found if each.key not in chosen][:_MOST_NEAR]

    def look_again(self) -> None:
        """Look for backups again: the document was saved."""
        self._look_for_backups()

    def _usual(self) -> list[str]:
        return _in_order(self._context.settings.preferences.compared_with or SAVED)

    def _take_file(self, path: Path, place: int) -> None:
        source = file_source(path)
        self._files[source.key] = source
        self._choose(place, source.key)

    def _choose(self, place: int, key: str) -> None:
        self._keys[place] = key
        if place == 0 and self._keys[1] == NOW:
            self._keys = _in_order(key)
        if place == 0:
            self._context.settings.change(compared_with=key)
        self._fill()
        self.pair_changed.emit()

    def _swap_both(self) -> None:
        before, after = self.pair()
        self._keys = [after.key, before.key]
        self._fill()
        self.pair_changed.emit()

    def _fill(self) -> None:
        files = told_apart({**self._relatives, **self._files}.values())
        found = [*sources_of(self._context, self._stored), *files]
        self._sources = {source.key: source for source in found}
        before, after = self.pair()
        self._before.show_sources(found, before.key)
        self._after.show_sources(found, after.key)

    def _look_for_backups(self) -> None:
        context = self._context
        document = context.document
        folder, path, key = context.filing.backups_folder, document.path, document.portfolio.id

        chosen = self._keys[0]

        def work(_tick: Tick, _partial: Partial) -> _Found:
            return _Found(
                versions(folder, path, key), relatives_of(path, key), remembered_file(chosen)
            )

        if self._job is not None:
            self._job.cancel()
        outcome = Outcome(done=lambda found: self._show_found(key, found))
        self._job = context.jobs.start("Looking for backups", work, outcome, quiet=True)

    def _show_found(self, key: str, found: _Found) -> None:
        self._job = None
        if key != self._document:
            return
        if found.remembered is not None:
            self._files.setdefault(found.remembered.key, found.remembered)
        self._stored = found.backups
        self._relatives = {file.key: file for file in found.relatives}
        before = self.pair()
        self._fill()
        if [source.key for source in before] != [source.key for source in self.pair()]:
            self.pair_changed.emit()
        self.versions_found.emit()

    def _lay_out(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE)
        for title, combo in (("Compare", self._before), ("with", self._after)):
            label = QLabel(title)
            label.setBuddy(combo)
            across.addWidget(label)
            across.addWidget(combo, 1)
        self._swap.setToolTip("Compare the other way round")
        across.addWidget(self._swap)

    def _connect(self) -> None:
        for place, combo in enumerate((self._before, self._after)):
            combo.version_chosen.connect(lambda key, place=place: self._choose(place, key))
            combo.file_requested.connect(lambda place=place: self.ask_for_file(place))
        self._swap.clicked.connect(self._swap_both)


def _in_order(key: str) -> list[str]:
    """Return a version and the document, the earlier one first: a scenario is what may come."""
    return [NOW, key] if key.startswith(SCENARIO) else [key, NOW]


def _short(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
