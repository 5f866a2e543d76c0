"""Two versions compared: differences, ranks, plans and causes, in rows, text and JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from portfolio.analysis import analyze
from portfolio.charts.bridge_finding import part_words
from portfolio.edit import apply_scenario, set_capacity, set_rating, set_settings
from portfolio.files import dumps, load, loads, samples
from portfolio.insight import Cause
from portfolio.model import Benefit, Change, Estimate, FrozenMap, Portfolio, Rating, Rule, Scenario
from portfolio.report.compare import (
    Version,
    compare,
    compare_causes,
    compare_content,
    compare_plans,
)
from portfolio.report.compare_causes import cause_phrase
from portfolio.report.compare_json import compare_document
from portfolio.report.compare_matching import matched
from portfolio.report.compare_plans import Planner
from portfolio.report.compare_rows import block, change_rows, moving
from portfolio.report.compare_text import mail_text
from portfolio.report.compare_views import bridge_view, slope_view
from portfolio.report.compare_words import headline, named, rank_sentences
from tests.portfolio.small import sound, with_record, with_rules


def silent(_fraction, _text):
    """Let the work go on."""


def compared(before, after, names=("old", "new")):
    one, other = (Version(n, p) for n, p in zip(names, (before, after), strict=True))
    return compare(one, other, Planner(), silent)


def benefit_of(portfolio, key, amount):
    benefit = Benefit(Estimate(float(amount)), 0.5)
    return with_record(portfolio, "initiatives", key, benefit=benefit)


def sample(name):
    """A sample by its file; one of them is of last quarter and in no menu."""
    return load(samples()[0].path.with_name(f"{name}.portfolio")).portfolio


@pytest.fixture(scope="module")
def lab():
    """The lab as it was and as it is."""
    names = ("northlight_ai_lab_2026q4", "northlight_ai_lab")
    before, after = map(sample, names)
    return compared(before, after, names)


def test_a_document_is_the_same_as_itself():
    found = compared(sound(), sound())
    assert found.same
    assert found.final
    assert headline(found).headline == "“old” and “new” are the same."
    assert mail_text(found).splitlines()[0] == "Small"
    assert compare_document(found)["why"] is None


def test_the_content_needs_no_plan():
    found = compare_content(
        Version("old", sound()), Version("new", set_capacity(sound(), "gpu", "q1", 50.0))
    )
    assert [change.place for change in found.changes] == ["Resource “Compute”, capacity, “Q1 2027”"]
    assert found.bridge is None
    assert headline(found).headline == "“old” and “new” differ."


def test_the_plan_of_each_side_is_that_of_its_own_analysis(lab):
    for version, planned in ((lab.before, lab.bridge.first), (lab.after, lab.bridge.last)):
        own = analyze(version.portfolio, upto="plan").plan
        assert planned.plan.chosen == own.chosen
        assert planned.plan.value == own.value
    assert set(lab.plan.enters) == set(lab.bridge.last.plan.chosen) - set(
        lab.bridge.first.plan.chosen
    )


def test_the_headline_of_the_lab(lab):
    assert headline(lab).headline == (
        "The plan is worth $9.23B, $1.62B more than before (+21 %); 3 initiatives enter and "
        "2 leave."
    )


def test_the_text_of_the_lab_is_whole(lab):
    text = mail_text(lab)
    assert "Inputs (what the initiatives promise and need): −$940.7M.\n" in text
    assert "“Compute” 159.9M H100e-h to 169.7M H100e-h in Q2 2027 and in 3 other periods." in text
    assert "Force-in of “Vivid: social AI video app” is gone. On its own: drops “Vivid" in text
    assert "The plan adds up benefits, which do not depend on weights." in text
    assert "“Vivid: social AI video app” moves down from 7 to 14." in text
    for mark in ("**", "##", "`", "None", " nan", "  "):
        assert mark not in text
    for line in text.splitlines():
        assert line == line.strip()


def test_largest_rank_moves_come_first(lab):
    ups = [abs(move.up) for move in lab.ranks.moves]
    assert ups == sorted(ups, reverse=True)
    assert lab.names[lab.ranks.moves[0].key].startswith("Vivid")


def test_nobody_moves_and_nothing_is_ranked():
    found = compared(sound(), set_capacity(sound(), "gpu", "q1", 50.0))
    assert list(rank_sentences(found)) == ["No initiative that is ranked in both moves in rank."]
    found = compared(sound(), replace(sound(), ratings=FrozenMap()))
    assert next(rank_sentences(found)).startswith("The rankings cannot be compared: ")


def test_rows_say_what_moves_the_plan(lab):
    rows = change_rows(lab)
    assert len(rows) == len(lab.changes)
    assert len({row.key for row in rows}) == len(rows)
    told = {row.place for row in moving(rows)}
    assert "Resource “Compute”, capacity, “Q2 2027”" in told
    assert "Force-in of “Vivid: social AI video app”" in told
    assert not any(place.startswith(("Ratings", "Comment", "Scenario")) for place in told)
    assert not any(place.endswith((", notes", ", source", ", tags")) for place in told)
    assert {row.group for row in rows} >= {"Initiatives", "Ratings", "Criteria", "Limits", "Rules"}
    effect = next(row.effect for row in rows if row.place.startswith("Force-in of “Vivid"))
    assert effect.startswith("+$1.74B (+23 %); drops “Vivid")
    where = {row.where for row in rows}
    assert "“Compute”, capacity, “Q2 2027”" in where
    assert "Force-in of “Vivid: social AI video app”" in where
    table = block(rows)
    assert len(table) == len(rows) + 1
    assert {len(line) for line in table} == {5}


def test_settings_are_a_group_and_a_cause():
    before = sound()
    delayed = {
        key: replace(record, benefit=replace(record.benefit, delay_years=1.0))
        for key, record in before.initiatives.items()
    }
    before = replace(before, initiatives=FrozenMap(delayed))
    found = compared(before, set_settings(before, discount_rate=0.25))
    (row,) = change_rows(found)
    assert row.group == "Settings"
    assert row.effect
    text = mail_text(found)
    assert "Setting discount rate: 0 % to 25 %. On its own: the same initiatives" in text


def test_a_new_and_a_deleted_initiative_are_named():
    fewer = replace(sound(), initiatives=sound().initiatives.without("wiki"))
    assert "“Wiki” is gone. On its own: drops “Wiki”" in mail_text(compared(sound(), fewer))
    assert "“Wiki” is new. On its own: brings in “Wiki”" in mail_text(compared(fewer, sound()))


def test_another_rating_is_a_cause_where_scores_count():
    before = set_settings(sound(), objective="value")
    rating = Rating(5.0)
    after = set_rating(before, "ana", "agents", "fit", rating)
    after = set_rating(after, "ana", "agents", "trust", rating)
    found = compared(before, after)
    assert "“Agents”: 2 ratings. On its own: the same initiatives; −" in mail_text(found)
    assert {row.group for row in moving(change_rows(found))} == {"Ratings"}
    by_benefit = compared(sound(), set_rating(sound(), "ana", "agents", "fit", rating))
    assert moving(change_rows(by_benefit)) == []


def test_weights_of_a_plan_by_value_are_another_yardstick():
    before = set_settings(sound(), objective="value")
    found = compared(before, with_record(before, "criteria", "fit", weight=9.0))
    weights = found.bridge.parts[1]
    assert weights.gained != 0
    assert "Points under other weights are another yardstick" in mail_text(found)
    assert "“Goal fit”: weight 75 % to 90 %." in mail_text(found)


def test_what_cannot_be_subtracted_is_said():
    euros = {
        key: replace(record, benefit=replace(record.benefit, unit="€M"))
        for key, record in sound().initiatives.items()
    }
    found = compared(sound(), replace(sound(), initiatives=FrozenMap(euros)))
    assert headline(found).headline.startswith("The values cannot be compared: that of “old”")
    assert "WHY THE VALUE MOVED" not in mail_text(found)
    document = compare_document(found)
    assert document["why"]["trouble"]
    assert document["plan"]["gained"] is None


def test_a_side_without_a_plan_is_said():
    stuck = with_rules(set_capacity(sound(), "gpu", "q1", 1.0), Rule("mandated", ("vivid",)))
    found = compared(sound(), stuck)
    assert headline(found).headline.startswith("There is no plan of “new” to compare: ")
    assert found.plan is None
    assert compare_document(found)["after"]["value"] is None
    ends = slope_view(found).ends.values()
    assert not any(end.funded for pair in ends for end in pair)


def test_the_views_hold_ranks_and_funding(lab):
    view = slope_view(lab, outdated=True)
    entered = {key for key, (old, new) in view.ends.items() if new.funded and not old.funded}
    assert entered == set(lab.plan.enters)
    assert view.outdated
    assert view.titles == ("northlight_ai_lab_2026q4", "northlight_ai_lab")
    assert bridge_view(lab).bridge is lab.bridge
    content = compare_content(lab.before, lab.after)
    assert slope_view(content).trouble == "The plans are being worked out."


def test_an_unproven_part_carries_its_range(lab):
    part = lab.bridge.parts[2]
    loose = replace(part, low=part.gained - 10, high=part.gained + 10)
    assert part_words(loose, "$M") == "+$820M (from +$810M to +$830M)"
    assert part_words(lab.bridge.parts[1], "$M") == "no change"
    loosely = replace(lab, bridge=replace(lab.bridge, parts=(loose,)))
    assert "so the best plans may differ by the ranges given." in mail_text(loosely)
    assert "ranges given" not in mail_text(lab)


def test_two_scenarios_are_two_versions():
    forced = Scenario("Vivid", "a", (Change("force_in", "vivid"),))
    less = Scenario("Less", "b", (Change("capacity_factor", "gpu", 0.5),))
    base = replace(sound(), scenarios=FrozenMap({"vivid": forced, "less": less}))
    found = compared(apply_scenario(base, "less"), apply_scenario(base, "vivid"))
    assert {part.steps[0] for part in found.bridge.parts if not part.change.nothing} == {
        "limits",
        "choices",
    }


def test_json_is_plain_and_adds_up(lab):
    document = json.loads(json.dumps(compare_document(lab), allow_nan=False))
    why = document["why"]
    assert why["order"] == ["inputs", "weights", "limits", "choices"]
    assert sum(part["gained"] for part in why["parts"]) == pytest.approx(why["total"])
    assert why["total"] == pytest.approx(document["after"]["value"] - document["before"]["value"])
    assert len(document["changes"]) == len(lab.changes)
    assert all(cause["words"] and cause["effect"] for p in why["parts"] for cause in p["causes"])


def test_steps_of_the_work_grow_into_the_whole():
    one, other = Version("old", sound()), Version("new", benefit_of(sound(), "agents", 80))
    planner = Planner()
    content = compare_content(one, other)
    plans = compare_plans(content, planner, silent)
    assert plans.bridge.parts[0].causes == ()
    assert not plans.final
    whole = compare_causes(plans, planner, silent)
    assert [cause.key for cause in whole.bridge.parts[0].causes] == ["agents"]
    assert compare_document(whole) == compare_document(compare(one, other, Planner(), silent))


def test_known_plans_are_not_made_again(monkeypatch):
    results = analyze(sound(), upto="plan")
    planner = Planner()
    planner.learn(results)
    monkeypatch.setattr("portfolio.report.compare_plans.plan", None)
    assert planner(sound(), silent).plan is results.plan


def rekeyed(portfolio):
    """The same content under other ids everywhere, as if it had been typed in anew."""
    text = dumps(portfolio).decode()
    for key in ("agents", "claims", "vivid", "wiki", "gpu", "fte", "usd", "q1", "q2"):
        text = text.replace(f'"{key}"', f'"new_{key}"')
    for key in ("fit", "trust", "ana", "bo", "u1"):
        text = text.replace(f'"{key}"', f'"new_{key}"')
    return loads(text.encode())


def test_a_rule_of_several_is_named_whole_and_its_field_plainly():
    rule = Rule("excludes", ("agents", "claims", "wiki"), reason="One team")
    before = with_rules(sound(), rule)
    (key,) = before.rules
    after = replace(before, rules=before.rules.with_(key, replace(rule, active=False)))
    found = compare_content(Version("a", before), Version("b", after))
    assert cause_phrase(found, Cause("rule", key)) == (
        "Rule at most one of “Agents”, “Claims triage” and “Wiki”: active yes to no"
    )


def test_files_without_common_ids_are_matched_by_code_and_name():
    before = with_rules(sound(), Rule("force_out", ("wiki",), reason="later"))
    fitted = matched(before, rekeyed(before))
    assert fitted.portfolio == replace(rekeyed(before), id=before.id)
    (note,) = fitted.notes
    assert note == (
        "The initiatives, resources, periods, criteria and raters of the two have no common ids, "
        "as in files that were not copied from each other. Matched by code, then by name: "
        "4 initiatives, 3 resources, 2 periods, 2 criteria and 2 raters."
    )
    found = compared(before, rekeyed(set_capacity(before, "gpu", "q1", 50.0)))
    assert [change.place for change in found.changes] == ["Resource “Compute”, capacity, “Q1 2027”"]
    assert note in mail_text(found)


def test_names_that_stand_twice_match_nobody():
    twice = with_record(sound(), "initiatives", "wiki", name="Vivid", code="")
    twice = with_record(twice, "initiatives", "vivid", code="")
    fitted = matched(twice, rekeyed(twice))
    assert fitted.notes[0].split("name: ")[1].startswith("2 initiatives")
    assert set(fitted.portfolio.initiatives) == {"new_agents", "new_claims", "vivid", "wiki"}
    other = replace(
        sound(), initiatives=FrozenMap({"x": replace(sound().initiatives["wiki"], code="")})
    )
    strange = replace(
        other, initiatives=FrozenMap({"y": replace(other.initiatives["x"], name="Else")})
    )
    assert matched(other, strange).notes[0].endswith("None has the code or name of another either.")


def test_no_two_records_become_one():
    before = with_record(sound(), "initiatives", "wiki", name="Vivid", code="AG")
    before = with_record(before, "initiatives", "agents", name="Old agents", code="")
    after = rekeyed(with_record(sound(), "initiatives", "agents", name="Vivid"))
    after = with_record(after, "initiatives", "new_vivid", name="Else", code="")
    fitted = matched(before, after).portfolio
    assert len(fitted.initiatives) == len(before.initiatives)
    assert fitted.initiatives["new_agents"].code == "AG"


def test_an_empty_document_compares():
    found = compared(Portfolio("d9"), sound())
    assert found.changes
    assert mail_text(found)
    assert named(found, ["wiki", "agents"]) == "“Agents” and “Wiki”"


def test_names_are_safe_and_short():
    evil = "<b>Vivid</b> $x$ \u202e" + "long " * 60
    after = with_record(sound(), "initiatives", "vivid", name=evil)
    after = benefit_of(after, "vivid", 900)
    text = mail_text(compared(sound(), after))
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text


def test_what_does_nothing_on_its_own_is_said_once_it_is_known():
    before, after = sound(), set_capacity(sound(), "gpu", "q1", 50.0)
    after = with_record(after, "initiatives", "wiki", notes="Read this.")
    content = compare_content(Version("old", before), Version("new", after))
    assert {row.told for row in change_rows(content)} == {""}
    rows = {row.place: row for row in change_rows(compared(before, after))}
    assert rows["Initiative “Wiki”, notes"].told == "nothing"
    limit = rows["Resource “Compute”, capacity, “Q1 2027”"]
    assert limit.effect
    assert limit.told == limit.effect


def test_the_order_of_the_parts_is_told_only_where_it_counts(lab):
    limits = compared(sound(), set_capacity(sound(), "gpu", "q1", 20.0))
    assert "another order" not in mail_text(limits)
    assert "another order" in mail_text(lab)
    still = compared(sound(), replace(sound(), title="Other"))
    assert "WHY THE VALUE" not in mail_text(still)


def test_names_with_quotation_marks_of_their_own_get_no_more():
    found = compared(sound(), sound(), ("Scenario “A”", "old"))
    assert headline(found).headline == "Scenario “A” and “old” are the same."
