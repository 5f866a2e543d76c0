"""Frozen records: what a portfolio is made of. No behavior beyond telling what is wrong."""

from portfolio.model.checks import Memory, Problem, ProblemKind, Severity, problems
from portfolio.model.criterion import Anchor, Confidence, Criterion, Direction, Rater, Rating
from portfolio.model.decision import Comment, Decision, DecisionOption
from portfolio.model.estimate import Benefit, BenefitKind, Estimate
from portfolio.model.frozen import FrozenMap
from portfolio.model.ids import new_id
from portfolio.model.initiative import (
    STAGES,
    STATUSES,
    Demand,
    FundingLevel,
    Initiative,
    Stage,
    Status,
)
from portfolio.model.order import in_order, key_after_all, key_between, keys_between
from portfolio.model.portfolio import Portfolio, Ratings
from portfolio.model.preference import (
    PREFERENCE_SHAPES,
    THRESHOLDS,
    Preference,
    PreferenceShape,
)
from portfolio.model.resource import Period, Resource, ResourceCategory, ResourceKind
from portfolio.model.rule import RULE_KINDS, Basis, GateState, Rule, RuleKind
from portfolio.model.scenario import CHANGE_TARGETS, Change, ChangeKind, Scenario, TargetNoun
from portfolio.model.settings import Aggregation, MissingRule, Objective, Settings, Weighting

__all__ = [
    "CHANGE_TARGETS",
    "PREFERENCE_SHAPES",
    "RULE_KINDS",
    "STAGES",
    "STATUSES",
    "THRESHOLDS",
    "Aggregation",
    "Anchor",
    "Basis",
    "Benefit",
    "BenefitKind",
    "Change",
    "ChangeKind",
    "Comment",
    "Confidence",
    "Criterion",
    "Decision",
    "DecisionOption",
    "Demand",
    "Direction",
    "Estimate",
    "FrozenMap",
    "FundingLevel",
    "GateState",
    "Initiative",
    "Memory",
    "MissingRule",
    "Objective",
    "Period",
    "Portfolio",
    "Preference",
    "PreferenceShape",
    "Problem",
    "ProblemKind",
    "Rater",
    "Rating",
    "Ratings",
    "Resource",
    "ResourceCategory",
    "ResourceKind",
    "Rule",
    "RuleKind",
    "Scenario",
    "Settings",
    "Severity",
    "Stage",
    "Status",
    "TargetNoun",
    "Weighting",
    "in_order",
    "key_after_all",
    "key_between",
    "keys_between",
    "new_id",
    "problems",
]
