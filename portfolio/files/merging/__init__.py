"""Several versions of a document, or several documents, as one; nobody's change is lost."""

from portfolio.files.merging.capacities import Capacities
from portfolio.files.merging.combine import Combined, combine
from portfolio.files.merging.conflict import Conflict, ConflictKind, Merge, Side, Taken
from portfolio.files.merging.decided import decided_anew
from portfolio.files.merging.following import following
from portfolio.files.merging.three_way import merge, resolved
from portfolio.files.missing import MISSING

__all__ = [
    "MISSING",
    "Capacities",
    "Combined",
    "Conflict",
    "ConflictKind",
    "Merge",
    "Side",
    "Taken",
    "combine",
    "decided_anew",
    "following",
    "merge",
    "resolved",
]
