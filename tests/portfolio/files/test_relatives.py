"""Other versions of a document are found by its id, whatever their files are called."""

from __future__ import annotations

import os
from dataclasses import replace

from portfolio.edit import set_title
from portfolio.files import dumps, samples
from portfolio.files.relatives import relatives
from tests.portfolio.files.documents import SMALL


def written(folder, name, portfolio, at):
    path = folder / name
    path.write_bytes(portfolio if isinstance(portfolio, bytes) else dumps(portfolio))
    os.utime(path, (at, at))
    return path


def test_versions_of_a_document_are_found_the_latest_first(tmp_path):
    old = written(tmp_path, "autumn.portfolio", set_title(SMALL, "Autumn"), 1000)
    new = written(tmp_path, "Winter.PORTFOLIO", set_title(SMALL, '\n "id": "other"'), 2000)
    written(tmp_path, "other.portfolio", replace(SMALL, id="p_other"), 3000)
    written(tmp_path, "autumn.portfolio.bak", SMALL, 3000)
    written(tmp_path, ".hidden.portfolio", SMALL, 3000)
    (tmp_path / "folder.portfolio").mkdir()
    assert relatives(tmp_path, SMALL.id) == (new, old)


def test_what_cannot_be_read_is_passed_over(tmp_path):
    for number, data in enumerate((b"", b"\n", b'\n "id": ', b'\n "id": 5,\n', b'\n "id": "x')):
        written(tmp_path, f"{number}.portfolio", data, 1000)
    os.mkfifo(tmp_path / "pipe.portfolio")
    (tmp_path / "gone.portfolio").symlink_to(tmp_path / "nowhere")
    assert relatives(tmp_path, SMALL.id) == ()
    assert relatives(tmp_path / "nowhere", SMALL.id) == ()


def test_the_lab_has_its_plan_of_last_quarter_among_the_samples():
    folder = samples()[0].path.parent
    names = {path.stem for path in relatives(folder, "pf_northlight")}
    assert names == {"northlight_ai_lab", "northlight_ai_lab_2026q4"}
