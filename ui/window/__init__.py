"""The main window, light enough to be painted before anything else is loaded.

``furnishing`` fills it, and is not imported here: it brings the whole app along.
"""

from ui.window.application import make_application
from ui.window.window import MainWindow

__all__ = ["MainWindow", "make_application"]
