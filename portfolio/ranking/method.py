"""What a ranking method is to the rest of the app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from portfolio.ranking.compromise import Leaders
from portfolio.ranking.parameters import Parameter
from portfolio.ranking.requirements import Requirement
from portfolio.ranking.result import FloatArray, Scales

LIST_DEPENDENT = (
    "The scores depend on which other initiatives are in the list: adding or dropping one "
    "can change the order of the rest."
)
ORDER_STABLE = (
    "The scores are shares of the whole list and move when it changes; the order of two "
    "initiatives does not depend on the others."
)
ABSOLUTE = "The score of an initiative does not depend on the others in the list."


class Scorer(Protocol):
    """Scores a full table in one go."""

    def __call__(
        self, table: FloatArray, *, weights: FloatArray, senses: FloatArray, scales: Scales
    ) -> FloatArray:
        """Return one score a row, shape ``(n,)``.

        Args:
            table: ``(n, m)`` without gaps: points from 0 to 100, or ratings in the
                criterion's unit, as the method reads.
            weights: ``(m,)``, above 0 with sum 1.
            senses: ``(m,)``, 1 where more is better, -1 where less is. Points are always
                better when higher; methods that read points ignore it.
            scales: what the criteria say; most methods ignore it.

        A method with ``parameters`` takes them by keyword as well.
        """


class Scored(NamedTuple):
    """What a method says of a table.

    Attributes:
        scores: ``(n,)``.
        parts: ``(n, m)``, what each criterion adds to the score; None when it does not add up.
        leaders: the compromise set, for a method that names one.
    """

    scores: FloatArray
    parts: FloatArray | None = None
    leaders: Leaders | None = None


class Kept(Protocol):
    """The part of a method that does not change while weights are dragged."""

    def apply(self, weights: FloatArray) -> Scored:
        """Return the scores under these weights, ``(m,)``, above 0 with sum 1."""


@dataclass(frozen=True, slots=True)
class Method:
    """One way to turn a table and weights into a ranking.

    Attributes:
        name: stable, used in files.
        title: as shown.
        question: the question it answers, in one sentence.
        family: heading in the menu.
        source: where the method was published.
        score: see ``Scorer``.
        score_name: what its score is called.
        score_unit: for example ``points``; empty for a plain index.
        reads: ``values`` (0 to 100 points through the anchors) or ``ratings`` (in the
            criterion's unit).
        higher_is_better: False when the smallest score is the best.
        relative: the scores depend on which other initiatives are in the list.
        label: what to know about that, as a sentence.
        needs_complete: gaps are always filled, because the method cannot do without.
        uses_weights: False when the method gives every criterion the same say.
        requires: what the table must fulfil.
        breaks: why a score may be infinite or undefined, as the end of a sentence.
        limit: the most initiatives that it can rank in bearable time and memory.
        level: the score of all when there is nothing to compare, for relative methods.
        keep: builds what is kept between two drags of a weight, from the table (with NaN
            for gaps unless ``needs_complete``), the senses and the scales, and from the
            ``parameters`` by keyword; None when nothing is.
        parameters: what can be set about it.
        reads_preferences: it goes by the preference functions of the criteria.
    """

    name: str
    title: str
    question: str
    family: str
    source: str
    score: Scorer
    score_name: str = "score"
    score_unit: str = ""
    reads: Literal["values", "ratings"] = "ratings"
    higher_is_better: bool = True
    relative: bool = True
    label: str = LIST_DEPENDENT
    needs_complete: bool = True
    uses_weights: bool = True
    requires: tuple[Requirement, ...] = ()
    breaks: str = ""
    limit: int | None = None
    level: float = 0.0
    keep: Callable[[FloatArray, FloatArray, Scales], Kept] | None = None
    parameters: tuple[Parameter, ...] = ()
    reads_preferences: bool = False
