"""What opening and saving share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ui.document import Document
from ui.filing.keeper import Keeper
from ui.filing.locks import Locks
from ui.filing.names import file_name
from ui.jobs import Jobs
from ui.messages import Messages
from ui.settings import Settings

Then = Callable[[], None]


def nothing() -> None:
    """Stand in for a next step that there is not."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The open document and the services around it.

    Attributes:
        backups: folder of the dated backups.
        take_typing: lets fields hand over what is typed into them and not yet taken.
    """

    document: Document
    jobs: Jobs
    messages: Messages
    settings: Settings
    locks: Locks
    keeper: Keeper
    backups: Path
    take_typing: Then

    @property
    def author(self) -> str:
        """What the person goes by; empty as long as they have not said."""
        return self.settings.preferences.author

    def tell(self, notes: tuple[str, ...]) -> None:
        """Say what went well, or nearly so."""
        for note in notes:
            self.messages.notice(note)

    def folder(self) -> Path | None:
        """Return where file dialogs begin: beside the open file, or beside the last one."""
        if self.document.path is not None:
            return self.document.path.parent
        recent = self.settings.preferences.recent
        return Path(recent[0]).parent if recent else None

    def suggestion(self, *, beside: bool = False) -> Path:
        """Return the name that a dialog offers for saving; ``beside`` for another one."""
        path = self.document.path
        if path is not None:
            # What may only be read is somebody else's: a name beside it.
            other = beside or self.document.read_only
            return path.with_stem(f"{path.stem} copy") if other else path
        return (self.folder() or Path.home()) / file_name(self.document.portfolio.title)
