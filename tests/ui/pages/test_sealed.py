"""No page shows what a sealed ballot says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from portfolio.analysis import analyze
from portfolio.edit.ballots_revealing import reveal
from portfolio.files import dumps
from portfolio.files.native import loads
from tests.portfolio.ballots import NOW
from tests.portfolio.test_sealed import SECRETS, sealed
from tests.ui.pages.scenes import open_page, put
from ui.pages import PAGES

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_MOST = 60


def texts(page):
    """Everything on a page that can be read, seen or not."""
    for widget in (page, *page.findChildren(QWidget)):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text()
        if isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(n) for n in range(widget.count()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _cells(widget.model())


def _cells(model):
    for row in range(min(model.rowCount(), _MOST)):
        for column in range(_MOST):
            index = model.index(row, column)
            if not index.isValid():
                break
            yield from (str(index.data(role)) for role in _ROLES)


def secrets_on(page):
    said = "\n".join(texts(page))
    return [secret for secret in SECRETS if secret in said]


def stored(portfolio):
    return loads(dumps(portfolio))


@pytest.fixture(scope="module")
def results():
    return analyze(stored(sealed()))


@pytest.mark.parametrize("name", [spec.name for spec in PAGES])
def test_no_page_shows_it(qtbot, context, results, name):
    put(context, results)
    context.selection.select("claims")
    page = open_page(qtbot, context, name)
    assert secrets_on(page) == []


def test_once_it_is_revealed_it_is_there_to_be_found(qtbot, context):
    put(context, analyze(stored(reveal(sealed(), NOW))))
    context.selection.select("claims")
    assert secrets_on(open_page(qtbot, context, "initiatives"))
