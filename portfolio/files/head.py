"""The head of a portfolio file, and what its schema version means for this version of the app.

``{"format": "ai-portfolio", "schema": [1, 3], "app": "0.4"}``. ``schema`` is
[major, minor]: an older app cannot read a new major, and finds only added fields in
a new minor. ``app`` names the first version of the app that wrote this schema, not
the one that saved the file: it tells the reader of a newer file what to install, and
two people who save equal content with different versions still write equal bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

FORMAT = "ai-portfolio"
SCHEMA = (1, 3)
APP = "0.4"
HEAD_KEYS = frozenset({"format", "schema", "app"})


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a file says.

    Attributes:
        schema: (major, minor).
        app: the version of the app that can read it; empty when not stated.
    """

    schema: tuple[int, int] = SCHEMA
    app: str = APP

    @property
    def newer_major(self) -> bool:
        """Whether parts of the file may mean something that this version does not know."""
        return self.schema[0] > SCHEMA[0]

    @property
    def newer(self) -> bool:
        """Whether a newer version wrote the file."""
        return self.schema > SCHEMA

    @property
    def older_major(self) -> bool:
        """Whether the file must be migrated."""
        return self.schema[0] < SCHEMA[0]

    @property
    def version_text(self) -> str:
        """The version as a person would say it, for example ``version 2.0``."""
        shown = self.app or f"{self.schema[0]}.{self.schema[1]}"
        return f"version {shown[:20]}"


def is_portfolio(tree: object) -> bool:
    """Whether a decoded file says that it is a portfolio."""
    return isinstance(tree, dict) and tree.get("format") == FORMAT


def head_of(tree: Mapping[str, object]) -> Head | None:
    """Return the head, or None when the schema version is not two whole numbers from 0."""
    schema, app = tree.get("schema"), tree.get("app", "")
    if not isinstance(schema, list) or [type(part) for part in schema] != [int, int]:
        return None
    major, minor = cast("list[int]", schema)
    if major < 0 or minor < 0:
        return None
    return Head((major, minor), app if isinstance(app, str) else "")


def head_tree() -> dict[str, object]:
    """Return the head that this version writes."""
    return {"format": FORMAT, "schema": list(SCHEMA), "app": APP}
