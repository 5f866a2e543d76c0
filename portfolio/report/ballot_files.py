"""Ballot papers as files: what each is called, written into one folder, and read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from portfolio.edit.ballots_taking import TakenPaper
from portfolio.errors import PortfolioError, Tick
from portfolio.exchange.file_names import safe_file_name
from portfolio.files import fingerprint, load, save
from portfolio.model import Portfolio

SUFFIX = ".portfolio"


def paper_names(portfolio: Portfolio, raters: Sequence[str]) -> dict[str, str]:
    """Return rater id to the name of the file with their paper, each name once.

    Safe inside one folder on every system, and told apart where two raters are called
    alike.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for rater in raters:
        stem = safe_file_name(f"Ballot of {portfolio.raters[rater].name}", default="Ballot")
        name, number = f"{stem}{SUFFIX}", 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} {number}{SUFFIX}"
        taken.add(name.casefold())
        names[rater] = name
    return names


def already_there(folder: Path, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names that a folder has already; a link that leads nowhere counts."""
    paths = {name: folder / name for name in names.values()}
    return tuple(name for name, path in paths.items() if path.exists() or path.is_symlink())


def write_papers(
    folder: Path,
    papers: Mapping[str, Portfolio],
    names: Mapping[str, str],
    *,
    over: bool = False,
    tick: Tick | None = None,
) -> tuple[str, ...]:
    """Write every paper into a folder, and return notes on how that went.

    Args:
        folder: where they go.
        papers: rater id to paper.
        names: rater id to the name of its file.
        over: whether a file of that name may be replaced; the old one stays as backup.
        tick: told how far it is; may raise ``Cancelled`` between two papers.

    Raises:
        NotSaved: with the file; the papers before it are written.
    """
    notes: dict[str, None] = {}
    for number, (rater, paper) in enumerate(papers.items()):
        if tick is not None:
            tick(number / len(papers), f"Writing {names[rater]}")
        path = folder / names[rater]
        saved = save(path, paper, expected_sha256=fingerprint(path) if over else None)
        notes |= dict.fromkeys(saved.notes)
    return tuple(notes)


def read_papers(
    paths: Sequence[Path], tick: Tick | None = None
) -> tuple[list[tuple[str, Portfolio]], list[TakenPaper]]:
    """Return name and content of the files that can be read, and why the others cannot."""
    read: list[tuple[str, Portfolio]] = []
    refused: list[TakenPaper] = []
    for number, path in enumerate(paths):
        if tick is not None:
            tick(number / len(paths), f"Reading {path.name}")
        try:
            read.append((path.name, load(path).portfolio))
        except PortfolioError as error:
            refused.append(TakenPaper(path.name, refusal=_why(error, path)))
    return read, refused


def _why(error: PortfolioError, path: Path) -> str:
    """Return why a file was not read, without the name that stands before it anyway."""
    place = error.where.removeprefix(str(path)).removeprefix(path.name).strip(", ")
    words = f"{error.what} {error.remedy}".rstrip()
    return f"{place}: {words}" if place else words
