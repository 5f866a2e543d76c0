"""Type: which fonts there are, how wide a text is, how it is cut or wrapped to fit."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio.charts.text import Cut, cut_end

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

# After the theme's own fonts: those that read other scripts, as far as they are installed.
_OTHER_SCRIPTS = (
    "DejaVu Sans",
    "Noto Sans",
    "Noto Sans CJK SC",
    "Microsoft YaHei",
    "Hiragino Sans",
    "PingFang SC",
    "Malgun Gothic",
    "Droid Sans Fallback",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Nirmala UI",
    "Segoe UI Symbol",
)
_MEASURED_AT = 100.0
_BEFORE_PERCENT = re.compile(r"(?<=\d) (?=%)")
# Rendered widths differ from measured ones by hinting.
_SLACK = 1.02


@dataclass(frozen=True, slots=True)
class Face:
    """Families in order of preference, in one weight.

    Attributes:
        families: those that this machine has.
        bold: the weight.
        plain: for texts with letters that no bold family has; None in the plain face.
    """

    families: tuple[str, ...]
    bold: bool = False
    plain: Face | None = None

    def covering(self, text: str) -> Face:
        """Return this face, or the plain one when this one lacks a letter of ``text``."""
        if self.plain is None or text.isascii() or _covers(self, text):
            return self
        return self.plain

    def width(self, text: str, size: float) -> float:
        """Return the width of one line in points."""
        return _width(self.covering(text), text) * size / _MEASURED_AT * _SLACK

    def fit(self, text: str, size: float, room: float, cut: Cut = cut_end) -> str:
        """Return the longest cut of ``text`` that is at most ``room`` points wide, else nothing."""
        if not text or self.width(text, size) <= room:
            return text
        low, high = 0, len(text) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(cut(text, middle), size) <= room:
                low = middle
            else:
                high = middle - 1
        return cut(text, low) if low else ""

    def wrap(self, text: str, size: float, room: float, lines: int) -> list[str]:
        """Return ``text`` in at most ``lines`` lines, the last one cut where it must be."""
        done: list[str] = []
        kept = _BEFORE_PERCENT.sub("\N{NO-BREAK SPACE}", text)
        words = [word for word in kept.split(" ") if word]
        while words and len(done) < lines - 1:
            taken = 1
            while taken < len(words) and self.width(" ".join(words[: taken + 1]), size) <= room:
                taken += 1
            done.append(self.fit(" ".join(words[:taken]), size, room))
            words = words[taken:]
        if words:
            done.append(self.fit(" ".join(words), size, room))
        return [line.replace("\N{NO-BREAK SPACE}", " ") for line in done]


@functools.lru_cache(maxsize=32)
def face(wanted: tuple[str, ...], *, bold: bool) -> Face:
    """Return the families that this machine has in a weight, those for other scripts last."""
    from matplotlib.font_manager import fontManager, weight_dict

    wanted_weights = {"bold", weight_dict["bold"]} if bold else {"normal", weight_dict["normal"]}
    names = {font.name for font in fontManager.ttflist if font.weight in wanted_weights}
    families = (name for name in dict.fromkeys((*wanted, *_OTHER_SCRIPTS)) if name in names)
    return Face(tuple(families), bold, face(wanted, bold=False) if bold else None)


@functools.lru_cache(maxsize=64)
def properties(face: Face, size: float) -> FontProperties:
    """Return a face at a size in points, as matplotlib asks for it."""
    from matplotlib.font_manager import FontProperties

    weight = "bold" if face.bold else "normal"
    return FontProperties(family=list(face.families), weight=weight, size=size)


@functools.lru_cache(maxsize=20_000)
def _width(face: Face, text: str) -> float:
    from matplotlib.textpath import text_to_path

    font = properties(face, _MEASURED_AT)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width)


@functools.lru_cache(maxsize=4_000)
def _covers(face: Face, text: str) -> bool:
    from matplotlib.font_manager import findfont, get_font

    fonts = [
        get_font(findfont(properties(Face((name,), face.bold), 10.0))) for name in face.families
    ]
    return all(any(font.get_char_index(ord(c)) for font in fonts) for c in text)
