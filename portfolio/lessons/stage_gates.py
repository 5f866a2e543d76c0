"""Stage gates: what an initiative must be able to say before it goes on.

The gates follow Cooper's stage-gate idea; what each asks for is an app default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portfolio.lessons.check import Status
from portfolio.lessons.subject import Subject
from portfolio.model import Stage
from portfolio.model.kill import kill_lacks

#: check code to its status for one initiative
Lights = Mapping[str, Status]
Need = tuple[str, Callable[[Subject, Lights], bool]]


@dataclass(frozen=True, slots=True)
class StageGate:
    """What is asked before a stage.

    Attributes:
        name: for example ``G2``.
        stage: that it opens.
        title: as a phrase with a capital.
        needs: what is asked, as a phrase, and whether it is there.
    """

    name: str
    stage: Stage
    title: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class NextGate:
    """The next gate of one initiative.

    Attributes:
        gate: None when it has passed the last one.
        there: what is there of what the gate asks, as phrases.
        missing: what is not.
    """

    gate: StageGate | None
    there: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def _stated(*names: str) -> Callable[[Subject, Lights], bool]:
    return lambda subject, _: all(map(subject.states, names))


def _green(*codes: str) -> Callable[[Subject, Lights], bool]:
    """Whether each of these checks is green, or does not apply."""
    return lambda _, lights: all(lights.get(c) in ("green", "does not apply") for c in codes)


def _rough_compute(subject: Subject, _: Lights) -> bool:
    facts = subject.facts
    compute = subject.population.compute_resources
    asked = any(key in subject.initiative.demand for key in compute)
    used = subject.states("units_per_day") and subject.states("seconds_per_unit")
    return asked or bool(facts.training) or used


def _kill_set(subject: Subject, _: Lights) -> bool:
    return not kill_lacks(subject.facts.kill)


def _lasting(subject: Subject, lights: Lights) -> bool:
    return _green("2a", "2c")(subject, lights)


STAGE_GATES: tuple[StageGate, ...] = (
    StageGate(
        "G1",
        "discovery",
        "From idea to discovery",
        (
            ("an owner", lambda s, _: bool(s.initiative.owner.strip())),
            ("the tier under the EU AI Act", lambda s, _: s.facts.tier is not None),
            ("a rough demand of compute", _rough_compute),
        ),
    ),
    StageGate(
        "G2",
        "pilot",
        "From discovery to pilot",
        (
            ("a pricing model", lambda s, _: s.facts.pricing is not None),
            ("a complete kill criterion", _kill_set),
            (
                "a baseline: benefit as it is expected",
                lambda s, _: s.initiative.benefit is not None,
            ),
            ("no prohibited use", lambda _, lights: lights.get("4a") != "red"),
        ),
    ),
    StageGate(
        "G3",
        "scale",
        "From pilot to scale",
        (
            ("a unit margin that is green", _green("1a")),
            ("lasting use that is green (day 30, or active seats)", _lasting),
            ("misuse tests that are green", _green("4d")),
            ("rights and consent", _green("4b")),
            ("someone who pays, at least in a pilot", lambda s, _: (s.facts.evidence or 0) >= 2),
        ),
    ),
    StageGate(
        "G4",
        "run",
        "From scale to running",
        (
            ("regulation that is green", _green("4a")),
            ("provenance that is green", _green("4c")),
            ("risk management that is green", _green("4e")),
            ("a kill criterion that holds", _green("5c")),
        ),
    ),
)


def next_gate(subject: Subject, lights: Lights) -> NextGate:
    """Return the gate before the next stage, and what it lacks.

    Args:
        subject: one initiative.
        lights: check code to its status.
    """
    for gate in STAGE_GATES:
        if not subject.has_reached(gate.stage):
            kept = {what: met(subject, lights) for what, met in gate.needs}
            return NextGate(
                gate,
                tuple(what for what, met in kept.items() if met),
                tuple(what for what, met in kept.items() if not met),
            )
    return NextGate(None)
