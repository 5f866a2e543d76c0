"""Fault 18: several copies of sync programs beside one file, and which of them are merged."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from portfolio.edit import set_initiative, set_title
from portfolio.files import dumps
from tests.ui.conftest import idle, small_portfolio
from ui.actions.sharing_actions import show_copies
from ui.dialogs.merge_copies import MergeCopies, about
from ui.filing import Copy, ReadCopy, read_copies

AT = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
OURS = small_portfolio()
ANA, BEN = "plan (Ana's conflicted copy 2026-11-22).portfolio", "plan (1).portfolio"


@pytest.fixture
def copies(tmp_path):
    """Writes copies of a plan by name and content, each an hour older; returns them read."""

    def make(contents):
        found = []
        for hour, (name, content) in enumerate(contents.items()):
            file = tmp_path / name
            file.write_bytes(content if isinstance(content, bytes) else dumps(content))
            found.append(Copy(file, AT.replace(hour=14 - hour)))
        return read_copies(tmp_path / "plan.portfolio", found, OURS, lambda *_told: None)

    return make


@pytest.fixture
def dialog(qtbot, qapp):
    def build(found):
        dialog = MergeCopies(found)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.merged = []
        dialog.merge_requested.connect(dialog.merged.append)
        dialog.show()
        return dialog

    return build


def test_a_copy_tells_who_when_and_what_differs(copies, dialog):
    theirs = set_initiative(set_title(OURS, "Theirs"), "i1", owner="Ana")
    shown = dialog(copies({ANA: theirs}))
    name, saved, summary = shown.list.item(0).text().splitlines()
    assert name == ANA
    assert saved.endswith("by Ana")
    assert summary == "1 initiative and 1 setting of the portfolio changed."
    words = shown.words.toPlainText()
    assert "• Title: “Theirs”, was “Small”." in words
    assert "“Fraud graph”, owner" in words


def test_all_are_merged_unless_one_is_left_out_the_earliest_first(copies, dialog, qtbot):
    found = copies({ANA: set_title(OURS, "A"), BEN: set_title(OURS, "B")})
    paths = [each.copy.path for each in found]
    shown = dialog(found)
    assert shown._merge.text() == "Merge 2 versions"
    shown.accept()
    again = dialog(found)
    qtbot.keyClick(again.list, Qt.Key.Key_Space)
    assert again._merge.text() == "Merge 1 version"
    again.accept()
    assert shown.merged == [(paths[1], paths[0])]
    assert again.merged == [(paths[1],)]


def test_nothing_chosen_is_nothing_to_merge(copies, dialog, qtbot):
    shown = dialog(copies({ANA: set_title(OURS, "A")}))
    qtbot.keyClick(shown.list, Qt.Key.Key_Space)
    assert not shown._merge.isEnabled()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.merged == []


@pytest.mark.parametrize(
    ("content", "summary"),
    [
        (b"", "The file is empty"),
        (replace(OURS, id="another"), "Another document, not a version of this one."),
    ],
)
def test_what_cannot_be_merged_says_why_and_cannot_be_chosen(copies, dialog, content, summary):
    shown = dialog(copies({ANA: content}))
    assert shown.list.item(0).text().splitlines()[2].startswith(summary)
    assert shown.list.item(0).checkState() == Qt.CheckState.Unchecked
    assert not shown._merge.isEnabled()


def test_an_equal_copy_says_so(copies):
    (found,) = copies({ANA: OURS})
    assert (found.summary, found.differs) == ("The same as the open document.", ())


def test_a_long_list_of_differences_is_cut():
    found = ReadCopy(Copy(Path("plan 2.portfolio"), AT), "", "All changed.", ("A change.",) * 1000)
    lines = about(found).splitlines()
    assert (len(lines), lines[-1]) == (303, "… and 700 more")


@pytest.fixture
def path(context, qtbot, tmp_path):
    """Where the document is saved."""
    path = tmp_path / "shared" / "plan.portfolio"
    path.parent.mkdir()
    context.messages.answers.append(path)
    context.filing.save()
    idle(qtbot, context)
    return path


def test_without_any_copy_a_sentence_says_so(context, qtbot, path):
    show_copies(context)
    idle(qtbot, context)
    (error,) = context.messages.errors
    assert error.what == "No sync program keeps another version beside this file."


def test_an_untitled_document_has_none_to_show(context):
    show_copies(context)
    assert not context.jobs.running


def test_copies_of_a_document_that_was_left_meanwhile_are_not_shown(window, context, qtbot, path):
    path.with_name(BEN).write_bytes(path.read_bytes())
    show_copies(context)
    context.filing.new()
    idle(qtbot, context)
    assert window.findChild(MergeCopies) is None
    assert context.messages.errors == []


def test_merging_all_of_them_changes_no_copy(context, qtbot, path):
    base, files = context.document.portfolio, {}
    for number, name in enumerate((ANA, BEN, "plan 2.portfolio")):
        files[path.with_name(name)] = dumps(set_initiative(base, f"i{number}", owner=name))
    for file, data in files.items():
        file.write_bytes(data)
    context.messages.answers.extend(["They began with it"] * len(files))
    context.filing.others.merge_several(tuple(files))
    idle(qtbot, context)
    owners = {record.owner for record in context.document.portfolio.initiatives.values()}
    assert owners == {file.name for file in files}
    assert all(file.read_bytes() == data for file, data in files.items())
    assert context.document.undo_stack.count() == 3


def test_giving_one_up_gives_up_those_after_it(context, qtbot, path):
    base = context.document.portfolio
    for name in (ANA, BEN):
        path.with_name(name).write_bytes(dumps(set_initiative(base, "i0", owner=name)))
    context.messages.answers.append("Cancel")
    context.filing.others.merge_several((path.with_name(ANA), path.with_name(BEN)))
    idle(qtbot, context)
    assert context.document.portfolio == base
    assert not context.messages.answers
