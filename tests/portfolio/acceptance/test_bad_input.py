"""Files that cannot be right: exit code 1, one sentence, no word of a library, at once."""

from __future__ import annotations

import json
import time

import pytest

from portfolio.__main__ import main
from portfolio.ranking import METHODS
from tests.portfolio.acceptance.asking import PROBLEM, Reply, alone
from tests.portfolio.acceptance.documents import priced, rated, write

LIBRARY_WORDS = (
    "Traceback", "Error", "Warning", 'File "', "numpy", "skcriteria", "HiGHS", "highspy", "pulp",
)  # fmt: skip

NUMBERS = {
    "rating": ("ratings", "r", "a0", "c0"),
    "weight": ("criteria", "c0", "weight"),
    "benefit": ("initiatives", "a0", "benefit", "amount"),
    "probability": ("initiatives", "a0", "benefit", "probability"),
    "demand": ("initiatives", "a0", "demand", "r0", "p0"),
    "capacity": ("resources", "r0", "capacity", "p0"),
    "discount": ("settings", "discount_rate"),
}
NOT_NUMBERS = ["NaN", "-Infinity", "1e999", "9" * 5001, "-0.0", "true", '"3"', "null", "[1]"]


def whole():
    """Three initiatives with ratings, a benefit and a demand."""
    tree = rated([[20, 30], [90, 40], [50, 60]], anchors=None, names=["Alpha", "Beta", "Gamma"])
    costed = priced([], [], [4])
    tree.update(periods=costed["periods"], resources=costed["resources"])
    for place, record in enumerate(tree["initiatives"].values(), 1):
        record["benefit"] = {"amount": place, "probability": 0.5}
        record["demand"] = {"r0": {"p0": place}}
    return tree


def with_value(path, raw):
    """The text of a file in which one value is written like this."""
    tree = whole()
    place = tree
    for key in path[:-1]:
        place = place.setdefault(key, {})
    place[path[-1]] = "@"
    return json.dumps(tree, indent=1).replace('"@"', raw)


@pytest.fixture
def refused(tmp_path, capsys):
    """Asks about a text, and returns the one sentence that must answer."""

    def ask(text, command, *options):
        path = tmp_path / "case.portfolio"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        capsys.readouterr()
        started = time.monotonic()
        code = main([command, str(path), *options])
        seconds = time.monotonic() - started
        out, said = capsys.readouterr()
        assert (code, out) == (PROBLEM, ""), said
        assert_one_sentence(said)
        assert seconds < 10, "a second or two at most, on a machine that does other work as well"
        return said

    return ask


def assert_one_sentence(said):
    assert said.count("\n") == 1, said
    assert said.endswith(".\n"), said
    assert not [word for word in LIBRARY_WORDS if word in said], said


@pytest.mark.parametrize(
    ("place", "raw"),
    [
        (place, raw)
        for place in NUMBERS
        for raw in NOT_NUMBERS
        # Nobody has stated them: that is what null says there.
        if (place, raw) not in {("probability", "null"), ("benefit", "null")}
    ],
    ids=lambda value: value[:11],
)
def test_what_is_no_number_is_refused_with_its_place(refused, place, raw):
    said = refused(with_value(NUMBERS[place], raw), "plan")
    assert "line " in said
    assert "case.portfolio" in said


@pytest.mark.parametrize(
    ("place", "raw", "words"),
    [
        ("benefit", "1e308", "“Alpha”"),
        ("benefit", "-1e101", "“Alpha”"),
        ("probability", "70", "0 to 100 %"),
        ("probability", "-0.1", "0 to 100 %"),
        ("demand", "-5", "“Alpha”, Limit r0 in Year 0"),
        ("demand", "1e308", "“Alpha”, Limit r0 in Year 0"),
        ("capacity", "-14", "Capacity of “Limit r0”"),
        ("capacity", "1e308", "Capacity of “Limit r0”"),
        ("discount", "-1", "discount rate"),
    ],
)
def test_numbers_out_of_range_are_refused_in_a_plan(refused, place, raw, words):
    assert words in refused(with_value(NUMBERS[place], raw), "plan")


@pytest.mark.parametrize(("delay", "rate"), [("-3", 0.1), ("1e6", -0.5), ("100", -0.999999)])
def test_delays_that_cannot_be_discounted_are_refused(refused, delay, rate):
    text = with_value(("initiatives", "a0", "benefit", "delay_years"), delay)
    tree = json.loads(text)
    tree["settings"]["discount_rate"] = rate
    assert "years" in refused(json.dumps(tree), "plan")


