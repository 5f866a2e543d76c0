"""Which fields refer to records of the document by their ids.

A reference that is missing here is one that a deletion leaves dangling and a change of ids
breaks; a test holds the tables against the annotations of the records.
"""

from __future__ import annotations

from typing import Literal

from portfolio.model.ballot import Ballot, BallotPaper, Invitation
from portfolio.model.criterion import Rater
from portfolio.model.decision import Comment, Decision, PlannedLine, PlanOfRecord
from portfolio.model.facts import Facts
from portfolio.model.initiative import Initiative
from portfolio.model.portfolio import Portfolio
from portfolio.model.resource import Resource
from portfolio.model.rule import Rule, RuleKind
from portfolio.model.scenario import CHANGE_TARGETS, Change

#: The collections whose records others refer to.
ReferredTo = Literal["periods", "resources", "criteria", "initiatives", "raters", "rules"]
REFERRED_TO: tuple[ReferredTo, ...] = (
    "periods",
    "resources",
    "criteria",
    "initiatives",
    "raters",
    "rules",
)

#: Maps whose keys are ids, with the collection of each level; the last may be a list of ids.
KEYED_BY: dict[tuple[type, str], tuple[ReferredTo, ...]] = {
    (Portfolio, "ratings"): ("raters", "initiatives", "criteria"),
    (Portfolio, "invitations"): ("raters",),
    (Portfolio, "ballots"): ("raters",),
    (Ballot, "ratings"): ("initiatives", "criteria"),
    (Ballot, "weights"): ("criteria",),
    (Ballot, "left_out"): ("initiatives", "criteria"),
    (BallotPaper, "left_out"): ("initiatives", "criteria"),
    (Rater, "weights"): ("criteria",),
    (Resource, "capacity"): ("periods",),
    (Initiative, "demand"): ("resources", "periods"),
    (Initiative, "stop_cost"): ("resources", "periods"),
    (Initiative, "spent"): ("resources",),
    (Facts, "besides"): ("resources", "periods"),
    (Decision, "amounts"): ("resources", "periods"),
    (PlanOfRecord, "lines"): ("initiatives",),
}
#: Fields that hold one id, or some.
NAMING: dict[tuple[type, str], ReferredTo] = {
    (Initiative, "starts"): "periods",
    (Resource, "pool"): "resources",
    (Resource, "serves"): "resources",
    (Rule, "initiatives"): "initiatives",
    (Rule, "resource"): "resources",
    (Rule, "period"): "periods",
    (Change, "period"): "periods",
    (Comment, "initiative"): "initiatives",
    (Invitation, "initiatives"): "initiatives",
    (Invitation, "criteria"): "criteria",
    (BallotPaper, "rater"): "raters",
    (Decision, "initiative"): "initiatives",
    (Decision, "start"): "periods",
    (Decision, "displaces"): "initiatives",
    (PlannedLine, "start"): "periods",
}
#: Kept as said: they may refer to what is there no longer.
HISTORY: tuple[type, ...] = (BallotPaper, Decision, PlanOfRecord)

_TARGETS: dict[str, ReferredTo] = {
    "resource": "resources",
    "criterion": "criteria",
    "initiative": "initiatives",
    "rule": "rules",
}
_OF_SEVERAL: tuple[RuleKind, ...] = (
    "requires",
    "finished_before",
    "excludes",
    "together",
    "synergy",
)


def target_of(change: Change) -> ReferredTo:
    """Return the collection of the target of a change of a scenario."""
    return _TARGETS[CHANGE_TARGETS[change.kind]]


def still_binds(before: Rule, after: Rule) -> bool:
    """Whether a rule still means something with fewer members than it had before.

    ``requires`` and ``finished_before`` go with their subject; any rule goes with too many
    of its members, a group with the last of those it names.
    """
    if (
        before.kind in ("requires", "finished_before")
        and before.initiatives[:1] != after.initiatives[:1]
    ):
        return False
    return len(after.initiatives) >= (2 if before.kind in _OF_SEVERAL else 1)
