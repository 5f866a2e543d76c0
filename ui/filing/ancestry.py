"""What the open document and another version of it began with, as far as it was kept here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portfolio.errors import Tick
from portfolio.files import NotOpened, load
from portfolio.files.merging.ancestor import ancestor
from portfolio.model import Portfolio
from ui.filing.bases import kept_bases


@dataclass(frozen=True, slots=True)
class Begun:
    """The version that two others began with.

    Attributes:
        used: when it was last read or saved here.
        proven: whether what the two hold shows it; else it is the oldest that is known.
    """

    portfolio: Portfolio
    used: datetime
    proven: bool


def begun_with(folder: Path, ours: Portfolio, theirs: Portfolio, tick: Tick) -> Begun | None:
    """Look through the versions that were read or saved here; None if there is none.

    Args:
        folder: of the versions.
        ours: the open document.
        theirs: the other version.
        tick: told how far the reading is.
    """
    versions: list[Portfolio] = []
    moments: list[int] = []
    kept = kept_bases(folder, ours.id)
    for number, base in enumerate(kept):
        tick(number / len(kept), "Looking for the version that both began with")
        try:
            versions.append(load(base.file).portfolio)
        except NotOpened:
            continue
        moments.append(base.used)
    found = ancestor(versions, ours, theirs)
    if found is None:
        return None
    used = datetime.fromtimestamp(moments[found.index] / 10**9, UTC)
    return Begun(versions[found.index], used, found.proven)
