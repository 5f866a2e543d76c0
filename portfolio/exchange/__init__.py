"""Tables in and out: pasted text, CSV, Excel and OpenDocument, never with formulas run or written.

Reading goes in three steps, so that a person can look before anything changes: a
reader returns a ``Sheet`` of text cells, ``propose`` says what each column and row
would become, and ``apply_proposal`` builds the new portfolio.
"""

from portfolio.exchange.apply import apply_proposal
from portfolio.exchange.cells import Parsed, ValueKind, parse_cell
from portfolio.exchange.choices import (
    NO_HEADER,
    Choices,
    ColumnChoice,
    DateOrder,
    DecimalMark,
)
from portfolio.exchange.file_names import safe_file_name, safe_sheet_name
from portfolio.exchange.formats import CSV, ODS, TSV, XLSX, Format
from portfolio.exchange.meaning import IGNORE, Meaning, Named
from portfolio.exchange.meaning_list import all_meanings
from portfolio.exchange.ods_out import write_ods
from portfolio.exchange.proposal import (
    Answer,
    CellProblem,
    CellValue,
    ColumnGuess,
    Creation,
    Proposal,
    Question,
    Report,
    RowPlan,
)
from portfolio.exchange.propose import propose
from portfolio.exchange.reading import read_path, read_text
from portfolio.exchange.sheet import Sheet, SheetInfo
from portfolio.exchange.table import Table, table_of
from portfolio.exchange.text_out import Written, write_csv, write_tsv
from portfolio.exchange.xlsx_out import write_xlsx

FORMATS: tuple[Format, ...] = (CSV, XLSX, ODS, TSV)

__all__ = [
    "FORMATS",
    "IGNORE",
    "NO_HEADER",
    "Answer",
    "CellProblem",
    "CellValue",
    "Choices",
    "ColumnChoice",
    "ColumnGuess",
    "Creation",
    "DateOrder",
    "DecimalMark",
    "Format",
    "Meaning",
    "Named",
    "Parsed",
    "Proposal",
    "Question",
    "Report",
    "RowPlan",
    "Sheet",
    "SheetInfo",
    "Table",
    "ValueKind",
    "Written",
    "all_meanings",
    "apply_proposal",
    "parse_cell",
    "propose",
    "read_path",
    "read_text",
    "safe_file_name",
    "safe_sheet_name",
    "table_of",
    "write_csv",
    "write_ods",
    "write_tsv",
    "write_xlsx",
]
