"""Palette and style sheet, both built from one token table."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from ui.theme.controls import controls_sheet
from ui.theme.lights import lights_sheet
from ui.theme.tokens import Tokens

SPACE = 8
RADIUS = 6
PAGE_MARGIN = 20


def palette(tokens: Tokens) -> QPalette:
    """Return the Qt palette of a token table, for Fusion."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    pairs = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.window,
        role.Text: tokens.text,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.error,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.text,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.Light: tokens.raised,
        role.Midlight: tokens.hover,
        role.Mid: tokens.border,
        role.Dark: tokens.strong_border,
        role.Shadow: tokens.strong_border,
    }
    result = QPalette()
    for key, color in pairs.items():
        result.setColor(key, QColor(color))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(group.Disabled, key, QColor(tokens.muted))
    return result


def style_sheet(tokens: Tokens, point_size: float) -> str:
    """Return the application style sheet.

    Widgets opt in to a look through the dynamic property ``role``: ``title``,
    ``question``, ``heading``, ``answer``, ``number``, ``muted``, ``error``,
    ``warning``, ``card``, ``notice``, ``rail``, ``strip``, ``primary``, ``quiet``,
    ``finding``, ``chip``, ``section``, ``scale``, ``anchor``, ``funded``, ``cut``,
    ``forced``, ``light``.
    """
    return "".join(
        (
            _labels(tokens, point_size),
            _frames(tokens),
            _buttons(tokens),
            _fields(tokens),
            _forms(tokens, point_size),
            lights_sheet(tokens, point_size),
            _views(tokens),
            _bars(tokens),
            controls_sheet(tokens, SPACE),
        )
    )


def _labels(t: Tokens, size: float) -> str:
    """Type and tooltips."""
    return f"""
    QWidget {{ font-size: {size:.1f}pt; }}
    QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.strong_border};
        padding: 5px; }}
    QLabel[role="title"] {{ font-size: {size * 1.7:.1f}pt; font-weight: 600; }}
    QLabel[role="question"] {{ color: {t.muted}; font-size: {size * 1.05:.1f}pt; }}
    QLabel[role="heading"] {{ font-size: {size * 1.15:.1f}pt; font-weight: 600; }}
    QLabel[role="answer"] {{ font-size: {size * 1.5:.1f}pt; font-weight: 600; }}
    QLabel[role="number"] {{ font-size: {size * 1.5:.1f}pt; font-weight: 600; }}
    QLabel[role="strong"] {{ font-weight: 600; }}
    QLabel[role="waiting"] {{ color: {t.muted}; qproperty-alignment: AlignCenter; }}
    QLabel[role="muted"] {{ color: {t.muted}; }}
    QLabel[role="error"] {{ color: {t.error}; }}
    QLabel[role="warning"] {{ color: {t.warning}; }}
    """


def _frames(t: Tokens) -> str:
    """Cards, notices, rail, strip, splitters."""
    return f"""
    QFrame[role="card"] {{ background: {t.surface}; border: 1px solid {t.border};
        border-radius: {RADIUS}px; }}
    QFrame[role="notice"] {{ background: {t.warning_soft}; border: 1px solid {t.warning};
        border-radius: {RADIUS}px; }}
    QFrame[role="finding"] {{ background: {t.accent_soft}; border: none;
        border-radius: {RADIUS}px; }}
    QFrame[role="strip"] {{ background: {t.surface}; border-top: 1px solid {t.border}; }}
    QFrame[role="rail"] {{ background: {t.surface}; border-right: 1px solid {t.border}; }}
    QScrollArea {{ border: none; background: transparent; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    """


