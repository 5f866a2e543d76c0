"""The window around the pages: title, notices, progress, dropping, closing."""

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QSplitter, QWidget

from portfolio.edit import set_title
from portfolio.files import dumps, load
from tests.ui.conftest import edit, idle
from ui.actions.menu_bar import MenuBar
from ui.dialogs.palette import Palette
from ui.dialogs.text_dialog import TextDialog
from ui.filing import questions
from ui.jobs import Outcome
from ui.pages import PAGES
from ui.widgets.foot import Foot
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.rail import page_keys
from ui.window import MainWindow
from ui.window.dropping import dropped_files
from ui.window.furnishing import Furnishing
from ui.window.splitters import Splitters


def foot(window):
    return window.findChild(Foot)


def bar(window):
    return window.findChild(NoticeBar)


def test_the_title_says_file_unsaved_and_read_only(window, context):
    assert window.windowTitle() == "Small[*] – AI portfolio"
    edit(context, "A\u202eB")
    assert window.isWindowModified()
    assert "⟨U+202E⟩" in window.windowTitle()
    path = Path("plan.portfolio")
    context.document.replace(context.document.portfolio, path, read_only=True)
    assert window.windowTitle() == "plan.portfolio[*] (read-only) – AI portfolio"
    assert not window.isWindowModified()


def test_each_page_has_a_number(window, context):
    for number, page in enumerate(PAGES, start=1):
        action = window.findChild(MenuBar).action(f"view.{page.name}")
        assert action.shortcut().toString() == page_keys(number)
        action.trigger()
        assert window._stack.currentWidget() is window._pages[page.name]
        assert context.settings.preferences.page == page.name


def test_a_notice_stands_at_the_foot_then_gives_way_to_the_state(window, context):
    context.messages.notice("<b>Saved</b> & sound")
    line = foot(window)
    assert line._words.text() == "<b>Saved</b> & sound"
    assert line._words.textFormat() == Qt.TextFormat.PlainText
    assert line._words.accessibleName() == "<b>Saved</b> & sound"
    line._back.timeout.emit()
    assert line._words.text() == "Not saved to a file yet"


def test_an_edit_ends_a_notice_about_what_was_before(window, context):
    context.messages.notice("Saved")
    edit(context)
    assert foot(window)._words.text() == "Unsaved changes"


def test_recent_notices_are_listed_the_latest_first(window, context):
    for word in ("One", "Two"):
        context.messages.notice(word)
    foot(window)._notices.click()
    dialog = window.findChild(TextDialog)
    lines = dialog.findChild(QPlainTextEdit).toPlainText().splitlines()
    assert [line[-3:] for line in lines] == ["Two", "One"]
    dialog.reject()


def test_a_kept_copy_is_told_in_the_foot(window, context, qtbot):
    edit(context)
    with qtbot.waitSignal(context.filing.keeper.work_kept):
        context.filing.keeper.keep()
    assert "recovery copy was made at" in foot(window)._words.text()


def test_work_that_cannot_be_kept_is_told_once_with_the_folder(window, context, qtbot):
    keeper = context.filing.keeper
    keeper.folder.write_text("a file, not a folder")
    edit(context)
    for _ in range(2):
        with qtbot.waitSignal(keeper.keeping_failed):
            keeper.keep()
    (told,) = context.messages.notices
    assert f"No recovery copy of unsaved work could be made in {keeper.folder}." in told
    assert "Not saved" not in told


def test_the_bar_closes_with_escape(window, qtbot):
    window.show()
    bar(window).show_notice("Something", ("Do it",))
    qtbot.keyClick(bar(window), Qt.Key.Key_Escape)
    assert not bar(window).isVisible()


@pytest.fixture
def slow(context):
    """Starts jobs that run until they are cancelled or the test ends."""
    over = threading.Event()

    def start(*, quiet=False):
        def work(tick, partial):
            while not over.is_set():
                tick(0.25, "Counting")
                over.wait(0.005)

        return context.jobs.start("Slow work", work, Outcome(), quiet=quiet)

    yield start
    over.set()


