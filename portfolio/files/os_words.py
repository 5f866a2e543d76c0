"""What the system said about a file, in sentences and as the class that the window asks for."""

from __future__ import annotations

import errno
import os

from portfolio.files.errors import DiskFault, DiskFull, NotSaved, NotWritable, Unreadable

_ELSEWHERE = "Save it in another place or under another name."
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_WRITABLE = {
    errno.EACCES: "You may not write here.",
    errno.EPERM: "You may not write here.",
    errno.EROFS: "This place is read-only.",
    errno.EISDIR: "This is a folder.",
    errno.ENOTDIR: "The folder is not a folder.",
    errno.ENOENT: "The folder is not there any more.",
    errno.ELOOP: "The name is a link that leads back to itself.",
    errno.ENAMETOOLONG: "The name is too long for this drive.",
    errno.EXDEV: "The folder spans two drives.",
    errno.EBUSY: "Another program holds the file.",
    errno.ETXTBSY: "Another program holds the file.",
    errno.EINVAL: "This drive does not take the name.",
    errno.EMFILE: "Too many files are open.",
    errno.ENFILE: "Too many files are open.",
}
_UNREADABLE = {
    errno.EACCES: ("You may not read the file.", "Ask its owner for access."),
    errno.EPERM: ("You may not read the file.", "Ask its owner for access."),
    errno.ENOENT: ("The file is not there.", "It may have been moved, renamed or deleted."),
    errno.ENOTDIR: ("The file is not there.", "It may have been moved, renamed or deleted."),
    errno.ELOOP: ("The name is a link that leads back to itself.", "Choose the file itself."),
    errno.EISDIR: ("This is a folder.", "Choose a .portfolio file."),
    errno.ENAMETOOLONG: ("The name is too long for this drive.", "Choose another file."),
}


def not_saved(error: OSError, path: str) -> NotSaved:
    """Return why a file was not saved."""
    name = os.path.basename(path)
    if error.errno in _NO_ROOM:
        return DiskFull("Not saved: the disk is full.", name, f"Free some space. {_ELSEWHERE}")
    if error.errno in _NOT_WRITABLE:
        what = _NOT_WRITABLE[error.errno]
        return NotWritable(f"Not saved. {what}", name, _ELSEWHERE)
    return DiskFault(
        f"Not saved: the drive reported a fault ({_reason(error)}).",
        name,
        f"Check that the drive is connected. {_ELSEWHERE}",
    )


def not_read(error: OSError, path: str) -> Unreadable:
    """Return why a file was not read."""
    known = _UNREADABLE.get(error.errno or 0)
    what, remedy = known or (
        f"The drive could not deliver the file ({_reason(error)}).",
        "Check that the drive is connected, then try again.",
    )
    return Unreadable(what, os.path.basename(path), remedy)


def too_large_words(size: int, limit: int) -> tuple[str, str]:
    """Return what is wrong with a file of more bytes than the limit, and what to do."""
    return (
        f"The file has {size / 2**20:,.0f} MB; a portfolio may have {limit // 2**20} MB.",
        "Check that it is the right file.",
    )


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
