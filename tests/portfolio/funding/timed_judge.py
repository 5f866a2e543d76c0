"""An independent judge of plans over time: plain loops, and a linear program for who does what.

A choice maps initiative ids to (level id, period index of the start).
"""

from __future__ import annotations

import itertools
import math

from scipy.optimize import linprog

from portfolio.model import in_order
from tests.portfolio.funding.judge import SPARE, shares, worth


def period_ids(portfolio):
    return [key for key, _ in in_order(portfolio.periods)]


def timed(portfolio, found):
    """A plan as a choice: initiative id to level and start."""
    periods = period_ids(portfolio)
    return {i: (level, periods.index(found.spans[i].start)) for i, level in found.chosen.items()}


def stated_start(portfolio, initiative):
    """The first period with a demand, and how many periods of work there are."""
    periods = period_ids(portfolio)
    record = portfolio.initiatives[initiative]
    stated = [
        n
        for n, period in enumerate(periods)
        if any(period in row for key, row in record.demand.items() if key in portfolio.resources)
    ]
    if not stated:
        return 0, record.duration or len(periods)
    return stated[0], max(stated[-1] - stated[0] + 1, record.duration or 1)


def starts(portfolio, initiative):
    record, periods = portfolio.initiatives[initiative], period_ids(portfolio)
    stated, length = stated_start(portfolio, initiative)
    wanted = [n for n, period in enumerate(periods) if period in record.starts]
    fits = [n for n in wanted if record.open_ended or n == stated or n + length <= len(periods)]
    return fits or [stated]


def options(portfolio, initiative):
    levels = portfolio.initiatives[initiative].levels
    order = sorted(levels, key=lambda key: (levels[key].demand_share, key)) or [""]
    return [(level, start) for start in starts(portfolio, initiative) for level in order]


def choices(portfolio):
    ids = sorted(portfolio.initiatives)
    for picked in itertools.product(*[[None, *options(portfolio, i)] for i in ids]):
        yield {i: option for i, option in zip(ids, picked, strict=True) if option is not None}


def demand(portfolio, initiative, option, resource, period):
    """What one option needs of a resource in a period, by index."""
    level, start = option
    record, periods = portfolio.initiatives[initiative], period_ids(portfolio)
    source = period - (start - stated_start(portfolio, initiative)[0])
    if not 0 <= source < len(periods):
        return 0.0
    cell = record.demand.get(resource, {}).get(periods[source])
    return shares(portfolio, initiative, level)[0] * (cell.likely if cell else 0.0)


def use(portfolio, choice, resource, period):
    """Demand of the chosen, and what stopping the others needs; a pool with its parts."""
    parts = [resource, *(k for k, r in portfolio.resources.items() if r.pool == resource)]
    total = 0.0
    for part in parts:
        for initiative, record in portfolio.initiatives.items():
            if initiative in choice:
                total += demand(portfolio, initiative, choice[initiative], part, period)
            elif record.status == "running":
                cell = record.stop_cost.get(part, {}).get(period_ids(portfolio)[period])
                total += cell.likely if cell else 0.0
    return total


def value(portfolio, choice, scores=None):
    rate = 0.0 if scores is not None else portfolio.settings.discount_rate
    terms = []
    for initiative, (level, start) in choice.items():
        record = portfolio.initiatives[initiative]
        whole = worth(portfolio, initiative, scores) or 0.0
        shift = start - stated_start(portfolio, initiative)[0]
        late = 1.0 if whole < 0 else max(0.0, 1 - record.late_loss * max(shift, 0))
        waited = (1 + rate) ** years(portfolio, start - shift, start)
        terms.append(whole * shares(portfolio, initiative, level)[1] * late / waited)
    for rule in portfolio.rules.values():
        if rule.kind == "synergy" and rule.active and all(i in choice for i in rule.initiatives):
            amount = rule.amount
            if rule.basis == "benefit":
                amount *= sum(worth(portfolio, i, scores) or 0.0 for i in set(rule.initiatives))
            terms.append(amount)
    return math.fsum(terms)


def years(portfolio, stated, start):
    """From one period to another, by their first days; a quarter a period without."""
    periods = [record for _, record in in_order(portfolio.periods)]
    first, last = periods[stated].start, periods[start].start
    if first is None or last is None:
        return 0.25 * (start - stated)
    return (last - first).days / 365.25


def cost(portfolio, choice):
    return math.fsum(
        demand(portfolio, i, option, "money", period)
        for i, option in choice.items()
        for period in range(len(portfolio.periods))
    )


def obeys(portfolio, choice):
    return obeys_limits(portfolio, choice) and all(
        obeys_rule(portfolio, choice, rule) for rule in portfolio.rules.values() if rule.active
    )