def test_progress_shows_after_a_while_with_title_and_stop(window, context, qtbot, slow):
    window.show()
    job = slow()
    assert not foot(window)._progress.isVisible()
    qtbot.waitUntil(foot(window)._progress.isVisible)
    qtbot.waitUntil(lambda: foot(window)._title.text() == "Counting")
    qtbot.waitUntil(lambda: foot(window)._progress.value() == 25)
    foot(window)._stop.click()
    assert job.cancelled
    qtbot.waitUntil(lambda: not foot(window)._progress.isVisible())


def test_quiet_jobs_neither_show_nor_stop(window, context, qtbot, slow):
    window.show()
    job = slow(quiet=True)
    foot(window).stop_clicked.emit()
    assert not job.cancelled
    assert not foot(window)._progress.isVisible()
    job.cancel()


def dragged(*addresses):
    data = QMimeData()
    data.setUrls([QUrl(address) for address in addresses])
    return data


def drop(window, *paths):
    data = dragged(*(QUrl.fromLocalFile(str(path)) for path in paths))
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), action, data, Qt.MouseButton.LeftButton, keys)
    QApplication.sendEvent(window.windowHandle(), event)
    return event


def test_a_dropped_portfolio_opens(window, context, qtbot, tmp_path):
    path = tmp_path / "dropped.portfolio"
    path.write_bytes(dumps(set_title(context.document.portfolio, "Dropped")))
    with qtbot.waitSignal(context.filing.file_opened):
        drop(window, path)
    assert context.document.portfolio.title == "Dropped"


