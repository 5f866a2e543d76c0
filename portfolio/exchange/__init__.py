"""Tables in and out: pasted text, CSV and Excel, read with care and written without formulas.

Reading goes in three steps, so that a person can look before anything changes:
a reader returns a ``Sheet`` of text cells, ``propose`` says what each column and row
would become, and ``apply_proposal`` builds the new portfolio.
"""

from portfolio.exchange.cells import Parsed, ValueKind, parse_cell
from portfolio.exchange.choices import (
    NO_HEADER,
    Choices,
    ColumnChoice,
    DateOrder,
    DecimalMark,
)
from portfolio.exchange.meaning import IGNORE, Meaning, Named
from portfolio.exchange.proposal import (
    Answer,
    CellProblem,
    CellValue,
    ColumnGuess,
    Proposal,
    Question,
    Report,
    RowPlan,
)
from portfolio.exchange.reading import read_path, read_text
from portfolio.exchange.sheet import Sheet, SheetInfo

__all__ = [
    "IGNORE",
    "NO_HEADER",
    "Answer",
    "CellProblem",
    "CellValue",
    "Choices",
    "ColumnChoice",
    "ColumnGuess",
    "DateOrder",
    "DecimalMark",
    "Meaning",
    "Named",
    "Parsed",
    "Proposal",
    "Question",
    "Report",
    "RowPlan",
    "Sheet",
    "SheetInfo",
    "ValueKind",
    "parse_cell",
    "read_path",
    "read_text",
]
