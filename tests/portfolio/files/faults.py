"""System calls that fail on purpose, inside this process: crashes, error numbers, lies."""

from __future__ import annotations

import contextlib
import os

#: Every call of ``os`` that writing, reading back or replacing a file could make.
CALLS = (
    "access",
    "chmod",
    "close",
    "fchmod",
    "fchown",
    "fstat",
    "fsync",
    "link",
    "lstat",
    "mkdir",
    "open",
    "read",
    "readlink",
    "rename",
    "replace",
    "stat",
    "unlink",
    "write",
)


class Crash(BaseException):
    """The process is gone: nothing after it runs, not even a ``finally``."""


class System:
    """Stands between the code and ``os``, counts the calls and lets some of them fail.

    Args:
        fails: asked before each call with its index and name; returns what happens
            instead: a function of the real call and its arguments, or None.
    """

    def __init__(self, fails=lambda _index, _name: None):
        self.calls = []
        self._fails = fails
        self._dead = False

    @contextlib.contextmanager
    def __call__(self):
        real = {name: getattr(os, name) for name in CALLS}
        for name, call in real.items():
            setattr(os, name, self._faulty(name, call))
        try:
            yield self
        finally:
            for name, call in real.items():
                setattr(os, name, call)

    def _faulty(self, name, call):
        def run(*args, **kwargs):
            if self._dead:
                raise Crash
            index = len(self.calls)
            self.calls.append(name)
            instead = self._fails(index, name)
            try:
                return instead(call, *args, **kwargs) if instead else call(*args, **kwargs)
            except Crash:
                self._dead = True
                raise

        return run


def calls_of(work):
    """Return the names of the calls that a piece of work makes, in order."""
    with System()() as system:
        work()
    return system.calls


def crash_before(_call, *_args, **_kwargs):
    raise Crash


def crash_after(call, *args, **kwargs):
    with contextlib.suppress(OSError):
        call(*args, **kwargs)
    raise Crash


def half_then_crash(call, *args, **kwargs):
    """Write half of what should be written, and die."""
    call(args[0], bytes(args[1])[: len(args[1]) // 2], **kwargs)
    raise Crash


def failing(number):
    """Return a fault that reports an error number without doing anything."""

    def fail(call, *_args, **_kwargs):
        if call.__name__ == "access":
            return False
        raise OSError(number, os.strerror(number))

    return fail


def failing_afterwards(number):
    """Return a fault that does its work, and reports an error all the same."""

    def fail(call, *args, **kwargs):
        call(*args, **kwargs)
        raise OSError(number, os.strerror(number))

    return fail


def at(index, fault):
    """Return faults for one call by its index."""
    return lambda number, _name: fault if number == index else None


def on(names, fault, *, first=0, last=10**9):
    """Return faults for the calls with certain names, from one of them to another."""
    seen = []

    def fails(_index, name):
        if name not in names:
            return None
        seen.append(name)
        return fault if first < len(seen) <= last + 1 else None

    return fails
