"""The log of decisions: it shows changes made since the last published fingerprint."""

from portfolio.files.journal.canonical_json import canonical, hash_of
from portfolio.files.journal.last_seen import missing_since, remember_head
from portfolio.files.journal.log import (
    fingerprints_of_plans,
    head_fingerprint,
    heads,
    in_sequence,
    kept,
    recorded,
    recorded_all,
    taken_in,
    unlogged,
)
from portfolio.files.journal.published import FEWEST_DIGITS, Since, since
from portfolio.files.journal.verdict import MOST_FAULTS, Fault, Verdict, verify

__all__ = [
    "FEWEST_DIGITS",
    "MOST_FAULTS",
    "Fault",
    "Since",
    "Verdict",
    "canonical",
    "fingerprints_of_plans",
    "hash_of",
    "head_fingerprint",
    "heads",
    "in_sequence",
    "kept",
    "missing_since",
    "recorded",
    "recorded_all",
    "remember_head",
    "since",
    "taken_in",
    "unlogged",
    "verify",
]
