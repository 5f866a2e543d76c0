"""The document's way from and to the disk: opening, saving, locking, keeping, watching."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.document import Document
from ui.filing.backups import Version
from ui.filing.bases import Bases
from ui.filing.beside import Beside
from ui.filing.desk import Desk, Then, nothing
from ui.filing.heads import Heads
from ui.filing.inputs import Inputs
from ui.filing.keeper import Keeper
from ui.filing.locks import Locks
from ui.filing.merging import Merging
from ui.filing.opening import Opening
from ui.filing.others import Others
from ui.filing.outside import Outside
from ui.filing.recovered import Recovered
from ui.filing.remembering import Remembering
from ui.filing.saving import Saving
from ui.filing.waiting import Waiting
from ui.jobs import Jobs
from ui.messages import Messages
from ui.settings import Settings


class Filing(QObject):
    """What actions and pages ask for; everything that touches a disk runs as a job.

    ``keeper`` keeps unsaved work safe, ``outside`` notices what others do to the
    file, ``beside`` what sync programs lay beside it, ``locks`` tells others that it is
    open, ``waiting`` waits until they have closed it, ``merging`` joins two versions,
    ``others`` takes in files that are named, ``bases`` remembers what was read and saved,
    ``inputs`` shows those of a plan of record.
    What the app writes for itself is in ``app_folders``.
    """

    #: the document was stored; payload: the path
    file_saved = Signal(object)
    #: a file was opened; payload: the path
    file_opened = Signal(object)
    #: what is typed into a field and not yet taken is wanted in the document at once
    typing_wanted = Signal()

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        messages: Messages,
        settings: Settings,
        folder: Path,
    ) -> None:
        super().__init__()
        self.app_folders = (settings.folder, folder)
        self._remembering = Remembering(settings, jobs)
        self.keeper = Keeper(document, jobs, settings, folder / "recovery")
        self.locks = Locks(jobs, settings)
        self.backups_folder = folder / "backups"
        self.drafts_folder = folder / "drafts"
        desk = Desk(
            document=document,
            jobs=jobs,
            messages=messages,
            settings=settings,
            locks=self.locks,
            keeper=self.keeper,
            backups=self.backups_folder,
            take_typing=self.typing_wanted.emit,
        )
        self._saving = Saving(desk)
        self._opening = Opening(desk, self._saving)
        self.inputs = Inputs(document, self._opening)
        self.outside = Outside(document, jobs, lambda: self._saving.busy)
        self.beside = Beside(document, jobs)
        self.bases = Bases(document, jobs, folder / "bases")
        self._heads = Heads(document, jobs, messages, folder / "heads")
        self.waiting = Waiting(desk)
        self.merging = Merging(desk)
        self.others = Others(desk, self.merging, self._opening, self.bases.folder)
        self._connect()

    def _connect(self) -> None:
        self._opening.file_opened.connect(self.file_opened)
        self._opening.file_opened.connect(self._heads.check)
        self._opening.file_differs.connect(self.outside.tell_again)
        self._opening.file_shown.connect(self.waiting.watch)
        self._opening.file_shown.connect(self.beside.look)
        self._opening.work_moved_on.connect(self._join_work)
        self._saving.file_saved.connect(self.file_saved)
        self._saving.file_saved.connect(self._heads.remember)
        self._saving.file_saved.connect(self.beside.settle)
        self._saving.merge_wanted.connect(self.merging.merge_stored)
        self._saving.reload_wanted.connect(self.merging.reload)
        self.outside.looked_at.connect(self.waiting.look)
        self.outside.looked_at.connect(self.beside.look)
        self.waiting.editing_begun.connect(self.outside.look)
        self.merging.merged.connect(self.beside.remember_merged)
        self.merging.merged.connect(self._heads.check)

    def new(self) -> None:
        """Start an empty document, once the open one is settled."""
        self._opening.new()

    def ask_and_open(self) -> None:
        """Ask for a file and open it, once the open document is settled."""
        self._opening.ask_and_open()

    def open(self, path: Path) -> None:
        """Open a file, once the open document is settled."""
        self._opening.open(path)

    def open_sample(self, path: Path) -> None:
        """Open a sample as an untitled document, so that saving never changes the sample."""
        self._opening.open_untitled(path, stored=True)

    def open_version(self, version: Version) -> None:
        """Open a backup as an untitled, unsaved document: it overwrites nothing."""
        self._opening.open_untitled(version.file, stored=False)

    def restore(self, work: Recovered) -> None:
        """Bring recovered work back as an unsaved step on top of its file."""
        self._opening.restore(work)

    def revert(self) -> None:
        """Go back to the file as it was opened or saved; undo brings the changes back."""
        self._opening.revert()

    def ask_and_read(self) -> None:
        """Ask for a file and open it read-only, once the open document is settled."""
        self._opening.ask_and_read()

    def reload(self) -> None:
        """Show what the file holds now; undo brings back what was on the screen."""
        self.merging.reload(given_up=self.outside.tell_again)

    def merge_stored(self) -> None:
        """Merge what somebody else has saved in the document's own file."""
        self.merging.merge_stored(given_up=self.outside.tell_again)

    def keep_both(self) -> None:
        """Ask for another name beside the file, and save there."""
        self._saving.save_as(beside=True)

    def save(self, then: Then = nothing) -> None:
        """Save to the document's own file, or ask where if it has none."""
        self._saving.save(then)

    def save_as(self, then: Then = nothing) -> None:
        """Ask for a place and save there."""
        self._saving.save_as(then)

    def save_copy(self) -> None:
        """Ask for a place and save there, while the document stays where it is."""
        self._saving.save_copy()

    def put_back(self) -> None:
        """Save to the document's own place, from where its file has vanished."""
        self._saving.put_back()

    def settle(self, then: Then) -> None:
        """Do ``then`` when nothing unsaved would be lost: saved, discarded, or nothing to save."""
        self._saving.settle(then)

    def keep_now(self) -> None:
        """Keep unsaved work before returning, with what is half typed: the session ends."""
        self.typing_wanted.emit()
        self.keeper.keep_now()

    def _join_work(self, work: Recovered) -> None:
        if not work.base_known:
            self.merging.forget_base()
        self.merging.merge_stored()

    def leave(self, *, settled: bool) -> None:
        """Close: give back the lock; settled work needs no recovery copy any more."""
        if settled:
            self.keeper.forget()
        else:
            self.keep_now()
        self._opening.leave()
