"""Pictures of a result: each draws on a figure, and says in a sentence what it shows.

Nothing here imports matplotlib until something is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.charts.agreement_map import SPREAD_MAP
from portfolio.charts.agreement_rows import RATINGS_OF_INITIATIVE
from portfolio.charts.agreement_strip import RATINGS_OF_CELL
from portfolio.charts.agreement_view import AgreementView
from portfolio.charts.appetite import APPETITE
from portfolio.charts.bridge import BRIDGE
from portfolio.charts.bridge_finding import BridgeView
from portfolio.charts.capacity_heat import CAPACITY_HEAT
from portfolio.charts.capacity_use import CAPACITY_USE
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.competitor_rows import CompetitionView
from portfolio.charts.competitors import COMPETITORS
from portfolio.charts.core_index import CORE_INDEX
from portfolio.charts.first_lights import FIRST_LIGHTS
from portfolio.charts.focus import FOCUS
from portfolio.charts.frontier import FRONTIER
from portfolio.charts.frontier_finding import FrontierView
from portfolio.charts.fund_or_cut import FUND_OR_CUT
from portfolio.charts.hype_gap import HYPE_GAP
from portfolio.charts.lesson_view import LessonView
from portfolio.charts.method_moves import METHOD_MOVES, TwoRankings
from portfolio.charts.path import FUNDING_PATH
from portfolio.charts.path_finding import PathView
from portfolio.charts.ranked_bars import RANKED_BARS
from portfolio.charts.render import Picture, render_pixels, render_png, render_svg
from portfolio.charts.roadmap import ROADMAP
from portfolio.charts.rule_prices import RULE_PRICES
from portfolio.charts.scenario_grid import ScenarioGrid
from portfolio.charts.scenario_matrix import SCENARIO_MATRIX
from portfolio.charts.scenario_values import SCENARIO_VALUES
from portfolio.charts.slope import SLOPE, SlopeEnd, SlopeView
from portfolio.charts.squeeze import SQUEEZE
from portfolio.charts.squeeze_rows import SqueezeView
from portfolio.charts.style import DARK, LIGHT, Style
from portfolio.charts.unit_economics import UNIT_ECONOMICS
from portfolio.charts.weights import WEIGHTS

if TYPE_CHECKING:
    from portfolio.analysis import Results

#: Charts of a whole analysis, in the order of the menu.
CHARTS: tuple[Chart[Results], ...] = (
    FUND_OR_CUT,
    CAPACITY_HEAT,
    CAPACITY_USE,
    ROADMAP,
    RANKED_BARS,
    WEIGHTS,
)
#: Charts of the five lessons, in the order of their tabs.
LESSON_CHARTS: tuple[Chart[LessonView], ...] = (
    HYPE_GAP,
    UNIT_ECONOMICS,
    APPETITE,
    FOCUS,
    FIRST_LIGHTS,
)

__all__ = [
    "APPETITE",
    "BRIDGE",
    "CAPACITY_HEAT",
    "CAPACITY_USE",
    "CHARTS",
    "COMPETITORS",
    "CORE_INDEX",
    "DARK",
    "FIRST_LIGHTS",
    "FOCUS",
    "FRONTIER",
    "FUNDING_PATH",
    "FUND_OR_CUT",
    "HYPE_GAP",
    "LESSON_CHARTS",
    "LIGHT",
    "METHOD_MOVES",
    "RANKED_BARS",
    "RATINGS_OF_CELL",
    "RATINGS_OF_INITIATIVE",
    "ROADMAP",
    "RULE_PRICES",
    "SCENARIO_MATRIX",
    "SCENARIO_VALUES",
    "SLOPE",
    "SPREAD_MAP",
    "SQUEEZE",
    "UNIT_ECONOMICS",
    "WEIGHTS",
    "AgreementView",
    "BridgeView",
    "Chart",
    "CompetitionView",
    "FrontierView",
    "LessonView",
    "PathView",
    "Picture",
    "ScenarioGrid",
    "SlopeEnd",
    "SlopeView",
    "Spot",
    "SqueezeView",
    "Style",
    "TwoRankings",
    "render_pixels",
    "render_png",
    "render_svg",
]
