"""A capacity that is only being tried does not slip into the file."""

import pytest

from portfolio.edit import scale_capacity, set_settings, set_title
from portfolio.files import find_recovery, load, read_recovery
from tests.ui.conftest import idle
from ui.filing import questions


def capacity(portfolio):
    return next(iter(portfolio.resources.values())).capacity


@pytest.fixture
def path(tmp_path):
    return tmp_path / "plan.portfolio"


@pytest.fixture
def tried(qtbot, context, path):
    """A document at home in a file, with the first capacity tried at 80 %."""
    context.messages.answers.append(path)
    context.filing.save()
    idle(qtbot, context)
    document = context.document
    document.apply("Rename", set_title(document.portfolio, "Edited"))
    key = next(iter(document.portfolio.resources))
    document.try_out(key, "Try", scale_capacity(document.portfolio, key, 0.8))
    return document


def test_saving_without_it_keeps_it_on_the_screen(qtbot, context, tried, path):
    before, now = capacity(tried.saved_portfolio), capacity(tried.portfolio)
    context.messages.answers.append(questions.WITHOUT_TRIED)
    context.filing.save()
    idle(qtbot, context)
    stored = load(path).portfolio
    assert (capacity(stored), stored.title) == (before, "Edited")
    assert capacity(tried.portfolio) == now
    assert len(tried.tried) == 1
    assert tried.unsaved
    tried.undo_stack.undo()
    assert not tried.unsaved


def test_keeping_it_saves_it(qtbot, context, tried, path):
    context.messages.answers.append(questions.KEEP_TRIED)
    context.filing.save()
    idle(qtbot, context)
    assert capacity(load(path).portfolio) == capacity(tried.portfolio)
    assert tried.tried == ()
    assert not tried.unsaved
    asked = len(context.messages.questions)
    tried.apply("Rename", set_title(tried.portfolio, "Later"))
    context.filing.save()
    idle(qtbot, context)
    assert len(context.messages.questions) == asked


def test_backing_out_saves_nothing(qtbot, context, tried, path):
    context.messages.answers.append(questions.CANCEL)
    context.filing.save()
    assert not context.jobs.running
    assert load(path).portfolio.title != "Edited"
    assert len(tried.tried) == 1


def test_what_was_kept_on_the_page_is_saved_unasked(qtbot, context, tried, path):
    tried.keep_tried()
    context.filing.save()
    idle(qtbot, context)
    assert capacity(load(path).portfolio) == capacity(tried.portfolio)


@pytest.mark.parametrize("answer", [questions.LEAVE_TRIED, questions.CANCEL])
def test_leaving_with_nothing_but_a_what_if_asks_about_that(qtbot, context, tried, answer):
    context.messages.answers.extend([questions.WITHOUT_TRIED, answer])
    context.filing.save()
    idle(qtbot, context)
    left = []
    context.filing.settle(lambda: left.append(True))
    assert bool(left) == (answer == questions.LEAVE_TRIED)
    assert "what-if" in context.messages.questions[-1].text


def test_saving_on_the_way_out_asks_once(qtbot, context, tried, path):
    context.messages.answers.extend([questions.SAVE, questions.WITHOUT_TRIED])
    left = []
    context.filing.settle(lambda: left.append(True))
    idle(qtbot, context)
    assert left == [True]
    assert load(path).portfolio.title == "Edited"
    assert not context.messages.answers


def test_a_deliberate_capacity_is_not_lost_to_a_later_what_if(qtbot, context, tried, path):
    tried.undo_stack.undo()
    key = next(iter(tried.portfolio.resources))
    tried.apply("Set", scale_capacity(tried.portfolio, key, 1.5))
    deliberate = capacity(tried.portfolio)
    tried.try_out(key, "Try", scale_capacity(tried.portfolio, key, 0.5))
    context.messages.answers.append(questions.WITHOUT_TRIED)
    context.filing.save()
    idle(qtbot, context)
    assert capacity(load(path).portfolio) == deliberate


@pytest.fixture
def assumed(qtbot, context, path):
    """A document at home in a file, with a scenario tried and a title edited after that."""
    context.messages.answers.append(path)
    context.filing.save()
    idle(qtbot, context)
    document = context.document
    key = next(iter(document.portfolio.resources))
    less = scale_capacity(document.portfolio, key, 0.5)
    less = set_settings(less, discount_rate=0.2)
    document.assume("scenario", "the scenario “Less”", ("Try scenario “Less”", less))
    document.apply("Rename", set_title(document.portfolio, "Edited"))
    return document


def test_a_scenario_that_is_tried_is_not_saved_unless_it_is_kept(qtbot, context, assumed, path):
    before = assumed.saved_portfolio
    context.messages.answers.append(questions.WITHOUT_TRIED)
    context.filing.save()
    idle(qtbot, context)
    question = context.messages.questions[-1]
    assert question.text.startswith("The scenario “Less” is a what-if.")
    stored = load(path).portfolio
    assert (capacity(stored), stored.settings) == (capacity(before), before.settings)
    assert stored.title == "Edited"
    assert assumed.portfolio.settings.discount_rate == 0.2
    assert assumed.what_ifs == ("the scenario “Less”",)


def test_a_scenario_that_is_kept_is_saved(qtbot, context, assumed, path):
    context.messages.answers.append(questions.KEEP_TRIED)
    context.filing.save()
    idle(qtbot, context)
    assert load(path).portfolio.settings.discount_rate == 0.2
    assert assumed.what_ifs == ()


def test_another_scenario_takes_the_place_of_the_first(assumed):
    before = assumed.saved_portfolio
    more = set_settings(before, discount_rate=0.4)
    assumed.assume("scenario", "the scenario “More”", ("Try “More”", more), before=before)
    assert assumed.what_ifs == ("the scenario “More”",)
    assert assumed.without_tried() == before


def test_a_slider_on_top_of_a_scenario_is_taken_back_with_it(assumed):
    before = assumed.saved_portfolio
    key = next(iter(before.resources))
    assumed.try_out(key, "Try", scale_capacity(assumed.portfolio, key, 0.5))
    assert len(assumed.what_ifs) == 2
    assert assumed.without_tried() == set_title(before, "Edited")


def test_undoing_a_scenario_leaves_no_what_if(assumed):
    assumed.undo_stack.undo()
    assumed.undo_stack.undo()
    assert assumed.what_ifs == ()
    assumed.undo_stack.redo()
    assert assumed.what_ifs == ("the scenario “Less”",)


def test_a_recovery_copy_holds_the_work_and_no_what_if(qtbot, context, assumed):
    context.filing.keeper.keep_now()
    (copy,) = find_recovery(context.filing.keeper.folder)
    kept = read_recovery(copy)
    assert kept == assumed.without_tried()
    assert kept.title == "Edited"


def test_nothing_but_a_what_if_needs_no_recovery_copy(context, assumed):
    assumed.undo_stack.undo()
    assert assumed.unsaved
    context.filing.keeper.keep_now()
    assert find_recovery(context.filing.keeper.folder) == ()
