from ui.dialogs.merge_choices import Choices, Line, apply_words, left_words


def lines(count, marked="mine"):
    return [
        Line("Initiative “A”", f"Field {n}", "0", "1", "2", marked=marked) for n in range(count)
    ]


def test_each_line_keeps_the_marked_side_and_is_not_settled_until_looked_at():
    choices = Choices([*lines(2), *lines(1, "theirs")])
    assert choices.theirs == {2}
    assert choices.left == 3
    assert choices.state(0) == "Not looked at"
    assert choices.look(0)
    assert not choices.look(0)
    assert choices.state(0) == "Mine"
    assert choices.left == 2


def test_choosing_settles_one_or_all():
    choices = Choices(lines(3))
    choices.choose(1, "theirs")
    assert choices.theirs == {1}
    assert choices.state(1) == "Theirs"
    assert choices.left == 2
    choices.choose_all("theirs")
    assert choices.theirs == {0, 1, 2}
    assert choices.left == 0
    choices.choose_all("mine")
    assert choices.theirs == frozenset()


def test_words_count_what_is_left():
    choices = Choices(lines(3))
    assert left_words(choices).startswith("None of 3 looked at yet.")
    assert apply_words(choices) == "Apply with 3 not looked at"
    choices.choose(0, "theirs")
    assert left_words(choices) == "2 of 3 not looked at. 2 mine, 1 theirs."
    choices.choose_all("mine")
    assert left_words(choices) == "All looked at. 3 mine, 0 theirs."
    assert apply_words(choices) == "Apply"
