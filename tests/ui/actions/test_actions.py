import itertools

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from portfolio.edit import set_level
from portfolio.model import FundingLevel
from ui.actions import ACTIONS, MENUS
from ui.actions.help_actions import palette_entries, shortcut_lines
from ui.messages import Answer, Offer
from ui.pages.overview import _STARTS
from ui.tables import TableView
from ui.widgets.rail import page_keys

NONE = QKeySequence.SequenceMatch.NoMatch
SHORTCUTS = [QKeySequence(keys) for action in ACTIONS for keys in action.shortcut.split("; ")]


def run(context, name):
    action = next(action for action in ACTIONS if action.id == name)
    assert action.enabled(context)
    action.run(context)


def test_ids_are_unique():
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_shortcuts_that_can_be_pressed(action):
    for keys in action.shortcut.split("; "):
        assert keys
        assert QKeySequence(keys).toString() == keys


def test_no_shortcut_is_that_of_another_action_or_its_beginning():
    for one, other in itertools.permutations(SHORTCUTS, 2):
        assert one.matches(other) == NONE, (one, other)


def test_there_is_room_for_ten_more_pages():
    keys = [page_keys(number) for number in range(1, 20)]
    assert len(set(keys)) == len(keys)
    assert keys[8:11] == ["Ctrl+9", "Ctrl+G, 0", "Ctrl+G, 1"]
    taken = [key for key in SHORTCUTS if key.toString() not in keys]
    for key in map(QKeySequence, keys):
        assert all(key.matches(one) == one.matches(key) == NONE for one in taken)


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_shortcuts_leave_text_alone_but_for_those_that_fields_know(qtbot, kind):
    """What a field claims for itself does the same to its text as to the document."""
    field = kind()
    qtbot.addWidget(field)
    known = {"Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+X", "Ctrl+C", "Ctrl+V", "Ctrl+Del"}
    claimed = set()
    for keys in SHORTCUTS:
        pressed = keys[0]
        event = QKeyEvent(QEvent.Type.ShortcutOverride, pressed.key(), pressed.keyboardModifiers())
        event.ignore()
        QApplication.sendEvent(field, event)
        if event.isAccepted():
            claimed.add(keys.toString())
    assert claimed <= known, claimed


