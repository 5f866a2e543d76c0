"""Sentences and summaries over results, for the window, the command line and the deck."""

from portfolio.report.funding_rows import Fate, FundingRow, Origin, funding_rows
from portfolio.report.plan_change import change_sentence, input_changes
from portfolio.report.rows import plan_notes
from portfolio.report.rule_sentences import all_rules
from portfolio.report.summary import ResourceUse, Summary, summarize
from portfolio.report.verdict_words import Fated, fated

__all__ = [
    "Fate",
    "Fated",
    "FundingRow",
    "Origin",
    "ResourceUse",
    "Summary",
    "all_rules",
    "change_sentence",
    "fated",
    "funding_rows",
    "input_changes",
    "plan_notes",
    "summarize",
]
