"""What one random input may cost: each is timed, and memory beyond the limit is refused."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import resource

SECONDS = 2.0
MEMORY_BYTES = 1_000_000_000


class Toll:
    """Counts inputs and keeps the slowest; its time is the processor's, whoever else works."""

    def __init__(self):
        self.inputs = 0
        self.slowest = 0.0

    @contextmanager
    def input(self):
        """Time one input."""
        begin = time.process_time()
        yield
        self.slowest = max(self.slowest, time.process_time() - begin)
        self.inputs += 1

    def said(self, what):
        """One line for the terminal, once no input has broken the limit."""
        assert self.slowest < SECONDS
        return f"\n{what}: N = {self.inputs:,}, the slowest took {self.slowest * 1e3:.0f} ms\n"


@contextmanager
def little_memory(extra=MEMORY_BYTES):
    """Let this process take ``extra`` bytes more than it has: what asks for more fails."""
    if not Path("/proc/self/statm").exists():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + extra, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
