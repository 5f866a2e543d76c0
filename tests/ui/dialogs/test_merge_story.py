"""What the dialog says about a merge that was worked out."""

from datetime import UTC, datetime
from pathlib import Path

from portfolio.edit import (
    delete_initiatives,
    set_demand,
    set_initiative,
    set_rating,
    set_title,
    set_weight_share,
)
from portfolio.files import Opened
from portfolio.model import Estimate, Rating
from tests.ui.conftest import small_portfolio
from ui.dialogs.merge_story import story_of
from ui.filing import SavedBy, Theirs
from ui.filing.joining import join

AT = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


def story(mine, theirs, *, by="ana", based=True):
    """The story of two edits of one small portfolio."""
    base = small_portfolio()
    opened = Opened(theirs(base), "0" * 64, False, (), (1, 3))
    version = Theirs(Path("plan.portfolio"), opened, SavedBy(AT, by))
    return story_of(join(version, base if based else None, mine(base)))


def test_both_changed_one_value():
    told = story(
        lambda base: set_initiative(base, "i0", owner="Mine"),
        lambda base: set_title(set_initiative(base, "i0", owner="Theirs"), "New title"),
    )
    assert told.title == "You and ana changed 1 value differently."
    assert told.about.startswith("Theirs is “plan.portfolio” as saved by ana ")
    (line,) = told.lines
    assert (line.record, line.field) == ("Initiative “Claims triage”", "Owner")
    assert (line.before, line.mine, line.theirs) == ("empty", "“Mine”", "“Theirs”")
    assert line.mine_by == "you"
    assert line.theirs_by.startswith("ana, ")
    assert line.marked == "mine"
    assert told.taken == ("Title: “New title”, was “Small”.",)


def test_deleted_here_and_edited_there_marks_the_edit():
    told = story(
        lambda base: delete_initiatives(base, ["i0"]),
        lambda base: set_initiative(base, "i0", owner="Theirs"),
    )
    line = next(each for each in told.lines if each.record == "Initiative “Claims triage”")
    assert line.field == "As a whole"
    assert line.marked == "theirs"


def test_places_are_split_after_the_record():
    resource = next(iter(small_portfolio().resources))
    period = next(iter(small_portfolio().periods))
    criterion = next(iter(small_portfolio().criteria))

    def change(amount):
        def edit(base):
            base = set_demand(base, "i1", resource, period, Estimate(amount))
            return set_rating(base, "u0", "i1", criterion, Rating(amount))

        return edit

    told = story(change(10.0), change(20.0))
    assert [line.record for line in told.lines] == ["Initiative “Fraud graph”", "Ratings by “Ada”"]
    assert told.lines[0].field.startswith("Demand, ")
    assert told.lines[1].field.startswith("Of “Fraud graph”")


def test_weights_are_one_line_in_percent():
    first, second, *_ = small_portfolio().criteria
    told = story(
        lambda base: set_weight_share(base, first, 0.5),
        lambda base: set_weight_share(base, second, 0.5),
    )
    (line,) = told.lines
    assert (line.record, line.field) == ("Criteria", "Weights of the criteria")
    assert "Goal fit 50 %" in line.mine.split("; ")[:2]


def test_a_renamed_record_is_one_heading():
    told = story(
        lambda base: set_initiative(base, "i0", owner="Mine", goal="Mine"),
        lambda base: set_initiative(base, "i0", name="New name", owner="Theirs", goal="Theirs"),
    )
    assert {line.record for line in told.lines} == {"Initiative “New name”"}
    assert {line.field for line in told.lines} == {"Owner", "Goal"}


def test_a_long_text_is_told_in_full():
    long = "A long owner " * 30
    told = story(
        lambda base: set_initiative(base, "i0", owner=long),
        lambda base: set_initiative(base, "i0", owner="Theirs"),
    )
    assert told.lines[0].mine == long


def test_without_a_base_each_difference_is_asked():
    told = story(
        lambda base: base, lambda base: set_initiative(base, "i0", owner="T"), by="", based=False
    )
    assert told.title == "The two versions differ in 1 value."
    assert told.about.startswith("What the two began with is not known")
    assert told.lines[0].before == "not known"


def test_somebody_unknown_is_called_so():
    told = story(lambda base: set_title(base, "M"), lambda base: set_title(base, "T"), by="")
    assert told.title == "You and somebody else changed 1 value differently."
    assert told.lines[0].record == "The portfolio"
    assert told.lines[0].field == "Title"
