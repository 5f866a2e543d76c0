"""A plan of record compared: what was frozen against the plan of now, both ways round."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from portfolio.analysis import analyze
from portfolio.edit import set_capacity
from portfolio.errors import silent
from portfolio.files.snapshot import inputs_of, inputs_of_record
from portfolio.model import Decision, FrozenMap
from portfolio.report.compare import Version, compare
from portfolio.report.compare_plans import Planner
from portfolio.report.compare_record import notes_on_records
from portfolio.report.compare_text import mail_text
from portfolio.report.compare_views import bridge_view, slope_view
from portfolio.report.compare_words import headline, plan_sentences
from portfolio.report.decision_words import Occasion
from portfolio.report.of_record import freeze
from tests.portfolio.deciding import decided
from tests.portfolio.small import sound, with_record

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def decide(portfolio, key, option):
    return decided(portfolio, Decision(key, option, NOW, reason="So."), "Ana", NOW)


def frozen(portfolio):
    after = freeze(analyze(portfolio, upto="lines"), "Board", "", Occasion("Ana", NOW))
    (record,) = after.plans.values()
    return record, after


def side(record):
    return Version("“Board”, frozen", inputs_of_record(record), record)


def compared(before, after):
    return compare(before, after, Planner(), silent)


def now(portfolio):
    return Version("The open document", inputs_of(portfolio))


def swapped():
    """Vivid was funded and agents cut, against the plan, which does the reverse."""
    return frozen(decide(decide(sound(), "vivid", "fund"), "agents", "cut"))


def test_what_was_frozen_is_compared_and_not_the_best_plan_of_then():
    record, after = swapped()
    found = compared(side(record), now(after))
    assert not found.changes
    assert "WHAT WAS EDITED" not in mail_text(found)
    assert headline(found).detail == "No difference in what the two hold."
    assert not found.same
    assert (found.plan.enters, found.plan.leaves) == (("agents",), ("vivid",))
    assert found.plan.gained == 32.0 - record.value
    assert headline(found).headline == (
        "The best plan now is worth $32M, $15M more than the plan of record (+88 %); "
        "1 initiative enters and 1 leaves."
    )
    assert list(plan_sentences(found)) == [
        "Funded now and not in the plan of record: “Agents”.",
        "Funded in the plan of record and not now: “Vivid”.",
    ]
    ends = slope_view(found).ends
    assert (ends["vivid"][0].funded, ends["vivid"][1].funded) == (True, False)


def test_that_the_parts_are_of_best_plans_is_said():
    record, after = swapped()
    found = compared(side(record), now(set_capacity(after, "gpu", "q1", 50.0)))
    worth, parts = notes_on_records(found)
    assert worth.startswith("As decided: worth $17M of risk-adjusted benefit")
    assert parts.endswith("best plan to best plan: these know no decision.")
    text = mail_text(found)
    assert worth in text
    view = bridge_view(found)
    assert view.only_best
    assert view.titles == ("Best plan of: “Board”, frozen", "The open document")


def test_a_lower_best_plan_is_told_beside_the_record():
    record, after = swapped()
    poorer = with_record(after, "initiatives", "claims", demand=FrozenMap(), benefit=None)
    text = mail_text(compared(side(record), now(poorer)))
    assert "WHY THE VALUE OF THE BEST PLAN MOVED" in text
    assert "in another order" not in text


def test_the_other_way_round():
    record, after = swapped()
    found = compared(now(after), side(record))
    assert (found.plan.enters, found.plan.leaves) == (("vivid",), ("agents",))
    assert headline(found).headline.startswith(
        "The plan of record is worth $17M, $15M less than the best plan before (−47 %)"
    )
    assert "Funded in the plan of record and not before: “Vivid”." in plan_sentences(found)


def test_two_records_are_told_apart():
    first, _ = swapped()
    second, _ = frozen(sound())
    found = compared(side(first), side(second))
    assert headline(found).headline.startswith("The second plan of record is worth $32M")
    assert notes_on_records(found)[0].startswith("“Board”, frozen. As decided: worth $17M")
    same = compared(side(second), side(second))
    assert headline(same).headline == "The two fund the same, for the same value."


def test_a_record_as_planned_is_the_plan():
    record, after = frozen(sound())
    found = compared(side(record), now(after))
    assert notes_on_records(found) == ()
    assert headline(found).headline == "The best plan is the plan of record, for the same value."
    assert "WHY THE VALUE" not in mail_text(found)
    assert bridge_view(found).titles == ("“Board”, frozen", "The open document")


def test_lines_under_other_ids_are_left_out():
    record, _ = swapped()
    renamed = {f"x{key}": each for key, each in sound().initiatives.items()}
    other = replace(sound(), initiatives=FrozenMap(renamed), ratings=FrozenMap())
    found = compared(side(record), now(other))
    assert found.before.record is None
    assert found.notes[-1].startswith("Of the plan of record its best plan is compared")
