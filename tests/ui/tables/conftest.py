"""An editable table over the document of the context."""

from __future__ import annotations

import pytest

from portfolio.edit import add_initiatives
from tests.ui.tables.small_table import COLUMNS, line_of
from ui.tables import Row, Subject, TableEdits, TableView


def _add(portfolio, count):
    keys = [f"n{len(portfolio.initiatives) + n}" for n in range(count)]
    return add_initiatives(portfolio, dict.fromkeys(keys, "")), keys


@pytest.fixture
def table(qtbot, context):
    view = TableView(COLUMNS, context.theme)
    qtbot.addWidget(view)
    view.resize(700, 400)

    def show():
        records = context.document.portfolio.initiatives
        view.show_rows([Row(key, line_of(record)) for key, record in records.items()])

    subject = Subject("initiatives", "initiative", lambda p, key: p.initiatives[key].name, _add)
    view.edits = TableEdits(view, context, subject)
    context.document.portfolio_changed.connect(show)
    show()
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    yield view
    context.document.portfolio_changed.disconnect(show)
