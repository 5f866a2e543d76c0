"""Light and dark as two tables of roles. Widgets name roles, never colors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colors by role, as ``#rrggbb``. Text roles reach a contrast of 4.5 on both surfaces.

    ``over`` fills what is above its limit: as large areas, ``error`` would glare in the dark.
    """

    name: str
    window: str
    surface: str
    raised: str
    hover: str
    border: str
    strong_border: str
    text: str
    muted: str
    accent: str
    accent_text: str
    accent_soft: str
    selection: str
    funded: str
    funded_soft: str
    cut: str
    forced: str
    warning: str
    warning_soft: str
    error: str
    error_soft: str
    over: str
    track: str
    series: tuple[str, ...]


LIGHT = Tokens(
    name="light",
    window="#f3f5f8",
    surface="#ffffff",
    raised="#ffffff",
    hover="#e9edf3",
    border="#dbe0e8",
    strong_border="#b4bdca",
    text="#171c23",
    muted="#55606e",
    accent="#1d5bd1",
    accent_text="#ffffff",
    accent_soft="#e3ecfc",
    selection="#d3e2fb",
    funded="#0b6e66",
    funded_soft="#d9f0ed",
    cut="#a8480b",
    forced="#6a3fc4",
    warning="#8f5b00",
    warning_soft="#fdf0cf",
    error="#b3211b",
    error_soft="#fce4e2",
    over="#b3211b",
    track="#e4e8ee",
    series=(
        "#2f6fb5",
        "#d98a1f",
        "#2c9c87",
        "#b5508c",
        "#7a6bc4",
        "#8f9a2f",
        "#c2553c",
        "#5f8ea3",
        "#8a6a4f",
        "#4c5a6b",
    ),
)

DARK = Tokens(
    name="dark",
    window="#12161b",
    surface="#1a2027",
    raised="#222a33",
    hover="#29323d",
    border="#323d49",
    strong_border="#566473",
    text="#e9edf2",
    muted="#a5b1bf",
    accent="#7fb0ff",
    accent_text="#0a1424",
    accent_soft="#22344f",
    selection="#2b4265",
    funded="#4fd1c1",
    funded_soft="#173b39",
    cut="#f3a869",
    forced="#bda4ff",
    warning="#f0c063",
    warning_soft="#41361b",
    error="#ff958c",
    error_soft="#4b2623",
    over="#b04a42",
    track="#2c3641",
    series=(
        "#6fa8e6",
        "#f0b254",
        "#4fc4ac",
        "#e08abb",
        "#a99bf0",
        "#c3cf66",
        "#f08f74",
        "#8fbdd1",
        "#c9a184",
        "#9aa8b8",
    ),
)
