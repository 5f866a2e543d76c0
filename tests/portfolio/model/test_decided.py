"""Decisions made beside each other: against a search of the whole log, and in a long one."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from portfolio.model import Decision, Entry, FrozenMap, Portfolio
from portfolio.model.decided import current_decisions, decisions_in_order, rival_decisions

AT = datetime(2027, 1, 1, tzinfo=UTC)


def log_of(follows, initiatives):
    """Return a log of one decision an entry, of which entry ``i`` follows ``follows[i]``."""
    decisions, journal = {}, {}
    for place, (prev, initiative) in enumerate(zip(follows, initiatives, strict=True)):
        n = 1 + max((journal[f"e{each}"].n for each in prev), default=0)
        key, option = f"k{place}", ("fund", "cut", "defer")[place % 3]
        decisions[key] = Decision(f"i{initiative}", option, AT + timedelta(minutes=place))
        before = tuple(f"e{each}" for each in prev)
        journal[f"e{place}"] = Entry(AT, "decision", "x", n=n, prev=before, record=key)
    return Portfolio("p", decisions=FrozenMap(decisions), journal=FrozenMap(journal))


def searched(portfolio):
    """Return what ``rival_decisions`` should: each pair looked at with a search of its own."""

    def follows(late, early):
        prev = portfolio.journal[late].prev
        return late == early or any(follows(each, early) for each in prev)

    found, current = {}, current_decisions(portfolio)
    for key in decisions_in_order(portfolio):
        holds = current[portfolio.decisions[key].initiative]
        same = portfolio.decisions[key].option == portfolio.decisions[holds].option
        if not same and not follows(f"e{holds[1:]}", f"e{key[1:]}"):
            found[holds] = key
    return found


@pytest.mark.parametrize("seed", range(60))
def test_rivals_are_those_of_which_neither_follows_the_other(seed):
    chance = random.Random(seed)
    count = chance.randint(2, 14)
    follows = [
        tuple(sorted(chance.sample(range(place), min(place, chance.choice([0, 1, 1, 1, 2])))))
        for place in range(count)
    ]
    portfolio = log_of(follows, [chance.randrange(3) for _ in range(count)])
    assert rival_decisions(portfolio) == searched(portfolio)


def test_two_branches_and_what_joins_them():
    apart = log_of([(), (0,), (0,)], [1, 0, 0])
    assert rival_decisions(apart) == {"k2": "k1"}
    assert rival_decisions(log_of([(), (0,), (0,), (1, 2)], [1, 0, 0, 0])) == {}


def test_a_long_log_with_a_branch_is_walked_once():
    count = 20_000
    follows = [(), *((place,) for place in range(count)), (0,)]
    portfolio = log_of(follows, [place % 7 for place in range(count + 2)])
    # Walked once for each entry it would take minutes.
    assert len(rival_decisions(portfolio)) <= 1
