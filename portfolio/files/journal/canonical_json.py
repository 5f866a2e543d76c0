"""Records as canonical JSON, and their fingerprints: the same on every machine.

The canonical JSON of a record is the object that stands for it in the portfolio file, with
every member left out that is null, an empty text, an empty list or an empty object once
the same was done inside it. So a field that a later version of the app adds changes no
fingerprint as long as nothing is entered there. The members are sorted by name, there
are no spaces and no line breaks between them, texts escape only what JSON demands, numbers
have the fewest digits that read back as the same number, in the way of Python (``1200.0``,
``1e+16``), and the whole is UTF-8. In Python, of such an object::

    json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

A fingerprint is SHA-256 of those bytes in hexadecimal. That of an entry is its key in the
log, and is not part of the object.
"""

from __future__ import annotations

import json
from typing import Final

from portfolio.files.disk import sha256_of
from portfolio.files.writing import record_tree

_GROUPS: Final = (dict, list)
_NUMBERS: Final = (int, float)
_ENCODER: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(record: object) -> bytes:
    """Return the canonical JSON of a record of the model."""
    return _canonical(record_tree(record))


def hash_of(record: object) -> str:
    """Return the fingerprint of a record of the model: 64 hexadecimal digits."""
    return sha256_of(canonical(record))


def hash_of_tree(tree: object) -> str:
    """Return the fingerprint of a record that stands in the file as this tree."""
    return sha256_of(_canonical(tree))


def _canonical(tree: object) -> bytes:
    # A broken letter is refused by the save, in words; here it only has to be told apart.
    return _ENCODER.encode(_pruned(tree)).encode(errors="surrogatepass")


def _pruned(tree: object) -> object:
    if isinstance(tree, dict):
        members: dict[str, object] = {}
        for name, value in tree.items():
            kept = _pruned(value) if isinstance(value, _GROUPS) else value
            # Zero and false say something.
            if kept or isinstance(kept, _NUMBERS):
                members[name] = kept
        return members
    return [_pruned(value) for value in tree] if isinstance(tree, list) else tree
