"""Other files that are named or dropped while a document is open."""

from dataclasses import replace

import pytest

from portfolio.edit import set_initiative
from portfolio.files import dumps
from tests.ui.conftest import edit, idle
from ui.filing import questions


@pytest.fixture
def version(stored, path):
    """Another version of the open document, in another file."""
    file = path.with_name("from Ana.portfolio")
    file.write_bytes(dumps(set_initiative(stored.document.portfolio, "i1", owner="Ana")))
    return file


@pytest.fixture
def other(stored, path):
    """Another document."""
    file = path.with_name("other.portfolio")
    file.write_bytes(dumps(replace(stored.document.portfolio, id="other", title="Other")))
    return file


def test_another_version_is_asked_for_and_merged(stored, qtbot, version, conflicts):
    stored.messages.answers.append(version)
    stored.filing.others.ask_and_merge()
    idle(qtbot, stored)
    (pending,) = conflicts
    assert not pending.into_file
    stored.filing.merging.settle(pending, {0})
    assert stored.document.portfolio.initiatives["i1"].owner == "Ana"
    assert stored.document.unsaved
    assert stored.document.undo_stack.undoText() == "Merge the changes of “from Ana.portfolio”"
    idle(qtbot, stored)


def test_backing_out_merges_nothing(stored, qtbot):
    stored.messages.answers.append(None)
    stored.filing.others.ask_and_merge()
    assert not stored.jobs.running


def test_the_own_file_is_merged_with_what_was_read_as_base(stored, qtbot, path, theirs, conflicts):
    theirs(lambda base: set_initiative(base, "i1", owner="Ana"))
    edit(stored, "Mine")
    stored.filing.others.merge(path)
    idle(qtbot, stored)
    assert conflicts == []
    assert stored.document.portfolio.initiatives["i1"].owner == "Ana"
    assert stored.document.portfolio.title == "Mine"


@pytest.mark.parametrize("answer", [questions.OPEN, questions.CANCEL])
def test_another_document_can_be_opened(stored, qtbot, other, answer):
    stored.messages.answers.append(answer)
    stored.filing.others.merge(other)
    idle(qtbot, stored)
    assert (stored.document.path == other) == (answer == questions.OPEN)


def test_what_cannot_be_read_is_told(stored, qtbot, path):
    stored.filing.others.merge(path.with_name("gone.portfolio"))
    idle(qtbot, stored)
    assert len(stored.messages.errors) == 1


@pytest.mark.parametrize("answer", [questions.MERGE, questions.OPEN, questions.CANCEL])
def test_a_version_that_is_dropped_asks(stored, qtbot, path, version, conflicts, answer):
    stored.messages.answers.append(answer)
    stored.filing.others.offer(version)
    idle(qtbot, stored)
    assert len(conflicts) == (answer == questions.MERGE)
    assert stored.document.path == (version if answer == questions.OPEN else path)


def test_anything_else_that_is_dropped_is_opened(stored, qtbot, path, other):
    stored.filing.others.offer(other)
    idle(qtbot, stored)
    assert stored.document.path == other
    stored.filing.others.offer(path.with_name("gone.portfolio"))
    idle(qtbot, stored)
    assert len(stored.messages.errors) == 1


def test_the_first_file_is_opened_without_a_question(context, qtbot, tmp_path):
    file = tmp_path / "plan.portfolio"
    file.write_bytes(dumps(context.document.portfolio))
    context.filing.others.offer(file)
    idle(qtbot, context)
    assert context.document.path == file
    assert context.messages.questions == []
