"""Agreement in sentences: how strong it is, who differs, and what a cell could change."""

from __future__ import annotations

import math
from collections.abc import Iterator

from portfolio.funding.wording import name_of, names_of
from portfolio.insight.agreement import Agreement, RaterStanding
from portfolio.insight.agreement_concordance import Concordance
from portfolio.insight.agreement_result import Discussion, DisputedCell, End
from portfolio.model import Portfolio
from portfolio.model.amounts import amount_text, number_text, percent_text
from portfolio.model.text import capitalized, listed, plural, quoted, visible

#: From this W on: how strong agreement is, and what that means for the orders.
_STRENGTHS = (
    (0.9, "unusually strong", "in nearly the same order"),
    (0.7, "strong", "in much the same order"),
    (0.5, "moderate", "in partly the same order"),
    (0.3, "weak", "in rather different orders"),
    (-math.inf, "very weak", "in very different orders"),
)
_NAMED, _LONGEST = 3, 60


def strength(w: float) -> str:
    """Return how strong an agreement is in words.

    The bands of Schmidt, Managing Delphi Surveys Using Nonparametric Statistical Techniques,
    Decision Sciences 28(3), 1997, table 2: 0.1 very weak, 0.3 weak, 0.5 moderate, 0.7 strong,
    0.9 unusually strong; each reaches up to the next.
    """
    return next(words for least, words, _ in _STRENGTHS if w >= least)


def person(portfolio: Portfolio, rater_id: str) -> str:
    """Return the name of a rater as part of a sentence, cut after 60 letters."""
    name = visible(portfolio.raters[rater_id].name.strip())
    if not name:
        return "(no name)"
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def overall_sentence(overall: Concordance) -> str:
    """Say how well the raters agree on the order of the initiatives, with W."""
    said = plain_sentence(overall)
    return said if overall.trouble else f"{said[:-1]} (W = {w_text(overall.w)})."


def plain_sentence(overall: Concordance) -> str:
    """Say how well the raters agree on the order of the initiatives, in words alone."""
    if overall.trouble:
        return _trouble_sentence(overall)
    order = next(words for least, _, words in _STRENGTHS if overall.w >= least)
    return (
        f"{capitalized(strength(overall.w))} agreement: {plural(overall.raters, 'rater')} put "
        f"{plural(overall.initiatives, 'initiative')} {order}."
    )


def meaning_sentence(overall: Concordance) -> str:
    """Say what W is, where there is one."""
    if overall.trouble:
        return ""
    return (
        f"Kendall’s W, here {w_text(overall.w)}, is 1 where all have the same order, and 0 where "
        "they have none in common."
    )


def _trouble_sentence(overall: Concordance) -> str:
    if overall.trouble == "raters":
        return "Agreement needs two raters with a say."
    if overall.trouble == "ties":
        return (
            "Every rater gives every initiative the same score, so there is no order to agree on."
        )
    return (
        f"{plural(overall.raters, 'rater')}, but fewer than two initiatives that all of them "
        "have rated: there is no common order yet."
    )


def w_text(w: float) -> str:
    """Return W with two digits; ``not defined`` where it is not."""
    return "not defined" if math.isnan(w) else f"{w:.2f}"


def chance_sentence(overall: Concordance) -> str:
    """Say how likely as much agreement is by chance, and what that is good for."""
    if overall.trouble:
        return ""
    share = "under 0.1 %" if overall.p < 0.001 else percent_text(overall.p)
    left_out = overall.asked - overall.initiatives
    part = f" {plural(left_out, 'initiative')} not rated by all left out." if left_out else ""
    rough = ""
    if overall.rough:
        rough = " With so few initiatives that share is rough."
    return f"By chance alone as much is seen in {share} of cases (chi-square test).{part}{rough}"


def differs_most(found: Agreement) -> RaterStanding | None:
    """Return the rater farthest from the others on cells where those are close.

    Raters are compared on the cells that each of them shares with the others; see
    ``RaterStanding.beyond``. None with fewer than three to compare, or where nobody lies
    farther out than the others.
    """
    known = [one for one in found.raters if one.heard and not math.isnan(one.beyond)]
    if len(known) < 3:
        return None
    most = max(known, key=lambda one: (one.beyond, one.rater_id))
    return most if most.beyond > 0 else None


