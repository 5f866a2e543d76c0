"""Tooltips that show names as they are, never as markup."""

from __future__ import annotations

import html

from portfolio.model.text import visible

_SHOWN_LETTERS = 2_000


def plain_tooltip(text: str) -> str:
    """Return a text as a tooltip: escaped, hidden characters marked, lines kept, not endless."""
    if not text:
        return ""
    if len(text) > _SHOWN_LETTERS:
        text = f"{text[:_SHOWN_LETTERS]}…"
    lines = (html.escape(visible(" ".join(line.split()))) for line in text.splitlines())
    return f"<qt>{'<br>'.join(lines)}</qt>"
