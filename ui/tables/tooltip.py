"""Tooltips of tables; see ``ui.theme.tooltip``, which every room may use."""

from ui.theme.tooltip import plain_tooltip

__all__ = ["plain_tooltip"]
