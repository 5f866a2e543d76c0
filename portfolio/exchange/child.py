"""The other end of ``worker``: parses one file under a memory limit and writes JSON lines.

Run as ``python -m portfolio.exchange.child ORDER``, with the order as JSON.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from portfolio.errors import PortfolioError
from portfolio.exchange.parsing import Request, parse_table, read_bytes
from portfolio.exchange.sheet import Sheet

if sys.platform != "win32":
    import resource


def main(order: str) -> None:
    """Parse the file that the order names and write the answer to standard output."""
    facts: dict[str, Any] = json.loads(order)
    path = Path(facts.pop("path"))
    _limit_memory(facts.pop("memory_bytes"))
    try:
        sheet = parse_table(read_bytes(path), path.name, Request(**facts), _report)
        answer: dict[str, Any] = {"sheet": _facts(sheet)}
    except PortfolioError as error:
        answer = {"problem": [error.what, error.where, error.remedy]}
    except MemoryError:
        answer = {"memory": True}
    _write(answer)


def _limit_memory(extra_bytes: int) -> None:
    """Let the process take ``extra_bytes`` more than it has now, where the system can do that."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sizes = Path("/proc/self/statm")
    if sizes.exists():
        used = int(sizes.read_text("ascii").split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (used + extra_bytes, hard))


def _report(fraction: float, text: str) -> None:
    _write({"tick": [fraction, text]})


def _facts(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as what JSON can say."""
    facts = {field.name: getattr(sheet, field.name) for field in dataclasses.fields(sheet)}
    facts["sheets"] = [dataclasses.asdict(info) for info in sheet.sheets]
    facts["hidden_rows"] = sorted(sheet.hidden_rows)
    facts["cell_notes"] = [[*place, text] for place, text in sheet.cell_notes.items()]
    return facts


def _write(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, separators=(",", ":")) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
