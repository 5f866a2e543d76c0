"""Going back: revert, backups, the last version of a damaged file (fault 22)."""

import re
from datetime import UTC, datetime

import pytest
from shiboken6 import isValid

from portfolio.edit import decide, set_initiative
from portfolio.files import dumps, load
from portfolio.files.journal import recorded
from portfolio.model import Decision, Entry
from tests.ui.conftest import edit, idle
from ui.actions.versions import show_versions
from ui.dialogs.version_list import VersionList
from ui.filing import questions, versions


def found(context):
    document = context.document
    return versions(context.filing.backups_folder, document.path, document.portfolio.id)


@pytest.fixture
def twice(stored, qtbot):
    """Saved, edited, saved again."""
    edit(stored)
    stored.filing.save()
    idle(qtbot, stored)
    return stored


def test_each_save_keeps_a_version_the_newest_first(twice, path):
    list_ = found(twice)
    assert sum(version.beside for version in list_) == 1
    assert sum(not version.beside for version in list_) == 2
    assert [v.made for v in list_] == sorted((v.made for v in list_), reverse=True)


def test_a_version_opens_untitled_and_unsaved_and_overwrites_nothing(twice, qtbot, path):
    (beside,) = (version for version in found(twice) if version.beside)
    before = path.read_bytes()
    twice.filing.open_version(beside)
    idle(qtbot, twice)
    assert twice.document.portfolio.title == "Small"
    assert twice.document.path is None
    assert twice.document.unsaved
    assert path.read_bytes() == before
    twice.messages.answers.append(questions.CANCEL)
    twice.filing.new()
    assert len(twice.messages.questions) == 1


@pytest.fixture
def dialog(window, twice, qtbot, path):
    """The dialog with the version beside the file chosen, and compared."""
    show_versions(twice)
    qtbot.waitUntil(lambda: bool(window.findChildren(VersionList)))
    dialog = window.findChild(VersionList)
    choose(dialog, beside=True)
    qtbot.waitUntil(lambda: "“Edited”" in dialog.words.toPlainText())
    return dialog


def choose(dialog, *, beside):
    rows = {version.beside: row for row, version in enumerate(dialog._versions)}
    dialog.list.setCurrentRow(rows[beside])


def test_the_preview_says_what_restoring_does_to_what_was_decided(twice, qtbot, window):
    document, at = twice.document, datetime(2026, 11, 23, tzinfo=UTC)
    decided = decide(document.portfolio, "d1", Decision("i0", "cut", at, reason="Why"))
    document.apply("Cut", recorded(decided, Entry(at, "decision", "Cut.", record="d1")))
    twice.filing.save()
    idle(qtbot, twice)
    show_versions(twice)
    qtbot.waitUntil(lambda: bool(window.findChildren(VersionList)))
    dialog = window.findChild(VersionList)
    choose(dialog, beside=True)
    qtbot.waitUntil(lambda: "stays" in words(dialog))
    told = words(dialog)
    dialog.accept()
    idle(qtbot, twice)
    assert "1 decision and 1 entry of the log" in told
    assert "deleted" not in told
    assert list(document.portfolio.decisions) == ["d1"]
    assert len(document.portfolio.journal) == 1


def test_restoring_is_one_step_that_can_be_undone(dialog, twice, qtbot, path):
    stored = path.read_bytes()
    dialog.accept()
    idle(qtbot, twice)
    document = twice.document
    assert document.portfolio.title == "Small"
    assert document.unsaved
    assert document.path == path
    assert path.read_bytes() == stored
    assert document.undo_stack.undoText().startswith("Restore the version of ")
    document.undo_stack.undo()
    assert document.portfolio.title == "Edited"
    assert not document.unsaved


def test_the_preview_shows_values_before_and_after(dialog):
    assert words(dialog) == "Title: “Edited” to “Small”"


def test_each_version_says_what_it_brought(dialog, qtbot, twice):
    rows = range(dialog.list.count())
    qtbot.waitUntil(lambda: not twice.jobs.running)
    said = [dialog.list.item(row).text().splitlines() for row in rows]
    assert [lines[2:] for lines in said] == [
        ["Since the one below: 1 setting of the portfolio changed"],
        ["Holds the same as the one below"],
        [],
    ]
    assert all(re.search(r"\d{4}, \d\d:\d\d:\d\d$", lines[0]) for lines in said)


