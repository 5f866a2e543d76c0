"""What the five lessons ask, as columns: how each is read, typed and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from portfolio.edit import (
    set_facts,
    set_figure,
    set_functions,
    set_kill,
    set_provenance,
    set_risk,
    set_training,
)
from portfolio.exchange import Parsed
from portfolio.exchange.fact_columns import answer_at
from portfolio.exchange.fact_words import ANSWERS, AnswerColumn
from portfolio.exchange.proposal import show_value
from portfolio.exchange.typed_facts import parse_answer, parse_figure
from portfolio.model import (
    CHIP_HOURS,
    FIGURE,
    FIGURES,
    Facts,
    Figure,
    FigureKind,
    Initiative,
    Portfolio,
)
from portfolio.model.compute import CHIPS
from portfolio.model.text import visible
from portfolio.report.fact_words import (
    LEVELS,
    asked_unit,
    figure_question,
    figure_sentences,
    level_text,
    stated_text,
)
from portfolio.report.initiative_lines import InitiativeLine
from ui.pages.initiatives_parts.fields import Field
from ui.tables import Column, Hints
from ui.tables.column import Kind, Write

FACTS = "facts/"
_NO_FACTS = Facts()
_VERBS: dict[str, Callable[..., Portfolio]] = {
    "": set_facts,
    "provenance": set_provenance,
    "functions": set_functions,
    "kill": set_kill,
}
_YES_NO = ("yes", "no")
_SERVING = "inference_chip"
_ABOUT = {
    "kind": "What it is decides which checks apply",
    "inference_chip": "The chip whose seconds the chip time of one use counts",
    "derived": "Whether its demand of compute follows from its training and use",
    "launched": "When people could first use it",
    "pricing": "How it earns; “none” is an answer as well",
    "evidence": "What shows that somebody pays",
    "integration": "How deep it sits in the work of its users",
    "rights": "The rights to what it was trained on",
    "output_rights": "The rights to what it makes",
    "likeness": "How the consent of people shown is had",
    "indemnity": "Whether the supplier covers claims",
    "synthetic_media": "Whether it makes pictures, sound or video",
    "kill.metric": "What is watched, such as retention on day 30",
    "kill.floor": "The level below which it ends, with its unit",
    "kill.date": "When it is judged",
    "kill.action": "What happens when the floor is not reached",
    "kill.outcome": "What the judgment was",
}


def fact_fields(portfolio: Portfolio) -> list[Field]:
    """Return every answer, every figure, and training by chip, none of them shown at first."""
    currency, chips = portfolio.settings.currency, chips_of(portfolio)
    return [
        *(answer_field(answer, chips) for answer in ANSWERS),
        *(_figure_field(kind, currency) for kind in FIGURES),
        *(_training_field(chip, currency) for chip in chips),
    ]


def chips_of(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the chips that are known or named anywhere, the known ones first."""
    named = set(portfolio.settings.lessons.chip_ratios)
    for record in portfolio.initiatives.values():
        if record.facts is not None:
            named.update(record.facts.training)
            named.add(record.facts.inference_chip)
    return (*CHIPS, *sorted(named.difference(CHIPS)))


def facts_of(record: Initiative) -> Facts:
    """Return the facts of an initiative, empty ones when nothing is stated."""
    return _NO_FACTS if record.facts is None else record.facts


def answer_id(path: str) -> str:
    """Return the id of the column of an answer."""
    return f"{FACTS}{path.replace('.', '/')}"


def figure_id(name: str) -> str:
    """Return the id of the column of a figure."""
    return f"{FACTS}figures/{name}"


def training_id(chip: str) -> str:
    """Return the id of the column of the training on one chip."""
    return f"{FACTS}training/{chip}"


def is_open(column: str) -> bool:
    """Whether the answer of a column may be not stated; others have what is assumed."""
    path = column.removeprefix(FACTS).replace("/", ".")
    return answer_at(_NO_FACTS, path) is None


def figure_of(record: Initiative, column: str) -> Figure | None:
    """Return the figure, or the hours of training, of a column; None when it is not stated."""
    table, _, name = column.removeprefix(FACTS).partition("/")
    facts = facts_of(record)
    return (facts.training if table == "training" else facts.figures).get(name)


def kind_of(column: str) -> FigureKind:
    """Return the kind of figure of a column."""
    table, _, name = column.removeprefix(FACTS).partition("/")
    return CHIP_HOURS if table == "training" else FIGURE[name]


