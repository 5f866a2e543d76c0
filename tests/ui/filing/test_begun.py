"""Untitled work is compared with what it began as, so that only the person's doing is told."""

from datetime import date
from itertools import count

from portfolio.edit import (
    add_criterion,
    add_initiatives,
    delete_criterion,
    new_portfolio,
    set_criterion,
    set_title,
)
from portfolio.files import difference, load, samples
from portfolio.model import Portfolio, in_order, new_id
from ui.filing.begun import begun_from

BEGUN, FOUND = date(2026, 11, 22), date(2027, 2, 3)


def new_one():
    numbers = count()
    return new_portfolio(lambda prefix: f"{prefix}{next(numbers)}", today=BEGUN)


def told(portfolio):
    return difference(begun_from(portfolio, FOUND), portfolio)


def test_an_untouched_new_document_differs_in_nothing():
    portfolio = new_portfolio(new_id, today=BEGUN)
    assert begun_from(portfolio, FOUND) == portfolio


def test_only_what_the_person_did_is_told():
    portfolio = add_initiatives(new_one(), {"i1": "Claims triage"})
    first, record = in_order(portfolio.criteria)[0]
    portfolio = set_criterion(portfolio, first, name="Fit")
    portfolio = add_criterion(portfolio, "mine", "Data at hand")
    second = in_order(portfolio.criteria)[1][0]
    portfolio = delete_criterion(portfolio, second)
    lines = told(portfolio)
    text = " ".join(lines)
    assert "Claims triage" in text
    assert "Data at hand" in text
    assert "7 criteria" not in text
    assert "resources" not in text
    assert "period" not in text
    assert record.name not in text or "Fit" in text


def test_work_on_a_sample_is_compared_with_the_sample():
    sample = load(samples()[0].path).portfolio
    assert begun_from(set_title(sample, "Mine"), FOUND) == sample


def test_an_emptied_document_still_has_something_to_be_compared_with():
    lines = told(Portfolio("d0", title="Nothing left"))
    assert any("Nothing left" in line for line in lines)
    assert any("criteria" in line for line in lines)
