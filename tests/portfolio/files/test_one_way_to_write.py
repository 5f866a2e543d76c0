"""Target 1 holds for whatever is written, because there is one way to write a file.

The sources of both packages are read: every call that could make, change, move or empty a
file by another way than ``write_atomically`` has to stand in the table below with a reason.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
#: File to why it may write by itself.
ALLOWED = {
    "portfolio/exchange/worker.py": "answers of the reading process, in a folder of its own",
    "portfolio/files/atomic.py": "the one way itself",
    "portfolio/files/disk.py": "the system calls under it",
    "portfolio/files/lock.py": "a lock is made only if there is none",
    "portfolio/files/saving.py": "the last version becomes the backup by a second name",
    "ui/filing/beside.py": "what was joined goes to the trash of the system, when asked",
    "ui/crash.py": "a report with a name of its own, when all else has failed",
    "ui/settings.py": "preferences are read before the core is loaded; they are replaced whole",
}
METHODS = {"write_bytes", "write_text", "hardlink_to", "symlink_to"}
OS_CALLS = {"rename", "replace", "renames", "link", "symlink", "truncate", "write"}
SHUTIL_CALLS = {"copy", "copy2", "copyfile", "copyfileobj", "copytree", "move", "rmtree"}
OPENS_TO_WRITE = {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"}
#: What stands for a place in memory, or for nothing.
NO_FILES = {"memory", "buffer", "devnull"}
QT_CLASSES = {"QFile", "QSaveFile", "QTemporaryFile", "QSettings", "QPdfWriter", "QSvgGenerator"}
WRITING = set("wax+")


def writes(tree):
    """Return the lines of a source at which something could be written."""
    return sorted(
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (_opens(node) or _moves(node) or _by_qt(node))
    )


def _opens(call):
    if _name(call) != "open" or _is_memory(call):
        return False
    if _owner(call) == "os":
        flags = {getattr(node, "attr", "") for node in ast.walk(call)}
        return "O_RDONLY" not in flags or bool(flags & OPENS_TO_WRITE)
    modes = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    texts = [mode.value for mode in modes if isinstance(mode, ast.Constant)]
    return any(isinstance(text, str) and len(text) < 4 and WRITING & {*text} for text in texts)


def _moves(call):
    name, owner = _name(call), _owner(call)
    if owner in {"os", "shutil"}:
        return name in (OS_CALLS if owner == "os" else SHUTIL_CALLS)
    if not isinstance(call.func, ast.Attribute) or _is_memory(call):
        return False
    if name in {"rename", "replace"}:
        # ``Path.replace`` has one argument, ``str.replace`` and ``dataclasses.replace`` more.
        return len(call.args) == 1 and not call.keywords
    return name == "savefig" or name in METHODS


def _by_qt(call):
    return _name(call) in QT_CLASSES and not _is_memory(call)


def _is_memory(call):
    first = call.args[0] if call.args else None
    return getattr(first, "id", getattr(first, "attr", "")) in NO_FILES


def _name(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _owner(call):
    return getattr(getattr(call.func, "value", None), "id", "")


def sources():
    for package in ("portfolio", "ui"):
        yield from sorted((ROOT / package).rglob("*.py"))


def test_nothing_is_written_by_another_way():
    found = {}
    for file in sources():
        lines = writes(ast.parse(file.read_text(encoding="utf-8")))
        if lines:
            found[file.relative_to(ROOT).as_posix()] = lines
    assert {name: lines for name, lines in found.items() if name not in ALLOWED} == {}
    assert set(ALLOWED) <= set(found), "a reason that is not needed any more"


@pytest.mark.parametrize(
    "line",
    [
        'open(path, "w")',
        'open(path, mode="ab")',
        'path.open("x", encoding="utf-8")',
        'path.write_bytes(b"")',
        'path.write_text("")',
        "os.open(path, flags)",
        "os.replace(old, new)",
        "old.rename(new)",
        "figure.savefig(path)",
        "shutil.move(old, new)",
        "QSaveFile(path)",
    ],
)
def test_a_naive_way_to_write_is_seen(line):
    assert writes(ast.parse(line)) == [1]


@pytest.mark.parametrize(
    "line",
    [
        'open(path, "rb")',
        "path.open()",
        'name.replace("a", "b")',
        "replace(record, name=name)",
        "figure.savefig(memory)",
        "QPdfWriter(buffer)",
        "os.open(folder, os.O_RDONLY | os.O_DIRECTORY)",
        "button.move(3, 4)",
        "path.read_bytes()",
        "context.filing.open(path)",
    ],
)
def test_reading_is_no_writing(line):
    assert writes(ast.parse(line)) == []
