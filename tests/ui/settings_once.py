"""One change of the preferences in a process of its own, to be killed or starved of room.

``python -m tests.ui.settings_once settings PATH MARKS``, as in ``portfolio.files.save_once``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ui.settings import Settings

STORED, REFUSED = 0, 3


def main(_work, path, marks):
    settings, marks = Settings(Path(path)), Path(marks)
    (marks / "begun").touch()
    settings.change(author="Ada", text_scale=1.25)
    (marks / "ended").touch()
    return REFUSED if settings.note else STORED


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
