"""The app as a process of its own, watched from outside: its windows, its files, its end."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 40
_LOOK_EVERY_SECONDS = 0.05
_REST_SECONDS = 2


class AppProcess:
    """One run of the app, for somebody whose home is ``home``; they may be called ``user``."""

    def __init__(self, home, *arguments, user=None):
        folders = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "DATA", "CACHE")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "portfolio", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, **folders, "HOME": str(home), **({"LOGNAME": user} if user else {})},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def waits_for_window(self, title):
        """Wait until it shows a window with exactly this title, and give that the keyboard."""
        wanted = ["--all", "--pid", str(self._process.pid), "--name", f"^{re.escape(title)}$"]
        command = ["xdotool", "search", "--onlyvisible", *wanted, "windowfocus", "--sync"]

        def found():
            run = subprocess.run(command, check=False, capture_output=True, timeout=20)
            return run.returncode == 0

        self.until(found)

    def presses(self, *keys):
        """Press keys by their X names, such as ``ctrl+s``."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def types(self, text):
        subprocess.run(["xdotool", "type", "--delay", "10", text], check=True)

    def until(self, condition):
        """Wait until something is true that only the disk tells."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < end, "it did not happen in time"
            assert self._process.poll() is None, self._process.stderr.read()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_LOOK_EVERY_SECONDS)

    def rests(self):
        """Wait until it has done nothing for a while: all is loaded, all is worked out."""
        process, seen = psutil.Process(self._process.pid), []

        def rested():
            times = process.cpu_times()
            seen.append((time.monotonic(), times.user + times.system))
            now, used = seen[-1]
            before = [cpu for at, cpu in seen if at <= now - _REST_SECONDS]
            return bool(before) and used - before[-1] < _REST_SECONDS / 20

        self.until(rested)

    def killed_at(self, call, count):
        """Let a call of this name, the so many-th from now in its thread, be the last one."""
        command = ["strace", "-f", "-p", str(self._process.pid), "-o", os.devnull]
        command += ["-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={count}"]
        tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert "attached" in tracer.stderr.readline()
        return tracer

    def sends(self, number):
        self._process.send_signal(number)

    def ended(self):
        """Wait for the end; return its code and what was said on standard error."""
        _, said = self._process.communicate(timeout=PATIENCE_SECONDS)
        return self._process.returncode, said

    def stop(self):
        """End it whatever it does."""
        self._process.kill()
        self._process.communicate()
