"""Who and where this process is, for locks, recovery copies and the names of temporary files."""

from __future__ import annotations

import getpass
import hashlib
import os
import platform
import sys
import uuid
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that holds a file.

    Attributes:
        host_id: tells two machines of one name apart.
        boot: changes when the machine starts anew; empty where that is not known.
    """

    user: str
    host: str
    host_id: str
    pid: int
    boot: str = ""


def this_process() -> Holder:
    """Return this process."""
    return Holder(_user(), platform.node() or "unknown", _host_id(), os.getpid(), _boot())


def host_mark() -> str:
    """Return eight characters that stand for this machine in the name of a file."""
    return _host_id()[:8]


def is_dead(holder: Holder) -> bool:
    """Whether a process is certainly gone; False for another machine, which nobody can ask."""
    here = this_process()
    if holder.host_id != here.host_id:
        return False
    if holder.boot != here.boot:
        return True
    return not _is_running(holder.pid)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


@cache
def _host_id() -> str:
    """Return an id of this machine that says nothing about it to others."""
    identity = _first_line("/etc/machine-id") or f"{uuid.getnode():x}"
    return hashlib.sha256(f"{identity}/{platform.node()}".encode()).hexdigest()[:16]


@cache
def _boot() -> str:
    return _first_line("/proc/sys/kernel/random/boot_id")


def _first_line(path: str) -> str:
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.readline().strip()
    except OSError:
        return ""


if sys.platform == "win32":
    import ctypes

    _QUERY_LIMITED = 0x1000
    _STILL_ACTIVE = 259

    def _is_running(pid: int) -> bool:
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_QUERY_LIMITED, 0, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return not known or code.value == _STILL_ACTIVE

else:

    def _is_running(pid: int) -> bool:
        if pid <= 0:
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            return True
        return True
