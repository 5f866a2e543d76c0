"""Target 7: the app is killed at random moments of a session; what was typed last is found again.

The loss is measured, not assumed: each edit is written down with its moment before it is
made, so that the age of the oldest edit that is neither in the file nor in a recovery copy
is known to the millisecond. The clock of the machine is one for all processes.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from portfolio.files import dumps, find_recovery, load, read_recovery
from tests.ui.filing.scripted_session import DATA, FILE, LIST, begun, edited

ROOT = Path(__file__).parents[3]
STARTS_SECONDS = 60
#: So many sessions at once: they mostly wait, as a person does.
AT_ONCE = 16

pytestmark = pytest.mark.skipif(os.name != "posix", reason="ends processes by SIGKILL")


@cache
def state(number):
    """Return the document after so many edits."""
    return begun() if number == 0 else edited(state(number - 1))


class Desk:
    """One person's folder: the file, the data of the app, the list of edits."""

    def __init__(self, folder, seconds):
        folder.mkdir(parents=True)
        self._folder = folder
        self._seconds = seconds
        (folder / FILE).write_bytes(dumps(begun()))

    def work_until_killed(self, seed, after, *how):
        """Let a session run so many seconds and kill it; return the moment of its end."""
        before = self._lines()
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.filing.scripted_session", self._folder]
            + [str(seed), str(self._seconds), *how],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "ignore"},
            stderr=subprocess.PIPE,
        )
        try:
            end = time.monotonic() + STARTS_SECONDS
            while len(self._lines()) == len(before):
                assert process.poll() is None, process.stderr.read().decode()
                assert time.monotonic() < end, "the session did not begin"
                wait(process, 0.02)
            wait(process, after)
            assert process.poll() is None, process.stderr.read().decode()
        finally:
            process.kill()
            process.communicate()
        return time.monotonic()

    def edits(self):
        """Return the moments of all edits that were made, by number; restored ones again."""
        numbered = (line.split() for line in self._lines() if not line.startswith("begun"))
        return [(int(number), float(at)) for number, at in numbered]

    def found(self):
        """Return the number of the last edit that is in the file or in a recovery copy."""
        kept = [read_recovery(copy) for copy in find_recovery(self._folder / DATA / "recovery")]
        whole = [load(self._folder / FILE).portfolio, *kept]
        numbers = [int(portfolio.notes) for portfolio in whole]
        assert all(each == state(int(each.notes)) for each in whole), "a state that never was"
        return max(numbers)

    def lost_seconds(self, ended):
        """Return the age of the oldest edit that is gone, at the end; 0 when none is."""
        last = self.found()
        return max((ended - at for number, at in self.edits() if number > last), default=0.0)

    def _lines(self):
        file = self._folder / LIST
        return file.read_text().splitlines() if file.exists() else []


def wait(process, seconds):
    """Wait for the end of a process, but not longer."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def killed(folder, seed, seconds, longest):
    """Kill one session at a random moment; return the seconds lost and the number of edits."""
    desk = Desk(folder / f"{seed}", seconds)
    ended = desk.work_until_killed(seed, random.Random(seed).uniform(0, longest))
    return desk.lost_seconds(ended), len(desk.edits())


def killed_twice(folder, seed, seconds, longest):
    """Kill one session, and then the one that restores its work; return the worse loss."""
    dice, desk = random.Random(seed), Desk(folder / f"{seed}", seconds)
    first = desk.work_until_killed(seed, dice.uniform(seconds, longest))
    lost, before = desk.lost_seconds(first), desk.found()
    second = desk.work_until_killed(seed + 1, dice.uniform(0, longest / 2), "restore")
    assert desk.found() >= before, "the second crash took what the first one had left"
    numbers = [number for number, _ in desk.edits()]
    start = len(numbers) - 1 - numbers[::-1].index(before + 1) if before + 1 in numbers else None
    again = [] if start is None else desk.edits()[start:]
    last = desk.found()
    return max([lost, *(second - at for number, at in again if number > last)]), len(numbers)


def many(kill, folder, count, seconds, longest):
    """Return the losses of so many sessions, and the number of edits in all."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        futures = [
            pool.submit(kill, folder, 1000 + 2 * number, seconds, longest)
            for number in range(count)
        ]
        results = [future.result() for future in futures]
    return [lost for lost, _ in results], sum(edits for _, edits in results)
