"""A table and a portfolio in, a proposal out: nothing is changed, nothing is guessed unseen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from portfolio.errors import PortfolioError, Tick
from portfolio.exchange.axes import Axes, parts_of
from portfolio.exchange.case import Case
from portfolio.exchange.choices import Choices
from portfolio.exchange.column_rules import find_rules
from portfolio.exchange.finding import Finding
from portfolio.exchange.layout import find_layout
from portfolio.exchange.meaning import IGNORE, Meaning
from portfolio.exchange.meanings import Taken, take_columns
from portfolio.exchange.profile import columns_of
from portfolio.exchange.proposal import ColumnGuess, Creation, Proposal
from portfolio.exchange.questions import find_questions
from portfolio.exchange.rows import RowPlans, plan_rows
from portfolio.exchange.sheet import Sheet
from portfolio.exchange.vocabulary import Vocabulary
from portfolio.model import Portfolio
from portfolio.model.text import capitalized

_OFFERED = 6
_LISTED = 12
_TEXTUAL = (Meaning("notes"), Meaning("category"), Meaning("tags"), Meaning("goal"))
_NUMERICAL = (Meaning("benefit"), Meaning("probability"))


def propose(
    sheet: Sheet, portfolio: Portfolio, choices: Choices | None = None, tick: Tick | None = None
) -> Proposal:
    """Return what importing a table would do.

    Args:
        sheet: the table.
        portfolio: to import into; it is not changed.
        choices: what the user has decided; the rest is guessed with its evidence, or
            becomes a question whose answers carry the choices to propose with next.
        tick: called now and then with ``(fraction, text)``.

    Raises:
        PortfolioError: the table has no cells.
    """
    if not sheet.rows:
        raise PortfolioError("The table is empty.", sheet.source, "Choose another one.")
    case = _case(sheet, portfolio, choices or Choices())
    rows = plan_rows(case, tick)
    creates = _creates(case, rows)
    layout = case.layout
    return Proposal(
        sheet=sheet,
        choices=case.choices,
        header_row=layout.header_row,
        header_rows=layout.header_rows,
        columns=tuple(_guess(finding) for finding in case.findings),
        rows=rows.rows,
        values=rows.values,
        problems=rows.problems,
        creates=tuple(creates),
        questions=find_questions(case, _unasked(case, creates)),
        notes=(*sheet.notes, *_notes(case)),
    )


def _case(sheet: Sheet, portfolio: Portfolio, choices: Choices) -> Case:
    """Return the table with the meaning and the rule of each column."""
    vocabulary = Vocabulary(portfolio)
    layout = find_layout(sheet, vocabulary, choices)
    taken = take_columns(columns_of(sheet, layout), vocabulary, choices)
    if choices.create is False:
        taken = [_without_new(one) for one in taken]
    findings = find_rules(taken, portfolio, choices)
    axes = Axes([one.meaning for one in taken], vocabulary)
    return Case(sheet, portfolio, vocabulary, choices, layout, findings, axes)


def _without_new(taken: Taken) -> Taken:
    """Leave out a column for which something would have to be created."""
    new = taken.meaning.new
    if not new or taken.chosen:
        return taken
    names = ", ".join(f"“{one.name}”" for one in new)
    others = (taken.meaning, *taken.others)
    evidence = f"it would need {names} to be created"
    return replace(taken, meaning=IGNORE, sure=True, evidence=evidence, others=others)


def _creates(case: Case, rows: RowPlans) -> list[Creation]:
    """Return what the columns and rows need that the portfolio does not have."""
    found: dict[tuple[str, str], Creation] = {}
    for finding in case.findings:
        unit = finding.rule.unit if finding.rule else ""
        for noun, named in parts_of(finding.taken.meaning):
            if named.id is None:
                found.setdefault((noun, named.name), Creation(noun, named.name))
                if noun == "resource":
                    found[noun, named.name] = Creation(noun, named.name, unit)
    for noun, name in rows.new_names:
        unit = "units" if noun == "resource" else ""
        found.setdefault((noun, name), Creation(noun, name, unit))
    return list(found.values())


def _unasked(case: Case, creates: Sequence[Creation]) -> list[Creation]:
    """Return the creations that no choice of the user names."""
    chosen: set[tuple[str, str]] = set()
    for choice in case.choices.columns.values():
        said = Meaning("ignore", resource=choice.resource, period=choice.period, rater=choice.rater)
        for meaning in (said, choice.meaning or IGNORE):
            chosen |= {(noun, one.name) for noun, one in parts_of(meaning)}
    return [one for one in creates if (one.noun, one.name) not in chosen]


def _guess(finding: Finding) -> ColumnGuess:
    """Return what the user is shown of a column."""
    taken, rule = finding.taken, finding.rule
    column = taken.column
    clauses = "; ".join((taken.evidence, *finding.clauses))
    doubt = not taken.sure and bool(column.cells) and taken.meaning != IGNORE
    lost = taken.meaning == IGNORE and not taken.sure and bool(taken.others)
    return ColumnGuess(
        index=column.index,
        letter=column.letter,
        header=column.header,
        samples=column.samples,
        meaning=taken.meaning,
        chosen=taken.chosen,
        alternatives=tuple(_alternatives(taken))[:_OFFERED],
        evidence=f"{capitalized(clauses)}.",
        ambiguous=doubt or lost or bool(finding.open),
        decimal=rule.decimal if rule else None,
        date_order=rule.date_order if rule else None,
        unit=finding.unit,
        scale=rule.scale if rule else 1.0,
    )


def _alternatives(taken: Taken) -> Iterable[Meaning]:
    """Return other meanings to offer for a column."""
    usual = _TEXTUAL if taken.column.is_text else _NUMERICAL
    others = (*taken.others, *usual, IGNORE)
    return dict.fromkeys(other for other in others if other != taken.meaning)


def _notes(case: Case) -> list[str]:
    """Return sentences on the table as a whole."""
    notes = []
    layout = case.layout
    if layout.header_row is None:
        notes.append("No header row was found; choose one if there is one.")
    elif not layout.certain:
        number = case.sheet.row_numbers[layout.header_row]
        notes.append(f"Row {number} is taken for the header because of its shape; check it.")
    if layout.header_rows == 2:
        notes.append("The header takes two rows; they were joined.")
    left = [
        finding.taken.column.title
        for finding in case.findings
        if finding.taken.meaning == IGNORE and finding.taken.column.cells
    ]
    if left:
        more = f" and {len(left) - _LISTED} more" if len(left) > _LISTED else ""
        notes.append(f"Left out: {', '.join(left[:_LISTED])}{more}.")
    return notes
