"""A line of text asked for together with something to choose."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QLabel

from ui.messages import Answer, Offer, TextAndOffers


def asked(qtbot):
    offers = (Offer("Size", ["any", "<b>Pilot</b>", "R&D"]), Offer("Start", ["any", "Q2 2027"]))
    dialog = TextAndOffers("Why <b>it</b>?", offers)
    qtbot.addWidget(dialog)
    return dialog


def test_it_begins_with_the_first_entries(qtbot):
    assert asked(qtbot).answer() == Answer("", (0, 0))


def test_what_is_typed_and_chosen_is_the_answer(qtbot):
    dialog = asked(qtbot)
    dialog.line.setText("Promised")
    dialog.boxes[0].setCurrentIndex(2)
    dialog.boxes[1].setCurrentIndex(1)
    accepted = []
    dialog.accepted.connect(lambda: accepted.append(dialog.answer()))
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert accepted == [Answer("Promised", (2, 1))]


def test_every_field_has_a_name_and_texts_are_plain(qtbot):
    dialog = asked(qtbot)
    assert dialog.line.accessibleName() == "Why <b>it</b>?"
    assert [box.accessibleName() for box in dialog.boxes] == ["Size", "Start"]
    words = next(label for label in dialog.findChildren(QLabel) if "Why" in label.text())
    assert words.textFormat() == words.textFormat().PlainText
