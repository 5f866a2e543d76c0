"""Faults 14 to 17: who has the file open."""

import getpass
from dataclasses import replace
from pathlib import Path

import pytest

from portfolio.edit import scale_capacity
from portfolio.files import dumps, lock_path
from portfolio.files.lock import locked_by
from tests.ui.conftest import edit, idle
from ui.app import make_context
from ui.filing import questions, reading


@pytest.fixture
def foreign(monkeypatch):
    """Another process counts as another person: tests run as one user on one machine."""
    monkeypatch.setattr(reading, "is_own_window", lambda refusal: False)
    monkeypatch.setattr("ui.filing.arriving.is_own_window", lambda refusal: False)


@pytest.fixture
def shared(context, path):
    """A file that was never opened here."""
    path.parent.mkdir()
    path.write_bytes(dumps(replace(context.document.portfolio, title="Shared")))
    return path


def test_saving_takes_the_lock_and_closing_gives_it_back(stored, qtbot, path):
    assert lock_path(path).exists()
    stored.filing.new()
    idle(qtbot, stored)
    assert not lock_path(path).exists()


def test_the_lock_names_whoever_said_a_name(stored, qtbot, path):
    assert locked_by(path).who == "Ada"
    stored.settings.change(author="Ada Lovelace")
    idle(qtbot, stored)
    assert locked_by(path).who == "Ada Lovelace"
    stored.filing.new()
    idle(qtbot, stored)
    stored.filing.open(path)
    idle(qtbot, stored)
    assert locked_by(path).name == "Ada Lovelace"


def test_opening_takes_the_lock_and_opening_another_gives_it_back(context, qtbot, shared, tmp_path):
    context.filing.open(shared)
    idle(qtbot, context)
    assert lock_path(shared).exists()
    other = tmp_path / "other.portfolio"
    other.write_bytes(shared.read_bytes())
    context.filing.open(other)
    idle(qtbot, context)
    assert not lock_path(shared).exists()
    assert lock_path(other).exists()


def test_save_as_moves_the_lock(stored, qtbot, path, tmp_path):
    other = tmp_path / "other.portfolio"
    stored.messages.answers.append(other)
    stored.filing.save_as()
    idle(qtbot, stored)
    assert not lock_path(path).exists()
    assert lock_path(other).exists()


def test_opening_the_open_file_again_keeps_the_lock(stored, qtbot, path):
    stored.filing.open(path)
    idle(qtbot, stored)
    assert lock_path(path).exists()
    assert not stored.document.read_only


@pytest.mark.parametrize("answer", [questions.READ_ONLY, questions.ANYWAY, questions.CANCEL])
def test_a_foreign_lock_offers_three_ways(context, qtbot, shared, hold_lock, foreign, answer):
    hold_lock(shared)
    before = context.document.portfolio
    context.messages.answers.append(answer)
    context.filing.open(shared)
    idle(qtbot, context)
    (question,) = context.messages.questions
    assert "open for" in question.text
    assert (context.document.portfolio is before) == (answer == questions.CANCEL)
    assert context.document.read_only == (answer == questions.READ_ONLY)
    if answer == questions.ANYWAY:
        assert locked_by(shared).taken_from
        assert context.filing.locks.holds(shared)


def test_a_colleague_goes_by_one_name_everywhere(context, qtbot, shared, hold_lock, foreign):
    hold_lock(shared, "Ann Fischer")
    context.messages.answers += [questions.ANYWAY, questions.CANCEL]
    context.filing.open(shared)
    idle(qtbot, context)
    assert context.messages.questions[0].text.startswith("Ann Fischer on ")
    edit(context, "Mine")
    shared.write_bytes(dumps(replace(context.document.portfolio, title="Ann's")))
    with qtbot.waitSignal(context.filing.outside.file_changed) as told:
        context.filing.outside.look()
    assert told.args[1].by == "Ann Fischer"
    context.filing.save()
    idle(qtbot, context)
    assert "changed by Ann Fischer (" in context.messages.questions[1].text


def test_read_only_leads_to_save_as(context, qtbot, shared, hold_lock, tmp_path):
    hold_lock(shared)
    before = shared.read_bytes()
    context.filing.open(shared)
    idle(qtbot, context)
    edit(context, "Mine")
    context.messages.answers.append(tmp_path / "mine.portfolio")
    context.filing.save()
    idle(qtbot, context)
    assert shared.read_bytes() == before
    assert context.document.path == tmp_path / "mine.portfolio"
    assert not context.document.read_only


def test_a_second_window_of_the_same_person_opens_read_only(stored, qtbot, path, tmp_path):
    messages = type(stored.messages)()
    second = make_context(stored.document.portfolio, tmp_path / "second.json", messages)
    second.filing.open(path)
    idle(qtbot, second)
    assert second.document.read_only
    assert not messages.questions
    assert any("read-only" in notice for notice in messages.notices)
    assert stored.filing.locks.holds(path)
    assert second.jobs.stop_all(5)


