"""Whatever the document: verbs leave their input alone, and deletions leave no stray reference."""

from __future__ import annotations

import copy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.edit import (
    add_criterion,
    add_initiatives,
    add_period,
    add_rater,
    add_resource,
    apply_scenario,
    delete_criterion,
    delete_initiatives,
    delete_period,
    delete_rater,
    delete_resource,
    derivation_text,
    duplicate_initiatives,
    move,
    rederived,
    release,
    set_facts,
    set_lesson_settings,
    set_weighting,
)
from portfolio.files import dumps
from portfolio.model import in_order
from tests.portfolio.strategies import portfolios

some = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
DELETE = {
    "initiatives": lambda portfolio, key: delete_initiatives(portfolio, [key]),
    "resources": delete_resource,
    "periods": delete_period,
    "criteria": delete_criterion,
    "raters": delete_rater,
}
ADD = {
    "initiatives": lambda portfolio, key: add_initiatives(portfolio, {key: "New"}),
    "resources": lambda portfolio, key: add_resource(portfolio, key, "New", "u"),
    "periods": lambda portfolio, key: add_period(portfolio, key, "New"),
    "criteria": lambda portfolio, key: add_criterion(portfolio, key, "New"),
    "raters": lambda portfolio, key: add_rater(portfolio, key, "New"),
}
collections = st.sampled_from(sorted(DELETE))


def mentions(portfolio, collection, key):
    """Everything that refers to one record, but decisions."""
    changes = [c for s in portfolio.scenarios.values() for c in s.changes]
    targets = {
        "initiatives": ("force_in", "force_out", "benefit_factor", "demand_factor"),
        "resources": ("capacity_factor", "capacity_delay"),
        "criteria": ("weight",),
    }.get(collection, ())
    rows = list(portfolio.ratings.values())
    initiatives = portfolio.initiatives.values()
    tables = [table for each in initiatives for table in (each.demand, each.stop_cost)]
    tables += [each.facts.besides for each in initiatives if each.facts is not None]
    found = {
        "initiatives": [
            any(key in rule.initiatives for rule in portfolio.rules.values()),
            any(key in table for table in rows),
            any(comment.initiative == key for comment in portfolio.comments.values()),
        ],
        "resources": [
            any(rule.resource == key for rule in portfolio.rules.values()),
            any(key in table for table in tables),
            any(key in record.spent for record in portfolio.initiatives.values()),
            any(record.pool == key for record in portfolio.resources.values()),
            any(key in record.serves for record in portfolio.resources.values()),
        ],
        "periods": [
            any(rule.period == key for rule in portfolio.rules.values()),
            any(change.period == key for change in changes),
            any(key in record.capacity for record in portfolio.resources.values()),
            any(key in row for table in tables for row in table.values()),
            any(key in record.starts for record in portfolio.initiatives.values()),
        ],
        "criteria": [any(key in row for table in rows for row in table.values())],
        "raters": [key in portfolio.ratings],
    }[collection]
    return any(found) or any(c.kind in targets and c.target == key for c in changes)


@some
@given(portfolios(), collections, st.data())
def test_deleting_leaves_no_stray_reference_and_the_input_alone(portfolio, collection, data):
    records = getattr(portfolio, collection)
    if not records:
        return
    key = data.draw(st.sampled_from(sorted(records)))
    frozen = copy.deepcopy(portfolio)
    after = DELETE[collection](portfolio, key)
    assert key not in getattr(after, collection)
    off = {c.target for s in after.scenarios.values() for c in s.changes if c.kind == "rule_off"}
    assert off.isdisjoint(portfolio.rules.keys() - after.rules.keys())
    assert not mentions(after, collection, key)
    assert portfolio == frozen


@some
@given(portfolios(), collections)
def test_delete_after_add_gives_back_the_same(portfolio, collection):
    added = ADD[collection](portfolio, "brand_new")
    assert in_order(getattr(added, collection))[-1][0] == "brand_new"
    names = {k: r.name for k, r in getattr(portfolio, collection).items()}
    after = DELETE[collection](added, "brand_new")
    assert {k: r.name for k, r in getattr(after, collection).items()} == names
    roomy = all(
        added_record is getattr(portfolio, collection)[k]
        for k, added_record in getattr(added, collection).items()
        if k != "brand_new"
    )
    assert not roomy or after == portfolio


@some
@given(portfolios(), st.data())
def test_every_other_verb_takes_any_document(portfolio, data):
    frozen = copy.deepcopy(portfolio)
    for key in portfolio.scenarios:
        apply_scenario(portfolio, key)
    set_weighting(portfolio, "swing")
    keys = sorted(portfolio.initiatives)
    if keys:
        chosen = data.draw(st.lists(st.sampled_from(keys), unique=True))
        after = data.draw(st.none() | st.sampled_from(keys))
        before = [k for k, _ in in_order(portfolio.initiatives) if k not in chosen]
        moved = move(portfolio, "initiatives", chosen, after=after)
        kept = [k for k, _ in in_order(moved.initiatives) if k not in chosen]
        assert kept == before
        release(portfolio, keys[0])
        copies = duplicate_initiatives(portfolio, {k: f"{k}_copy" for k in chosen})
        assert len(copies.initiatives) == len(keys) + len(chosen)
    assert portfolio == frozen


@some
@given(portfolios(), st.data())
def test_demand_can_be_derived_in_any_document(portfolio, data):
    frozen = copy.deepcopy(portfolio)
    for key in sorted(portfolio.initiatives)[:1]:
        derived = set_facts(portfolio, key, derived=True)
        switched = set_lesson_settings(
            derived, compute=data.draw(st.sampled_from(["owned", "rented"]))
        )
        assert rederived(switched) == switched
        assert dumps(switched)
        for resource in switched.resources:
            for period in switched.periods:
                text = derivation_text(switched, key, (resource, period))
                stated = switched.initiatives[key].demand.get(resource, {})
                assert not text or period in stated
    assert portfolio == frozen
