"""One change of the preferences in a process of its own, to be killed or starved of room.

``python -m tests.ui.settings_once settings PATH MARKS``, as in ``portfolio.files.save_once``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from portfolio.files import NotSaved
from ui.filing.remembering import write
from ui.settings import Settings

STORED, REFUSED = 0, 3


def main(_work, path, marks):
    settings, marks = Settings(Path(path)), Path(marks)
    settings.change(author="Ada", text_scale=1.25)
    (marks / "begun").touch()
    try:
        settings.store(write)
    except NotSaved:
        return REFUSED
    finally:
        (marks / "ended").touch()
    return STORED


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
