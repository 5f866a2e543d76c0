import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from ui.overrides import guarded

UI = Path(__file__).parents[2] / "ui"


def unguarded(source):
    """Names of methods that Qt calls (camel case) and that are not guarded."""
    return [
        function.name
        for parent in ast.walk(ast.parse(source))
        if isinstance(parent, ast.ClassDef)
        for function in parent.body
        if isinstance(function, ast.FunctionDef)
        and function.name != function.name.lower()
        and not any(getattr(mark, "id", "") == "guarded" for mark in function.decorator_list)
    ]


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.stem)
def test_every_override_is_guarded(path):
    assert not unguarded(path.read_text(encoding="utf-8"))


def test_the_check_sees_a_missing_guard():
    source = "class W:\n    def paintEvent(self, event): ...\n    def show_value(self): ..."
    assert unguarded(source) == ["paintEvent"]


class Closing(QWidget):
    @guarded
    def closeEvent(self, event):
        [].pop()


def test_an_error_of_c_code_in_an_override_is_an_exception_not_a_crash(qtbot):
    widget = Closing()
    with pytest.raises(IndexError):
        widget.close()
    widget.closeEvent = lambda event: event.accept()
