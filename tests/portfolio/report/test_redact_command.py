"""``ai-portfolio redact``: a copy elsewhere, what it leaves out, and what it refuses."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from portfolio.__main__ import main
from portfolio.edit import add_comment, set_initiative
from portfolio.edit.redacted import PARTS
from portfolio.files import dumps, load, samples
from portfolio.model import Comment
from portfolio.report.redaction_words import MEANING
from tests.portfolio.edit.planted import NOW
from tests.portfolio.small import sound


@pytest.fixture
def file(tmp_path):
    portfolio = sound()
    key = next(iter(portfolio.initiatives))
    portfolio = set_initiative(portfolio, key, owner="Gwen Ode", notes="Costs $4M, says Gwen")
    portfolio = add_comment(portfolio, "m_1", Comment("Ask Ode", NOW, "Gwen Ode", key))
    path = tmp_path / "plan.portfolio"
    path.write_bytes(dumps(replace(portfolio, title="Plan")))
    return path


def run(capsys, *arguments):
    code = main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def test_a_copy_without_people_and_money_keeps_the_verdicts(capsys, file, tmp_path):
    target = tmp_path / "copy.portfolio"
    before = file.read_bytes()
    code, out, _ = run(capsys, "redact", file, "--without", "people, money", "-o", target)
    assert code == 0
    assert "- 1 amount in a text: “$4M”" in out
    assert "“Gwen Ode” → Person 1" in out
    copy = load(target).portfolio
    assert b"Gwen" not in target.read_bytes()
    assert copy.title == "Plan (redacted: without people and money)"
    said = [c.text for c in copy.comments.values() if c.author == "Redacted copy"]
    assert len(said) == len(copy.initiatives)
    assert all(text.startswith("The plan of the original: ") for text in said)
    assert file.read_bytes() == before


def test_the_same_in_json(capsys, file, tmp_path):
    target = tmp_path / "copy.portfolio"
    code, out, _ = run(capsys, "redact", file, "--without", ",".join(PARTS), "-o", target, "--json")
    assert code == 0
    said = json.loads(out)
    assert list(said) == ["path", "without", "removed", "stand_ins"]
    assert said["without"] == list(PARTS)
    assert said["stand_ins"]["Gwen Ode"] == "Person 1"
    assert {"what": "comments", "count": 1, "examples": ["Ask Ode"]} in said["removed"]


@pytest.mark.parametrize("link", [False, True])
def test_the_original_is_never_replaced(capsys, file, tmp_path, link):
    target = file
    if link:
        target = tmp_path / "link.portfolio"
        target.symlink_to(file)
    before = file.read_bytes()
    code, _, err = run(capsys, "redact", file, "--without", "people", "-o", target, "--force")
    assert code == 1
    assert "would replace the original" in err
    assert file.read_bytes() == before


def test_another_file_is_replaced_only_by_force(capsys, file, tmp_path):
    target = tmp_path / "copy.portfolio"
    assert run(capsys, "redact", file, "--without", "people", "-o", target)[0] == 0
    first = target.read_bytes()
    code, _, err = run(capsys, "redact", file, "--without", "money", "-o", target)
    assert (code, target.read_bytes()) == (1, first)
    assert "a file of this name already" in err
    assert run(capsys, "redact", file, "--without", "money", "-o", target, "--force")[0] == 0
    assert target.read_bytes() != first


@pytest.mark.parametrize("parts", ["names", "people;money", "", ","])
def test_what_cannot_be_left_out_is_a_usage_error(capsys, file, tmp_path, parts):
    target = tmp_path / "copy.portfolio"
    code, _, err = run(capsys, "redact", file, "--without", parts, "-o", target)
    assert code == 2
    assert "Choose one of: people, money, comments." in err
    assert not target.exists()


def test_the_largest_sample_is_redacted(capsys, tmp_path):
    path = next(sample.path for sample in samples() if sample.path.stem == "aurelia_grid")
    target = tmp_path / "copy.portfolio"
    code, out, _ = run(capsys, "redact", path, "--without", "people,comments", "-o", target)
    assert code == 0
    assert "names of people and bodies" in out
    assert "Astrid Ek" not in target.read_text(encoding="utf-8")


def test_each_part_has_its_words():
    assert tuple(MEANING) == PARTS


@pytest.mark.parametrize("without", ["money", "people"])
def test_whoever_opens_the_copy_is_told_that_it_is_one(capsys, file, tmp_path, without):
    target = tmp_path / "copy.portfolio"
    run(capsys, "redact", file, "--without", without, "-o", target)
    said = f"This is a redacted copy, made without {without}"
    for command in ("rank", "plan", "check"):
        _code, out, err = run(capsys, command, target)
        assert said in " ".join(f"{out} {err}".split()), command
    _code, out, _err = run(capsys, "plan", target)
    assert ("not the plan of the original" in " ".join(out.split())) is (without == "money")
    _code, out, err = run(capsys, "plan", file)
    assert "redacted" not in out + err


def test_a_copy_of_a_copy_lacks_what_either_left_out(capsys, file, tmp_path):
    first, second = tmp_path / "first.portfolio", tmp_path / "second.portfolio"
    run(capsys, "redact", file, "--without", "comments", "-o", first)
    run(capsys, "redact", first, "--without", "people", "-o", second)
    assert load(file).portfolio.settings.redacted == ()
    assert load(first).portfolio.settings.redacted == ("comments",)
    assert load(second).portfolio.settings.redacted == ("people", "comments")
