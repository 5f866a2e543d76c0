"""Faults 14 and 56: two people save one file, and neither loses anything."""

import getpass
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QMessageBox

from portfolio.edit import (
    add_initiatives,
    add_rule,
    delete_initiatives,
    scale_capacity,
    set_criterion,
    set_initiative,
    set_rating,
    set_title,
)
from portfolio.files import dumps, list_backups, load, loads
from portfolio.model import Rating, Rule
from tests.ui.conftest import idle
from ui.filing import questions


def owner(key, name):
    return lambda portfolio: set_initiative(portfolio, key, owner=name)


def change(context, edit):
    """Edit the document as the person here does."""
    context.document.apply("Edit", edit(context.document.portfolio))


def owners(portfolio):
    return {key: record.owner for key, record in portfolio.initiatives.items()}


def test_a_second_save_merges_and_is_saved(stored, qtbot, path, theirs):
    theirs(owner("i1", "Theirs"))
    change(stored, owner("i0", "Mine"))
    stored.messages.answers.append(questions.MERGE)
    stored.filing.save()
    idle(qtbot, stored)
    (question,) = stored.messages.questions
    assert question.default == questions.MERGE
    assert owners(load(path).portfolio) == {"i0": "Mine", "i1": "Theirs", "i2": ""}
    assert not stored.document.unsaved


def test_saving_under_its_own_name_replaces_nothing_that_was_saved_since(
    stored, qtbot, path, theirs
):
    theirs(owner("i1", "Theirs"))
    change(stored, owner("i0", "Mine"))
    stored.messages.answers.extend([path, questions.MERGE])
    stored.filing.save_as()
    idle(qtbot, stored)
    assert owners(load(path).portfolio) == {"i0": "Mine", "i1": "Theirs", "i2": ""}


def test_a_merge_is_one_step_and_says_what_came(stored, qtbot, path, theirs):
    theirs(lambda base: owner("i1", "Ana")(owner("i2", "Ana")(base)))
    change(stored, owner("i0", "Mine"))
    before, steps = stored.document.portfolio, stored.document.undo_stack.count()
    stored.filing.merge_stored()
    idle(qtbot, stored)
    assert stored.document.undo_stack.count() == steps + 1
    assert stored.document.undo_stack.undoText() == f"Merge the changes of “{path.name}”"
    told = stored.messages.notices[-1]
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()
    assert told == f"From “{path.name}” as saved at {at:%H:%M}: 2 initiatives changed."
    assert stored.document.unsaved
    stored.document.undo_stack.undo()
    assert stored.document.portfolio == before


def test_what_came_says_what_is_new_what_changed_and_what_is_gone(stored, qtbot, theirs):
    def edit(base):
        base = add_initiatives(owner("i1", "Ana")(base), {"i8": "New", "i9": "Newer"})
        return delete_initiatives(base, ["i2"])

    theirs(edit)
    change(stored, lambda ours: set_title(ours, "Mine"))
    stored.filing.merge_stored()
    idle(qtbot, stored)
    told = next(each for each in stored.messages.notices if each.startswith("From “"))
    words = told.partition(": ")[2].removesuffix(".").split("; ")
    assert words == [
        "2 initiatives added",
        "1 initiative changed",
        "1 initiative and 7 ratings deleted",
    ]


def test_what_came_is_counted_by_noun(stored, qtbot, theirs, conflicts):
    criteria = list(stored.document.portfolio.criteria)

    def edit(base):
        base = set_title(owner("i1", "Ana")(base), "Theirs")
        for key in criteria[:2]:
            base = set_criterion(base, key, group="Theirs")
            base = set_rating(base, "u0", "i0", key, Rating(99.0))
        return base

    theirs(edit)
    change(stored, lambda ours: set_title(ours, "Mine"))
    stored.filing.merge_stored()
    idle(qtbot, stored)
    stored.filing.merging.settle(conflicts[0], {0})
    idle(qtbot, stored)
    words = stored.messages.notices[-1].partition(": ")[2].removesuffix(" changed.")
    assert set(words.replace(" and ", ", ").split(", ")) == {
        "1 initiative", "2 criteria", "2 ratings", "1 setting of the portfolio",
    }  # fmt: skip


def test_a_merge_that_is_undone_is_not_saved_over_their_version(stored, qtbot, path, theirs):
    version = theirs(owner("i1", "Theirs"))
    change(stored, owner("i0", "Mine"))
    stored.filing.merge_stored()
    idle(qtbot, stored)
    stored.document.undo_stack.undo()
    stored.messages.answers.append(questions.CANCEL)
    stored.filing.save()
    idle(qtbot, stored)
    assert load(path).portfolio == version
    stored.document.undo_stack.redo()
    stored.filing.save()
    idle(qtbot, stored)
    assert owners(load(path).portfolio)["i0"] == "Mine"
    assert owners(load(path).portfolio)["i1"] == "Theirs"


