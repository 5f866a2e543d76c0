"""A round of ballots through the actions: asked, taken in, revealed; and one paper handed in."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QTableWidget, QWidget

from portfolio.edit.ballots import invite, papers
from portfolio.edit.ballots_marking import hand_in, mark, own_row, standing_of
from portfolio.edit.ballots_taking import take_in
from portfolio.files import load, save
from portfolio.model import FrozenMap
from tests.portfolio.ballots import NOW, asked, filled, invited, panel
from tests.ui.conftest import edit, idle
from ui.actions import ACTIONS
from ui.actions.ballot_actions import serves_here
from ui.actions.ballot_taking import ballot_folder, take_dropped
from ui.actions.help_actions import palette_entries
from ui.dialogs.ballots_ask import AskForBallots
from ui.dialogs.ballots_asking import Wishes
from ui.dialogs.ballots_panel import BallotsPanel
from ui.dialogs.text_dialog import TextDialog

BY_ID = {action.id: action for action in ACTIONS}


def run(context, name):
    assert BY_ID[name].enabled(context), name
    BY_ID[name].run(context)


@pytest.fixture(autouse=True)
def _somewhere(qtbot, context):
    """Dialogs belong to a window, and go with it."""
    context.messages.parent_window = QWidget()
    qtbot.addWidget(context.messages.parent_window)


def dialog(kind):
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
    return next(each for each in shown if each.isVisible())


def press(parent, text):
    next(b for b in parent.findChildren(QPushButton) if b.text() == text).click()


@pytest.fixture
def round_of(context, tmp_path):
    """The portfolio with invitations is open; the papers lie in a folder, filled in."""
    portfolio, made = invited()
    context.document.replace(portfolio, None)
    paths = []
    for rater, paper in made.items():
        path = tmp_path / f"{rater}.portfolio"
        save(path, filled(paper, rater, finished=rater != "bo"), expected_sha256=None)
        paths.append(path)
    return portfolio, paths


def test_the_dialog_leads_to_papers_in_a_folder_and_one_undo_step(qtbot, context, tmp_path):
    before = context.document.portfolio
    run(context, "ballot.ask")
    ask = dialog(AskForBallots)
    ask._people.setPlainText("Grace Hopper, Operations\nADA")
    ask._due.setText("2027-03-31")
    ask._weighing.setCurrentIndex(1)
    context.messages.answers.append(tmp_path)
    press(ask, "Make the papers…")
    idle(qtbot, context)
    names = sorted(path.name for path in tmp_path.glob("Ballot*"))
    assert names == ["Ballot of Ada.portfolio", "Ballot of Grace Hopper.portfolio"]
    paper = load(tmp_path / names[1]).portfolio
    assert paper.paper.asked.weighing == "swing"
    assert not paper.ratings
    after = context.document.portfolio
    assert len(after.raters) == len(after.invitations) == 2
    assert context.document.undo_stack.undoText() == "Ask 2 raters for ballots"
    context.document.undo_stack.undo()
    assert context.document.portfolio == before


def test_papers_are_looked_for_where_they_were_written(qtbot, context, tmp_path):
    context.document.path = tmp_path / "p.portfolio"
    folder = tmp_path / "papers"
    folder.mkdir()
    assert ballot_folder(context) == tmp_path
    run(context, "ballot.ask")
    context.messages.answers.append(folder)
    press(dialog(AskForBallots), "Make the papers…")
    idle(qtbot, context)
    assert ballot_folder(context) == folder
    shutil.rmtree(folder)
    assert ballot_folder(context) == tmp_path


def test_papers_that_are_there_are_replaced_only_when_told_to(qtbot, context, tmp_path):
    there = tmp_path / "Ballot of Ada.portfolio"
    save(there, context.document.portfolio, expected_sha256=None)
    mine = there.read_bytes()
    run(context, "ballot.ask")
    context.messages.answers.extend([tmp_path, "Cancel"])
    press(dialog(AskForBallots), "Make the papers…")
    idle(qtbot, context)
    assert there.read_bytes() == mine
    assert not context.document.portfolio.invitations
    context.messages.answers.extend([tmp_path, "Replace them"])
    press(dialog(AskForBallots), "Make the papers…")
    idle(qtbot, context)
    assert load(there).portfolio.paper.rater == "u0"
    assert (tmp_path / "Ballot of Ada.portfolio.bak").read_bytes() == mine


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_recorded(qtbot, context, tmp_path):
    run(context, "ballot.ask")
    ask = dialog(AskForBallots)
    ask._note.setText("Alone")
    context.messages.answers.append(tmp_path / "missing")
    press(ask, "Make the papers…")
    idle(qtbot, context)
    assert len(context.messages.errors) == 1
    assert not context.document.portfolio.invitations
    assert dialog(AskForBallots) is ask, "nothing that was entered is lost"
    assert ask._note.text() == "Alone"
    ask.close()


def test_backing_out_of_the_folder_leads_back_to_all_that_was_entered(qtbot, context, tmp_path):
    run(context, "ballot.ask")
    ask = dialog(AskForBallots)
    ask._people.setPlainText("Grace Hopper, Operations")
    ask._due.setText("2027-03-31")
    context.messages.answers.append(None)
    press(ask, "Make the papers…")
    assert dialog(AskForBallots) is ask
    assert ask._due.text() == "2027-03-31"
    assert len(ask._wishes.chosen) == 2
    context.messages.answers.append(tmp_path)
    gone = []
    ask.destroyed.connect(lambda: gone.append(1))
    press(ask, "Make the papers…")
    qtbot.waitUntil(lambda: bool(gone))
    assert len(context.document.portfolio.invitations) == 2


def test_everything_that_came_back_is_one_undo_step(qtbot, context, round_of):
    portfolio, paths = round_of
    context.messages.answers.append(tuple(paths))
    run(context, "ballot.take")
    idle(qtbot, context)
    assert set(context.document.portfolio.ballots) == set(portfolio.raters)
    assert context.document.undo_stack.count() == 1
    told = dialog(TextDialog)
    told.close()
    assert context.document.undo_stack.undoText() == "Take in 7 ballots"


def test_what_was_refused_is_told_first_and_two_papers_of_one_rater_are_one_ballot(
    qtbot, context, round_of, tmp_path
):
    portfolio, paths = round_of
    again, strange = tmp_path / "again.portfolio", tmp_path / "strange.portfolio"
    shutil.copy(paths[0], again)
    save(strange, portfolio, expected_sha256=None)
    take_dropped(context, [paths[0], again, strange], lambda: None)
    idle(qtbot, context)
    assert context.document.undo_stack.undoText() == "Take in 1 ballot"
    told = dialog(TextDialog)
    lines = told.findChild(QPlainTextEdit).toPlainText().split("\n\n")
    told.close()
    assert lines[0].startswith("1 of 7 ballots came back. Missing: ")
    assert lines[1] == "strange.portfolio: This is no ballot paper. Nothing was taken from it."
    assert "not encrypted" in lines[-1]


def test_dropped_papers_are_taken_in_and_other_files_opened(qtbot, context, round_of, tmp_path):
    portfolio, paths = round_of
    opened = []
    take_dropped(context, paths[:2], lambda: opened.append(1))
    idle(qtbot, context)
    assert set(context.document.portfolio.ballots) == {"ana", "bo"}
    dialog(TextDialog).close()
    other = tmp_path / "other.portfolio"
    save(other, portfolio, expected_sha256=None)
    for files in ([other], [tmp_path / "x.csv"], [tmp_path / "gone.portfolio"]):
        take_dropped(context, files, lambda: opened.append(1))
        idle(qtbot, context)
    assert len(opened) == 3


def test_papers_of_another_portfolio_that_are_dropped_are_no_portfolios_to_combine(
    qtbot, context, round_of
):
    portfolio, paths = round_of
    context.document.replace(replace(portfolio, id="other"), None)
    opened = []
    take_dropped(context, paths, lambda: opened.append(1))
    idle(qtbot, context)
    assert not opened
    (error,) = context.messages.errors
    assert error.where.count("another portfolio") == 7
    take_dropped(context, paths[:1], lambda: opened.append(1))
    idle(qtbot, context)
    assert opened == [1], "one paper alone can be looked at"


def test_a_paper_is_taken_in_when_nobody_remembers_that_it_was_asked_for(qtbot, context, round_of):
    portfolio, paths = round_of
    context.document.replace(replace(portfolio, invitations=FrozenMap()), None)
    opened = []
    take_dropped(context, paths[:1], lambda: opened.append(1))
    idle(qtbot, context)
    assert not opened
    assert len(context.document.portfolio.ballots) == 1


def test_papers_of_others_are_refused_in_one_box(qtbot, context, round_of, tmp_path):
    _, paths = round_of
    context.document.replace(replace(context.document.portfolio, id="other"), None)
    context.messages.answers.append(tuple(paths))
    run(context, "ballot.take")
    idle(qtbot, context)
    (error,) = context.messages.errors
    assert error.where.count("another portfolio") == 7
    assert not context.document.portfolio.ballots


def test_revealing_asks_first_and_is_one_step_with_an_entry_of_the_log(qtbot, context, round_of):
    portfolio, paths = round_of
    files = [(path.name, load(path).portfolio) for path in paths]
    sealed = take_in(portfolio, files, now=NOW).portfolio
    context.document.replace(sealed, None)
    context.messages.answers.append("Not yet")
    run(context, "ballot.reveal")
    assert context.document.portfolio is sealed
    context.messages.answers.append("Reveal all")
    run(context, "ballot.reveal")
    idle(qtbot, context)
    shown = context.document.portfolio
    assert not shown.ballots
    assert [(entry.kind, entry.who) for entry in shown.journal.values()] == [("reveal", "Ada")]
    assert not BY_ID["ballot.reveal"].enabled(context)
    context.document.undo_stack.undo()
    assert context.document.portfolio.ballots == sealed.ballots


def test_what_was_changed_while_ballots_are_revealed_is_not_lost(qtbot, context, round_of):
    portfolio, paths = round_of
    files = [(path.name, load(path).portfolio) for path in paths]
    sealed = take_in(portfolio, files, now=NOW).portfolio
    context.document.replace(sealed, None)
    context.messages.answers.append("Reveal all")
    run(context, "ballot.reveal")
    edit(context, "Renamed meanwhile")
    idle(qtbot, context)
    assert context.document.portfolio == replace(sealed, title="Renamed meanwhile")
    (error,) = context.messages.errors
    assert error.what == "The document was changed meanwhile, and nothing is revealed."


def test_the_panel_follows_the_document_and_copies_reminders(context, round_of):
    portfolio, paths = round_of
    context.document.replace(portfolio, None)
    run(context, "ballot.show")
    panel = dialog(BallotsPanel)
    table = panel.findChild(QTableWidget)
    assert table.rowCount() == 7
    assert table.item(0, 4).text() == "1 Dec 2026"
    table.selectRow(3)
    press(panel, "Copy a reminder for 7")
    assert QGuiApplication.clipboard().text().startswith("Dear colleagues,")
    assert panel._copied.text().startswith("A reminder for “Ana”, “Bo”, ")
    files = [(path.name, load(path).portfolio) for path in paths[:2]]
    context.document.apply("Take in", take_in(portfolio, files, now=NOW).portfolio)
    assert table.item(0, 2).text().startswith("handed in on")
    assert table.item(1, 2).text() == "came back unfinished"
    press(panel, "Copy a reminder for 6")
    panel.close()
    context.document.apply("Undo all", portfolio)


def test_handing_in_saves_and_can_be_taken_back(qtbot, context, tmp_path):
    _, made = invited(raters=("cy",))
    path = tmp_path / "cy.portfolio"
    saved = save(path, made["cy"], expected_sha256=None)
    context.document.replace(made["cy"], path, sha256=saved.sha256)
    context.messages.answers.append("Go on rating")
    run(context, "ballot.hand_in")
    assert context.document.portfolio is made["cy"]
    context.messages.answers.append("Hand in all the same")
    run(context, "ballot.hand_in")
    idle(qtbot, context)
    assert load(path).portfolio.paper.handed_in is not None
    assert standing_of(load(path).portfolio).open == 8
    run(context, "ballot.hand_in")
    assert context.document.portfolio == made["cy"]


def test_last_times_ratings_are_not_handed_in_unseen(context, tmp_path):
    portfolio = panel()
    made = papers(portfolio, {"ana": asked(portfolio)}, lambda _p: "d9", from_earlier=["ana"])
    paper = made["ana"]
    for key in paper.initiatives:
        for name in paper.criteria:
            if name not in own_row(paper, key):
                paper = mark(paper, key, name, 1.0, at=NOW - timedelta(days=1))
    context.document.replace(paper, None)
    context.messages.answers.append("Go on rating")
    run(context, "ballot.hand_in")
    assert context.document.portfolio is paper
    assert "All ratings are those of last time" in context.messages.questions[-1].text


def test_on_a_paper_there_is_nothing_that_would_spoil_it(context):
    _, made = invited(raters=("cy",))
    context.document.replace(hand_in(made["cy"], NOW), None)
    offered = {entry.key for entry in palette_entries(context, ACTIONS)}
    assert {"file.save", "ballot.hand_in", "help.about"} <= offered
    spoiling = {"initiative.add", "file.import", "edit.weights", "ballot.ask", "view.funding"}
    assert not spoiling & offered
    assert not any(serves_here(BY_ID[name], context) for name in spoiling)


def test_a_paper_is_shown_alone_and_the_rail_comes_back(window, context):
    ordinary = context.document.portfolio
    _, made = invited(raters=("cy",))
    context.document.replace(made["cy"], None)
    assert not window._rail.isVisibleTo(window)
    assert window._stack.currentWidget() is window._pages["ballot"]
    context.requests.page_requested.emit("funding")
    assert window._stack.currentWidget() is window._pages["ballot"]
    context.document.replace(ordinary, None)
    assert window._rail.isVisibleTo(window)
    assert window._stack.currentWidget() is not window._pages["ballot"]


def test_wishes_can_differ_from_rater_to_rater():
    portfolio, _ = invited(raters=("ana",))
    wishes = Wishes(portfolio)
    assert wishes.add_people("Zoe, Legal\nana") == 1
    (zoe,) = wishes.added
    wishes.ask([zoe], "initiatives", wishes.all_initiatives, asked=False)
    assert wishes.problem().startswith("Zoe, Legal is asked about nothing")
    wishes.ask([zoe], "initiatives", ["wiki"], asked=True)
    everybody, somebody = wishes.shared(["ana", zoe], "initiatives")
    assert (everybody, len(somebody)) == ({"wiki"}, 4)
    asking = wishes.settled(NOW, "", None, " Alone ", from_earlier=False)
    assert asking.invitations[zoe].initiatives == ("wiki",)
    assert asking.invitations["ana"].note == "Alone"
    again = Wishes(invite(asking.with_people(portfolio), asking.invitations))
    assert again.initiatives[zoe] == {"wiki"}, "asked as they were asked last"
    wishes.chosen.clear()
    assert "at least one rater" in wishes.problem()


def test_ticks_count_for_whoever_is_named(qtbot, context):
    portfolio, _ = invited()
    ask = AskForBallots(portfolio, (("None", ()),), (("None", ()),))
    qtbot.addWidget(ask)
    ask._scope.setCurrentIndex(ask._scope.findData("bo"))
    ask._lists["criteria"].list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert ask._wishes.criteria["bo"] == {"trust"}
    assert ask._wishes.criteria["ana"] == {"fit", "trust"}
    ask._scope.setCurrentIndex(0)
    ask._show_asked()
    first = ask._lists["criteria"].list.item(0)
    assert first.checkState() == Qt.CheckState.PartiallyChecked
    ask._due.setText("someday")
    assert not ask.result()
    press(ask, "Make the papers…")
    assert not ask.result(), "a date that is none holds it"


def test_without_raters_there_is_nothing_to_take_in(context):
    bare = replace(context.document.portfolio, raters=FrozenMap())
    context.document.replace(bare, None)
    assert not BY_ID["ballot.take"].enabled(context)
    assert BY_ID["ballot.ask"].enabled(context), "people are added while asking"
