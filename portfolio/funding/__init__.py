"""Which initiatives the limits allow: the exact plan, the waterline, and why."""

from portfolio.funding.planning import plan
from portfolio.funding.problem import Problem, build_problem
from portfolio.funding.result import Line, Plan, PlanObjective, PlanStatus, Verdict

__all__ = [
    "Line",
    "Plan",
    "PlanObjective",
    "PlanStatus",
    "Problem",
    "Verdict",
    "build_problem",
    "plan",
]
