"""What reversing a verdict costs and displaces, in words."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.funding.choice_words import manner
from portfolio.funding.reasons import Case
from portfolio.funding.reverse import Swap
from portfolio.funding.wording import names_of
from portfolio.model.amounts import percent_text

#: Costs below this share of the plan's value are none: what is left is rounding.
_NONE = 1e-9
_COSTS_NOTHING = "That costs nothing: the plan would be worth as much without it."


def cut_words(case: Case, initiative_id: str, swap: Swap) -> str:
    """Return what forcing a cut initiative in would do."""
    if not swap.possible:
        return _impossible(swap, "No plan that obeys every limit and rule can fund it.")
    if _better(case, swap):
        return f"A plan with it was found that is worth {case.worth(-swap.cost)} more."
    doing = "Continuing it" if _running(case, initiative_id) else "Forcing it in"
    return _imposed(case, initiative_id, swap, doing)


def earlier_words(case: Case, initiative_id: str, swap: Swap) -> str:
    """Return what an earlier start of a deferred initiative would do."""
    if not swap.possible:
        return _impossible(swap, "No plan that obeys every limit and rule starts it earlier.")
    if _better(case, swap):
        return f"A plan that starts it earlier was found, worth {case.worth(-swap.cost)} more."
    return _imposed(case, initiative_id, swap, "Starting it earlier")


def _imposed(case: Case, initiative_id: str, swap: Swap, doing: str) -> str:
    """Return what imposing something on an initiative displaces, brings in and costs."""
    others = [i for i in swap.enters if i != initiative_id]
    displaces = _displaces(case, swap.leaves)
    brings = f"bring in {names_of(case.portfolio, others)}" if others else ""
    if _free(case, swap):
        effects = _joined([displaces, brings])
        return f"{doing} would {effects + ' at no cost' if effects else 'cost nothing'}."
    effects = _joined([displaces, brings, f"cost {_cost(case, swap)}"])
    return f"{doing} would {effects}."


def funded_words(case: Case, initiative_id: str, swap: Swap) -> str:
    """Return what leaving a funded initiative out would do."""
    if not swap.possible:
        return _impossible(swap, "No plan that obeys every limit and rule can do without it.")
    if _better(case, swap):
        return f"A plan without it was found that is worth {case.worth(-swap.cost)} more."
    others = [i for i in swap.leaves if i != initiative_id]
    along = f", and {names_of(case.portfolio, others)} would go as well" if others else ""
    if swap.enters:
        place = "their" if others else "its"
        instead = f"; {names_of(case.portfolio, swap.enters)} would take {place} place"
    else:
        instead = "; nothing else would come in"
    cost = "nothing" if _free(case, swap) else _cost(case, swap)
    doing = "Stopping it" if _running(case, initiative_id) else "Leaving it out"
    return f"{doing} would cost {cost}{along}{instead}."


def forced_in_words(case: Case, initiative_id: str, swap: Swap) -> str:
    """Return what forcing a funded initiative in costs."""
    if not swap.possible or _free(case, swap):
        return _COSTS_NOTHING
    option = moved_to(case, swap, initiative_id)
    if option is not None:
        otherwise = f"the plan would fund it {manner(case, option)}"
        return f"That costs {_gain(case, swap)}: left to itself, {otherwise}."
    if initiative_id not in swap.leaves:
        return _COSTS_NOTHING
    instead = f": without it, {names_of(case.portfolio, swap.enters)} would be funded"
    return f"That costs {_gain(case, swap)}{instead if swap.enters else ''}."


def moved_to(case: Case, swap: Swap, initiative_id: str) -> int | None:
    """Return the option to which a change moves what is funded before and after; None for none."""
    index, owner = case.index[initiative_id], case.problem.options.initiative
    return next((option for option in swap.moves if owner[option] == index), None)


def forced_out_words(case: Case, initiative_id: str, swap: Swap) -> str:
    """Return what forcing a cut initiative out costs."""
    if not swap.possible or initiative_id not in swap.enters or _free(case, swap):
        return _COSTS_NOTHING
    displaces = _displaces(case, swap.leaves)
    place = f" and would {displaces}" if displaces else ""
    return f"That costs {_gain(case, swap)}: without it, it would be funded{place}."


def _running(case: Case, initiative_id: str) -> bool:
    return case.portfolio.initiatives[initiative_id].status == "running"


def _impossible(swap: Swap, words: str) -> str:
    return words if swap.proven else ""


def _displaces(case: Case, leaves: Sequence[str]) -> str:
    return f"displace {names_of(case.portfolio, leaves)}" if leaves else ""


def _joined(parts: Sequence[str]) -> str:
    said = [part for part in parts if part]
    return " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else "".join(said)


def _cost(case: Case, swap: Swap) -> str:
    """Return the cost with its share of the plan's value."""
    most = "" if swap.proven else "at most "
    value = abs(case.plan.value)
    share = f" ({percent_text(abs(swap.cost) / value, tenths=True)})" if value else ""
    return f"{most}{case.worth(swap.cost)}{share}"


def _gain(case: Case, swap: Swap) -> str:
    """Return the gain of lifting a force with its share of the value that is then reached."""
    least = "" if swap.proven else "at least "
    value = abs(case.plan.value - swap.cost)
    share = f" ({percent_text(abs(swap.cost) / value, tenths=True)})" if value else ""
    return f"{least}{case.worth(-swap.cost)}{share}"


def _free(case: Case, swap: Swap) -> bool:
    return abs(swap.cost) <= _NONE * max(abs(case.plan.value), abs(swap.cost))


def _better(case: Case, swap: Swap) -> bool:
    return swap.cost < 0 and not _free(case, swap)
