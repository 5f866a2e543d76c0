"""PySide6 6.12.0 loses references to True and None on Python 3.11, until the interpreter aborts."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel

CALLS = 200
# Other code may take or drop a few references meanwhile; the fault takes one a call.
SLACK = CALLS // 10


class Sender(QObject):
    #: no payload
    sent = Signal()


def emit(qtbot):
    sender = Sender()
    for _ in range(CALLS):
        sender.sent.emit()


def paint(qtbot):
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    for _ in range(CALLS):
        painter.drawLine(0, 0, 7, 7)
    painter.end()


def set_text(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    for i in range(CALLS):
        label.setText(str(i))


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="True and None are immortal from Python 3.12 on"
)
@pytest.mark.parametrize("call", [emit, paint, set_text])
@pytest.mark.parametrize("value", [True, None])
def test_calls_into_qt_keep_every_reference(qtbot, call, value):
    call(qtbot)
    before = sys.getrefcount(value)
    call(qtbot)
    assert abs(sys.getrefcount(value) - before) < SLACK
