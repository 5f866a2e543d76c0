"""What each command of ``ai-portfolio`` answers, as lines of text or as a JSON document."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from portfolio.analysis import Part, Results, analyze
from portfolio.edit import followed_through, rederived, set_settings
from portfolio.errors import PortfolioError, Tick, silent
from portfolio.exchange import (
    FORMATS,
    Choices,
    Sheet,
    apply_proposal,
    propose,
    read_path,
    table_of,
)
from portfolio.exchange.book import is_book, is_part, plan_book, read_book
from portfolio.files import load, samples, save, schema, write_atomically
from portfolio.files.holder import this_process
from portfolio.model import Portfolio, new_id, problems
from portfolio.model.text import plural, quoted
from portfolio.ranking import METHODS, method_named, method_problems, reversal_sentence
from portfolio.report.agreement_command import raters_agree
from portfolio.report.answer import Answer, Content, WrongCommand
from portfolio.report.as_json import (
    book_document,
    check_document,
    import_document,
    methods_document,
    plan_document,
    ranking_document,
)
from portfolio.report.as_text import (
    book_lines,
    import_lines,
    method_lines,
    plan_lines,
    problem_lines,
    ranking_lines,
)
from portfolio.report.ballot_command import ballots
from portfolio.report.compare_command import diff
from portfolio.report.decision_verbs import imported
from portfolio.report.lesson_lines import finding_lines
from portfolio.report.lesson_rows import all_findings, finding_rows
from portfolio.report.log_command import log
from portfolio.report.merge_commands import combine_files, merge_driver, merge_files
from portfolio.report.redact_command import redact
from portfolio.report.replacing import replaceable
from portfolio.report.rows import Row
from portfolio.report.summary import counted


def rank(options: Namespace) -> Answer:
    """Rank the initiatives of a file, and say whether dropping one would turn the others."""
    results, notes = _analyzed(options, "ranking")
    results = _with_reversal(results, options.tick)
    if options.json:
        return Answer(ranking_document(results), notes)
    return Answer(ranking_lines(results, options.width), notes)


def _with_reversal(results: Results, tick: Tick | None) -> Results:
    """Add what dropping initiatives does to the notes of a ranking that depends on the list."""
    ranking, matrix = results.ranking, results.matrix
    if ranking is None or matrix is None or not ranking.relative:
        return results
    method, missing = method_named(ranking.method), results.portfolio.settings.missing
    said = reversal_sentence(matrix, method, missing, tick or silent)
    if said == method.label:
        return results
    return replace(results, ranking=replace(ranking, notes=(*ranking.notes, said)))


def plan(options: Namespace) -> Answer:
    """Say which initiatives of a file to fund; a problem when nothing fits."""
    results, notes = _analyzed(options, "levers")
    content: Content = (
        plan_document(results) if options.json else plan_lines(results, options.width)
    )
    problem = None
    if results.plan is not None and results.plan.status == "infeasible":
        conflict = results.plan.conflict or "No plan obeys all limits and rules."
        problem = PortfolioError(conflict, remedy="Relax one of them.")
    return Answer(content, notes, problem)


def _analyzed(options: Namespace, upto: Part) -> tuple[Results, tuple[str, ...]]:
    names = [method.name for method in METHODS]
    if options.method is not None and options.method not in names:
        raise WrongCommand(f"There is no ranking method {quoted(options.method)}.", names)
    opened = load(options.file)
    results = analyze(opened.portfolio, upto=upto, method=options.method, tick=options.tick)
    return results, opened.notes


def check(options: Namespace) -> Answer:
    """List the problems and the findings of a file; a problem when errors are among the former."""
    opened = load(options.file)
    found = problems(opened.portfolio) + method_problems(opened.portfolio)
    results = analyze(opened.portfolio, upto="lessons", tick=options.tick, today=options.today)
    judged = all_findings(results.board, options.tick or silent)
    content: Content
    if options.json:
        document = check_document(opened.portfolio, found)
        content = {**document, "findings": finding_rows(opened.portfolio, judged)}
    else:
        content = [
            *problem_lines(opened.portfolio, found, options.width),
            *finding_lines(opened.portfolio, judged, options.width),
        ]
    errors = [each for each in found if each.severity == "error"]
    problem = None
    if errors:
        what = f"{counted(errors)[:-1]} to be mended."
        problem = PortfolioError(what, remedy="What to do stands beside each.")
    return Answer(content, opened.notes, problem)


def list_methods(options: Namespace) -> Answer:
    """List the ranking methods."""
    return Answer(methods_document() if options.json else method_lines())


def list_samples(options: Namespace) -> Answer:
    """List the sample portfolios that come with the app."""
    found: list[tuple[str, str]] = [(each.title, str(each.path)) for each in samples()]
    if options.json:
        rows: list[Row] = [{"title": title, "path": path} for title, path in found]
        return Answer(rows)
    return Answer([line for title, path in found for line in (title, f"    {path}")])


def print_schema(_options: Namespace) -> Answer:
    """Return the JSON Schema of the file format."""
    return Answer(schema())


def import_table(options: Namespace) -> Answer:
    """Read a table, or the sheets of a whole portfolio, into a new file or a copy of one."""
    start = Portfolio(new_id("d"), title=options.table.stem)
    notes: tuple[str, ...] = ()
    read = []
    if options.into is not None:
        opened = load(options.into)
        start, notes = opened.portfolio, opened.notes
        read.append((options.into, opened))
    found = read_path(options.table, sheet=options.sheet, tick=options.tick)
    whole = options.sheet is None and (is_book(found) or is_part(found))
    portfolio, content = (
        _from_sheets(options, start) if whole else _from_table(found, options, start)
    )
    replaced = replaceable(options.output, read, force=options.force)
    saved = save(options.output, portfolio, expected_sha256=replaced)
    if isinstance(content, list):
        content = [*content, f"Saved as {options.output}."]
    return Answer(content, (*notes, *saved.notes))


def _from_sheets(options: Namespace, start: Portfolio) -> tuple[Portfolio, Content]:
    """Return what comes of the sheets of a portfolio, and what to say of it."""
    plan = plan_book(read_book(options.table, options.tick), start)
    if all(row.action == "skip" for row in plan.rows):
        raise PortfolioError(
            "No row of the sheets could be read.",
            options.table.name,
            "Export a portfolio as a workbook and compare the columns.",
        )
    portfolio = imported(start, rederived(plan.portfolio), this_process().user, datetime.now(UTC))
    if options.json:
        return portfolio, book_document(plan)
    return portfolio, book_lines(plan, options.width)


def _from_table(sheet: Sheet, options: Namespace, start: Portfolio) -> tuple[Portfolio, Content]:
    """Return what comes of one table of initiatives, and what to say of it."""
    # A new file has nothing yet that the table could mean; a copy is asked about.
    choices = Choices(create=True if options.into is None or options.create else None)
    proposal = propose(sheet, start, choices)
    if proposal.questions:
        asked = [question.text for question in proposal.questions]
        raise PortfolioError(
            f"The table leaves {plural(len(asked), 'question')} open: {' '.join(asked)}",
            where=options.table.name,
            remedy="Open the table in the app, where they can be answered."
            + ("" if options.into is None else " What is missing is made with --create."),
        )
    portfolio, report = apply_proposal(proposal, start)
    portfolio = followed_through(portfolio, start, datetime.now(UTC))
    if not (report.added or report.updated or report.unchanged):
        raise PortfolioError(
            "No row of the table is an initiative.",
            options.table.name,
            "Give each its name in one column, under a heading such as Name; in the app "
            "you can choose which column that is.",
        )
    if options.into is None:
        portfolio = _in_its_unit(portfolio)
    if options.json:
        return portfolio, import_document(portfolio, report)
    return portfolio, import_lines(report, options.width)


def _in_its_unit(portfolio: Portfolio) -> Portfolio:
    """Return a new portfolio that counts benefits as its table does."""
    benefits = [record.benefit for record in portfolio.initiatives.values()]
    units = {benefit.unit for benefit in benefits if benefit is not None}
    return set_settings(portfolio, benefit_unit=units.pop()) if len(units) == 1 else portfolio


def export_table(options: Namespace) -> Answer:
    """Write the initiatives of a file as a table; the suffix says in which format."""
    suffixes = {each.suffix: each for each in FORMATS}
    chosen = suffixes.get(options.output.suffix.lower())
    if chosen is None:
        raise WrongCommand(f"There is no table format for {quoted(options.output.name)}.", suffixes)
    opened = load(options.file)
    if options.output.exists() and not options.force:
        raise PortfolioError(
            "There is a file of that name already.",
            where=str(options.output),
            remedy="Choose another name, or replace it with --force.",
        )
    written = chosen.write(table_of(opened.portfolio))
    notes = write_atomically(options.output, written.data)
    document: Row = {
        "path": str(options.output),
        "initiatives": len(opened.portfolio.initiatives),
    }
    rows = plural(len(opened.portfolio.initiatives), "initiative")
    content: Content = document if options.json else [f"{rows} saved as {options.output}."]
    return Answer(content, (*opened.notes, *written.notes, *notes))


#: By the name on the command line.
COMMANDS: Mapping[str, Callable[[Namespace], Answer]] = {
    "rank": rank,
    "plan": plan,
    "check": check,
    "import": import_table,
    "export": export_table,
    "redact": redact,
    "ballots": ballots,
    "agreement": raters_agree,
    "log": log,
    "diff": diff,
    "merge": merge_files,
    "combine": combine_files,
    "merge-driver": merge_driver,
    "methods": list_methods,
    "samples": list_samples,
    "schema": print_schema,
}
