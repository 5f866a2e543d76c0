import pytest

from portfolio.errors import Cancelled, PortfolioError
from portfolio.insight.base import Question
from portfolio.insight.squeeze import squeeze
from tests.portfolio.funding import timed_judge
from tests.portfolio.funding.builders import force_in, from_table, random_portfolio
from tests.portfolio.funding.timed_builders import random_over_time
from tests.portfolio.insight import enumerated
from tests.portfolio.insight.test_frontier import last

BLOCKS = {"people": 2.0, "money": 3.0, "chips": 2.5}
FAR = 10_000.0


class Judged:
    """The same questions, answered by trying every choice."""

    def __init__(self, portfolio):
        self.portfolio = portfolio
        self.tried = enumerated.Tried(portfolio)

    def added(self, resource, blocks):
        record = self.portfolio.resources[resource]
        amount = blocks * BLOCKS[resource]
        stated = [period for period in self.tried.periods if period in record.capacity]
        if record.kind == "budget" and record.carries_over:
            stated = stated[:1]
        return {resource: dict.fromkeys(stated, amount)}

    def value(self, **blocks):
        more = {}
        for resource, count in blocks.items():
            more |= self.added(resource, count)
        return self.tried.best(more)

    def reaches(self, wanted, **blocks):
        value = self.value(**blocks)
        return value is not None and value >= wanted - 1e-9

    def least(self, resource, wanted, **others):
        """The least number of blocks with which the best is worth as much; None: never."""
        if not self.reaches(wanted, **{resource: FAR}, **others):
            return None
        count = 0
        while not self.reaches(wanted, **{resource: count}, **others):
            count += 1
        return count


def portfolios(first, count):
    for seed in range(first, first + count):
        portfolio = random_portfolio(seed, count=5, whole=seed % 2 > 0, tight=0.35)
        if all(enumerated.has_capacity(portfolio, key) for key in BLOCKS):
            judged = Judged(portfolio)
            today = judged.tried.best()
            if today is not None:
                yield judged, today


@pytest.mark.parametrize("block", range(4))
def test_enumeration_finds_the_same_gains(block):
    compared = gains = 0
    for judged, today in portfolios(block * 20, 20):
        result = last(squeeze(judged.portfolio, Question(), blocks=BLOCKS, most_blocks=3))
        assert result.value == pytest.approx(today)
        for cell in result.cells:
            more = {cell.resource_id: {cell.period_id: BLOCKS[cell.resource_id]}}
            assert cell.gain == pytest.approx(judged.tried.best(more) - today, abs=1e-8)
            gains += cell.gain > 0
        for more in result.resources:
            check_resource(judged, today, more)
        compared += 1
    assert compared > 5
    assert gains > 3


def check_resource(judged, today, more):
    key = more.resource_id
    ceiling = judged.value(**{key: FAR})
    assert more.ceiling == pytest.approx(ceiling)
    assert more.useful_blocks == judged.least(key, ceiling)
    less = judged.value(**{key: -1})
    if less is None:
        assert more.loss is None
    else:
        assert more.loss == pytest.approx(today - less, abs=1e-8)
    assert len(more.steps) == min(more.useful_blocks, 3)
    for step in more.steps:
        assert step.value == pytest.approx(judged.value(**{key: step.blocks}))
        assert step.gain == pytest.approx(step.value - today, abs=1e-8)
    if more.useful_blocks:
        assert judged.value(**{key: more.first_blocks}) > today + 1e-9
        assert judged.value(**{key: more.first_blocks - 1}) == pytest.approx(today)
    if more.next_limit:
        both = {key: FAR, more.next_limit: FAR}
        assert judged.value(**both) > ceiling + 1e-9


@pytest.mark.parametrize("block", range(2))
def test_exchange_rates_hold_and_one_block_less_does_not_do(block):
    stated = 0
    for judged, today in portfolios(100 + block * 20, 20):
        result = last(squeeze(judged.portfolio, Question(), blocks=BLOCKS))
        found = {(trade.lost_id, trade.by_id): trade.blocks for trade in result.exchanges}
        for lost in BLOCKS:
            less = judged.value(**{lost: -1})
            costly = less is not None and less < today - 1e-9
            for other in set(BLOCKS) - {lost}:
                wanted = judged.least(other, today, **{lost: -1}) if costly else None
                assert found.get((lost, other)) == wanted
                stated += wanted is not None
    assert stated > 1


