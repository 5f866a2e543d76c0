"""The meaning of each column: by its header, its cells, and the other columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from portfolio.exchange.choices import Choices, ColumnChoice
from portfolio.exchange.fact_words import ANSWER
from portfolio.exchange.field_words import PART_WORDS
from portfolio.exchange.meaning import IGNORE, TITLES, Meaning, MeaningKind, Named
from portfolio.exchange.profile import Column, has_dates
from portfolio.exchange.vocabulary import WORDY, HeaderGuess, Vocabulary
from portfolio.exchange.words import BENEFIT_WORDS, STAGE_WORDS, STATUS_WORDS, lookup, plain_words

AXES: frozenset[MeaningKind] = frozenset(
    ("resource_name", "period_name", "criterion_name", "rater_name")
)
NUMERIC: frozenset[MeaningKind] = frozenset(
    ("benefit", "demand", "rating", "probability", "benefit_delay", "figure", "training")
)
_LISTS: Mapping[MeaningKind, Mapping[str, tuple[str, ...]]] = {
    "stage": STAGE_WORDS,
    "status": STATUS_WORDS,
    "benefit_kind": BENEFIT_WORDS,
}
_AMOUNT_WORDS = frozenset(("amount", "demand", "quantity", "qty", "need", "needed", "value"))
_RATING_WORDS = frozenset(("rating", "score", "value", "points", "grade"))
_FEW = 0.3
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Taken:
    """What one column is taken for, and why; fields as in ``ColumnGuess``."""

    column: Column
    meaning: Meaning
    chosen: bool
    sure: bool
    evidence: str
    others: tuple[Meaning, ...]
    unit: str = ""
    aside: str = ""
    own: bool = False


def take_columns(columns: list[Column], vocabulary: Vocabulary, choices: Choices) -> list[Taken]:
    """Return what each column is taken for."""
    taken = [_first_look(column, vocabulary.guess(column.header), choices) for column in columns]
    taken = [_checked(one) for one in taken]
    taken = _long_form(taken, choices)
    taken = _named(taken, vocabulary)
    return _without_doubles(taken)


def _first_look(column: Column, guess: HeaderGuess, choices: Choices) -> Taken:
    """Return the user's choice, or what the header says."""
    chosen = choices.column(column.index).meaning
    meaning = chosen or guess.meaning
    same = chosen is None or chosen == guess.meaning
    others = [guess.meaning, *guess.others] if chosen else list(guess.others)
    others = [other for other in others if other != chosen]
    evidence = guess.evidence if same else "you chose this"
    return Taken(
        column,
        meaning,
        chosen is not None,
        chosen is not None or guess.sure,
        evidence,
        tuple(dict.fromkeys(others)),
        guess.unit,
        guess.aside,
        guess.own,
    )


def _filled_in(meaning: Meaning, choice: ColumnChoice) -> Meaning:
    """Return a meaning with what the user said about the parts that it leaves open."""
    if meaning.kind == "demand":
        open_period = not meaning.period and not meaning.spread
        return replace(
            meaning,
            resource=meaning.resource or choice.resource,
            period=choice.period if open_period else meaning.period,
            spread=choice.spread if open_period else meaning.spread,
        )
    if meaning.kind == "rating" and not meaning.rater:
        return replace(meaning, rater=choice.rater)
    return meaning


def _checked(taken: Taken) -> Taken:
    """Give up a guess that the cells contradict."""
    column, kind = taken.column, taken.meaning.kind
    if taken.chosen or taken.own or not column.cells:
        return taken
    if kind in NUMERIC and column.number_share < _FEW:
        return _given_up(taken, "but few of its cells are numbers")
    if kind in WORDY and column.header != TITLES[kind]:
        return _worded(taken)
    if kind == "ignore" and not taken.others and column.header and column.number_share > _MOST:
        return replace(taken, others=_numbers(column.header))
    words = ANSWER[taken.meaning.of].words if kind == "answer" else _LISTS.get(kind)
    if words and not any(lookup(words, text) for text, _ in column.cells):
        others = (Meaning("category"), Meaning("tags"))
        noun = taken.meaning.title if kind == "answer" else kind.replace("_", " ")
        return _given_up(taken, f"but none of its texts is a {noun}", others)
    return taken


def _worded(taken: Taken) -> Taken:
    """Give up an attribute that is told in words when its cells are amounts or dates."""
    column = taken.column
    if (column.unit_share if taken.sure else column.number_share) > _MOST:
        return _counted(taken)
    if has_dates(column):
        return _given_up(taken, "but its cells are dates", (Meaning("end"), Meaning("start")))
    return taken


def _counted(taken: Taken) -> Taken:
    """Take a column with the header of an attribute for amounts, of what must be asked."""
    amounts = next((one for one in taken.others if one.kind == "demand"), None)
    if amounts is None:
        return _given_up(taken, "but its cells are numbers", _numbers(taken.column.header))
    evidence = f"{taken.evidence}, but its cells are amounts"
    others = (taken.meaning, *(one for one in taken.others if one != amounts), IGNORE)
    return replace(taken, meaning=amounts, sure=False, evidence=evidence, others=others)


