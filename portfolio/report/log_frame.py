"""The log of decisions as a pandas data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.files.journal import since, verify
from portfolio.model import Portfolio
from portfolio.report.log_command import entry_rows, log_document

if TYPE_CHECKING:
    import pandas as pd


def log_frame(portfolio: Portfolio, fingerprint: str | None) -> pd.DataFrame:
    """Return the log, or what came after a published fingerprint; see ``portfolio.log``.

    Raises:
        PortfolioError: it is no fingerprint.
    """
    import pandas as pd

    told = None if fingerprint is None else since(portfolio, fingerprint)
    document = log_document(portfolio, verify(portfolio), told)
    columns = ["hash", "n", "at", "kind", "who", "what", "record", "follows"]
    frame = pd.DataFrame(entry_rows(portfolio, told), columns=columns)
    frame.index = pd.Index(frame.pop("hash"))
    frame["at"] = pd.to_datetime(frame["at"], utc=True, format="ISO8601")
    frame.attrs = {name: document[name] for name in ("fingerprint", "ok", "verdict", "since")}
    return frame