@pytest.mark.parametrize("amount", [1e-320, 1e-300, 1e99])
def test_numbers_at_the_ends_of_the_range_are_planned_with(desk, amount):
    for kind in ("capital", "compute"):
        tree = priced([amount] * 3, [[amount]] * 3, [2 * amount])
        tree["resources"]["r0"]["category"] = kind
        assert desk.told("plan", tree)["status"] == "optimal"


def test_a_benefit_of_a_million_years_from_now_is_worth_nothing(desk):
    tree = priced([5, 4], [[1], [1]], [1], discount_rate=0.1)
    tree["initiatives"]["a00"]["benefit"]["delay_years"] = 1e6
    answer, funded = desk.plan(tree)
    assert (answer["value"], funded) == (4, ["a01"])


TEXT = json.dumps(whole(), indent=1)

DAMAGED = {
    "a key twice": TEXT.replace('"weight": 1', '"weight": 1, "weight": 7', 1),
    "an id twice": TEXT.replace('"a1": {', '"a0": {', 1),
    "half a letter": TEXT.replace("Alpha", "Al\\ud800pha"),
    "a NUL": TEXT.replace("Alpha", "Al\\u0000pha"),
    "a bell": TEXT.replace("Alpha", "Al\\u0007pha"),
    "not UTF-8": TEXT.encode().replace(b"Alpha", b"Al\xffpha"),
    "cut off": TEXT[:700],
    "empty": "",
    "zeros": b"\0" * 500,
    "a list": "[1, 2]",
    "deep lists": "[" * 200_000,
    "deep records": '{"a":' * 200_000,
    "a login page": "<html><body>Sign in</body></html>",
    "an unknown choice": TEXT.replace('"max"', '"maximize"', 1),
}


@pytest.mark.parametrize("damage", DAMAGED)
@pytest.mark.parametrize("command", ["rank", "check"])
def test_damaged_files_get_a_sentence(refused, damage, command):
    assert "case.portfolio" in refused(DAMAGED[damage], command)


@pytest.mark.parametrize(
    ("weights", "words"), [([0, 0], "All weights are 0"), ([2, -1], "negative")]
)
def test_weights_that_say_nothing(refused, weights, words):
    for method in METHODS:
        said = refused(
            json.dumps(rated([[1, 2], [3, 4]], weights)), "rank", "--method", method.name
        )
        assert words in said


DEGENERATE = {
    "one row": {"table": [[3, 4, 5]]},
    "one criterion": {"table": [[3], [4], [5]]},
    "all equal": {"table": [[3, 4]] * 4},
    "a constant column": {"table": [[3, 4], [3, 7], [3, 1]]},
    "a column of zeros": {"table": [[0, 4], [0, 7], [0, 1]]},
    "correlated": {"table": [[1, 10], [2, 20], [3, 30]]},
    "huge": {"table": [[1e308, 1], [2, 1.7e308], [3e307, 5]]},
    "tiny": {"table": [[1e-320, 1], [2e-310, 3], [5e-324, 2]]},
    "both ends": {"table": [[-1e308, 1], [1e308, 2], [0, 3]]},
    "nobody rated": {"table": [[None, None], [None, None]]},
    "gaps": {"table": [[1, None], [None, 4], [5, 1]]},
    "free of charge": {"table": [[0, 1], [2, 2]], "senses": [-1, 1]},
    "tiny weights": {"table": [[1, 2], [3, 4], [5, 1]], "weights": [1e-320, 1e-320]},
}


@pytest.mark.parametrize("case", DEGENERATE)
def test_degenerate_tables_are_ranked_or_refused_by_every_method(desk, case):
    tree = rated(**DEGENERATE[case])
    for method in METHODS:
        reply = desk.ask("rank", tree, "--json", "--method", method.name)
        if reply.code == PROBLEM:
            assert reply.out == ""
            assert_one_sentence(reply.said)
            continue
        rows = reply.json()["initiatives"]
        assert (reply.code, reply.said) == (0, "")
        assert all((row["rank"] is None) == (row["score"] is None) for row in rows)
        if case == "all equal":
            assert {row["rank"] for row in rows} == {1}, method.name


def test_the_command_itself_ends_with_the_sentence_and_the_code(tmp_path):
    """In a process of its own, where a warning or a traceback would reach the terminal."""
    tree = whole()
    tree["resources"]["r0"]["capacity"]["p0"] = -1
    reply = alone(["plan", str(write(tmp_path, tree)), "--json"])
    assert isinstance(reply, Reply)
    assert (reply.code, reply.out) == (PROBLEM, "")
    assert_one_sentence(reply.said)
