"""What one check says of one initiative, with everything that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isinf, isnan, nan

import numpy as np

from portfolio.lessons.board import Board
from portfolio.lessons.check import Answer, Check, Measure, Said, Status
from portfolio.lessons.inputs import Inputs
from portfolio.lessons.lights import STATUSES, codes_of, values_of
from portfolio.lessons.ranges import ends_of
from portfolio.lessons.registry import CHECK, CHECKS
from portfolio.lessons.subject import Subject
from portfolio.lessons.terms import Term, Terms, filled, first, missing_of, notes_on, oddities
from portfolio.lessons.thresholds import Threshold, in_force, is_changed
from portfolio.lessons.turns import Turn, turns_of
from portfolio.lessons.words import value_text
from portfolio.model.text import listed


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold as this portfolio uses it: ``value`` with its text; and whether changed."""

    threshold: Threshold
    value: float
    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class End:
    """The value at one end of the stated ranges, and its light."""

    value: float
    text: str
    status: Status


@dataclass(frozen=True, slots=True)
class PartFinding:
    """What one part of a check says.

    Attributes:
        name: of the part; ``title`` as a phrase with a capital.
        status: of the part; *does not apply* with the reason as the sentence.
        sentence: what was found, the number first.
        value: as likely, with its ``text``; NaN for an answer, and where it is missing.
        formula: with the numbers filled in and its result; of an answer, the rule.
        basis: where the rule of an answer comes from; limits name their own.
        limits: thresholds, the red one first.
        terms: the numbers of the formula, and where each comes from.
        kindest: at the kinder end of every stated range, and ``harshest`` at the other;
            None without ranges.
        turns: what would turn it green.
        missing: what has to be stated, as phrases.
        notes: what a reader should know of the numbers, a sentence each.
    """

    name: str
    title: str
    status: Status
    sentence: str
    value: float = nan
    text: str = ""
    formula: str = ""
    basis: str = ""
    limits: tuple[Limit, ...] = ()
    terms: tuple[Term, ...] = ()
    kindest: End | None = None
    harshest: End | None = None
    turns: tuple[Turn, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says of an initiative.

    Attributes:
        initiative: its id.
        check: that was asked.
        status: the light.
        sentence: of the part that decides the light.
        p_red: probability that it is red, 0 to 1; None when nothing is known or asked.
        parts: in the order of the check.
    """

    initiative: str
    check: Check
    status: Status
    sentence: str
    p_red: float | None
    parts: tuple[PartFinding, ...]


def finding(board: Board, initiative: str, code: str) -> Finding:
    """Return what one check of the board says, with its formula, figures and ways out.

    Raises:
        KeyError: for an initiative or a check that there is not.
    """
    inputs = Inputs([board.subject(initiative)], samples=0)
    return _found(board, CHECK[code], inputs, Terms(inputs))


def _found(board: Board, check: Check, inputs: Inputs, sources: Terms) -> Finding:
    """Return what one check says of the initiative of these inputs."""
    initiative = inputs.subjects[0].id
    status, chance = board.status(initiative, check.code), board.chance(initiative, check.code)
    why = check.applies(inputs.subjects[0])
    if why:
        return Finding(initiative, check, status, why, None, ())
    parts = tuple(_part(part, inputs, sources) for part in check.parts)
    deciding = [said for part, said in zip(check.parts, parts, strict=True) if _decides(part, said)]
    sentence = next(
        (said.sentence for said in deciding if said.status == status), parts[0].sentence
    )
    return Finding(initiative, check, status, sentence, None if isnan(chance) else chance, parts)


def _decides(part: Measure | Answer, said: PartFinding) -> bool:
    """Whether a part has a say in the light: one that is optional and missing has none."""
    return said.status != "missing" or not (isinstance(part, Measure) and part.optional)


def findings(board: Board, initiative: str) -> tuple[Finding, ...]:
    """Return every finding on one initiative: reds first, then in the order of the board."""
    inputs = Inputs([board.subject(initiative)], samples=0)
    sources = Terms(inputs)
    found = [_found(board, check, inputs, sources) for check in CHECKS]
    return tuple(sorted(found, key=lambda each: STATUSES.index(each.status)))


def _part(part: Measure | Answer, inputs: Inputs, sources: Terms) -> PartFinding:
    if isinstance(part, Answer):
        return _answered(part, part.judge(inputs.subjects[0]))
    why = part.applies(inputs.subjects[0])
    if why:
        return PartFinding(part.name, part.title, "does not apply", why)
    return _measured(part, inputs, sources)


def _answered(part: Answer, said: Said) -> PartFinding:
    return PartFinding(
        part.name,
        part.title,
        said.status,
        said.sentence,
        formula=part.rule,
        basis=part.basis,
        turns=tuple(Turn("", None, nan, None, sentence) for sentence in said.turns),
        missing=said.missing,
    )


def _measured(part: Measure, inputs: Inputs, sources: Terms) -> PartFinding:
    subject = inputs.subjects[0]
    values = values_of(part, inputs)
    value, status = first(values), STATUSES[int(codes_of(part, values, subject.settings)[0, 0])]
    text = value_text(value, part.unit, subject.settings)
    terms = tuple(sources.of(name) for name in part.needs)
    missing = missing_of(inputs, part.needs) if status == "missing" else ()
    limits = _limits(part, subject)
    is_spared = part.optional and status == "missing"
    leaves = [leaf.name for term in terms for leaf in term.leaves()]
    ends = None if isnan(value) else ends_of(part, inputs, leaves)
    return PartFinding(
        part.name,
        part.title,
        status,
        _without_value(terms, missing, subject)
        if isnan(value)
        else _sentence(part, value, text, limits),
        value,
        text,
        f"{filled(inputs, part.formula, part.needs)} = {text}",
        "",
        limits,
        terms,
        None if ends is None else _end(part, ends[0], subject),
        None if ends is None else _end(part, ends[1], subject),
        () if status == "green" or is_spared else turns_of(part, inputs),
        missing,
        tuple(notes_on(terms, subject)),
    )


def _limits(part: Measure, subject: Subject) -> tuple[Limit, ...]:
    settings = subject.settings
    return tuple(
        Limit(
            limit,
            in_force(limit, settings),
            value_text(in_force(limit, settings), part.unit, settings),
            is_changed(limit, settings),
        )
        for limit in (part.red, part.amber)
        if limit is not None
    )


def _sentence(part: Measure, value: float, text: str, limits: tuple[Limit, ...]) -> str:
    side = "below" if part.better == "more" else "above"
    colors = {part.red: "red", part.amber: "amber"}
    held = listed(
        f"{colors[limit.threshold]} {side} {limit.text}{' (changed)' if limit.changed else ''}"
        for limit in limits
    )
    said = f"{part.title}: {text}{f', {held}' if held else ''}."
    remark = part.remark(value)
    if remark and isinf(value) and part.unit != "months":
        return remark
    return f"{said} {remark}" if remark else said


def _without_value(terms: tuple[Term, ...], missing: tuple[str, ...], subject: Subject) -> str:
    odd = oddities(terms, subject)
    wanting = [phrase for phrase in missing if not phrase.startswith(tuple(odd))]
    if missing:
        unsaid = [f"Not stated: {listed(wanting)}."] if wanting else []
        return " ".join([*odd.values(), *unsaid])
    zero = [leaf.title for term in terms for leaf in term.leaves() if leaf.value == 0]
    if zero:
        return f"There is no answer while this is 0: {listed(dict.fromkeys(zero))}."
    return "These numbers do not fit together."


def _end(part: Measure, value: float, subject: Subject) -> End:
    code = int(codes_of(part, np.array([[value]]), subject.settings)[0, 0])
    return End(value, value_text(value, part.unit, subject.settings), STATUSES[code])
