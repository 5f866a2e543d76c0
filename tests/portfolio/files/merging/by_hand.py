"""One edit of a document, and the one conflict of a merge, for tests with worked answers."""

from __future__ import annotations

from dataclasses import replace

from portfolio.files.merging import merge


def with_(portfolio, *path, **fields):
    """Return the document with fields of one record set."""
    collection, key = path
    records = getattr(portfolio, collection)
    return replace(portfolio, **{collection: records.with_(key, replace(records[key], **fields))})


def only_conflict(base, ours, theirs):
    (conflict,) = merge(base, ours, theirs).conflicts
    return conflict
