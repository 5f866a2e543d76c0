from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from portfolio.edit import set_title
from portfolio.files import dumps, load
from tests.ui.conftest import edit, idle
from ui.filing import questions
from ui.filing.names import file_name


@pytest.fixture
def path(tmp_path):
    return tmp_path / "plan.portfolio"


def saved_at(context, qtbot, path):
    """Save the document at ``path`` for the first time."""
    context.messages.answers.append(path)
    context.filing.save()
    idle(qtbot, context)


def test_the_first_save_asks_where_and_later_ones_do_not(context, qtbot, path):
    saved_at(context, qtbot, path)
    assert context.document.path == path
    edit(context)
    assert context.document.unsaved
    context.filing.save()
    idle(qtbot, context)
    assert not context.document.unsaved
    assert load(path).portfolio.title == "Edited"
    assert len(context.messages.questions) == 1


def test_a_name_without_a_suffix_gets_ours(context, qtbot, tmp_path):
    saved_at(context, qtbot, tmp_path / "plan")
    assert (tmp_path / "plan.portfolio").exists()


def test_backing_out_of_save_as_changes_nothing(context, qtbot):
    context.messages.answers.append(None)
    context.filing.save_as()
    assert context.document.path is None
    assert not context.jobs.running


def test_what_was_saved_is_opened_again_equal(context, qtbot, path):
    edit(context)
    saved_at(context, qtbot, path)
    stored = context.document.portfolio
    context.filing.new()
    assert context.document.portfolio != stored
    context.filing.open(path)
    idle(qtbot, context)
    assert context.document.portfolio == stored
    assert context.settings.preferences.recent == (str(path),)


@pytest.mark.parametrize("answer", [questions.SAVE, questions.DISCARD, questions.CANCEL])
def test_opening_another_file_asks_about_unsaved_work(context, qtbot, path, tmp_path, answer):
    saved_at(context, qtbot, path)
    other = tmp_path / "other.portfolio"
    other.write_bytes(dumps(set_title(context.document.portfolio, "Other")))
    edit(context)
    context.messages.answers.append(answer)
    context.filing.open(other)
    idle(qtbot, context)
    opened = context.document.portfolio.title == "Other"
    assert opened == (answer != questions.CANCEL)
    stored = load(path).portfolio.title
    assert stored == ("Edited" if answer == questions.SAVE else "Small")


def test_a_failed_open_leaves_the_open_document_as_it_was(context, qtbot, tmp_path):
    before = context.document.portfolio
    broken = tmp_path / "broken.portfolio"
    broken.write_text("<!DOCTYPE html><html>Please log in</html>")
    context.filing.open(broken)
    idle(qtbot, context)
    assert context.document.portfolio is before
    assert context.messages.errors


def test_a_missing_file_is_said_to_be_missing(context, qtbot, tmp_path):
    before = context.document.portfolio
    context.filing.open(tmp_path / "gone.portfolio")
    idle(qtbot, context)
    assert context.messages.errors
    assert context.document.portfolio is before


def test_a_file_changed_by_somebody_else_is_never_overwritten(context, qtbot, path, tmp_path):
    saved_at(context, qtbot, path)
    theirs = dumps(set_title(context.document.portfolio, "Theirs"))
    path.write_bytes(theirs)
    edit(context, "Mine")
    context.messages.answers.extend([questions.KEEP_BOTH, tmp_path / "mine.portfolio"])
    context.filing.save()
    idle(qtbot, context)
    assert path.read_bytes() == theirs
    assert load(tmp_path / "mine.portfolio").portfolio.title == "Mine"


def test_a_deleted_file_is_put_back_when_asked(context, qtbot, path):
    saved_at(context, qtbot, path)
    path.unlink()
    edit(context)
    context.messages.answers.append(questions.PUT_BACK)
    context.filing.save()
    idle(qtbot, context)
    assert load(path).portfolio.title == "Edited"
    assert not context.document.unsaved


def test_a_place_that_takes_no_file_offers_another(context, qtbot, tmp_path):
    folder = tmp_path / "folder.portfolio"
    folder.mkdir()
    context.messages.answers.extend([folder, questions.ELSEWHERE, tmp_path / "ok.portfolio"])
    context.filing.save()
    idle(qtbot, context)
    assert context.document.path == tmp_path / "ok.portfolio"


def test_a_save_that_failed_stays_unsaved(context, qtbot, tmp_path):
    folder = tmp_path / "folder.portfolio"
    folder.mkdir()
    edit(context)
    context.messages.answers.extend([folder, questions.CANCEL])
    context.filing.save()
    idle(qtbot, context)
    assert context.document.unsaved
    assert context.document.path is None


def test_a_save_without_a_dated_backup_says_where_none_could_be_kept(context, qtbot, path):
    context.filing.backups_folder.write_text("a file, not a folder")
    saved_at(context, qtbot, path)
    assert not context.document.unsaved
    (told,) = context.messages.notices
    assert f"no dated backup could be kept in {context.filing.backups_folder}." in told
    assert "Not saved" not in told


def test_a_copy_onto_the_open_file_by_way_of_a_link_is_a_save(context, qtbot, path, tmp_path):
    saved_at(context, qtbot, path)
    link = tmp_path / "link.portfolio"
    link.symlink_to(path)
    edit(context)
    context.messages.answers.append(link)
    context.filing.save_copy()
    idle(qtbot, context)
    assert load(path).portfolio.title == "Edited"
    assert not context.document.unsaved
    assert context.document.path == path


