"""Results of the samples, made once for all tests of the pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.ui.pages.scenes import SCENES

_made = {}


@pytest.fixture(scope="session")
def results_of():
    def results_of(scene):
        if scene not in _made:
            _made[scene] = SCENES[scene]()
        return _made[scene]

    return results_of


@pytest.fixture(autouse=True)
def _pages_are_gone():
    """Closed pages would be styled again with every theme, ever more slowly."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
