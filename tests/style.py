"""The house rules that ruff has no rule for: each takes a file and says where it is broken."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FILE_LINES, FUNCTION_LINES, CLASS_LINES = 350, 40, 200

# Imported inside a function so that the window is painted before they load.
SLOW_THIRD_PARTIES = {
    "charset_normalizer", "highspy", "matplotlib", "numpy", "openpyxl", "pandas", "pulp", "scipy",
    "skcriteria",
}  # fmt: skip
# Rooms that bring slow third parties along: the window imports them after its first paint.
SLOW_ROOMS = (
    "portfolio.analysis", "portfolio.charts", "portfolio.exchange", "portfolio.funding",
    "portfolio.insight", "portfolio.lessons", "portfolio.ranking", "portfolio.report", "ui.pages.",
)  # fmt: skip
# Where a run begins: what is loaded depends on what was asked for.
ENTRY_POINTS = {"portfolio/__init__.py", "portfolio/__main__.py", "ui/__main__.py", "ui/app.py"}
COMMAND_LINE = {"portfolio/__main__.py"}
THEME = re.compile(r"ui/theme/|ui/theme\.py$|portfolio/charts/(?:color|style)\.py$")
COLOR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
SIZES = {
    "setContentsMargins", "setHorizontalSpacing", "setPixelSize", "setPointSize",
    "setPointSizeF", "setSpacing", "setVerticalSpacing",
}  # fmt: skip
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:home|root|tmp|Users|work)/[\w.]")
LEFT_OVER = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)|\b(?:TO(?:)DO|FIX(?:)ME)\b")
CHECKING_CALL = re.compile(r"assert_|raises$|warns$|fail$|wait(?:Until|Signal|Exposed)|check$")

Finding = tuple[int, str]


@dataclass(frozen=True)
class Source:
    """One Python file: where it stands in the repository, and what it says."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))


def long_files(source: Source) -> Iterator[Finding]:
    lines = len(source.text.splitlines())
    if lines > FILE_LINES:
        yield 1, f"{lines} lines; {FILE_LINES} are allowed"


def long_functions(source: Source) -> Iterator[Finding]:
    yield from _long(source, FUNCTION_LINES, ast.FunctionDef, ast.AsyncFunctionDef)


def long_classes(source: Source) -> Iterator[Finding]:
    yield from _long(source, CLASS_LINES, ast.ClassDef)


def _long(source: Source, allowed: int, *kinds: type[ast.AST]) -> Iterator[Finding]:
    for node in source.nodes(*kinds):
        lines = node.end_lineno - node.lineno + 1
        if lines > allowed:
            yield node.lineno, f"{node.name} has {lines} lines; {allowed} are allowed"


def forbidden_calls(source: Source) -> Iterator[Finding]:
    for node in source.nodes(ast.Call):
        name = dotted(node.func)
        if name.split(".")[-1] == "processEvents" or name in {"time.sleep", "sleep"}:
            yield node.lineno, f"{name}: wait for a signal or run a job instead"
        if name == "print" and source.path not in COMMAND_LINE:
            yield node.lineno, "print: only the command line writes to the terminal"


def pyplot(source: Source) -> Iterator[Finding]:
    for line, module in imports(source.tree):
        if module.startswith(("matplotlib.pyplot", "pylab")):
            yield line, "pyplot keeps every figure alive: make a Figure"


def broad_excepts(source: Source) -> Iterator[Finding]:
    for node in source.nodes(ast.ExceptHandler):
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        names = {dotted(kind) if kind else "" for kind in kinds}
        if names & {"", "Exception", "BaseException"}:
            yield (
                node.lineno,
                "broad except: name what can happen; the rest is a bug that must show",
            )


def late_imports(source: Source) -> Iterator[Finding]:
    if source.path in ENTRY_POINTS:
        return
    top = {id(node) for node in _outside_functions(source.tree)}
    for node in source.nodes(ast.Import, ast.ImportFrom):
        for line, module in imports(node):
            if id(node) not in top and not _is_slow(module, source.path):
                yield line, f"{module} is imported inside a function, and is no slow third party"


def _is_slow(module: str, importer: str) -> bool:
    slow_room = importer.startswith("ui/") and f"{module}.".startswith(SLOW_ROOMS)
    return slow_room or module.split(".", maxsplit=1)[0] in SLOW_THIRD_PARTIES


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from _outside_functions(child)


def color_literals(source: Source) -> Iterator[Finding]:
    if THEME.search(source.path):
        return
    for node in source.nodes(ast.Constant):
        if isinstance(node.value, str) and COLOR.fullmatch(node.value.strip()):
            yield node.lineno, f"color {node.value}: ask the theme for a role"
    for node in source.nodes(ast.Call):
        if dotted(node.func).split(".")[-1] in {"QColor", "fromRgb", "fromRgbF"} and _literal(node):
            yield node.lineno, "QColor from literals: ask the theme for a role"


def size_literals(source: Source) -> Iterator[Finding]:
    if THEME.search(source.path):
        return
    for node in source.nodes(ast.Call):
        name = dotted(node.func).split(".")[-1]
        if name in SIZES and any(_number(argument) for argument in node.args):
            yield node.lineno, f"{name} with a number: ask the theme for a size"


def _literal(call: ast.Call) -> bool:
    return bool(call.args) and all(isinstance(argument, ast.Constant) for argument in call.args)


def _number(node: ast.AST) -> float:
    is_number = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
    return float(node.value) if is_number else 0.0


def dotted(node: ast.AST) -> str:
    """The name as written, such as ``QApplication.processEvents``."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every module that is imported, with what is taken from it, as dotted names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def tests_that_cannot_fail(source: Source) -> Iterator[Finding]:
    functions = list(source.nodes(ast.FunctionDef))
    helpers = {node.name for node in functions if _checks(node, set())}
    for node in functions:
        if node.name.startswith("test_") and not _checks(node, helpers):
            yield node.lineno, f"{node.name} checks nothing"


def _checks(function: ast.FunctionDef, helpers: set[str]) -> bool:
    nodes = list(ast.walk(function))
    called = {dotted(node.func).split(".")[-1] for node in nodes if isinstance(node, ast.Call)}
    return any(isinstance(node, ast.Assert) for node in nodes) or any(
        name in helpers or CHECKING_CALL.match(name) for name in called
    )


def machine_paths(source: Source) -> Iterator[Finding]:
    yield from _lines(source, MACHINE_PATH, "a path that exists on one machine only")


def left_overs(source: Source) -> Iterator[Finding]:
    yield from _lines(source, LEFT_OVER, "left over from writing")


def _lines(source: Source, pattern: re.Pattern[str], text: str) -> Iterator[Finding]:
    for i, line in enumerate(source.text.splitlines(), start=1):
        if pattern.search(line):
            yield i, text


CODE_RULES: tuple[Callable[[Source], Iterator[Finding]], ...] = (
    long_files,
    long_functions,
    long_classes,
    forbidden_calls,
    pyplot,
    broad_excepts,
    late_imports,
    color_literals,
    size_literals,
)
TEST_RULES = (pyplot, tests_that_cannot_fail)
TEXT_RULES = (machine_paths, left_overs)


def read(root: Path, path: str) -> Source:
    return Source(path, (root / path).read_text(encoding="utf-8"))
