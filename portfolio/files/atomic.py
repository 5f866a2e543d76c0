"""Replace a file as a whole: afterwards it is the old one or the new one, never a part."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from portfolio.files.disk import (
    read_file,
    remove_quietly,
    status_of,
    sync_folder,
    temporary_name,
    write_new,
)
from portfolio.files.errors import KeptBeside, NotSaved, Unreadable
from portfolio.files.folder_lock import alone_in
from portfolio.files.holder import host_mark
from portfolio.files.os_words import not_saved

Guard = Callable[[], Sequence[str]]

#: Seconds between tries while another program (a virus scanner, a sync client) holds the file.
WAITS = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)
_PASSING_WINDOWS = frozenset({5, 32, 33})
_PASSING = frozenset({errno.EBUSY, errno.ETXTBSY})


def write_atomically(
    path: Path, data: bytes, *, guard: Guard | None = None, keep_beside: bool = False
) -> tuple[str, ...]:
    """Write ``data`` to ``path`` by way of a new file in the same folder.

    A link is followed and kept; mode and group of an old file are kept.

    Args:
        path: the file; its folder must exist.
        data: the whole content.
        guard: called when the new file is complete and nothing has been replaced;
            may raise to stop, or return notes.
        keep_beside: when the old file cannot be replaced, keep the new one under a
            name of its own beside it.

    Returns:
        Sentences for the user; empty when all went as it should.

    Raises:
        NotSaved: the old file is untouched.
        KeptBeside: the same, and the new text is beside it.
    """
    target = os.path.realpath(path)
    status = status_of(target)
    temporary = temporary_name(target, host_mark())
    notes: list[str | None] = []
    try:
        notes.append(write_new(temporary, data, status))
        with alone_in(os.path.dirname(target), WAITS, pause):
            if guard is not None:
                notes += guard()
            _replace(temporary, target, data, keep_beside=keep_beside)
    except OSError as error:
        raise not_saved(error, target) from None
    except Unreadable as error:
        raise NotSaved(error.what, error.where, error.remedy) from None
    finally:
        remove_quietly(temporary)
    notes.append(sync_folder(os.path.dirname(target)))
    return tuple(dict.fromkeys(note for note in notes if note))


def _replace(temporary: str, target: str, data: bytes, *, keep_beside: bool) -> None:
    for wait in (*WAITS, 0.0):
        try:
            os.replace(temporary, target)
            return
        except OSError as error:
            # A network drive may report the failure of a rename that it has carried out.
            if _holds(target, data):
                return
            if wait and _is_passing(error):
                pause(wait)
                continue
            kept = _keep_beside(temporary, target) if keep_beside else None
            if kept is None:
                raise
            raise KeptBeside(
                "Not saved: the file could not be replaced, perhaps because another program "
                f"holds it. Your version is in “{kept.name}”, beside it.",
                os.path.basename(target),
                "Close the other program and save again.",
                kept,
            ) from None


def pause(seconds: float) -> None:
    """Wait for another program to let go of a file."""
    threading.Event().wait(seconds)


def _is_passing(error: OSError) -> bool:
    windows = getattr(error, "winerror", None)
    return error.errno in _PASSING if windows is None else windows in _PASSING_WINDOWS


def _holds(target: str, data: bytes) -> bool:
    try:
        return read_file(target, len(data)) == data
    except (OSError, Unreadable):
        return False


def _keep_beside(temporary: str, target: str) -> Path | None:
    """Give the complete new file a name that people see; None when that fails as well."""
    stem, suffix = os.path.splitext(target)
    for count in range(1, 100):
        kept = f"{stem} (kept {count}){suffix}"
        with contextlib.suppress(FileExistsError):
            try:
                os.link(temporary, kept)
            except FileExistsError:
                raise
            except OSError:
                return _rename_beside(temporary, kept)
            return Path(kept)
    return None


def _rename_beside(temporary: str, kept: str) -> Path | None:
    if os.path.lexists(kept):
        return None
    try:
        os.rename(temporary, kept)
    except OSError:
        return None
    return Path(kept)
