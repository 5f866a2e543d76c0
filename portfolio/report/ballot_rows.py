"""What a facilitator sees of the ballots: who, when and how much, and never what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from portfolio.edit.ballots_marking import Rows, Standing, standing
from portfolio.edit.ballots_taking import TakenPaper
from portfolio.model import Ballot, FrozenMap, Invitation, Portfolio, in_order
from portfolio.model.days import day_text
from portfolio.model.text import listed, plural, quoted

BallotState = Literal["missing", "overdue", "asked again", "unfinished", "handed in", "revealed"]
_WAITED_FOR: Final = ("missing", "overdue", "asked again")
_DONE: Final = ("handed in", "revealed")
#: The promise of sealing, and no more.
SEALED = (
    "What came back is sealed: no page, chart, table or export shows it before it is revealed. "
    "It is sealed on the screen, not encrypted: whoever reads the file as text can read it."
)


@dataclass(frozen=True, slots=True)
class BallotRow:
    """One rater and their ballot.

    Attributes:
        state: ``overdue`` when the due day has passed and nothing came back, ``asked again``
            when what came back answers an earlier paper.
        cells: how far what came back is; what is asked for when nothing has come back.
        weights: whether weights were asked for and have come back; None: not asked for.
    """

    rater: str
    name: str
    role: str
    state: BallotState
    handed_in: date | None
    due: date | None
    cells: Standing
    weights: bool | None

    @property
    def due_text(self) -> str:
        """The due day as people write it; empty without one."""
        return "" if self.due is None else day_text(self.due)

    @property
    def words(self) -> str:
        """The state as it is shown."""
        if self.state == "handed in" and self.handed_in is not None:
            return f"handed in on {day_text(self.handed_in)}"
        words = {
            "overdue": "missing, overdue",
            "unfinished": "came back unfinished",
            "asked again": "asked again since",
        }
        return words.get(self.state, self.state)

    @property
    def cells_text(self) -> str:
        """``22 of 24, 1 cannot judge``; how many are asked for while nothing is back."""
        cells = self.cells
        if self.state == "revealed":
            return f"{cells.rated:,} of {cells.asked:,} rated since asked"
        if self.state in {"missing", "overdue"}:
            return f"{cells.asked:,} asked"
        unable = f", {cells.left_out:,} cannot judge" if cells.left_out else ""
        text = f"{cells.rated:,} of {cells.asked:,}{unable}"
        return f"{text}, no weights" if self.weights is False else text


def ballot_rows(portfolio: Portfolio, today: date) -> tuple[BallotRow, ...]:
    """Return one row for everybody who was asked or whose ballot is sealed, in screen order."""
    return tuple(
        _row(portfolio, key, today)
        for key, _ in in_order(portfolio.raters)
        if key in portfolio.invitations or key in portfolio.ballots
    )


def _row(portfolio: Portfolio, rater: str, today: date) -> BallotRow:
    record = portfolio.raters[rater]
    asked = portfolio.invitations.get(rater)
    ballot = portfolio.ballots.get(rater)
    rows = ballot.ratings if ballot is not None else _revealed(portfolio, rater, asked)
    left_out = ballot.left_out if ballot is not None else FrozenMap()
    if asked is None:
        names = dict.fromkeys(name for row in rows.values() for name in row)
        asked = Invitation(ballot.taken, tuple(rows), tuple(names)) if ballot else None
    handed_in = ballot.at.astimezone().date() if ballot is not None and ballot.at else None
    return BallotRow(
        rater,
        record.name,
        record.role,
        _state(asked, ballot, today),
        handed_in,
        asked.due if asked is not None else None,
        standing(portfolio, asked, rows, left_out) if asked is not None else Standing(0, 0, 0),
        None
        if asked is None or not asked.weighing
        else bool(ballot is not None and ballot.weights),
    )


def _revealed(portfolio: Portfolio, rater: str, asked: Invitation | None) -> Rows:
    """Return what a rater has said since they were asked, once it is revealed.

    What they cannot judge is open here: no document keeps that beyond the reveal.
    """
    if asked is None or asked.revealed is None:
        return FrozenMap()
    table = portfolio.ratings.get(rater, FrozenMap())
    since = {
        key: FrozenMap(
            {name: one for name, one in row.items() if one.at is not None and one.at >= asked.at}
        )
        for key, row in table.items()
    }
    return FrozenMap(since)


def _state(asked: Invitation | None, ballot: Ballot | None, today: date) -> BallotState:
    if ballot is not None and asked is not None and ballot.taken < asked.at:
        return "asked again"
    if ballot is not None:
        return "unfinished" if ballot.at is None else "handed in"
    if asked is not None and asked.revealed is not None:
        return "revealed"
    overdue = asked is not None and asked.due is not None and asked.due < today
    return "overdue" if overdue else "missing"


def ballots_line(portfolio: Portfolio, today: date) -> str:
    """Return where the round of ballots stands, in a sentence or two."""
    rows = ballot_rows(portfolio, today)
    if not rows:
        return "Nobody has been asked for a ballot yet."
    waiting = [row for row in rows if row.state in _WAITED_FOR]
    shown = [row for row in rows if row.state == "revealed"]
    back = len(rows) - len(waiting)
    parts = [f"{back:,} of {plural(len(rows), 'ballot')} came back."]
    if len(shown) == len(rows):
        parts = ["All ballots are revealed."]
    elif shown:
        parts.append(f"{len(shown):,} of them {'is' if len(shown) == 1 else 'are'} revealed.")
    if waiting:
        parts.append(f"Missing: {listed(quoted(row.name) for row in waiting)}.")
    unfinished = [row for row in rows if row.state == "unfinished"]
    if unfinished:
        parts.append(f"Not finished: {listed(quoted(row.name) for row in unfinished)}.")
    return " ".join(parts)


def to_remind(rows: Iterable[BallotRow]) -> list[BallotRow]:
    """Return those whose ballot is missing or not finished."""
    return [row for row in rows if row.state not in _DONE]


def reminder(portfolio: Portfolio, today: date) -> str:
    """Return one text for everybody whose ballot is missing or not finished; empty for nobody.

    Who is late is not told to the others: only somebody who is alone is called by name.
    """
    rows = to_remind(ballot_rows(portfolio, today))
    if not rows:
        return ""
    name = "colleagues" if len(rows) > 1 else rows[0].name.strip() or "colleague"
    due = ""
    if rows[0].due is not None and all(row.due == rows[0].due for row in rows):
        due = f" It {'was' if rows[0].due < today else 'is'} due on {rows[0].due_text}."
    return (
        f"Dear {name},\n\n"
        f"your ballot for {portfolio.title.strip() or 'the portfolio'} {_came(rows)}.{due} "
        "Please open the file in the app, rate what is open, choose Hand in, and send the file "
        "back.\n\nThank you."
    )


def _came(rows: Sequence[BallotRow]) -> str:
    unfinished = [row for row in rows if row.state == "unfinished"]
    if not unfinished:
        return "has not come back yet"
    if len(rows) == 1:
        return f"came back with {rows[0].cells.open:,} of {rows[0].cells.asked:,} ratings open"
    missing = len(unfinished) < len(rows)
    return f"{'has not come back yet, or ' if missing else ''}came back unfinished"


def taken_lines(portfolio: Portfolio, papers: Iterable[TakenPaper]) -> list[str]:
    """Return a sentence or more for each file: what was taken from it and what was not."""
    lines = []
    for paper in papers:
        if paper.refusal or paper.standing is None:
            lines.append(f"{paper.file}: {paper.refusal} Nothing was taken from it.")
            continue
        cells = paper.standing
        done = "handed in" if paper.handed_in is not None else "not handed in yet, taken as it is"
        counted = f"{cells.rated:,} of {cells.asked:,} cells rated"
        unable = f", {cells.left_out:,} cannot judge" if cells.left_out else ""
        name = quoted(portfolio.raters[paper.rater].name)
        words = " ".join((f"{name}: {done}, {counted}{unable}.", *paper.remarks))
        lines.append(f"{paper.file}: {words}")
    return lines
