"""What is asked about a file: what is wrong, where, and what each answer leads to."""

from pathlib import Path

import pytest

from portfolio.files import ChangedOnDisk, Damaged, Emptied, Gone, LockedByOther, NotSaved
from ui.filing import questions
from ui.messages import where_and_remedy

PLAN = Path("/shared/plan.portfolio")


def test_place_and_remedy_stand_apart():
    full = NotSaved("Not saved: the disk is full.", "plan.portfolio", "Free some space.")
    assert where_and_remedy(full) == "plan.portfolio\n\nFree some space."
    assert where_and_remedy(NotSaved("Not saved.", remedy="Free some space.")) == "Free some space."
    assert questions.not_saved(full).detail == where_and_remedy(full)


@pytest.mark.parametrize("where", ["", "line 3, column 7"])
def test_a_damaged_file_is_told_with_its_place_if_that_is_known(where):
    question = questions.damaged(PLAN, Damaged("The file is cut off.", where))
    assert question.detail.startswith(where or "The version before")
    assert "as a new document" in question.detail


@pytest.mark.parametrize(
    ("error", "way_out"),
    [
        (ChangedOnDisk("Changed."), questions.KEEP_BOTH),
        (ChangedOnDisk("Changed."), questions.MERGE),
        (Emptied("Empty."), questions.TRY_AGAIN),
        (Gone("Gone."), questions.PUT_BACK),
        (LockedByOther("Ana has it open.", "", None), questions.SAVE_ANYWAY),
        (NotSaved("Full."), questions.ELSEWHERE),
    ],
)
def test_each_refused_save_has_its_way_out_and_a_way_back(error, way_out):
    question = questions.refused(PLAN, error)
    assert question.text == error.what
    assert way_out in question.answers
    assert question.answers[-1] == questions.CANCEL
    assert question.default in question.answers


def test_a_name_that_is_taken_offers_no_merge():
    question = questions.refused(PLAN, ChangedOnDisk("There is a file."), own=False)
    assert question.answers == (questions.KEEP_BOTH, questions.CANCEL)
