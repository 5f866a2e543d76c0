"""Random record ids: short, unique without a counter, so that copies of a file can be merged."""

from __future__ import annotations

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH = 10


def new_id(prefix: str) -> str:
    """Return a new id such as ``i_7k2m9xw4qd``; 31**10 values make a clash negligible."""
    return f"{prefix}_{''.join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))}"
