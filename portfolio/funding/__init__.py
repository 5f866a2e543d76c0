"""Which initiatives the limits allow: the exact plan, the waterline, and why."""

from portfolio.funding.result import Line, Plan, PlanObjective, PlanStatus, Verdict

__all__ = ["Line", "Plan", "PlanObjective", "PlanStatus", "Verdict"]
