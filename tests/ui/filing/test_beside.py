"""Fault 18: copies that sync programs lay beside the file."""

import os
import shutil

import pytest

from portfolio.edit import set_initiative, set_title
from portfolio.errors import PortfolioError
from portfolio.files import dumps, fingerprint, load
from tests.ui.conftest import edit, idle
from ui.filing import beside, questions
from ui.filing.beside import Settled, find_copies

NAMES = ("plan (Ana's conflicted copy 2026-11-22).portfolio", "plan-DESKTOP-77.portfolio")


@pytest.fixture
def told(stored):
    """The copies that were told, one entry for each time."""
    found = []
    stored.filing.beside.copies_found.connect(found.append)
    return found


@pytest.fixture
def copy(stored, path):
    """A copy of the file in which a colleague changed something."""

    def make(name, change=lambda portfolio: portfolio):
        file = path.with_name(name)
        file.write_bytes(dumps(change(stored.document.saved_portfolio)))
        return file

    return make


def look(context, qtbot):
    context.filing.outside.look()
    idle(qtbot, context)


def test_each_copy_is_told_once_the_latest_first(stored, qtbot, told, copy):
    first, second = (copy(name) for name in NAMES)
    os.utime(first, (1_000_000, 1_000_000))
    look(stored, qtbot)
    look(stored, qtbot)
    assert [[each.path for each in copies] for copies in told] == [[second, first]]


def test_a_copy_that_changed_is_told_again(stored, qtbot, told, copy):
    file = copy(NAMES[0])
    look(stored, qtbot)
    os.utime(file, (1_000_000, 1_000_000))
    look(stored, qtbot)
    assert len(told) == 2


def test_copies_are_found_on_opening(stored, qtbot, path, told, copy):
    file = copy(NAMES[0])
    stored.filing.open(path)
    idle(qtbot, stored)
    assert [each.path for each in told[-1]] == [file]


def test_a_copy_is_found_by_a_folder_event(stored, qtbot, told, copy):
    with qtbot.waitSignal(stored.filing.beside.copies_found):
        copy(NAMES[0])


def test_a_merged_copy_is_settled_by_the_next_save_and_stays(stored, qtbot, path, copy, conflicts):
    file = copy(NAMES[0], lambda portfolio: set_initiative(portfolio, "i1", owner="Ana"))
    before = file.read_bytes()
    settled = []
    stored.filing.beside.copies_settled.connect(settled.append)
    stored.messages.answers.append(questions.ASK_EACH)
    stored.filing.others.merge(file)
    idle(qtbot, stored)
    (pending,) = conflicts
    stored.filing.merging.settle(pending, {0})
    idle(qtbot, stored)
    assert settled == []
    stored.filing.save()
    idle(qtbot, stored)
    assert [[each.path for each in copies] for copies in settled] == [[file]]
    assert load(path).portfolio.initiatives["i1"].owner == "Ana"
    assert file.read_bytes() == before
    edit(stored)
    stored.filing.save()
    idle(qtbot, stored)
    assert len(settled) == 1


def test_a_copy_goes_to_the_trash_only_when_asked(stored, qtbot, copy, monkeypatch, tmp_path):
    file = copy(NAMES[0])
    trash = tmp_path / "trash"
    trash.mkdir()
    monkeypatch.setattr(beside, "to_trash", lambda path: shutil.move(path, trash))
    with qtbot.waitSignal(stored.filing.beside.copies_gone):
        stored.filing.beside.throw_away((Settled(file, fingerprint(file)),))
    assert not file.exists()
    assert (trash / NAMES[0]).exists()


def test_a_copy_that_cannot_be_moved_stays_and_is_told(stored, qtbot, copy, monkeypatch):
    file = copy(NAMES[0])

    def refuse(path):
        raise PortfolioError("No trash.", str(path))

    monkeypatch.setattr(beside, "to_trash", refuse)
    with qtbot.waitSignal(stored.filing.beside.copies_stayed):
        stored.filing.beside.throw_away((Settled(file, fingerprint(file)),))
    assert file.exists()


def test_a_copy_that_has_changed_since_is_not_thrown_away(stored, qtbot, copy, monkeypatch):
    file = copy(NAMES[0])
    merged = Settled(file, fingerprint(file))
    copy(NAMES[0], lambda portfolio: set_title(portfolio, "Later"))
    thrown = []
    monkeypatch.setattr(beside, "to_trash", thrown.append)
    with qtbot.waitSignal(stored.filing.beside.copies_stayed) as stayed:
        stored.filing.beside.throw_away((merged,))
    assert "changed after it was merged" in stayed.args[0].what
    assert thrown == []


def test_a_copy_that_stays_keeps_no_other_from_going(stored, qtbot, copy, monkeypatch):
    files = [copy(name) for name in NAMES]
    settled = tuple(Settled(file, fingerprint(file)) for file in files)
    thrown = []
    monkeypatch.setattr(beside, "to_trash", thrown.append)
    copy(NAMES[0], lambda portfolio: set_title(portfolio, "Later"))
    stayed, gone = [], []
    stored.filing.beside.copies_stayed.connect(stayed.append)
    stored.filing.beside.copies_gone.connect(gone.append)
    stored.filing.beside.throw_away(settled)
    idle(qtbot, stored)
    assert [error.where for error in stayed] == [str(files[0])]
    assert thrown == [files[1]]
    assert gone == [settled[1:]]


def test_a_merge_that_was_undone_settles_nothing(stored, qtbot, copy, conflicts):
    file = copy(NAMES[0], lambda portfolio: set_initiative(portfolio, "i1", owner="Ana"))
    settled = []
    stored.filing.beside.copies_settled.connect(settled.append)
    stored.messages.answers.append(questions.BEGUN)
    stored.filing.others.merge(file)
    idle(qtbot, stored)
    stored.document.undo_stack.undo()
    edit(stored)
    stored.filing.save()
    idle(qtbot, stored)
    assert settled == []


def test_the_same_content_is_settled_at_once(stored, qtbot, copy):
    file = copy(NAMES[0])
    with qtbot.waitSignal(stored.filing.beside.copies_settled) as settled:
        stored.filing.others.merge(file)
    assert [each.path for each in settled.args[0]] == [file]


def test_a_file_that_is_gone_cannot_be_moved_to_the_trash(tmp_path):
    with pytest.raises(PortfolioError, match="stays where it is"):
        beside.to_trash(tmp_path / "gone.portfolio")


def test_another_document_is_looked_at_anew(stored, qtbot, path, told, copy):
    copy(NAMES[0])
    look(stored, qtbot)
    stored.filing.new()
    idle(qtbot, stored)
    stored.filing.open(path)
    idle(qtbot, stored)
    assert len(told) == 2


def test_no_copy_without_a_folder(tmp_path):
    assert find_copies(tmp_path / "gone" / "plan.portfolio") == ()


def test_an_untitled_document_has_no_copies(context):
    context.filing.beside.look()
    assert not context.jobs.running


def test_the_copy_of_an_edit_of_the_title_is_asked(stored, qtbot, copy, conflicts):
    file = copy(NAMES[0], lambda portfolio: set_title(portfolio, "Theirs"))
    stored.messages.answers.append(questions.ASK_EACH)
    stored.filing.others.merge(file)
    idle(qtbot, stored)
    assert conflicts[0].joined.base is None
    joined = conflicts[0].joined
    assert joined.came(joined.ours).startswith("Nothing had to be taken")
