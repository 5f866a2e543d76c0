"""A portfolio written as sheets comes back equal, into itself and into an empty one."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from typing import get_type_hints

import pytest

from portfolio.exchange import write_csv, write_ods, write_xlsx
from portfolio.exchange.book import book_of, is_book, plan_book, read_book
from portfolio.exchange.book.columns import REFERENCES, columns_of
from portfolio.exchange.book.parts import PARTS
from portfolio.files import load
from portfolio.files.samples import samples
from portfolio.model import (
    RULE_KINDS,
    Anchor,
    Benefit,
    Change,
    Comment,
    Condition,
    Criterion,
    Decision,
    Estimate,
    Facts,
    Figure,
    FrozenMap,
    FundingLevel,
    Initiative,
    KillCriterion,
    LessonSettings,
    PastRating,
    Period,
    Portfolio,
    Provenance,
    Rater,
    Rating,
    Reading,
    Resource,
    RiskFunctions,
    Rule,
    Scenario,
    Settings,
    Vote,
)
from tests.portfolio.exchange.tables import from_bytes

NOON = datetime(2027, 1, 8, 12, 30, tzinfo=UTC)


def stated_past():
    return (Reading(2.0, date(2026, 1, 1), 1.0, 3.0, "press"), Reading(4.0, date(2026, 2, 1)))


def stated():
    """Facts in which everything that a sheet holds differs from its default."""
    past = stated_past()
    figure = Figure(1.3, 0.4, 6.0, "€", date(2026, 3, 1), "press", "reported estimate", past)
    return Facts(
        "consumer app",
        FrozenMap({"unit_cost": figure, "of_a_newer_version": Figure(0.0)}),
        FrozenMap({"H100": Figure(2e6, earlier=past), "A100": Figure(1.0)}),
        "B200",
        FrozenMap({"B200": 2.5}),
        derived=True,
        besides=FrozenMap({"r_ml": FrozenMap({"q_1": Estimate(2.0, 1.0)})}),
        launched=date(2025, 9, 30),
        pricing="none",
        evidence=0,
        integration=4,
        tier="prohibited",
        role="provider",
        eu_reach=False,
        evidence_file=True,
        rights="opt-out",
        output_rights="unknown",
        likeness="opt-in",
        indemnity=False,
        synthetic_media=True,
        provenance=Provenance(visible_mark=True, content_credentials=False),
        functions=RiskFunctions(0, 1, 2, 3),
        risks=FrozenMap({"cbrn": "severe", "of_a_newer_version": "open"}),
        kill=KillCriterion("D30", "8 %", date(2026, 5, 1), "stop it", "failed"),
    )


def rated():
    past = (PastRating(1.0, "low", "a guess", NOON), PastRating(2.0))
    return Rating(4.0, "high", "why", NOON, past)


def decided():
    return Decision(
        "i_1",
        "fund with conditions",
        NOON,
        "why",
        "Ana",
        "in words",
        "no use",
        "the board",
        date(2027, 6, 1),
        "Search",
        "l_2",
        "q_2",
        FrozenMap({"r_gpu": FrozenMap({"q_2": 3.0})}),
        ("i_3", "i_4"),
        (Condition("A buyer", date(2027, 3, 1), "met"), Condition("Rights")),
        KillCriterion("use", "10 %", date(2027, 5, 1), "end it"),
        (Vote("Ana"), Vote("Ben", "against", "Too dear")),
    )


def everything():
    """A portfolio in which every field that a sheet holds differs from its default."""
    search = Initiative(
        "Search",
        "B",
        code="AI-1",
        unit="Sales; north",
        stage="pilot",
        tags=("a, b", "c"),
        start=date(2027, 1, 4),
        benefit=Benefit(Estimate(3.0, 1.25, 1e-7), 0.6, "saving", "$M", 0.5, "=1+1"),
        demand=FrozenMap({"r_gpu": FrozenMap({"q_2": Estimate(2.5), "q_1": Estimate(1.0, 0.5)})}),
        levels=FrozenMap(
            {"l_2": FundingLevel("Lean", "C", 0.5, 0.3), "l_1": FundingLevel("Full", "B")}
        ),
        starts=("q_1", "q_2"),
        duration=2,
        late_loss=0.1,
        open_ended=True,
        stop_cost=FrozenMap({"r_ml": FrozenMap({"q_1": Estimate(4.0)})}),
        spent=FrozenMap({"r_gpu": 7.0}),
        facts=stated(),
    )
    price = Figure(2.0, 1.7, 6.88, "", date(2026, 3, 1), "index", "estimate", stated_past())
    lessons = LessonSettings(
        "rented",
        price,
        0.4,
        3.0,
        0.5,
        FrozenMap({"A100": 0.3}),
        FrozenMap({"margin_green": 0.6}),
        6,
    )
    return Portfolio(
        "p_all",
        title="All of it",
        notes="two\nlines",
        settings=Settings(
            parameters=FrozenMap({"topsis": FrozenMap({"p": 2.0})}),
            discount_rate=0.08,
            lessons=lessons,
        ),
        periods=FrozenMap({"q_1": Period("Q1", "B", date(2027, 1, 1)), "q_2": Period("Q2", "C")}),
        resources=FrozenMap(
            {
                "r_gpu": Resource("Compute", "B", "h", "compute", capacity=FrozenMap({"q_1": 9.0})),
                "r_all": Resource("Engineers", "C", "FTE", "talent"),
                "r_ml": Resource("ML; vision", "D", "FTE", pool="r_all", serves=("r_all",)),
            }
        ),
        criteria=FrozenMap(
            {
                "c_fit": Criterion(
                    "Fit",
                    "B",
                    anchors=(Anchor(0.0, 0.0), Anchor(5.0, 100.0, "best")),
                    check="1a",
                )
            }
        ),
        initiatives=FrozenMap(
            {
                "i_1": search,
                "i_2": Initiative("Search", "C", code="AI-2"),
                "i_3": Initiative("Search", "D"),
                "i_4": Initiative("Chat", "E", status="running", facts=Facts()),
            }
        ),
        raters=FrozenMap(
            {"p_ana": Rater("Ana", "B", "CFO", 2.0, "swing", FrozenMap({"c_fit": 100.0}))}
        ),
        ratings=FrozenMap({"p_ana": FrozenMap({"i_2": FrozenMap({"c_fit": rated()})})}),
        rules=FrozenMap(
            {
                f"u_{kind}": Rule(
                    kind,
                    ("i_3", "i_1"),
                    "why",
                    "Ana",
                    False,
                    "r_gpu",
                    "q_2",
                    "unit",
                    "Sales",
                    0.5,
                    "capacity",
                    "met",
                    date(2027, 3, 1),
                    "4a",
                    "l_2",
                )
                for kind in RULE_KINDS
            }
        ),
        scenarios=FrozenMap(
            {
                "s_1": Scenario(
                    "Less",
                    "B",
                    (
                        Change("capacity_factor", "r_gpu", 0.8, "q_1"),
                        Change("weight", "c_fit", 3.0),
                        Change("force_in", "i_3", reason="board"),
                        Change("force_in", "i_1", period="q_2", reason="board", level="l_1"),
                        Change("rule_off", "u_cap"),
                    ),
                    "notes",
                )
            }
        ),
        decisions=FrozenMap({"d_1": decided(), "d_2": Decision("i_2", "cut", NOON)}),
        comments=FrozenMap(
            {"n_1": Comment("Hello", NOON, "Ana", "i_2"), "n_2": Comment("All", NOON)}
        ),
    )


def as_csv(portfolio, decimal="."):
    return [
        from_bytes(write_csv(table, decimal=decimal).data, f"export {table.title}.csv")
        for table in book_of(portfolio)
    ]


def as_xlsx(portfolio):
    data = write_xlsx(*book_of(portfolio)).data
    first = from_bytes(data)
    assert is_book(first)
    return [from_bytes(data, sheet=info.name) for info in first.sheets]


def as_ods(portfolio):
    data = write_ods(*book_of(portfolio)).data
    return [from_bytes(data, sheet=info.name) for info in from_bytes(data).sheets]


FORMS = {
    "csv": as_csv,
    "csv with commas": lambda one: as_csv(one, ","),
    "xlsx": as_xlsx,
    "ods": as_ods,
}
SAMPLES = [sample.path for sample in samples() if "1200" not in sample.path.name]


@pytest.mark.parametrize("form", FORMS)
def test_everything_comes_back_into_itself(form):
    before = everything()
    plan = plan_book(FORMS[form](before), before)
    assert not plan.problems
    assert {row.action for row in plan.rows} == {"same", "skip"}
    assert {row.reason for row in plan.rows if row.action == "skip"} == {"Header."}
    assert plan.portfolio == before


@pytest.mark.parametrize("form", FORMS)
def test_everything_comes_back_into_an_empty_portfolio(form):
    before = everything()
    plan = plan_book(FORMS[form](before), Portfolio("new"))
    assert not plan.problems
    assert book_of(plan.portfolio) == book_of(before)
    assert not set(plan.portfolio.initiatives) & set(before.initiatives)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_come_back(path):
    before = load(path).portfolio
    sheets = as_csv(before)
    assert plan_book(sheets, before).portfolio == before
    assert book_of(plan_book(sheets, Portfolio("new")).portfolio) == book_of(before)


def test_a_workbook_on_disk_is_read_sheet_by_sheet(tmp_path):
    before = everything()
    path = tmp_path / "all.xlsx"
    path.write_bytes(write_xlsx(*book_of(before)).data)
    told = []
    sheets = read_book(path, tick=lambda fraction, text: told.append(text))
    assert [sheet.name for sheet in sheets] == [part.title for part in PARTS]
    assert plan_book(sheets, before).portfolio == before
    assert "Reading the sheet Rules" in told


def test_every_field_has_a_column_or_a_sheet():
    """A field that is added to a record comes along, or this test says that it does not."""
    inside = {name for part in PARTS for name in part.path[1:]}
    for part in PARTS:
        if part.record is None:
            continue
        columns = {column.path.partition(".")[0] for column in part.columns}
        fields = {field.name for field in dataclasses.fields(part.record)}
        collections = {field.name for field in dataclasses.fields(Portfolio)}
        assert fields - columns - inside - collections <= {"id", "order", "extra"}, part.title


def test_every_id_is_written_as_a_name():
    """A field that holds ids is known by its name; one that is new must be added to the list."""
    words = {"tags", "weighting", "level"}
    for part in PARTS:
        record = part.record
        hints = get_type_hints(record) if record else {}
        for name, hint in hints.items():
            if "str | None" in str(hint) or str(hint) == "tuple[str, ...]":
                assert name in REFERENCES or name in words, f"{part.title}: {name}"


def test_a_size_is_written_by_its_name_among_those_of_the_initiative():
    tables = {table.title: table for table in book_of(everything())}
    changes, rules = tables["Changes"], tables["Rules"]
    assert [row[changes.headers.index("Level")] for row in changes.rows][3] == "Full"
    assert {row[rules.headers.index("Level")] for row in rules.rows} == {"Lean"}


def test_a_size_that_the_initiative_does_not_have_is_left_out_and_told():
    sheet = from_bytes(
        b"Scenario,Kind,Target of,Target,Level\nLess,force_in,initiative,Chat,Lean\n", "Changes.csv"
    )
    plan = plan_book([sheet], everything())
    assert [(one.where, one.what) for one in plan.problems] == [
        ("Changes, row 2, column E", "There is nothing called “Lean”.")
    ]
    assert plan.portfolio.scenarios["s_1"].changes[0].level is None


def test_facts_that_say_nothing_are_not_the_same_as_none():
    plan = plan_book(as_csv(everything()), Portfolio("new"))
    kept = {(one.name, one.code, one.facts == Facts()) for one in initiatives(plan) if one.facts}
    assert kept == {("Search", "AI-1", False), ("Chat", "", True)}
    assert [one.facts for one in initiatives(plan)].count(None) == 2
    facts = next(one.facts for one in initiatives(plan) if one.code == "AI-1")
    # Resources and periods have new ids there.
    assert dataclasses.replace(facts, besides=stated().besides) == stated()


def initiatives(plan):
    return plan.portfolio.initiatives.values()


def test_figures_are_called_as_the_form_calls_them():
    tables = {table.title: table for table in book_of(everything())}
    figures = {row[1] for row in tables["Figures"].rows}
    assert figures == {"Cost of one use", "of_a_newer_version"}
    risks = {row[1:] for row in tables["AI risks"].rows}
    words = "CBRN information or capabilities"
    assert risks == {(words, "severe"), ("of_a_newer_version", "open")}


def test_new_rule_kinds_are_choices():
    kind = next(column for column in columns_of(Rule) if column.path == "kind")
    assert kind.choices == RULE_KINDS


def test_look_alike_names_are_kept_apart_by_their_codes():
    names = {
        row[0] for table in book_of(everything()) if table.title == "Spent" for row in table.rows
    }
    assert names == {"Search [AI-1]"}


def test_names_and_remarks_of_which_there_are_several_keep_their_records():
    rows = FrozenMap({f"i_{n}": Initiative("Same", f"{n:03}") for n in range(300)})
    remarks = FrozenMap({f"c_{n}": Comment("Again", NOON, initiative="i_7") for n in range(300)})
    before = Portfolio("p", initiatives=rows, comments=remarks)
    initiatives, comments = (
        next(table for table in book_of(before) if table.title == title)
        for title in ("Initiatives", "Comments")
    )
    name, about = initiatives.headers.index("Name"), comments.headers.index("Initiative")
    assert [row[name] for row in initiatives.rows] == ["Same"] * 300
    assert {row[about] for row in comments.rows} == {"Same (8)"}
    plan = plan_book(as_csv(before), before)
    assert plan.portfolio == before
    assert plan.count("same") == 601
