"""What the terminal shows of a plan, beyond what the command's own tests see."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from portfolio import edit
from portfolio.analysis import analyze
from portfolio.model import FrozenMap, FundingLevel, Rule, problems
from portfolio.report.as_json import check_document, plan_document, ranking_document, to_text
from portfolio.report.as_text import counted, plan_lines, problem_lines, ranking_lines
from portfolio.report.rows import known, use_rows
from tests.portfolio.small import sound, with_record, with_rules


def section(lines, title):
    """The lines of one section, up to the next empty line."""
    rest = lines[lines.index(title) + 1 :]
    return rest[: rest.index("")] if "" in rest else rest


def test_use_is_shown_by_resource_with_the_tightest_amounts():
    lines = section(plan_lines(analyze(sound()), 100), "Capacity used")
    assert lines[2:] == [
        "Compute                   55 %     55 %  55 of 100 H100e-h",
        "ML engineers              90 %     90 %  9 of 10 FTE",
        "Capital (running sum)     88 %     88 %  3.5 of $4M",
    ]


def test_without_a_limit_there_is_no_share():
    open_ended = with_record(sound(), "resources", "gpu", capacity=FrozenMap({"q2": 0.0}))
    results = analyze(open_ended)
    row = next(line for line in plan_lines(results, 100) if line.startswith("Compute"))
    assert row.split()[1:3] == ["no", "limit"]
    rows = use_rows(results.portfolio, results.plan)
    assert (rows[0]["capacity"], rows[0]["share"]) == (None, None)
    assert "NaN" not in to_text(plan_document(results))


def test_sizes_and_rules_stand_beside_the_name():
    levels = FrozenMap({"l1": FundingLevel("Pilot", "a", 0.5, 0.25)})
    portfolio = with_rules(
        with_record(sound(), "initiatives", "agents", levels=levels), Rule("mandated", ("agents",))
    )
    lines = section(plan_lines(analyze(portfolio), 100), "Funded (3)")
    assert lines[2] == "Agents (AG)           $5M  Pilot and mandated"


def test_the_waterline_is_told_where_it_differs():
    tight = edit.set_weights(sound(), {"fit": 0.0, "trust": 1.0})
    tight = edit.scale_capacity(tight, "fte", 0.5)
    lines = section(plan_lines(analyze(tight), 100), "Straight down the ranking instead")
    text = " ".join(lines)
    assert "would lose" in text
    assert "which the plan cuts" in text
    assert "which the plan funds" in text


def test_without_a_ranking_there_is_no_waterline():
    weightless = edit.set_weights(sound(), {"fit": 0.0, "trust": 0.0})
    results = analyze(weightless)
    assert "Straight down the ranking instead" not in plan_lines(results, 100)
    assert plan_document(results)["waterline"] is None


@pytest.mark.parametrize("width", [60, 80, 100])
def test_sentences_keep_the_width(width):
    results = analyze(sound())
    wrapped = [line for line in plan_lines(results, width) if line.startswith("    ")]
    assert wrapped
    assert max(map(len, wrapped)) <= width
    assert max(len(line) for line in ranking_lines(results, width)[:4]) <= width


def test_problems_are_counted_in_words():
    found = problems(with_record(sound(), "initiatives", "wiki", name="", demand=FrozenMap()))
    assert counted(found) == "2 warnings."
    assert counted(()) == "Nothing is missing or contradictory."
    wrong = edit.set_benefit(edit.set_rater(sound(), "bo", name=""), "wiki", probability=7.0)
    alone = replace(wrong, ratings=wrong.ratings.without("bo"))
    assert counted(problems(alone)) == "1 error, 1 warning and 1 note."
    lines = problem_lines(alone, problems(alone), 100)
    assert [line for line in lines if line and not line.startswith(" ")][2:] == [
        "Initiatives",
        "The portfolio",
        "Ratings",
    ]


def test_what_is_not_finite_is_not_known():
    assert known(math.nan) is None
    assert known(math.inf) is None
    assert known(2) == 2.0


def test_json_is_the_same_in_any_encoding():
    odd = edit.set_title(sound(), "Zürich \u202e東京")
    document = ranking_document(analyze(odd, upto="ranking"))
    texts = [to_text(document, encoding=encoding) for encoding in ("utf-8", "UTF-16", "cp1252")]
    assert [json.loads(text) for text in texts] == [document] * 3
    assert "東京" in texts[0]
    assert texts[2].isascii()
    assert check_document(odd, ())["problems"] == []


def nothing_fits():
    tight = edit.set_capacity(sound(), "gpu", "q1", 1.0)
    return analyze(with_rules(tight, Rule("mandated", ("vivid",), reason="Law")))


def test_without_a_plan_the_rules_are_listed_and_nothing_is_called_cut():
    results = nothing_fits()
    lines = plan_lines(results, 100)
    text = "\n".join(lines)
    assert lines[1].startswith("No plan fits: “Vivid” is mandated")
    assert "Held by rules (1)" in lines
    assert "Free, not decided (3)" in lines
    assert "    “Vivid” must be funded (mandated). Law." in lines
    assert text.count("No plan fits") == 1
    assert not any(word in text for word in ("Cut", "Funded", "0 %"))


def test_without_a_plan_json_holds_no_numbers_of_one():
    said = plan_document(nothing_fits())
    assert said["status"] == "infeasible"
    assert (said["value"], said["bound"], said["gap"]) == (None, None, None)
    assert {row["verdict"] for row in said["initiatives"]} == {None}
    assert {(row["used"], row["share"]) for row in said["use"]} == {(None, None)}
    assert all(row["demand"] > 0 for row in said["use"])
