"""A minus stays with its amount where a label breaks its lines."""

import pytest
from PySide6.QtGui import QFont, QTextLayout

from ui.widgets.unbroken import unbroken

SENTENCE = "Compute drops and it would cost −$84.8M"


def lines(text, width):
    layout = QTextLayout(text, QFont())
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return found


@pytest.mark.parametrize("width", range(60, 400, 10))
@pytest.mark.parametrize("sign", ["−", "+"])
def test_no_line_ends_with_a_sign(qapp, width, sign):
    sentence = unbroken(SENTENCE.replace("−", sign))
    assert not any(line.rstrip().endswith(sign) for line in lines(sentence, width))


def test_only_what_can_break_is_joined():
    assert unbroken("−60 % and −$3M") == "−60\u00a0% and −\u2060$3M"
    assert unbroken("; +$230M (+2 %)") == "; +\u2060$230M (+2\u00a0%)"
    assert unbroken("up to 88.5M H100e-h") == "up to 88.5M\u00a0H100e\u2060-\u2060h"
    assert unbroken("29.5 FTE of 8 people") == "29.5\u00a0FTE of 8 people"
    assert unbroken("C++ and H+x") == "C++ and H+x"
    assert unbroken("A – B") == "A – B"
    assert unbroken("half-way") == "half-way"


@pytest.mark.parametrize("width", range(60, 400, 10))
def test_no_line_ends_within_a_unit(qapp, width):
    sentence = unbroken("The limit is 162.1M H100e-h, and 9M H100e-h a period")
    assert not any(line.rstrip("\u2060").endswith("-") for line in lines(sentence, width))
