from dataclasses import asdict, fields

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox

from ui.actions.preferences import author_of, set_preference
from ui.dialogs.preference_fields import PREFERENCE_FIELDS
from ui.dialogs.preferences import PreferencesDialog
from ui.settings import Preferences
from ui.theme import Theme

EDITORS = {
    "choice": QComboBox,
    "text": QLineEdit,
    "number": QSpinBox,
    "share": QSpinBox,
    "switch": QCheckBox,
}


@pytest.fixture
def dialog(qtbot):
    dialog = PreferencesDialog(asdict(Preferences(author="Ada", text_scale=1.2)))
    qtbot.addWidget(dialog)
    return dialog


@pytest.mark.parametrize("field", PREFERENCE_FIELDS, ids=lambda field: field.name)
def test_each_line_of_the_table_is_a_preference_with_an_editor(dialog, field):
    assert field.name in {each.name for each in fields(Preferences)}
    editor = dialog.editors[field.name]
    assert isinstance(editor, EDITORS[field.kind])
    assert editor.accessibleName() == field.title


def test_editors_show_what_is_set(dialog):
    assert dialog.editors["author"].text() == "Ada"
    assert dialog.editors["text_scale"].text() == "120 %"
    assert dialog.editors["theme"].currentText() == "As the system"
    assert dialog.editors["offer_recovery"].isChecked()


def test_changes_are_handed_on_at_once(dialog):
    changes = []
    dialog.preference_changed.connect(lambda name, value: changes.append((name, value)))
    dialog.editors["text_scale"].setValue(150)
    dialog.editors["autosave_seconds"].setValue(30)
    dialog.editors["offer_recovery"].setChecked(False)
    box = dialog.editors["theme"]
    box.setCurrentIndex(box.findData("dark"))
    box.activated.emit(box.currentIndex())
    dialog.editors["author"].setText(" Bo ")
    dialog.editors["author"].editingFinished.emit()
    assert changes == [
        ("text_scale", 1.5),
        ("autosave_seconds", 30),
        ("offer_recovery", False),
        ("theme", "dark"),
        ("author", "Bo"),
    ]


def test_looks_change_at_once(context):
    set_preference(context, "theme", "dark")
    assert context.theme.tokens.name == "dark"
    set_preference(context, "text_scale", 1.5)
    assert context.theme.scale == 1.5
    set_preference(context, "autosave_seconds", 1)
    assert context.settings.preferences.autosave_seconds == 2


def test_the_name_is_asked_for_once(context, messages):
    context.settings.change(author="")
    messages.answers.append("  Ada ")
    assert author_of(context) == "Ada"
    assert author_of(context) == "Ada"
    assert len(messages.questions) == 1


def test_who_would_rather_not_say_is_not_asked_again(context, messages):
    context.settings.change(author="")
    messages.answers.append(None)
    assert author_of(context) == ""
    assert author_of(context) == ""
    assert len(messages.questions) == 1


def test_all_words_are_whole_when_the_type_grows_while_it_is_open(qtbot, dialog):
    theme = Theme()
    with qtbot.waitExposed(dialog):
        dialog.show()
    try:
        for scale in (1.61, 1.0, 1.5):
            theme.apply("light", scale)
            labels = dialog.findChildren(QLabel)
            qtbot.waitUntil(
                lambda labels=labels: all(
                    label.height() >= label.heightForWidth(label.width()) for label in labels
                )
            )
            assert all(label.width() >= label.minimumSizeHint().width() for label in labels)
    finally:
        theme.apply("light", 1.0)


def test_spin_boxes_are_as_high_as_lines(qtbot, qapp, dialog):
    theme = Theme()
    theme.apply("light", 1.0)
    editors = [dialog.editors[name] for name in ("author", "text_scale", "autosave_seconds")]
    assert len({editor.sizeHint().height() for editor in editors}) == 1