def _buttons(t: Tokens) -> str:
    """Push buttons, tool buttons, the rail's entries."""
    return f"""
    QFrame[role="rail"] QToolButton {{ border: none; border-radius: {RADIUS}px; padding: 9px 12px;
        qproperty-toolButtonStyle: ToolButtonTextBesideIcon; qproperty-focusPolicy: TabFocus;
        text-align: left; color: {t.text}; background: transparent; }}
    QFrame[role="rail"] QToolButton:hover {{ background: {t.hover}; }}
    QFrame[role="rail"] QToolButton:checked {{ background: {t.accent_soft}; color: {t.accent};
        font-weight: 600; }}
    QFrame[role="rail"] QToolButton:focus {{ border: 1px solid {t.accent}; }}
    QPushButton {{ background: {t.raised}; border: 1px solid {t.strong_border};
        border-radius: {RADIUS}px; padding: 4px 14px; min-height: 1.5em; }}
    QPushButton:hover {{ background: {t.hover}; }}
    QPushButton:focus {{ border-color: {t.accent}; }}
    QPushButton:disabled {{ color: {t.muted}; border-color: {t.border}; }}
    QPushButton:checked {{ background: {t.accent_soft}; border-color: {t.accent};
        color: {t.accent}; }}
    QPushButton[role="primary"] {{ background: {t.accent}; color: {t.accent_text};
        border-color: {t.accent}; font-weight: 600; }}
    QPushButton[role="primary"]:focus {{ border: 2px solid {t.text}; padding: 3px 13px; }}
    QPushButton[role="primary"]:disabled {{ background: {t.track}; color: {t.muted};
        border-color: {t.border}; }}
    QPushButton[role="quiet"] {{ background: transparent; border-color: transparent;
        color: {t.accent}; padding: 4px 8px; }}
    QPushButton[role="quiet"]:hover, QPushButton[role="quiet"]:focus {{
        border-color: {t.accent}; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QPushButton[role="foot"] {{ background: transparent; border-color: transparent;
        color: {t.accent}; padding: 0 8px; min-height: 1.5em; }}
    QPushButton[role="foot"]:hover, QPushButton[role="foot"]:focus {{ border-color: {t.accent}; }}
    QToolButton {{ border: 1px solid transparent; border-radius: {RADIUS}px; padding: 4px; }}
    QToolButton:hover {{ background: {t.hover}; }}
    QToolButton:focus {{ border-color: {t.accent}; }}
    """


def _fields(t: Tokens) -> str:
    """Everything one types into."""
    return f"""
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {{
        background: {t.surface}; border: 1px solid {t.strong_border};
        border-radius: {RADIUS - 2}px; padding: 4px 6px; selection-background-color: {t.selection};
        selection-color: {t.text}; }}
    QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {{ min-height: 1.5em; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus,
    QDoubleSpinBox:focus, QDateEdit:focus {{ border-color: {t.accent}; }}
    QLineEdit[invalid="true"], QComboBox[invalid="true"] {{ border-color: {t.error};
        background: {t.error_soft}; }}
    QLineEdit:read-only {{ background: {t.window}; color: {t.muted}; }}
    """


def _forms(t: Tokens, size: float) -> str:
    """Sections that fold, chips that filter, verdicts, ballots."""
    return f"""
    QToolButton[role="section"] {{ text-align: left; font-weight: 600; padding: 7px 2px;
        border: none; border-top: 1px solid {t.border}; border-radius: 0; }}
    QToolButton[role="section"]:hover {{ background: {t.hover}; }}
    QToolButton[role="section"]:focus {{ background: {t.hover}; color: {t.accent}; }}
    QPushButton[role="chip"] {{ border-color: {t.border}; border-radius: 12px;
        padding: 2px 11px; min-height: 1.3em; }}
    QPushButton[role="chip"]:focus {{ border-color: {t.accent}; }}
    QPushButton[role="chip"]:checked {{ border-color: {t.accent}; }}
    QWidget[role="ballot"] QLabel, QWidget[role="ballot"] QListView,
    QWidget[role="ballot"] QLineEdit, QWidget[role="ballot"] QPushButton,
    QWidget[role="ballot"] QCheckBox, QWidget[role="ballot"] QToolButton {{
        font-size: {size * 1.15:.1f}pt; }}
    QWidget[role="ballot"] QLabel[role="title"] {{ font-size: {size * 2:.1f}pt; }}
    QWidget[role="ballot"] QLabel[role="large"] {{ font-size: {size * 1.4:.1f}pt; }}
    QListView[role="roomy"]::item {{ padding: 4px 2px; }}
    QWidget[role="ballot"] QListView::item {{ padding: 5px 4px; }}
    QSlider[stated="false"]::sub-page:horizontal {{ background: {t.track}; }}
    QSlider[stated="false"]::handle:horizontal {{ border-color: {t.strong_border}; }}
    QFrame[role="scale"] {{ border: 1px solid transparent; border-radius: {RADIUS}px; }}
    QFrame[role="scale"]:focus {{ border-color: {t.accent}; }}
    QFrame[role="anchor"] {{ background: {t.window}; border: 1px solid {t.border};
        border-radius: {RADIUS}px; }}
    QFrame[role="anchor"]:hover {{ background: {t.hover}; }}
    QFrame[role="anchor"][chosen="true"] {{ background: {t.accent_soft};
        border-color: {t.accent}; }}
    QLabel[role="funded"] {{ color: {t.funded}; font-weight: 600; }}
    QLabel[role="cut"] {{ color: {t.cut}; font-weight: 600; }}
    QLabel[role="forced"] {{ color: {t.forced}; font-weight: 600; }}
    """


