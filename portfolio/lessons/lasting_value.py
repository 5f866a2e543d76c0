"""Lesson 2: viral is not valuable. Does use last?"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

import numpy as np

from portfolio.lessons.check import Answer, Check, Measure, Said, Values
from portfolio.lessons.derived import per
from portfolio.lessons.hype import LEAST_COMPARED, percentiles
from portfolio.lessons.inputs import Inputs
from portfolio.lessons.subject import Subject
from portfolio.lessons.thresholds import Threshold

_DAYS = np.arange(1, 91)
_APPS = ("social or video app", "consumer app")
_AT_WORK = ("enterprise product", "internal tool", "public service")
_RETENTION = (
    "Published tables of app retention: 25 to 30 % on day 1, 10 to 15 % on day 7, 5 to 7 % on "
    "day 30 are average, 40, 20 and 12 % are strong; social and video apps keep 15 to 20 %."
)
_DEFAULT = "App default."


def _kind(subject: Subject) -> Said:
    if subject.facts.kind is None:
        return Said(
            "missing",
            "Its type is not stated, so it is open how use is judged.",
            ("State the type.",),
            ("the type",),
        )
    return Said("does not apply", "")


def _type_asked(name: str) -> Answer:
    rule = "The type decides how use is judged."
    return Answer(name, "Type", rule, _DEFAULT, _kind, attrgetter("facts.kind"))


def _unused(subject: Subject) -> str:
    """Say that there is no use yet that could last; empty from the pilot on."""
    if subject.facts.launched is not None or subject.has_reached("pilot"):
        return ""
    return "Nobody uses it yet."


def _apps_only(subject: Subject) -> str:
    kind = subject.facts.kind
    if unused := _unused(subject):
        return unused
    if kind is None or kind in _APPS:
        return ""
    if kind in _AT_WORK:
        return "Use at work is judged by active seats, not by people who come back."
    return "No public comes back to it day by day."


def _used_directly(subject: Subject) -> str:
    kind = subject.facts.kind
    if kind is None or kind in (*_APPS, *_AT_WORK):
        return _unused(subject)
    return "Nobody uses it directly: it serves other work."


def _only(*kinds: str) -> Callable[[Subject], str]:
    def applies(subject: Subject) -> str:
        return "" if subject.facts.kind in kinds else "It is judged by the figures of its own type."

    return applies


def active_days(day1: Values, day7: Values, day30: Values) -> Values:
    """Return expected active days per install in 90 days, ``1 + Σ a·t^−b``.

    ``a`` and ``b`` are fitted by least squares to the logarithms of the retention
    stated for days 1, 7 and 30; at least two of them are needed, above 0, else NaN. Each
    day's share is at most 1.
    """
    shares = np.stack(np.broadcast_arrays(day1, day7, day30))
    times = np.log(np.array([1.0, 7.0, 30.0])).reshape((3,) + (1,) * (shares.ndim - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(shares)
    known = np.isfinite(logs)
    count = known.sum(axis=0)
    weight = np.where(count >= 2, 1.0 / np.maximum(count, 1), np.nan)
    middle = np.where(known, times, 0.0).sum(axis=0) * weight
    height = np.where(known, logs, 0.0).sum(axis=0) * weight
    offsets = np.where(known, times - middle, 0.0)
    slope = (offsets * np.where(known, logs - height, 0.0)).sum(axis=0) / (offsets**2).sum(axis=0)
    level = height - slope * middle
    curve = np.exp(level[..., None] + slope[..., None] * np.log(_DAYS))
    days: Values = 1.0 + np.minimum(curve, 1.0).sum(axis=-1)
    return days


def _day30(inputs: Inputs) -> Values:
    return inputs["retention_day30"]


def _hype(inputs: Inputs) -> Values:
    reach, used = inputs["reach"], inputs["retained_use"]
    everyone = inputs.subjects[0].population if inputs.count else None
    if everyone is None or len(everyone.compared_reach) < LEAST_COMPARED:
        return np.full(reach.shape, np.nan)
    gap: Values = percentiles(reach, everyone.compared_reach) - percentiles(
        used, everyone.compared_use
    )
    return gap


def _ranks(gap: float) -> str:
    if gap == 0:
        return "Among all, it ranks the same by both."
    higher, lower = ("reach", "use that lasts") if gap > 0 else ("use that lasts", "reach")
    return f"Among all, it ranks higher by {higher} than by {lower}."


def _too_few(subject: Subject) -> str:
    if unused := _unused(subject):
        return unused
    if len(subject.population.compared_reach) < LEAST_COMPARED:
        return f"Fewer than {LEAST_COMPARED} initiatives state both reach and lasting use."
    return ""


def _day30_measure(name: str, kind: str, red: float, amber: float) -> Measure:
    return Measure(
        f"2a.{name}",
        "Retention on day 30",
        "share",
        "more",
        ("retention_day30",),
        "{retention_day30}",
        _day30,
        Threshold(
            f"2a.{name}.amber",
            f"{kind}: day 30 below which it is amber",
            amber,
            "share",
            _RETENTION,
        ),
        Threshold(
            f"2a.{name}.red", f"{kind}: day 30 below which it is red", red, "share", _RETENTION
        ),
        ("retention_day30",),
        _only(*(_APPS[:1] if name == "social" else _APPS[1:])),
    )


def _red_below(name: str, title: str, value: float) -> Threshold:
    return Threshold(name, title, value, "share", _DEFAULT)


CHECKS: tuple[Check, ...] = (
    Check(
        "2a",
        "value",
        "Retention",
        "Who is still there after a month?",
        (
            _type_asked("2a.type"),
            _day30_measure("social", "Social and video apps", 0.08, 0.15),
            _day30_measure("app", "Other apps", 0.05, 0.12),
            Measure(
                "2a.active_days",
                "Active days per install in 90 days",
                "days",
                "more",
                ("retention_day1", "retention_day7", "retention_day30"),
                "1 + Σ a·t^−b fitted to {retention_day1}, {retention_day7} and {retention_day30}",
                lambda i: active_days(
                    i["retention_day1"], i["retention_day7"], i["retention_day30"]
                ),
                optional=True,
            ),
        ),
        _apps_only,
    ),
    Check(
        "2b",
        "value",
        "Decay",
        "Is the novelty wearing off?",
        (
            _type_asked("2b.type"),
            Measure(
                "2b.week_to_day",
                "Back on day 7, of those back on day 1",
                "share",
                "more",
                ("retention_day7", "retention_day1"),
                "{retention_day7} ÷ {retention_day1}",
                lambda i: per(i["retention_day7"], i["retention_day1"]),
                red=_red_below("2b.week_to_day.red", "Day 7 ÷ day 1 below which it is red", 0.25),
                levers=("retention_day7",),
            ),
            Measure(
                "2b.active_to_peak",
                "Active users now against the best month",
                "share",
                "more",
                ("active_month", "active_peak"),
                "{active_month} ÷ {active_peak}",
                lambda i: per(i["active_month"], i["active_peak"]),
                red=_red_below("2b.active_to_peak.red", "Now ÷ peak below which it is red", 0.6),
                levers=("active_month",),
                optional=True,
            ),
            Measure(
                "2b.installs",
                "Change of installs per month",
                "share",
                "more",
                ("installs_change",),
                "{installs_change}",
                lambda i: i["installs_change"],
                red=_red_below("2b.installs.red", "Monthly change below which it is red", -0.15),
                optional=True,
            ),
        ),
        _apps_only,
    ),
    Check(
        "2c",
        "value",
        "Habit",
        "Is it part of the day, or of the week at work?",
        (
            _type_asked("2c.type"),
            Measure(
                "2c.stickiness",
                "Daily against monthly active users",
                "share",
                "more",
                ("active_day", "active_month"),
                "{active_day} ÷ {active_month}",
                lambda i: per(i["active_day"], i["active_month"]),
                _red_below("2c.stickiness.amber", "Daily ÷ monthly below which it is amber", 0.2),
                _red_below("2c.stickiness.red", "Daily ÷ monthly below which it is red", 0.1),
                ("active_day",),
                _only(*_APPS),
            ),
            Measure(
                "2c.seats",
                "Seats active in a week",
                "share",
                "more",
                ("seats_active_week", "seats"),
                "{seats_active_week} ÷ {seats}",
                lambda i: per(i["seats_active_week"], i["seats"]),
                red=_red_below("2c.seats.red", "Active seats below which it is red", 0.4),
                levers=("seats_active_week",),
                applies=_only(*_AT_WORK),
            ),
        ),
        _used_directly,
    ),
    Check(
        "2d",
        "value",
        "Hype gap",
        "Does attention run ahead of use that lasts?",
        (
            Measure(
                "2d.gap",
                "Reach ahead of lasting use",
                "points",
                "less",
                ("reach", "retained_use"),
                "percentile of {reach} − percentile of {retained_use}",
                _hype,
                Threshold("2d.amber", "Gap above which it is amber", 30.0, "points", _DEFAULT),
                Threshold("2d.red", "Gap above which it is red", 50.0, "points", _DEFAULT),
                remark=_ranks,
            ),
        ),
        _too_few,
        shared=("compared_reach", "compared_use"),
    ),
)
