"""Which initiatives the limits allow: the exact plan, the waterline, and why."""

from portfolio.funding.explain import explain, explain_one
from portfolio.funding.lever_changes import Lever, with_lever
from portfolio.funding.levers import Levers, levers_for
from portfolio.funding.planning import plan
from portfolio.funding.prices import RulePrice, price_of_rules
from portfolio.funding.problem import Problem, build_problem
from portfolio.funding.quick import quick
from portfolio.funding.result import Line, Plan, PlanObjective, PlanStatus, Verdict
from portfolio.funding.waterline import waterline

__all__ = [
    "Lever",
    "Levers",
    "Line",
    "Plan",
    "PlanObjective",
    "PlanStatus",
    "Problem",
    "RulePrice",
    "Verdict",
    "build_problem",
    "explain",
    "explain_one",
    "levers_for",
    "plan",
    "price_of_rules",
    "quick",
    "waterline",
    "with_lever",
]
