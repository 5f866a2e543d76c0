"""How the raters agree as a pandas data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.model import Portfolio
from portfolio.report.agreement_command import looked_into
from portfolio.report.agreement_document import agreement_document, cell_rows

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = (
    *("initiative", "criterion", "initiative_name", "criterion_name", "unit", "n"),
    *("low", "lower", "median", "upper", "high", "iqr", "discuss"),
)
_NUMBERS = ("low", "lower", "median", "upper", "high", "iqr")
_SAID = ("summary", "overall", "criteria", "raters", "discuss_from", "discuss", "notes")


def agreement_frame(portfolio: Portfolio) -> pd.DataFrame:
    """Return every cell that is rated; see ``portfolio.agreement``.

    Raises:
        PortfolioError: the ratings cannot be compared, for this reason.
    """
    import pandas as pd

    found, looked = looked_into(portfolio)
    frame = pd.DataFrame(cell_rows(portfolio, found), columns=list(_COLUMNS))
    frame = frame.astype({"n": "int64", "discuss": "bool", **dict.fromkeys(_NUMBERS, "float64")})
    frame = frame.set_index(["initiative", "criterion"])
    document = agreement_document(portfolio, found, looked)
    frame.attrs = {name: document[name] for name in _SAID}
    return frame
