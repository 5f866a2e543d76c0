"""The command line: results on standard output, sentences on standard error, honest exit codes."""

from __future__ import annotations

import importlib
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from portfolio import edit
from portfolio.__main__ import main
from portfolio.exchange import write_xlsx
from portfolio.exchange.book import book_of
from portfolio.files import dumps, loads, samples
from portfolio.model import FrozenMap, Rule
from tests.portfolio.small import sound, with_record, with_rules


@pytest.fixture
def file(tmp_path):
    """Write a portfolio and return its path as text; the sound one by default."""

    def write(portfolio=None, name="small.portfolio"):
        path = tmp_path / name
        path.write_bytes(dumps(portfolio or sound()))
        return str(path)

    return write


def run(capsys, *arguments):
    """Exit code, standard output, standard error."""
    code = main(list(arguments))
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def impossible():
    rules = (Rule("mandated", ("vivid",)),)
    return with_rules(edit.set_capacity(sound(), "gpu", "q1", 1.0), *rules)


def test_rank_prints_an_aligned_table(capsys, file):
    code, out, err = run(capsys, "rank", file())
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Small"
    assert lines[1].startswith("Additive value:")
    table = lines[lines.index("Rank  Initiative          Value (points)") :]
    assert table[2:6] == [
        "   1  Agents (AG)                   77.5",
        "   2  Claims triage (CL)            67.5",
        "   3  Wiki (WI)                       55",
        "   4  Vivid (VI)                      30",
    ]
    assert "Goal fit    75 %" in lines


def test_rank_in_json(capsys, file):
    code, out, err = run(capsys, "rank", file(), "--json")
    assert (code, err) == (0, "")
    said = json.loads(out)
    assert list(said) == [
        "portfolio",
        "title",
        "method",
        "score_name",
        "score_unit",
        "higher_is_better",
        "relative",
        "missing_ratings",
        "weights",
        "initiatives",
        "compromise",
        "notes",
    ]
    assert said["weights"][0] == {"id": "fit", "name": "Goal fit", "share": 0.75}
    assert said["initiatives"][0] == {
        "id": "agents",
        "code": "AG",
        "name": "Agents",
        "rank": 1,
        "score": 77.5,
        "contributions": {"fit": 63.75, "trust": 13.75},
    }


def test_rank_by_another_method_leaves_the_file_alone(capsys, file):
    path = file()
    code, out, _ = run(capsys, "rank", path, "--method", "promethee2", "--json")
    assert code == 0
    assert json.loads(out)["method"] == "promethee2"
    assert loads(Path(path).read_bytes()) == sound()


def test_rank_says_whether_dropping_one_would_turn_the_others(capsys, file):
    for more in ((), ("--json",)):
        relative = run(capsys, "rank", file(), "--method", "topsis", *more)[1]
        assert "No rank reversal: dropping any one of the 4 leaves the order" in relative
        assert "rank reversal" not in run(capsys, "rank", file(), *more)[1].casefold()


def test_what_is_not_ranked_is_null_and_never_nan(capsys, file):
    unrated = replace(
        sound(),
        ratings=FrozenMap({key: table.without("wiki") for key, table in sound().ratings.items()}),
    )
    path = file(unrated)
    said = json.loads(run(capsys, "rank", path, "--json")[1])
    last = said["initiatives"][-1]
    assert (last["id"], last["rank"], last["score"], last["contributions"]) == (
        "wiki",
        None,
        None,
        None,
    )
    assert "NaN" not in run(capsys, "plan", path, "--json")[1]
    assert "nan" not in run(capsys, "rank", path)[1]


def test_plan_says_who_and_why(capsys, file):
    code, out, err = run(capsys, "plan", file())
    assert (code, err) == (0, "")
    for part in (
        "Fund 3 of 4 for $32M of risk-adjusted benefit",
        "(proven optimal)",
        "Funded (3)",
        "Cut (1)",
        "Forcing it in would displace “Agents”",
        "Capacity used",
        "Capital (running sum)",
        "Straight down the ranking instead",
    ):
        assert part in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 110


def test_plan_in_json(capsys, file):
    code, out, _ = run(capsys, "plan", file(), "--json")
    said = json.loads(out)
    assert code == 0
    assert list(said) == [
        "portfolio",
        "title",
        "status",
        "objective",
        "objective_name",
        "unit",
        "value",
        "bound",
        "gap",
        "initiatives",
        "use",
        "waterline",
        "conflict",
        "notes",
    ]
    assert (said["status"], said["unit"], said["gap"]) == ("optimal", "$M", 0)
    assert said["value"] == pytest.approx(32.0)
    vivid = said["initiatives"][2]
    assert (vivid["id"], vivid["verdict"], vivid["gain"]) == ("vivid", "cut", 5.0)
    assert vivid["price"] == pytest.approx(27.0)
    capital = [row for row in said["use"] if row["resource"] == "usd"]
    assert [row["used"] for row in capital] == [3.5, 3.5]
    assert [row["share"] for row in capital] == pytest.approx([3.5 / 4, 7 / 8])
    assert said["waterline"]["lost"] == pytest.approx(0.0)


