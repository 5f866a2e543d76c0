"""Restore a backup: which versions there are, what each would change, and going back to one."""

from __future__ import annotations

from dataclasses import replace

from portfolio.errors import PortfolioError, Tick
from portfolio.files import load
from portfolio.files.journal import kept
from portfolio.model import Portfolio
from portfolio.report.compare import Comparison, compare_content, compare_plans
from portfolio.report.compare import Version as Named
from portfolio.report.compare_plans import Planner
from portfolio.report.compare_preview import preview_text, staying_words
from ui.context import Context
from ui.dialogs.version_list import Looked, VersionList, moment_of
from ui.filing import Version, tell_steps, versions
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
    dialog.versions_looked_at.connect(lambda looked: _preview(context, dialog, looked))
    dialog.plan_requested.connect(lambda looked: _preview(context, dialog, looked, planned=True))
    dialog.version_chosen.connect(context.filing.open_version)
    dialog.restore_requested.connect(lambda version: _restore(context, version))
    dialog.open()
    dialog.look_at_first()
    _tell_steps(context, dialog, found)


def _tell_steps(context: Context, dialog: VersionList, found: tuple[Version, ...]) -> None:
    """Say below each version what it brought, as they are read."""

    def work(tick: Tick, partial: Partial) -> None:
        tell_steps(found, partial, tick)

    outcome = Outcome(partial=lambda told: dialog.show_step(*told))
    job = context.jobs.start("Reading backups", work, outcome, quiet=True)
    dialog.finished.connect(job.cancel)


def _preview(
    context: Context, dialog: VersionList, looked: Looked, *, planned: bool = False
) -> None:
    """Compare the open document with a version, or an earlier version with a later one."""
    document = context.document
    current, saved = document.portfolio, document.saved_portfolio

    def work(tick: Tick, _partial: Partial) -> str:
        found, staying = _content(current, saved, looked)
        if planned and not found.same:
            found = compare_plans(found, Planner(), tick)
        return preview_text(found, staying)

    outcome = Outcome(
        done=lambda text: dialog.show_difference(looked, text, planned=planned),
        failed=lambda error: dialog.show_error(looked, error),
    )
    context.jobs.start("Comparing versions", work, outcome, quiet=not planned)


def _content(current: Portfolio, saved: Portfolio, looked: Looked) -> tuple[Comparison, str]:
    """Return what differs, and what would stay of the log when the only version is restored."""
    names = [f"the version of {moment_of(each)}" for each in looked]
    read = [_content_of(each) for each in looked]
    if len(read) > 1:
        return compare_content(*map(Named, names, read)), ""
    restored = kept(replace(read[0], id=current.id), saved)
    named = Named("the open document", current), Named(names[0], restored)
    return compare_content(*named), staying_words(read[0], restored)


def _content_of(version: Version) -> Portfolio:
    return load(version.file).portfolio


def _restore(context: Context, version: Version) -> None:
    """Put a version in place of what is open, as one step; what was saved of the log stays."""
    document = context.document
    key = document.portfolio.id

    def work(_tick: Tick, _partial: Partial) -> Portfolio:
        return replace(_content_of(version), id=key)

    def done(portfolio: Portfolio) -> None:
        if document.portfolio.id == key:
            document.end_gesture()
            document.apply(f"Restore the version of {moment_of(version)}", portfolio)
            context.messages.notice("Restored. Undo brings back what was open.")

    outcome = Outcome(
        done=done, failed=lambda error: context.messages.show_error(error, "Not restored")
    )
    context.jobs.start("Restoring a version", work, outcome)