def obeys_limits(portfolio, choice):
    periods = period_ids(portfolio)
    linked = {k for k, r in portfolio.resources.items() if r.serves} | {
        other for r in portfolio.resources.values() for other in r.serves
    }
    for key, resource in portfolio.resources.items():
        if key in linked:
            continue
        used = available = 0.0
        for n, period in enumerate(periods):
            limit = resource.capacity.get(period)
            if limit is None:
                continue
            if not (resource.kind == "budget" and resource.carries_over):
                used = available = 0.0
            used += use(portfolio, choice, key, n)
            available += limit
            if used > available + SPARE * max(1.0, available):
                return False
    return all(can_share(portfolio, choice, sorted(linked), n) for n in range(len(periods)))


def can_share(portfolio, choice, linked, period):
    """Whether everybody's demand can be met by those who can do it."""
    if not linked:
        return True
    name = period_ids(portfolio)[period]
    pairs = [
        (role, who)
        for role in linked
        for who in linked
        if role == who or role in portfolio.resources[who].serves
    ]
    met = [[-float(pair[0] == role) for pair in pairs] for role in linked]
    needed = [-use(portfolio, choice, role, period) for role in linked]
    limited = [who for who in linked if name in portfolio.resources[who].capacity]
    held = [[float(pair[1] == who) for pair in pairs] for who in limited]
    room = [portfolio.resources[who].capacity[name] + 1e-7 for who in limited]
    answer = linprog([0.0] * len(pairs), A_ub=[*met, *held], b_ub=[*needed, *room])
    return answer.status == 0


def obeys_rule(portfolio, choice, rule):
    named = [i for i in dict.fromkeys(rule.initiatives) if i in portfolio.initiatives]
    funded = [i for i in named if i in choice]
    if rule.kind in {"requires", "finished_before"}:
        return named[0] not in choice or (
            len(funded) == len(named)
            and (rule.kind == "requires" or _in_turn(portfolio, choice, named))
        )
    counted = {
        "excludes": len(funded) <= 1,
        "together": len(funded) in {0, len(named)},
        "mandated": len(funded) == len(named) and _as_asked(portfolio, choice, rule),
        "force_in": len(funded) == len(named) and _as_asked(portfolio, choice, rule),
        "force_out": not funded,
        "synergy": True,
    }
    if rule.kind in counted:
        return counted[rule.kind]
    if rule.kind == "gate":
        return rule.state != "open" or all(_late_enough(portfolio, choice[i], rule) for i in funded)
    return _obeys_group_rule(portfolio, choice, rule, named)


def _as_asked(portfolio, choice, rule):
    """Whether a single one has the size and start asked for; what it does not have is ignored."""
    only = set(rule.initiatives)
    if len(only) != 1 or not only <= set(portfolio.initiatives):
        return True
    (initiative,) = only
    level, start = choice[initiative]
    asked = period_ids(portfolio).index(rule.period) if rule.period else None
    return (rule.level not in portfolio.initiatives[initiative].levels or level == rule.level) and (
        asked not in starts(portfolio, initiative) or start == asked
    )


def _in_turn(portfolio, choice, named):
    begin = choice[named[0]][1]
    return all(choice[i][1] + stated_start(portfolio, i)[1] <= begin for i in named[1:])


def _late_enough(portfolio, option, rule):
    return rule.period is not None and option[1] >= period_ids(portfolio).index(rule.period)


def _obeys_group_rule(portfolio, choice, rule, named):
    group = named or [
        i
        for i, record in portfolio.initiatives.items()
        if getattr(record, rule.field) == rule.value
    ]
    if rule.kind in {"at_least", "at_most"}:
        count = sum(i in choice for i in group)
        return count >= rule.amount if rule.kind == "at_least" else count <= rule.amount
    periods = period_ids(portfolio)
    when = range(len(periods)) if rule.period is None else [periods.index(rule.period)]
    used, whole = (
        sum(_with_parts(portfolio, i, choice[i], rule.resource, n) for i in who for n in when)
        for who in ([i for i in group if i in choice], choice)
    )
    bound = rule.amount
    if rule.basis == "capacity":
        stated = [portfolio.resources[rule.resource].capacity.get(periods[n]) for n in when]
        if all(each is None for each in stated):
            return True
        bound *= sum(each for each in stated if each is not None)
    elif rule.basis == "use":
        bound *= whole
    return used >= bound - 1e-9 if rule.kind == "floor" else used <= bound + 1e-9


def _with_parts(portfolio, initiative, option, resource, period):
    parts = [resource, *(k for k, r in portfolio.resources.items() if r.pool == resource)]
    return sum(demand(portfolio, initiative, option, part, period) for part in parts)


def best(portfolio, scores=None):
    """The most that any choice is worth, and all choices worth that; None when none obeys."""
    ranked = sorted(
        ((value(portfolio, c, scores), n, c) for n, c in enumerate(choices(portfolio))),
        key=lambda entry: (-entry[0], entry[1]),
    )
    most, tied = None, []
    for found, _, choice in ranked:
        if most is not None and found < most - 1e-9:
            break
        if obeys(portfolio, choice):
            most = found if most is None else most
            tied.append(choice)
    return None if most is None else (most, tied)
