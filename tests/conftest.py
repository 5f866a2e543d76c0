"""What every test gets: folders of its own, no stray log lines, the same random data each run."""

from __future__ import annotations

import importlib.util
import logging
import os

import hypothesis
import pytest

hypothesis.settings.register_profile("repository", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repository")

XDG_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def pytest_addoption(parser):
    """Without Qt there is no pytest-qt to know these settings of pyproject.toml."""
    if importlib.util.find_spec("pytestqt") is None:
        for name in ("qt_api", "qt_log_level_fail"):
            parser.addini(name, "read by pytest-qt alone")
        parser.addini("qt_log_ignore", "read by pytest-qt alone", type="linelist")


def pytest_configure(config):
    # Matplotlib's list of fonts takes seconds to build: once a checkout, not once a test.
    os.environ.setdefault("MPLCONFIGDIR", str(config.cache.mkdir("matplotlib")))
    os.environ.setdefault("MPLBACKEND", "agg")


@pytest.fixture(autouse=True)
def _folders_of_its_own(tmp_path_factory, monkeypatch):
    """Settings, backups and recovery copies of the person at this machine stay untouched."""
    home = tmp_path_factory.mktemp("home")
    for name in XDG_FOLDERS:
        monkeypatch.setenv(name, str(home / name))


@pytest.fixture(autouse=True)
def _no_stray_log_lines(caplog):
    """A warning in the log fails the test; one that expects it clears caplog when it has looked."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    stray = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    assert not stray, f"stray log lines: {stray}"
