"""Pages, light and dark, the size of the type."""

from __future__ import annotations

from collections.abc import Callable

from ui.actions.action import Action
from ui.context import Context
from ui.pages import PAGES
from ui.theme import ThemeChoice
from ui.widgets.rail import page_keys

_STEP = 1.1


def _go_to(page: str) -> Callable[[Context], None]:
    return lambda context: context.requests.page_requested.emit(page)


def _wear(choice: ThemeChoice) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        context.settings.change(theme=choice)
        context.theme.apply(choice, context.theme.scale)

    return run


def _scale(factor: float | None) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        scale = 1.0 if factor is None else context.theme.scale * factor
        context.settings.change(text_scale=scale)
        context.theme.apply(context.theme.choice, context.settings.preferences.text_scale)

    return run


VIEW_ACTIONS: tuple[Action, ...] = (
    *(
        Action(f"view.{page.name}", page.title, "View", _go_to(page.name), page_keys(number))
        for number, page in enumerate(PAGES, start=1)
    ),
    Action("view.light", "Light theme", "View", _wear("light"), "Ctrl+T, L", starts_group=True),
    Action("view.dark", "Dark theme", "View", _wear("dark"), "Ctrl+T, D"),
    Action("view.system", "Theme of the system", "View", _wear("system"), "Ctrl+T, S"),
    Action(
        "view.larger", "Larger text", "View", _scale(_STEP), "Ctrl++; Ctrl+=", starts_group=True
    ),
    Action("view.smaller", "Smaller text", "View", _scale(1 / _STEP), "Ctrl+-"),
    Action("view.normal", "Normal text", "View", _scale(None), "Ctrl+0"),
    Action(
        "view.pane",
        "Table or form",
        "View",
        lambda context: context.requests.pane_requested.emit(),
        "F6",
        starts_group=True,
    ),
)