def test_the_lock_of_a_dead_process_is_taken_over_silently(context, qtbot, shared, hold_lock):
    process = hold_lock(shared)
    process.kill()
    process.wait(20)
    assert lock_path(shared).exists()
    context.filing.open(shared)
    idle(qtbot, context)
    assert not context.messages.questions
    assert context.filing.locks.holds(shared)


def test_a_lock_that_cannot_be_made_is_a_notice(context, qtbot, shared):
    lock_path(shared).mkdir()
    context.filing.open(shared)
    idle(qtbot, context)
    assert context.document.portfolio.title == "Shared"
    assert any("could not be locked" in notice for notice in context.messages.notices)
    edit(context, "Mine")
    context.filing.save()
    idle(qtbot, context)
    assert not context.document.unsaved


@pytest.mark.parametrize("answer", [questions.SAVE_ANYWAY, questions.CANCEL])
def test_replacing_a_file_that_is_open_elsewhere_asks(context, qtbot, shared, hold_lock, answer):
    hold_lock(shared)
    before = shared.read_bytes()
    context.messages.answers.extend([shared, answer])
    context.filing.save_as()
    idle(qtbot, context)
    assert (shared.read_bytes() != before) == (answer == questions.SAVE_ANYWAY)


def test_a_beat_confirms_the_lock(stored, qtbot, path):
    first = locked_by(path).beat
    stored.filing.locks.confirm()
    idle(qtbot, stored)
    assert locked_by(path).beat > first


def test_a_lock_that_was_taken_over_is_told(stored, qtbot, path):
    lock_path(path).unlink()
    with qtbot.waitSignal(stored.filing.locks.lock_lost) as lost:
        stored.filing.locks.confirm()
    assert lost.args == [path.name, ""]
    edit(stored)
    stored.filing.save()
    idle(qtbot, stored)
    assert not stored.document.unsaved


def test_who_took_the_lock_over_is_named(stored, qtbot, path, hold_lock):
    lock_path(path).unlink()
    hold_lock(path)
    with qtbot.waitSignal(stored.filing.locks.lock_lost) as lost:
        stored.filing.locks.confirm()
    assert lost.args == [path.name, getpass.getuser()]


def test_a_failed_open_leaves_no_lock(context, qtbot, path):
    path.parent.mkdir()
    path.write_text("{")
    context.filing.open(path)
    idle(qtbot, context)
    assert context.messages.errors
    assert not lock_path(path).exists()


def test_an_open_that_was_stopped_at_the_end_leaves_no_lock(context, qtbot, shared):
    context.filing.open(shared)
    for job in context.jobs.running:
        context.jobs._threads[job].join(10)
        job.cancel()
    idle(qtbot, context)
    assert context.document.portfolio.title == "Small"
    assert not lock_path(shared).exists()


def test_taking_over_a_lock_that_was_stopped_gives_it_back(
    context, qtbot, shared, hold_lock, foreign
):
    hold_lock(shared)
    context.messages.answers.append(questions.ANYWAY)
    # What starts after the question is the job that takes the lock over.
    context.jobs.job_started.connect(
        lambda job: job.cancel() if context.messages.questions else None
    )
    context.filing.open(shared)
    idle(qtbot, context)
    assert context.messages.questions
    assert context.document.portfolio.title == "Small"
    assert not lock_path(shared).exists()


@pytest.mark.parametrize(
    "answers",
    [
        (questions.CANCEL,),
        (questions.SAVE, None),
        (questions.SAVE, Path("/no/such/folder/plan.portfolio"), questions.CANCEL),
    ],
)
def test_backing_out_of_opening_at_any_point_gives_back_the_lock(context, qtbot, shared, answers):
    edit(context)
    context.messages.answers.extend(answers)
    context.filing.open(shared)
    idle(qtbot, context)
    assert not context.messages.answers
    assert context.document.portfolio.title == "Edited"
    assert not lock_path(shared).exists()


def test_backing_out_because_of_a_what_if_gives_back_the_lock(stored, qtbot, tmp_path):
    other = tmp_path / "other.portfolio"
    other.write_bytes(dumps(stored.document.portfolio))
    document = stored.document
    key = next(iter(document.portfolio.resources))
    document.try_out(key, "Try", scale_capacity(document.portfolio, key, 0.8))
    stored.messages.answers.append(questions.CANCEL)
    stored.filing.open(other)
    idle(qtbot, stored)
    assert "what-if" in stored.messages.questions[-1].text
    assert not lock_path(other).exists()


def test_opening_that_waits_for_a_save_which_fails_gives_back_the_lock(stored, qtbot, tmp_path):
    other = tmp_path / "other.portfolio"
    other.write_bytes(dumps(stored.document.portfolio))
    edit(stored)
    stored.document.path.unlink()
    stored.messages.answers.append(questions.CANCEL)
    stored.filing.open(other)
    for job in stored.jobs.running:
        stored.jobs._threads[job].join(10)
    stored.filing.save()
    idle(qtbot, stored)
    assert stored.document.portfolio.title == "Edited"
    assert not lock_path(other).exists()
