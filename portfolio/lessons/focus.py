"""Lesson 5: focus decides. Every yes displaces something."""

from __future__ import annotations

from operator import attrgetter

from portfolio.lessons.check import Answer, Check, Measure, Said
from portfolio.lessons.subject import Subject
from portfolio.lessons.thresholds import Threshold
from portfolio.model.days import day_text
from portfolio.model.kill import kill_lacks, kill_text
from portfolio.model.text import listed, quoted

_DEFAULT = "App default."
_KILL = (
    "A criterion set before funding is metric, floor, date and action; the stage at which it "
    "is due is an app default."
)
_KILL_READS = tuple(
    f"facts.kill.{name}" for name in ("metric", "floor", "date", "action", "outcome")
)
_PROJECTS = (
    "76 % of firms have too many projects for their people (Cooper); three at a time per lead "
    "is an app default."
)


def _not_forced(subject: Subject) -> str:
    if subject.id in subject.population.force_cost:
        return ""
    return "Nobody forces it into the plan."


def _not_going_on(subject: Subject) -> str:
    initiative = subject.initiative
    if initiative.stage == "retire":
        return "It is being retired."
    if initiative.status == "running" or subject.id in subject.population.funded:
        return ""
    return "It is neither running nor funded."


def _owner(subject: Subject) -> Said:
    if subject.initiative.owner.strip():
        return Said("does not apply", "")
    return Said("missing", "It has no owner.", ("Name one owner, a person.",), ("the owner",))


def _nobody(subject: Subject) -> str:
    return "" if subject.initiative.owner.strip() else "Without an owner there is nobody to ask."


def _kill(subject: Subject) -> Said:
    kill = subject.facts.kill
    unsaid = kill_lacks(kill)
    if not kill.metric.strip():
        return _no_criterion(subject)
    if kill.outcome == "failed":
        text = f"The criterion was judged and failed: {quoted(kill.metric)}."
        agreed = quoted(kill.action) if kill.action.strip() else "end it"
        return Said("red", text, (f"Do what was agreed: {agreed}.",))
    if kill.date is not None and kill.date < subject.today and kill.outcome == "not judged":
        text = f"The criterion was due on {day_text(kill.date)}, and nobody has judged it."
        return Said("red", text, ("Judge it: passed or failed.",))
    if unsaid:
        text = f"The criterion lacks {listed(unsaid)}."
        return Said("amber", text, tuple(f"Add {part}." for part in unsaid), unsaid)
    if kill.outcome == "passed":
        return Said("green", f"The criterion was judged and passed: {quoted(kill.metric)}.")
    return Said("green", f"To go on: {kill_text(kill)}.")


def _no_criterion(subject: Subject) -> Said:
    if subject.facts.kill.outcome == "not known":
        text = "Whether there was a kill criterion is not known."
        return Said("missing", text, (), ("the kill criterion",))
    turn = ("Say which metric, which floor, by when, and what happens then.",)
    if subject.has_reached("pilot") and subject.initiative.stage != "retire":
        stage = subject.initiative.stage
        return Said("red", f"It is at the {stage} stage without a kill criterion.", turn)
    return Said("missing", "No kill criterion is set yet.", turn, ("the kill criterion",))


CHECKS: tuple[Check, ...] = (
    Check(
        "5a",
        "focus",
        "Price of forcing",
        "What does the plan lose because it is forced in?",
        (
            Measure(
                "5a.cost",
                "Share of the plan’s value that it costs",
                "share",
                "less",
                ("force_cost",),
                "1 − value with it ÷ value of the best plan without the force",
                lambda i: i["force_cost"],
                Threshold(
                    "5a.amber",
                    "Cost of a force-in above which it is amber",
                    0.02,
                    "share",
                    _DEFAULT,
                ),
                Threshold(
                    "5a.red", "Cost of a force-in above which it is red", 0.05, "share", _DEFAULT
                ),
            ),
        ),
        _not_forced,
        shared=("force_cost",),
    ),
    Check(
        "5b",
        "focus",
        "Work in progress",
        "Does its lead have the hands free for it?",
        (
            Answer(
                "5b.owner",
                "Owner",
                "Without an owner nobody can tell.",
                _DEFAULT,
                _owner,
                attrgetter("initiative.owner"),
            ),
            Measure(
                "5b.per_lead",
                "Initiatives in progress under its owner",
                "initiatives",
                "less",
                ("in_progress",),
                "{in_progress}",
                lambda i: i["in_progress"],
                Threshold(
                    "5b.amber",
                    "Work in progress per lead above which it is amber",
                    3.0,
                    "initiatives",
                    _PROJECTS,
                ),
                applies=_nobody,
            ),
        ),
        _not_going_on,
        shared=("funded", "leads"),
    ),
    Check(
        "5c",
        "focus",
        "Kill criterion",
        "Do we know today what would make us stop?",
        (
            Answer(
                "5c.kill",
                "Kill criterion",
                "None at the pilot stage, failed, or overdue is red; incomplete is amber.",
                _KILL,
                _kill,
                attrgetter(*_KILL_READS, "initiative.stage", "today"),
            ),
        ),
    ),
)
