"""What a table leaves open, as questions whose answers are new choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from portfolio.exchange.case import Case
from portfolio.exchange.choices import Choices, ColumnChoice
from portfolio.exchange.dates import read_date
from portfolio.exchange.finding import Finding, Topic
from portfolio.exchange.header_text import take_apart
from portfolio.exchange.meaning import IGNORE, Meaning, Named
from portfolio.exchange.meanings import name_candidates
from portfolio.exchange.numerals import read_number
from portfolio.exchange.proposal import Answer, Creation, Question, show_value
from portfolio.exchange.units import parse_unit
from portfolio.model.days import day_text
from portfolio.model.text import capitalized

_OFFERED = 5
_LISTED = 6


def find_questions(case: Case, creates: Sequence[Creation]) -> tuple[Question, ...]:
    """Return everything that must be answered before the import.

    Args:
        case: the table and what has been found.
        creates: what would be made for it; asked about while nobody has said yes.
    """
    questions = [*_name(case), *_decimal(case), *_date_order(case)]
    for finding in case.findings:
        for topic, ask in _PER_COLUMN.items():
            if topic in finding.open:
                questions.append(ask(finding, case.choices))
    questions += [*_resource(case), *_period(case), *_rater(case), *_creation(case, creates)]
    return tuple(questions)


def _name(case: Case) -> Iterable[Question]:
    """Ask which column holds the names when several may."""
    taken = [finding.taken for finding in case.findings]
    named = [one for one in taken if one.meaning.kind == "name"]
    if named and (named[0].chosen or named[0].sure):
        return
    candidates = name_candidates(taken)
    known = any(one.meaning.kind in {"id", "code"} for one in taken)
    if len(candidates) < 2 and (named or known):
        return
    if not candidates:
        candidates = [one for one in taken if one.column.cells]
    if not candidates:
        return
    answers = tuple(
        Answer(
            f"Column {one.column.letter}: {', '.join(one.column.samples)[:60]}",
            case.choices.with_meaning(one.column.index, Meaning("name")),
        )
        for one in candidates[:_LISTED]
    )
    yield Question("Which column holds the names of the initiatives?", answers)


def _decimal(case: Case) -> Iterable[Question]:
    """Ask once for all columns whose numbers read differently under point and comma."""
    found = [finding for finding in case.findings if "decimal" in finding.open]
    if not found:
        return
    sample = found[0].sample
    number = read_number(sample)
    point, comma = number.readings if number else (None, None)
    shown = [_left_out(sample) if value is None else show_value(value) for value in (point, comma)]
    yield Question(
        f"{_columns(found)} {_writes(found)} “{sample}”. What is it?",
        (
            Answer(f"{shown[0]} (decimal point)", replace(case.choices, decimal=".")),
            Answer(f"{shown[1]} (decimal comma)", replace(case.choices, decimal=",")),
        ),
        found[0].taken.column.index,
    )


def _date_order(case: Case) -> Iterable[Question]:
    """Ask once for all columns whose dates read differently day first and month first."""
    found = [finding for finding in case.findings if "date_order" in finding.open]
    if not found:
        return
    sample = found[0].sample
    day = read_date(sample)
    first, second = day.readings if day else (None, None)
    shown = [_left_out(sample) if one is None else day_text(one) for one in (first, second)]
    yield Question(
        f"{_columns(found)} {_writes(found)} “{sample}”. Which day is it?",
        (
            Answer(f"{shown[0]} (day first)", replace(case.choices, date_order="dmy")),
            Answer(f"{shown[1]} (month first)", replace(case.choices, date_order="mdy")),
        ),
        found[0].taken.column.index,
    )


def _serials(finding: Finding, choices: Choices) -> Question:
    column = finding.taken.column
    own = choices.column(column.index)
    return Question(
        f"In {column.title}, “{finding.sample}” may be a spreadsheet's count of days. Is it?",
        (
            Answer(
                "Yes, counted from 1900 (usual)",
                choices.with_column(column.index, replace(own, serials="1900")),
            ),
            Answer(
                "Yes, counted from 1904 (old Mac files)",
                choices.with_column(column.index, replace(own, serials="1904")),
            ),
            _leave_out(finding, choices),
        ),
        column.index,
    )


def _unit(finding: Finding, choices: Choices) -> Question:
    column = finding.taken.column
    target = finding.rule.unit if finding.rule else ""
    wanted = f"in {target}" if target else "in the unit of each row's resource"
    return Question(
        f"{capitalized(column.title)} is in “{finding.unit}”, but the portfolio counts {wanted}.",
        (
            Answer(f"The numbers are already {wanted}", choices.with_scale(column.index, 1.0)),
            *_scaled_answer(finding, choices),
            _leave_out(finding, choices),
        ),
        column.index,
    )


def _scaled_answer(finding: Finding, choices: Choices) -> Iterable[Answer]:
    """Offer the scale of a foreign unit: ``k GPU hours`` as thousands of what is counted."""
    scale = parse_unit(finding.unit).scale
    target = finding.rule.unit if finding.rule else ""
    if scale != 1.0 and target:
        unit = parse_unit(target)
        said = choices.with_scale(finding.taken.column.index, scale / unit.scale)
        base = target if unit.scale == 1.0 else unit.base
        yield Answer(f"The numbers are {scale:,.0f} times {base}", said)


def _scale(finding: Finding, choices: Choices) -> Question:
    column = finding.taken.column
    target = finding.rule.unit if finding.rule else ""
    unit = parse_unit(target)
    return Question(
        f"In {column.title}, numbers such as {finding.sample} do not seem to be in {target}.",
        (
            Answer(f"They are in {unit.base}", choices.with_scale(column.index, 1 / unit.scale)),
            Answer(
                f"They are in thousands of {unit.base}",
                choices.with_scale(column.index, 1e3 / unit.scale),
            ),
            Answer(f"They are in {target}", choices.with_scale(column.index, 1.0)),
        ),
        column.index,
    )


def _percent(finding: Finding, choices: Choices) -> Question:
    column = finding.taken.column
    own = choices.column(column.index)
    return Question(
        f"{capitalized(column.title)} has numbers below and above 1. What are they?",
        (
            Answer(
                "Percentages: 0.5 is half of one percent",
                choices.with_column(column.index, replace(own, percent=True)),
            ),
            Answer(
                "Fractions: 0.5 is one half; numbers above 1 are left out",
                choices.with_column(column.index, replace(own, percent=False)),
            ),
        ),
        column.index,
    )


_PER_COLUMN: Mapping[Topic, Callable[[Finding, Choices], Question]] = {
    "serials": _serials,
    "unit": _unit,
    "scale": _scale,
    "percent": _percent,
}


def _resource(case: Case) -> Iterable[Question]:
    """Ask once of what resource amounts are that name only a period."""
    found = [
        finding
        for finding in case.findings
        if finding.taken.meaning.kind == "demand" and not finding.taken.meaning.resource
    ]
    if not found or "resource" in case.axes.nouns:
        return
    known = [*case.vocabulary.resources.all[:_OFFERED], Named(_new_name(found))]
    answers = [
        Answer(
            one.name if one.id else f"A new resource called “{one.name}”",
            _all(case, found, resource=one),
        )
        for one in known
    ]
    yield Question(
        f"{_columns(found)}: no resource is named. What is needed there?",
        (*answers, Answer("Nothing: leave this out", _all(case, found, meaning=IGNORE))),
        found[0].taken.column.index if len(found) == 1 else None,
    )


def _new_name(found: Sequence[Finding]) -> str:
    """Return what the headers of some columns call the same thing, without its period."""
    headers = [take_apart(finding.taken.column.header) for finding in found]
    names = {text.title or text.unit for text in headers}
    return names.pop() if len(names) == 1 and "" not in names else "Imported demand"


def _period(case: Case) -> Iterable[Question]:
    """Ask once what amounts mean that name no period."""
    found = [
        finding
        for finding in case.findings
        if finding.taken.meaning.kind == "demand"
        and not finding.taken.meaning.period
        and not finding.taken.meaning.spread
    ]
    if not found or "period" in case.axes.nouns:
        return
    periods = [Answer(f"All in {p.name}", _all(case, found, period=p)) for p in _periods(case)]
    yield Question(
        f"{_columns(found)} {'names' if len(found) == 1 else 'name'} no period of the plan. "
        "When are these amounts needed?",
        (
            Answer(
                "People and machines in each period, money spread evenly",
                _by_kind(case, found),
            ),
            Answer("The whole amount in each period", _all(case, found, spread="each")),
            Answer("Spread evenly over the periods", _all(case, found, spread="even")),
            *periods[:_OFFERED],
        ),
        found[0].taken.column.index if len(found) == 1 else None,
    )


def _rater(case: Case) -> Iterable[Question]:
    """Ask once whose ratings they are when neither headers nor rows say so."""
    found = [
        finding
        for finding in case.findings
        if finding.taken.meaning.kind == "rating" and not finding.taken.meaning.rater
    ]
    if not found or "rater" in case.axes.nouns:
        return
    raters = [*case.vocabulary.raters.all[:_OFFERED], Named("Imported")]
    yield Question(
        f"{_columns(found)}: no rater is named. Whose ratings are these?",
        tuple(
            Answer(
                rater.name if rater.id else f"A new rater called “{rater.name}”",
                _all(case, found, rater=rater),
            )
            for rater in raters
        ),
        found[0].taken.column.index if len(found) == 1 else None,
    )


def _creation(case: Case, creates: Sequence[Creation]) -> Iterable[Question]:
    """Ask once whether what the portfolio does not have shall be made."""
    if not creates or case.choices.create is not None:
        return
    titles = [one.title for one in creates[:_LISTED]]
    more = f", and {len(creates) - _LISTED} more" if len(creates) > _LISTED else ""
    yield Question(
        f"The portfolio does not have: {', '.join(titles)}{more}.",
        (
            Answer("Create them", replace(case.choices, create=True)),
            Answer("Leave them out", replace(case.choices, create=False)),
        ),
    )


def _all(case: Case, found: Sequence[Finding], **facts: object) -> Choices:
    """Return the choices with the same thing said about several columns."""
    choices = case.choices
    for finding in found:
        index = finding.taken.column.index
        said = replace(choices.column(index), **facts)  # type: ignore[arg-type]
        choices = choices.with_column(index, said)
    return choices


def _by_kind(case: Case, found: Sequence[Finding]) -> Choices:
    """Return the choices with budgets spread and everything else needed in each period."""
    choices = case.choices
    for finding in found:
        index, rule = finding.taken.column.index, finding.rule
        money = rule is not None and parse_unit(rule.unit).is_money
        said = replace(choices.column(index), spread="even" if money else "each")
        choices = choices.with_column(index, said)
    return choices


def _periods(case: Case) -> list[Named]:
    return case.vocabulary.periods.named


def _leave_out(finding: Finding, choices: Choices) -> Answer:
    index = finding.taken.column.index
    return Answer("Leave this column out", choices.with_column(index, ColumnChoice(IGNORE)))


def _columns(found: Sequence[Finding]) -> str:
    """Return ``Column F (“Cost”)`` or ``Columns F, G and H``."""
    if len(found) == 1:
        return capitalized(found[0].taken.column.title)
    letters = [finding.taken.column.letter for finding in found[:_LISTED]]
    if len(found) > _LISTED:
        return f"Columns {', '.join(letters)} and {len(found) - _LISTED} more"
    return f"Columns {', '.join(letters[:-1])} and {letters[-1]}"


def _writes(found: Sequence[Finding]) -> str:
    return "writes" if len(found) == 1 else "write"


def _left_out(text: str) -> str:
    return f"no number or date: leave “{text}” out"
