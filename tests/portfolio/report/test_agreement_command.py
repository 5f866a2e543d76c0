"""How the raters agree from the command line and from Python."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

import portfolio as package
from portfolio.__main__ import main
from portfolio.edit import set_capacity, set_settings
from portfolio.files import dumps
from portfolio.model import Ballot, FrozenMap, Portfolio, Rating, Rule
from tests.portfolio.ballots import NOW
from tests.portfolio.insight.rated import rated
from tests.portfolio.small import sound, with_rules

NAN = math.nan
OPPOSITE = {
    key: FrozenMap({"fit": Rating(100.0 - fit), "trust": Rating(50.0)})
    for key, fit in (("agents", 90.0), ("vivid", 40.0), ("wiki", 0.0))
}
# Three raters of four initiatives on one criterion; the last one is rated by two alone.
TABLES = ([[90], [50], [30], [10]], [[80], [60], [20], [NAN]], [[10], [55], [25], [70]])


@pytest.fixture
def ask(tmp_path, capsys):
    def ask(document, *options):
        path = tmp_path / "small.portfolio"
        path.write_bytes(dumps(document))
        capsys.readouterr()
        code = main(["agreement", str(path), *options])
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        return out

    return ask


def sealed(document):
    """The same with a ballot of the last rater that nobody has revealed."""
    rater = list(document.raters)[-1]
    said = document.ratings[rater]
    marks = FrozenMap(
        {key: row.with_all({c: replace(r, value=37.4242, comment="SECRET") for c, r in row.items()})
         for key, row in said.items()}
    )  # fmt: skip
    ballot = Ballot(NOW, NOW, ratings=marks)
    return replace(document, ballots=FrozenMap({rater: ballot}))


def test_the_numbers_are_those_worked_out_by_hand(ask):
    told = json.loads(ask(rated(TABLES), "--json"))
    # Of three initiatives that all rated: ranks 123, 123 and 312, sums 5, 5 and 8.
    # S = 6, W = 12 * 6 / (9 * 24) = 1/3, chi-square = 3 * 2 / 3 = 2.
    assert told["overall"]["w"] == pytest.approx(1 / 3)
    assert told["overall"]["chi_square"] == pytest.approx(2.0)
    assert told["overall"]["p"] == pytest.approx(math.exp(-1))
    assert (told["overall"]["raters"], told["overall"]["initiatives"]) == (3, 3)
    assert told["criteria"][0]["w"] == told["overall"]["w"]
    first, *_, last = told["cells"]
    # Of 10, 80 and 90 the quartiles are 45 and 85; of 10 and 70 they are 25 and 55.
    names = ("n", "low", "lower", "median", "upper", "high", "iqr", "discuss")
    assert [first[name] for name in names] == [3, 10, 45, 80, 85, 90, 40, True]
    assert [last[name] for name in names] == [2, 10, 25, 40, 55, 70, 30, True]
    assert {row["initiative"] for row in told["discuss"]} == {"i00", "i03"}
    # Rater 2 lies 75, 0, 0 and 60 points from the median of the others.
    assert told["raters"][2]["distance"] == pytest.approx(33.75)
    assert told["raters"][2]["farthest"]
    assert told["raters"][2]["w_without"] == pytest.approx(1.0)


def test_the_text_holds_w_raters_cells_and_what_is_worth_discussing(ask):
    out = ask(rated(TABLES))
    # Lines end where the terminal does.
    words = " ".join(out.split())
    assert "(W = 0.33)" in words
    assert "Rater 2 differs most: 33.8 points from the others on average" in words
    assert "quartiles as QUARTILE.INC of" in words
    assert "- “Item i00” on “C0”: spread 40 points." in words

    def told(count, low, median, high, iqr):
        levels = (f"{level} points" for level in (low, median, high))
        return " ".join(("C0", count, *levels, iqr)).split()

    lines = [line.split() for line in out.splitlines()]
    assert lines[lines.index(["Item", "i00"]) + 1] == told("3", 10, 80, 90, "40")
    assert lines[lines.index(["Item", "i03"]) + 1] == told("2", 10, 40, 70, "30")


def test_a_frame_has_a_row_for_each_cell():
    frame = package.agreement(rated(TABLES))
    assert frame.index.names == ["initiative", "criterion"]
    assert frame.loc[("i00", "c0"), "median"] == 80.0
    assert frame.loc[("i03", "c0"), "n"] == 2
    assert frame["iqr"].tolist() == [40.0, 5.0, 5.0, 30.0]
    assert frame.attrs["overall"]["w"] == pytest.approx(1 / 3)
    assert [row["id"] for row in frame.attrs["raters"]] == ["u0", "u1", "u2"]
    assert {row["initiative"] for row in frame.attrs["discuss"]} == {"i00", "i03"}


def test_whether_a_cell_moves_the_plan_is_told_where_that_is_known(ask):
    by_benefit = sound()
    spread = by_benefit.ratings.with_("bo", by_benefit.ratings["ana"].with_all(OPPOSITE))
    by_benefit = replace(by_benefit, ratings=spread)
    by_score = set_settings(by_benefit, objective="value")
    for document, moves in ((by_benefit, {False}), (by_score, {False, True})):
        rows = json.loads(ask(document, "--json"))["discuss"]
        assert rows
        assert {row["moves_plan"] for row in rows} <= moves
    nothing_fits = with_rules(
        set_capacity(by_score, "gpu", "q1", 1.0), Rule("mandated", ("vivid",))
    )
    rows = json.loads(ask(nothing_fits, "--json"))["discuss"]
    assert {row["moves_plan"] for row in rows} == {None}


def test_what_one_alone_has_rated_has_no_spread(ask):
    alone = rated(([[90]],))
    frame = package.agreement(alone)
    assert math.isnan(frame["iqr"].iloc[0])
    assert json.loads(ask(alone, "--json"))["cells"][0]["iqr"] is None
    assert "Agreement needs two raters with a say." in ask(alone)


def test_a_document_without_ratings_is_told_so(ask):
    assert "Agreement needs two raters with a say." in ask(Portfolio("p"))
    frame = package.agreement(Portfolio("p"))
    assert len(frame) == 0
    assert "discuss" in frame


def test_what_is_sealed_is_neither_read_nor_shown(ask):
    plain = sound()
    for options in ((), ("--json",)):
        out, without = ask(sealed(plain), *options), ask(plain, *options)
        assert "SECRET" not in out
        assert "37.42" not in out
        assert "1 ballot still sealed: what is in them does not count here." in out
        assert "sealed" not in without
    told, untold = (json.loads(ask(each, "--json")) for each in (sealed(plain), plain))
    assert {**told, "notes": None} == {**untold, "notes": None}
    assert package.agreement(sealed(plain)).equals(package.agreement(plain))