WORDS = """
One block more of a single resource in a single period buys nothing anywhere.
1 u more of “Resource 0” buys nothing by itself; 2 u more of “Resource 0” buys $6M (67 %); “B” \
enters.
It helps up to 2 u more of “Resource 0”, $6M in all; then “Resource 1” is the next limit.
1 u less of “Resource 0” costs $9M.
More of “Resource 1” buys nothing: “Resource 0” is short first.
No resource makes up for a block less of another.
"""


def test_what_takes_over_is_named():
    # Two engineers more make room for the second item; the third needs money as well.
    portfolio = from_table([9, 6, 5], [[2, 2, 2], [1, 1, 4]], [2, 2], names=["A", "B", "C"])
    result = last(squeeze(portfolio, Question(), blocks={"r0": 1.0, "r1": 1.0}))
    engineers, money = result.resources
    assert (engineers.useful_blocks, engineers.first_blocks, engineers.ceiling) == (2, 2, 15)
    assert (engineers.brake, engineers.next_limit) == ("resource", "r1")
    assert [(s.blocks, s.gain, s.enters) for s in engineers.steps] == [
        (1, 0, ()),
        (2, 6, ("i02",)),
    ]
    assert (money.useful_blocks, money.brake, money.next_limit) == (0, "resource", "r0")
    assert "\n".join(result.sentences) == WORDS.strip()


def test_money_makes_up_for_people_only_where_it_can():
    # A and B are worth as much; B needs more money and fewer people.
    portfolio = from_table([9, 9], [[3, 1], [1, 5]], [3, 2])
    result = last(squeeze(portfolio, Question(), blocks={"r0": 1.0, "r1": 2.0}))
    assert [(e.lost_id, e.by_id, e.blocks, e.amount) for e in result.exchanges] == [
        ("r0", "r1", 2, 4.0)
    ]
    assert "4 u more of “Resource 1” makes up for 1 u less of “Resource 0”." in result.sentences


def test_a_full_list_is_said():
    result = last(squeeze(from_table([9, 5], [[3, 1]], [3]), Question(), blocks={"r0": 1.0}))
    assert result.resources[0].brake == "list"
    assert result.sentences[2] == (
        "More than that adds nothing: everything that is worth anything is funded."
    )


def test_no_plan_is_said():
    result = last(squeeze(from_table([9], [[3]], [1], [force_in("i01")]), Question()))
    assert (result.value, result.final) == (None, True)
    assert result.sentences == (
        "No plan obeys every limit and rule, so more capacity cannot be priced yet.",
    )


def test_no_capacity_is_said():
    result = last(squeeze(from_table([9], [[3]], [0]), Question()))
    assert result.sentences == ("No capacity is stated that could be made larger.",)


def test_a_block_of_nothing_is_refused():
    with pytest.raises(PortfolioError, match="more than nothing"):
        last(squeeze(from_table([9], [[3]], [3]), Question(), blocks={"r0": 0.0}))


def test_results_only_grow():
    portfolio = random_portfolio(3, count=8, periods=3, whole=False, tight=0.3)
    counts = [
        (len(r.cells), len(r.resources), len(r.exchanges)) for r in squeeze(portfolio, Question())
    ]
    assert counts == sorted(counts)
    assert len(counts) == 9


def test_cancel_is_heard():
    def tick(fraction, text):
        if fraction > 0.3:
            raise Cancelled

    portfolio = random_portfolio(3, count=8, periods=3, whole=False, tight=0.3)
    with pytest.raises(Cancelled):
        last(squeeze(portfolio, Question(tick=tick)))


def test_cells_agree_with_the_changed_document_over_time():
    compared = gains = 0
    # Seeds with a capacity of which four more buy something.
    for seed in (23, 48, 51, 55):
        portfolio = random_over_time(seed, count=4)
        sizes = dict.fromkeys(("people", "gen", "all", "money"), 4.0)
        found = next(with_cells(portfolio, sizes), None)
        if found is None:
            continue
        for cell in found.cells:
            if cell.resource_id in sizes:
                more = {cell.period_id: 4.0}
                changed = enumerated.with_capacity(portfolio, cell.resource_id, added=more)
                best = timed_judge.best(changed)
                assert found.value + cell.gain == pytest.approx(best[0], abs=1e-8)
                compared += 1
                gains += cell.gain > 0
    assert compared > 20
    assert gains > 3


def with_cells(portfolio, sizes):
    """The first result that has all cells, where a plan fits at all."""
    for result in squeeze(portfolio, Question(), blocks=sizes, most_blocks=1):
        if result.value is not None and result.resources:
            yield result
