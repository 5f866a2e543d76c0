"""The ``ai-portfolio`` command: opens the app, or answers in the terminal.

Results go to standard output, messages to standard error. The exit code is 0, or 1
when the input has a problem (told in a sentence), or 2 when the command itself is
not understood.
"""

from __future__ import annotations

import argparse
import codecs
import importlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from portfolio.errors import PortfolioError

if TYPE_CHECKING:
    from portfolio.analysis import Part, Results
    from portfolio.model import Portfolio

OK, PROBLEM, USAGE, INTERRUPTED = 0, 1, 2, 130
_WIDEST, _NARROWEST = 100, 60
_COMMANDS = ("rank", "plan", "check", "methods", "samples")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    codecs.register_error("plainly", _plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plainly")
    try:
        code = _run(given)
        print(end="", flush=True)
        return code
    except PortfolioError as error:
        _say(str(error))
        return PROBLEM
    except BrokenPipeError:
        # Whoever read along has seen enough; without this Python complains once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(given: list[str]) -> int:
    if not given or (given[0] not in _COMMANDS and not given[0].startswith("-")):
        return _open_app(given)
    try:
        options = _parser().parse_args(given)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _open_app(files: list[str]) -> int:
    if len(files) > 1:
        print(f"One file at a time, please; {len(files)} were given.", file=sys.stderr)
        return USAGE
    try:
        # By name: the core must not depend on the window, not even by a late import.
        app = importlib.import_module("ui.__main__")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"PySide6", "shiboken6", "ui"}:
            raise
        raise PortfolioError(
            "The window cannot open because Qt is not installed.",
            remedy="Install PySide6-Essentials, or ask in the terminal: ai-portfolio plan FILE.",
        ) from None
    return int(app.main(files))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ai-portfolio",
        description="Decide which AI initiatives to fund and which to cut when limits bind. "
        "Without a command, opens the app.",
        epilog="Exit codes: 0, 1 when the input has a problem, 2 when the command is wrong.",
        usage="ai-portfolio [FILE]\n       ai-portfolio COMMAND [FILE] [--json]",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, text, run in (
        ("rank", "rank the initiatives", _rank),
        ("plan", "say which to fund and which to cut, and why", _plan),
        ("check", "list what is missing or contradictory", _check),
    ):
        command = _command(commands, name, text, run)
        command.add_argument("file", type=Path, metavar="FILE", help="a .portfolio file")
        if run is not _check:
            command.add_argument("--method", help="ranking method, see: ai-portfolio methods")
    _command(commands, "methods", "list the ranking methods", _methods)
    _command(commands, "samples", "list the sample portfolios", _samples)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=f"{text.capitalize()}.")
    command.add_argument("--json", action="store_true", help="print JSON")
    command.set_defaults(run=run)
    return command


def _rank(options: argparse.Namespace) -> int:
    from portfolio.report.as_json import ranking_document
    from portfolio.report.as_text import ranking_lines

    results = _analyzed(options, "ranking")
    if options.json:
        _print_json(ranking_document(results))
    else:
        _print_lines(ranking_lines(results, _width()))
    return OK


def _plan(options: argparse.Namespace) -> int:
    from portfolio.report.as_json import plan_document
    from portfolio.report.as_text import plan_lines

    results = _analyzed(options, "lines")
    if options.json:
        _print_json(plan_document(results))
    else:
        _print_lines(plan_lines(results, _width()))
    if results.plan is not None and results.plan.status == "infeasible":
        raise PortfolioError(
            results.plan.conflict or "No plan obeys all limits and rules.",
            remedy="Relax one of them.",
        )
    return OK


def _analyzed(options: argparse.Namespace, upto: Part) -> Results:
    from portfolio.analysis import analyze

    portfolio = _opened(options.file)
    return analyze(portfolio, upto=upto, method=options.method, tick=_progress())


def _opened(path: Path) -> Portfolio:
    from portfolio.files import load

    opened = load(path)
    for note in opened.notes:
        _say(note)
    return opened.portfolio


def _check(options: argparse.Namespace) -> int:
    from portfolio.model import problems
    from portfolio.report.as_json import check_document
    from portfolio.report.as_text import problem_lines

    portfolio = _opened(options.file)
    found = problems(portfolio)
    if options.json:
        _print_json(check_document(portfolio, found))
    else:
        _print_lines(problem_lines(portfolio, found, _width()))
    return PROBLEM if any(problem.severity == "error" for problem in found) else OK


def _methods(options: argparse.Namespace) -> int:
    from portfolio.report.as_json import methods_document
    from portfolio.report.as_text import method_lines

    if options.json:
        _print_json(methods_document())
    else:
        _print_lines(method_lines())
    return OK


def _samples(options: argparse.Namespace) -> int:
    from portfolio.files import samples

    rows = [(sample.title, str(sample.path)) for sample in samples()]
    if options.json:
        _print_json([{"title": title, "path": path} for title, path in rows])
    else:
        _print_lines([f"{title}\n    {path}" for title, path in rows])
    return OK


def _print_lines(lines: Sequence[str]) -> None:
    print("\n".join(lines))


def _print_json(document: object) -> None:
    from portfolio.report.as_json import to_text

    print(to_text(document, encoding=sys.stdout.encoding or "ascii"))


def _width() -> int:
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns))


def _say(sentence: str) -> None:
    from portfolio.model.text import visible

    print(visible(sentence), file=sys.stderr)


def _progress() -> Callable[[float, str], None] | None:
    """Return what tells a waiting person how far the work is; None when nobody watches."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    def tick(fraction: float, text: str) -> None:
        line = f"{fraction:4.0%} {text}"[:_NARROWEST] if fraction < 1 else ""
        print(f"\r{line:<{_NARROWEST}}\r", end="", file=sys.stderr, flush=True)

    return tick


_PLAIN = {
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("–−", "-"),
    "…": "...",
    "×": "x",
    "⟨": "<",
    "⟩": ">",
}


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Spell what a terminal cannot show in letters that it can: ``-`` for a minus sign."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    return "".join(_PLAIN.get(c, f"\\u{ord(c):04x}") for c in letters), error.end


if __name__ == "__main__":
    sys.exit(main())
