"""The desktop that the journeys run on is a real one."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget


def test_window_gets_a_frame_and_is_seen_on_the_screen(qtbot, desktop, tmp_path):
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet("background: rgb(1, 200, 3)")
    window.setGeometry(200, 200, 300, 200)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: window.windowHandle().frameMargins().top() > 0)
    qtbot.waitUntil(lambda: _green(desktop.screenshot(tmp_path / "screen.png")) >= 300 * 200)
    assert QGuiApplication.platformName() != "offscreen"


def _green(path):
    image = QImage(str(path))
    wanted = (1, 200, 3)
    rows = range(150, 500)
    return sum(image.pixelColor(x, y).getRgb()[:3] == wanted for y in rows for x in range(150, 600))
