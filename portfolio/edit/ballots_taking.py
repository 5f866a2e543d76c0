"""Taking ballot papers in: many at once, in any order, each touching its own rater alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from portfolio.edit.ballots_marking import Standing, paper_of, standing
from portfolio.edit.ballots_reading import asked_of, read_paper, refusal
from portfolio.model import Ballot, FrozenMap, Portfolio, Rating
from portfolio.model.ballots_joined import cells_said, in_time, joined_ballots
from portfolio.model.rating_history import pasts
from portfolio.model.text import plural

_REVEALED = "This ballot has been revealed already."
_BLANK = "Nothing was entered on this paper and it was not handed in: it is no ballot yet."


@dataclass(frozen=True, slots=True)
class TakenPaper:
    """What became of one file.

    Attributes:
        file: what the file is called.
        rater: id of the rater; empty when nothing was taken.
        refusal: why nothing was taken; empty when something was.
        remarks: sentences on what was left out.
        standing: how far the paper is; None when nothing was taken.
        handed_in: when; None for a paper that is not finished.
    """

    file: str
    rater: str = ""
    refusal: str = ""
    remarks: tuple[str, ...] = ()
    standing: Standing | None = None
    handed_in: datetime | None = None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The portfolio with the ballots sealed in it, and what became of each file."""

    portfolio: Portfolio
    papers: tuple[TakenPaper, ...]


def take_in(
    portfolio: Portfolio, files: Sequence[tuple[str, Portfolio]], *, now: datetime
) -> TakenIn:
    """Seal the ballots that came back into ``Portfolio.ballots``.

    Only the ballot of a paper's own rater changes, so there is nothing to conflict. Several
    papers of one rater are joined, so that each cell is as it was said last, in whatever
    order they come, see ``joined_ballots``. Taking one in twice changes nothing. A paper that
    is as it was sent out is no ballot: its rater is still missing.

    Args:
        portfolio: with the invitations.
        files: name and content of each file.
        now: when they are taken in.
    """
    ballots = dict(portfolio.ballots)
    papers = []
    for file, document in files:
        paper, ballot = _read(portfolio, file, document, now)
        sealed = ballots.get(paper.rater)
        if ballot is not None and sealed is not None:
            paper = replace(paper, remarks=(*paper.remarks, *_beside(sealed, ballot)))
            ballot = joined_ballots(sealed, ballot)
        if ballot is not None:
            ballots[paper.rater] = ballot
        papers.append(paper)
    if ballots == dict(portfolio.ballots):
        return TakenIn(portfolio, tuple(papers))
    return TakenIn(replace(portfolio, ballots=FrozenMap(ballots)), tuple(papers))


def _read(
    portfolio: Portfolio, file: str, document: Portfolio, now: datetime
) -> tuple[TakenPaper, Ballot | None]:
    """Return what a file is on its own, and its ballot if there is one."""
    why = refusal(portfolio, document)
    if why:
        return TakenPaper(file, refusal=why), None
    ballot, remarks = read_paper(portfolio, document, now)
    why = _no_ballot(portfolio, document, ballot)
    if why:
        return TakenPaper(file, refusal=why), None
    asked = asked_of(portfolio, document)
    how_far = standing(portfolio, asked, ballot.ratings, ballot.left_out)
    return TakenPaper(file, paper_of(document).rater, "", remarks, how_far, ballot.at), ballot


def _beside(sealed: Ballot, ballot: Ballot) -> Iterator[str]:
    """Say what a paper does to the sealed ballot of its rater, but nothing that either says."""
    if joined_ballots(sealed, ballot) == sealed and ballot.at == sealed.at:
        return
    earlier, later = in_time(sealed, ballot)
    count = len(cells_said(earlier) - cells_said(later))
    open_cells = plural(count, "cell")
    if later is sealed:
        filled = f"; this one fills {open_cells} left open there" if count else ""
        yield f"A later paper of this rater counts{filled}."
    elif count:
        yield f"{open_cells} left open here: what an earlier paper says of them still counts."


def _no_ballot(portfolio: Portfolio, document: Portfolio, ballot: Ballot) -> str:
    """Return why what was read is no ballot to seal; empty when it is one."""
    if _revealed_before(portfolio, paper_of(document).rater, ballot):
        return _REVEALED
    return _BLANK if _as_sent_out(portfolio, document) else ""


def _as_sent_out(portfolio: Portfolio, document: Portfolio) -> bool:
    """Whether nothing is said on a paper but what the rater had said before it."""
    paper = paper_of(document)
    if paper.handed_in is not None or any(paper.left_out.values()):
        return False
    record, known = document.raters.get(paper.rater), portfolio.raters[paper.rater]
    if record is not None and not record.weights.items() <= known.weights.items():
        return False
    table = portfolio.ratings.get(paper.rater, FrozenMap())
    return all(
        _bare(table.get(key, FrozenMap()).get(name)) == rating
        for key, row in document.ratings.get(paper.rater, FrozenMap()).items()
        for name, rating in row.items()
    )


def _bare(rating: Rating | None) -> Rating | None:
    return None if rating is None else replace(rating, earlier=())


def _revealed_before(portfolio: Portfolio, rater: str, ballot: Ballot) -> bool:
    """Whether this round was revealed with just these ratings in it.

    Sealing and revealing them again would put them above what the rater has said since.
    """
    asked = portfolio.invitations.get(rater)
    if asked is None or asked.revealed is None or not ballot.ratings:
        return False
    table = portfolio.ratings.get(rater, FrozenMap())
    return all(
        pasts(rating)[-1] in pasts(table.get(key, FrozenMap()).get(name))
        for key, row in ballot.ratings.items()
        for name, rating in row.items()
    )
