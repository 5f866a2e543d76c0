"""``ai-portfolio merge``, ``merge-driver`` and ``combine``: several files as one."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from portfolio.edit import rederived
from portfolio.errors import PortfolioError
from portfolio.files import Opened, dumps, load, save, write_atomically
from portfolio.files.holder import this_process
from portfolio.files.journal import taken_in
from portfolio.files.merging import Conflict, Merge, combine
from portfolio.model import Portfolio
from portfolio.model.text import plural
from portfolio.report.answer import Answer, Content
from portfolio.report.grid import bullets, paragraph, titled
from portfolio.report.merging import Joined, answered, joined
from portfolio.report.replacing import replaceable
from portfolio.report.rows import Row, problem_rows

#: How the driver calls the other half of a merge with conflicts; the app offers such a copy.
_COPY = "{stem} (merge conflict){suffix}"


def merge_files(options: Namespace) -> Answer:
    """Merge two versions of a file; with conflicts nothing is written unless a side is named."""
    paths = (options.base, options.ours, options.theirs)
    opened = [_for_merging(path) for path in paths]
    found, result = joined(*(each.portfolio for each in opened))
    notes = (*(note for each in opened for note in each.notes), *found.notes)
    problem = None
    if found.conflicts and options.prefer:
        chosen = range(len(found.conflicts)) if options.prefer == "theirs" else ()
        result = answered(found, chosen)
    elif found.conflicts:
        problem = PortfolioError(
            f"{plural(len(found.conflicts), 'conflict')}: nothing was written.",
            remedy="Settle them in the app, or take one side of all with --ours or --theirs.",
        )
    if problem is None:
        read = zip(paths, opened, strict=True)
        replaced = replaceable(options.output, read, force=options.force)
        notes += save(options.output, result.portfolio, expected_sha256=replaced).notes
    written = None if problem else options.output
    content: Content = (
        _document(found, result, written)
        if options.json
        else _lines(found, result, written, options.width)
    )
    return Answer(content, notes, problem)


def merge_driver(options: Namespace) -> Answer:
    """Merge as git asks: the result takes the place of OURS, whatever comes of it.

    With conflicts it holds ours in each of them, and what was edited where the other side
    deleted. The same document with theirs in each is then written beside the file NAME, so
    that the two differ in what is to be decided and in nothing else.
    """
    found, result = _joined_for_git(options)
    notes = write_atomically(options.ours, dumps(result.portfolio))
    messages = [*notes, *found.notes, *(problem.text for problem in result.problems)]
    content = [f"{plural(len(found.taken), 'change')} taken from theirs."]
    if not found.conflicts:
        return Answer(content, tuple(messages))
    messages += [each.sentence for each in found.conflicts]
    remedy = "Open the file in the app, settle them, and add it."
    if options.name is not None:
        copy = _copy_beside(options.name)
        other = answered(found, range(len(found.conflicts))).portfolio
        write_atomically(copy, dumps(other))
        remedy = (
            f"The file holds ours. Open it in the app and merge it with {copy.name}, which holds "
            "theirs; then remove that copy and add the file."
        )
    count = plural(len(found.conflicts), "conflict")
    where = "" if options.name is None else str(options.name)
    return Answer(
        content, tuple(messages), PortfolioError(f"{count} to be settled.", where, remedy)
    )


def _joined_for_git(options: Namespace) -> tuple[Merge, Joined]:
    base, name = options.base, options.name
    before = None if _is_empty(base) else _side(base, "before", name)
    return joined(before, _side(options.ours, "ours", name), _side(options.theirs, "theirs", name))


def _side(path: Path, side: str, name: Path | None) -> Portfolio:
    """Open one version for git, which gives it a name that says nothing to a person."""
    try:
        return _for_merging(path).portfolio
    except PortfolioError as error:
        if name is not None:
            place = error.where.removeprefix(str(path)).removeprefix(path.name)
            error.where = f"{name.name} ({side}){place}"
        raise


def combine_files(options: Namespace) -> Answer:
    """Join files that have no version in common, such as those of all business units."""
    opened = [_for_merging(path) for path in options.files]
    found = combine([each.portfolio for each in opened], capacities=options.capacities)
    now = datetime.now(UTC).replace(microsecond=0)
    portfolio = taken_in(rederived(found.portfolio), this_process().user, now)
    read = zip(options.files, opened, strict=True)
    replaced = replaceable(options.output, read, force=options.force)
    saved = save(options.output, portfolio, expected_sha256=replaced)
    content: Content
    if options.json:
        rows = [_conflict(each) for each in found.conflicts]
        content = {"path": str(options.output), "report": list(found.report), "conflicts": rows}
    else:
        conflicts = [each.sentence for each in found.conflicts]
        content = [
            *bullets([*found.report, f"Saved as {options.output}."], width=options.width),
            *titled("Different in several", bullets(conflicts, width=options.width)),
        ]
    return Answer(content, (*(note for each in opened for note in each.notes), *saved.notes))


def _is_empty(path: Path) -> bool:
    """Whether git has no version that both came from; what cannot be read is told when opened."""
    try:
        return path.stat().st_size == 0
    except OSError:
        return False


def _for_merging(path: Path) -> Opened:
    """Open one version.

    Raises:
        PortfolioError: it cannot be read, or only by a newer version of the app.
    """
    opened = load(path)
    if opened.read_only:
        raise PortfolioError(
            "The file was made by a newer version of the app, which this one cannot merge.",
            where=path.name,
            remedy="Merge with that version.",
        )
    return opened


def _copy_beside(path: Path) -> Path:
    """Return the name of a file that is not there yet."""
    copy = path.with_name(_COPY.format(stem=path.stem, suffix=path.suffix))
    number = 1
    while copy.exists():
        number += 1
        stem = f"{path.stem} (merge conflict) {number}"
        copy = path.with_name(f"{stem}{path.suffix}")
    return copy


def _lines(found: Merge, result: Joined, written: Path | None, width: int) -> list[str]:
    taken = plural(len(found.taken), "change")
    conflicts = plural(len(found.conflicts), "conflict")
    saved = "nothing written" if written is None else f"saved as {written}"
    return [
        *paragraph(f"{taken} taken from theirs, {conflicts}: {saved}.", width=width),
        *titled("Conflicts", bullets([each.sentence for each in found.conflicts], width=width)),
        *titled("Taken", bullets([each.sentence for each in found.taken], width=width)),
        *titled("New problems", bullets([each.text for each in result.problems], width=width)),
    ]


def _document(found: Merge, result: Joined, written: Path | None) -> Row:
    """Return ``merge --json``.

    ``path``: of what was written, or null; ``conflicts``: see ``_conflict``; ``taken``: one a
    change, with ``path``, ``place``, ``kind``, ``before`` and ``after`` in words;
    ``problems``: new ones, see ``rows.problem_rows``.
    """
    return {
        "path": None if written is None else str(written),
        "conflicts": [_conflict(each) for each in found.conflicts],
        "taken": [
            {
                "path": list(each.path),
                "place": each.place,
                "kind": each.kind,
                "before": each.before_text,
                "after": each.after_text,
            }
            for each in found.taken
        ],
        "problems": problem_rows(result.problems),
    }


def _conflict(conflict: Conflict) -> Row:
    return {
        "path": list(conflict.path),
        "place": conflict.place,
        "kind": conflict.kind,
        "base": conflict.base_text,
        "ours": conflict.ours_text,
        "theirs": conflict.theirs_text,
        "ours_by": conflict.ours_by,
        "theirs_by": conflict.theirs_by,
        "ours_at": None if conflict.ours_at is None else conflict.ours_at.isoformat(),
        "theirs_at": None if conflict.theirs_at is None else conflict.theirs_at.isoformat(),
    }
