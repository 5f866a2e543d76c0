"""Run the stages in order from one snapshot, each memoized on the parts it reads."""

from portfolio.analysis.result import PARTS, Part, Results
from portfolio.analysis.runner import Analysis, analyze

__all__ = ["PARTS", "Analysis", "Part", "Results", "analyze"]
