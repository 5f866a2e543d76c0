from PySide6.QtWidgets import QLabel, QPushButton

from ui.widgets.beginning import beginning


def test_the_first_way_to_begin_stands_out(qtbot):
    buttons = [QPushButton("Begin"), QPushButton("Or so")]
    frame = beginning("Nothing <b>yet</b>", "What it is for.", buttons)
    qtbot.addWidget(frame)
    assert [button.property("role") for button in buttons] == ["primary", None]
    assert [label.text() for label in frame.findChildren(QLabel)] == [
        "Nothing <b>yet</b>",
        "What it is for.",
    ]
    assert all(button.parent() is frame for button in buttons)
