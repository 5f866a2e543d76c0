"""Arithmetic on ``#rrggbb`` colors: mixing, and whether text can be read on them."""

from __future__ import annotations

_BLACK, _WHITE = "#000000", "#ffffff"
READABLE = 4.5


def mix(color: str, other: str, share: float) -> str:
    """Return the color that lies ``share`` (0 to 1) of the way from ``color`` to ``other``."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def grayed(color: str) -> str:
    """Return the gray that is as light as ``color``."""
    red, green, blue = _channels(color)
    level = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{level:02x}{level:02x}{level:02x}"


def contrast(color: str, other: str) -> float:
    """Return the contrast ratio of two colors, 1 (equal) to 21 (black on white).

    ``(L1 + 0.05) / (L2 + 0.05)`` with the relative luminances L1 >= L2. Source: Web
    Content Accessibility Guidelines 2.1, W3C 2018, definition of contrast ratio.
    """
    light, dark = sorted((_luminance(color), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(fill: str, *inks: str) -> str:
    """Return the ink that stands out most on ``fill``; black or white if none can be read."""
    best = max(inks, key=lambda ink: contrast(ink, fill))
    if contrast(best, fill) >= READABLE:
        return best
    return max(_BLACK, _WHITE, key=lambda ink: contrast(ink, fill))


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
