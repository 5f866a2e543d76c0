"""Names in the app's own data folder: a portfolio's id comes from a file, so it is no file name."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from portfolio.files.os_words import not_saved


def safe_name(portfolio_id: str) -> str:
    """Return a name for files about a portfolio, whatever its id holds."""
    return hashlib.sha256(portfolio_id.encode(errors="replace")).hexdigest()[:24]


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may look into, if it is not there yet.

    Raises:
        NotSaved: if that fails.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise not_saved(error, os.fspath(folder)) from None
