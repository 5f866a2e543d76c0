"""Portfolios without a common version, such as those of business units, as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio.edit import add_rule, set_initiative, set_rating
from portfolio.errors import PortfolioError
from portfolio.files import dumps, load, loads, samples
from portfolio.files.journal import recorded, verify
from portfolio.files.merging import combine
from portfolio.files.merging.references import references
from portfolio.model import (
    Anchor,
    BallotPaper,
    Criterion,
    Decision,
    Entry,
    Estimate,
    FrozenMap,
    Initiative,
    Invitation,
    Period,
    Portfolio,
    Rater,
    Rating,
    Resource,
    Rule,
    Settings,
    in_order,
)
from tests.portfolio.files.documents import NOW, SMALL


def unit(name, prefix="", capacity=5.0):
    """Return the portfolio of one business unit; ids begin with ``prefix``."""
    first, second, gpu, fit, rater, bot = (f"{prefix}{key}" for key in "qwrcpi")
    rating = FrozenMap({bot: FrozenMap({fit: Rating(50.0)})})
    return Portfolio(
        f"d_{name}",
        title=name,
        periods=FrozenMap(
            {
                first: Period("Q1", "V", date(2027, 1, 1)),
                second: Period("Q2", "W", date(2027, 4, 1)),
            }
        ),
        resources=FrozenMap(
            {gpu: Resource("GPUs", "V", "h", "compute", capacity=FrozenMap({first: capacity}))}
        ),
        criteria=FrozenMap({fit: Criterion("Fit", "V")}),
        initiatives=FrozenMap(
            {
                bot: Initiative(
                    f"Bot of {name}",
                    "V",
                    demand=FrozenMap({gpu: FrozenMap({second: Estimate(2.0)})}),
                    starts=(second,),
                )
            }
        ),
        raters=FrozenMap({rater: Rater("Ana", "V")}),
        ratings=FrozenMap({rater: rating}),
        rules=FrozenMap({f"{prefix}u": Rule("mandated", (bot,), period=second)}),
    )


def test_the_frame_is_one_by_name_and_initiatives_are_kept():
    found = combine([unit("Retail", "a"), unit("Cards", "b"), unit("Loans", "c")])
    joined = found.portfolio
    assert [record.name for _, record in in_order(joined.periods)] == ["Q1", "Q2"]
    assert [len(getattr(joined, name)) for name in ("resources", "criteria", "raters")] == [1] * 3
    assert [record.name for _, record in in_order(joined.initiatives)] == [
        "Bot of Retail",
        "Bot of Cards",
        "Bot of Loans",
    ]
    assert found.conflicts == ()
    assert joined.id not in {"d_Retail", "d_Cards", "d_Loans"}


def test_what_refers_to_a_record_follows_its_new_id():
    joined = combine([unit("Retail", "a"), unit("Cards", "b")]).portfolio
    record = joined.initiatives["bi"]
    assert record.demand == FrozenMap({"ar": FrozenMap({"aw": Estimate(2.0)})})
    assert record.starts == ("aw",)
    assert joined.rules["bu"] == Rule("mandated", ("bi",), period="aw")
    assert joined.ratings["ap"].keys() == {"ai", "bi"}
    for each in references(joined):
        assert each.key in getattr(joined, each.collection)


def test_ids_that_are_taken_by_something_else_are_replaced():
    found = combine([unit("Retail"), unit("Cards")])
    joined = found.portfolio
    assert len(joined.initiatives) == 2
    assert len(joined.rules) == 2
    (other,) = joined.initiatives.keys() - {"i"}
    assert joined.initiatives[other].name == "Bot of Cards"
    assert {rule.initiatives for rule in joined.rules.values()} == {("i",), (other,)}
    assert joined.ratings["p"].keys() == {"i", other}
    assert "2 records got new ids because theirs were taken." in found.report


@pytest.mark.parametrize(("way", "amount"), [("sum", 12.0), ("first", 5.0), ("largest", 7.0)])
def test_capacities_that_differ_are_joined_as_asked_and_told(way, amount):
    units = [unit("Retail", "a"), unit("Cards", "b", 7.0)]
    found = combine(units, capacities=way)
    assert found.portfolio.resources["ar"].capacity == FrozenMap({"aq": amount})
    assert found.conflicts == ()
    assert any("“GPUs” in “Retail” and “Cards”" in sentence for sentence in found.report)


def test_equal_capacities_count_once():
    found = combine([unit("Retail", "a"), unit("Cards", "b")])
    assert found.portfolio.resources["ar"].capacity == FrozenMap({"aq": 5.0})
    assert "“GPUs” has the same capacity in 2 portfolios, which counts once." in found.report


@pytest.mark.parametrize(
    ("collection", "key", "fields"),
    [
        ("periods", "bq", {"start": date(2028, 1, 1)}),
        ("resources", "br", {"unit": "k h"}),
        ("criteria", "bc", {"anchors": (Anchor(1.0, 0.0), Anchor(5.0, 100.0))}),
        ("criteria", "bc", {"direction": "min"}),
        ("raters", "bp", {"name": "Ben"}),
        ("raters", "bp", {"name": "ana"}),
    ],
)
def test_what_is_counted_otherwise_or_called_otherwise_is_kept_apart(collection, key, fields):
    other = unit("Cards", "b")
    records = getattr(other, collection)
    changed = replace(records[key], **fields)
    other = replace(other, **{collection: records.with_(key, changed)})
    joined = combine([unit("Retail", "a"), other]).portfolio
    assert getattr(joined, collection)[key].name == changed.name
    assert len(getattr(joined, collection)) == len(records) + 1


@pytest.mark.parametrize(
    ("collection", "key", "fields", "noun"),
    [
        ("periods", "q", {"start": date(2028, 1, 1)}, "periods"),
        ("resources", "r", {"unit": "k h"}, "resources"),
        ("resources", "r", {"kind": "budget"}, "resources"),
        ("criteria", "c", {"anchors": (Anchor(0.0, 0.0), Anchor(10.0, 100.0))}, "criteria"),
        ("criteria", "c", {"unit": "stars"}, "criteria"),
    ],
)
def test_under_one_id_too_what_is_counted_otherwise_is_kept_apart(collection, key, fields, noun):
    other = set_initiative(unit("Cards"), "i", name="Bot of Cards")
    records = getattr(other, collection)
    changed = replace(records[key], **fields)
    other = replace(other, id="d_2", **{collection: records.with_(key, changed)})
    found = combine([unit("Retail"), other])
    joined = getattr(found.portfolio, collection)
    assert len(joined) == len(records) + 1
    for name, value in fields.items():
        assert sum(getattr(each, name) == value for each in joined.values()) == 1
        assert getattr(joined[key], name) == getattr(records[key], name)
    told = f"Several {noun} are called “{changed.name}”, which are not counted in one way"
    assert any(each.startswith(told) for each in found.report)


def test_words_of_a_scale_that_differ_under_one_id_are_asked_for():
    one = unit("Retail")
    scale = one.criteria["c"]
    worded = tuple(replace(each, text="As written") for each in scale.anchors)
    criteria = one.criteria.with_("c", replace(scale, anchors=worded))
    found = combine([one, replace(one, id="d_2", criteria=criteria)])
    assert list(found.portfolio.criteria) == ["c"]
    assert [each.path for each in found.conflicts] == [("criteria", "c", "anchors")]


def test_initiatives_of_one_name_are_warned_of_and_never_merged():
    other = set_initiative(unit("Cards", "b"), "bi", name="Bot of Retail")
    found = combine([unit("Retail", "a"), other])
    assert len(found.portfolio.initiatives) == 2
    assert "Several initiatives are called “Bot of Retail”: all of them are kept." in found.report


def test_one_initiative_in_two_files_is_asked_for_where_they_differ():
    one = unit("Retail", "a")
    other = set_initiative(replace(one, id="d_2", title="Copy"), "ai", owner="Ben")
    found = combine([set_initiative(one, "ai", owner="Ana"), other])
    (conflict,) = found.conflicts
    assert conflict.path == ("initiatives", "ai", "owner")
    assert (conflict.ours, conflict.theirs, conflict.theirs_by) == ("Ana", "Ben", "Copy")
    assert found.portfolio.initiatives["ai"].owner == "Ana"


def test_money_of_two_currencies_is_warned_of():
    other = replace(unit("Cards", "b"), settings=Settings(currency="EUR"))
    found = combine([unit("Retail", "a"), other])
    assert "The portfolios count money in “USD” and “EUR”: nothing was converted." in found.report


def add_decision(portfolio, key, decision):
    return replace(portfolio, decisions=portfolio.decisions.with_(key, decision))


def decided(portfolio, key, initiative):
    decision = Decision(initiative, "fund", NOW)
    portfolio = add_decision(portfolio, key, decision)
    return recorded(portfolio, Entry(NOW, "decision", "Funded.", record=key))


def test_a_log_comes_along_where_it_still_speaks_of_the_records_as_they_are():
    units = [decided(unit("Retail", "a"), "d_1", "ai"), decided(unit("Cards", "b"), "d_2", "bi")]
    joined = combine(units).portfolio
    assert len(joined.journal) == 2
    assert verify(joined).ok


def test_a_log_that_speaks_of_other_ids_stays_in_its_own_file():
    units = [decided(unit("Retail"), "d_1", "i"), decided(unit("Cards"), "d_2", "i")]
    found = combine(units)
    assert found.portfolio.journal.items() > units[0].journal.items()
    assert found.portfolio.decisions["d_2"].initiative != "i"
    assert any("log of “Cards”" in sentence for sentence in found.report)
    assert verify(found.portfolio).sentence == "The log holds together: 2 entries fit."


def test_decisions_that_were_made_without_a_log_get_entries_beside_a_log():
    with_log = decided(unit("Retail", "a"), "d_1", "ai")
    without = add_decision(unit("Cards", "b"), "d_2", Decision("bi", "fund", NOW))
    assert verify(combine([with_log, without]).portfolio).entries == 2
    assert verify(combine([without, with_log]).portfolio).ok
    alone = add_decision(unit("Retail", "a"), "d_1", Decision("ai", "fund", NOW))
    assert not combine([alone, without]).portfolio.journal


def test_decisions_of_one_id_are_both_kept():
    units = [
        add_decision(unit(name, name[0]), "d_1", Decision(f"{name[0]}i", option, NOW))
        for name, option in (("Retail", "fund"), ("Cards", "cut"))
    ]
    options = {each.option for each in combine(units).portfolio.decisions.values()}
    assert options == {"fund", "cut"}


def test_a_ballot_paper_or_a_single_file_is_refused_in_a_sentence():
    paper = replace(SMALL, paper=BallotPaper("p", "p_ana", Invitation(NOW)))
    with pytest.raises(PortfolioError, match="is a ballot paper"):
        combine([SMALL, paper])
    with pytest.raises(PortfolioError, match="only one portfolio"):
        combine([SMALL])


def test_inputs_stay_and_the_samples_become_one_document():
    opened = [
        load(sample.path).portfolio for sample in samples() if "stress" not in sample.path.name
    ]
    before = [dumps(each) for each in opened]
    found = combine(opened)
    assert [dumps(each) for each in opened] == before
    joined = found.portfolio
    assert loads(dumps(joined)) == joined
    dangling = {each.key for each in references(joined)} - {
        key
        for name in ("periods", "resources", "criteria", "initiatives", "raters", "rules")
        for key in getattr(joined, name)
    }
    assert dangling == set()
    orders = [record.order for record in joined.initiatives.values()]
    assert len(set(orders)) == len(orders)


def test_a_rating_of_one_cell_in_two_files_is_asked_for():
    one = unit("Retail", "a")
    other = replace(set_rating(one, "ap", "ai", "ac", Rating(70.0)), id="d_2", title="Copy")
    other = add_rule(other, "x", Rule("mandated", ("ai",)))
    found = combine([one, other])
    assert [each.path for each in found.conflicts] == [("ratings", "ap", "ai", "ac")]
    assert "x" in found.portfolio.rules