def test_the_same_file_gives_the_same_answer(capsys, file):
    path = file()
    assert run(capsys, "plan", path, "--json")[1] == run(capsys, "plan", path, "--json")[1]


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_plan_that_cannot_be_is_a_problem(capsys, file, form):
    code, out, err = run(capsys, "plan", file(impossible()), *form)
    assert code == 1
    assert "“Vivid” is mandated" in err
    assert "“Vivid” is mandated" in out


@pytest.mark.parametrize("command", ["rank", "plan"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_what_cannot_be_answered_is_a_sentence_on_standard_error(capsys, file, command, form):
    broken = edit.set_benefit(
        edit.set_weights(sound(), {"fit": 0.0, "trust": 0.0}), "wiki", unit="k€"
    )
    code, out, err = run(capsys, command, file(broken), *form)
    assert (code, out) == (1, "")
    assert ("weights are 0" if command == "rank" else "different units") in err


def test_check_lists_problems_by_kind(capsys, file):
    bare = with_record(sound(), "initiatives", "wiki", demand=FrozenMap())
    bare = with_record(bare, "resources", "gpu", unit="")
    code, out, err = run(capsys, "check", file(bare))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:3] == ["Small", "2 warnings.", ""]
    assert lines[3] == "Initiatives"
    assert lines[4].startswith("  warning  “Wiki”: no demand is stated")
    assert "Resources" in lines


def test_check_of_a_sound_file(capsys, file):
    assert run(capsys, "check", file())[1].splitlines()[1] == (
        "Nothing is missing or contradictory."
    )


def test_check_with_errors_is_a_problem(capsys, file):
    wrong = edit.set_benefit(sound(), "wiki", probability=2.0)
    code, out, err = run(capsys, "check", file(wrong), "--json")
    assert (code, err) == (1, "1 error to be mended. What to do stands beside each.\n")
    said = json.loads(out)
    assert (said["errors"], said["warnings"], said["notes"]) == (1, 0, 0)
    assert said["problems"][0]["code"] == "probability_range"
    assert set(said["problems"][0]) == {
        "code",
        "severity",
        "kind",
        "record",
        "field",
        "text",
        "remedy",
    }


def test_methods_samples_and_schema(capsys):
    code, out, _ = run(capsys, "methods")
    assert code == 0
    assert out.splitlines()[2].startswith("additive ")
    assert json.loads(run(capsys, "methods", "--json")[1])[0]["name"] == "additive"
    listed = json.loads(run(capsys, "samples", "--json")[1])
    assert [one["path"] for one in listed] == [str(sample.path) for sample in samples()]
    assert run(capsys, "samples")[1].count("\n") == 2 * len(listed)
    assert json.loads(run(capsys, "schema")[1])["type"] == "object"


def test_a_table_goes_out_and_comes_back(capsys, file, tmp_path):
    table, copy = str(tmp_path / "out.csv"), str(tmp_path / "copy.portfolio")
    code, out, _ = run(capsys, "export", file(), "-o", table)
    assert (code, out) == (0, f"4 initiatives saved as {table}.\n")
    code, out, err = run(capsys, "import", table, "-o", copy)
    assert (code, err) == (0, "")
    assert out.startswith("Imported 4 new initiatives")
    assert "Row 1: Header" in out
    back = loads(Path(copy).read_bytes())
    assert sorted(record.name for record in back.initiatives.values()) == sorted(
        record.name for record in sound().initiatives.values()
    )
    said = json.loads(run(capsys, "import", table, "-o", copy, "--force", "--json")[1])
    assert (len(said["added"]), len(said["rows"])) == (4, 5)


def test_the_workbook_of_a_whole_portfolio_comes_back_as_it_was(capsys, file, tmp_path):
    book, copy = tmp_path / "book.xlsx", str(tmp_path / "copy.portfolio")
    book.write_bytes(write_xlsx(*book_of(sound())).data)
    code, out, err = run(capsys, "import", str(book), "-o", copy)
    assert (code, err) == (0, "")
    assert out.endswith(f"Saved as {copy}.\n")
    assert "Ratings, row 1: Header." in out
    back = loads(Path(copy).read_bytes())
    for told in ("initiatives", "resources", "periods", "criteria", "raters"):
        names = [
            sorted(one.name for one in getattr(each, told).values()) for each in (back, sound())
        ]
        assert names[0] == names[1]
    assert back.title == sound().title
    said = json.loads(
        run(capsys, "import", str(book), "--into", copy, "-o", copy, "--force", "--json")[1]
    )
    assert {row["action"] for row in said["rows"]} == {"same", "skip"}
    one = run(capsys, "import", str(book), "--sheet", "Initiatives", "-o", copy, "--force")
    assert "Imported" in one[1]


def test_sheets_without_a_single_record_are_a_sentence(capsys, tmp_path):
    book = tmp_path / "book.xlsx"
    book.write_bytes(write_xlsx(*(replace(one, rows=()) for one in book_of(sound()))).data)
    code, out, err = run(capsys, "import", str(book), "-o", str(tmp_path / "x.portfolio"))
    assert (code, out) == (1, "")
    assert "No row of the sheets" in err


def test_a_table_is_added_to_a_file(capsys, file, tmp_path):
    path, table = file(), tmp_path / "more.csv"
    table.write_text("Name,Owner\nHandbook,Ana\nWiki,Bo\n", encoding="utf-8")
    copy = str(tmp_path / "copy.portfolio")
    code, out, _ = run(capsys, "import", str(table), "--into", path, "-o", copy, "--json")
    assert code == 0
    said = json.loads(out)
    assert (len(said["added"]), said["updated"]) == (1, ["wiki"])


def test_a_use_that_a_table_calls_prohibited_is_barred(capsys, tmp_path):
    table, made = tmp_path / "uses.csv", tmp_path / "uses.portfolio"
    table.write_text("Name,EU AI Act tier\nScoring people,prohibited\nWiki,minimal\n", "utf-8")
    assert run(capsys, "import", str(table), "-o", str(made))[0] == 0
    (rule,) = loads(made.read_bytes()).rules.values()
    assert (rule.kind, rule.check, rule.state) == ("gate", "4a", "open")


def test_nothing_is_overwritten_unless_asked(capsys, file, tmp_path):
    path, table = file(), tmp_path / "out.xlsx"
    table.write_text("mine", encoding="utf-8")
    code, _, err = run(capsys, "export", path, "-o", str(table))
    assert code == 1
    assert "--force" in err
    assert table.read_text(encoding="utf-8") == "mine"
    assert run(capsys, "export", path, "-o", str(table), "--force")[0] == 0
    before = sound()
    code, _, err = run(capsys, "import", str(table), "-o", path)
    assert code == 1
    assert err
    assert loads(Path(path).read_bytes()) == before


def test_a_table_without_initiatives_is_a_sentence(capsys, tmp_path):
    table = tmp_path / "empty.csv"
    table.write_text("Name,Owner\n", encoding="utf-8")
    code, out, err = run(capsys, "import", str(table), "-o", str(tmp_path / "x.portfolio"))
    assert (code, out) == (1, "")
    assert "empty.csv" in err
    assert "under a heading such as Name" in err
    assert not (tmp_path / "x.portfolio").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["rank"],
        ["--nonsense"],
        ["plan", "a.portfolio", "b.portfolio"],
        ["export", "a.portfolio"],
        ["rank", "FILE", "--method", "nope"],
        ["export", "FILE", "-o", "table.pdf"],
        ["a.portfolio", "b.portfolio"],
    ],
)
def test_a_command_that_is_not_understood(capsys, file, arguments):
    path = file()
    code, out, err = run(capsys, *[path if part == "FILE" else part for part in arguments])
    assert (code, out) == (2, "")
    assert err


