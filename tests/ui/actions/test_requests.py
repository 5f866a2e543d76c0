"""What pages ask for by name is there."""

import re
from pathlib import Path

import pytest

from ui.actions import ACTIONS
from ui.pages import PAGES

UI = Path(__file__).parents[3] / "ui"
ASKED = re.compile(r'"((?:file|edit|initiative|view|help)\.[a-z_0-9]+)"')


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.stem)
def test_every_action_named_in_the_code_exists(path):
    known = {action.id for action in ACTIONS}
    assert set(ASKED.findall(path.read_text(encoding="utf-8"))) <= known


def test_every_page_can_be_gone_to():
    assert {f"view.{page.name}" for page in PAGES} <= {action.id for action in ACTIONS}
