"""Facts as columns of a table: those that any of the initiatives states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from portfolio.exchange.fact_words import ANSWERS
from portfolio.exchange.figure_words import kind_named
from portfolio.exchange.headers import figure_header, training_header
from portfolio.exchange.meaning import PARTS, Part
from portfolio.exchange.proposal import CellValue
from portfolio.model import FIGURES, MONEY, Facts, Figure, FigureKind, Initiative
from portfolio.model.figures import unit_fits

Value = Callable[[str, Initiative], CellValue]
_DEFAULTS = Facts()


def fact_columns(records: Iterable[Initiative], currency: str) -> Iterator[tuple[str, Value, bool]]:
    """Yield header, value and whether it is a share, of each fact that is stated.

    A figure in another unit than the one asked for, such as another currency, is left blank:
    it could not be told from one in that unit. Dates, sources and labels of figures are in
    the workbook of the whole portfolio.

    Args:
        records: that the table holds.
        currency: of the portfolio.
    """
    stated = [record.facts for record in records if record.facts is not None]
    for answer in ANSWERS:
        if any(_answer(facts, answer.path) is not None for facts in stated):
            yield answer.title, _answers(answer.path), False
    names = {name for facts in stated for name in facts.figures}
    known = [kind.name for kind in FIGURES if kind.name in names]
    for name in (*known, *sorted(names.difference(known))):
        kind = kind_named(name, training=False)
        unit = kind.unit.replace(MONEY, currency)
        for part in PARTS:
            value = _figures("figures", name, part, kind, currency)
            if any(_figure(f.figures, name, part, kind, currency) is not None for f in stated):
                yield figure_header(name, part, unit), value, kind.is_share
    for chip in sorted({chip for facts in stated for chip in facts.training}):
        kind = kind_named(chip, training=True)
        for part in PARTS:
            value = _figures("training", chip, part, kind, currency)
            if any(_figure(f.training, chip, part, kind, currency) is not None for f in stated):
                yield training_header(chip, part, kind.unit), value, False


def _answers(path: str) -> Value:
    return lambda _, record: None if record.facts is None else _answer(record.facts, path)


def _answer(facts: Facts, path: str) -> CellValue:
    """Return an answer as a cell; blank where nothing, or only what is assumed, is stated."""
    found, default = answer_at(facts, path), answer_at(_DEFAULTS, path)
    if found is None or found == default:
        return None
    if isinstance(found, bool):
        return "yes" if found else "no"
    return float(found) if isinstance(found, int) else found


def answer_at(facts: Facts, path: str) -> Any:  # noqa: ANN401 - any answer
    """Return what is stated at the path of an answer; None where nothing is."""
    outer, _, inner = path.rpartition(".")
    record = getattr(facts, outer) if outer else facts
    return record.get(inner) if isinstance(record, Mapping) else getattr(record, inner)


def _figures(table: str, name: str, part: Part, kind: FigureKind, currency: str) -> Value:
    def value(_: str, record: Initiative) -> CellValue:
        facts = record.facts
        return None if facts is None else _figure(getattr(facts, table), name, part, kind, currency)

    return value


def _figure(
    figures: Mapping[str, Figure], name: str, part: Part, kind: FigureKind, currency: str
) -> float | None:
    figure = figures.get(name)
    if figure is None or not unit_fits(figure.unit, kind, currency):
        return None
    found: float | None = getattr(figure, part)
    return None if found is None else float(found)
