"""A workbook with all sheets of a portfolio: looked at first, then one undo step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shiboken6 import isValid

from portfolio.edit import set_title
from portfolio.exchange import write_csv, write_ods, write_xlsx
from portfolio.exchange.book import book_of
from portfolio.model import Rule
from tests.portfolio.small import sound
from ui.actions import ACTIONS
from ui.dialogs.import_flow import start_import


@pytest.fixture
def looking_at(qtbot, context):
    """Starts an import of a file and waits for what it shows."""
    flows = []

    def start(path):
        flows.append(start_import(context, path))
        qtbot.waitUntil(lambda: flows[-1].book is not None, timeout=20_000)
        return flows[-1].book

    yield start
    for flow in flows:
        if isValid(flow) and flow.book is not None and isValid(flow.book):
            flow.book.reject()


def with_rule():
    before = sound()
    rule = Rule("excludes", ("vivid", "wiki"), "one budget")
    return replace(before, rules=before.rules.with_("u_new", rule))


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_new_sheets_come_in_as_one_undo_step(qtbot, context, looking_at, tmp_path, write):
    context.document.apply("Start", sound())
    before = context.document.portfolio
    path = tmp_path / "plan.book"
    path.write_bytes(write(*book_of(with_rule())).data)
    preview = looking_at(path)
    assert preview._summary.text().startswith("1 row new, 0 changed")
    assert preview._rows.table.rowCount() == len(preview._plan.rows)
    preview._only_changes.setChecked(True)
    preview._import.click()
    after = context.document.portfolio
    assert [rule.kind for rule in after.rules.values()].count("excludes") == 1 + [
        rule.kind for rule in before.rules.values()
    ].count("excludes")
    context.document.undo_stack.undo()
    assert context.document.portfolio == before


def test_one_table_of_rules_is_known_by_its_name(context, looking_at, tmp_path):
    context.document.apply("Start", sound())
    table = next(one for one in book_of(with_rule()) if one.title == "Rules")
    path = tmp_path / "my rules.csv"
    path.write_bytes(write_csv(table).data.replace(b"Vivid", b"Nobody"))
    preview = looking_at(path)
    assert "There is nothing called “Nobody”." in preview._problems.text()
    assert preview._plan.portfolio.initiatives == context.document.portfolio.initiatives


def test_a_document_that_changed_meanwhile_is_left_alone(context, looking_at, tmp_path, messages):
    context.document.apply("Start", sound())
    path = tmp_path / "plan.xlsx"
    path.write_bytes(write_xlsx(*book_of(with_rule())).data)
    preview = looking_at(path)
    context.document.apply("Rename", set_title(context.document.portfolio, "Other"))
    now = context.document.portfolio
    preview._import.click()
    assert context.document.portfolio is now


def test_everything_is_saved_as_a_workbook(qtbot, context, looking_at, messages, tmp_path):
    context.document.apply("Start", sound())
    path = tmp_path / "all.ods"
    messages.answers = [path]
    messages.save_path = lambda *_: path
    action = next(action for action in ACTIONS if action.id == "file.export_book")
    action.run(context)
    qtbot.waitUntil(path.exists, timeout=20_000)
    preview = looking_at(path)
    assert preview._plan.portfolio == sound()
    assert not preview._import.isEnabled()