@pytest.mark.parametrize("arguments", [["--help"], ["plan", "--help"]])
def test_help(capsys, arguments):
    code, out, err = run(capsys, *arguments)
    assert (code, err) == (0, "")
    assert "ai-portfolio" in out


@pytest.mark.parametrize("command", ["rank", "plan", "check"])
@pytest.mark.parametrize(
    "content", [None, b"", b"<html>Please sign in</html>", b"{", b"\x80\x04]", b"[1e999]"]
)
def test_a_file_that_is_none_is_a_sentence(capsys, tmp_path, command, content):
    path = tmp_path / "odd.portfolio"
    if content is not None:
        path.write_bytes(content)
    code, out, err = run(capsys, command, str(path), "--json")
    assert (code, out) == (1, "")
    assert "odd.portfolio" in err


def test_hidden_characters_are_marked_in_text_and_escaped_in_json(capsys, file):
    odd = edit.set_title(
        edit.set_initiative(sound(), "wiki", name="Wi\u202eki\u200b", code="\u2066W"), "T\u202e"
    )
    path = file(odd)
    for command in ("rank", "plan", "check"):
        _, out, err = run(capsys, command, path)
        assert "⟨U+202E⟩" in out
        assert not set("\u202e\u200b\u2066") & set(out + err)
        _, out, _ = run(capsys, command, path, "--json")
        assert not set("\u202e\u200b\u2066") & set(out)
        assert json.loads(out)["title"] == "T\u202e"


