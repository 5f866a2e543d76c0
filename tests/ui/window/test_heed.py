"""What nobody was asked about in a merge stays in the bar until it was seen."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from portfolio.edit import add_rule, decide, set_initiative, set_title
from portfolio.files import dumps
from portfolio.files.journal import recorded
from portfolio.model import Decision, Entry, Rule
from tests.ui.conftest import edit, idle
from ui.widgets.notice_bar import NoticeBar


def decided(portfolio, option, who, hour, initiatives=("i1",)):
    at = datetime(2026, 11, 23, hour, tzinfo=UTC)
    for initiative in initiatives:
        key = f"d_{who}_{initiative}"
        portfolio = decide(portfolio, key, Decision(initiative, option, at, reason="Why"))
        portfolio = recorded(portfolio, Entry(at, "decision", "…", who=who, record=key))
    return portfolio


@pytest.fixture
def bar(window):
    window.show()
    return window.findChild(NoticeBar)


@pytest.fixture
def stored(context, qtbot, window, tmp_path):
    """The context of a window whose document has a file."""
    folder = tmp_path / "shared"
    folder.mkdir()
    context.messages.answers.append(folder / "plan.portfolio")
    context.filing.save()
    idle(qtbot, context)
    return context


def merge(stored, qtbot, mine, theirs):
    """Change the document in two ways, and merge what was stored meanwhile."""
    document = stored.document
    base = document.saved_portfolio
    document.path.write_bytes(dumps(theirs(base)))
    document.apply("Change", mine(base))
    stored.filing.merge_stored()
    idle(qtbot, stored)


def buttons(bar):
    return {each.text(): each for each in bar.findChildren(QPushButton) if each.isVisible()}


def test_decisions_against_each_other_stay_in_sight_and_are_shown(stored, qtbot, bar):
    merge(
        stored,
        qtbot,
        lambda base: decided(base, "cut", "Ann", 9),
        lambda base: decided(base, "fund", "Carl", 10),
    )
    assert bar.isVisible()
    told = bar.accessibleName()
    assert told.startswith("“Fraud graph” was decided twice")
    assert "new problem" not in told
    stored.filing.save()
    idle(qtbot, stored)
    edit(stored, "Title")
    assert bar.accessibleName() == told
    assert bar.isVisible()
    assert told in stored.messages.notices
    buttons(bar)["Show"].click()
    assert stored.settings.preferences.page == "decisions"
    assert stored.selection.current == "i1"
    assert not bar.isVisible()


def test_what_is_wrong_only_in_the_two_together_stays_in_sight(stored, qtbot, bar):
    merge(
        stored,
        qtbot,
        lambda base: add_rule(base, "l1", Rule("requires", ("i0", "i1"))),
        lambda base: add_rule(base, "l2", Rule("requires", ("i1", "i0"))),
    )
    assert "The merge brought" in bar.accessibleName()
    assert buttons(bar) == {}
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_a_merge_without_anything_to_know_leaves_the_bar_alone(stored, qtbot, bar):
    merge(
        stored,
        qtbot,
        lambda base: set_title(base, "Mine"),
        lambda base: set_initiative(base, "i0", owner="Ana"),
    )
    assert not bar.isVisible()


def test_of_many_the_first_are_told_and_the_rest_counted(stored, qtbot, bar):
    base = stored.document.saved_portfolio
    more = {f"i9{n}": replace(base.initiatives["i0"], name=f"N{n}") for n in range(3)}
    stored.document.apply("Add", replace(base, initiatives=base.initiatives.with_all(more)))
    stored.filing.save()
    idle(qtbot, stored)
    keys = ("i0", "i1", *more)
    merge(
        stored,
        qtbot,
        lambda base: decided(base, "cut", "Ann", 9, keys),
        lambda base: decided(base, "fund", "Carl", 10, keys),
    )
    told = bar.accessibleName()
    assert told.count("was decided twice") == 3
    assert told.endswith("And 2 more: see the notices at the foot.")


def test_reloading_tells_what_is_decided_anew(stored, qtbot, bar):
    stored.document.apply("Cut", decided(stored.document.portfolio, "cut", "Ann", 9))
    stored.filing.save()
    idle(qtbot, stored)
    document = stored.document
    document.path.write_bytes(dumps(decided(document.saved_portfolio, "fund", "Carl", 10)))
    stored.filing.reload()
    idle(qtbot, stored)
    assert bar.accessibleName().startswith("“Fraud graph” is decided anew: cut (Ann, ")
