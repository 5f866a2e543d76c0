"""Python's collector of reference cycles, kept from walking a tree while it grows."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_cycle_collection() -> Iterator[None]:
    """Make hundreds of thousands of small objects without the collector looking at each again.

    Half the time of opening a large file would go there, and a JSON tree has no
    cycles. Reference counts go on freeing what is dropped.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
