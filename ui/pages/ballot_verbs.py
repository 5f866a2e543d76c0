"""What a rater's gestures do to the paper: each one undo step, named after the initiative."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from portfolio.edit.ballots_marking import clear, leave_out, mark, note, weigh
from portfolio.model import Confidence, Portfolio
from portfolio.model.text import quoted
from ui.document import Document

Place = tuple[str, str]


class BallotVerbs:
    """A place is an initiative and a criterion, by their ids."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def rate(self, place: Place, value: float, *, moving: bool) -> None:
        """Give a rating; while a movement goes on it is one step."""
        merge = f"ballot/{'/'.join(place)}" if moving else ""
        now = datetime.now(UTC)
        self._apply("Rate", place, lambda paper: mark(paper, *place, value, at=now), merge)

    def leave_out(self, place: Place, *, cannot: bool) -> None:
        """Say that a place cannot be judged, or can after all."""
        verb = leave_out if cannot else clear
        label = "Leave out a rating of" if cannot else "Open a rating of"
        self._apply(label, place, lambda paper: verb(paper, *place))

    def clear(self, place: Place) -> None:
        """Take a rating away."""
        self._apply("Clear a rating of", place, lambda paper: clear(paper, *place))

    def note(self, place: Place, confidence: Confidence | None, comment: str) -> None:
        """Say how sure, and why."""
        self._apply(
            "Explain a rating of",
            place,
            lambda paper: note(paper, *place, confidence=confidence, comment=comment),
        )

    def weigh(self, weights: Mapping[str, float], moved: str) -> None:
        """Set the rater's own weights; ``moved`` names the slider that is being moved."""
        merge = f"ballot/weight/{moved}" if moved else "ballot/weights"
        weighed = weigh(self._document.portfolio, weights)
        self._document.apply("Weigh the criteria", weighed, merge=merge)

    def _apply(
        self, label: str, place: Place, edit: Callable[[Portfolio], Portfolio], merge: str = ""
    ) -> None:
        """Do it where there is something to rate; a key may come late, when it is gone."""
        paper = self._document.portfolio
        initiative, criterion = place
        if paper.paper is None or paper.paper.handed_in is not None:
            return
        if initiative in paper.initiatives and criterion in paper.criteria:
            name = quoted(paper.initiatives[initiative].name)
            self._document.apply(f"{label} {name}", edit(paper), merge=merge)
