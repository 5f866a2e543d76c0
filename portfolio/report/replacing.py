"""What a command may replace when it writes its answer over a file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from portfolio.files import Opened, fingerprint


def replaceable(output: Path, read: Iterable[tuple[Path, Opened]], *, force: bool) -> str | None:
    """Return the fingerprint of what a save may replace; None: there must be no file yet.

    A file that the answer was made from may be replaced as it was read and in no other
    state: what somebody has saved in it since is not in the answer.

    Args:
        output: where the answer goes.
        read: the files that it was made from.
        force: whether the user agreed that a file there is replaced.

    Raises:
        Unreadable: the file that is there cannot be read.
    """
    if not force:
        return None
    target = os.path.realpath(output)
    for path, opened in read:
        if os.path.realpath(path) == target:
            return opened.sha256
    return fingerprint(output)
