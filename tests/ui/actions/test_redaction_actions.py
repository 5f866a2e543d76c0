"""Saving a redacted copy: elsewhere, with the verdicts, and never over the original."""

from __future__ import annotations

import pytest

from portfolio.edit import set_initiative
from portfolio.files import dumps, fingerprint, load
from tests.ui.conftest import idle
from ui.actions import ACTIONS
from ui.dialogs.redaction_dialog import RedactionDialog

REDACT = next(action for action in ACTIONS if action.id == "file.redact")


@pytest.fixture
def path(context, tmp_path):
    """The open document has a file and an owner."""
    path = tmp_path / "plan.portfolio"
    portfolio = set_initiative(context.document.portfolio, "i0", owner="Gwen Ode")
    path.write_bytes(dumps(portfolio))
    context.document.replace(portfolio, path, sha256=fingerprint(path))
    return path


def asked(context, window, qtbot, *parts):
    """Open the dialog, choose what has to go, wait for the preview."""
    REDACT.run(context)
    dialog = window.findChild(RedactionDialog)
    for part in parts:
        dialog._switches[part].setChecked(True)
    qtbot.waitUntil(dialog._save.isEnabled)
    return dialog


def test_a_copy_is_saved_elsewhere(window, context, messages, qtbot, path):
    before, target = path.read_bytes(), path.with_name("for the press")
    dialog = asked(context, window, qtbot, "people", "money")
    messages.answers.append(target)
    dialog._save.click()
    idle(qtbot, context)
    copy = load(target.with_suffix(".portfolio")).portfolio
    assert copy.title == "Small (redacted: without people and money)"
    assert copy.initiatives.keys() != context.document.portfolio.initiatives.keys()
    assert {comment.author for comment in copy.comments.values()} == {"Redacted copy"}
    assert len(copy.comments) == 3
    assert path.read_bytes() == before
    assert context.document.path == path
    assert any("Read it before you give it away" in text for text in messages.notices)


@pytest.mark.parametrize("link", [False, True])
def test_the_original_is_never_replaced(window, context, messages, qtbot, path, link):
    before, target = path.read_bytes(), path
    if link:
        target = path.with_name("link.portfolio")
        target.symlink_to(path)
    dialog = asked(context, window, qtbot, "people")
    messages.answers.append(target)
    dialog._save.click()
    idle(qtbot, context)
    assert "would replace the original" in messages.errors[0].what
    assert path.read_bytes() == before


def test_backing_out_saves_nothing(window, context, messages, qtbot, path, tmp_path):
    idle(qtbot, context)
    files = set(tmp_path.iterdir())
    dialog = asked(context, window, qtbot, "comments")
    messages.answers.append(None)
    dialog._save.click()
    idle(qtbot, context)
    assert set(tmp_path.iterdir()) == files


def test_a_dialog_that_is_closed_early_gets_no_preview(window, context, qtbot, path):
    REDACT.run(context)
    dialog = window.findChild(RedactionDialog)
    dialog._switches["people"].setChecked(True)
    dialog.reject()
    idle(qtbot, context)
    assert context.messages.bugs == []


def test_where_the_copy_cannot_be_written_it_is_told(window, context, messages, qtbot, path):
    target = path.with_name("folder.portfolio")
    target.mkdir()
    dialog = asked(context, window, qtbot, "people")
    messages.answers.append(target)
    dialog._save.click()
    idle(qtbot, context)
    assert len(messages.errors) == 1
