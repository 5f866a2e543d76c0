"""Lesson 4: tiers, rights, layers, misuse and risk, each answer on its own."""

from __future__ import annotations

import numpy as np
import pytest

from portfolio.lessons.intervals import wilson_lower
from portfolio.lessons.trust import CHECKS
from portfolio.model import FrozenMap, Provenance, RiskFunctions
from tests.portfolio.lessons.asked import facts, one, said_of, value_of


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({}, "missing"),
        ({"tier": "prohibited"}, "red"),
        ({"tier": "prohibited", "eu_reach": False}, "red"),
        ({"tier": "high-risk"}, "red"),
        ({"tier": "high-risk", "evidence_file": False}, "red"),
        ({"tier": "high-risk", "evidence_file": True}, "green"),
        ({"tier": "high-risk", "eu_reach": False}, "green"),
        ({"tier": "minimal"}, "green"),
        ({"tier": "transparency"}, "amber"),
        ({"tier": "transparency", "provenance": Provenance(visible_mark=False)}, "amber"),
        ({"tier": "transparency", "provenance": Provenance(visible_mark=True)}, "green"),
    ],
)
def test_tier_under_the_ai_act(answers, status):
    said = said_of(CHECKS, "4a.tier", one(facts(**answers)))
    assert said.status == status
    assert bool(said.turns) == (status != "green")


@pytest.mark.parametrize(
    ("answers", "status", "word"),
    [
        ({}, "missing", "rights to the training data"),
        ({"rights": "owned"}, "missing", "rights to what it makes"),
        ({"rights": "owned", "output_rights": "licensed"}, "green", "has the rights it needs"),
        ({"rights": "opt-out", "output_rights": "owned"}, "red", "opts out"),
        ({"rights": "unknown"}, "red", "unknown"),
        (
            {"rights": "owned", "output_rights": "owned", "synthetic_media": True},
            "missing",
            "consent of the people shown",
        ),
        (
            {
                "rights": "owned",
                "output_rights": "owned",
                "synthetic_media": True,
                "likeness": "opt-out",
            },
            "red",
            "Consent of the people shown is assumed unless somebody opts out",
        ),
    ],
)
def test_rights_and_consent(answers, status, word):
    said = said_of(CHECKS, "4b.rights", one(facts(**answers)))
    assert said.status == status
    assert word.lower() in said.sentence.lower()


def test_expected_claims_against_revenue():
    """10 % × 500,000 works × $3,000 ÷ (12 × $1 M) = 12.5."""
    stated = {
        "claim_probability": 0.1,
        "works_at_risk": 500_000,
        "cost_per_work": 3_000,
        "revenue_month": 1e6,
    }
    assert value_of(CHECKS, "4b.exposure", one(facts(stated))) == pytest.approx(12.5)
    assert np.isnan(value_of(CHECKS, "4b.exposure", one(facts({**stated, "revenue_month": 0}))))


def layers(*answers):
    names = ("visible_mark", "content_credentials", "watermark", "survives_editing")
    return facts(
        synthetic_media=True, provenance=Provenance(**dict(zip(names, answers, strict=True)))
    )


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        (layers(None, None, None, None), "missing"),
        (layers(True, None, None, None), "missing"),
        (layers(True, False, False, None), "red"),
        (layers(True, False, None, None), "red"),
        (layers(False, False, None, None), "red"),
        (layers(True, True, False, None), "missing"),
        (layers(True, True, None, False), "amber"),
        (layers(True, True, True, True), "green"),
    ],
)
def test_layers_of_provenance(stated, status):
    assert said_of(CHECKS, "4c.layers", one(stated)).status == status


def test_provenance_leaves_alone_what_makes_no_media():
    check = next(check for check in CHECKS if check.code == "4c")
    assert check.applies(one(facts(synthetic_media=False)))
    assert check.applies(one(facts())) == ""


def test_wilson_lower_bound_of_16_in_20():
    """The false-claim test that was reported for a video app: at least 58 %."""
    made, tried = np.array([16.0]), np.array([20.0])
    assert wilson_lower(made, tried)[0] == pytest.approx(0.584, abs=0.0005)
    about = one(facts({"misuse_tries": 20, "misuse_successes": 16}))
    assert value_of(CHECKS, "4d.misuse", about) == pytest.approx(0.584, abs=0.0005)


def test_wilson_lower_bound_of_0_in_10_begins_at_0():
    assert wilson_lower(np.array([0.0]), np.array([10.0]))[0] == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize(
    ("kind", "stage", "asked"),
    [
        ("consumer app", "pilot", True),
        ("consumer app", "build", False),
        ("internal tool", "run", False),
        ("data or governance", "run", False),
        ("public service", "scale", True),
        (None, "pilot", True),
    ],
)
def test_misuse_is_asked_of_what_strangers_reach(kind, stage, asked):
    applies = next(check for check in CHECKS if check.code == "4d").applies
    assert (applies(one(facts(kind=kind), stage=stage)) == "") == asked
    tested = facts({"misuse_tries": 20, "misuse_successes": 1}, kind=kind)
    assert applies(one(tested, stage=stage)) == ""


@pytest.mark.parametrize(("made", "tried"), [(1.0, 0.0), (3.0, 2.0), (-1.0, 5.0)])
def test_impossible_counts_have_no_interval(made, tried):
    assert np.isnan(wilson_lower(np.array([made]), np.array([tried]))[0])


@pytest.mark.parametrize(
    ("stage", "answers", "status"),
    [
        ("pilot", {}, "does not apply"),
        ("scale", {}, "missing"),
        ("scale", {"functions": RiskFunctions(2, 3, 4, 2)}, "green"),
        ("run", {"functions": RiskFunctions(1, 3, 4, 2)}, "amber"),
        ("scale", {"functions": RiskFunctions(1, None, None, None)}, "amber"),
        ("idea", {"risks": FrozenMap({"bias": "severe"})}, "red"),
        ("idea", {"risks": FrozenMap({"bias": "treated"})}, "does not apply"),
    ],
)
def test_risk_management(stage, answers, status):
    said = said_of(CHECKS, "4e.functions", one(facts(**answers), stage=stage))
    assert said.status == status


def test_a_severe_risk_is_called_by_its_name():
    about = one(facts(risks=FrozenMap({"intellectual_property": "severe"})))
    said = said_of(CHECKS, "4e.functions", about)
    assert said.sentence == "A severe risk is not treated: intellectual property."
