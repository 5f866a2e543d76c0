from pathlib import Path

import pytest

from ui.settings import Preferences, Settings


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "preferences.json"


def test_preferences_survive_a_restart(path):
    Settings(path).change(theme="dark", text_scale=1.25, author="Ada", recent=("/a", "/b"))
    again = Settings(path).preferences
    assert (again.theme, again.text_scale, again.author) == ("dark", 1.25, "Ada")
    assert again.recent == ("/a", "/b")


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[]",
        '"x"',
        "\0\0\0",
        '{"text_scale": "big"}',
        f'{{"autosave_seconds": 1{"0" * 400}}}',
        '{"columns": 3}',
        '{"recent": "plan.portfolio"}',
        '{"recent": [null]}',
        '{"author": null}',
        '{"author_asked": "no"}',
        '{"window": "\\ud800"}',
        '{"splitters": {"form": "\\ud800"}}',
    ],
)
def test_a_damaged_file_gives_defaults_and_is_set_aside(path, damaged):
    path.parent.mkdir()
    path.write_text(damaged)
    settings = Settings(path)
    assert settings.preferences == Preferences()
    assert str(path.with_suffix(".damaged.json")) in settings.note
    assert path.with_suffix(".damaged.json").read_text() == damaged


def test_unknown_names_and_wild_values_do_no_harm(path):
    path.parent.mkdir()
    path.write_text('{"theme": "pink", "text_scale": 99, "later": {"a": 1}}')
    preferences = Settings(path).preferences
    assert preferences.theme == "system"
    assert preferences.text_scale == 2.0


def test_recent_files_are_newest_first_without_repeats_and_bounded(path):
    settings = Settings(path)
    for name in [*"abcdefghijklmnop", "c"]:
        settings.remember_file(Path(name))
    assert settings.preferences.recent[0] == "c"
    assert len(settings.preferences.recent) == len(set(settings.preferences.recent)) == 12
    settings.forget_file(Path("c"))
    assert "c" not in settings.preferences.recent


def test_a_folder_that_cannot_be_written_costs_only_the_remembering(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    settings = Settings(blocked / "preferences.json")
    settings.change(theme="dark")
    assert settings.preferences.theme == "dark"
    assert settings.note


def test_layouts_are_remembered_by_name(path):
    settings = Settings(path)
    settings.remember_layout("columns", "initiatives", "abc")
    settings.remember_layout("splitters", "form", "def")
    again = Settings(path)
    assert again.layout_of("columns", "initiatives") == "abc"
    assert again.layout_of("splitters", "form") == "def"
    assert again.layout_of("columns", "other") == ""
