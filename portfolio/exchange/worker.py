"""Large tables are parsed in a process of their own, which may fail without harm.

The process answers in JSON lines in a private file: progress, then the sheet or the
problem in words. Nothing that it writes is ever executed or unpickled here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from portfolio.errors import PortfolioError, Tick
from portfolio.exchange.parsing import Request
from portfolio.exchange.sheet import Sheet, SheetInfo
from portfolio.model import FrozenMap

TIME_LIMIT_S = 60.0
MEMORY_LIMIT_BYTES = 1_500_000_000
_POLL_S = 0.05


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process may use: seconds, and bytes of memory above what it starts with."""

    seconds: float = TIME_LIMIT_S
    memory_bytes: int = MEMORY_LIMIT_BYTES


def read_apart(
    path: Path, request: Request, tick: Tick | None = None, limits: Limits | None = None
) -> Sheet:
    """Return the table in a file, parsed in another process.

    Args:
        path: of the file.
        request: what to read of it.
        tick: called some twenty times a second; when it raises, the process is ended.
        limits: of the process.

    Raises:
        PortfolioError: as ``read_path``, or the process ran out of memory or time.
        RuntimeError: the process failed in a way that is a bug.
    """
    limits = limits or Limits()
    with _running(path, request, limits) as (process, folder):
        with Path(folder, "answer").open("rb") as lines:
            answer = _wait(process, lines, tick, time.monotonic() + limits.seconds)
        if answer is None and process.poll() is None:
            raise _stopped(path.name, f"takes longer than {limits.seconds:g} s")
        if answer is None:
            complaint = Path(folder, "complaint").read_text("utf-8", "replace")
            raise RuntimeError(complaint or f"the reader ended with {process.returncode}")
    if "memory" in answer:
        raise _stopped(path.name, f"needs more than {limits.memory_bytes / 1e6:,.0f} MB of memory")
    if "problem" in answer:
        raise PortfolioError(*answer["problem"])
    return _sheet(answer["sheet"])


@contextmanager
def _running(
    path: Path, request: Request, limits: Limits
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start the process with a folder for its answer; both are gone afterwards."""
    order = {"path": str(path.absolute()), "memory_bytes": limits.memory_bytes, **asdict(request)}
    with tempfile.TemporaryDirectory(prefix="portfolio-import-") as folder:
        with (
            Path(folder, "answer").open("wb") as answer,
            Path(folder, "complaint").open("wb") as complaint,
        ):
            process = subprocess.Popen(  # noqa: S603 - our own module, our own interpreter
                [sys.executable, "-m", "portfolio.exchange.child", json.dumps(order)],
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=complaint,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        try:
            yield process, folder
        finally:
            process.kill()
            process.wait()


def _wait(
    process: subprocess.Popen[bytes], lines: BinaryIO, tick: Tick | None, end: float
) -> dict[str, Any] | None:
    """Return the answer, passing progress on while it is written; None when there is none."""
    fraction, text, rest = 0.0, "Reading the table", b""
    running = True
    while running and time.monotonic() < end:
        try:
            process.wait(_POLL_S)
            running = False
        except subprocess.TimeoutExpired:
            running = True
        *whole, rest = (rest + lines.read()).split(b"\n")
        for line in whole:
            found: dict[str, Any] = json.loads(line)
            if "tick" not in found:
                return found
            fraction, text = found["tick"]
        if tick is not None:
            tick(fraction, text)
    return None


def _stopped(source: str, why: str) -> PortfolioError:
    return PortfolioError(
        f"Reading this table {why}, so it was stopped.",
        source,
        "Keep only the rows and columns with initiatives.",
    )


def _sheet(facts: dict[str, Any]) -> Sheet:
    """Return the sheet that the process wrote."""
    notes = {(row, column): text for row, column, text in facts["cell_notes"]}
    read: dict[str, Any] = {
        "rows": tuple(map(tuple, facts["rows"])),
        "sheets": tuple(SheetInfo(**info) for info in facts["sheets"]),
        "hidden_rows": frozenset(facts["hidden_rows"]),
        "cell_notes": FrozenMap(notes),
    }
    plain: dict[str, Any] = {
        name: tuple(v) if isinstance(v, list) else v for name, v in facts.items()
    }
    return Sheet(**(plain | read))
