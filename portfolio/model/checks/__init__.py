"""What is missing or contradictory in a portfolio, in words."""

from portfolio.model.checks.problem import Problem, ProblemKind, Severity

__all__ = ["Problem", "ProblemKind", "Severity"]
