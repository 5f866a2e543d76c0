"""The five lessons: what each asks of an initiative, and what it finds."""

from portfolio.lessons.board import Board, judge
from portfolio.lessons.check import Answer, Check, Lesson, Measure, Said, Status, Threshold
from portfolio.lessons.finding import End, Finding, Limit, PartFinding, finding, findings
from portfolio.lessons.gaps import Gap, gaps, most_valuable_missing
from portfolio.lessons.registry import CHECK, CHECKS, LESSONS, PARTS, THRESHOLDS
from portfolio.lessons.series import Band, Economics, economics
from portfolio.lessons.timeline import FirstRed, timeline

__all__ = [
    "CHECK",
    "CHECKS",
    "LESSONS",
    "PARTS",
    "THRESHOLDS",
    "Answer",
    "Band",
    "Board",
    "Check",
    "Economics",
    "End",
    "Finding",
    "FirstRed",
    "Gap",
    "Lesson",
    "Limit",
    "Measure",
    "PartFinding",
    "Said",
    "Status",
    "Threshold",
    "economics",
    "finding",
    "findings",
    "gaps",
    "judge",
    "most_valuable_missing",
    "timeline",
]
