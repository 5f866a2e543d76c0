"""Which initiatives the limits allow: the exact plan, the waterline, and why."""

from portfolio.funding.by_hand import (
    Breach,
    Judge,
    Judged,
    Pick,
    judge,
    picks_of,
    toggled,
    verdict_on,
)
from portfolio.funding.explain import Explainer, explain, explain_one, explainer_for
from portfolio.funding.habits import Habit, habits
from portfolio.funding.lever_changes import Lever, with_lever
from portfolio.funding.levers import Levers, levers_for
from portfolio.funding.planning import plan
from portfolio.funding.prices import RulePrice, price_of_rules, priced_rules
from portfolio.funding.problem import Problem, build_problem
from portfolio.funding.quick import quick
from portfolio.funding.relax import Relaxation, relaxations
from portfolio.funding.relax_changes import Concession, conceded
from portfolio.funding.result import Line, Plan, PlanObjective, PlanStatus, Verdict
from portfolio.funding.two_plans import PlanChange, plan_change
from portfolio.funding.waterline import waterline

__all__ = [
    "Breach",
    "Concession",
    "Explainer",
    "Habit",
    "Judge",
    "Judged",
    "Lever",
    "Levers",
    "Line",
    "Pick",
    "Plan",
    "PlanChange",
    "PlanObjective",
    "PlanStatus",
    "Problem",
    "Relaxation",
    "RulePrice",
    "Verdict",
    "build_problem",
    "conceded",
    "explain",
    "explain_one",
    "explainer_for",
    "habits",
    "judge",
    "levers_for",
    "picks_of",
    "plan",
    "plan_change",
    "price_of_rules",
    "priced_rules",
    "quick",
    "relaxations",
    "toggled",
    "verdict_on",
    "waterline",
    "with_lever",
]
