"""Why a file was not opened or not saved: a class for each case with an answer of its own."""

from __future__ import annotations

from pathlib import Path

from portfolio.errors import PortfolioError


class NotOpened(PortfolioError):  # noqa: N818 - reads as what happened
    """The file was not opened; what is open stays as it is."""


class Unreadable(NotOpened):
    """The drive or the system did not hand out the file: missing, locked, a folder, too large."""


class WrongKind(NotOpened):
    """The file is whole, but it is not a portfolio."""


class Damaged(NotOpened):
    """A portfolio that cannot be trusted; a backup should be offered."""


class NotSaved(PortfolioError):  # noqa: N818 - reads as what happened
    """The file was not saved; the old one is untouched and the memory still unsaved."""


class NotWritable(NotSaved):
    """This place takes no file: offer to save elsewhere."""


class DiskFull(NotSaved):
    """There is no room: offer to save elsewhere."""


class DiskFault(NotSaved):
    """The drive failed or did not keep what was written."""


class ChangedOnDisk(NotSaved):
    """Somebody else changed the file since it was read: offer to merge, keep both or reload."""


class Emptied(ChangedOnDisk):
    """The file holds nothing any more; a sync program may be about to fill it."""


class Gone(NotSaved):
    """The file is no longer where it was: offer to put it back, or to save elsewhere."""


class KeptBeside(NotSaved):
    """The old file could not be replaced; the new text is whole in ``kept``, beside it."""

    def __init__(self, what: str, where: str, remedy: str, kept: Path) -> None:
        super().__init__(what, where, remedy)
        self.kept = kept


class Unsavable(NotSaved):
    """The portfolio holds something that no file can: a number without an end, a broken letter."""
