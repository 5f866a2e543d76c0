"""The main window and what keeps it company: notices, progress, remembered layouts."""

from ui.window.ending import Ending
from ui.window.window import MainWindow

__all__ = ["Ending", "MainWindow"]
