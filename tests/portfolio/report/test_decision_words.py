from __future__ import annotations

from portfolio.report.decision_words import tried_words


def test_what_is_tried_is_named_and_nothing_is_said_without():
    words = tried_words(("the capacity of “Compute”", "the scenario “Less money”"))
    assert words.startswith("What if: the capacity of “Compute” and the scenario “Less money”. ")
    assert words.endswith("that of the what-if.")
    assert not tried_words(())
