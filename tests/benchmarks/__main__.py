"""Run every benchmark, each in a process of its own, and print its table.

``python -m tests.benchmarks [WORD ...]`` runs those whose name holds one of the words.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def modules(words: list[str]) -> list[str]:
    """Names of the benchmark modules that hold one of the words; all without words."""
    paths = sorted(FOLDER.rglob("bench_*.py"))
    names = [".".join(path.relative_to(FOLDER.parents[1]).with_suffix("").parts) for path in paths]
    return [name for name in names if not words or any(word in name for word in words)]


def main(words: list[str]) -> int:
    failed = []
    for name in modules(words):
        print(f"\n== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", name], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nDid not run to the end: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
