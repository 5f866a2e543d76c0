"""The lock file that tells colleagues who has a portfolio open: ``.~lock.NAME#`` beside it.

It is advice, not protection: it does not reach people who work on another copy in a
synced folder. What protects their work is the comparison inside every save.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from portfolio.errors import PortfolioError
from portfolio.files.atomic import WAITS, pause, write_atomically
from portfolio.files.disk import read_or_none, remove_quietly
from portfolio.files.errors import NotSaved, Unreadable
from portfolio.files.folder_lock import alone_in
from portfolio.files.holder import Holder, is_dead, this_process
from portfolio.model.text import plural, visible

#: How often a lock should be confirmed, and after how long without one it may be given up.
BEAT_SECONDS = 60
SILENT_SECONDS = 5 * BEAT_SECONDS

_LARGEST = 4096
#: Letters of each text, so that the whole stays far below that.
_LONGEST = 80
#: A lock that is just being written looks damaged for a moment.
_TRIES = 20
_UNLOCKED = "The file could not be locked, so colleagues do not see that you have it open."


@dataclass(frozen=True, slots=True)
class LockedBy:
    """What a lock file says.

    Attributes:
        since, beat: when it was made, and last confirmed, by the clock of its maker.
        token: random; tells this lock from a later one of the same process.
        taken_from: who held it before, when it was taken over while they did.
        name: what its maker goes by in the app; older versions have stored none.
    """

    holder: Holder
    app: str
    since: datetime
    beat: datetime
    token: str
    taken_from: str = ""
    name: str = ""

    @property
    def who(self) -> str:
        """Who made it: by the name in the app, or else by the login."""
        return self.name or self.holder.user


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that this process holds; with a note, one that could not be made."""

    path: Path
    content: LockedBy
    note: str = ""


class LockedByOther(PortfolioError):  # noqa: N818 - reads as what happened
    """Somebody else has the file open: open read-only, open anyway, or wait."""

    def __init__(self, what: str, where: str, locked_by: LockedBy) -> None:
        super().__init__(what, where, "Open it read-only, or open it anyway and merge later.")
        self.locked_by = locked_by


def lock_path(path: Path) -> Path:
    """Return where the lock of a portfolio file stands."""
    target = Path(os.path.realpath(path))
    return target.with_name(f".~lock.{target.name}#")


def acquire(path: Path, *, app: str, now: datetime, name: str = "", anyway: bool = False) -> Lock:
    """Lock a portfolio file for this process.

    A lock whose process is certainly dead is taken over without a word.

    Args:
        path: the portfolio file.
        app: the app's version.
        now: the present, with time zone.
        name: what the person goes by; empty for the login.
        anyway: take the lock over even if it is held; who held it is noted in it.

    Returns:
        The lock. With a ``note`` when none could be made, or a damaged one is in the
        way: work goes on.

    Raises:
        LockedByOther: if another process holds it.
    """
    place = lock_path(path)
    mine = LockedBy(this_process(), app, now, now, secrets.token_hex(8), name=name)
    for _ in range(_TRIES):
        try:
            _create(place, mine)
        except FileExistsError:
            other = locked_by(path)
            if other is None and not anyway:
                continue
            if other is not None:
                dead = is_dead(other.holder)
                if not anyway and not dead:
                    raise LockedByOther(f"{describe(other, now)}.", path.name, other) from None
                who = "" if dead else f"{other.who} on {other.holder.host}"
                mine = replace(mine, taken_from=who)
            _clear_away(path, other)
        except OSError:
            return Lock(place, mine, _UNLOCKED)
        else:
            return Lock(place, mine)
    return Lock(place, mine, _UNLOCKED)


def release(lock: Lock) -> None:
    """Remove a lock, unless somebody has taken it over."""
    if not lock.note and _is_held(lock):
        remove_quietly(os.fspath(lock.path))


