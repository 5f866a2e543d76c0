"""A comparison as rows: for the table on the screen, and for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from portfolio.files.changes import FieldChange
from portfolio.funding import PlanChange
from portfolio.insight import Part
from portfolio.model.text import visible
from portfolio.report.compare import Comparison, most_causes
from portfolio.report.compare_causes import changes_of, texts
from portfolio.report.plan_change import change_sentence, gain_text

#: Groups of differences by what they are about, as the filter offers them.
GROUPS = ("Initiatives", "Ratings", "Criteria", "Limits", "Rules", "Settings", "Other")
_GROUP_OF = {
    "initiative": "Initiatives",
    "rating": "Ratings",
    "criterion": "Criteria",
    "rater": "Criteria",
    "resource": "Limits",
    "period": "Limits",
    "rule": "Rules",
}
_TOLD_BY_GROUP = frozenset({"Initiative", "Criterion", "Resource"})
#: Fields that only people read.
_WORDS = frozenset({"code", "description", "evidence", "goal", "name", "notes", "source", "tags"})
_WEIGHTS = (("weight",), ("swing",))
HEADS = ("What", "Where", "Before", "Now", "On its own, to the plan")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One difference as it is shown.

    Attributes:
        key: tells it from all others.
        group: one of ``GROUPS``.
        initiative: id of the initiative that it is about; empty for others.
        effect: what its record does to the plan when it alone is changed; empty where that
            is nothing, or was not tried.
        told: the same for the table, where nothing is said in words.
    """

    key: str
    group: str
    place: str
    before: str
    after: str
    initiative: str = ""
    effect: str = ""
    told: str = ""

    @property
    def where(self) -> str:
        """The place without its noun, which the group tells: ``“Compute”, capacity, “Q1”``."""
        noun, _, rest = self.place.partition(" ")
        return rest if noun in _TOLD_BY_GROUP and rest.startswith("“") else self.place


def change_rows(found: Comparison) -> list[ChangeRow]:
    """Return one row a difference, in the order of the document."""
    effects, still = _effects(found), _still(found)
    return [_row(found, change, effects.get(change.path, ""), still) for change in found.changes]


def moving(rows: Iterable[ChangeRow]) -> list[ChangeRow]:
    """Return the rows of records that move the plan on their own."""
    return [row for row in rows if row.effect]


def moving_first(rows: Iterable[ChangeRow]) -> list[ChangeRow]:
    """Return the rows of records that move the plan on their own, then all others as they are."""
    return sorted(rows, key=lambda row: not row.effect)


def block(rows: Iterable[ChangeRow]) -> list[list[str]]:
    """Return heads and cells as text, for a spreadsheet."""
    return [
        list(HEADS),
        *([row.group, row.place, row.before, row.after, row.told] for row in rows),
    ]


def _row(found: Comparison, change: FieldChange, effect: str, still: str) -> ChangeRow:
    before, after = texts(found, change)
    about = change.key if change.noun in ("initiative", "rating") else ""
    return ChangeRow(
        key="/".join(change.path),
        group=_group(change),
        place=visible(change.place),
        before=visible(before),
        after=visible(after),
        initiative=about,
        effect=effect,
        told=effect or still,
    )


def _still(found: Comparison) -> str:
    """Return what is known of changes without an effect; empty until the causes are known."""
    split = found.bridge
    if not found.final or split is None or not split.parts:
        return ""
    most = most_causes(found.after.portfolio)
    every = all(part.others + len(part.causes) <= most for part in split.parts)
    return "nothing" if every else "nothing, or not tried"


def _group(change: FieldChange) -> str:
    if change.path[0] == "settings":
        return "Settings"
    return _GROUP_OF.get(change.noun, "Other")


def _effects(found: Comparison) -> dict[tuple[str, ...], str]:
    """Return path to what the record there does on its own, over all parts of the bridge."""
    told: dict[tuple[str, ...], list[str]] = {}
    names = found.names
    for part in () if found.bridge is None else found.bridge.parts:
        for cause in part.causes:
            if cause.change is not None:
                effect = _effect(cause.change, names)
                for change in _counting(part, changes_of(found.changes, cause)):
                    told.setdefault(change.path, []).append(effect)
    return {path: "; ".join(effects) for path, effects in told.items()}


def _effect(change: PlanChange, names: Mapping[str, str]) -> str:
    """Return the gain, then who comes and goes: in a table only the beginning is sure to show."""
    movers = change_sentence(replace(change, gained=None), names)
    if change.gained is None:
        return movers
    return f"{gain_text(change.gained, change.share, change.unit)}; {movers}"


def _counting(part: Part, changes: Sequence[FieldChange]) -> list[FieldChange]:
    """Return the differences that may count: no words, and of a criterion what the part takes."""
    weighs = "weights" in part.steps
    rated = _scores_count(part)
    return [
        change
        for change in changes
        if change.path[-1] not in _WORDS
        and (rated or change.noun != "rating")
        and (change.noun != "criterion" or (change.path[2:3] in _WEIGHTS) == weighs)
    ]


def _scores_count(part: Part) -> bool:
    """Whether ratings and weights can move the plan: it adds up scores, or has a least score."""
    plan = part.end.planned.fitting
    by_value = plan is not None and plan.objective == "value"
    return by_value or part.end.portfolio.settings.objective == "benefit_above"
