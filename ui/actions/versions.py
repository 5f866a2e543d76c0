"""Restore a backup: which versions there are, what differs, which one to open."""

from __future__ import annotations

from portfolio.errors import PortfolioError, Tick
from ui.context import Context
from ui.dialogs.version_list import VersionList
from ui.filing import Version, compare, versions
from ui.jobs import Outcome, Partial


def show_versions(context: Context) -> None:
    """Look for kept versions of the open document and let the person choose."""
    document = context.document
    folder, path, key = context.filing.backups_folder, document.path, document.portfolio.id

    def work(_tick: Tick, _partial: Partial) -> tuple[Version, ...]:
        return versions(folder, path, key)

    outcome = Outcome(done=lambda found: _choose(context, found))
    context.jobs.start("Looking for backups", work, outcome)


def _choose(context: Context, found: tuple[Version, ...]) -> None:
    if not found:
        error = PortfolioError(
            "There is no backup of this document yet.",
            remedy="One is kept each time that it is saved.",
        )
        context.messages.show_error(error, "Restore a backup")
        return
    dialog = VersionList(found, context.messages.parent_window)
    dialog.version_looked_at.connect(lambda version: _compare(context, dialog, version))
    dialog.version_chosen.connect(context.filing.open_version)
    dialog.open()
    dialog.look_at_first()


def _compare(context: Context, dialog: VersionList, version: Version) -> None:
    current = context.document.portfolio

    def work(_tick: Tick, _partial: Partial) -> tuple[str, ...]:
        return compare(version, current)

    outcome = Outcome(
        done=lambda lines: dialog.show_difference(version, lines),
        failed=lambda error: dialog.show_error(version, error),
    )
    context.jobs.start("Comparing versions", work, outcome, quiet=True)
