"""Save a portfolio: the file is afterwards the old one or the new one, and nobody's work is lost.

The order of the steps, and why: the text is read back before anything is touched,
since what cannot be read must not be written; the file on the disk is compared with
the one that was opened, since somebody may have saved in between, and once more just
before it is replaced; the last version becomes ``NAME.bak`` by a second name for the
same file, which needs no room.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portfolio.errors import Tick
from portfolio.files import native
from portfolio.files.atomic import write_atomically
from portfolio.files.decoding import MAX_BYTES
from portfolio.files.disk import (
    read_or_none,
    remove_quietly,
    sha256_of,
    status_of,
    temporary_name,
    write_new,
)
from portfolio.files.errors import (
    ChangedOnDisk,
    Emptied,
    Gone,
    NotOpened,
    NotWritable,
    Unreadable,
    Unsavable,
)
from portfolio.files.holder import host_mark
from portfolio.files.lock import colleague
from portfolio.files.sorted_sets import with_sorted_sets
from portfolio.model import Portfolio
from portfolio.model.days import moment_text
from portfolio.model.text import visible

_NO_BACKUP = "Saved, but no backup of the last version could be kept beside it."


@dataclass(frozen=True, slots=True)
class Saved:
    """A confirmed save.

    Attributes:
        sha256: fingerprint of the file now; the next save compares with it.
        size: of the file, in bytes.
        notes: sentences for the user; empty when all went as it should.
    """

    sha256: str
    size: int
    notes: tuple[str, ...]


def save(
    path: Path, portfolio: Portfolio, *, expected_sha256: str | None, tick: Tick | None = None
) -> Saved:
    """Save a portfolio to ``path``.

    Args:
        path: the file, or a link to it.
        portfolio: what to save.
        expected_sha256: fingerprint of what may be replaced: of the file as it was
            last opened or saved, or ``fingerprint(path)`` when the user has just
            agreed to replace another file. None: there must be no file yet.
        tick: told how far it is; may raise ``Cancelled`` until the file is replaced.

    Raises:
        ChangedOnDisk: somebody else changed the file, or there is one already.
        Gone: the file is not there any more.
        NotSaved: for all other reasons; the old file is untouched.
        KeptBeside: the same, and the new text is in a file beside it.
    """
    tell = tick or _tell_nobody
    tell(0.0, "Preparing the file")
    data = _checked_bytes(portfolio)
    return _Save(os.path.realpath(path), data, expected_sha256).run(tell)


def _checked_bytes(portfolio: Portfolio) -> bytes:
    """Return the bytes of a file that is known to read back as the same portfolio."""
    data = native.dumps(portfolio)
    try:
        same = native.loads(data) == with_sorted_sets(portfolio)
    except NotOpened as error:
        raise Unsavable(error.what, error.where, "Correct it, then save again.") from None
    if not same:
        raise Unsavable(
            "Not saved: the portfolio would not read back as it is.",
            remedy="Undo the last change, then save again.",
        )
    return data


class _Save:
    """One save of finished bytes over one file."""

    def __init__(self, target: str, data: bytes, expected: str | None) -> None:
        self._target = target
        self._name = os.path.basename(target)
        self._data = data
        self._expected = expected

    def run(self, tell: Tick) -> Saved:
        status = status_of(self._target)
        before = self._check_unchanged()
        previous = self._previous(before)
        notes = self._link_notes(status)
        tell(0.5, "Writing the file")

        def guard() -> list[str]:
            tell(0.9, "Replacing the old file")
            kept = [] if before is None or status is None else self._keep(before, status, previous)
            self._check_unchanged()
            return kept

        notes += write_atomically(Path(self._target), self._data, guard=guard, keep_beside=True)
        return Saved(sha256_of(self._data), len(self._data), tuple(dict.fromkeys(notes)))

    def _check_unchanged(self) -> bytes | None:
        """Return the bytes of the file on the disk, which are the expected ones."""
        try:
            now = read_or_none(self._target, MAX_BYTES)
        except Unreadable as error:
            raise NotWritable(
                f"Not saved: the file cannot be read, so somebody may have changed it. "
                f"{error.what}",
                self._name,
                "Save under another name, then compare the two.",
            ) from None
        if now is None:
            if self._expected is not None:
                raise Gone(
                    "Not saved: the file was moved, renamed or deleted since it was opened.",
                    self._name,
                    "Save it again in this place, or in another.",
                )
        elif self._expected is None:
            raise ChangedOnDisk(
                "Not saved: there is a file of this name already.",
                self._name,
                "Save under another name, or agree to replace that file.",
            )
        elif sha256_of(now) != self._expected:
            raise self._changed(now)
        return now

    def _changed(self, now: bytes) -> ChangedOnDisk:
        if not now.strip(b"\0"):
            return Emptied(
                "Not saved: the file is empty now; a sync program may be about to fill it.",
                self._name,
                "Try again when it is filled, or save under another name.",
            )
        who = visible(colleague(Path(self._target))) or "somebody else"
        return ChangedOnDisk(
            f"Not saved: the file was changed by {who}{self._when()} since it was opened.",
            self._name,
            "Merge the two versions, keep both, or open the other one.",
        )

    def _when(self) -> str:
        with contextlib.suppress(OSError, ValueError, OverflowError):
            moment = datetime.fromtimestamp(os.stat(self._target).st_mtime, UTC)
            return f" ({moment_text(moment)})"
        return ""

    def _previous(self, before: bytes | None) -> native.Content | None:
        """Return the portfolio that is about to be replaced; None when there is no whole one."""
        if before is None:
            return None
        try:
            content = native.read(before)
        except NotOpened:
            return None
        if content.head.newer_major:
            raise NotWritable(
                f"Not saved: the file was made for {content.head.version_text} of the app, "
                "which stores what this version does not know.",
                self._name,
                "Save under another name, or install that version.",
            )
        return content

    def _link_notes(self, status: os.stat_result | None) -> list[str]:
        if status is None or status.st_nlink < 2:
            return []
        with contextlib.suppress(OSError):
            if status.st_nlink == 2 and os.path.samefile(self._target, f"{self._target}.bak"):
                return []
        return [
            "The file has a second name (a hard link), which keeps the version before this save."
        ]

    def _keep(
        self, before: bytes, status: os.stat_result, previous: native.Content | None
    ) -> list[str]:
        """Keep the last version beside the file; a damaged one never pushes out a good one."""
        if previous is None:
            return ["What was replaced was not a whole portfolio, so no backup of it was made."]
        backup = f"{self._target}.bak"
        if previous.head.older_major:
            backup = f"{self._target}.v{previous.head.schema[0]}.bak"
        if previous.head.older_major and os.path.lexists(backup):
            return []
        return self._keep_as(backup, before, status)

    def _keep_as(self, backup: str, before: bytes, status: os.stat_result) -> list[str]:
        temporary = temporary_name(backup, host_mark())
        try:
            try:
                os.link(self._target, temporary)
            except OSError:
                write_new(temporary, before, status)
            os.replace(temporary, backup)
        except (OSError, Unreadable, NotWritable):
            return [_NO_BACKUP]
        finally:
            # Renaming one name of a file onto another name of it leaves both.
            remove_quietly(temporary)
        return []


def _tell_nobody(_share: float, _text: str) -> None:
    """Stand in for a tick that nobody listens to."""
