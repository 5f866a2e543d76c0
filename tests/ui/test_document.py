from pathlib import Path

from portfolio.edit import set_initiative, set_title
from ui.document import Document


def renamed(document, name):
    return set_initiative(document.portfolio, "i0", name=name)


def test_an_edit_is_one_undo_step_with_its_label(context):
    document, before = context.document, context.document.portfolio
    document.apply("Rename “Claims triage”", renamed(document, "Claims"))
    assert document.undo_stack.undoText() == "Rename “Claims triage”"
    assert document.portfolio.initiatives["i0"].name == "Claims"
    document.undo_stack.undo()
    assert document.portfolio is before


def test_steps_with_one_merge_key_become_one(context):
    document, before = context.document, context.document.portfolio
    for name in ("C", "Cl", "Cla"):
        document.apply(f"Type {name}", renamed(document, name), merge="name/i0")
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Type Cla"
    document.undo_stack.undo()
    assert document.portfolio is before


def test_the_end_of_a_gesture_separates_steps_with_one_key(context):
    document = context.document
    document.apply("Drag", renamed(document, "A"), merge="w")
    document.end_gesture()
    document.apply("Drag", renamed(document, "B"), merge="w")
    assert document.undo_stack.count() == 2


def test_a_merged_gesture_that_ends_where_it_began_leaves_no_step(context):
    document, before = context.document, context.document.portfolio
    document.apply("Drag", renamed(document, "A"), merge="w")
    document.apply("Drag", before, merge="w")
    assert not document.undo_stack.canUndo()
    assert not document.unsaved


def test_an_edit_that_changes_nothing_is_no_step(context):
    document = context.document
    document.apply("Same", renamed(document, "Claims triage"))
    assert not document.undo_stack.canUndo()


def test_unsaved_compares_content_not_steps(context):
    document = context.document
    document.apply("Rename", renamed(document, "Claims"))
    assert document.unsaved
    document.apply("Rename back", renamed(document, "Claims triage"))
    assert not document.unsaved


def test_undo_after_a_save_is_unsaved_again(context):
    document = context.document
    document.apply("Rename", renamed(document, "Claims"))
    document.mark_saved(document.portfolio, Path("plan.portfolio"))
    assert not document.unsaved
    document.undo_stack.undo()
    assert document.unsaved


def test_a_save_that_finished_late_leaves_newer_edits_unsaved(context):
    document = context.document
    document.apply("Rename", renamed(document, "Claims"))
    written = document.portfolio
    document.apply("Rename", renamed(document, "Claims 2"))
    document.mark_saved(written, Path("plan.portfolio"))
    assert document.unsaved


def test_another_document_starts_its_history_anew(context, qtbot):
    document = context.document
    document.apply("Rename", renamed(document, "Claims"))
    other = set_title(document.portfolio, "Other")
    with qtbot.waitSignals([document.portfolio_changed, document.document_replaced]):
        document.replace(other, Path("other.portfolio"))
    assert not document.undo_stack.canUndo()
    assert not document.unsaved


def test_each_change_has_a_revision_of_its_own(context):
    document: Document = context.document
    seen = []
    document.portfolio_changed.connect(lambda: seen.append(document.revision))
    document.apply("Rename", renamed(document, "A"))
    document.undo_stack.undo()
    document.undo_stack.redo()
    assert len(set(seen)) == 3
