"""What a redacted copy leaves out, in words: for the terminal and for the dialog."""

from __future__ import annotations

from dataclasses import dataclass

from portfolio.analysis import Results
from portfolio.edit.redacted import Part, Redaction
from portfolio.model.text import capitalized, quoted, uncapitalized, visible
from portfolio.report.verdict_words import fated

#: What it means to leave each part out.
MEANING: dict[Part, str] = {
    "people": "Names of owners, sponsors, raters, authors, deciders and voters become “Rater 1” "
    "or “Person 1”, in all texts as well. Roles, e-mail addresses and @names go.",
    "money": "Benefits, prices and all resources counted in money go, and amounts in texts. The "
    "plan cannot be worked out again from the copy; what it said is kept as a comment on each "
    "initiative.",
    "comments": "Comments, notes, reasons, evidence, sources and dissent go. Names of "
    "initiatives, goals, anchors and conditions stay.",
}
#: What holds for each copy, whatever goes.
ALWAYS = (
    "The copy is a document of its own: no log, no plans of record, no ballots, no backups. Ids "
    "made by the app are random and stay; others are replaced."
)
#: What no rule can promise.
CAUTION = (
    "Texts are searched for the names in this document and for amounts beside a currency. A "
    "nickname, a name that stands nowhere else or an amount without its currency stays: read "
    "the copy before you give it away."
)


def verdicts_in_words(results: Results) -> dict[str, str]:
    """Return what the plan says of each initiative; empty where no plan fits, or there is none."""
    plan = results.plan
    if plan is None or plan.status == "infeasible":
        return {}
    return {key: fated(results.portfolio, plan, key).words for key in results.portfolio.initiatives}


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """One line of the preview.

    Attributes:
        what: goes, in the plural.
        count: how many there are; None for one name and what stands in for it.
        examples: in one line; may be empty.
    """

    what: str
    count: int | None
    examples: str


def removed_rows(redaction: Redaction) -> list[RemovedRow]:
    """Return what goes, then every name with what stands in for it."""
    went = [
        RemovedRow(
            capitalized(each.several if each.count > 1 else each.noun),
            each.count,
            " · ".join(map(_example, each.examples)),
        )
        for each in redaction.removed
    ]
    names = [
        RemovedRow("Stand-in", None, f"{quoted(name)} → {instead}")
        for name, instead in redaction.stand_ins
    ]
    return went + names


def removed_lines(redaction: Redaction) -> list[str]:
    """Return one line for each kind of thing that goes: how many, and for example what."""
    return [
        f"{row.count:,} {uncapitalized(row.what)}{': ' if row.examples else ''}{row.examples}"
        for row in removed_rows(redaction)
        if row.count is not None
    ]


def _example(text: str) -> str:
    """Return an example as one line: a quotation, or what takes the place of a name."""
    before, arrow, after = text.partition(" → ")
    return f"{quoted(before)} → {visible(after)}" if arrow else quoted(" ".join(text.split()))
