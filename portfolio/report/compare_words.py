"""A comparison in sentences: the headline, who enters and leaves, why, and who moves in rank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from portfolio.charts.chart import Finding
from portfolio.insight import Bridge, Part
from portfolio.model.amounts import amount_text, percent_text
from portfolio.model.text import in_quotes, listed, plural, quoted
from portfolio.report.compare import Comparison, RankMove
from portfolio.report.compare_causes import cause_sentence
from portfolio.report.compare_record import ends_of, still_plan

ORDER = (
    "The change is split by taking over the new inputs first, then the new weights, limits "
    "and choices, each time with a new best plan; in another order the parts would differ."
)
_YARDSTICK = (
    "Points under other weights are another yardstick: this part says how the sum of the scores "
    "moves, not that the initiatives became better or worse."
)
_MOST_NAMES = 6
_MOST_CAUSES = 3
_MOST_MOVES = 5


def headline(found: Comparison) -> Finding:
    """Return the finding: how the value moved and who entered and left; then what was edited."""
    pair = f"{in_quotes(found.before.name)} and {in_quotes(found.after.name)}"
    if found.same:
        return Finding(f"{pair} are the same.", "There is nothing to compare.")
    count = plural(len(found.changes), "difference") if found.changes else "No difference"
    edited = f"{count} in what the two hold."
    split = found.bridge
    if split is None:
        return Finding(f"{pair} differ.", edited)
    if split.trouble:
        return Finding(split.trouble, edited)
    moved = _who_moved(found)
    if found.plan is not None and found.plan.nothing:
        return Finding(f"{still_plan(found)}, for the same value.", edited)
    return Finding(f"{ends_of(found).subject} is worth {value_words(found)}{moved}", edited)


def value_words(found: Comparison) -> str:
    """Return ``$9.2B, $1.62B more than before (+21 %)``; empty without two values."""
    change, last, before = found.plan, found.ends[1], ends_of(found).before
    if change is None or last is None or change.gained is None:
        return ""
    now = amount_text(last.value, change.unit)
    if change.gained == 0:
        return f"{now}, as much as {before}"
    way = "more" if change.gained > 0 else "less"
    percent = "" if change.share is None else f" ({percent_text(change.share, signed=True)})"
    return f"{now}, {amount_text(abs(change.gained), change.unit)} {way} than {before}{percent}"


def plan_sentences(found: Comparison) -> Iterator[str]:
    """Yield who is funded in one plan alone, and who has another size or start."""
    change = found.plan
    if change is None:
        return
    ends = ends_of(found)
    for text, keys in (
        (f"Funded {ends.in_last} and not {ends.in_first}", change.enters),
        (f"Funded {ends.in_first} and not {ends.in_last}", change.leaves),
        ("Funded at another size", change.resized),
        ("Funded from another start", change.moved),
    ):
        if keys:
            yield f"{text}: {named(found, keys, most=12)}."


def proof_sentence(split: Bridge) -> str:
    """Return what the ranges of the parts stand for; empty where every plan is proven."""
    if all(part.proven for part in split.parts):
        return ""
    return "Not every plan is proven the best, so the best plans may differ by the ranges given."


def part_sentences(found: Comparison, part: Part) -> Iterator[str]:
    """Yield who enters and leaves in a part, then its largest causes."""
    change = part.change
    moved = "; ".join(
        f"{named(found, keys)} {one if len(keys) == 1 else several}"
        for keys, one, several in (
            (change.enters, "comes in", "come in"),
            (change.leaves, "drops out", "drop out"),
            (change.resized, "changes its size", "change their size"),
            (change.moved, "changes its start", "change their start"),
        )
        if keys
    )
    if moved:
        yield f"{moved}."
    yield from (cause_sentence(found, cause) for cause in part.causes[:_MOST_CAUSES])


def weights_words(found: Comparison, part: Part) -> str:
    """Return what weights have to do with the value of the plan; empty for other parts."""
    split = found.bridge
    plan = None if split is None else split.last.fitting
    if plan is None or "weights" not in part.steps:
        return ""
    if plan.objective == "value":
        return "" if not part.gained else _YARDSTICK
    if found.after.portfolio.settings.objective == "benefit_above" or not part.change.nothing:
        return ""
    return "The plan adds up benefits, which do not depend on weights."


def rank_sentences(found: Comparison) -> Iterator[str]:
    """Yield how many moved in rank, and the largest moves."""
    ranks = found.ranks
    if ranks is None or ranks.trouble:
        if ranks is not None:
            yield f"The rankings cannot be compared: {ranks.trouble}"
        return
    if not ranks.moved:
        yield "No initiative that is ranked in both moves in rank."
        return
    verb = "moves" if len(ranks.moved) == 1 else "move"
    yield (
        f"{plural(len(ranks.moved), 'initiative')} of {len(ranks.moves):,} that are ranked in both "
        f"{verb} in rank."
    )
    yield from (rank_sentence(found, move) for move in ranks.moved[:_MOST_MOVES])


def rank_sentence(found: Comparison, move: RankMove) -> str:
    """Return ``“Coder agent” moves up from 4 to 1.``"""
    way = "up" if move.up > 0 else "down"
    return f"{quoted(found.names[move.key])} moves {way} from {move.before:,} to {move.after:,}."


def named(found: Comparison, keys: Iterable[str], most: int = _MOST_NAMES) -> str:
    """Return initiatives by name, in the order of the document."""
    wanted = set(keys)
    return listed((quoted(name) for key, name in found.names.items() if key in wanted), most=most)


def _who_moved(found: Comparison) -> str:
    change = found.plan
    if change is None:
        return "."
    counts = _counts(
        (change.enters, "enters", "enter"),
        (change.leaves, "leaves", "leave"),
        (change.resized, "changes its size", "change their size"),
        (change.moved, "changes its start", "change their start"),
    )
    return f"; {listed(counts)}." if counts else "; the same initiatives are funded."


def _counts(*groups: tuple[Sequence[str], str, str]) -> list[str]:
    told = [(len(keys), one, several) for keys, one, several in groups if keys]
    return [
        f"{plural(count, 'initiative') if not place else f'{count:,}'} "
        f"{one if count == 1 else several}"
        for place, (count, one, several) in enumerate(told)
    ]
