import pytest
from PySide6.QtWidgets import QMenu

from portfolio.files import dumps
from ui.actions import ACTIONS
from ui.actions.menu_bar import MenuBar
from ui.actions.recent_menu import RecentMenu


@pytest.fixture
def menu(context, qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    RecentMenu(context, menu)
    return menu


def opened(menu, context, qtbot):
    """Texts of the entries, as they are once missing files have been looked for."""
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: not context.jobs.running)
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_without_recent_files_there_is_nothing_to_open(menu, context, tmp_path):
    assert not menu.isEnabled()
    context.settings.remember_file(tmp_path / "a.portfolio")
    assert menu.isEnabled()


def test_nine_have_numbers_and_names_are_shown_as_they_are(menu, context, qtbot, tmp_path):
    for number in range(11):
        context.settings.remember_file(tmp_path / f"R&D {number}.portfolio")
    texts = opened(menu, context, qtbot)
    assert texts[0].startswith("&1  R&&D 10.portfolio")
    assert texts[8].startswith("&9  ")
    assert not texts[9].startswith("&")
    assert texts[-1] == "Clear the list"


def test_missing_ones_are_said_and_can_be_removed(menu, context, qtbot, tmp_path):
    there, gone = tmp_path / "there.portfolio", tmp_path / "gone.portfolio"
    there.write_bytes(dumps(context.document.portfolio))
    for path in (gone, there):
        context.settings.remember_file(path)
    texts = opened(menu, context, qtbot)
    assert ["(missing)" in text for text in texts[:2]] == [False, True]
    context.messages.answers.extend(["Keep it there", "Remove from the list"])
    menu.actions()[1].trigger()
    assert len(context.settings.preferences.recent) == 2
    menu.actions()[1].trigger()
    assert context.settings.preferences.recent == (str(there),)


def test_choosing_one_opens_it(menu, context, qtbot, tmp_path):
    path = tmp_path / "plan.portfolio"
    path.write_bytes(dumps(context.document.portfolio))
    context.settings.remember_file(path)
    opened(menu, context, qtbot)
    with qtbot.waitSignal(context.filing.file_opened):
        menu.actions()[0].trigger()
    assert context.document.path == path


def test_the_list_can_be_cleared(menu, context, qtbot, tmp_path):
    context.settings.remember_file(tmp_path / "a.portfolio")
    opened(menu, context, qtbot)
    menu.actions()[-1].trigger()
    assert context.settings.preferences.recent == ()


def test_samples_are_on_a_submenu_and_open_untitled(window, context, qtbot):
    samples = [action for action in ACTIONS if action.id.startswith("file.sample_")]
    assert "file.sample_tutorial_8" in {action.id for action in samples}
    submenu = window.findChild(MenuBar)._menus["File/Open sample"]
    assert [action.text() for action in submenu.actions()] == [each.title for each in samples]
    with qtbot.waitSignal(context.filing.file_opened):
        context.requests.action_requested.emit("file.sample_tutorial_8")
    assert context.document.path is None
    assert len(context.document.portfolio.initiatives) == 8
