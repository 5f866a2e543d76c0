"""The price of every rule: one ranked bar each, with the rule in words and its price."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from portfolio.charts.box import Box
from portfolio.charts.chart import Chart, Spot
from portfolio.charts.frame import body, foot, head, sentence
from portfolio.charts.page import Ink, Page
from portfolio.charts.rule_prices_finding import RuleBar, RuleBars, price_words, rule_finding
from portfolio.charts.scale import BarScale, bar_scale, fitted_rows
from portfolio.charts.style import Style
from portfolio.charts.text import shown as drawable
from portfolio.model.text import plural

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TIGHTEST, _ROOMIEST = 1.7, 3.2
_LABELS, _WORDS = 0.44, 0.4


def describe(prices: RuleBars) -> str:
    """Say which rule costs most, and how that compares."""
    return str(rule_finding(prices))


def draw(figure: Figure, prices: RuleBars, style: Style) -> tuple[Spot, ...]:
    """Draw as many rules as can be read, the most expensive first, and count the rest."""
    page = Page(figure, style.outdated() if prices.outdated else style)
    finding = rule_finding(prices)
    if not prices.bars or prices.trouble:
        sentence(page, finding)
        return ()
    subtitle = "What the plan would gain without each rule."
    if any(bar.brings for bar in prices.bars):
        subtitle += " Overridden gates: what the override brings."
    top = head(page, finding, subtitle, outdated=prices.outdated)
    area = body(page, top, foot(page, [finding.detail if style.titled else "", _waiting(prices)]))
    tight, roomy = _TIGHTEST * page.size, _ROOMIEST * page.size * style.density
    fitted = fitted_rows(area.height, len(prices.bars), tight, roomy)
    bars = prices.bars[: fitted.shown]
    rows = Box(area.x, area.y, area.width, fitted.height * len(bars))
    _draw_bars(page, rows, bars, prices.unit)
    if len(bars) < len(prices.bars):
        rest = Box(area.x, rows.bottom, area.width, fitted.height)
        page.label(rest, _rest(prices.bars[len(bars) :]), Ink(page.style.muted))
    return tuple(page.spots)


def _waiting(prices: RuleBars) -> str:
    return f"{plural(prices.waiting, 'more price')} to come." if prices.waiting else ""


def _rest(bars: Sequence[RuleBar]) -> str:
    if not any(bar.cost for bar in bars) and all(bar.proven and bar.found for bar in bars):
        return f"{plural(len(bars), 'more rule')} at no cost"
    return f"{plural(len(bars), 'more rule')}, none for more"


def _draw_bars(page: Page, area: Box, bars: Sequence[RuleBar], unit: str) -> None:
    ink = Ink(page.style.text)
    texts = [price_words(bar, drawable(unit)) for bar in bars]
    room = _WORDS * area.width
    texts = [page.face(ink).fit(text, page.size, room) for text in texts]
    widest = max(page.width_of(drawable(bar.text), ink) for bar in bars) + page.size
    left = min(widest, _LABELS * area.width)
    scale = bar_scale(
        [bar.cost for bar in bars],
        [page.width_of(text, ink) + page.size for text in texts],
        area.columns(left, area.width - left),
    )
    for index, (bar, text) in enumerate(zip(bars, texts, strict=True)):
        row = area.row(index, len(bars))
        page.label(row.columns(0.0, left - page.size), drawable(bar.text), ink)
        _draw_bar(page, row, scale, (bar, text))
        page.spot(bar.key, _told(bar, unit), row)
    page.lines([[(scale.zero, area.y), (scale.zero, area.bottom)]], page.style.muted, 0.8)


def _draw_bar(page: Page, row: Box, scale: BarScale, told: tuple[RuleBar, str]) -> None:
    bar, text = told
    thick = min(0.62 * row.height, 1.5 * page.size)
    drawn = scale.bar(row, bar.cost, thick)
    page.fill([drawn], page.style.funded if bar.brings else page.style.accent)
    if bar.brings:
        page.hatch(drawn, page.style.background)
    ink = Ink(page.style.text if bar.cost else page.style.muted)
    page.text(drawn.right + 0.5 * page.size, row.center_y, text, ink)
    if not bar.proven and bar.cost:
        end = drawn.right
        page.lines([[(end, drawn.y - 2), (end, drawn.bottom + 2)]], page.style.text, 1.2)


def _told(bar: RuleBar, unit: str) -> str:
    words = bar.without or price_words(bar, unit)
    return f"{bar.text}. {words}"


RULE_PRICES = Chart("rule_prices", "Price of rules", draw, describe)
