"""The command as a person at the terminal uses it, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from portfolio.__main__ import main
from tests.portfolio.acceptance.documents import finite, write

OK, PROBLEM, USAGE = 0, 1, 2


@dataclass(frozen=True)
class Reply:
    """What the command printed, and its exit code."""

    code: int
    out: str
    said: str

    def json(self):
        """Standard output, read strictly: no NaN, no Infinity, no key twice."""
        return json.loads(self.out, parse_constant=_refused, object_pairs_hook=_once)


def _refused(name):
    raise AssertionError(f"{name} is not JSON")


def _once(pairs):
    keys = [key for key, _ in pairs]
    assert len(set(keys)) == len(keys), f"a key is there twice: {keys}"
    return dict(pairs)


class Desk:
    """Writes files and asks about them."""

    def __init__(self, folder, capsys):
        self._folder = folder
        self._capsys = capsys

    def ask(self, command, tree, *options):
        """Return the reply to ``ai-portfolio COMMAND FILE OPTIONS``."""
        self._capsys.readouterr()
        code = main([command, str(write(self._folder, tree)), *options])
        out, said = self._capsys.readouterr()
        return Reply(code, out, said)

    def told(self, command, tree, *options):
        """Return the answer as a tree; the command must succeed."""
        reply = self.ask(command, tree, "--json", *options)
        assert reply.code == OK, reply.said
        answer = reply.json()
        assert finite(answer)
        return answer

    def ranking(self, tree, method="additive"):
        """Return initiative id to (rank, score), and the whole answer."""
        answer = self.told("rank", tree, "--method", method)
        assert answer["method"] == method
        return {row["id"]: (row["rank"], row["score"]) for row in answer["initiatives"]}, answer

    def ranked(self, tree, method="additive"):
        """Return scores and ranks in the order of the ids."""
        found, _ = self.ranking(tree, method)
        keys = sorted(found, key=lambda key: (len(key), key))
        return [found[key][1] for key in keys], [found[key][0] for key in keys]

    def plan(self, tree):
        """Return the answer and the ids that are funded."""
        answer = self.told("plan", tree)
        funded = [row["id"] for row in answer["initiatives"] if row["verdict"] == "fund"]
        return answer, funded


def alone(arguments, **environment):
    """Return the reply of the command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "portfolio", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        timeout=30,
        check=False,
    )
    return Reply(done.returncode, done.stdout.decode(), done.stderr.decode())
