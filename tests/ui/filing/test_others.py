"""Other files that are named or dropped while a document is open."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portfolio.edit import set_initiative
from portfolio.files import dumps, load
from portfolio.files.merging import Combined, Conflict
from portfolio.model import BallotPaper, FrozenMap, Invitation
from tests.ui.conftest import edit, idle, small_portfolio
from ui.actions.sharing_actions import combined_text
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
    stored.messages.answers.extend([version, questions.ASK_EACH])
    stored.filing.others.ask_and_merge()
    idle(qtbot, stored)
    (pending,) = conflicts
    assert not pending.into_file
    stored.filing.merging.settle(pending, {0})
    idle(qtbot, stored)
    assert stored.document.portfolio.initiatives["i1"].owner == "Ana"
    assert stored.document.unsaved
    assert stored.document.undo_stack.undoText() == "Merge the changes of “from Ana.portfolio”"


def save(context, qtbot, **fields):
    portfolio = set_initiative(context.document.portfolio, "i2", **fields)
    context.document.apply("Edit", portfolio)
    context.filing.save()
    idle(qtbot, context)


def test_what_was_sent_away_comes_back_without_a_question(stored, qtbot, path, conflicts):
    """A version goes out by mail; both go on; it comes back days later."""
    save(stored, qtbot, owner="First", goal="First")
    sent = stored.document.portfolio
    save(stored, qtbot, goal="Mine")
    save(stored, qtbot, sponsor="Mine")
    file = path.with_name("from Ana.portfolio")
    file.write_bytes(dumps(set_initiative(sent, "i2", owner="Ana")))
    stored.filing.others.merge(file)
    idle(qtbot, stored)
    record = stored.document.portfolio.initiatives["i2"]
    assert (record.owner, record.goal, record.sponsor) == ("Ana", "Mine", "Mine")
    assert conflicts == []
    assert stored.messages.questions == []
    assert any("Both began with the version" in each for each in stored.messages.notices)


@pytest.mark.parametrize(
    ("answer", "asked"), [(questions.BEGUN, 0), (questions.ASK_EACH, 1), (questions.CANCEL, 0)]
)
def test_a_version_that_may_be_the_base_is_asked_about(
    stored, qtbot, version, conflicts, answer, asked
):
    stored.messages.answers.append(answer)
    stored.filing.others.merge(version)
    idle(qtbot, stored)
    assert "Did “from Ana.portfolio” begin with" in stored.messages.questions[0].text
    assert len(conflicts) == asked
    merged = stored.document.portfolio.initiatives["i1"].owner == "Ana"
    assert merged == (answer == questions.BEGUN)


def test_without_any_version_each_difference_is_asked(stored, qtbot, version, conflicts):
    shutil.rmtree(stored.filing.bases.folder)
    stored.filing.others.merge(version)
    idle(qtbot, stored)
    assert conflicts[0].joined.base is None
    assert stored.messages.questions == []


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
    stored.messages.answers.extend([answer, questions.ASK_EACH])
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


def test_another_document_can_be_combined_into_a_new_one(stored, qtbot, path, other):
    combined, before = [], path.read_bytes()
    stored.filing.others.combined.connect(combined.append)
    stored.messages.answers.append(questions.COMBINE)
    stored.filing.others.merge(other)
    idle(qtbot, stored)
    document = stored.document
    assert document.path is None
    assert document.unsaved
    assert document.portfolio.id not in ("other", load(path).portfolio.id)
    assert combined[0].portfolio == document.portfolio
    assert "2 portfolios" in combined_text(combined[0])
    assert path.read_bytes() == before


def test_several_portfolios_that_are_dropped_are_combined(stored, qtbot, path):
    files = []
    for n in range(12):
        one = small_portfolio((f"A{n}", f"B{n}"))
        files.append(path.with_name(f"unit {n}.portfolio"))
        renamed = {f"x{n}{key}": record for key, record in one.initiatives.items()}
        content = replace(one, id=f"unit{n}", initiatives=FrozenMap(renamed), ratings=FrozenMap())
        files[-1].write_bytes(dumps(content))
    stored.messages.answers.append(questions.COMBINE)
    stored.filing.others.offer_several(tuple(files))
    idle(qtbot, stored)
    assert "12 portfolios" in stored.messages.questions[-1].text
    names = {record.name for record in stored.document.portfolio.initiatives.values()}
    assert names == {f"{letter}{n}" for letter in "AB" for n in range(12)}


def test_portfolios_are_asked_for_and_combined(stored, qtbot, other, path):
    stored.messages.answers.append((path, other))
    stored.filing.others.ask_and_combine()
    idle(qtbot, stored)
    assert stored.document.path is None
    assert len(stored.document.portfolio.initiatives) >= 3
    stored.messages.answers.append(())
    stored.filing.others.ask_and_combine()
    assert not stored.jobs.running


def test_one_portfolio_alone_is_not_combined(stored, qtbot, other, path):
    stored.messages.answers.append((other,))
    stored.filing.others.ask_and_combine()
    idle(qtbot, stored)
    assert len(stored.messages.errors) == 1
    assert stored.document.path == path


def test_a_ballot_is_no_version(stored, qtbot, path):
    asked = Invitation(datetime(2026, 11, 22, tzinfo=UTC))
    paper = BallotPaper(stored.document.portfolio.id, "u0", asked)
    ballot = path.with_name("ballot.portfolio")
    ballot.write_bytes(dumps(replace(stored.document.portfolio, id="ballot", paper=paper)))
    stored.filing.others.merge(ballot)
    idle(qtbot, stored)
    assert stored.messages.errors[0].what.startswith("This is a ballot")


def test_backing_out_of_combining_leaves_the_document(stored, qtbot, other, path):
    stored.messages.answers.append(questions.CANCEL)
    stored.filing.others.offer_several((other, path))
    idle(qtbot, stored)
    assert stored.document.path == path


def test_what_cannot_be_combined_is_told(stored, qtbot, other, path):
    stored.messages.answers.append(questions.COMBINE)
    stored.filing.others.offer_several((other, path.with_name("gone.portfolio")))
    idle(qtbot, stored)
    assert len(stored.messages.errors) == 1
    assert stored.document.path == path


def test_contradictions_are_listed_with_what_stays():
    conflict = Conflict((), "Title", "", "", "", "", "“A”", "“B”", theirs_by="North")
    combined = Combined(small_portfolio(), ("2 portfolios are combined.",), (conflict,))
    assert combined_text(combined).splitlines() == [
        "• 2 portfolios are combined.",
        "",
        "Where they contradict each other, the first one stays:",
        "• Title: “A” stays; “North” has “B”.",
    ]