def _views(t: Tokens) -> str:
    """Tables, lists, headers, tabs."""
    return f"""
    QAbstractItemView {{ background: {t.surface}; alternate-background-color: {t.window};
        border: 1px solid {t.border}; gridline-color: {t.border};
        selection-background-color: {t.selection}; selection-color: {t.text};
        outline: none; }}
    QAbstractItemView[role="plain"] {{ border: none; background: transparent; }}
    QAbstractItemView QLineEdit {{ border: 2px solid {t.accent}; border-radius: 0;
        padding: 0 6px; min-height: 0; }}
    QTableView::item {{ padding: 0 5px; }}
    QHeaderView {{ background: {t.surface}; border: none; }}
    QHeaderView::section {{ background: {t.window}; color: {t.muted}; border: none;
        border-right: 1px solid {t.border}; border-bottom: 1px solid {t.strong_border};
        padding: 5px 8px; font-weight: 600; }}
    QTableCornerButton::section {{ background: {t.window}; border: none;
        border-bottom: 1px solid {t.strong_border}; }}
    QTabBar::tab {{ background: transparent; color: {t.muted}; padding: 7px 14px; border: none;
        border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {t.accent}; border-bottom-color: {t.accent};
        font-weight: 600; }}
    QTabBar::tab:focus {{ background: {t.hover}; }}
    QTabWidget::pane {{ border: none; }}
    """


def _bars(t: Tokens) -> str:
    """Sliders, progress, menus."""
    return f"""
    QSlider:horizontal {{ min-height: 22px; }}
    QSlider::groove:horizontal {{ height: 6px; background: {t.track}; border-radius: 3px; }}
    QSlider::sub-page:horizontal {{ background: {t.accent}; border-radius: 3px; }}
    QSlider::handle:horizontal {{ width: 16px; height: 16px; margin: -6px 0;
        background: {t.surface}; border: 2px solid {t.accent}; border-radius: 9px; }}
    QSlider::handle:horizontal:focus {{ background: {t.accent}; }}
    QSlider::handle:horizontal:disabled {{ border-color: {t.strong_border}; }}
    QProgressBar {{ background: {t.track}; border: none; border-radius: 3px; max-height: 6px; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
    QMenuBar {{ background: {t.surface}; border-bottom: 1px solid {t.border}; }}
    QMenuBar::item {{ padding: 5px 10px; background: transparent; }}
    QMenuBar::item:selected {{ background: {t.hover}; }}
    QMenu {{ background: {t.raised}; border: 1px solid {t.strong_border}; padding: 4px; }}
    QMenu::item {{ padding: 5px 26px 5px 22px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
    QMenu::item:disabled {{ color: {t.muted}; }}
    QMenu::separator {{ height: 1px; background: {t.border}; margin: 4px 6px; }}
    """
