"""The few system calls under opening and saving, each used in one way only."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
import sys

from portfolio.errors import Tick
from portfolio.files.errors import DiskFault, NotWritable, Unreadable
from portfolio.files.os_words import not_read, not_saved, too_large_words

#: A drive that answers an fsync so cannot confirm writes; it is not broken.
CANNOT_CONFIRM = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP})
UNCONFIRMED = "Saved, but this drive cannot confirm that it keeps what was written."

_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_CHUNK = 2**20
_NAME_KEPT = 40


def sha256_of(data: bytes) -> str:
    """Return the fingerprint of the bytes of a file."""
    return hashlib.sha256(data).hexdigest()


def read_file(path: str, limit: int, tick: Tick | None = None) -> bytes:
    """Return the bytes of a regular file.

    A folder, pipe or device is refused without being waited for, and a file that is
    larger than ``limit`` without being read.

    Raises:
        FileNotFoundError, OSError: from the system.
        Unreadable: when it is not a regular file, or too large.
    """
    descriptor = os.open(path, os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(descriptor)
        check_regular(status, path)
        if status.st_size > limit:
            raise _too_large(path, status.st_size, limit)
        chunks, size = [], 0
        while chunk := os.read(descriptor, _CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > limit:
                raise _too_large(path, size, limit)
            if tick is not None:
                tick(min(1.0, size / max(status.st_size, 1)), "Reading the file")
        return b"".join(chunks)
    finally:
        os.close(descriptor)


def check_regular(status: os.stat_result, path: str) -> None:
    """Refuse folders, pipes and devices.

    Raises:
        Unreadable: with the kind of thing it is.
    """
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or a pipe"
        raise Unreadable(
            f"This is {kind}, not a file.", os.path.basename(path), "Choose a .portfolio file."
        )


def _too_large(path: str, size: int, limit: int) -> Unreadable:
    what, remedy = too_large_words(size, limit)
    return Unreadable(what, os.path.basename(path), remedy)


def status_of(path: str) -> os.stat_result | None:
    """Return what the system knows about a file that may be replaced; None for a new one.

    Raises:
        NotWritable: for folders, pipes, devices, read-only files and links in circles.
    """
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise not_saved(error, path) from None
    if not stat.S_ISREG(status.st_mode):
        raise NotWritable(
            "Not saved: this is not a file, but a folder, a device or a pipe.",
            os.path.basename(path),
            "Save under another name.",
        )
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise NotWritable(
            "Not saved: the file is read-only.",
            os.path.basename(path),
            "Save under another name, or ask its owner for write access.",
        )
    return status


def temporary_name(path: str, host: str) -> str:
    """Return a name beside ``path`` for a file that is being written.

    ``.NAME.HOST-PID-RANDOM.tmp``, NAME cut so that any drive takes it.
    """
    folder, name = os.path.split(path)
    mark = f"{host}-{os.getpid()}-{secrets.token_hex(3)}"
    return os.path.join(folder, f".{name[:_NAME_KEPT]}.{mark}.tmp")


def write_new(path: str, data: bytes, like: os.stat_result | None) -> str | None:
    """Write a new file down to the drive, and read it back.

    Args:
        path: must not exist.
        data: the whole content.
        like: what the file replaces, for its mode and group.

    Returns:
        A note when the drive cannot confirm writes.

    Raises:
        OSError: from the system.
        DiskFault: when the file reads back differently.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o666 if like is None else 0o600)
    is_open = True
    try:
        _write_all(descriptor, data)
        if like is not None:
            _keep_owner_and_mode(descriptor, path, like)
        note = _flush(descriptor)
        # A drive may report only now that there is no room, so this one must not fail quietly.
        is_open = False
        os.close(descriptor)
    finally:
        if is_open:
            with contextlib.suppress(OSError):
                os.close(descriptor)
    if read_file(path, len(data)) != data:
        raise _not_kept(path)
    return note


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        written = os.write(descriptor, rest)
        if written <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[written:]


def _keep_owner_and_mode(descriptor: int, path: str, like: os.stat_result) -> None:
    if sys.platform == "win32":
        os.chmod(path, stat.S_IMODE(like.st_mode))
        return
    now = os.fstat(descriptor)
    if (now.st_uid, now.st_gid) != (like.st_uid, like.st_gid):
        with contextlib.suppress(OSError):
            os.fchown(descriptor, like.st_uid, like.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(like.st_mode))


def _flush(descriptor: int) -> str | None:
    try:
        if sys.platform == "darwin":
            _full_flush(descriptor)
        else:
            os.fsync(descriptor)
    except OSError as error:
        # Never a second fsync after a real fault: it would report success for lost pages.
        if error.errno not in CANNOT_CONFIRM:
            raise
        return UNCONFIRMED
    return None


if sys.platform == "darwin":
    import fcntl

    def _full_flush(descriptor: int) -> None:
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in CANNOT_CONFIRM | {errno.ENOTTY}:
                raise
            os.fsync(descriptor)


def _not_kept(path: str) -> DiskFault:
    return DiskFault(
        "Not saved: the drive did not keep what was written.",
        os.path.basename(path),
        "Save it on another drive.",
    )


def sync_folder(folder: str) -> str | None:
    """Make a rename in ``folder`` last; return a note when that cannot be confirmed."""
    if sys.platform == "win32":
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        return None if error.errno in CANNOT_CONFIRM else UNCONFIRMED
    return None


def remove_quietly(path: str) -> None:
    """Remove a file that nobody needs; one that stays is removed at a later start."""
    with contextlib.suppress(OSError):
        os.unlink(path)


def read_or_none(path: str, limit: int) -> bytes | None:
    """Return the bytes of a file, None when there is none.

    Raises:
        Unreadable: for any other reason why it cannot be read.
    """
    try:
        return read_file(path, limit)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise not_read(error, path) from None
