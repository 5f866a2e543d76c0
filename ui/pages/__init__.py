"""The pages, in the order of the rail. A page's module is loaded when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.context import Context
    from ui.pages.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One entry of the rail.

    Attributes:
        name: used in settings and requests.
        title: on the rail.
        icon: name in ``ui.theme.icons``.
        build: makes the page.
        module: of the page in this package, where it is not called like the page.
    """

    name: str
    title: str
    icon: str
    build: Callable[[Context], Page]
    module: str = ""


def _overview(context: Context) -> Page:
    from ui.pages.overview import OverviewPage

    return OverviewPage(context)


def _initiatives(context: Context) -> Page:
    from ui.pages.initiatives import InitiativesPage

    return InitiativesPage(context)


def _capacity(context: Context) -> Page:
    from ui.pages.capacity import CapacityPage

    return CapacityPage(context)


def _criteria(context: Context) -> Page:
    from ui.pages.criteria import CriteriaPage

    return CriteriaPage(context)


def _ranking(context: Context) -> Page:
    from ui.pages.ranking import RankingPage

    return RankingPage(context)


def _funding(context: Context) -> Page:
    from ui.pages.funding import FundingPage

    return FundingPage(context)


def _frontier(context: Context) -> Page:
    from ui.pages.frontier import FrontierPage

    return FrontierPage(context)


def _rules(context: Context) -> Page:
    from ui.pages.rule_prices import RulePricesPage

    return RulePricesPage(context)


def _scenarios(context: Context) -> Page:
    from ui.pages.scenarios import ScenariosPage

    return ScenariosPage(context)


def _lessons(context: Context) -> Page:
    from ui.pages.lessons import LessonsPage

    return LessonsPage(context)


def _agreement(context: Context) -> Page:
    from ui.pages.agreement import AgreementPage

    return AgreementPage(context)


def _decisions(context: Context) -> Page:
    from ui.pages.decisions import DecisionsPage

    return DecisionsPage(context)


def _compare(context: Context) -> Page:
    from ui.pages.compare import ComparePage

    return ComparePage(context)


PAGES: tuple[PageSpec, ...] = (
    PageSpec("overview", "Overview", "overview", _overview),
    PageSpec("initiatives", "Initiatives", "initiatives", _initiatives),
    PageSpec("capacity", "Capacity", "capacity", _capacity),
    PageSpec("criteria", "Criteria", "criteria", _criteria),
    PageSpec("ranking", "Ranking", "ranking", _ranking),
    PageSpec("funding", "Funding", "funding", _funding),
    PageSpec("frontier", "Frontier", "frontier", _frontier),
    PageSpec("rules", "Rules", "rules", _rules, "rule_prices"),
    PageSpec("scenarios", "Scenarios", "scenarios", _scenarios),
    PageSpec("lessons", "Lessons", "lessons", _lessons),
    PageSpec("compare", "Compare", "compare", _compare),
    PageSpec("agreement", "Agreement", "agreement", _agreement),
    PageSpec("decisions", "Decisions", "decisions", _decisions),
)
