"""A moment alone in a folder: between the last look at a file and its replacement.

Whoever saves with this app on the same machine, or on a drive that passes locks on,
waits here, so that of two saves one sees the other. The system releases the lock
when a process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence

if sys.platform != "win32":
    import fcntl


@contextlib.contextmanager
def alone_in(
    folder: str, waits: Sequence[float], pause: Callable[[float], object]
) -> Iterator[None]:
    """Keep other saves out of ``folder``, as far as the drive knows locks.

    Args:
        folder: to be alone in.
        waits: seconds between tries while another save is at work; afterwards it
            goes on all the same, since a hung program must not hold up everybody.
        pause: waits so many seconds.
    """
    descriptor = _open(folder)
    try:
        if descriptor is not None:
            _take(descriptor, waits, pause)
        yield
    finally:
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def _open(folder: str) -> int | None:
    if sys.platform == "win32":
        return None
    try:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return None


def _take(descriptor: int, waits: Sequence[float], pause: Callable[[float], object]) -> None:
    if sys.platform == "win32":
        return
    for wait in (*waits, 0.0):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if wait:
                pause(wait)
        except OSError:
            return
        else:
            return
