"""Target 4: two processes that save one file in a loop lose no update."""

import os
import subprocess
import sys

import pytest

from portfolio.files import dumps, load
from tests.ui.conftest import small_portfolio
from tests.ui.filing.sharing_session import FILE


def run(folder, count):
    """Let two people add and save at once; return the names in the file, and who merged."""
    (folder / FILE).write_bytes(dumps(small_portfolio()))
    command = [sys.executable, "-m", "tests.ui.filing.sharing_session", str(folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    people = [
        subprocess.Popen(
            [*command, name, str(count)], stdout=subprocess.PIPE, text=True, env=environment
        )
        for name in ("Ana", "Ben")
    ]
    merged = [int(person.communicate(timeout=40 + 2 * count)[0] or -1) for person in people]
    assert [person.returncode for person in people] == [0, 0]
    return {record.name for record in load(folder / FILE).portfolio.initiatives.values()}, merged


_IN_FULL = (pytest.mark.faults, pytest.mark.timeout(1200))


@pytest.mark.parametrize("count", [8, pytest.param(500, marks=_IN_FULL)])
def test_two_processes_lose_no_update(tmp_path, count):
    names, merged = run(tmp_path, count)
    before = {record.name for record in small_portfolio().initiatives.values()}
    assert names - before == {f"{who} {n}" for who in ("Ana", "Ben") for n in range(count)}
    sys.stdout.write(f"2 x {count} saves, {sum(merged)} merged, 0 updates lost\n")
    assert sum(merged) > 0, "they never met: the test has shown nothing"