class Terminal(io.TextIOWrapper):
    """A terminal with an encoding of its own."""

    def __init__(self, encoding):
        super().__init__(io.BytesIO(), encoding=encoding)

    def shown(self):
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_cannot_show_everything(monkeypatch, file, encoding):
    path = file(edit.set_initiative(sound(), "wiki", name="Zürich 東京 −1"))
    terminal = Terminal(encoding)
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["rank", path]) == 0
    assert "\\u6771\\u4eac" in terminal.shown()
    assert ("Zürich" in terminal.shown()) == (encoding != "ascii")
    terminal = Terminal(encoding)
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["plan", path, "--json"]) == 0
    names = [one["name"] for one in json.loads(terminal.shown())["initiatives"]]
    assert "Zürich 東京 −1" in names


def test_a_reader_that_has_seen_enough(file):
    """A pipe that is closed while the answer is written, as by ``head``."""
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [sys.executable, "-m", "portfolio", "plan", file(), "--json"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        text=True,
    )
    os.close(writing)
    assert (result.returncode, result.stderr) == (0, "")


def test_interrupted_ends_without_a_word(monkeypatch, capsys, file):
    def interrupted(*_args, **_keywords):
        raise KeyboardInterrupt

    monkeypatch.setattr("portfolio.report.commands.analyze", interrupted)
    assert run(capsys, "plan", file()) == (130, "", "")


def opening(monkeypatch, import_module):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(importlib, "import_module", import_module)


def test_a_file_opens_in_the_app(monkeypatch, capsys, file):
    opened = []
    app = SimpleNamespace(main=lambda files: opened.append(files) or 7)
    opening(monkeypatch, lambda name: app if name == "ui.__main__" else None)
    path = file()
    assert run(capsys, path)[0] == 7
    assert run(capsys)[0] == 7
    assert opened == [[path], []]


def test_a_file_that_is_not_there_does_not_open_the_app(monkeypatch, capsys):
    opening(monkeypatch, lambda name: pytest.fail(f"{name} was imported"))
    code, out, err = run(capsys, "no_such_command")
    assert (code, out) == (1, "")
    assert "no_such_command: There is no such file." in err


@pytest.mark.parametrize("terminal", [True, False])
def test_a_missing_file_is_told_in_the_window_where_there_is_no_terminal(
    monkeypatch, capsys, tmp_path, terminal
):
    opened = []
    app = SimpleNamespace(main=lambda files: opened.append(files) or 0)
    opening(monkeypatch, lambda name: app if name == "ui.__main__" else None)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: terminal))
    path = str(tmp_path / "gone.portfolio")
    code, _, err = run(capsys, path)
    assert (code, opened) == ((1, []) if terminal else (0, [[path]]))
    assert ("There is no such file." in err) == terminal


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ModuleNotFoundError("No module named 'PySide6'", name="PySide6"), "Qt (PySide6"),
        (
            ImportError("libEGL.so.1: cannot open shared object file", name="PySide6.QtGui"),
            "libEGL.so.1 is not installed",
        ),
    ],
)
def test_without_qt_there_is_a_sentence(monkeypatch, capsys, error, words):
    def missing(_name):
        raise error

    opening(monkeypatch, missing)
    code, out, err = run(capsys)
    assert (code, out) == (1, "")
    assert words in err
    assert "ai-portfolio plan FILE" in err


def test_a_bug_in_the_window_is_not_taken_for_missing_qt(monkeypatch):
    def missing(_name):
        raise ModuleNotFoundError("No module named 'numpty'", name="numpty")

    opening(monkeypatch, missing)
    with pytest.raises(ModuleNotFoundError):
        main([])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
def test_without_a_display_there_is_a_sentence(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    code, out, err = run(capsys)
    assert (code, out) == (1, "")
    assert "no display" in err


def test_progress_is_shown_to_a_person_alone(monkeypatch, file):
    class Watched(io.StringIO):
        def isatty(self):
            return True

    watched = Watched()
    monkeypatch.setattr(sys, "stderr", watched)
    assert main(["plan", file()]) == 0
    assert "Finding the best plan" in watched.getvalue()
    assert watched.getvalue().endswith("\r")


def test_an_unknown_method_in_the_file_is_an_error_of_the_check(capsys, file):
    path = file(replace(sound(), settings=replace(sound().settings, method="topsys")))
    code, out, _ = run(capsys, "check", path)
    assert code == 1
    assert "There is no ranking method “topsys”" in out
    assert "Without a ranking there is no waterline" in run(capsys, "plan", path)[1]
