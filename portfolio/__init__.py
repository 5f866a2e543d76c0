"""Decide which AI initiatives to fund and which to cut when limits bind.

The same as the ``ai-portfolio`` command, from Python::

    import portfolio

    document = portfolio.load("lab.portfolio")
    print(portfolio.rank(document).head())
    print(portfolio.plan(document)[["name", "verdict", "reason"]])

What is needed is imported when it is called: importing this package costs nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

    from portfolio.model import Portfolio

__all__ = ["agreement", "diff", "load", "log", "merge", "plan", "rank", "save"]


def load(path: str | os.PathLike[str]) -> Portfolio:
    """Return the portfolio in a file.

    Raises:
        PortfolioError: with the place in the file, and what to do.
    """
    from pathlib import Path

    from portfolio.files import load as open_file

    return open_file(Path(path)).portfolio


def save(
    portfolio: Portfolio, path: str | os.PathLike[str], *, opened: Portfolio | None = None
) -> None:
    """Write a portfolio to a file, replacing what is there.

    The file is afterwards the old one or the new one, whatever happens; the last
    version stays beside it as ``.bak``.

    Args:
        portfolio: what to write.
        path: where.
        opened: what ``load`` returned for the file before it was edited: nothing is written
            when somebody has saved something else there since. None: whatever is there is
            replaced.

    Raises:
        PortfolioError: it could not be written; the old file is untouched.
    """
    from pathlib import Path

    from portfolio.files import fingerprint, unchanged_since
    from portfolio.files import save as save_file

    target = Path(path)
    expected = fingerprint(target) if opened is None else unchanged_since(target, opened)
    save_file(target, portfolio, expected_sha256=expected)


def rank(portfolio: Portfolio, method: str | None = None) -> pd.DataFrame:
    """Return the ranking, best first.

    Args:
        portfolio: the document.
        method: name of a method, see ``ai-portfolio methods``; None for the one in the
            settings of the document.

    Returns:
        One row an initiative, indexed by id. ``rank``: 1 is best, ties share it, missing
        when not ranked. ``score``: in ``attrs["score_unit"]``, NaN when not ranked.
        ``contribution:ID``: what the criterion adds to the score, for methods that add
        up. ``attrs``: ``method``, ``score_name``, ``score_unit``, ``higher_is_better``,
        ``relative``, ``criteria`` (id to name) and ``notes``.

    Raises:
        PortfolioError: the portfolio cannot be ranked, for this reason.
    """
    from portfolio.analysis import analyze
    from portfolio.report.frames import ranking_frame

    return ranking_frame(analyze(portfolio, upto="ranking", method=method))


def plan(portfolio: Portfolio) -> pd.DataFrame:
    """Return who is funded, deferred and cut, in screen order.

    Returns:
        One row an initiative, indexed by id. ``verdict``: ``fund``, ``defer`` (funded
        from a later start than stated) or ``cut``, None when nothing fits. ``level``: the
        size it is funded at, empty for full size. ``start``, ``last``: ids of the first and
        last planned period of its work, empty when cut. ``rule``:
        ``mandated``, ``forced in``, ``forced out`` or empty. ``gain``: what it adds to the
        plan's value, at full size when it is cut, and ``price``: what the plan loses when the
        verdict is reversed, both in ``attrs["unit"]``, NaN when not known. ``reason``: in
        words.
        ``attrs``: ``status`` (``optimal``, ``feasible`` or ``infeasible``),
        ``objective``, ``objective_name``, ``unit``, ``value``, ``bound``, ``gap`` (0.01 is
        1 %), ``waterline_value``, ``conflict`` (why nothing fits) and ``notes``.

    Raises:
        PortfolioError: the portfolio cannot be planned, for this reason.
    """
    from portfolio.analysis import analyze
    from portfolio.report.frames import plan_frame

    return plan_frame(analyze(portfolio))


def diff(before: Portfolio, after: Portfolio) -> pd.DataFrame:
    """Return what changed from one version to another, and why the plan moved.

    Returns:
        One row a difference, in the order of the document. ``kind``: ``added``, ``deleted`` or
        ``changed``; ``noun`` and ``id``: of the record (of a rating, its initiative's); ``place``,
        ``before``, ``after``: in words. ``attrs``: ``headline``; ``gained``, the change of the
        plan's value in ``unit``, None without two plans that can be compared; ``parts``, of which
        it is the sum: inputs, weights, limits and choices, taken over in that order; ``enters``
        and ``leaves``, ids; ``notes``.
    """
    from portfolio.report.compare_frame import difference_frame

    return difference_frame(before, after)


def agreement(portfolio: Portfolio) -> pd.DataFrame:
    """Return how the raters agree, cell by cell; sealed ballots are not read.

    Returns:
        One row a cell that somebody with a say has rated, indexed by ids of ``initiative`` and
        ``criterion``, in screen order. ``n`` raters; ``low``, ``lower``, ``median``, ``upper``
        and ``high``: lowest, quartiles and highest, in ``unit``; ``iqr``: interquartile range in
        points of value, 0 to 100, NaN with one rater; ``discuss``: whether it is worth
        discussing. ``attrs``: ``overall`` and, of each criterion, ``criteria``: Kendall's ``w``
        with the correction for ties, ``chi_square`` and ``p``; ``raters``: each against the
        others (``distance``, ``tau``, ``w_without``, ``farthest``); ``discuss``: the cells worth
        discussing, those that could change most first; ``discuss_from``, ``summary`` and
        ``notes``.

    Raises:
        PortfolioError: the ratings cannot be compared, for this reason.
    """
    from portfolio.report.agreement_frame import agreement_frame

    return agreement_frame(portfolio)


def log(portfolio: Portfolio, since: str | None = None) -> pd.DataFrame:
    """Return the log of decisions, the first entry first.

    Args:
        portfolio: the document.
        since: a published fingerprint, of which only what came after it is returned.

    Returns:
        One row an entry, indexed by its hash. ``n``: its number; ``at``: when, in UTC;
        ``kind``, ``who``, ``what``; ``record``: id of the decision or plan of record that it
        is about; ``follows``: hashes. ``attrs``: ``fingerprint`` to publish; ``ok`` and
        ``verdict``, whether the log holds together, in a sentence; ``since``, None or whether
        the fingerprint is ``known``, what it stands for ``ok``, and a ``sentence``.

    Raises:
        PortfolioError: ``since`` is no fingerprint.
    """
    from portfolio.report.log_frame import log_frame

    return log_frame(portfolio, since)


def merge(
    base: Portfolio | None,
    ours: Portfolio,
    theirs: Portfolio,
    *,
    prefer: Literal["ours", "theirs"] | None = None,
) -> Portfolio:
    """Return two versions of one document as one, by record and field.

    Args:
        base: the version that both came from; None where there is none: every difference
            is then a conflict.
        ours: one version.
        theirs: the other one.
        prefer: whose value is taken where both changed the same; None to be told instead.

    Raises:
        PortfolioError: they are no versions of one document, or both changed the same and
            ``prefer`` is None; every such place is named.
    """
    from portfolio.report.merging import merged

    return merged(base, ours, theirs, prefer=prefer)
