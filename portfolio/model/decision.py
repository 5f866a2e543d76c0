"""What was decided, what people said about it, and the log that shows later changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from portfolio.model.facts import KillCriterion
from portfolio.model.frozen import FrozenMap

DecisionOption = Literal["fund", "fund with conditions", "defer", "cut"]
ConditionState = Literal["open", "met", "missed"]
VoteChoice = Literal["for", "against", "abstained"]
EntryKind = Literal["decision", "withdrawn", "plan of record", "reveal", "joined", "note"]
PlanState = Literal["funded", "forced", "running", "deferred", "cut"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a funding, with its date."""

    text: str
    due: date | None = None
    state: ConditionState = "open"
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Vote:
    """How one person voted, and what a person who was against had to say.

    Votes that were only counted have no ``voter``.
    """

    voter: str
    choice: VoteChoice = "for"
    dissent: str = ""
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on one initiative, kept as said; later ones do not replace it.

    Attributes:
        name: of the initiative when it was decided on, should that be deleted.
        level: id of the funding level granted; None for the full size.
        start: id of the period in which it starts; for *defer*, not before it.
        amounts: resource id to period id to the amount granted, in the resource's unit; where
            none is stated, what is needed.
        displaces: ids of the initiatives that leave the plan for it.
        conditions: in words; ``terms`` are those with a date or a state of their own.
        kill_criterion: in words; ``kill`` says metric, floor, date and action apart.
        owner: who answers for it.
        votes: of those who voted, with their dissent.
        decided_by: the person or body who decided.
        review: the day on which it is looked at again.
    """

    initiative: str
    option: DecisionOption
    at: datetime
    reason: str = ""
    owner: str = ""
    conditions: str = ""
    kill_criterion: str = ""
    decided_by: str = ""
    review: date | None = None
    name: str = ""
    level: str | None = None
    start: str | None = None
    amounts: FrozenMap[str, FrozenMap[str, float]] = field(default_factory=FrozenMap)
    displaces: tuple[str, ...] = ()
    terms: tuple[Condition, ...] = ()
    kill: KillCriterion | None = None
    votes: tuple[Vote, ...] = ()
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on an initiative, or on the whole portfolio when ``initiative`` is None."""

    text: str
    at: datetime
    author: str = ""
    initiative: str | None = None
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """What a plan of record says of one initiative.

    Attributes:
        name: as it was called then.
        state: *deferred* only by a decision; with a ``start`` it is funded from then on.
        level: id of the funding level; None for the full size, or when not funded.
        start: id of the period in which it starts; None when not funded.
        score: 0 to 100; None when it was not ranked.
        rank: 1 for the first; None when it was not ranked.
        reason: in one sentence.
        planned: what the plan alone would have done, where a decision did otherwise, be it
            in size or start only; None where they agreed.
    """

    name: str
    state: PlanState
    level: str | None = None
    start: str | None = None
    score: float | None = None
    rank: int | None = None
    reason: str = ""
    planned: PlanState | None = None
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)

    @property
    def in_plan(self) -> bool:
        """Whether it is funded, at once or from a later start."""
        if self.state == "deferred":
            return self.start is not None
        return self.state != "cut"


@dataclass(frozen=True, slots=True)
class PlanOfRecord:
    """A frozen plan: what was to be done, and everything that it followed from.

    Attributes:
        title: for example *Board of March 2026*.
        author: who froze it.
        method: by which the initiatives were ranked, in words.
        objective: what the plan maximized, in words.
        value: of what the lines fund, in ``unit``, decisions included.
        gap: at most so much is missing to the best plan, as a share; 0 is proven best.
        best: value of the best plan found then; None where that is not known.
        breaks: what the lines break, cannot have or were granted less of than they need, a
            sentence each; none when they fit.
        lines: initiative id to what becomes of it.
        inputs: the whole document as it was, packed by ``portfolio.files``.
        fingerprint: SHA-256 of the bytes that ``inputs`` unpacks to, in hexadecimal.
    """

    title: str
    at: datetime
    author: str = ""
    note: str = ""
    method: str = ""
    objective: str = ""
    value: float = 0.0
    unit: str = ""
    gap: float = 0.0
    best: float | None = None
    breaks: tuple[str, ...] = ()
    lines: FrozenMap[str, PlannedLine] = field(default_factory=FrozenMap)
    inputs: str = ""
    fingerprint: str = ""
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log. Its key in ``Portfolio.journal`` is its own hash.

    The hash is SHA-256, in hexadecimal, of the entry as canonical JSON, see
    ``portfolio.files``. An entry names those that it follows by their hashes, so that a
    change to any of them shows; two that follow the same one are branches, which a
    later one joins.

    Attributes:
        prev: hashes of the entries that it follows, sorted; none for the first.
        n: 1 more than the highest of those.
        who: as the person is called in the preferences; not proven.
        what: in one sentence.
        record: id of the decision or plan of record that it is about; empty without.
        record_hash: SHA-256 of that record as canonical JSON.
        portfolio_hash: fingerprint of the document as it was, without its log.
    """

    at: datetime
    kind: EntryKind
    what: str
    who: str = ""
    n: int = 1
    prev: tuple[str, ...] = ()
    record: str = ""
    record_hash: str = ""
    portfolio_hash: str = ""
    extra: FrozenMap[str, object] = field(default_factory=FrozenMap)