@pytest.mark.parametrize("kind", [QLineEdit, TableView])
def test_two_keys_one_after_the_other_reach_neither_field_nor_table(window, analyzed, qtbot, kind):
    analyzed.requests.page_requested.emit("initiatives")
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    focus = max(window.findChildren(kind), key=lambda each: (each.isVisible(), each.width()))
    focus.setFocus()
    assert focus.hasFocus()
    qtbot.keyClick(focus, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(focus, Qt.Key.Key_D)
    assert analyzed.theme.tokens.name == "dark"
    assert window.focusWidget() is focus
    assert not isinstance(focus, QLineEdit) or not focus.text()
    assert not analyzed.document.unsaved


def test_every_action_is_on_a_menu():
    assert {action.menu.partition("/")[0] for action in ACTIONS} == set(MENUS)


def test_adding_selects_the_new_initiative_below_the_current_one(context, qtbot):
    context.selection.select("i0")
    with qtbot.waitSignal(context.requests.rename_requested) as asked:
        run(context, "initiative.add")
    new = context.selection.current
    assert asked.args == [new]
    records = context.document.portfolio.initiatives
    assert records["i0"].order < records[new].order < records["i1"].order


def test_duplicate_copies_ratings_and_selects_the_copies(context):
    context.selection.select("i0", ("i0", "i1"))
    run(context, "initiative.duplicate")
    portfolio = context.document.portfolio
    assert len(portfolio.initiatives) == 5
    copy = context.selection.current
    assert portfolio.ratings["u0"][copy] == portfolio.ratings["u0"]["i0"]


def test_delete_is_undone_in_one_step(context):
    before = context.document.portfolio
    context.selection.select("i0", ("i0", "i1"))
    run(context, "initiative.delete")
    assert set(context.document.portfolio.initiatives) == {"i2"}
    assert context.document.undo_stack.undoText() == "Delete 2 initiatives"
    run(context, "edit.undo")
    assert context.document.portfolio == before


@pytest.mark.parametrize("kind", ["force_in", "force_out"])
def test_forcing_keeps_reason_and_author_and_can_be_released(context, messages, kind):
    context.settings.change(author="Ada")
    context.selection.select("i1")
    messages.answers.append("The board wants it")
    run(context, f"initiative.{kind}")
    (rule,) = context.document.portfolio.rules.values()
    assert (rule.kind, rule.initiatives, rule.reason, rule.author) == (
        kind,
        ("i1",),
        "The board wants it",
        "Ada",
    )
    run(context, "initiative.release")
    assert not context.document.portfolio.rules


def test_size_and_start_are_asked_for_where_there_are_several(context, messages):
    edited = set_level(context.document.portfolio, "i1", "l1", FundingLevel("Pilot", "a", 0.5))
    edited = set_level(edited, "i1", "l2", FundingLevel("Full", "b"))
    context.document.apply("Edit", edited)
    context.selection.select("i1")
    context.settings.change(author="Ada")
    messages.answers.append(Answer("The board wants it", (1,)))
    run(context, "initiative.force_in")
    (rule,) = context.document.portfolio.rules.values()
    assert (rule.initiatives, rule.level, rule.period) == (("i1",), "l1", None)
    assert (rule.reason, rule.author) == ("The board wants it", "Ada")
    assert messages.questions[0][1:] == (Offer("Size", ["as the plan chooses", "Pilot", "Full"]),)
    messages.answers.append(Answer("Again", (0,)))
    run(context, "initiative.force_in")
    (rule,) = context.document.portfolio.rules.values()
    assert (rule.level, rule.reason) == (None, "Again")
    messages.answers.append(None)
    run(context, "initiative.force_in")
    assert list(context.document.portfolio.rules.values()) == [rule]
    context.selection.select("i1", ("i1", "i2"))
    messages.answers.append("Both")
    run(context, "initiative.force_in")
    (rule,) = context.document.portfolio.rules.values()
    assert (set(rule.initiatives), rule.level) == ({"i1", "i2"}, None)


def test_forcing_without_a_reason_is_refused_in_a_sentence(context, messages):
    context.selection.select("i1")
    messages.answers.append("  ")
    run(context, "initiative.force_in")
    assert "reason" in messages.errors[0].what
    assert not context.document.portfolio.rules


def test_backing_out_of_the_reason_changes_nothing(context, messages):
    context.selection.select("i1")
    messages.answers.append(None)
    run(context, "initiative.force_in")
    assert not context.document.unsaved


def test_themes_and_text_size_are_remembered(context):
    run(context, "view.dark")
    run(context, "view.larger")
    assert context.theme.tokens.name == "dark"
    assert context.settings.preferences.theme == "dark"
    assert context.settings.preferences.text_scale == pytest.approx(1.1)
    run(context, "view.normal")
    run(context, "view.light")
    assert context.theme.scale == 1.0


def test_the_palette_offers_enabled_actions_and_all_initiatives(context):
    entries = palette_entries(context, ACTIONS)
    titles = [entry.title for entry in entries]
    assert "Dark theme" in titles
    assert "Duplicate" not in titles
    assert titles[-3:] == ["Claims triage", "Fraud graph", "Chat video"]


def test_the_list_of_shortcuts_names_each(context):
    text = shortcut_lines(ACTIONS)
    assert all(action.title in text for action in ACTIONS)
    menus = [line for line in text.splitlines() if line and not line.startswith(" ")]
    tops = (action.menu.partition("/")[0] for action in ACTIONS)
    assert menus == [menu for menu, _ in itertools.groupby(tops)] == list(MENUS)


def test_menus_say_what_would_be_undone(window, context):
    context.selection.select("i0")
    run(context, "initiative.delete")
    assert window.findChild(QAction, "edit.undo").text() == "Undo Delete “Claims triage”"


def test_empty_pages_ask_for_actions_that_there_are():
    known = {action.id for action in ACTIONS}
    assert {name for name, _ in _STARTS} <= known
