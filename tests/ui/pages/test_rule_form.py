"""Rules of every kind are made in the form; gates are met and overridden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from portfolio.edit import add_rule, set_initiative
from portfolio.errors import PortfolioError
from portfolio.model import RULE_KINDS, FrozenMap, FundingLevel, Rule, in_order
from tests.portfolio.small import sound, with_record
from ui.pages.initiatives import InitiativesPage
from ui.pages.initiatives_parts.rule_entry import RULE_WORDS, RuleEntry, rule_of

GATE = Rule("gate", ("i0",), value="rights are cleared")


def base():
    return with_record(sound(), "initiatives", "vivid", unit="Studio")


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        (RuleEntry("requires", "vivid", "wiki"), Rule("requires", ("vivid", "wiki"))),
        (
            RuleEntry("finished_before", "vivid", "wiki"),
            Rule("finished_before", ("vivid", "wiki")),
        ),
        (
            RuleEntry("together", "vivid", "wiki", reason=" Why ", author="Ada"),
            Rule("together", ("vivid", "wiki"), reason="Why", author="Ada"),
        ),
        (
            RuleEntry("synergy", "vivid", "wiki", amount="-1.5"),
            Rule("synergy", ("vivid", "wiki"), amount=-1.5),
        ),
        (
            RuleEntry("synergy", "vivid", "wiki", amount="10 %", basis="benefit"),
            Rule("synergy", ("vivid", "wiki"), amount=0.1, basis="benefit"),
        ),
        (RuleEntry("mandated", "vivid", other="wiki"), Rule("mandated", ("vivid",))),
        (
            RuleEntry("force_in", "vivid", size="lean", period="q2", reason="Promised"),
            Rule("force_in", ("vivid",), reason="Promised", level="lean", period="q2"),
        ),
        (
            RuleEntry("gate", "vivid", condition=" rights ", due="2027-03-01", period="q2"),
            Rule("gate", ("vivid",), value="rights", due=date(2027, 3, 1), period="q2"),
        ),
        (
            RuleEntry("at_most", "vivid", group="unit", amount="2", period="q1"),
            Rule("at_most", field="unit", value="Studio", amount=2.0),
        ),
        (
            RuleEntry("cap", "vivid", group="category", resource="gpu", amount="1.2k"),
            Rule("cap", resource="gpu", field="category", value="media", amount=1200.0),
        ),
        (
            RuleEntry(
                "floor", "vivid", group="unit", resource="gpu", amount="25", basis="capacity"
            ),
            Rule(
                "floor", resource="gpu", field="unit", value="Studio", amount=0.25, basis="capacity"
            ),
        ),
    ],
)
def test_what_is_typed_becomes_a_rule(entry, rule):
    assert rule_of(entry, base()) == rule


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (RuleEntry("together", "vivid"), "another initiative"),
        (RuleEntry("excludes", "vivid", "vivid"), "another initiative"),
        (RuleEntry("synergy", "vivid", "wiki"), "amount"),
        (RuleEntry("synergy", "vivid", "wiki", amount="a lot"), "not a number"),
        (RuleEntry("gate", "vivid", condition=" "), "must be met"),
        (RuleEntry("gate", "vivid", condition="x", due="soon"), "date"),
        (RuleEntry("at_least", "vivid", amount="2"), "no group"),
        (RuleEntry("at_least", "vivid", group="unit", amount="1.5"), "how many"),
        (RuleEntry("cap", "vivid", group="unit", amount="1"), "resource"),
    ],
)
def test_what_is_missing_is_said(entry, words):
    with pytest.raises(PortfolioError) as caught:
        rule_of(entry, base())
    assert words in caught.value.what


def test_every_kind_of_rule_is_offered():
    assert {words.kind for words in RULE_WORDS} == set(RULE_KINDS)


@pytest.fixture
def page(qtbot, analyzed):
    page = InitiativesPage(analyzed)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitExposed(page):
        page.show()
    analyzed.selection.select("i0")
    return page


def start_with(context, rule):
    edited = add_rule(context.document.portfolio, "x1", rule)
    context.document.apply("Edit", edited)


def sized(portfolio, **fields):
    """“i0” with two sizes and two starts."""
    levels = FrozenMap({"l1": FundingLevel("Pilot", "a", 0.5), "l2": FundingLevel("Full", "b")})
    starts = [key for key, _ in in_order(portfolio.periods)][:2]
    fields = {"levels": levels, "starts": tuple(starts), "open_ended": True} | fields
    return set_initiative(portfolio, "i0", **fields)


def test_a_size_and_a_start_are_asked_for_where_there_are_several(page, analyzed):
    form = page._form._parts[4]._form
    form.kind.setCurrentIndex(form.kind.findData("gate"))
    form.combos["period"].setCurrentIndex(2)
    form.kind.setCurrentIndex(form.kind.findData("force_in"))
    assert not form.combos["size"].isVisibleTo(form)
    assert not form.combos["period"].isVisibleTo(form)
    assert form.entry("").period is None
    analyzed.document.apply("Edit", sized(analyzed.document.portfolio))
    size, start = form.combos["size"], form.combos["period"]
    offered = [size.itemText(n) for n in range(size.count())]
    assert offered == ["as the plan chooses", "Pilot", "Full"]
    assert (start.itemText(0), start.count()) == ("as the plan chooses", 3)
    assert form._labels["period"].text() == "Start"
    size.setCurrentIndex(1)
    start.setCurrentIndex(2)
    form.reason.setText("Promised")
    form.add.click()
    (rule,) = analyzed.document.portfolio.rules.values()
    second = in_order(analyzed.document.portfolio.periods)[1][0]
    assert (rule.level, rule.period, rule.reason) == ("l1", second, "Promised")
    assert " forced in at “Pilot”, from " in page._form._parts[4]._shown[1][1]


def test_the_form_shows_what_the_kind_asks_for(page, analyzed):
    form = page._form._parts[4]._form
    edited = sized(analyzed.document.portfolio, category="work")
    analyzed.document.apply("Edit", edited)
    for words in RULE_WORDS:
        form.kind.setCurrentIndex(form.kind.findData(words.kind))
        fields = {**form.combos, **form.lines}
        assert {part for part in fields if fields[part].isVisibleTo(form)} == set(words.parts)
        assert all(field.accessibleName() for field in fields.values())
    form.kind.setCurrentIndex(form.kind.findData("at_most"))
    form.combos["group"].setCurrentIndex(form.combos["group"].findData("category"))
    form.lines["amount"].setText("2")
    form.add.click()
    (rule,) = analyzed.document.portfolio.rules.values()
    assert (rule.field, rule.value, rule.amount) == ("category", "work", 2.0)
    assert form.lines["amount"].text() == ""
    assert page._form._parts[4]._shown[1][1] == "At most 2 where category is “work”. (Ada)"


def buttons(page):
    return {b.text(): b for b in page._form._parts[4].findChildren(QPushButton) if b.text()}


def test_a_gate_is_met_and_opened_again(page, analyzed):
    start_with(analyzed, GATE)
    buttons(page)["Met"].click()
    assert analyzed.document.portfolio.rules["x1"].state == "met"
    assert analyzed.document.undo_stack.undoText() == "Meet the gate “rights are cleared”"
    buttons(page)["Open again"].click()
    assert analyzed.document.portfolio.rules["x1"] == GATE


def test_an_override_asks_why_and_who(page, analyzed):
    start_with(analyzed, GATE)
    analyzed.messages.answers.extend(["Board vote", "Ada"])
    buttons(page)["Override…"].click()
    overridden = replace(GATE, state="overridden", reason="Board vote", author="Ada")
    assert analyzed.document.portfolio.rules["x1"] == overridden


@pytest.mark.parametrize("answers", [[None], ["Board vote", None], [" ", "Ada"]])
def test_an_override_without_either_changes_nothing(page, analyzed, answers):
    start_with(analyzed, GATE)
    analyzed.messages.answers.extend(answers)
    buttons(page)["Override…"].click()
    assert analyzed.document.portfolio.rules["x1"] == GATE
    assert len(analyzed.messages.errors) == (answers[0] == " ")


def focus_order(page):
    """The names of what Tab reaches in the form, from its first field on."""
    widget, found = page._form, []
    while (widget := widget.nextInFocusChain()) is not page._form:
        if page._form.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget.accessibleName())
    return found


def test_tab_goes_through_the_form_as_it_is_read(page, analyzed):
    start_with(analyzed, GATE)
    periods = [record.name for _, record in in_order(analyzed.document.portfolio.periods)]
    names = focus_order(page)
    wanted = [
        "Timing, section",
        *[f"May start in {name}" for name in periods],
        "Lasts (periods)",
        "Rules, section",
        "Remove the rule: Gate: “Claims triage” waits until rights are cleared.",
        "The gate “rights are cleared” is met",
        "Override the gate “rights are cleared”",
        "What the new rule says",
        "Initiative of the new rule",
        "Condition of the new rule",
        "Period of the new rule",
        "Reason for the new rule",
        "Notes, section",
    ]
    assert [name for name in names if name in wanted] == wanted
