"""The table of initiatives against a bare table view over the same texts as plain lists.

Prints one line a measurement: milliseconds of both and their ratio, taken in the same
run with the same rows, columns, size and style. Needs a Qt platform; ``offscreen`` will do.
"""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QTableView

from portfolio.analysis import Analysis
from portfolio.edit import set_initiative
from portfolio.files import load
from portfolio.files.samples import samples
from ui.app import make_application
from ui.pages.initiatives_parts.columns import columns_of
from ui.pages.initiatives_parts.rows import RowMaker
from ui.tables import TableView
from ui.theme import Theme

ROUNDS = 15
SIZE = (1500, 900)
COLUMNS = 30
DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class Bare(QAbstractTableModel):
    """Texts in lists, and nothing else."""

    def __init__(self, texts):
        super().__init__()
        self.texts = texts

    def rowCount(self, parent=None):
        return len(self.texts)

    def columnCount(self, parent=None):
        return COLUMNS

    def data(self, index, role=DISPLAY):
        return self.texts[index.row()][index.column()] if role == DISPLAY else None

    def sort(self, column, order=Qt.SortOrder.AscendingOrder):
        self.layoutAboutToBeChanged.emit()
        self.texts.sort(key=lambda row: row[column], reverse=bool(order.value))
        self.layoutChanged.emit()

    def replace(self, texts):
        self.beginResetModel()
        self.texts = texts
        self.endResetModel()


def once(run, number):
    """Milliseconds of one call."""
    start = time.perf_counter()
    run(number)
    return (time.perf_counter() - start) * 1e3


def bare_view(texts):
    view = QTableView()
    model = Bare([list(row) for row in texts])
    view.setModel(model)
    view.setWordWrap(False)
    view.verticalHeader().setVisible(False)
    view.resize(*SIZE)
    view.show()
    view.grab()
    return view, model


def scroll(view):
    """One frame of a scroll: move by a row and paint."""
    bar = view.verticalScrollBar()

    def run(number):
        bar.setValue((number * 37) % max(1, bar.maximum()))
        view.viewport().grab()

    return run


def answered():
    """The columns, rows and results of the large sample."""
    stress = next(sample for sample in samples() if sample.path.stem == "stress_1200")
    portfolio = load(Path(stress.path)).portfolio
    *_, results = Analysis().run(portfolio, 1, lambda fraction, text: None)
    columns = columns_of(results, lambda: portfolio)[:COLUMNS]
    return columns, RowMaker().rows(results), results


def our_view(columns, rows, theme):
    view = TableView(columns, theme)
    view.resize(*SIZE)
    for column in columns:
        view.header.show_column(column.id, shown=True)
    view.show_rows(rows)
    view.show()
    view.grab()
    return view


class Rounds:
    """The same gestures on our table and on the bare one, each until it is painted."""

    def __init__(self, columns, rows, results, theme):
        self.columns, self.rows = columns, rows
        self.texts = [[column.read(row.value) for column in columns] for row in rows]
        self.view = our_view(columns, rows, theme)
        self.bare, self.model = bare_view(self.texts)
        self.name = next(n for n, column in enumerate(columns) if column.id == "name")
        key = rows[0].key
        self.edits = [RowMaker().rows(_renamed(results, key, f"Name {n}")) for n in range(ROUNDS)]

    def show(self, number):
        self.view.table.show_columns(self.columns)
        self.view.show_rows([])
        self.view.show_rows(self.rows)
        self.view.viewport().grab()

    def show_bare(self, number):
        self.model.replace([list(row) for row in self.texts])
        self.bare.viewport().grab()

    def edit(self, number):
        self.view.show_rows(self.edits[number])
        self.view.viewport().grab()

    def edit_bare(self, number):
        self.model.texts[0][self.name] = f"Name {number}"
        at = self.model.index(0, self.name)
        self.model.dataChanged.emit(at, at)
        self.bare.viewport().grab()

    def search(self, number):
        self.view.table.search(_word(number))
        self.view.viewport().grab()

    def search_bare(self, number):
        word = _word(number)
        found = [row for row in self.texts if any(word in text.casefold() for text in row)]
        self.model.replace(found)
        self.bare.viewport().grab()

    def sort(self, number):
        self.view.table.sort(self.name, Qt.SortOrder(number % 2))
        self.view.viewport().grab()

    def sort_bare(self, number):
        self.model.sort(self.name, Qt.SortOrder(number % 2))
        self.bare.viewport().grab()


def main():
    app = make_application([])
    theme = Theme()
    theme.apply("light", 1.0)
    columns, rows, results = answered()
    rounds = Rounds(columns, rows, results, theme)
    print(f"{len(rows):,} rows × {len(columns)} columns, {SIZE[0]} × {SIZE[1]} pixels")
    compare("show all rows", rounds.show, rounds.show_bare)
    compare("sort by name", rounds.sort, rounds.sort_bare)
    compare("one cell edited to repainted", rounds.edit, rounds.edit_bare)
    compare("one frame of a scroll", scroll(rounds.view), scroll(rounds.bare))
    compare("search", rounds.search, rounds.search_bare)
    app.quit()


def compare(what, ours, theirs):
    """Print the best of several rounds, the two taking turns."""
    pairs = [(once(ours, n), once(theirs, n)) for n in range(ROUNDS)]
    mine, other = (min(times) for times in zip(*pairs, strict=True))
    print(f"{what:<30} {mine:7.1f} ms   bare {other:7.1f} ms   × {mine / other:.2f}")


def _word(number):
    return f"re{number % 3}" if number % 2 else "an"


def _renamed(results, key, name):
    return replace(results, portfolio=set_initiative(results.portfolio, key, name=name))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        main()
