"""A line of text asked for together with something to choose."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel

from ui.messages import Answer, Messages, Offer, TextAndOffers


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


def test_a_sentence_can_be_read_while_it_is_typed(qtbot):
    dialog = TextAndOffers("Why?", ())
    qtbot.addWidget(dialog)
    dialog.show()
    reason = "The supervisor wants a new model inventory before the summer."
    assert dialog.line.width() > dialog.line.fontMetrics().horizontalAdvance(reason)


def test_a_text_is_asked_for_with_what_it_may_begin_with(qtbot, monkeypatch):
    seen = []

    def answered(dialog):
        seen.append((dialog.windowTitle(), dialog.line.text(), dialog.line.selectedText()))
        dialog.line.setText("Ada")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(TextAndOffers, "exec", answered)
    assert Messages().ask_text("Your name", "Who are you?", "ada") == "Ada"
    assert seen == [("Your name", "ada", "ada")]
    monkeypatch.setattr(TextAndOffers, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    assert Messages().ask_text("Your name", "Who are you?") is None
