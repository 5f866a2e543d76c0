"""Style of what is dragged and unfolded: scroll bars, splitters, combo, spin and check boxes."""

from __future__ import annotations

from pathlib import Path

from ui.theme.tokens import Tokens

_PICTURES = Path(__file__).parent
_BAR = 10
_SHORTEST = 36


def picture(name: str, tokens: Tokens) -> str:
    """Return the path of a picture made for a token table, as a style sheet names it."""
    return (_PICTURES / f"{name}_{tokens.name}.svg").as_posix()


def controls_sheet(t: Tokens, gap: int) -> str:
    """Return the part of the style sheet about controls; ``gap`` is the space between cards."""
    chevron, check = picture("chevron", t), picture("check", t)
    return f"""
    QCheckBox::indicator, QAbstractItemView::indicator {{ width: 14px; height: 14px;
        border: 1px solid {t.strong_border}; border-radius: 3px; background: {t.surface}; }}
    QCheckBox::indicator:focus, QCheckBox::indicator:hover {{ border-color: {t.accent}; }}
    QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
        background: {t.accent}; border-color: {t.accent}; image: url("{check}"); }}
    QComboBox {{ padding-right: 24px; }}
    QComboBox::drop-down {{ border: none; width: 24px; subcontrol-position: center right; }}
    QComboBox::down-arrow {{ image: url("{chevron}"); width: 12px; height: 12px; }}
    QComboBox[stated="false"] {{ color: {t.muted}; font-style: italic; }}
    QComboBox:disabled {{ color: {t.muted}; border-color: {t.border}; }}
    QComboBox QAbstractItemView {{ border: 1px solid {t.strong_border}; padding: 4px; }}
    QComboBox QAbstractItemView::item {{ min-height: 1.8em; padding: 0 6px; }}
    QAbstractSpinBox {{ padding: 3px 6px 2px 6px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
    QAbstractSpinBox QLineEdit {{ border: none; padding: 0; min-height: 0;
        background: transparent; }}
    QSplitter::handle, QSplitter::handle:horizontal, QSplitter::handle:vertical {{
        background: transparent; }}
    QSplitter::handle:horizontal {{ width: {gap}px; }}
    QSplitter::handle:vertical {{ height: {gap}px; }}
    QSplitter::handle:hover {{ background: {t.accent_soft}; }}
    {_scroll_bars(t)}
    """


def _scroll_bars(t: Tokens) -> str:
    return f"""
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: {_BAR}px; }}
    QScrollBar:horizontal {{ height: {_BAR}px; }}
    QScrollBar::handle {{ background: {t.strong_border}; border-radius: 3px; margin: 2px; }}
    QScrollBar::handle:hover {{ background: {t.muted}; }}
    QScrollBar::handle:vertical {{ min-height: {_SHORTEST}px; }}
    QScrollBar::handle:horizontal {{ min-width: {_SHORTEST}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    """