def test_edits_during_a_save_stay_unsaved(context, qtbot, path):
    context.messages.answers.append(path)
    context.filing.save()
    edit(context, "Later")
    idle(qtbot, context)
    assert context.document.unsaved
    assert load(path).portfolio.title == "Small"


def test_a_sample_opens_untitled_so_that_saving_asks_where(context, qtbot, path):
    path.write_bytes(dumps(context.document.portfolio))
    context.filing.open_sample(path)
    idle(qtbot, context)
    assert context.document.path is None
    assert not context.document.unsaved


def test_the_suggested_name_is_safe():
    assert file_name("Tutorial: eight initiatives") == "Tutorial eight initiatives.portfolio"
    assert file_name("???") == "portfolio.portfolio"
    name = file_name("../CON: a/b\\c?*" + "x" * 300)
    assert Path(name).name == name
    assert not set(name) & set('/\\:*?"<>|')
    assert len(name) < 100


def test_what_may_only_be_read_is_saved_under_another_name(context, path, qtbot, monkeypatch):
    saved_at(context, qtbot, path)
    context.document.replace(context.document.portfolio, path, read_only=True)
    offered = []
    monkeypatch.setattr(
        context.messages, "save_path", lambda _title, _patterns, name: offered.append(name)
    )
    context.filing.save()
    idle(qtbot, context)
    assert offered == [path.with_name(f"{path.stem} copy.portfolio")]


def test_closing_asks_and_cancel_keeps_the_window(window, context, qtbot):
    window.show()
    edit(context)
    context.messages.answers.append(questions.CANCEL)
    window.close()
    qtbot.waitUntil(lambda: len(context.messages.questions) == 1)
    assert window.isVisible()


def test_closing_twice_in_a_row_asks_once(window, context, qtbot):
    window.show()
    edit(context)
    context.messages.answers.extend([questions.CANCEL, questions.CANCEL])
    window.close()
    window.close()
    qtbot.waitUntil(lambda: bool(context.messages.questions))
    QApplication.processEvents()
    assert len(context.messages.questions) == 1
    assert window.isVisible()


def test_a_file_that_cannot_be_read_asks_nothing_about_unsaved_work(context, qtbot, tmp_path):
    edit(context)
    broken = tmp_path / "broken.portfolio"
    broken.write_text("<!DOCTYPE html><html>Please log in</html>")
    for path in (broken, tmp_path / "gone.portfolio"):
        context.filing.open(path)
        idle(qtbot, context)
    assert len(context.messages.errors) == 2
    assert context.messages.questions == []
    assert context.document.portfolio.title == "Edited"


def test_opening_the_open_file_after_saving_shows_what_was_saved(context, qtbot, path):
    saved_at(context, qtbot, path)
    edit(context)
    context.messages.answers.append(questions.SAVE)
    context.filing.open(path)
    idle(qtbot, context)
    assert context.document.portfolio.title == "Edited"
    assert not context.document.unsaved
    edit(context, "Later")
    context.filing.save()
    idle(qtbot, context)
    assert load(path).portfolio.title == "Later"


def test_frozen_inputs_are_shown_read_only_and_saved_elsewhere(context, qtbot, path):
    edit(context)
    saved_at(context, qtbot, path)
    stored = path.read_bytes()
    inputs = set_title(context.document.portfolio, "As frozen")
    context.filing.inputs.show(inputs, "Board")
    assert context.document.portfolio == inputs
    assert (context.document.read_only, context.document.path) == (True, None)
    assert not context.document.unsaved
    other = path.with_name("other.portfolio")
    saved_at(context, qtbot, other)
    assert path.read_bytes() == stored
    assert load(other).portfolio.title == "As frozen"


def test_unsaved_work_is_settled_before_frozen_inputs_are_shown(context):
    edit(context)
    before = context.document.portfolio
    context.messages.answers.append("Cancel")
    context.filing.inputs.show(set_title(before, "As frozen"), "Board")
    assert context.document.portfolio is before


def test_the_file_is_shown_again_after_frozen_inputs(context, qtbot, path):
    edit(context)
    saved_at(context, qtbot, path)
    before = context.document.portfolio
    context.filing.inputs.show(set_title(before, "As frozen"), "Board")
    left = context.filing.inputs.left
    assert (left.plan, left.name) == ("Board", path.name)
    context.filing.inputs.go_back()
    idle(qtbot, context)
    assert (context.document.portfolio, context.document.path) == (before, path)
    assert not context.document.read_only
    assert context.filing.inputs.left is None
    context.filing.inputs.go_back()
    assert context.document.portfolio == before


def test_what_was_given_up_for_frozen_inputs_is_back_as_unsaved_work(context):
    edit(context)
    before = context.document.portfolio
    context.messages.answers.append(questions.DISCARD)
    context.filing.inputs.show(set_title(before, "As frozen"), "Board")
    context.filing.inputs.go_back()
    assert context.document.portfolio == before
    assert context.document.unsaved


def test_another_document_leads_back_to_no_inputs(context, qtbot, path):
    edit(context)
    saved_at(context, qtbot, path)
    context.filing.inputs.show(set_title(context.document.portfolio, "As frozen"), "Board")
    context.filing.new()
    assert context.filing.inputs.left is None
