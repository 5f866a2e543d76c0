"""Decisions that were entered and not recorded yet, in the app's own folder.

They are no part of the document: nobody else sees them before they are recorded. There is
a file for each document, which holds them as the decisions of a portfolio, so that what an
older version of the app kept is read as any older file is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from portfolio.files.app_folder import make_folder, safe_name
from portfolio.files.atomic import write_atomically
from portfolio.files.decoding import MAX_BYTES
from portfolio.files.disk import read_or_none, remove_quietly
from portfolio.files.errors import NotOpened
from portfolio.files.native import dumps, loads
from portfolio.model import Decision, FrozenMap, Portfolio

_SUFFIX = ".drafts"


def drafts_file(folder: Path, portfolio_id: str) -> Path:
    """Return where the drafts of a document are kept."""
    return folder / f"{safe_name(portfolio_id)}{_SUFFIX}"


def read_drafts(folder: Path, portfolio_id: str) -> dict[str, Decision]:
    """Return initiative id to its draft; none where none are kept, or they cannot be read."""
    try:
        data = read_or_none(os.fspath(drafts_file(folder, portfolio_id)), MAX_BYTES)
        return {} if data is None else dict(loads(data).decisions.items())
    except NotOpened:
        return {}


def keep_drafts(folder: Path, portfolio_id: str, changed: Mapping[str, Decision | None]) -> None:
    """Keep some drafts, and let go of others; those of other initiatives stay as they are.

    Args:
        folder: of all drafts; it is made when it is not there.
        portfolio_id: of the document.
        changed: initiative id to its draft; None for one that was recorded or discarded.

    Raises:
        NotSaved: they could not be written; those that were kept before are untouched.
    """
    before = read_drafts(folder, portfolio_id)
    both = {**before, **changed}
    left = {key: draft for key, draft in both.items() if draft is not None}
    file = drafts_file(folder, portfolio_id)
    if left == before:
        return
    if not left:
        remove_quietly(os.fspath(file))
        return
    make_folder(folder)
    write_atomically(file, dumps(Portfolio("drafts", decisions=FrozenMap(left))))
