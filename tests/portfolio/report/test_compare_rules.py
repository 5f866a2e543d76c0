"""Rules that only one of two versions has, in the words of the Rules page."""

from __future__ import annotations

from portfolio.model import FrozenMap, Rule
from portfolio.report import all_rules
from portfolio.report.compare import Version, compare_content
from portfolio.report.compare_frame import difference_frame
from portfolio.report.compare_json import compare_document
from portfolio.report.compare_rows import change_rows
from portfolio.report.compare_text import mail_text
from tests.portfolio.small import sound, with_record, with_rules

RULED = with_rules(
    sound(),
    Rule("force_in", ("vivid",), reason="The law", author="Ana"),
    Rule("cap", resource="usd", field="category", value="media", amount=3.0),
)
SAID = ("“Vivid” forced in. The law. (Ana)", "At most $3M of Capital for category “media”.")


def content(before, after):
    return compare_content(Version("old", before), Version("new", after))


def test_an_added_rule_is_told_as_the_page_of_rules_tells_it():
    found = content(sound(), RULED)
    assert tuple(sentence for _, _, sentence in all_rules(RULED)) == SAID
    assert tuple(row.after for row in change_rows(found)) == SAID
    assert {row.before for row in change_rows(found)} == {"not there"}
    assert tuple(row["after"] for row in compare_document(found)["changes"]) == SAID
    assert tuple(difference_frame(sound(), RULED)["after"]) == SAID
    lines = mail_text(found).splitlines()
    at = lines.index("Rules:")
    assert lines[at + 1 : at + 3] == [f"Added: {said}" for said in SAID]


def test_a_removed_rule_is_told_in_the_names_of_then():
    later = with_record(sound(), "initiatives", "vivid", name="Vivid 2")
    found = content(RULED, later)
    rules = [row for row in change_rows(found) if row.group == "Rules"]
    assert tuple(row.before for row in rules) == SAID
    assert {row.after for row in rules} == {"not there"}
    assert f"Deleted: {SAID[0]}" in mail_text(found).splitlines()


def test_a_changed_field_of_a_rule_is_told_alone():
    changed = with_record(RULED, "rules", "u2", amount=2.0)
    (row,) = change_rows(content(RULED, changed))
    assert (row.before, row.after) == ("$3M", "$2M")
    assert "Rules:" not in mail_text(content(RULED, changed))


def test_many_rules_are_counted_in_a_mail_from_the_thirteenth_on():
    many = FrozenMap({f"u{n:02}": Rule("mandated", ("wiki",), reason=f"R{n}") for n in range(15)})
    lines = mail_text(content(sound(), with_rules(sound(), *many.values()))).splitlines()
    assert lines[-1] == "And 3 more rules."
    assert lines[-13] == "Added: “Wiki” must be funded (mandated). R0."
