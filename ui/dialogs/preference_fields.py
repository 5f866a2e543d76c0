"""What can be set in the preferences: one line of a table for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class PreferenceField:
    """One preference.

    Attributes:
        name: of the attribute of ``ui.settings.Preferences``.
        title: its label.
        hint: one sentence below it; may be empty.
        kind: ``choice`` from ``choices``; ``text``; ``number`` from ``least`` to
            ``most`` in ``unit``; ``share``, the same shown in percent; ``switch``.
        choices: value and label.
        least, most, step: for numbers.
        unit: shown after a number.
    """

    name: str
    title: str
    kind: Literal["choice", "text", "number", "share", "switch"]
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    least: float = 0
    most: float = 100
    step: float = 1
    unit: str = ""


PREFERENCE_FIELDS: tuple[PreferenceField, ...] = (
    PreferenceField(
        "theme",
        "Theme",
        "choice",
        choices=(("system", "As the system"), ("light", "Light"), ("dark", "Dark")),
    ),
    PreferenceField(
        "text_scale",
        "Text size",
        "share",
        hint="Larger text reads better on a projector.",
        least=0.8,
        most=2.0,
        step=0.1,
    ),
    PreferenceField(
        "author",
        "Your name",
        "text",
        hint="Written beside your overrides, decisions and comments.",
    ),
    PreferenceField(
        "autosave_seconds",
        "Keep unsaved work after",
        "number",
        hint="A recovery copy is made this long after a change. Your file changes only "
        "when you save.",
        least=2,
        most=300,
        unit="seconds",
    ),
    PreferenceField(
        "offer_recovery",
        "Offer unsaved work at start",
        "switch",
        hint="After a crash, show what had not been saved.",
    ),
)
