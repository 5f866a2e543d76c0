"""Fault 14: both changed one value, and a person decides."""

import threading

from portfolio.edit import delete_initiatives
from portfolio.files import load
from tests.ui.conftest import idle
from tests.ui.filing.test_merging import change, owner, owners
from ui.filing import merging, questions


def test_a_conflict_is_asked_and_settled_by_choice(stored, qtbot, path, theirs, conflicts):
    theirs(owner("i0", "Theirs"))
    change(stored, owner("i0", "Mine"))
    before = stored.document.portfolio
    stored.messages.answers.append(questions.MERGE)
    stored.filing.save()
    idle(qtbot, stored)
    (pending,) = conflicts
    assert stored.document.portfolio is before
    (conflict,) = pending.joined.merge.conflicts
    assert (conflict.ours_text, conflict.theirs_text) == ("“Mine”", "“Theirs”")
    stored.filing.merging.settle(pending, {0})
    idle(qtbot, stored)
    assert owners(load(path).portfolio)["i0"] == "Theirs"
    assert not stored.document.unsaved


def test_a_merge_is_worked_out_beside_the_window(stored, qtbot, theirs, conflicts, monkeypatch):
    at_work = []

    def seen(work):
        def run(*arguments):
            at_work.append(threading.current_thread())
            return work(*arguments)

        return run

    for name in ("join", "decide", "keep_both"):
        monkeypatch.setattr(merging, name, seen(getattr(merging, name)))
    theirs(owner("i0", "Theirs"))
    change(stored, owner("i0", "Mine"))
    stored.filing.merge_stored()
    idle(qtbot, stored)
    stored.filing.merging.settle(conflicts[0], {0})
    idle(qtbot, stored)
    assert len(at_work) == 3
    assert threading.main_thread() not in at_work


def test_a_merge_that_is_given_up_changes_nothing(stored, qtbot, path, theirs, conflicts):
    version = theirs(owner("i0", "Theirs"))
    change(stored, owner("i0", "Mine"))
    before = stored.document.portfolio
    given_up = []
    stored.filing._saving.given_up.connect(lambda: given_up.append(True))
    stored.messages.answers.append(questions.MERGE)
    stored.filing.save()
    idle(qtbot, stored)
    conflicts[0].given_up()
    assert given_up == [True]
    assert stored.document.portfolio is before
    assert load(path).portfolio == version


def test_what_is_changed_while_conflicts_are_settled_belongs_to_it(
    stored, qtbot, theirs, conflicts
):
    theirs(owner("i0", "Theirs"))
    change(stored, owner("i0", "Mine"))
    stored.filing.merge_stored()
    idle(qtbot, stored)
    change(stored, owner("i2", "Later"))
    stored.filing.merging.settle(conflicts[0], {0})
    idle(qtbot, stored)
    stored.filing.merging.settle(conflicts[1], {0})
    idle(qtbot, stored)
    assert owners(stored.document.portfolio) == {"i0": "Theirs", "i1": "", "i2": "Later"}


def test_edited_here_and_deleted_there_stays_until_somebody_decides(
    stored, qtbot, theirs, conflicts
):
    theirs(lambda base: delete_initiatives(base, ["i0"]))
    change(stored, owner("i0", "Mine"))
    stored.filing.merge_stored()
    idle(qtbot, stored)
    stored.filing.merging.settle(conflicts[0], conflicts[0].joined.merge.preset)
    idle(qtbot, stored)
    assert owners(stored.document.portfolio)["i0"] == "Mine"