def differs_sentence(portfolio: Portfolio, found: Agreement, *, hidden: bool = False) -> str:
    """Say who differs most, on how many cells, and what W would be without them; may be empty."""
    farthest = differs_most(found)
    if farthest is None:
        return ""
    who = "One rater" if hidden else person(portfolio, farthest.rater_id)
    apart, usual = (number_text(round(one, 1)) for one in (farthest.distance, farthest.usual))
    text = (
        f"{who} differs most: {apart} points from the others on average over "
        f"{plural(farthest.shared, 'shared cell')}, where the others are {usual} apart"
    )
    if math.isnan(farthest.without) or found.overall.trouble:
        return f"{text}."
    return f"{text}; without them W would be {w_text(farthest.without)}."


def cell_name(portfolio: Portfolio, initiative: str, criterion: str) -> str:
    """Return ``“Claims triage” on “Goal fit”``, of two ids."""
    return f"{name_of(portfolio, initiative)} on {quoted(portfolio.criteria[criterion].name)}"


def cell_sentence(portfolio: Portfolio, cell: DisputedCell, *, hidden: bool = False) -> str:
    """Say what a cell could change: ``If Ana is right (80 points), it is funded.``

    Args:
        portfolio: names and units.
        cell: what was found out.
        hidden: whether to leave out who said it.
    """
    stays = "The plan stays, whoever is right. " if cell.planned and not cell.moves_plan else ""
    told = [
        (f"if {_holders(portfolio, cell, end, hidden=hidden)}", _then(portfolio, cell, end))
        for end in cell.ends
        if end.moves_plan or end.rank not in (0, cell.rank)
    ]
    if not told:
        at = f"It stays at rank {cell.rank:,}" if cell.rank else "It is not ranked"
        return f"{stays}{at} either way."
    return f"{stays}{capitalized('; '.join(f'{who}, {what}' for who, what in told))}."


def _holders(portfolio: Portfolio, cell: DisputedCell, end: End, *, hidden: bool) -> str:
    unit = visible(portfolio.criteria[cell.criterion_id].unit.strip())
    level = amount_text(end.level, unit)
    if hidden or not end.rater_ids:
        return f"the {'lowest' if end is cell.low else 'highest'} rating is right ({level})"
    names = listed((person(portfolio, rater) for rater in end.rater_ids), _NAMED)
    return f"{names} {'is' if len(end.rater_ids) == 1 else 'are'} right ({level})"


def _then(portfolio: Portfolio, cell: DisputedCell, end: End) -> str:
    if not end.moves_plan:
        return f"it ranks {end.rank:,} instead of {cell.rank:,}"
    itself, others = [], []
    for keys, own, verbs in (
        (end.enters, "it is funded", ("comes in", "come in")),
        (end.leaves, "it is cut", ("leaves", "leave")),
        (end.resized, "it gets another size", ("gets another size", "get another size")),
    ):
        rest = [key for key in keys if key != cell.initiative_id]
        if len(rest) < len(keys):
            itself.append(own)
        if rest:
            others.append(f"{names_of(portfolio, rest, _NAMED)} {verbs[len(rest) > 1]}")
    return listed([*itself, *others])


def discussion_sentences(portfolio: Portfolio, result: Discussion) -> Iterator[str]:
    """Yield what to take away: how many cells, what they can change, and the first of them."""
    if not result.rated:
        yield "No cell has two ratings yet, so there is nothing to compare."
        return
    yield wide_sentence(result.wide, result.rated, result.beyond)
    if not result.wide:
        return
    yield _power(result)
    first = result.cells[0]
    name = cell_name(portfolio, first.initiative_id, first.criterion_id)
    yield f"First {name}: {cell_sentence(portfolio, first)}"


def wide_sentence(wide: int, rated: int, beyond: float) -> str:
    """Say how many of the cells with two ratings are worth discussing, and what that means."""
    half, points = "the middle half of the ratings", f"more than {number_text(beyond)} points"
    if not wide:
        return f"No cell is worth discussing: nowhere does {half} span {points}."
    verb = "is" if wide == 1 else "are"
    return f"{plural(wide, 'cell')} of {rated:,} {verb} worth discussing: {half} spans {points}."


def _power(result: Discussion) -> str:
    if result.power == "ranking":
        return "The plan adds up benefit, so ratings move the ranking and leave the plan as it is."
    if result.power == "no plan":
        return "There is no proven plan that ratings could move."
    moving = sum(cell.moves_plan for cell in result.cells)
    so_far = "" if result.final else " so far"
    if not moving:
        return f"None of them moves the plan{so_far}, whoever is right."
    return f"{plural(moving, 'cell')} could change the plan{so_far}."
