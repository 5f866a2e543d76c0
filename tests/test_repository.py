"""The repository keeps its own rules, and each rule sees what it is there to see."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests import style

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"://|^\s*-(?!-hash)|--(?!hash=sha256:)|@ ")


def tracked(*patterns):
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.check_output(command, cwd=ROOT, text=True).splitlines()
    return [name for name in names if (ROOT / name).exists()]


def assert_kept(rules, names):
    sources = [style.read(ROOT, name) for name in names]
    broken = [
        f"{source.path}:{line}: {text}"
        for source in sources
        for rule in rules
        for line, text in rule(source)
    ]
    assert not broken, "\n" + "\n".join(broken)


def test_packages_keep_the_code_rules():
    names = tracked("portfolio/*.py", "ui/*.py")
    assert len(names) > 10
    assert_kept(style.CODE_RULES, names)


def test_tests_keep_the_test_rules():
    names = tracked("tests/*.py")
    assert len(names) > 3
    assert_kept(style.TEST_RULES, names)


def test_text_speaks_of_the_project_only():
    names = tracked("*.py", "*.md", "*.toml", "*.sh", "*.json", "*.portfolio", "Makefile")
    # These two spell the rule out.
    names = [name for name in names if name not in {"tests/style.py", "tests/test_repository.py"}]
    assert "Makefile" in names
    assert_kept(style.TEXT_RULES, names)


PLANTED = [
    (style.long_files, "ui/a.py", "x = 1\n" * 351),
    (style.long_functions, "ui/a.py", "def f():\n" + "    x = 1\n" * 40),
    (style.long_classes, "ui/a.py", "class A:\n" + "    x = 1\n" * 200),
    (style.forbidden_calls, "ui/a.py", "QApplication.processEvents()"),
    (style.forbidden_calls, "ui/a.py", "app.processEvents()"),
    (style.forbidden_calls, "portfolio/a.py", "time.sleep(1)"),
    (style.forbidden_calls, "portfolio/a.py", "from time import sleep\nsleep(1)"),
    (style.forbidden_calls, "portfolio/files/a.py", "print('x')"),
    (style.pyplot, "portfolio/charts/a.py", "import matplotlib.pyplot as plt"),
    (style.pyplot, "portfolio/charts/a.py", "from matplotlib import pyplot"),
    (style.pyplot, "portfolio/charts/a.py", "def f():\n    from matplotlib.pyplot import plot"),
    (style.broad_excepts, "ui/a.py", "try:\n    f()\nexcept:\n    pass"),
    (style.broad_excepts, "ui/a.py", "try:\n    f()\nexcept Exception:\n    pass"),
    (style.broad_excepts, "ui/a.py", "try:\n    f()\nexcept (OSError, BaseException):\n    pass"),
    (style.late_imports, "ui/a.py", "def f():\n    from portfolio.model import Portfolio"),
    (style.late_imports, "ui/a.py", "class A:\n    def f(self):\n        import json"),
    (style.late_imports, "portfolio/a.py", "def f():\n    from portfolio.ranking import rank"),
    (style.color_literals, "ui/pages/a.py", "ink = '#1a2B3c'"),
    (style.color_literals, "portfolio/charts/bars.py", "ink = '#fff'"),
    (style.color_literals, "ui/pages/a.py", "QColor(1, 2, 3)"),
    (style.color_literals, "ui/pages/a.py", "QtGui.QColor('red')"),
    (style.size_literals, "ui/pages/a.py", "layout.setSpacing(8)"),
    (style.size_literals, "ui/pages/a.py", "font.setPointSize(12)"),
    (style.tests_that_cannot_fail, "tests/a.py", "def test_a():\n    f()"),
    (style.tests_that_cannot_fail, "tests/a.py", "def test_a():\n    '''assert'''\n    f()"),
    (style.machine_paths, "README.md", "see /ro" + "ot/app"),
    (style.machine_paths, "README.md", "in '/ho" + "me/ann/a.portfolio'"),
    (style.left_overs, "README.md", "TO" + "DO: write"),
    (style.left_overs, "README.md", "<" * 7 + " HEAD"),
]
ALLOWED = [
    (style.long_files, "ui/a.py", "x = 1\n" * 350),
    (style.long_functions, "ui/a.py", "def f():\n" + "    x = 1\n" * 39),
    (style.long_classes, "ui/a.py", "class A:\n" + "    x = 1\n" * 199),
    (style.forbidden_calls, "portfolio/__main__.py", "print('x')"),
    (style.forbidden_calls, "ui/a.py", "painter.sleep_well()"),
    (style.pyplot, "portfolio/charts/a.py", "from matplotlib.figure import Figure"),
    (style.broad_excepts, "ui/a.py", "try:\n    f()\nexcept (OSError, ValueError):\n    pass"),
    (style.late_imports, "portfolio/a.py", "def f():\n    from scipy import optimize"),
    (style.late_imports, "portfolio/__main__.py", "def f():\n    import json"),
    (style.late_imports, "ui/a.py", "def f():\n    from portfolio.analysis import Analysis"),
    (style.late_imports, "ui/a.py", "if TYPE_CHECKING:\n    from ui import theme"),
    (style.color_literals, "ui/theme/light.py", "ink = '#1a2b3c'"),
    (style.color_literals, "ui/pages/a.py", "QColor(role)\nname = '#12'"),
    (style.size_literals, "ui/pages/a.py", "layout.setSpacing(0)\nlayout.setSpacing(theme.gap)"),
    (style.tests_that_cannot_fail, "tests/a.py", "def test_a():\n    assert f()"),
    (
        style.tests_that_cannot_fail,
        "tests/a.py",
        "def same(a):\n    assert a\ndef test_a():\n    same(1)",
    ),
    (style.machine_paths, "README.md", "https://example.org/home/a and ./tmp/x"),
    (style.left_overs, "README.md", "=" * 12),
]


def named(value):
    return value.__name__ if callable(value) else ""


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED, ids=named)
def test_rule_sees_a_planted_violation(rule, path, text):
    assert list(rule(style.Source(path, text)))


@pytest.mark.parametrize(("rule", "path", "text"), ALLOWED, ids=named)
def test_rule_lets_good_code_pass(rule, path, text):
    assert list(rule(style.Source(path, text))) == []


def test_every_rule_has_a_planted_violation_and_is_used():
    planted = {rule for rule, _, _ in PLANTED}
    assert planted == {*style.CODE_RULES, *style.TEST_RULES, *style.TEXT_RULES}


def lock_lines_with_addresses(text):
    return [line for line in text.splitlines() if ADDRESS.search(line.split("#")[0])]


def test_lock_names_no_registry():
    text = (ROOT / "requirements.lock").read_text()
    assert lock_lines_with_addresses(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "--extra-index-url example.org",
        "--find-links wheels",
        "-f wheels",
        "numpy @ file:wheels/numpy.whl",
        "numpy==2.0 --config-settings=x",
    ],
)
def test_lock_rule_sees_an_address(line):
    assert lock_lines_with_addresses(line) == [line]


def locked_versions(text):
    pins = re.findall(r"^([a-z0-9._-]+)==(\S+)(?: ;.*)? \\\n    --hash=sha256:", text, re.MULTILINE)
    return {name: {version for other, version in pins if other == name} for name, _ in pins}


def outdated_pins(wanted, locked):
    """Requirements that the lock does not meet; a package may be pinned once per Python version."""
    requirements = [Requirement(line) for line in wanted]
    return [
        str(requirement)
        for requirement in requirements
        for versions in [locked.get(requirement.name.lower(), set())]
        if not versions or not all(requirement.specifier.contains(each) for each in versions)
    ]


def test_lock_pins_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    locked = locked_versions((ROOT / "requirements.lock").read_text())
    assert outdated_pins(wanted, locked) == []


def test_outdated_lock_is_seen():
    locked = locked_versions("numpy==2.1 \\\n    --hash=sha256:00\n")
    assert locked == {"numpy": {"2.1"}}
    assert outdated_pins(["numpy>=2"], locked) == []
    assert outdated_pins(["numpy>=3", "scipy"], locked) == ["numpy>=3", "scipy"]
