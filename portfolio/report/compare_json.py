"""``diff --json``: a comparison as a document whose keys stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.files.changes import FieldChange
from portfolio.funding import PlanChange
from portfolio.insight import STEPS, Bridge, Cause, Part, Planned
from portfolio.report.compare import Comparison, RankChange
from portfolio.report.compare_causes import cause_phrase, texts
from portfolio.report.compare_words import headline
from portfolio.report.plan_change import change_sentence
from portfolio.report.rows import Row, known


def compare_document(found: Comparison) -> Row:
    """Return ``diff --json``.

    ``before``, ``after`` (``name``, ``portfolio``, ``title``, and of its plan ``status``,
    ``value``, ``bound``, ``unit``, ``objective``); ``same``; ``headline``; ``plan`` (``enters``,
    ``leaves``, ``resized``, ``moved``: ``id`` and ``name``; ``gained``, ``share``, ``unit``; None
    without two plans); ``why`` (``order`` of the steps, ``total``, ``unit``, ``trouble``,
    ``notes`` and ``parts``; None where nothing differs); ``ranks`` (``before``, ``after``: how
    many are ranked; ``trouble``; ``moves``: ``id``, ``name``, ``before``, ``after``, ``up``);
    ``changes`` (``kind``, ``noun``, ``id``, ``place``, ``path``, ``before``, ``after`` as text);
    ``notes``.

    A part has ``steps``, ``gained``, ``low``, ``high``, who moves as ``plan`` does, ``causes``
    (``noun``, ``id``, ``words``, ``alone``, ``effect``) and ``others``, how many more changes
    the step has.
    """
    return {
        "before": _version(found, 0),
        "after": _version(found, 1),
        "same": found.same,
        "headline": headline(found).headline,
        "plan": _plan(found),
        "why": None if found.bridge is None else _why(found, found.bridge),
        "ranks": None if found.ranks is None else _ranks(found, found.ranks),
        "changes": [_change(found, change) for change in found.changes],
        "notes": list(found.notes),
    }


def _why(found: Comparison, split: Bridge) -> Row:
    return {
        "order": list(STEPS),
        "total": split.total,
        "unit": split.unit,
        "trouble": split.trouble,
        "parts": [_part(found, part) for part in split.parts],
        "notes": list(split.notes),
    }


def _ranks(found: Comparison, ranks: RankChange) -> Row:
    names = found.names
    return {
        "before": len(ranks.before),
        "after": len(ranks.after),
        "trouble": ranks.trouble,
        "moves": [
            {
                "id": move.key,
                "name": names[move.key],
                "before": move.before,
                "after": move.after,
                "up": move.up,
            }
            for move in ranks.moved
        ],
    }


def _version(found: Comparison, place: int) -> Row:
    version = (found.before, found.after)[place]
    planned = None if found.bridge is None else (found.bridge.first, found.bridge.last)[place]
    return {
        "name": version.name,
        "portfolio": version.portfolio.id,
        "title": version.portfolio.title,
        **_planned(planned),
    }


def _planned(planned: Planned | None) -> Row:
    plan = None if planned is None else planned.plan
    fits = planned is not None and planned.fitting is not None
    return {
        "status": None if plan is None else plan.status,
        "objective": None if plan is None else plan.objective,
        "unit": None if plan is None else plan.unit,
        "value": known(plan.value) if plan is not None and fits else None,
        "bound": known(plan.bound) if plan is not None and fits else None,
    }


def _plan(found: Comparison) -> Row | None:
    change = found.plan
    if change is None:
        return None
    return {
        **_movers(found, change),
        "gained": change.gained,
        "share": change.share,
        "unit": change.unit,
    }


def _movers(found: Comparison, change: PlanChange) -> Row:
    names = found.names

    def named(keys: Sequence[str]) -> list[Row]:
        return [{"id": key, "name": names.get(key, key)} for key in keys]

    return {
        "enters": named(change.enters),
        "leaves": named(change.leaves),
        "resized": named(change.resized),
        "moved": named(change.moved),
    }


def _part(found: Comparison, part: Part) -> Row:
    return {
        "steps": list(part.steps),
        "gained": part.gained,
        "low": known(part.low),
        "high": known(part.high),
        **_movers(found, part.change),
        "causes": [_cause(found, cause) for cause in part.causes],
        "others": part.others,
    }


def _cause(found: Comparison, cause: Cause) -> Row:
    change = cause.change
    return {
        "noun": cause.noun,
        "id": cause.key,
        "words": cause_phrase(found, cause),
        "alone": None if change is None else change.gained,
        "effect": "" if change is None else change_sentence(change, found.names),
    }


def _change(found: Comparison, change: FieldChange) -> Row:
    before, after = texts(found, change)
    return {
        "kind": change.kind,
        "noun": change.noun,
        "id": change.key,
        "place": change.place,
        "path": list(change.path),
        "before": before,
        "after": after,
    }
