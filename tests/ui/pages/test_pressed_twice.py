"""Buttons that delete are pressed again before the page has followed the first time."""

from __future__ import annotations

from ui.pages.capacity import CapacityPage


def test_a_resource_is_deleted_once(qtbot, analyzed, monkeypatch):
    page = CapacityPage(analyzed)
    qtbot.addWidget(page)
    page.show()
    page.show_results(analyzed.analyst.results)
    # As while a cell is being typed in: the rows wait.
    monkeypatch.setattr(page._table, "show_rows", lambda _rows: None)
    key = next(iter(analyzed.document.portfolio.resources))
    page._table.selected.select(key, (key,))
    page._delete_resource()
    page._delete_resource()
    assert key not in analyzed.document.portfolio.resources
    assert analyzed.document.undo_stack.count() == 1


def test_all_selected_resources_are_deleted_in_one_step(qtbot, analyzed):
    page = CapacityPage(analyzed)
    qtbot.addWidget(page)
    page.show()
    first, second, *left = analyzed.document.portfolio.resources
    page._table.selected.select(first, (first, second))
    page._delete_resource()
    assert list(analyzed.document.portfolio.resources) == left
    assert analyzed.document.undo_stack.undoText() == "Delete 2 resources"
    assert analyzed.document.undo_stack.count() == 1
