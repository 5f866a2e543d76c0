"""Sentences and summaries over results, for the window, the command line and the deck."""

from portfolio.report.summary import ResourceUse, Summary, summarize

__all__ = ["ResourceUse", "Summary", "summarize"]
