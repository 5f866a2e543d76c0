"""Which columns a user sees, in which order and how wide: remembered by column id."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ui.tables.column import Column

#: Pixels that no column is meant to have; Qt takes no number beyond 32 bits.
_WIDEST = 10_000


@dataclass(frozen=True, slots=True)
class Layout:
    """What a user changed about the columns of one table.

    Attributes:
        order: column ids from left to right; columns it does not name keep their place.
        shown: column id to whether it is shown, where the user said so.
        widths: column id to width in pixels, where the user dragged it.
    """

    order: tuple[str, ...] = ()
    shown: dict[str, bool] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)

    def is_shown(self, column: Column[Any]) -> bool:
        """Whether a column is shown: as the user said, else as it starts."""
        return self.shown.get(column.id, not column.hidden)

    def arranged(self, columns: Sequence[Column[Any]]) -> list[str]:
        """Return all column ids in the order to show them.

        A column that the user's order does not know follows the one it follows in
        ``columns``.
        """
        ids = [column.id for column in columns]
        known = [name for name in self.order if name in ids]
        result = list(known)
        for n, name in enumerate(ids):
            if name not in known:
                before = ids[n - 1] if n else None
                result.insert(result.index(before) + 1 if before is not None else 0, name)
        return result

    def to_text(self) -> str:
        """Return the layout as text for the settings."""
        state = {"order": self.order, "shown": self.shown, "widths": self.widths}
        return json.dumps(state, separators=(",", ":"))


def read_layout(text: str) -> Layout:
    """Return a remembered layout; what cannot be read counts as nothing remembered."""
    try:
        raw = json.loads(text) if text else {}
        return Layout(
            order=tuple(str(name) for name in raw.get("order", ())),
            shown={str(name): bool(on) for name, on in raw.get("shown", {}).items()},
            widths={
                str(name): min(int(width), _WIDEST) for name, width in raw.get("widths", {}).items()
            },
        )
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return Layout()