def beat(lock: Lock, now: datetime, name: str = "") -> Lock | None:
    """Confirm a lock; return it anew, or None when somebody has taken it over.

    A ``name`` takes the place of the one that was given before.
    """
    if lock.note:
        return lock
    if not _is_held(lock):
        return None
    renewed = replace(lock, content=replace(lock.content, beat=now, name=name or lock.content.name))
    with contextlib.suppress(NotSaved):
        write_atomically(lock.path, _to_bytes(renewed.content))
    return renewed


def locked_by(path: Path) -> LockedBy | None:
    """Return what the lock of a portfolio file says; None without one, or if it is damaged."""
    return _read(lock_path(path))


def colleague(path: Path) -> str:
    """Return who has a file open besides this process; empty if that is not known.

    Whoever had it open when this process took the lock over counts as having it open still.
    """
    lock = locked_by(path)
    if lock is None:
        return ""
    if lock.holder.instance != this_process().instance:
        return lock.who
    return lock.taken_from.rpartition(" on ")[0]


def _read(place: Path) -> LockedBy | None:
    try:
        data = read_or_none(os.fspath(place), _LARGEST)
    except Unreadable:
        return None
    return None if data is None else _from_bytes(data)


def describe(other: LockedBy, now: datetime) -> str:
    """Return who has the file open, for example ``Ana on PC-3 has had the file open for …``."""
    who = f"{visible(other.who)} on {visible(other.holder.host)}"
    age, silence = now - other.since, now - other.beat
    if age < -timedelta(minutes=2):
        return f"{who} has the file open; the clock there is ahead of the one here"
    text = f"{who} has had the file open for {_duration(age)}"
    if silence.total_seconds() > SILENT_SECONDS:
        return f"{text}, but was last heard of {_duration(silence)} ago"
    return text


def _duration(length: timedelta) -> str:
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 1:
        return "less than a minute"
    if minutes < 120:
        return plural(minutes, "minute")
    hours = minutes // 60
    return plural(hours, "hour") if hours < 48 else plural(hours // 24, "day")


def _create(place: Path, content: LockedBy) -> None:
    """Make the lock file if there is none: the only step that two people cannot both do."""
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        os.write(descriptor, _to_bytes(content))
    finally:
        os.close(descriptor)


def _clear_away(path: Path, other: LockedBy | None) -> None:
    """Remove a lock that was looked at, and no other that was made in the meantime.

    Of several who find one dead lock, each looks again while alone in the folder, so
    that none removes the lock that another has just made.
    """
    place = lock_path(path)
    with alone_in(os.fspath(place.parent), WAITS, pause):
        if locked_by(path) == other:
            remove_quietly(os.fspath(place))


def _is_held(lock: Lock) -> bool:
    content = _read(lock.path)
    return content is not None and content.token == lock.content.token


def _to_bytes(content: LockedBy) -> bytes:
    tree = {
        **asdict(content.holder),
        "app": content.app,
        "since": content.since.astimezone(UTC).isoformat(),
        "beat": content.beat.astimezone(UTC).isoformat(),
        "token": content.token,
        "taken_from": content.taken_from,
        "name": content.name[:_LONGEST],
    }
    return f"{json.dumps(tree, indent=1, ensure_ascii=False)}\n".encode(errors="replace")


def _from_bytes(data: bytes) -> LockedBy | None:
    try:
        tree: dict[str, Any] = json.loads(data)
        texts = {name: str(tree[name])[:_LONGEST] for name in ("app", "token", "taken_from")}
        texts["name"] = str(tree.get("name", ""))[:_LONGEST]
        since, moment = (datetime.fromisoformat(tree[name]) for name in ("since", "beat"))
        pid = int(tree["pid"])
        names = [field.name for field in fields(Holder) if field.name != "pid"]
        holder = Holder(pid=pid, **{name: str(tree[name])[:_LONGEST] for name in names})
        return LockedBy(holder, since=_in_utc(since), beat=_in_utc(moment), **texts)
    except (ValueError, LookupError, TypeError, OverflowError, RecursionError, AttributeError):
        return None


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
