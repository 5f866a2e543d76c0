"""Somebody who saves a shared file again and again, in a process of its own.

``python -m tests.ui.filing.sharing_session FOLDER NAME COUNT``

The real document and filing, offscreen. Before each save an initiative is added whose name
nobody else gives; whoever comes second merges, as the question proposes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from portfolio.edit import add_initiatives
from portfolio.model import new_id
from tests.ui.conftest import ScriptedMessages, small_portfolio
from ui.app import make_application, make_context
from ui.filing import questions

FILE = "plan.portfolio"


class Merges(ScriptedMessages):
    """Says yes to each merge, and to nothing else."""

    def ask(self, question):
        self.questions.append(question)
        assert questions.MERGE in question.answers, question.text
        return questions.MERGE


class Session:
    """Adds and saves until it has done so the given number of times."""

    def __init__(self, folder, name, count):
        self._name, self._left, self._folder = name, count, folder
        self._meeting = QTimer(interval=5)
        self._meeting.timeout.connect(self._meet)
        self._messages = Merges()
        data = folder / name
        data.mkdir()
        self._context = make_context(small_portfolio(), data / "preferences.json", self._messages)
        self._context.filing.merging.conflicts_found.connect(self._fail)
        self._context.filing.file_opened.connect(self._arrive)
        self._context.filing.open(folder / FILE)

    def _arrive(self):
        """Wait for the other one: who comes alone merges with nobody."""
        (self._folder / f"{self._name}.here").touch()
        self._meeting.start()

    def _meet(self):
        if len(list(self._folder.glob("*.here"))) == 2:
            self._meeting.stop()
            self._go_on()

    def _go_on(self):
        if self._messages.errors:
            self._fail()
        if self._left == 0:
            QTimer.singleShot(0, self._end)
            return
        self._left -= 1
        document = self._context.document
        added = {new_id("i"): f"{self._name} {self._left}"}
        document.may_be_saved()  # The second window is read-only; here both insist.
        document.apply("Add", add_initiatives(document.portfolio, added))
        self._context.filing.save(lambda: QTimer.singleShot(0, self._go_on))

    def _end(self):
        """Say how often it was second, and leave."""
        sys.stdout.write(f"{len(self._messages.questions)}\n")
        self._context.filing.leave(settled=True)
        self._context.jobs.stop_all(10)
        sys.exit(0)

    def _fail(self, *_what):
        sys.stderr.write(f"{self._messages.errors}\n")
        sys.exit(1)


if __name__ == "__main__":
    application = make_application(["ai-portfolio"])
    session = Session(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    sys.exit(application.exec())
