"""A desk to write files on, and to ask the command about them."""

from __future__ import annotations

import pytest

from tests.portfolio.acceptance.asking import Desk


@pytest.fixture
def desk(tmp_path, capsys):
    """Files of its own, and what the command prints."""
    return Desk(tmp_path, capsys)
