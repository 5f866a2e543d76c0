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
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from portfolio.errors import PortfolioError, Tick

OK, PROBLEM, USAGE, INTERRUPTED = 0, 1, 2, 130
_WIDEST, _NARROWEST = 100, 60
_COMMANDS = {
    "rank": "rank the initiatives",
    "plan": "say which to fund and which to cut, and why",
    "check": "list what is missing or contradictory, and what the five lessons find",
    "import": "read a table (CSV, Excel or OpenDocument) into a portfolio file",
    "export": "write the initiatives as a table (CSV, Excel or OpenDocument)",
    "redact": "write a copy without people, without money, or without comments",
    "ballots": "ask raters for ballots, take them in, reveal them, or say who is missing",
    "agreement": "say where the raters lie apart, how well they agree, and who differs",
    "log": "print the log of decisions, and whether it holds together",
    "diff": "say what changed between two files, and what that did to the plan",
    "merge": "join two versions of a file, by record and field",
    "combine": "join files of several teams that have no version in common",
    "merge-driver": "merge as git asks; see the README for the lines that tell git",
    "methods": "list the ranking methods",
    "samples": "list the sample portfolios",
    "schema": "print the JSON Schema of the file format",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    codecs.register_error("plainly", _plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plainly")
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
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
    return _answer(options)


def _open_app(files: list[str]) -> int:
    if len(files) > 1:
        _say(f"One file at a time; {len(files)} were given. For commands see: ai-portfolio --help.")
        return USAGE
    for name in files:
        if not os.path.lexists(name) and (_in_terminal() or not Path(name).suffix):
            # From a desktop icon nobody would read it here: the window says it.
            raise PortfolioError(
                "There is no such file.", name, "For commands see: ai-portfolio --help."
            )
    instead = "Ask in the terminal instead: ai-portfolio plan FILE."
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(map(os.environ.get, screens)):
        raise PortfolioError("There is no display to open a window on.", remedy=instead)
    try:
        # By name: the core must not depend on the window, not even by a late import.
        app = importlib.import_module("ui.__main__")
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in {"PySide6", "shiboken6", "ui"}:
            raise
        library = str(error).partition(":")[0] if ".so" in str(error) else "Qt (PySide6-Essentials)"
        raise PortfolioError(
            f"The window cannot open because {library} is not installed.",
            remedy=f"Install it. {instead}",
        ) from None
    return int(app.main(files))


def _in_terminal() -> bool:
    """Whether somebody can read what is said here; launchers have no terminal."""
    return any(s is not None and s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr))


def _parser() -> argparse.ArgumentParser:
    # Not loaded for the window, which shall be there at once.
    from portfolio.model.text import capitalized

    parser = argparse.ArgumentParser(
        prog="ai-portfolio",
        description="Decide which AI initiatives to fund and which to cut when limits bind. "
        "Without a command, opens the app.",
        epilog="Exit codes: 0, 1 when the input has a problem, 2 when the command is wrong.",
        usage="ai-portfolio [FILE]\n       ai-portfolio COMMAND [FILE] [--json]",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="command")
    for name, text in _COMMANDS.items():
        command = commands.add_parser(
            name,
            prog=f"{parser.prog} {name}",
            help=text,
            description=f"{capitalized(text)}.",
        )
        _add_arguments(command, name)
    return parser


def _add_arguments(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")
    if name in {"rank", "plan", "check", "export", "redact", "log", "ballots", "agreement"}:
        command.add_argument("file", type=Path, metavar="FILE", help="a .portfolio file")
    if name in {"rank", "plan"}:
        command.add_argument("--method", help="ranking method, see: ai-portfolio methods")
    if name == "check":
        command.add_argument(
            "--today", type=date.fromisoformat, metavar="DATE", help="judge as of that day"
        )
    if name == "diff":
        command.add_argument("before", type=Path, metavar="BEFORE", help="a .portfolio file")
        command.add_argument(
            "after", type=Path, metavar="AFTER", help="another one, or a later one"
        )
    if name == "log":
        command.add_argument(
            "--since", metavar="FINGERPRINT", help="what came after a published fingerprint"
        )
    if name == "import":
        command.add_argument(
            "table", type=Path, metavar="TABLE", help="a CSV, Excel or OpenDocument file"
        )
        command.add_argument("--sheet", help="of a workbook, by name")
        command.add_argument("--into", type=Path, help="a .portfolio file to add to")
        command.add_argument(
            "--create", action="store_true", help="what that file does not have yet"
        )
    if name == "redact":
        command.add_argument(
            "--without", required=True, metavar="PARTS", help="of: people,money,comments"
        )
    if name in _OWN_ARGUMENTS:
        _OWN_ARGUMENTS[name](command)
    if name in {"import", "export", "redact", "ballots", "merge", "combine"}:
        needed = name != "ballots"
        command.add_argument("-o", "--output", type=Path, required=needed, help="file to write")
        command.add_argument("--force", action="store_true", help="replace it")


def _add_merge_arguments(command: argparse.ArgumentParser) -> None:
    _add_versions(command)
    prefer = command.add_mutually_exclusive_group()
    for side in ("ours", "theirs"):
        prefer.add_argument(
            f"--{side}",
            action="store_const",
            const=side,
            dest="prefer",
            help=f"take {side} in all conflicts",
        )


def _add_driver_arguments(command: argparse.ArgumentParser) -> None:
    _add_versions(command)
    command.add_argument(
        "name", type=Path, nargs="?", metavar="NAME", help="the file in the folder, as git calls it"
    )


def _add_versions(command: argparse.ArgumentParser) -> None:
    for name, text in (
        ("base", "the version that both came from"),
        ("ours", "one version"),
        ("theirs", "the other one"),
    ):
        command.add_argument(name, type=Path, metavar=name.upper(), help=text)


def _add_combine_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a .portfolio file")
    command.add_argument(
        "--capacities",
        choices=("sum", "first", "largest"),
        default="sum",
        help="what becomes of those that differ",
    )


def _add_ballot_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--papers", type=Path, metavar="FOLDER", help="write a paper for every rater there"
    )
    command.add_argument(
        "--weights",
        choices=("swing", "rank order", "pairwise"),
        help="ask for weights as well",
    )
    command.add_argument("--due", type=date.fromisoformat, metavar="DATE", help="to hand in by")
    command.add_argument(
        "--take", type=Path, nargs="+", metavar="PAPER", help="take in papers that came back"
    )
    command.add_argument("--reveal", action="store_true", help="let all sealed ballots count")


_OWN_ARGUMENTS = {
    "ballots": _add_ballot_arguments,
    "merge": _add_merge_arguments,
    "merge-driver": _add_driver_arguments,
    "combine": _add_combine_arguments,
}


def _answer(options: argparse.Namespace) -> int:
    from portfolio.report.answer import WrongCommand
    from portfolio.report.as_json import to_text
    from portfolio.report.commands import COMMANDS

    options.width = _width()
    options.tick = _progress()
    try:
        answer = COMMANDS[options.command](options)
    except WrongCommand as wrong:
        _say(str(wrong))
        return USAGE
    for message in answer.messages:
        _say(message)
    if options.json or not isinstance(answer.content, list):
        print(to_text(answer.content, encoding=sys.stdout.encoding or "ascii"))
    else:
        print("\n".join(map(str, answer.content)))
    if answer.problem is not None:
        raise answer.problem
    return OK


def _width() -> int:
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns))


def _say(sentence: str) -> None:
    from portfolio.model.text import visible

    print(visible(sentence), file=sys.stderr)


def _progress() -> Tick | None:
    """Return what tells a waiting person how far the work is; None when nobody watches."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    from portfolio.model.text import visible

    def tick(fraction: float, text: str) -> None:
        line = f"{fraction:4.0%} {visible(text)}"[:_NARROWEST]
        print(f"\r{line:<{_NARROWEST}}\r{' ' * _NARROWEST}\r", end="", file=sys.stderr, flush=True)

    return tick


_PLAIN = {
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("–−", "-"),
    "…": "...",
    "×": "x",
    "÷": "/",
    "→": "->",
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