def answer_field(answer: AnswerColumn, chips: Sequence[str] = ()) -> Field:
    """Return one answer; ``chips`` are those that serving may use."""
    path = answer.path
    listed: Kind = "text" if answer.kind == "text" else "choice"
    field: Field = Column(
        answer_id(path),
        answer.title.removesuffix(" (0–4)"),
        lambda line: answer_text(line.record, path),
        kind="date" if answer.kind == "date" else "choice" if path == _SERVING else listed,
        parse=lambda text, _hints: parse_answer(text, path),
        write=_answer_writer(path),
        choices=(lambda: chips) if path == _SERVING else _choices(answer),
        about=_ABOUT.get(path, answer.title),
        hidden=True,
        width=14,
    )
    if answer.kind == "choice":
        order = {word: n for n, word in enumerate(answer.words)}
        return replace(field, sort=lambda line: order.get(answer_at(facts_of(line.record), path)))
    return field


def answer_text(record: Initiative, path: str) -> str:
    """Return an answer as a field shows it; blank when it is not stated."""
    value = answer_at(facts_of(record), path)
    if isinstance(value, bool):
        return _YES_NO[not value]
    if isinstance(value, int):
        return level_text(path, value)
    return show_value(value)


def _choices(answer: AnswerColumn) -> Callable[[], Sequence[str]] | None:
    if answer.kind == "level":
        return lambda: [level_text(answer.path, n) for n in range(len(LEVELS[answer.path]))]
    if answer.kind == "flag":
        return lambda: _YES_NO
    return (lambda: tuple(answer.words)) if answer.kind == "choice" else None


def _answer_writer(path: str) -> Write:
    outer, _, inner = path.rpartition(".")
    default = answer_at(_NO_FACTS, path)

    def write(portfolio: Portfolio, key: str, value: Any) -> Portfolio:  # noqa: ANN401
        value = default if value is None else value
        if answer_at(facts_of(portfolio.initiatives[key]), path) == value:
            return portfolio
        if outer == "risks":
            return set_risk(portfolio, key, inner, value)
        return _VERBS[outer](portfolio, key, **{inner: value})

    return write


def _figure_field(kind: FigureKind, currency: str) -> Field:
    def write(portfolio: Portfolio, key: str, value: float | None) -> Portfolio:
        before = facts_of(portfolio.initiatives[key]).figures.get(kind.name)
        return _written(portfolio, before, value, lambda p, f: set_figure(p, key, kind.name, f))

    return _number_field(
        (figure_id(kind.name), kind.title),
        kind,
        currency,
        lambda record: facts_of(record).figures.get(kind.name),
        write,
    )


def _training_field(chip: str, currency: str) -> Field:
    def write(portfolio: Portfolio, key: str, value: float | None) -> Portfolio:
        before = facts_of(portfolio.initiatives[key]).training.get(chip)
        return _written(portfolio, before, value, lambda p, f: set_training(p, key, chip, f))

    return _number_field(
        (training_id(chip), f"Training on {visible(chip)}"),
        CHIP_HOURS,
        currency,
        lambda record: facts_of(record).training.get(chip),
        write,
    )


def _written(
    portfolio: Portfolio,
    before: Figure | None,
    value: float | None,
    put: Callable[[Portfolio, Figure | None], Portfolio],
) -> Portfolio:
    """Return the portfolio with the likely value of a figure typed; None: it is not stated.

    What is typed is in the unit that is asked for, whatever it was stated in before.
    """
    if value is None:
        return portfolio if before is None else put(portfolio, None)
    after = Figure(value) if before is None else replace(before, likely=value, unit="")
    return portfolio if after == before else put(portfolio, after)


def _number_field(
    name: tuple[str, str],
    kind: FigureKind,
    currency: str,
    figure: Callable[[Initiative], Figure | None],
    write: Write,
) -> Field:
    """Return a column of figures (id and title); the label of an outsider's is always said."""

    def parse(text: str, hints: Hints) -> Parsed:
        return parse_figure(text, kind, currency, decimal=hints.decimal)

    def read(line: InitiativeLine) -> str:
        found = figure(line.record)
        text = stated_text(found, kind, currency)
        reported = found is not None and found.label == "reported estimate"
        return f"{text} (reported)" if reported else text

    def tip(line: InitiativeLine) -> str:
        found = figure(line.record)
        return "" if found is None else figure_sentences(found, kind, currency)

    def likely(line: InitiativeLine) -> float | None:
        found = figure(line.record)
        return None if found is None else found.likely

    return Column(
        *name,
        read,
        kind="number",
        unit=asked_unit(kind, currency),
        sort=likely,
        text=lambda line: stated_text(figure(line.record), kind, currency),
        tip=tip,
        parse=parse,
        write=write,
        about=figure_question(kind, currency),
        hidden=True,
        width=13,
    )
