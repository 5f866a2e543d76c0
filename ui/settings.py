"""Preferences of this user on this machine; never part of a portfolio file."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from ui.theme import ThemeChoice

T = TypeVar("T")

_RECENT = 12


@dataclass(frozen=True, slots=True)
class Preferences:
    """Everything that is remembered between two starts.

    Attributes:
        theme: ``system``, ``light`` or ``dark``.
        text_scale: size of the type, 0.8 to 2; 1 is normal.
        recent: paths of recent files, newest first.
        window: geometry and layout of the main window, as Qt saved it, in base 64.
        page: name of the page shown last.
        columns: table name to header state, in base 64.
        splitters: splitter name to state, in base 64.
        author: written into overrides and comments.
        author_asked: whether the name has been asked for.
        autosave_seconds: from a change to its recovery copy, 2 to 300.
        frontier_resource: id of the resource that the frontier was last drawn for.
        compared_with: key of the version that the document was last compared with.
        ballot_folder: path of the folder that ballot papers were last written to or taken from.
        offer_recovery: whether unsaved work of a crashed app is offered at start.
    """

    theme: ThemeChoice = "system"
    text_scale: float = 1.0
    recent: tuple[str, ...] = ()
    window: str = ""
    page: str = "overview"
    columns: dict[str, str] | None = None
    splitters: dict[str, str] | None = None
    author: str = ""
    author_asked: bool = False
    autosave_seconds: int = 10
    frontier_resource: str = ""
    compared_with: str = ""
    ballot_folder: str = ""
    offer_recovery: bool = True


class Settings(QObject):
    """Preferences, kept as JSON; a damaged file is set aside and defaults are used.

    What is set is in force at once, and in the file when ``store`` has been called.
    """

    #: some preference changed
    preferences_changed = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._storing, self._setting = threading.Lock(), threading.Lock()
        #: what was set here and is not in the file yet
        self._unstored: dict[str, object] = {}
        self.note = ""
        self.preferences = self._read()

    @property
    def folder(self) -> Path:
        """Where they are stored."""
        return self._path.parent

    def change(self, **changes: object) -> None:
        """Set preferences by name."""
        self.preferences = _preferences({**asdict(self.preferences), **changes})
        set_here = {name: asdict(self.preferences)[name] for name in changes}
        with self._setting:
            self._unstored = {**self._unstored, **set_here}
        self.preferences_changed.emit()

    def store(self, write: Callable[[Path, bytes], object]) -> None:
        """Write down what was set here and is not in the file yet; for a worker thread.

        What another window has stored meanwhile stays, except for what was set here.

        Args:
            write: writes a file as a whole; when it raises, all is written the next time.
        """
        with self._storing:
            written = self._unstored
            if not written:
                return
            text = json.dumps(asdict(self._stored()), indent=1, sort_keys=True)
            write(self._path, text.encode())
            with self._setting:
                self._unstored = {
                    name: value
                    for name, value in self._unstored.items()
                    if name not in written or value != written[name]
                }

    def remember_file(self, path: Path) -> None:
        """Put a path on top of the recent files."""
        others = [old for old in self._stored().recent if old != str(path)]
        self.change(recent=(str(path), *others)[:_RECENT])

    def forget_file(self, path: Path) -> None:
        """Take a path off the recent files."""
        self.change(recent=tuple(old for old in self._stored().recent if old != str(path)))

    def layout_of(self, kind: str, name: str) -> str:
        """Return a remembered header or splitter state (``columns`` or ``splitters``)."""
        states: dict[str, str] = getattr(self.preferences, kind) or {}
        return states.get(name, "")

    def remember_layout(self, kind: str, name: str, state: str) -> None:
        """Remember a header or splitter state."""
        states: dict[str, str] = dict(getattr(self.preferences, kind) or {})
        if states.get(name) != state:
            states[name] = state
            self.change(**{kind: states})

    def _read(self) -> Preferences:
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
            return _preferences(raw)
        except FileNotFoundError:
            return Preferences()
        except _DAMAGE:
            self.note = f"The preferences could not be read and start afresh. {self._set_aside()}"
            return Preferences()

    def _set_aside(self) -> str:
        """Keep a damaged file under another name; return in a sentence where it is."""
        kept = self._path.with_suffix(".damaged.json")
        try:
            self._path.replace(kept)
        except OSError:
            return f"The damaged file is still {self._path}."
        return f"The damaged file is now {kept}."

    def _stored(self) -> Preferences:
        """Return what is in the file, or will be; what is in memory if it cannot be read."""
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
            return _preferences({**asdict(_preferences(raw)), **self._unstored})
        except _DAMAGE:
            return self.preferences


def _preferences(raw: object) -> Preferences:
    """Return preferences from JSON, refusing values of the wrong type."""
    if not isinstance(raw, dict):
        message = "not an object"
        raise TypeError(message)
    known = {field.name: raw[field.name] for field in fields(Preferences) if field.name in raw}
    recent = _of_type((list, tuple), known.get("recent", ()))
    known["recent"] = tuple(_of_type(str, path) for path in recent)
    if known.get("theme", "system") not in ("system", "light", "dark"):
        del known["theme"]
    for name, (least, most) in _RANGES.items():
        usual = getattr(_DEFAULTS, name)
        known[name] = type(usual)(min(most, max(least, float(known.get(name, usual)))))
    for name in ("columns", "splitters"):
        states = known.get(name)
        known[name] = {k: _text(v) for k, v in dict(states).items()} if states else None
    for name in ("window", "page", "author", "frontier_resource", "compared_with", "ballot_folder"):
        known[name] = _text(known.get(name, getattr(_DEFAULTS, name)))
    for name in ("author_asked", "offer_recovery"):
        known[name] = _of_type(bool, known.get(name, getattr(_DEFAULTS, name)))
    return Preferences(**known)


def _of_type(kind: type[T] | tuple[type[T], ...], value: object) -> T:
    if not isinstance(value, kind):
        message = f"{value!r} is of the wrong type"
        raise TypeError(message)
    return value


def _text(value: object) -> str:
    """Return a text that can be encoded: half of a pair of surrogates cannot."""
    text = _of_type(str, value)
    text.encode()
    return text


_DEFAULTS = Preferences()
#: What reading a file may raise that is no JSON, or no preferences.
_DAMAGE = (OSError, ValueError, TypeError, OverflowError, RecursionError)
_RANGES: dict[str, tuple[float, float]] = {"text_scale": (0.8, 2.0), "autosave_seconds": (2, 300)}