def test_the_two_versions_of_a_merge_are_told(twice, qtbot, window, path):
    theirs = set_initiative(twice.document.portfolio, "i0", owner="Ana")
    path.write_bytes(dumps(theirs))
    edit(twice, "Mine")
    twice.filing.merge_stored()
    idle(qtbot, twice)
    show_versions(twice)
    idle(qtbot, twice)
    dialog = window.findChild(VersionList)
    first, second = (dialog.list.item(row).text().splitlines() for row in range(2))
    assert first[1].endswith("mine before theirs came")
    assert second[1].endswith(", theirs")
    assert first[2] == ("Since the one below: 1 initiative and 1 setting of the portfolio changed")


def test_a_version_opens_as_a_document_of_its_own(dialog, twice, qtbot, path):
    dialog._open.click()
    idle(qtbot, twice)
    assert twice.document.portfolio.title == "Small"
    assert twice.document.path is None


def test_what_the_plan_would_do_is_said_on_demand(dialog, qtbot):
    dialog._plan.click()
    qtbot.waitUntil(lambda: "The plan is the same, for the same value." in words(dialog))
    assert not dialog._plan.isEnabled()
    titles = [load(version.file).portfolio.title for version in dialog._versions]
    dialog.list.setCurrentRow(titles.index("Edited"))
    qtbot.waitUntil(lambda: words(dialog) == "The two are the same.")
    assert dialog._plan.isEnabled()


def test_two_versions_are_compared_the_earlier_first(dialog, qtbot):
    dialog.list.selectAll()
    dialog.list.item(0).setSelected(False)
    assert len(dialog.list.selectedItems()) == 2
    qtbot.waitUntil(lambda: words(dialog) not in ("", "Comparing…"))
    assert not dialog._restore.isEnabled()
    assert not dialog._open.isEnabled()
    dialog._ask_to_restore()
    assert dialog._looked()[0].made <= dialog._looked()[1].made


def test_a_version_that_cannot_be_read_says_so_and_restores_nothing(dialog, twice, qtbot):
    (beside,) = (version for version in found(twice) if version.beside)
    beside.file.write_bytes(b"<html>")
    choose(dialog, beside=False)
    choose(dialog, beside=True)
    qtbot.waitUntil(lambda: not dialog._restore.isEnabled())
    assert beside.file.name in words(dialog)
    assert not dialog._plan.isEnabled()
    dialog.accept()
    idle(qtbot, twice)
    assert twice.document.portfolio.title == "Edited"


def words(dialog):
    return dialog.words.toPlainText()


def test_without_backups_a_sentence_says_so(context, qtbot):
    show_versions(context)
    idle(qtbot, context)
    assert "no backup" in context.messages.errors[0].what


def test_an_answer_after_the_dialog_is_gone_does_no_harm(window, twice, qtbot, path):
    show_versions(twice)
    qtbot.waitUntil(lambda: bool(window.findChildren(VersionList)))
    dialog = window.findChild(VersionList)
    looked = dialog._looked()
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))
    dialog.show_difference(looked, "late")
    assert dialog._over


@pytest.mark.parametrize("answer", [questions.OPEN_BACKUP, questions.CANCEL])
def test_a_damaged_file_offers_its_last_version_and_stays_as_it_is(twice, qtbot, path, answer):
    twice.filing.new()
    idle(qtbot, twice)
    damaged = path.read_bytes()[:-400]
    path.write_bytes(damaged)
    before = twice.document.portfolio
    twice.messages.answers.append(answer)
    twice.filing.open(path)
    idle(qtbot, twice)
    assert path.read_bytes() == damaged
    if answer == questions.OPEN_BACKUP:
        assert twice.document.portfolio.title == "Small"
        assert twice.document.unsaved
    else:
        assert twice.document.portfolio is before


def test_revert_is_one_step_that_can_be_undone(stored, qtbot):
    edit(stored)
    stored.filing.revert()
    idle(qtbot, stored)
    assert stored.document.portfolio.title == "Small"
    assert not stored.document.unsaved
    stored.document.undo_stack.undo()
    assert stored.document.portfolio.title == "Edited"


def test_revert_to_a_file_that_somebody_changed_tells_instead(stored, qtbot, path):
    edit(stored)
    path.write_bytes(path.read_bytes().replace(b"Small", b"Other"))
    with qtbot.waitSignal(stored.filing.outside.file_changed):
        stored.filing.revert()
    assert stored.document.portfolio.title == "Edited"


def test_a_copy_leaves_the_document_where_it_is(stored, qtbot, path, tmp_path):
    edit(stored)
    copy = tmp_path / "copy.portfolio"
    stored.messages.answers.append(copy)
    stored.filing.save_copy()
    idle(qtbot, stored)
    assert load(copy).portfolio.title == "Edited"
    assert load(path).portfolio.title == "Small"
    assert stored.document.path == path
    assert stored.document.unsaved
    assert list(tmp_path.glob(".~lock*")) == []
