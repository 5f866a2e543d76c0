"""Colors, sizes and icons by role; the only place with literals for them."""

from ui.theme.icons import blank_icon, icon
from ui.theme.sheet import PAGE_MARGIN, RADIUS, SPACE
from ui.theme.theme import Theme, ThemeChoice
from ui.theme.tokens import DARK, LIGHT, Tokens

__all__ = [
    "DARK",
    "LIGHT",
    "PAGE_MARGIN",
    "RADIUS",
    "SPACE",
    "Theme",
    "ThemeChoice",
    "Tokens",
    "blank_icon",
    "icon",
]
