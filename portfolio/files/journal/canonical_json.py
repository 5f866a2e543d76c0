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

from portfolio.files.disk import sha256_of
from portfolio.files.writing import record_tree

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(record: object) -> bytes:
    """Return the canonical JSON of a record of the model."""
    # A broken letter is refused by the save, in words; here it only has to be told apart.
    return _ENCODER.encode(_pruned(record_tree(record))).encode(errors="surrogatepass")


def hash_of(record: object) -> str:
    """Return the fingerprint of a record of the model: 64 hexadecimal digits."""
    return sha256_of(canonical(record))


def _pruned(tree: object) -> object:
    if isinstance(tree, dict):
        members = {name: _pruned(value) for name, value in tree.items()}
        return {name: value for name, value in members.items() if not _is_empty(value)}
    if isinstance(tree, list):
        return [_pruned(value) for value in tree]
    return tree


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)
