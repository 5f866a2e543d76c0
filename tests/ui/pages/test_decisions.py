"""Deciding on a page of its own: letters, the form, the table."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from portfolio.edit import set_initiative, set_resource
from portfolio.files.journal import verify
from portfolio.model import Ballot, Condition, Decision, Entry, FrozenMap, Vote
from portfolio.report import decision_start
from tests.portfolio.small import with_decision
from tests.ui.pages.deciding import (
    button,
    cut_one,
    decisions,
    decisions_page,
    funded_one,
    press,
    reason,
    record,
    said,
    select,
    settle,
)
from tests.ui.pages.scenes import NASTY, publish
from ui.actions import ACTIONS
from ui.pages.decision_parts import suggestions

BY_ID = {action.id: action for action in ACTIONS}
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def page(qtbot, analyzed):
    return decisions_page(qtbot, analyzed)


def test_the_form_holds_what_the_plan_suggests_and_records_it(qtbot, page, context):
    key = funded_one(page)
    select(page, key)
    assert page._words.headline.text() == "Nothing is decided yet: 3 initiatives to go."
    record(qtbot, page)
    decision = decisions(page)[key]
    assert (decision.option, decision.decided_by) == ("fund", "Ada")
    assert decision.amounts
    assert decision.review is not None
    name = context.document.portfolio.initiatives[key].name
    assert context.document.undo_stack.undoText() == f"Decide to fund “{name}”"
    assert page._words.headline.text() == "1 of 3 initiatives decided, 2 to go."
    assert verify(context.document.portfolio).ok


def test_the_next_undecided_initiative_follows_with_the_keyboard_in_the_table(qtbot, page):
    first = page._views.decide.table.table.grid.keys[0]
    select(page, first)
    press(qtbot, page, Qt.Key.Key_D)
    reason(page, "Too early.")
    record(qtbot, page)
    assert decisions(page)[first].option == "defer"
    assert page.context.selection.current == page._views.decide.table.table.grid.keys[1]


def test_one_undo_takes_a_decision_and_its_entry_back(qtbot, page, context):
    before = context.document.portfolio
    select(page, funded_one(page))
    record(qtbot, page)
    assert len(context.document.portfolio.journal) == 1
    context.document.undo_stack.undo()
    assert context.document.portfolio == before
    settle(qtbot, page)
    assert page._words.headline.text().startswith("Nothing is decided yet")


@pytest.mark.parametrize(
    ("key", "option"),
    [
        (Qt.Key.Key_F, "fund"),
        (Qt.Key.Key_C, "fund with conditions"),
        (Qt.Key.Key_D, "defer"),
        (Qt.Key.Key_X, "cut"),
    ],
)
def test_a_letter_chooses_and_what_is_missing_is_said_where_it_is(qtbot, page, key, option):
    # Neither deferring nor cutting it, nor funding it against the plan, goes without a reason.
    select(page, cut_one(page) if option == "fund" else funded_one(page))
    press(qtbot, page, key)
    assert page._views.decide.panel.fields.option.pressed.accessibleName() == f"Decide: {option}"
    record(qtbot, page)
    assert decisions(page) == {}
    assert "needs" in said(page)
    select(page, cut_one(page) if option != "fund" else funded_one(page))
    assert said(page) == ""


def test_what_is_wrong_is_no_longer_said_once_it_is_mended(qtbot, page):
    select(page, funded_one(page))
    press(qtbot, page, Qt.Key.Key_X)
    reason(page, "")
    record(qtbot, page)
    assert "needs a reason" in said(page)
    reason(page, "No room.")
    page._views.decide.panel.fields.owner.setFocus()
    assert said(page) == ""


def test_funding_with_conditions_asks_for_one_and_keeps_what_is_typed(qtbot, page):
    key = funded_one(page)
    select(page, key)
    press(qtbot, page, Qt.Key.Key_C)
    row = page._views.decide.panel.fields._terms._rows[0]
    qtbot.keyClicks(row.text, "The rights are cleared")
    qtbot.keyClicks(row.due, "31 Mar 2027")
    qtbot.keyClick(row.due, Qt.Key.Key_Return)
    qtbot.keyClick(row.text, Qt.Key.Key_Return)
    record(qtbot, page)
    terms = decisions(page)[key].terms
    assert terms == (Condition("The rights are cleared", date(2027, 3, 31)),)
    row = next(r.value for r in page._views.decide.table.table.grid.every() if r.key == key)
    assert row.terms_text == "1 open, 31 Mar"


def test_a_day_that_cannot_be_read_stops_the_record(qtbot, page):
    select(page, funded_one(page))
    review = page._views.decide.panel.fields.review
    review.selectAll()
    qtbot.keyClicks(review, "someday")
    record(qtbot, page)
    assert decisions(page) == {}
    assert said(page)


def test_a_row_that_says_nothing_yet_stays_while_the_answer_comes_and_goes_with_the_next_one(
    qtbot, page
):
    key = funded_one(page)
    select(page, key)
    press(qtbot, page, Qt.Key.Key_C)
    rows = page._views.decide.panel.fields._terms
    row = rows._rows[0]
    qtbot.keyClicks(row.text, "Half")
    qtbot.waitUntil(lambda: page._views.decide._deciding.search._found.get(key) is not None)
    settle(qtbot, page)
    assert (rows._rows[0], row.text.text()) == (row, "Half")
    select(page, cut_one(page))
    assert rows.count == 0


def test_what_is_half_typed_is_kept_for_the_initiative_it_was_typed_for(qtbot, page):
    first, other = tuple(page.context.document.portfolio.initiatives)[:2]
    select(page, first)
    owner = page._views.decide.panel.fields.owner
    owner.setFocus()
    qtbot.keyClicks(owner, "Cleo")
    select(page, other)
    assert owner.text() == ""
    select(page, first)
    assert owner.text() == "Cleo"


def test_what_cannot_be_read_is_not_shown_for_another_initiative(qtbot, page):
    first, other = tuple(page.context.document.portfolio.initiatives)[:2]
    select(page, first)
    review = page._views.decide.panel.fields.review
    review.selectAll()
    qtbot.keyClicks(review, "someday")
    assert page._views.decide.panel.fields.unread is review
    select(page, other)
    assert review.day is not None
    assert page._views.decide.panel.fields.unread is None


def test_tab_goes_through_the_form_from_top_to_bottom(qtbot, page):
    select(page, funded_one(page))
    press(qtbot, page, Qt.Key.Key_C)
    panel = page._views.decide.panel
    fields = panel.fields
    for section in fields._sections.values():
        section.open(shown=True)
    qtbot.waitUntil(fields._terms._rows[0].isVisible)
    names, widget = [], fields.option.pressed
    while panel.isAncestorOf(widget):
        if widget.isVisibleTo(page) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            names.append(widget.accessibleName())
        widget = widget.nextInFocusChain()
    wanted = ["Reason", "Owner", "Review on", "Condition", "Due on", "Amounts, section"]
    wanted += ["It displaces, section", "Metric of the kill criterion", "Count of the votes"]
    assert [name for name in names if name in wanted] == wanted


class Squeezed(QObject):
    """Remembers which parts were painted with less height than they need."""

    def __init__(self, *watched):
        super().__init__()
        self.parts = []
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            needed = watched.layout().minimumHeightForWidth(watched.width())
            self.parts += [watched] if watched.height() < needed else []
        return False


def test_the_form_is_never_painted_squeezed(qtbot, page):
    fields = page._views.decide.panel.fields
    squeezed = Squeezed(page._views.decide.panel._body, fields, *fields._sections.values())
    key = funded_one(page)
    select(page, key)
    qtbot.waitUntil(fields._amounts.isVisible)
    qtbot.waitUntil(lambda: page._views.decide._deciding.search._found.get(key) is not None)
    settle(qtbot, page)
    press(qtbot, page, Qt.Key.Key_C)
    fields._terms.add.click()
    qtbot.waitUntil(fields._terms._rows[1].isVisible)
    assert squeezed.parts == []


def test_one_that_was_decided_before_is_not_left_when_it_is_decided_anew(qtbot, page):
    key = funded_one(page)
    select(page, key)
    record(qtbot, page)
    select(page, key)
    press(qtbot, page, Qt.Key.Key_D)
    reason(page, "Later.")
    record(qtbot, page)
    assert page.context.selection.current == key


def test_what_several_do_not_share_stays_with_each_of_them(qtbot, page, context):
    first, other = tuple(context.document.portfolio.initiatives)[:2]
    for key, owner in ((first, "Bo"), (other, "Cleo")):
        edited = set_initiative(context.document.portfolio, key, owner=owner)
        context.document.apply("Edit", edited)
    settle(qtbot, page)
    select(page, first, other)
    press(qtbot, page, Qt.Key.Key_X)
    fields = page._views.decide.panel.fields
    assert (fields.owner.text(), fields.owner.placeholderText()) == ("", "each its own")
    reason(page, "The year is over.")
    record(qtbot, page)
    assert {key: d.owner for key, d in decisions(page).items()} == {first: "Bo", other: "Cleo"}


def test_several_are_decided_alike_in_one_step(qtbot, page, context):
    keys = tuple(context.document.portfolio.initiatives)
    select(page, *keys)
    press(qtbot, page, Qt.Key.Key_X)
    fields = page._views.decide.panel.fields
    reason(page, "The year is over.")
    fields.owner.clear()
    qtbot.keyClicks(fields.owner, "Bo")
    qtbot.keyClick(fields.owner, Qt.Key.Key_Return)
    assert button(page, "Record 3 decisions").isEnabled()
    record(qtbot, page)
    found = decisions(page)
    assert {d.option for d in found.values()} == {"cut"}
    assert {(d.reason, d.owner) for d in found.values()} == {("The year is over.", "Bo")}
    assert context.document.undo_stack.undoText() == "Decide to cut 3 initiatives"
    context.document.undo_stack.undo()
    assert decisions(page) == {}


def test_what_is_entered_stays_while_one_looks_elsewhere_and_is_discarded(qtbot, page):
    first, other = tuple(page.context.document.portfolio.initiatives)[:2]
    select(page, first)
    fields = page._views.decide.panel.fields
    suggested = fields.owner.text()
    qtbot.keyClicks(fields.owner, "Cleo")
    qtbot.keyClick(fields.owner, Qt.Key.Key_Return)
    select(page, other)
    assert fields.owner.text() != "Cleo"
    select(page, first)
    assert fields.owner.text() == "Cleo"
    button(page, "Discard").click()
    assert fields.owner.text() == suggested
    assert decisions(page) == {}


def test_what_the_plan_suggests_is_worked_out_once_while_that_is_the_plan(
    qtbot, page, context, monkeypatch
):
    asked = []

    def started(results, key, *others):
        asked.append(key)
        return decision_start.started(results, key, *others)

    monkeypatch.setattr(suggestions, "started", started)
    keys = tuple(context.document.portfolio.initiatives)
    select(page, *keys)
    assert sorted(asked) == sorted(keys)
    record(qtbot, page)
    context.document.undo_stack.undo()
    settle(qtbot, page)
    assert len(asked) == len(keys)
    try_twice_as_much(page)
    settle(qtbot, page)
    assert len(asked) > len(keys)


def test_amounts_are_entered_and_their_money_added_up(qtbot, page, context):
    key = funded_one(page)
    select(page, key)
    fields = page._views.decide.panel.fields
    resources = context.document.portfolio.resources
    capital = next(k for k, r in resources.items() if r.category == "capital")
    period = next(iter(context.document.portfolio.periods))
    field = fields._amounts._fields[capital, period]
    field.selectAll()
    qtbot.keyClicks(field, "12.5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    total = sum(40.0 for _ in context.document.portfolio.periods) - 40 + 12.5
    assert f"${total:g}M" in fields._sections["Amounts"].head.text()
    record(qtbot, page)
    assert decisions(page)[key].amounts[capital][period] == 12.5


def test_what_it_displaces_is_found_shown_by_name_and_can_be_changed(qtbot, page, context):
    key, out = funded_one(page), cut_one(page)
    select(page, key)
    qtbot.waitUntil(lambda: page._views.decide._deciding.search._found.get(key) is not None)
    settle(qtbot, page)
    displaced = page._views.decide.panel.fields._displaced
    assert displaced._ids == (out,)
    displaced._buttons[0].click()
    assert displaced._ids == ()
    record(qtbot, page)
    assert decisions(page)[key].displaces == ()


def test_votes_are_counted_and_named(qtbot, page):
    key = funded_one(page)
    select(page, key)
    part = page._views.decide.panel.fields._votes
    page._views.decide.panel.fields._sections["Votes"].open(shown=True)
    part.rows.add.click()
    row = part.rows._rows[0]
    qtbot.keyClicks(row.voter, "Bo")
    qtbot.keyClick(row.voter, Qt.Key.Key_Return)
    row.choice.setCurrentText("against")
    row.choice.textActivated.emit("against")
    part.count.selectAll()
    qtbot.keyClicks(part.count, "5 for, 2 against")
    qtbot.keyClick(part.count, Qt.Key.Key_Return)
    record(qtbot, page)
    votes = decisions(page)[key].votes
    assert sorted((v.voter, v.choice) for v in votes) == [
        *[("", "against")],
        *[("", "for")] * 5,
        ("Bo", "against"),
    ]


def test_who_gives_a_name_while_recording_has_decided(qtbot, page, context, messages):
    context.settings.change(author="", author_asked=False)
    key = funded_one(page)
    select(page, key)
    reason(page, "It pays.")
    messages.answers.append("Bo")
    BY_ID["decision.record"].run(context)
    settle(qtbot, page)
    assert decisions(page)[key].decided_by == "Bo"
    assert decisions(page)[key].reason == "It pays."


def test_a_board_that_was_named_stays_the_one_that_decided(qtbot, page, context, messages):
    context.settings.change(author="", author_asked=False)
    key = funded_one(page)
    select(page, key)
    field = page._views.decide.panel.fields.decided_by
    field.setFocus()
    qtbot.keyClicks(field, "The board")
    messages.answers.append("Bo")
    BY_ID["decision.record"].run(context)
    settle(qtbot, page)
    assert decisions(page)[key].decided_by == "The board"


def try_twice_as_much(page):
    """Double a capacity as a what-if; id and record of the resource as it was."""
    document = page.context.document
    resource, record = next(iter(document.portfolio.resources.items()))
    more = FrozenMap({period: 2 * amount for period, amount in record.capacity.items()})
    document.try_out(resource, "Try", set_resource(document.portfolio, resource, capacity=more))
    return resource, record


def test_a_what_if_is_said_beside_the_plan_and_can_be_taken_back_here(qtbot, page, context):
    select(page, funded_one(page))
    status, notice = page._views.decide.panel._status, page._tried
    assert not notice.isVisible()
    assert "what-if" not in status.text()
    resource, record = try_twice_as_much(page)
    settle(qtbot, page)
    assert notice.isVisible()
    said_above = f"What if: the capacity of “{record.name}”. The plan to decide by"
    assert notice._words.text().startswith(said_above)
    assert "That is the plan of a what-if." in status.text()
    button(page, "Take it back").click()
    settle(qtbot, page)
    assert context.document.portfolio.resources[resource] == record
    assert not notice.isVisible()
    assert "what-if" not in status.text()


def test_a_what_if_that_is_kept_is_none_any_more(qtbot, page, context):
    resource, record = try_twice_as_much(page)
    settle(qtbot, page)
    button(page, "Keep it").click()
    assert not page._tried.isVisible()
    assert context.document.portfolio.resources[resource] != record


def test_naming_who_was_against_leaves_the_count_as_it_was(qtbot, page):
    key = funded_one(page)
    select(page, key)
    part = page._views.decide.panel.fields._votes
    page._views.decide.panel.fields._sections["Votes"].open(shown=True)
    qtbot.keyClicks(part.count, "5 for, 2 against")
    qtbot.keyClick(part.count, Qt.Key.Key_Return)
    part.rows.add.click()
    row = part.rows._rows[0]
    qtbot.keyClicks(row.voter, "Bo")
    qtbot.keyClick(row.voter, Qt.Key.Key_Return)
    assert part.count.text() == "5 for, 2 against"
    row.choice.setCurrentText("against")
    row.choice.textActivated.emit("against")
    qtbot.keyClicks(row.dissent, "Too early.")
    qtbot.keyClick(row.dissent, Qt.Key.Key_Return)
    record(qtbot, page)
    votes = decisions(page)[key].votes
    assert Vote("Bo", "against", "Too early.") in votes
    assert Counter(vote.choice for vote in votes) == {"for": 5, "against": 2}


def test_a_decision_is_withdrawn_with_a_reason_and_the_one_before_holds(qtbot, page, messages):
    key = funded_one(page)
    select(page, key)
    record(qtbot, page)
    select(page, key)
    assert not button(page, "Recorded").isEnabled()
    press(qtbot, page, Qt.Key.Key_X)
    reason(page, "No room.")
    record(qtbot, page)
    select(page, key)
    assert decisions(page)[key].option == "cut"
    messages.answers.extend([None, " ", "A mistake"])
    last = page._views.decide.panel._subject.earlier[0][0]
    for _ in range(3):
        page._views.decide.verbs.withdraw(last)
        settle(qtbot, page)
    assert decisions(page)[key].option == "fund"
    assert [error.what for error in messages.errors] == ["Withdrawing a decision needs a reason."]
    assert "withdrawn" in page._views.decide.panel._subject.earlier[0][1]


def test_what_two_versions_decided_is_said_where_one_decides_and_settled_there(
    qtbot, page, context
):
    key = funded_one(page)
    records = {
        f"k{n}": Decision(key, option, NOW, reason="So.", decided_by="Bo", owner="Bo")
        for n, option in enumerate(("cut", "defer"))
    }
    entries = {f"e{n}": Entry(NOW, "decision", "x", record=f"k{n}") for n in range(2)}
    merged = replace(
        context.document.portfolio, decisions=FrozenMap(records), journal=FrozenMap(entries)
    )
    context.document.apply("Merge", merged)
    settle(qtbot, page)
    select(page, key)
    warning = page._views.decide.panel._warning
    assert warning.text().startswith("It was decided twice, in two versions of the file")
    assert "1 initiative was decided twice" in page._words.detail.text()
    grid = page._views.decide.table.table.grid
    decision = grid.column_of("decision")
    assert grid.text(grid.row_of(key), decision) == "⚠ Defer, decided twice"
    press(qtbot, page, Qt.Key.Key_X)
    reason(page, "No room.")
    record(qtbot, page)
    select(page, key)
    assert not warning.isVisible()
    assert grid.text(grid.row_of(key), decision) == "✕ Cut"


def test_chips_and_words_narrow_the_table(qtbot, page):
    key = funded_one(page)
    select(page, key)
    record(qtbot, page)
    select(page, "")
    grid, chips = page._views.decide.table.table.grid, page._views.decide.filters.chips
    chips["decided"].click()
    assert grid.keys == [key]
    chips["undecided"].click()
    assert len(grid.keys) == 3
    chips["decided"].click()
    assert key not in grid.keys


def test_a_read_only_document_says_so_and_takes_nothing(qtbot, page, context):
    context.document.replace(context.document.portfolio, None, read_only=True)
    settle(qtbot, page)
    key = funded_one(page)
    select(page, key)
    assert "read-only" in page._words.detail.text()
    fields = page._views.decide.panel.fields
    assert not fields.reason.isEnabled()
    assert not fields._terms.isEnabled()
    assert fields._sections["Votes"].head.isEnabled()
    assert not page._views.decide.filters._hint.isVisible()
    assert not page._freeze.isEnabled()
    press(qtbot, page, Qt.Key.Key_X)
    record(qtbot, page)
    assert decisions(page) == {}


def test_sealed_ballots_are_told_and_not_read(qtbot, page, context):
    portfolio = replace(context.document.portfolio, ballots=FrozenMap({"u0": Ballot(NOW, NOW)}))
    context.document.apply("Take in", portfolio)
    settle(qtbot, page)
    assert "1 ballot still sealed." in page._words.detail.text()


def test_a_stale_plan_is_pale_and_nothing_is_recorded_from_it(qtbot, page, context):
    results = replace(context.analyst.results, stale=frozenset({"plan", "lines"}))
    publish(context, results)
    select(page, next(iter(context.document.portfolio.initiatives)))
    assert page._views.decide.table.table._stale_ids == {"plan"}
    assert not page._views.decide.panel.can_record
    publish(context, replace(results, stale=frozenset()))
    assert page._views.decide.panel.can_record


def test_names_of_markup_are_shown_as_they_are(qtbot, page, context):
    key = funded_one(page)
    edited = set_initiative(context.document.portfolio, key, name=NASTY, owner=NASTY)
    edited = with_decision(
        edited, "k1", Decision(key, "fund", NOW, NASTY, NASTY, NASTY, NASTY, NASTY)
    )
    context.document.apply("Edit", edited)
    settle(qtbot, page)
    select(page, key)
    page._views.open("read back")
    assert "<b>bold</b>" in page._views.read_back.text.toPlainText()
    for number in range(page._views.count()):
        page._views.setCurrentIndex(number)
        for label in page.findChildren(type(page._words.headline)):
            assert label.textFormat() == Qt.TextFormat.PlainText or "<" not in label.text()
    assert page.minimumSizeHint().width() <= 1080


def test_f6_goes_between_table_and_form(qtbot, page, context):
    select(page, funded_one(page))
    page._views.decide.table.setFocus()
    context.requests.pane_requested.emit()
    assert page._views.decide.panel.isAncestorOf(QApplication.focusWidget())
    context.requests.pane_requested.emit()
    assert page._views.decide.table.hasFocus()


def test_the_models_of_the_tables_keep_the_rules(qtmodeltester, qtbot, page):
    select(page, funded_one(page))
    record(qtbot, page)
    page._views.open("log")
    qtmodeltester.check(page._views.decide.table.table)
    qtmodeltester.check(page._views.log.table.table)
    qtmodeltester.check(page._views.plans.lines.table)


def test_another_option_is_decided_by_whoever_chooses_it(qtbot, page, context):
    key = funded_one(page)
    votes = (Vote("Ann"), Vote("Bo", "against", "Too late"))
    old = Decision(key, "cut", NOW, "Nobody uses it.", "Bo", decided_by="The board", votes=votes)
    context.document.apply("Decide", with_decision(context.document.portfolio, "k", old))
    settle(qtbot, page)
    select(page, key)
    press(qtbot, page, Qt.Key.Key_F)
    record(qtbot, page)
    made = decisions(page)[key]
    assert (made.option, made.decided_by, made.votes, made.owner) == ("fund", "Ada", (), "Bo")
    assert made.reason != old.reason
