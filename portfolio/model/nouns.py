"""What the records of each collection of a portfolio are called in sentences."""

from __future__ import annotations

#: Collection to the noun for one record and for several, what matters most first.
NOUNS: dict[str, tuple[str, str]] = {
    "initiatives": ("initiative", "initiatives"),
    "criteria": ("criterion", "criteria"),
    "resources": ("resource", "resources"),
    "periods": ("period", "periods"),
    "raters": ("rater", "raters"),
    "rules": ("rule", "rules"),
    "scenarios": ("scenario", "scenarios"),
    "decisions": ("decision", "decisions"),
    "comments": ("comment", "comments"),
    "invitations": ("invitation to rate", "invitations to rate"),
    "ballots": ("sealed ballot", "sealed ballots"),
    "journal": ("entry of the log", "entries of the log"),
    "plans": ("plan of record", "plans of record"),
}
