"""Initiatives with random answers and figures: sound, missing, impossible and contradictory."""

from __future__ import annotations

from datetime import date, timedelta

from portfolio.model import (
    FIGURES,
    GENAI_RISKS,
    INITIATIVE_KINDS,
    PRICING_MODELS,
    STAGES,
    STATUSES,
    Benefit,
    Estimate,
    Facts,
    Figure,
    FrozenMap,
    Initiative,
    KillCriterion,
    Period,
    Portfolio,
    Provenance,
    Reading,
    Resource,
    RiskFunctions,
)
from portfolio.model.facts import AI_ACT_TIERS, KILL_OUTCOMES, RIGHTS, RISK_STATES

EXTREMES = (0.0, -1.0, 1e300, 1e-300, 5e-324, float("inf"), float("-inf"), float("nan"))
DAYS = (None, date(1, 1, 1), date(2024, 2, 29), date(2026, 9, 1), date(9999, 12, 31))


def any_figure(kind, random, *, extremes=0.05):
    """A figure about its usual size; in some cases an extreme one, or one in another unit."""
    if random.random() < extremes:
        likely = random.choice(EXTREMES)
    else:
        likely = random.random() if kind.most == 1 else 10 ** random.uniform(-2, 6)
    low = likely * random.uniform(0.3, 1.0) if random.random() < 0.5 else None
    high = likely * random.uniform(1.0, 3.0) if random.random() < 0.5 else None
    unit = random.choice(["USD", "EUR", "%"]) if random.random() < extremes else ""
    as_of = random.choice(DAYS)
    return Figure(likely, low, high, unit, as_of, earlier=_earlier(as_of, random))


def _earlier(as_of, random):
    if as_of is None or as_of.year == 1 or random.random() < 0.5:
        return ()
    days = timedelta(days=random.choice([3, 31, 62, 200]))
    return (Reading(10 ** random.uniform(0, 5), as_of - days),)


def any_facts(random, *, extremes=0.05):
    """Answers and figures of which many, or few, are stated."""
    share = random.choice([0.2, 0.6, 1.0])
    stated = {
        kind.name: any_figure(kind, random, extremes=extremes)
        for kind in FIGURES
        if random.random() < share
    }
    return Facts(
        kind=_of(random, INITIATIVE_KINDS),
        pricing=_of(random, PRICING_MODELS),
        figures=FrozenMap(stated),
        inference_chip=random.choice(["H100", "A100", "unknown"]),
        launched=_of(random, DAYS[1:]),
        evidence=_level(random),
        integration=_level(random),
        tier=_of(random, AI_ACT_TIERS),
        eu_reach=_yes_no(random),
        evidence_file=_yes_no(random),
        rights=_of(random, RIGHTS),
        output_rights=_of(random, RIGHTS),
        likeness=_of(random, RIGHTS),
        indemnity=_yes_no(random),
        synthetic_media=_yes_no(random),
        provenance=Provenance(*(_yes_no(random) for _ in range(4))),
        functions=RiskFunctions(*(_level(random) for _ in range(4))),
        risks=FrozenMap(
            {key: random.choice(RISK_STATES) for key in GENAI_RISKS if random.random() < 0.1}
        ),
        kill=KillCriterion(
            random.choice(["", "D30"]),
            random.choice(["", "8 %"]),
            random.choice(DAYS),
            random.choice(["", "end it"]),
            random.choice(KILL_OUTCOMES),
        ),
    )


def any_initiative(random, number=0, *, extremes=0.05):
    """One initiative; some promise no benefit, ask for no compute or state no facts."""
    amount = random.uniform(1, 100)
    return Initiative(
        f"Initiative {number}",
        f"{number:05}",
        stage=random.choice(STAGES),
        status=random.choice(STATUSES),
        owner=random.choice(["", "Ada", "Ben "]),
        benefit=random.choice([None, Benefit(Estimate(amount, amount / 2, amount * 2), 0.5)]),
        demand=random.choice(
            [FrozenMap(), FrozenMap({"gpu": FrozenMap({"q1": Estimate(random.uniform(0, 50))})})]
        ),
        facts=any_facts(random, extremes=extremes) if random.random() < 0.95 else None,
    )


def any_portfolio(random, count, *, extremes=0.05):
    """A portfolio of so many."""
    return Portfolio(
        "p_any",
        periods=FrozenMap({"q1": Period("Q1", "1")}),
        resources=FrozenMap({"gpu": Resource("GPU", "1", "H100e-h", category="compute")}),
        initiatives=FrozenMap(
            {f"i{n}": any_initiative(random, n, extremes=extremes) for n in range(count)}
        ),
    )


def _of(random, answers):
    return random.choice([None, *answers])


def _yes_no(random):
    return random.choice([None, True, False])


def _level(random):
    return random.choice([None, -1, 0, 1, 2, 3, 4, 7])