def test_a_dropped_table_goes_to_the_import(window, context, qtbot, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("ui.window.furnishing.start_import", lambda _, path: asked.append(path))
    path = tmp_path / "table.CSV"
    path.write_text("a,b")
    with qtbot.waitSignal(context.requests.file_dropped):
        drop(window, path)
    assert asked == [path]


def test_several_files_are_refused_in_a_sentence(window, qtbot, messages):
    assert drop(window, "/a.portfolio", "/b.csv").isAccepted()
    qtbot.waitUntil(lambda: bool(messages.errors))
    assert "2 files were dropped" in messages.errors[0].what
    assert messages.errors[0].where == "a.portfolio, b.csv"


def test_several_portfolios_are_offered_for_combining(window, qtbot, messages):
    messages.answers.append(questions.CANCEL)
    assert drop(window, "/a.portfolio", "/b.portfolio").isAccepted()
    qtbot.waitUntil(lambda: bool(messages.questions))
    assert "Combine 2 portfolios" in messages.questions[0].text
    assert messages.errors == []


def test_addresses_and_texts_are_left_to_the_fields():
    one = QUrl.fromLocalFile("/a.portfolio")
    assert dropped_files(dragged(one, "https://example.org/x")) == (Path("/a.portfolio"),)
    assert dropped_files(dragged("https://example.org/a.portfolio")) == ()
    assert dropped_files(QMimeData()) == ()


def test_nothing_is_dropped_behind_a_dialog(window, qtbot, tmp_path, messages):
    dialog = TextDialog("Title", "Text", window)
    dialog.open()
    assert not drop(window, tmp_path / "a.portfolio").isAccepted()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert messages.errors == []


def test_closing_while_a_job_runs_cancels_it(window, context, qtbot, slow):
    """Fault 51: no thread outlives the window, and no result of it arrives."""
    window.show()
    job = slow()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    qtbot.waitUntil(lambda: not context.jobs.running)
    assert job.cancelled


def test_closing_waits_no_longer_than_three_seconds(window, context, qtbot, monkeypatch):
    monkeypatch.setattr("ui.window.window._PATIENCE_SECONDS", 0.05)
    over = threading.Event()
    context.jobs.start("Stuck", lambda tick, partial: over.wait(20), Outcome())
    begin = time.monotonic()
    assert window.leave(settled=True) is False
    assert time.monotonic() - begin < 5
    over.set()


@pytest.mark.parametrize("answer", [questions.SAVE, questions.DISCARD])
def test_closing_settles_unsaved_work_first(window, context, qtbot, tmp_path, answer):
    path = tmp_path / "plan.portfolio"
    window.show()
    edit(context)
    context.filing.keeper.keep_now()
    context.messages.answers.append(answer)
    if answer == questions.SAVE:
        context.messages.answers.append(path)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    idle(qtbot, context)
    assert path.exists() == (answer == questions.SAVE)
    assert list(context.filing.keeper.folder.iterdir()) == []
    assert list(tmp_path.glob(".~lock*")) == []


def test_row_50_a_bug_while_closing_leaves_the_window_and_the_work(
    window, context, qtbot, monkeypatch
):
    def fail(_then):
        message = "a bug"
        raise RuntimeError(message)

    window.show()
    edit(context)
    monkeypatch.setattr(context.filing, "settle", fail)
    with qtbot.captureExceptions() as caught:
        window.close()
        qtbot.waitUntil(lambda: bool(caught))
    monkeypatch.undo()
    assert window.isVisible()
    assert context.document.portfolio.title == "Edited"


def test_closing_during_a_save_waits_for_it(window, context, qtbot, tmp_path):
    path = tmp_path / "plan.portfolio"
    window.show()
    edit(context)
    context.messages.answers.append(path)
    context.filing.save()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert load(path).portfolio.title == "Edited"
    assert len(context.messages.questions) == 1


def test_leaving_unasked_keeps_the_work(window, context):
    edit(context)
    assert window.leave(settled=False)
    assert len(list(context.filing.keeper.folder.glob("*.recovery"))) == 1


def test_size_and_page_are_remembered(context, qtbot):
    first = MainWindow(context.theme, context.settings)
    Furnishing(first, context)
    first.show_start_page()
    first.resize(780, 640)
    first.show_page("criteria")
    first.leave(settled=True)
    second = MainWindow(context.theme, context.settings)
    Furnishing(second, context)
    second.show_start_page()
    assert (second.width(), second.height()) == (780, 640)
    assert second._stack.currentWidget() is second._pages["criteria"]
    for window in (first, second):
        window.deleteLater()


def two_panes(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    splitter = QSplitter(page)
    for name in ("Left", "Right"):
        splitter.addWidget(QPushButton(name))
    splitter.resize(600, 100)
    page.show()
    return page, splitter


def test_splitters_keep_their_places(context, qtbot):
    page, splitter = two_panes(qtbot)
    places = Splitters(context.settings, page)
    places.follow("overview", page)
    splitter.moveSplitter(450, 1)
    with qtbot.waitSignal(context.settings.preferences_changed):
        places._rest.timeout.emit()
    again, other = two_panes(qtbot)
    assert other.sizes() != splitter.sizes()
    Splitters(context.settings, again).follow("overview", again)
    assert other.sizes() == splitter.sizes()


@pytest.mark.parametrize("keys", [(Qt.Key.Key_K,), (Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_I)])
def test_a_shortcut_pressed_while_the_app_loads_is_not_lost(qtbot, context, keys):
    window = MainWindow(context.theme, context.settings)
    qtbot.addWidget(window)
    window.show()
    for key in keys:
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    Furnishing(window, context)
    qtbot.waitUntil(lambda: window.findChild(Palette) is not None)
    assert context.messages.questions == []
    window.findChild(Palette).close()


@pytest.mark.parametrize("name", ["initiatives", "lessons", "decisions"])
def test_a_page_that_was_hidden_wears_another_theme_when_it_is_shown(qtbot, window, analyzed, name):
    show = analyzed.requests.page_requested.emit
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    for each in (name, "capacity"):
        show(each)
        idle(qtbot, analyzed)
    page = window._pages[name]
    before = page.grab().toImage()
    analyzed.theme.apply("dark", 1.0)
    show(name)
    idle(qtbot, analyzed)
    rested = page.grab().toImage()
    assert rested != before
    for look in ("light", "dark"):
        analyzed.theme.apply(look, 1.0)
        idle(qtbot, analyzed)
    qtbot.waitUntil(lambda: page.grab().toImage() == rested)
    analyzed.theme.apply("light", 1.0)
