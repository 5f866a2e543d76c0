"""Files of other versions: older ones are brought up to date, newer ones lose nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio.files import Damaged, NotWritable, dumps, load, loads, save
from portfolio.files.head import APP, SCHEMA, head_tree
from portfolio.files.migrations import MIGRATIONS, migrated
from portfolio.files.native import read
from portfolio.model import FrozenMap
from tests.portfolio.files.documents import SCHEMA_LINES, SMALL, SMALL_BYTES, changed
from tests.portfolio.strategies import json_values, portfolios

STORED = Path(__file__).parent / "stored"
NEWER_MINOR = (SCHEMA_LINES, '"schema": [\n  1,\n  7\n ]')
NEWER_MAJOR = (SCHEMA_LINES, '"schema": [\n  3,\n  0\n ]')
NEWER_APP = (f'"app": "{APP}"', '"app": "2.4"')


# Row 23: newer


def test_row_23_a_newer_minor_version_keeps_its_number_and_its_fields():
    data = changed(
        NEWER_MINOR, NEWER_APP, ('"owner": "Ana"', '"owner": "Ana",\n   "mood": {"a": [1]}')
    )
    content = read(data)
    assert not content.head.newer_major
    edited = replace(content.portfolio, title="Edited")
    tree = json.loads(dumps(edited))
    assert tree["schema"] == [1, 7]
    assert tree["app"] == "2.4"
    assert tree["initiatives"]["i_triage"]["mood"] == {"a": [1]}
    assert any("“mood”" in note for note in content.notes)


def test_row_23_an_unknown_choice_of_a_newer_version_is_kept_and_named():
    data = changed(NEWER_MINOR, ('"stage": "pilot"', '"stage": "sunset"'))
    content = read(data)
    assert content.portfolio.initiatives["i_triage"].stage == "idea"
    assert "Initiative “Claims triage”, stage: “sunset”" in content.notes[0]
    assert json.loads(dumps(content.portfolio))["initiatives"]["i_triage"]["stage"] == "sunset"


def test_row_23_a_choice_that_was_set_since_wins_over_the_one_that_was_kept():
    portfolio = loads(changed(NEWER_MINOR, ('"stage": "pilot"', '"stage": "sunset"')))
    initiative = replace(portfolio.initiatives["i_triage"], stage="run")
    edited = replace(portfolio, initiatives=portfolio.initiatives.with_("i_triage", initiative))
    assert json.loads(dumps(edited))["initiatives"]["i_triage"]["stage"] == "run"


def test_row_23_a_record_of_an_unknown_kind_is_kept_outside_the_records():
    data = changed(NEWER_MINOR, ('"kind": "requires"', '"kind": "at_most_two"'))
    content = read(data)
    assert content.portfolio.rules == FrozenMap()
    assert "Rule “u_1”, kind: “at_most_two”" in content.notes[0]
    assert json.loads(dumps(content.portfolio)) == json.loads(data)


def test_row_23_entries_that_do_not_fit_are_kept_beside_those_that_do():
    data = changed(
        NEWER_MINOR,
        ('"q_1": 1200.0', '"q_1": {"spread": "wide"}'),
        ('"c_fit": 20.0', '"c_fit": []'),
    )
    portfolio = loads(data)
    assert list(portfolio.initiatives["i_triage"].demand["r_gpu"]) == ["q_2"]
    assert portfolio.ratings["p_ana"]["i_video"] == FrozenMap()
    assert json.loads(dumps(portfolio)) == json.loads(data)


def test_row_23_a_newer_major_version_opens_read_only(tmp_path):
    path = tmp_path / "newer.portfolio"
    path.write_bytes(changed(NEWER_MAJOR, NEWER_APP, ('"title": "Small"', '"title": ["Small"]')))
    opened = load(path)
    assert opened.read_only
    assert opened.schema == (3, 0)
    assert "made for version 2.4" in opened.notes[0]
    assert opened.portfolio.initiatives == SMALL.initiatives
    before = path.read_bytes()
    with pytest.raises(NotWritable) as caught:
        save(path, opened.portfolio, expected_sha256=opened.sha256)
    assert "version 2.4" in caught.value.what
    assert path.read_bytes() == before


def test_row_23_a_newer_file_that_cannot_be_read_says_what_it_needs():
    data = changed(NEWER_MAJOR, NEWER_APP, ('"id": "p_small"', '"ident": "p_small"'))
    with pytest.raises(Damaged) as caught:
        loads(data)
    assert "needs version 2.4 of the app" in caught.value.what
    assert "Install that version" in caught.value.remedy


@settings(max_examples=25)
@given(portfolios(extra=True), json_values)
def test_target_5_a_file_of_the_next_version_survives_an_edit_by_this_one(portfolio, added):
    """Schema n + 1 through version n and back: no field is lost."""
    tree = json.loads(dumps(portfolio))
    tree.update(schema=[SCHEMA[0], SCHEMA[1] + 1], app="9.9", next_feature=added)
    for initiative in tree["initiatives"].values():
        initiative["next_field"] = added
    written = json.dumps(tree).encode()
    opened = loads(written)
    again = json.loads(dumps(replace(opened, notes=f"{opened.notes}!")))
    assert again.pop("notes") == f"{tree.pop('notes')}!"
    assert again == tree


def test_unknown_fields_of_this_version_are_kept_and_named():
    content = read(changed(('"probability": 0.6', '"probability": 0.6, "proability": 0.7')))
    assert "Initiative “Claims triage”, benefit, “proability”" in content.notes[0]
    assert b'"proability": 0.7' in dumps(content.portfolio)


def test_an_ordinary_file_has_no_notes():
    assert read(SMALL_BYTES).notes == ()


def test_many_kept_values_are_counted_not_listed():
    extra = ", ".join(f'"new_{number}": 1' for number in range(500))
    notes = read(changed(('"owner": "Ana"', f'"owner": "Ana", {extra}'))).notes
    assert len(notes) == 1
    assert "496 more" in notes[0]


# Row 24: older


def test_row_24_each_stored_old_file_opens():
    assert len(MIGRATIONS) == SCHEMA[0]
    for major in range(SCHEMA[0]):
        content = read((STORED / f"schema_{major}.portfolio").read_bytes())
        assert "older format" in content.notes[0]
        assert read(dumps(content.portfolio)).head.schema == SCHEMA


def test_row_24_the_prototype_file_means_what_it_meant():
    portfolio = loads((STORED / "schema_0.portfolio").read_bytes())
    by_order = sorted(portfolio.initiatives.values(), key=lambda each: each.order)
    assert [each.name for each in by_order] == ["Zebra crossing detector", "Apple sorter"]
    assert portfolio.ratings["p_ana"]["i_2"]["c_fit"].comment == "Roads first"
    assert portfolio.initiatives["i_2"].demand["r_gpu"]["q_1"].high == 2000.0
    assert portfolio.initiatives["i_1"].extra == FrozenMap({"prototype_score": 4})
    assert portfolio.rules["u_1"].initiatives == ("i_1", "i_2")
    assert portfolio.resources["r_cash"].carries_over is True


def test_row_24_the_first_save_keeps_the_original(tmp_path):
    path = tmp_path / "old.portfolio"
    original = (STORED / "schema_0.portfolio").read_bytes()
    path.write_bytes(original)
    opened = load(path)
    first = save(path, opened.portfolio, expected_sha256=opened.sha256)
    kept = tmp_path / "old.portfolio.v0.bak"
    assert kept.read_bytes() == original
    save(path, replace(opened.portfolio, title="Later"), expected_sha256=first.sha256)
    assert kept.read_bytes() == original
    assert load(tmp_path / "old.portfolio.bak").portfolio == opened.portfolio


def test_row_24_a_migration_leaves_its_input_as_it_is():
    tree = json.loads((STORED / "schema_0.portfolio").read_bytes())
    before = json.dumps(tree)
    migrated(tree, 0)
    assert json.dumps(tree) == before


def test_migrations_run_in_order_from_the_version_of_the_file():
    steps = tuple((lambda tree, n=n: {**tree, "path": [*tree["path"], n]}) for n in range(4))
    tree = {**head_tree(), "schema": [2, 0], "path": []}
    assert migrated(tree, 2, steps) == {**head_tree(), "path": [2, 3]}
    assert migrated(tree, 0, steps)["path"] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"id": "i_1", ', '"id": "i_2", ', "the id of two records"),
        ('"id": "i_1", ', "", "“id” is needed"),
        ('"rater": "p_ana", "initiative": "i_1"', '"rater": 7, "initiative": "i_1"', "“rater”"),
        ('"initiative": "i_2", "criterion"', '"initiative": "i_1", "criterion"', "rated twice"),
        ('{"id": "p_ana", "name": "Ana"}', '"Ana"', "record is needed"),
    ],
)
def test_a_broken_old_file_gets_a_sentence(old, new, words):
    data = (STORED / "schema_0.portfolio").read_text()
    assert data.count(old) == 1
    with pytest.raises(Damaged) as caught:
        loads(data.replace(old, new).encode())
    assert words in caught.value.what


def test_equal_content_of_two_app_versions_gives_equal_bytes():
    """The head names the first version that wrote the schema, not the one that saved."""
    assert loads(changed((f'"app": "{APP}"', '"app": "0.9.3"'))) == SMALL
    assert dumps(loads(changed((f'"app": "{APP}"', '"app": "0.9.3"')))) == SMALL_BYTES
    assert head_tree()["app"] == APP


@given(st.sampled_from(["initiatives", "rules", "comments", "ratings"]), json_values)
def test_any_value_anywhere_in_a_newer_file_is_kept(collection, value):
    tree = json.loads(SMALL_BYTES)
    tree["schema"][1] += 1
    tree[collection]["x_new"] = value
    data = json.dumps(tree).encode()
    assert json.loads(dumps(loads(data))) == tree


def test_a_newer_file_that_names_no_app_can_be_saved():
    """Found by fuzzing: it opened, but reading it back found an app that it had not named."""
    tree = json.loads(SMALL_BYTES)
    del tree["app"]
    tree["schema"][1] += 1
    tree["rules"]["u_1"]["new"] = True
    portfolio = loads(json.dumps(tree).encode())
    assert loads(dumps(portfolio)) == portfolio
    assert b'"app"' not in dumps(portfolio)
