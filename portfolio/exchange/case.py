"""Everything that the steps of one proposal look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portfolio.exchange.axes import Axes
from portfolio.exchange.choices import Choices
from portfolio.exchange.finding import Finding
from portfolio.exchange.layout import Layout
from portfolio.exchange.meaning import Meaning
from portfolio.exchange.sheet import Sheet
from portfolio.exchange.vocabulary import Vocabulary
from portfolio.model import Portfolio


@dataclass(frozen=True, slots=True)
class Case:
    """One table, one portfolio, and what has been found so far.

    Attributes:
        layout: where the table's parts are.
        findings: how each column is read, by index.
        axes: the columns that name a resource, period, criterion or rater by row.
        choices: of the user.
    """

    sheet: Sheet
    portfolio: Portfolio
    vocabulary: Vocabulary
    choices: Choices
    layout: Layout
    findings: Sequence[Finding]
    axes: Axes

    @property
    def meanings(self) -> list[Meaning]:
        """The meaning of each column, by index."""
        return [finding.taken.meaning for finding in self.findings]
