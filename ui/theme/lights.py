"""Style of the findings of the five lessons: the property ``light`` holds their status."""

from __future__ import annotations

from ui.theme.tokens import Tokens

_CORNER = 6
_LARGE = 1.2


def lights_sheet(t: Tokens, size: float) -> str:
    """Return the part of the style sheet about findings."""
    colors = {
        "red": (t.error, t.error_soft),
        "amber": (t.warning, t.warning_soft),
        "missing": (t.warning, t.surface),
        "green": (t.funded, t.surface),
        "does not apply": (t.muted, t.surface),
    }
    frames = f"""
    QFrame[role="light"], QFrame[role="large-light"] {{ border: none;
        border-radius: {_CORNER}px; }}
    QFrame[role="light"] {{ border-bottom: 1px solid {t.border}; border-radius: 0; }}
    QToolButton[role="light"] {{ border: 1px solid transparent; padding: 4px; font-weight: 600;
        text-align: left; background: transparent; }}
    QToolButton[role="light"]:hover, QToolButton[role="light"]:focus {{
        border-color: {t.accent}; }}
    QLabel[role="large"] {{ font-size: {size * _LARGE:.1f}pt; }}
    """
    return frames + "".join(
        f"""
    QFrame[role="large-light"][light="{status}"] {{ background: {soft}; }}
    QFrame[light="{status}"] > QToolButton[role="light"] {{ color: {color}; }}
    """
        for status, (color, soft) in colors.items()
    )
