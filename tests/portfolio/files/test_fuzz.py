"""No input makes the loader do anything but open a file or say in a sentence why not."""

from __future__ import annotations

import copy
import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio.files import NotOpened, dumps, loads
from portfolio.files.settled import settled
from portfolio.model.text import is_hidden
from tests.portfolio.files.documents import SMALL, SMALL_BYTES
from tests.portfolio.strategies import json_values

#: Pieces that parsers stumble over.
TOKENS = [
    *(
        b'"',
        b"\\",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\n",
        b" ",
        b"\x00",
        b"\xff",
        b"\xed\xa0\x80",
    ),
    *(b"NaN", b"-Infinity", b"1e999", b"-0.0", b"-0", b"00", b"1.", b".5", b"9" * 400, b"1E+2"),
    *(b"true", b"null", b'""', b"\\u0000", b"\\ud800", b"\\ud83d\\ude00", b"/*", b"//", b"'"),
    *(b"[" * 100, b'{"a":' * 100, b'"a": 1, "a": 1', b'"schema": [2, 0],', b'"order": "-"'),
    *(b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\x7f", b"\xc2\x85", b'"\xc3\xa9"', b"\r\n"),
]


def opens_or_says_why(data):
    """Return whether bytes were opened."""
    try:
        portfolio = loads(data)
    except NotOpened as error:
        said = f"{error}"
    else:
        return saves_and_opens_again(portfolio)
    assert said.endswith(".")
    assert not any(is_hidden(character) for character in said)
    return False


def saves_and_opens_again(portfolio):
    again = dumps(portfolio)
    assert loads(again) == settled(portfolio)
    assert dumps(loads(again)) == again
    return True


def mutated(random, data):
    """Return bytes with one to four small accidents."""
    data = bytearray(data)
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice([0, 1, 2, 8, 60, 400]))
        match random.randrange(6):
            case 0:
                data[start:end] = random.choice(TOKENS)
            case 1:
                data[start:end] = b""
            case 2:
                data[start:start] = data[end : end + random.randrange(200)]
            case 3:
                data[start:end] = random.randbytes(end - start)
            case 4 if start < len(data):
                data[start] ^= 1 << random.randrange(8)
            case _:
                lines = bytes(data).split(b"\n")
                line = random.randrange(len(lines))
                lines.insert(random.randrange(len(lines)), lines[line])
                data = bytearray(b"\n".join(lines))
    return bytes(data)


def mutations(seed, count):
    random = Random(seed)
    return [opens_or_says_why(mutated(random, SMALL_BYTES)) for _ in range(count)]


def test_target_2_mutated_files_open_or_are_refused():
    outcomes = mutations(1, 1_500)
    assert {True, False} == set(outcomes)


@pytest.mark.fuzz
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", range(8))
def test_target_2_mutated_files_open_or_are_refused_at_length(seed):
    assert {True, False} == set(mutations(1_000 + seed, 25_000))


@settings(max_examples=150)
@given(st.binary(max_size=200))
def test_target_2_random_bytes_are_refused(data):
    assert not opens_or_says_why(data)


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_target_2_random_texts_are_refused(text):
    assert not opens_or_says_why(text.encode("utf-8", "surrogatepass"))


def places(tree, path=()):
    """Yield the path of every value in a JSON tree."""
    yield path
    entries = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    for key, value in entries:
        yield from places(value, (*path, key))


TREE = json.loads(SMALL_BYTES)
PLACES = list(places(TREE))[1:]


def with_value(path, value):
    tree = copy.deepcopy(TREE)
    *parents, last = path
    group = tree
    for key in parents:
        group = group[key]
    group[last] = value
    return json.dumps(tree).encode()


@settings(max_examples=200)
@given(st.sampled_from(PLACES), json_values)
def test_target_2_any_value_at_any_place_opens_or_is_refused(path, value):
    opens_or_says_why(with_value(path, value))
    assert loads(SMALL_BYTES) == SMALL


@pytest.mark.parametrize(
    "value", [None, True, 0, -1.5, "", "x", [], [[]], {}, {"a": {}}], ids=json.dumps
)
def test_target_2_each_place_takes_its_own_kind_only(value):
    """Every place is tried with every kind of JSON value; some fit, most do not."""
    opened = [opens_or_says_why(with_value(path, value)) for path in PLACES]
    assert not all(opened)


@settings(max_examples=100)
@given(json_values)
def test_other_json_is_never_a_portfolio(value):
    assert not opens_or_says_why(json.dumps(value).encode())
