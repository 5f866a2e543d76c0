"""Sentences and summaries over results, for the window, the command line and the deck."""

from portfolio.report.funding_rows import Fate, FundingRow, Origin, funding_rows, worth_by_id
from portfolio.report.summary import ResourceUse, Summary, summarize

__all__ = [
    "Fate",
    "FundingRow",
    "Origin",
    "ResourceUse",
    "Summary",
    "funding_rows",
    "summarize",
    "worth_by_id",
]