def _numbers(header: str) -> tuple[Meaning, ...]:
    """Return what a column of numbers may be whose header says nothing that is known."""
    name = Named(" ".join(header.split()))
    return (Meaning("demand", resource=name), Meaning("rating", criterion=name), Meaning("benefit"))


def _given_up(taken: Taken, why: str, others: tuple[Meaning, ...] = ()) -> Taken:
    return replace(
        taken,
        meaning=IGNORE,
        sure=False,
        evidence=f"{taken.evidence}, {why}",
        others=(taken.meaning, *taken.others, *others),
    )


def _long_form(taken: list[Taken], choices: Choices) -> list[Taken]:
    """Settle tables with one row for each resource, period or criterion of an initiative."""
    kinds = {one.meaning.kind for one in taken}
    taken = [
        _value_column(one, demands="resource_name" in kinds, ratings="criterion_name" in kinds)
        for one in taken
    ]
    taken = [
        replace(one, meaning=_filled_in(one.meaning, choices.column(one.column.index)))
        for one in taken
    ]
    needed = {
        "resource_name": any(m.kind == "demand" and not m.resource for m in _meanings(taken)),
        "period_name": any(
            m.kind == "demand" and not m.period and not m.spread for m in _meanings(taken)
        ),
        "criterion_name": any(m.kind == "rating" and not m.criterion for m in _meanings(taken)),
        "rater_name": any(m.kind == "rating" and not m.rater for m in _meanings(taken)),
    }
    return [
        _given_up(one, "but no column has a value for it")
        if not needed.get(one.meaning.kind, True) and not one.chosen
        else one
        for one in taken
    ]


def _meanings(taken: list[Taken]) -> list[Meaning]:
    return [one.meaning for one in taken]


def _value_column(taken: Taken, *, demands: bool, ratings: bool) -> Taken:
    """Recognize the column of values in a long table."""
    words = plain_words(taken.column.header)
    part = PART_WORDS.get(words)
    if taken.chosen or taken.meaning.kind not in {"ignore", "benefit", "unit"}:
        return taken
    if demands and (part or words in _AMOUNT_WORDS) and taken.column.number_share >= _FEW:
        meaning = Meaning("demand", part or "likely")
        return replace(taken, meaning=meaning, sure=True, evidence="it holds the rows' amounts")
    if ratings and words in _RATING_WORDS and taken.column.number_share >= _FEW:
        meaning = Meaning("rating")
        return replace(taken, meaning=meaning, sure=True, evidence="it holds the rows' ratings")
    if demands and words == "unit":
        return _given_up(taken, "but in this table it may be the unit of the amounts")
    return taken


def _named(taken: list[Taken], vocabulary: Vocabulary) -> list[Taken]:
    """Fill in what only one thing can be: the name, the only period, the only rater."""
    taken = _with_name(taken)
    kinds = {one.meaning.kind for one in taken}
    new = any(one.meaning.period and not one.meaning.period.id for one in taken)
    periods = vocabulary.periods.named or ([] if new else [Named("Whole plan")])
    found = []
    for one in taken:
        meaning = one.meaning
        bare = meaning.kind == "demand" and not meaning.period and not meaning.spread
        if bare and "period_name" not in kinds and len(periods) == 1 and not new:
            one = replace(one, meaning=replace(meaning, period=periods[0]))  # noqa: PLW2901 - filled in
        found.append(one)
    return found


def _with_name(taken: list[Taken]) -> list[Taken]:
    """Take a column of different words for the names when no header says which it is."""
    if any(one.meaning.kind == "name" for one in taken):
        return taken
    candidates = name_candidates(taken)
    if not candidates:
        return taken
    best = candidates[0]
    named = replace(
        best,
        meaning=Meaning("name"),
        sure=False,
        evidence="no header says which column holds the names; this one has different words",
        others=(IGNORE, *best.others),
    )
    return [named if one is best else one for one in taken]


def name_candidates(taken: list[Taken]) -> list[Taken]:
    """Return the columns that may hold the names, likeliest first."""
    words = [
        one
        for one in taken
        if one.meaning.kind in {"ignore", "goal", "name"}
        and not (one.chosen and one.meaning.kind == "ignore")
        and one.column.cells
        and one.column.is_text
    ]
    return sorted(words, key=lambda one: -len(one.column.cells) / max(1, one.column.filled))


def _without_doubles(taken: list[Taken]) -> list[Taken]:
    """Let only one column have a meaning: the user's, else the surest, else the first."""
    best: dict[Meaning, Taken] = {}
    for one in taken:
        rival = best.get(one.meaning)
        if rival is None or (one.chosen, one.sure) > (rival.chosen, rival.sure):
            best[one.meaning] = one
    return [
        one
        if one.meaning == IGNORE or best[one.meaning] is one
        else _given_up(one, f"but column {best[one.meaning].column.letter} has that meaning")
        for one in taken
    ]
