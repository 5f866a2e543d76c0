"""Guard for the methods that Qt calls: an error in one is reported, never a crash."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def guarded(method: Callable[P, R]) -> Callable[P, R]:
    """Let an error leave an override of a Qt method as a whole exception object.

    CPython 3.11 keeps an error that C code raised, such as ``[].pop()``, as a class
    and a bare text until some handler looks at it. PySide6 6.11 reads the ``args`` of
    what leaves an override without that step and ends the process with a
    segmentation fault. Any handler completes the exception; this one is the cheapest.
    """

    @wraps(method)
    def guard(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(*args, **kwargs)
        finally:
            pass

    return guard
