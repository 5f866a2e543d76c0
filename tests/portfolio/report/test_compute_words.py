from dataclasses import replace
from datetime import date

from portfolio.model import Figure, LessonSettings, Settings
from portfolio.report.compute_words import assumption_words, price_words


def test_the_default_price_has_its_date_and_whose_figure_it_is():
    assert price_words(Settings()) == (
        "USD 2.35 per H100-equivalent hour (reported estimate, 1 Mar 2026)"
    )


def test_a_currency_without_a_price_says_so():
    assert price_words(Settings(currency="EUR")) == "no price of an H100-equivalent hour is stated"


def test_everything_that_is_assumed_is_said():
    price = Figure(3.0, as_of=date(2026, 11, 1), label="measured")
    lessons = LessonSettings("rented", price, utilization=0.3, peak_factor=4.0, cost_fall=0.1)
    said = assumption_words(replace(Settings(), lessons=lessons))
    assert said == (
        "Compute is rented: money, and no limit in hours; USD 3 per H100-equivalent hour "
        "(measured, 1 Nov 2026); 30 % of paid chip time at work; the busiest hour 4 × the "
        "average; unit cost falling by 10 % a year."
    )
