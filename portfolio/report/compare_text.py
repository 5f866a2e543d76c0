"""A comparison as plain text that can be mailed to people who never saw the app."""

from __future__ import annotations

from collections.abc import Iterator

from portfolio.charts.bridge_finding import (
    STEP_WORDS,
    is_still,
    order_counts,
    part_title,
    part_words,
)
from portfolio.files import difference
from portfolio.model.text import capitalized, plural, visible
from portfolio.report.compare import Comparison
from portfolio.report.compare_causes import brief, texts
from portfolio.report.compare_record import notes_on_records
from portfolio.report.compare_words import (
    ORDER,
    headline,
    part_sentences,
    plan_sentences,
    proof_sentence,
    rank_sentences,
    weights_words,
)

_MOST_LINES = 12
_MOVED = "WHY THE VALUE MOVED"


def mail_text(found: Comparison) -> str:
    """Return short paragraphs without any markup: the finding, who, why, ranks, what was edited."""
    paragraphs = [*_opening(found)]
    if not found.same:
        paragraphs += [*_plan(found), *_why(found), *_ranks(found), *_edited(found)]
    return "\n\n".join(visible_lines(each) for each in paragraphs) + "\n"


def visible_lines(text: str) -> str:
    """Return a text of several lines with hidden characters marked."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _opening(found: Comparison) -> Iterator[str]:
    title = found.after.portfolio.title.strip()
    lines = [title] if title else []
    yield "\n".join([*lines, f"Before: {found.before.name}", f"Now: {found.after.name}"])
    yield headline(found).headline
    yield from found.notes
    yield from notes_on_records(found)


def _plan(found: Comparison) -> Iterator[str]:
    split = found.bridge
    plan = None if split is None else split.last.fitting
    if plan is not None:
        yield (
            "The plan is the set of initiatives that gives the most "
            f"{plan.objective_name} within the limits and rules."
        )
    sentences = list(plan_sentences(found))
    if sentences:
        yield "\n".join(sentences)


def _why(found: Comparison) -> Iterator[str]:
    split = found.bridge
    if split is None or not split.parts or is_still(split):
        return
    title = "WHY THE VALUE OF THE BEST PLAN MOVED" if notes_on_records(found) else _MOVED
    yield f"{title}\n{ORDER}" if order_counts(split) else title
    for part in split.parts:
        what = "; ".join(STEP_WORDS[step] for step in part.steps)
        said = [f"{part_title(part)} ({what}): {part_words(part, split.unit)}."]
        said += [weights_words(found, part), *part_sentences(found, part)]
        yield "\n".join(line for line in said if line)
    yield from split.notes
    yield from filter(None, [proof_sentence(split)])


def _ranks(found: Comparison) -> Iterator[str]:
    sentences = list(rank_sentences(found))
    if sentences:
        yield "\n".join(["RANKING", *sentences])


def _edited(found: Comparison) -> Iterator[str]:
    """Yield what was edited, counted, then limits and weights, and rules, one by one."""
    if not found.changes:
        return
    counted = difference(found.before.portfolio, found.after.portfolio)
    yield "\n".join(["WHAT WAS EDITED", *counted])
    numbers = [
        f"{change.place}: {brief(change)}."
        for change in found.changes
        if change.kind == "changed" and change.path[2:3] in (("capacity",), ("weight",))
    ]
    rules = list(_rules(found))
    for head, lines, more in (
        ("Limits and weights:", numbers, ("more limit or weight", "more limits and weights")),
        ("Rules:", rules, ("more rule", "more rules")),
    ):
        left = len(lines) - _MOST_LINES
        rest = [f"And {plural(left, *more)}."] if left > 0 else []
        yield from ["\n".join([head, *lines[:_MOST_LINES], *rest])] if lines else []


def _rules(found: Comparison) -> Iterator[str]:
    """Yield the rules that only one version has, in the words of the Rules page."""
    for change in found.changes:
        if change.noun == "rule" and change.kind != "changed":
            before, after = texts(found, change)
            said = after if change.kind == "added" else before
            yield f"{capitalized(change.kind)}: {said}"
