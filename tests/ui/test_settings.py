import json
import os
import threading
from pathlib import Path

import pytest

from portfolio.files import NotSaved
from tests.ui.conftest import idle
from ui.filing import remembering
from ui.filing.remembering import tidy, write
from ui.settings import Preferences, Settings


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "preferences.json"


def test_preferences_survive_a_restart(path):
    settings = Settings(path)
    settings.change(theme="dark", text_scale=1.25, author="Ada", recent=("/a", "/b"))
    settings.store(write)
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
    with pytest.raises(NotSaved):
        settings.store(write)
    assert settings.preferences.theme == "dark"
    blocked.unlink()
    settings.store(write)
    assert Settings(blocked / "preferences.json").preferences.theme == "dark"


def test_layouts_are_remembered_by_name(path):
    settings = Settings(path)
    settings.remember_layout("columns", "initiatives", "abc")
    settings.remember_layout("splitters", "form", "def")
    settings.store(write)
    again = Settings(path)
    assert again.layout_of("columns", "initiatives") == "abc"
    assert again.layout_of("splitters", "form") == "def"
    assert again.layout_of("columns", "other") == ""


def test_what_another_window_stored_stays_but_for_what_is_set_here(path):
    here, there = Settings(path), Settings(path)
    there.change(author="Bo", theme="dark")
    there.store(write)
    here.change(author="Ada")
    here.remember_file(Path("/a"))
    here.remember_file(Path("/b"))
    here.store(write)
    stored = Settings(path).preferences
    assert (stored.author, stored.theme, stored.recent) == ("Ada", "dark", ("/b", "/a"))


def test_what_is_set_while_a_file_is_written_is_written_the_next_time(path):
    settings, written = Settings(path), []

    def slow(_path, data):
        written.append(json.loads(data)["author"])
        if len(written) == 1:
            settings.change(author="Later")

    settings.change(author="First")
    for _ in range(3):
        settings.store(slow)
    assert written == ["First", "Later"]


def test_preferences_are_stored_beside_the_window(context, qtbot, monkeypatch):
    idle(qtbot, context)
    threads = []
    monkeypatch.setattr(
        remembering, "write_atomically", lambda *_file: threads.append(threading.current_thread())
    )
    context.settings.change(author="Bo")
    idle(qtbot, context)
    assert len(threads) == 1
    assert threads != [threading.main_thread()]


def test_preferences_that_cannot_be_stored_are_noted(context, qtbot):
    idle(qtbot, context)
    file = context.settings.folder / "preferences.json"
    file.unlink()
    file.mkdir()
    context.settings.change(author="Bo")
    idle(qtbot, context)
    assert context.settings.note.startswith("The preferences could not be stored.")
    assert context.settings.preferences.author == "Bo"


def test_row_1_what_killed_writes_left_in_the_folders_of_the_app_goes(tmp_path):
    left = [tmp_path / name / ".plan.portfolio.00000000-1-abcdef.tmp" for name in ("a", "b/c")]
    for file in left:
        file.parent.mkdir(parents=True)
        file.touch()
        os.utime(file, (0, 0))
    kept = tmp_path / "a" / "plan.portfolio"
    kept.touch()
    tidy([tmp_path, tmp_path / "gone"])
    assert not any(file.exists() for file in left)
    assert kept.exists()
