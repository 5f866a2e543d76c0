"""``import portfolio``: load, save, rank and plan, cheap to import, frames out."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest

import portfolio
from portfolio import edit
from portfolio.errors import PortfolioError
from portfolio.files import dumps
from portfolio.model import FrozenMap, FundingLevel, Rule
from tests.portfolio.files.journal.logs import with_log
from tests.portfolio.small import sound, with_record, with_rules


def test_importing_costs_nothing():
    code = (
        "import sys, portfolio, portfolio.__main__;"
        "slow = {'numpy', 'pandas', 'scipy', 'highspy', 'matplotlib', 'PySide6', 'openpyxl'};"
        "print(sorted(slow & set(sys.modules)))"
    )
    answer = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert answer == "[]\n"


def test_saved_and_loaded_it_is_the_same(tmp_path):
    path = tmp_path / "small.portfolio"
    portfolio.save(sound(), path)
    assert portfolio.load(path) == sound()
    assert portfolio.load(str(path)) == sound()
    changed = edit.set_title(sound(), "Changed")
    portfolio.save(changed, str(path))
    assert portfolio.load(path) == changed
    assert path.with_name("small.portfolio.bak").read_bytes() == dumps(sound())


def test_what_somebody_saved_since_is_not_overwritten(tmp_path):
    path = tmp_path / "small.portfolio"
    portfolio.save(sound(), path)
    opened = portfolio.load(path)
    mine, theirs = edit.set_title(opened, "Mine"), edit.set_title(opened, "Theirs")
    portfolio.save(theirs, path, opened=opened)
    with pytest.raises(PortfolioError, match="changed by somebody else"):
        portfolio.save(mine, path, opened=opened)
    assert portfolio.load(path) == theirs


def test_what_is_no_portfolio_is_a_sentence(tmp_path):
    path = tmp_path / "odd.portfolio"
    path.write_text("<html>", encoding="utf-8")
    with pytest.raises(PortfolioError) as caught:
        portfolio.load(path)
    assert "odd.portfolio" in str(caught.value)


def test_the_ranking_is_a_frame_best_first():
    frame = portfolio.rank(sound())
    assert list(frame.index) == ["agents", "claims", "wiki", "vivid"]
    assert frame.index.name == "id"
    assert list(frame.columns) == [
        "code",
        "name",
        "rank",
        "score",
        "contribution:fit",
        "contribution:trust",
    ]
    assert frame["rank"].tolist() == [1, 2, 3, 4]
    assert frame["score"].tolist() == pytest.approx([77.5, 67.5, 55.0, 30.0])
    parts = frame[["contribution:fit", "contribution:trust"]].sum(axis=1)
    assert parts.tolist() == pytest.approx(frame["score"].tolist())
    assert frame.attrs["method"] == "additive"
    assert frame.attrs["score_unit"] == "points"
    assert frame.attrs["criteria"] == {"fit": "Goal fit", "trust": "Trust"}


def test_what_is_not_ranked_is_missing():
    ratings = {key: table.without("wiki") for key, table in sound().ratings.items()}
    frame = portfolio.rank(replace(sound(), ratings=FrozenMap(ratings)))
    assert list(frame.index)[-1] == "wiki"
    assert frame["rank"].isna().tolist() == [False, False, False, True]
    assert frame["score"].isna().tolist() == [False, False, False, True]
    assert str(frame["rank"].dtype) == "Int64"


def test_another_method_can_be_asked_for():
    frame = portfolio.rank(sound(), method="topsis")
    assert frame.attrs["method"] == "topsis"
    assert frame.attrs["relative"] is True
    with pytest.raises(PortfolioError, match="no ranking method"):
        portfolio.rank(sound(), method="nope")


def test_the_plan_is_a_frame_in_screen_order():
    frame = portfolio.plan(sound())
    assert list(frame.index) == ["agents", "claims", "vivid", "wiki"]
    assert frame["verdict"].tolist() == ["fund", "fund", "cut", "fund"]
    assert frame["gain"].tolist() == pytest.approx([20.0, 10.0, 5.0, 2.0])
    assert frame["price"].tolist() == pytest.approx([20.0, 10.0, 27.0, 2.0])
    assert frame.loc["vivid", "reason"].startswith("Needs $4M of “Capital”")
    assert frame.attrs["value"] == pytest.approx(frame.query("verdict == 'fund'")["gain"].sum())
    assert (frame.attrs["status"], frame.attrs["gap"], frame.attrs["unit"]) == ("optimal", 0, "$M")
    assert frame.attrs["objective"] == "benefit"
    assert frame.attrs["waterline_value"] == pytest.approx(32.0)


def test_levels_rules_and_unknown_gains_are_in_the_plan():
    levels = FrozenMap({"l1": FundingLevel("Pilot", "a", 0.5, 0.25)})
    portfolio_ = with_record(sound(), "initiatives", "agents", levels=levels)
    portfolio_ = with_record(portfolio_, "initiatives", "wiki", benefit=None)
    rules = (
        Rule("mandated", ("agents",)),
        Rule("force_in", ("wiki",), reason="Promised"),
        Rule("force_out", ("claims",), reason="Late"),
    )
    frame = portfolio.plan(with_rules(portfolio_, *rules))
    assert frame["rule"].tolist() == ["mandated", "forced out", "", "forced in"]
    assert frame.loc["agents", "level"] == "Pilot"
    assert frame.loc["agents", "gain"] == pytest.approx(5.0)
    assert pd.isna(frame.loc["wiki", "gain"])


def test_a_plan_by_value_adds_up_scores():
    by_value = edit.set_settings(sound(), objective="value", method="topsis")
    frame = portfolio.plan(by_value)
    assert frame.attrs["objective"] == "value"
    assert frame["gain"].tolist() == pytest.approx([77.5, 67.5, 30.0, 55.0])


def test_what_cannot_be_answered_is_raised():
    with pytest.raises(PortfolioError, match="weights are 0"):
        portfolio.rank(edit.set_weights(sound(), {"fit": 0.0, "trust": 0.0}))
    with pytest.raises(PortfolioError, match="different units"):
        portfolio.plan(edit.set_benefit(sound(), "wiki", unit="k€"))


def test_nothing_fits_is_told_in_the_frame():
    impossible = with_rules(
        edit.set_capacity(sound(), "gpu", "q1", 1.0), Rule("mandated", ("vivid",))
    )
    frame = portfolio.plan(impossible)
    assert frame.attrs["status"] == "infeasible"
    assert "“Vivid” is mandated" in frame.attrs["conflict"]
    assert frame["verdict"].isna().all()
    assert frame.loc["vivid", "reason"] == "“Vivid” must be funded (mandated)."
    assert (frame.drop(index="vivid")["reason"] == "").all()


def test_an_empty_portfolio_gives_an_empty_plan():
    empty = replace(
        sound(), initiatives=FrozenMap(), ratings=FrozenMap(), criteria=sound().criteria
    )
    with pytest.raises(PortfolioError):
        portfolio.rank(empty)


def test_differences_are_a_frame_with_the_parts_of_the_change():
    before = sound()
    after = edit.set_initiative(edit.set_title(before, "Changed"), "wiki", owner="Ben")
    frame = portfolio.diff(before, after)
    assert list(frame["place"]) == ["Title", "Initiative “Wiki”, owner"]
    assert list(frame["after"]) == ["“Changed”", "“Ben”"]
    assert frame.attrs["gained"] == pytest.approx(sum(frame.attrs["parts"].values()))
    assert frame.attrs["enters"] == []
    assert portfolio.diff(before, before).empty


def test_two_versions_are_merged_or_told_what_both_changed():
    base = sound()
    ours = edit.set_initiative(base, "wiki", owner="Ana")
    theirs = edit.set_initiative(base, "claims", owner="Ben")
    both = edit.set_initiative(ours, "claims", owner="Ben")
    assert portfolio.merge(base, ours, theirs) == both
    clash = edit.set_initiative(base, "wiki", owner="Cy")
    with pytest.raises(PortfolioError, match=r"Ana.*Cy"):
        portfolio.merge(base, ours, clash)
    assert portfolio.merge(base, ours, clash, prefer="theirs") == clash
    assert portfolio.merge(base, ours, clash, prefer="ours") == ours


def test_the_log_is_a_frame_with_its_verdict():
    four = with_log(4)
    published = portfolio.log(with_log(2)).attrs["fingerprint"]
    frame = portfolio.log(four)
    assert list(frame["n"]) == [1, 2, 3, 4]
    assert list(frame.index) == list(four.journal)
    assert frame["at"].iloc[0] == pd.Timestamp("2027-03-01T09:31:00Z")
    assert frame.attrs["verdict"] == "The log holds together: 4 entries fit."
    assert frame.attrs["since"] is None
    later = portfolio.log(four, since=published)
    assert list(later["record"]) == ["k_3", "k_4"]
    assert later.attrs["since"]["ok"]
    assert portfolio.log(sound()).empty
    with pytest.raises(PortfolioError, match="no fingerprint"):
        portfolio.log(four, since="yesterday")
