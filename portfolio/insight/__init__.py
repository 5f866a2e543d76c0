"""Doubting the answer: what more or less capacity would do, and how sure the plan is."""

from portfolio.insight.agreement import Agreement, RaterStanding, agreement
from portfolio.insight.agreement_concordance import Concordance
from portfolio.insight.agreement_result import Discussion, DisputedCell, End
from portfolio.insight.agreement_stakes import discussion
from portfolio.insight.base import Question
from portfolio.insight.blocks import block_size
from portfolio.insight.bridge import bridge
from portfolio.insight.bridge_causes import with_causes
from portfolio.insight.bridge_result import Bridge, Cause, Part, Planned, Planner, Stop
from portfolio.insight.bridge_states import STEPS, Step
from portfolio.insight.competitors import Doubt, competitors
from portfolio.insight.competitors_result import Competition, Competitor, CoreLine, Driver, Standing
from portfolio.insight.frontier import frontier
from portfolio.insight.frontier_result import EfficientPlan, Frontier, FrontierPoint
from portfolio.insight.path import FundingPath, Stretch, Track, funding_path
from portfolio.insight.squeeze import squeeze
from portfolio.insight.squeeze_result import BlockStep, Brake, CellGain, Exchange, MoreOf, Squeeze
from portfolio.insight.stable import stable_sequence
from portfolio.insight.stable_result import StableSequence, StableStep
from portfolio.insight.study import Finding, Study
from portfolio.insight.worlds import Draw

#: In the order of the menu.
STUDIES: tuple[Study, ...] = (
    Study(
        name="frontier",
        title="Frontier",
        question="What would more or less of one capacity buy?",
        about_resource=True,
        run=frontier,
    ),
    Study(
        name="path",
        title="Funding path",
        question="Who enters, leaves and comes back as one capacity grows?",
        about_resource=True,
        run=funding_path,
    ),
    Study(
        name="stable",
        title="Stable sequence",
        question="What does it cost never to drop what was once funded?",
        about_resource=True,
        run=stable_sequence,
    ),
    Study(
        name="squeeze",
        title="Squeeze",
        question="Which resource is short when, and what would one more block of it buy?",
        about_resource=False,
        run=squeeze,
    ),
    Study(
        name="competitors",
        title="Competitors",
        question="Which plans cost no more and could be worth more, and who is sure of a place?",
        about_resource=False,
        run=competitors,
    ),
    Study(
        name="discussion",
        title="Cells worth discussing",
        question="Where do the raters differ, and what could it change?",
        about_resource=False,
        run=discussion,
    ),
)

__all__ = [
    "STEPS",
    "STUDIES",
    "Agreement",
    "BlockStep",
    "Brake",
    "Bridge",
    "Cause",
    "CellGain",
    "Competition",
    "Competitor",
    "Concordance",
    "CoreLine",
    "Discussion",
    "DisputedCell",
    "Doubt",
    "Draw",
    "Driver",
    "EfficientPlan",
    "End",
    "Exchange",
    "Finding",
    "Frontier",
    "FrontierPoint",
    "FundingPath",
    "MoreOf",
    "Part",
    "Planned",
    "Planner",
    "Question",
    "RaterStanding",
    "Squeeze",
    "StableSequence",
    "StableStep",
    "Standing",
    "Step",
    "Stop",
    "Stretch",
    "Study",
    "Track",
    "agreement",
    "block_size",
    "bridge",
    "competitors",
    "discussion",
    "frontier",
    "funding_path",
    "squeeze",
    "stable_sequence",
    "with_causes",
]
