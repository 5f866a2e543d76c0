"""A small document that the tests of this folder break in many ways."""

from __future__ import annotations

from datetime import UTC, date, datetime

from portfolio.files import dumps
from portfolio.files.head import SCHEMA
from portfolio.model import (
    Benefit,
    Comment,
    Criterion,
    Decision,
    Estimate,
    FrozenMap,
    FundingLevel,
    Initiative,
    Period,
    Portfolio,
    Rater,
    Rating,
    Resource,
    Rule,
    Scenario,
)
from portfolio.model.scenario import Change

TRIAGE = Initiative(
    "Claims triage",
    "V",
    owner="Ana",
    stage="pilot",
    start=date(2027, 1, 1),
    tags=("claims", "nlp"),
    benefit=Benefit(Estimate(4.5, 2.0, 9.0), 0.6),
    demand=FrozenMap(
        {"r_gpu": FrozenMap({"q_1": Estimate(1200.0), "q_2": Estimate(800.0, 500.0)})}
    ),
    levels=FrozenMap({"l_1": FundingLevel("Pilot", "V", 0.4, 0.2)}),
)

SMALL = Portfolio(
    "p_small",
    title="Small",
    periods=FrozenMap({"q_1": Period("Q1", "V"), "q_2": Period("Q2", "W")}),
    resources=FrozenMap(
        {"r_gpu": Resource("GPU hours", "V", "h", "compute", capacity=FrozenMap({"q_1": 5000.0}))}
    ),
    criteria=FrozenMap({"c_fit": Criterion("Strategic fit", "V")}),
    initiatives=FrozenMap({"i_triage": TRIAGE, "i_video": Initiative("Viral video", "W")}),
    raters=FrozenMap({"p_ana": Rater("Ana", "V")}),
    ratings=FrozenMap(
        {
            "p_ana": FrozenMap(
                {
                    "i_triage": FrozenMap({"c_fit": Rating(70.0, "high")}),
                    "i_video": FrozenMap({"c_fit": Rating(20.0)}),
                }
            )
        }
    ),
    rules=FrozenMap({"u_1": Rule("requires", ("i_video", "i_triage"), reason="Shared data")}),
    scenarios=FrozenMap({"s_1": Scenario("Less", "V", (Change("capacity_factor", "r_gpu", 0.8),))}),
    decisions=FrozenMap(
        {"d_1": Decision("i_triage", "fund", datetime(2027, 1, 9, 10, tzinfo=UTC))}
    ),
    comments=FrozenMap({"n_1": Comment("Hello: all", datetime(2027, 1, 8, tzinfo=UTC), "Ana")}),
)
SMALL_BYTES = dumps(SMALL)
#: The schema version as it stands in the head of a file.
SCHEMA_LINES = f'"schema": [\n  {SCHEMA[0]},\n  {SCHEMA[1]}\n ]'
NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def changed(*pairs):
    """Return the small document with texts replaced, each of which must stand in it once."""
    data = SMALL_BYTES
    for old, new in pairs:
        assert data.count(as_bytes(old)) == 1, (
            f"{old!r} stands there {data.count(as_bytes(old))} times"
        )
        data = data.replace(as_bytes(old), as_bytes(new))
    return data


def as_bytes(text):
    return text if isinstance(text, bytes) else text.encode()


def line_of(data, text):
    """Return the line in which a text stands for the last time, counted from 1."""
    return data[: data.rindex(as_bytes(text))].count(b"\n") + 1
