"""What this program calls itself."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def app_version() -> str:
    """Return the version of the installed app; a checkout that is not installed has none."""
    try:
        return version("ai-portfolio")
    except PackageNotFoundError:
        return "(not installed)"