def test_undoing_a_merge_after_a_save_is_an_edit_like_any_other(stored, qtbot, path, theirs):
    theirs(owner("i1", "Theirs"))
    change(stored, owner("i0", "Mine"))
    stored.filing.merge_stored()
    idle(qtbot, stored)
    stored.filing.save()
    idle(qtbot, stored)
    stored.document.undo_stack.undo()
    assert stored.document.unsaved
    stored.filing.save()
    idle(qtbot, stored)
    assert owners(load(path).portfolio) == {"i0": "Mine", "i1": "", "i2": ""}
    assert len(stored.messages.questions) == 0


def test_both_versions_are_kept_as_files(stored, qtbot, theirs):
    version = theirs(owner("i1", "Theirs"))
    change(stored, owner("i0", "Mine"))
    mine = stored.document.portfolio
    stored.filing.merge_stored()
    idle(qtbot, stored)
    kept = list_backups(stored.filing.backups_folder, mine.id)
    assert [loads(backup.file.read_bytes()) for backup in kept[:2]] == [mine, version]


def test_a_merge_without_backups_is_told(stored, qtbot, theirs, monkeypatch):
    monkeypatch.setattr("ui.filing.merging.keep_both", lambda *_each: False)
    theirs(owner("i1", "Theirs"))
    stored.filing.merge_stored()
    idle(qtbot, stored)
    assert any("no backups of the two versions" in notice for notice in stored.messages.notices)
    assert owners(stored.document.portfolio)["i1"] == "Theirs"


def test_what_is_changed_while_a_merge_is_worked_out_belongs_to_it(stored, qtbot, theirs):
    theirs(owner("i1", "Theirs"))
    stored.filing.merging.merge_stored()
    change(stored, owner("i2", "Later"))
    idle(qtbot, stored)
    assert owners(stored.document.portfolio) == {"i0": "", "i1": "Theirs", "i2": "Later"}


def test_what_is_wrong_only_in_the_two_together_is_told(stored, qtbot, theirs):
    theirs(lambda base: add_rule(base, "l1", Rule("requires", ("i0", "i1"))))
    change(stored, lambda ours: add_rule(ours, "l2", Rule("requires", ("i1", "i0"))))
    stored.messages.notices.clear()
    stored.filing.merge_stored()
    idle(qtbot, stored)
    told = [notice for notice in stored.messages.notices if "new problem" in notice]
    assert len(told) == 1
    assert "Claims triage" in told[0]


def test_reloading_keeps_mine_within_reach(stored, qtbot, path, theirs):
    version = theirs(owner("i1", "Theirs"))
    change(stored, owner("i0", "Mine"))
    mine = stored.document.portfolio
    stored.messages.answers.append(questions.RELOAD)
    stored.filing.save()
    idle(qtbot, stored)
    assert stored.document.portfolio == version
    assert not stored.document.unsaved
    assert load(path).portfolio == version
    stored.document.undo_stack.undo()
    assert stored.document.portfolio == mine
    kept = list_backups(stored.filing.backups_folder, mine.id)
    assert loads(kept[0].file.read_bytes()) == mine


def test_keeping_both_suggests_another_name_beside_it(stored, qtbot, path, theirs, monkeypatch):
    version = theirs(owner("i1", "Theirs"))
    change(stored, owner("i0", "Mine"))
    offered = []

    def save_path(_title, _patterns, name):
        offered.append(name)
        return name

    monkeypatch.setattr(stored.messages, "save_path", save_path)
    stored.messages.answers.append(questions.KEEP_BOTH)
    stored.filing.save()
    idle(qtbot, stored)
    assert offered == [path.with_name("plan copy.portfolio")]
    assert owners(load(offered[0]).portfolio)["i0"] == "Mine"
    assert load(path).portfolio == version


@pytest.mark.parametrize("data", [b"<!DOCTYPE html><html>Log in</html>", b'{"format": "ai-portf'])
def test_what_cannot_be_read_is_not_merged_and_not_lost(stored, qtbot, path, data):
    change(stored, owner("i0", "Mine"))
    before = stored.document.portfolio
    path.write_bytes(data)
    for way in (questions.MERGE, questions.RELOAD):
        stored.messages.answers.append(way)
        stored.filing.save()
        idle(qtbot, stored)
    assert len(stored.messages.errors) == 2
    assert stored.document.portfolio is before
    assert path.read_bytes() == data
    assert stored.document.unsaved


