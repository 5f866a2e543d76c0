"""The five lessons: what each asks of an initiative, and what it finds."""

from portfolio.lessons.board import Board, judge
from portfolio.lessons.check import Answer, Check, Lesson, Measure, Said, Status, Threshold
from portfolio.lessons.finding import End, Finding, Limit, PartFinding, finding, findings
from portfolio.lessons.registry import CHECK, CHECKS, LESSONS, PARTS, THRESHOLDS

__all__ = [
    "CHECK",
    "CHECKS",
    "LESSONS",
    "PARTS",
    "THRESHOLDS",
    "Answer",
    "Board",
    "Check",
    "End",
    "Finding",
    "Lesson",
    "Limit",
    "Measure",
    "PartFinding",
    "Said",
    "Status",
    "Threshold",
    "finding",
    "findings",
    "judge",
]
