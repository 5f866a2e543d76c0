"""Why an initiative is funded at this size and from this start, as far as the plan tells."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from portfolio.funding.row_words import needed_text, row_clause
from portfolio.funding.wording import names_of, period_of
from portfolio.model.amounts import amount_text
from portfolio.model.text import visible

if TYPE_CHECKING:
    from portfolio.funding.reasons import Case
    from portfolio.funding.rows import Floats, Indices
    from portfolio.funding.synergies import Synergy
    from portfolio.model import Portfolio, Rule

#: Letters of the name of a size that a sentence holds.
_LETTERS = 40
#: Synergies that a sentence tells of.
_SYNERGIES = 2


def option_of(case: Case, initiative_id: str) -> int | None:
    """Return the option at which the plan funds an initiative; None when it cuts it."""
    columns = case.problem.columns_of(case.index[initiative_id])
    return next((column for column in columns if case.x[column] > 0.5), None)


def earlier_options(case: Case, initiative_id: str) -> list[int]:
    """Return the options that start before the one that the plan has chosen."""
    chosen = option_of(case, initiative_id)
    if chosen is None:
        return []
    start = case.problem.options.start
    columns = case.problem.columns_of(case.index[initiative_id])
    return [column for column in columns if start[column] < start[chosen]]


def size_name(case: Case, option: int) -> str:
    """Return ``Pilot size``; empty where the initiative has one size only."""
    options = case.problem.options
    key = case.problem.tables.initiative_ids[options.initiative[option]]
    levels = case.portfolio.initiatives[key].levels
    level = levels.get(options.level_ids[option])
    if level is None or len(levels) < 2:
        return ""
    return f"{visible(level.name.strip()[:_LETTERS]) or 'unnamed'} size"


def start_name(case: Case, option: int) -> str:
    """Return the name of the period in which an option starts; empty without periods."""
    periods = case.problem.tables.period_ids
    if not periods:
        return ""
    return case.portfolio.periods[periods[int(case.problem.options.start[option])]].name


def manner(case: Case, option: int) -> str:
    """Return ``at Pilot size from Q3``, as far as the initiative leaves a choice."""
    index = int(case.problem.options.initiative[option])
    several = len(case.problem.profiles[index].starts) > 1
    size = size_name(case, option)
    words = (f"at {size}" if size else "", f"from {start_name(case, option)}" if several else "")
    return " ".join(word for word in words if word)


def size_words(case: Case, initiative_id: str) -> str:
    """Return why it is not funded at its next larger size, as a sentence; empty at the largest."""
    chosen = option_of(case, initiative_id)
    if chosen is None or not size_name(case, chosen):
        return ""
    options = case.problem.options
    columns = case.problem.columns_of(case.index[initiative_id])
    alike = [column for column in columns if options.start[column] == options.start[chosen]]
    larger = alike[alike.index(chosen) + 1 :]
    if not larger:
        return f"Funded at {size_name(case, chosen)}, its largest."
    why = _in_the_way(case, chosen, larger[0])
    return f"Funded at {size_name(case, chosen)}, because {size_name(case, larger[0])} {why}."


def deferral_words(case: Case, initiative_id: str) -> str:
    """Return why it starts no earlier, as a sentence; empty when it starts as stated."""
    chosen = option_of(case, initiative_id)
    if chosen is None or case.problem.options.shift[chosen] <= 0:
        return ""
    options = case.problem.options
    head = f"Deferred to {start_name(case, chosen)}"
    earlier = earlier_options(case, initiative_id)
    if not earlier:
        return f"{head}, the earliest start that is open to it."
    level = options.level_ids[chosen]
    alike = [column for column in earlier if options.level_ids[column] == level] or earlier
    gates = {column: _gate_on(case, passed_instead(case, chosen, column)[0]) for column in alike}
    gate = next((words for words in gates.values() if words), "")
    free = [column for column in alike if not gates[column]]
    if not free:
        return f"{head}: it {gate}."
    stated = min(free, key=lambda column: (abs(int(options.shift[column])), column))
    also = f"it {gate}, and " if gate else ""
    why = _in_the_way(case, chosen, stated)
    return f"{head}, because {also}a start in {start_name(case, stated)} {why}."


def passed_instead(case: Case, chosen: int, other: int) -> tuple[Indices, Floats]:
    """Return the rows passed when ``other`` takes the place of ``chosen``, and what it adds."""
    rows, ledger = case.problem.rows, case.ledger
    need = ledger.need([other]) - ledger.need([chosen])
    over = (need > 0) & (ledger.activity + need > rows.upper + rows.slack)
    return np.flatnonzero(over), need


def _gate_on(case: Case, rows: Iterable[int]) -> str:
    sources, rules = case.problem.rows.sources, case.portfolio.rules
    gates = [sources[row].rule_id for row in rows if sources[row].kind == "gate"]
    return waits_words(case.portfolio, rules[gates[0]]) if gates else ""


def waits_words(portfolio: Portfolio, rule: Rule) -> str:
    """Return what a gate makes an initiative do: ``waits for its gate: rights are cleared``."""
    what = visible(rule.value.strip().rstrip("."))
    period = portfolio.periods.get(rule.period or "")
    when = f" (expected by {period.name})" if period is not None else ""
    return f"waits for its gate: {what}{when}" if what else f"waits for its gate{when}"


def _in_the_way(case: Case, chosen: int, other: int) -> str:
    """Return what an option runs into beside the rest of the plan, as a predicate."""
    full, _ = passed_instead(case, chosen, other)
    sources = case.problem.rows.sources
    if not len(full):
        return "is worth no more"
    barred = [int(row) for row in full if sources[row].kind != "capacity"]
    if barred:
        return f"breaks the rule that {row_clause(case.portfolio, case.problem, barred[0])}"
    needed = case.ledger.need([other])
    upper = case.problem.rows.upper[full]
    free = upper - case.ledger.activity[full] + case.ledger.need([chosen])[full]
    most = int(np.argmax((needed[full] - free) / np.maximum(upper, 1e-12)))
    row = int(full[most])
    return _short_of(case, row, float(needed[row]), max(float(free[most]), 0.0))


def _short_of(case: Case, row: int, needed: float, free: float) -> str:
    source, tables = case.problem.rows.sources[row], case.problem.tables
    unit = case.portfolio.resources[tables.resource_ids[source.resource]].unit
    need = needed_text(case.portfolio, case.problem, source, needed)
    when = period_of(case.portfolio, tables, source.resource, source.period)
    return f"needs {need}{when}, where the rest of the plan leaves {amount_text(free, unit)}"


def together_words(case: Case, initiative_id: str) -> str:
    """Return what an initiative adds or loses beside what is funded, as a sentence."""
    funded = initiative_id in case.plan.chosen
    found = []
    for synergy in _earned(case, initiative_id):
        names = [case.problem.tables.initiative_ids[member] for member in synergy.members]
        others = names_of(case.portfolio, (i for i in names if i != initiative_id))
        verb, more = ("add", " more") if synergy.gain > 0 else ("lose", "")
        does = f"{verb}s" if funded else f"would {verb}"
        found.append(f"With {others} it {does} {case.worth(abs(synergy.gain))}{more}.")
    return " ".join(found[:_SYNERGIES])


def together_gain(case: Case, initiative_id: str) -> float:
    """Return what synergies with funded initiatives add to it, below 0 for a loss."""
    return math.fsum(synergy.gain for synergy in _earned(case, initiative_id))


def _earned(case: Case, initiative_id: str) -> list[Synergy]:
    """Return the synergies of an initiative whose other members are funded."""
    index, ids = case.index[initiative_id], case.problem.tables.initiative_ids
    return [
        synergy
        for synergy in case.problem.synergies
        if index in synergy.members
        and all(ids[member] in case.plan.chosen for member in synergy.members if member != index)
    ]
