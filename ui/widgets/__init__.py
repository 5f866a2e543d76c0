"""Widgets used on several pages; they get values and know nothing of the document."""
