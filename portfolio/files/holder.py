"""Who and where this process is, for locks, recovery copies and the names of temporary files."""

from __future__ import annotations

import getpass
import hashlib
import os
import platform
import secrets
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
        started: when the process started, in the system's own measure; empty where
            that is not known. Numbers of processes are used again.
        instance: random, and new in each process.
    """

    user: str
    host: str
    host_id: str
    pid: int
    boot: str = ""
    started: str = ""
    instance: str = ""


def this_process() -> Holder:
    """Return this process."""
    pid = os.getpid()
    return Holder(
        _user(), platform.node() or "unknown", _host_id(), pid, _boot(), _started(pid), _instance()
    )


def host_mark() -> str:
    """Return eight characters that stand for this machine in the name of a file."""
    return _host_id()[:8]


def is_dead(holder: Holder) -> bool:
    """Whether a process is certainly gone; False for another machine, which nobody can ask."""
    here = this_process()
    if holder.host_id != here.host_id:
        return False
    if holder.pid == here.pid:
        return holder.instance != here.instance
    if holder.boot != here.boot or not is_running(holder.pid):
        return True
    started = _started(holder.pid)
    return bool(started and holder.started) and started != holder.started


def is_on_this_machine(holder: Holder) -> bool:
    """Whether a process runs, or ran, on this machine."""
    return holder.host_id == _host_id()


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
def _instance() -> str:
    return secrets.token_hex(8)


def _started(pid: int) -> str:
    """Return the start of a process as the kernel counts it; empty where that is not known."""
    fields = _fields(pid)
    return fields[19] if len(fields) > 19 else ""


def _fields(pid: int) -> list[str]:
    """Return what Linux says of a process from its state on; empty elsewhere."""
    return _first_line(f"/proc/{pid}/stat").rpartition(")")[2].split()


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

    def is_running(pid: int) -> bool:
        """Whether a process of this machine with this number is alive."""
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_QUERY_LIMITED, 0, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return not known or code.value == _STILL_ACTIVE

else:

    def is_running(pid: int) -> bool:
        """Whether a process of this machine with this number is alive."""
        if pid <= 0:
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            return True
        # One that was killed and that its parent has not noticed yet still has a number.
        return _fields(pid)[:1] != ["Z"]
