"""The tabs that draw what the lessons say: one chart each."""

from __future__ import annotations

from portfolio.charts import (
    APPETITE,
    FIRST_LIGHTS,
    FOCUS,
    HYPE_GAP,
    UNIT_ECONOMICS,
    LessonView,
)
from portfolio.charts.appetite_finding import appetite_finding, is_appetite_drawn
from portfolio.charts.economics_finding import (
    economics_finding,
    is_economics_drawn,
    missing_fact,
)
from portfolio.charts.first_lights_finding import (
    first_lights_finding,
    history_of,
    is_first_lights_drawn,
)
from portfolio.charts.focus_finding import focus_finding, is_focus_drawn
from portfolio.charts.hype_finding import hype_finding, is_hype_drawn
from ui.context import Context
from ui.pages.lessons_tab import LessonStudy, LessonTab, Way
from ui.pages.lessons_timeline import FirstLightsTab

_FACTS = "Go to its facts"


def _nobody(view: LessonView) -> bool:
    """Whether there is no initiative yet; the head of the page offers to add one."""
    return view.board is None or not view.board.ids


def _hype_way(view: LessonView) -> Way | None:
    return None if _nobody(view) else Way("State reach and lasting use", "initiatives", "reach")


def _economics_way(view: LessonView) -> Way | None:
    fact = missing_fact(view)
    return Way(_FACTS, "initiatives", fact) if fact else None


def _appetite_way(view: LessonView) -> Way | None:
    if view.board is None or _nobody(view):
        return None
    if view.board.population.compute_unit:
        return Way("Go to the initiatives", "initiatives")
    return Way("Go to Capacity", "capacity")


def _focus_way(view: LessonView) -> Way | None:
    return None if _nobody(view) else Way("Go to Funding", "funding")


def _lights_way(view: LessonView) -> Way | None:
    history = history_of(view)
    undated = history is not None and history.first is None
    return Way(_FACTS, "initiatives") if undated else None


STUDIES: tuple[LessonStudy, ...] = (
    LessonStudy("Hype gap", HYPE_GAP, hype_finding, is_hype_drawn, _hype_way),
    LessonStudy(
        "Unit economics",
        UNIT_ECONOMICS,
        economics_finding,
        is_economics_drawn,
        _economics_way,
        single=True,
    ),
    LessonStudy("Compute appetite", APPETITE, appetite_finding, is_appetite_drawn, _appetite_way),
    LessonStudy("Focus", FOCUS, focus_finding, is_focus_drawn, _focus_way),
)
LOOK_BACK = LessonStudy(
    "Timeline",
    FIRST_LIGHTS,
    first_lights_finding,
    is_first_lights_drawn,
    _lights_way,
    single=True,
)


def lesson_tabs(context: Context) -> tuple[LessonTab, ...]:
    """Return the tabs before the timeline, in the order in which they are shown."""
    return tuple(LessonTab(context, study) for study in STUDIES)


def timeline_tab(context: Context) -> FirstLightsTab:
    """Return the last tab."""
    return FirstLightsTab(context, LOOK_BACK)
