"""Which sections of the form are open, remembered from one session to the next."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from ui.settings import Settings
from ui.widgets.form_section import FormSection

#: Titles of the sections that are not as at the start.
_KEY = "initiatives/folded"


class Folding:
    """Opens sections as they were left; some are folded until they are first opened."""

    def __init__(
        self,
        settings: Settings,
        sections: Mapping[str, FormSection],
        folded_at_first: Collection[str],
    ) -> None:
        self._settings = settings
        self._sections = sections
        self._folded = folded_at_first

    def restore(self) -> None:
        """Open and fold the sections as they were."""
        changed = self._settings.layout_of("splitters", _KEY) or "[]"
        for title, section in self._sections.items():
            as_at_first = f'"{title}"' not in changed
            section.open(shown=as_at_first == (title not in self._folded))

    def remember(self) -> None:
        """Keep how the sections are."""
        changed = [
            title
            for title, section in self._sections.items()
            if section.is_open == (title in self._folded)
        ]
        self._settings.remember_layout("splitters", _KEY, json.dumps(changed))