@pytest.mark.parametrize("data", [b"", b"\0" * 500])
def test_an_empty_file_is_waited_for_and_not_saved_over(stored, qtbot, path, data):
    before = path.read_bytes()
    change(stored, owner("i0", "Mine"))
    path.write_bytes(data)
    stored.messages.answers.append(questions.CANCEL)
    stored.filing.save()
    idle(qtbot, stored)
    assert path.read_bytes() == data
    assert questions.MERGE not in stored.messages.questions[-1].answers

    def fill(_question):
        path.write_bytes(before)
        return questions.TRY_AGAIN

    stored.messages.ask = fill
    stored.filing.save()
    idle(qtbot, stored)
    assert owners(load(path).portfolio)["i0"] == "Mine"


def test_another_document_in_the_place_of_the_file_is_not_merged(stored, qtbot, path):
    other = replace(stored.document.portfolio, id="another")
    path.write_bytes(dumps(other))
    before = stored.document.portfolio
    stored.filing.merge_stored()
    idle(qtbot, stored)
    stored.filing.reload()
    idle(qtbot, stored)
    assert [error.what for error in stored.messages.errors] == [
        "This file holds another document, not another version of this one."
    ] * 2
    assert stored.document.portfolio is before


def test_closing_goes_on_after_a_merge(stored, qtbot, path, theirs):
    theirs(owner("i1", "Theirs"))
    change(stored, owner("i0", "Mine"))
    closed = []
    stored.messages.answers.extend([questions.SAVE, questions.MERGE])
    stored.filing.settle(lambda: closed.append(True))
    idle(qtbot, stored)
    assert closed == [True]
    assert owners(load(path).portfolio) == {"i0": "Mine", "i1": "Theirs", "i2": ""}


def test_a_file_that_changes_again_during_the_merge_is_asked_about_again(
    stored, qtbot, path, theirs
):
    theirs(owner("i1", "Theirs"))
    change(stored, owner("i0", "Mine"))
    stored.filing.merge_stored()
    idle(qtbot, stored)
    theirs(owner("i2", "Later"))
    stored.messages.answers.append(questions.MERGE)
    stored.filing.save()
    idle(qtbot, stored)
    assert owners(load(path).portfolio) == {"i0": "Mine", "i1": "Theirs", "i2": "Later"}


def test_a_merge_of_equals_is_no_step(stored, qtbot, path, theirs):
    theirs(owner("i1", "Both"))
    change(stored, owner("i1", "Both"))
    steps = stored.document.undo_stack.count()
    stored.filing.merge_stored()
    idle(qtbot, stored)
    assert stored.document.undo_stack.count() == steps
    assert not stored.document.unsaved


def test_the_one_who_holds_the_lock_is_named(stored, qtbot, path, theirs, hold_lock):
    stored.filing.locks.let_go()
    idle(qtbot, stored)
    hold_lock(path)
    theirs(lambda base: set_title(base, "Theirs"))
    stored.filing.merge_stored()
    idle(qtbot, stored)
    assert f"as saved by {getpass.getuser()} at" in stored.messages.notices[-1]


def test_a_what_if_survives_a_merge(stored, qtbot, path, theirs):
    document = stored.document
    key = next(iter(document.portfolio.resources))
    document.try_out(key, "Try", scale_capacity(document.portfolio, key, 0.8))
    theirs(owner("i1", "Theirs"))
    stored.filing.merge_stored()
    idle(qtbot, stored)
    assert document.tried == (key,)
    stored.messages.answers.append(questions.WITHOUT_TRIED)
    stored.filing.save()
    idle(qtbot, stored)
    saved = load(path).portfolio
    assert owners(saved)["i1"] == "Theirs"
    assert (
        saved.resources[key].capacity
        == loads(dumps(document.without_tried())).resources[key].capacity
    )


@pytest.mark.parametrize("way", ["merge_stored", "reload"])
def test_a_dialog_that_is_open_is_answered_first(stored, qtbot, theirs, way):
    """It holds what it began with: what it writes must come before the merge, or be part of it."""
    theirs(owner("i1", "Theirs"))
    getattr(stored.filing, way)()
    box = QMessageBox()
    qtbot.addWidget(box)
    box.open()
    idle(qtbot, stored)
    assert owners(stored.document.portfolio)["i1"] == ""
    if way == "merge_stored":
        change(stored, owner("i0", "Written by the dialog"))
    box.close()
    qtbot.waitUntil(lambda: owners(stored.document.portfolio)["i1"] == "Theirs")
    expected = "Written by the dialog" if way == "merge_stored" else ""
    assert owners(stored.document.portfolio)["i0"] == expected
    idle(qtbot, stored)


@pytest.mark.parametrize("way", ["merge_stored", "reload"])
def test_a_document_that_was_left_meanwhile_gets_nothing(stored, qtbot, theirs, way):
    theirs(owner("i1", "Theirs"))
    getattr(stored.filing, way)()
    stored.filing.new()
    after = stored.document.portfolio
    idle(qtbot, stored)
    assert stored.document.portfolio is after
    assert stored.document.path is None
    assert stored.document.undo_stack.count() == 0
    assert stored.messages.errors == []
