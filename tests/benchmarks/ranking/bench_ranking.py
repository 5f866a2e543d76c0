"""Ranking 10,000 initiatives, and dragging a weight, as ratios taken in one run.

Own methods are measured against the least that numpy can do with the same kept terms: the
product with the weights, one sort, and a place for each, with no ties, checks or notes.
Methods of scikit-criteria are measured against its own pipeline: its scaler, its method, its
result. Every ratio is of the best of several rounds, the two sides taken in turn.
"""

from __future__ import annotations

import time

import numpy as np

from portfolio.ranking import METHODS, Live, build_matrix, method_named, warm_up
from portfolio.ranking.promethee import criterion_flows
from portfolio.ranking.scaling import by_norm
from tests.portfolio.ranking.builders import portfolio_of

CRITERIA = 8
ROUNDS = 15
DRAG_BUDGET, LIBRARY_BUDGET = 2.0, 1.2


def best_of(*actions, rounds=ROUNDS):
    """The shortest time of each action in seconds, taken in turn."""
    times = [[] for _ in actions]
    for _ in range(rounds):
        for action, taken in zip(actions, times, strict=True):
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in times]


def line(what, seconds, other, budget=None):
    verdict = "" if budget is None else f"   budget {budget}"
    times = f"{seconds * 1e3:>10.3f} ms{other * 1e3:>10.3f} ms"
    print(f"{what:<52}{times}{seconds / other:>8.2f}{verdict}")


def table_of(count):
    return np.random.default_rng(0).uniform(1, 99, (count, CRITERIA))


def ranked(scores):
    ranks = np.empty(len(scores), dtype=np.int64)
    ranks[np.argsort(-scores)] = np.arange(1, len(scores) + 1)
    return ranks


def plain_drags(table, senses):
    """Numpy with kept terms for each of our own methods: ``weights`` to ranks."""
    points = (table - table.min(axis=0)) / np.ptp(table, axis=0) * 100
    points = np.where(senses > 0, points, 100 - points)
    flows = criterion_flows(table, senses=senses)
    scaled = by_norm(table) * senses
    best, worst = np.square(scaled - scaled.max(axis=0)), np.square(scaled - scaled.min(axis=0))

    def topsis(weights):
        squares = weights * weights
        near, far = np.sqrt(best @ squares), np.sqrt(worst @ squares)
        return ranked(far / (near + far))

    return {
        "additive": lambda weights: ranked(points @ weights),
        "promethee2": lambda weights: ranked(flows @ weights),
        "topsis": topsis,
    }


def drags(count):
    senses = np.array([1.0, -1.0] * (CRITERIA // 2))
    table = table_of(count)
    matrix = build_matrix(portfolio_of(table, senses=senses))
    rng = np.random.default_rng(1)
    for name, plain in plain_drags(table, senses).items():
        live = Live(matrix, method_named(name))
        live.rerank(matrix.weights)
        ours, theirs = best_of(
            lambda live=live: live.rerank(rng.dirichlet(np.ones(CRITERIA))),
            lambda plain=plain: plain(rng.dirichlet(np.ones(CRITERIA))),
            rounds=60,
        )
        budget = DRAG_BUDGET if count >= 10_000 else None
        line(f"drag, {name}, {count:,} x {CRITERIA} / numpy, kept terms", ours, theirs, budget)


def from_the_start(count):
    senses = np.ones(CRITERIA)
    table = table_of(count)
    portfolio = portfolio_of(table, senses=senses)
    (built,) = best_of(lambda: build_matrix(portfolio), rounds=5)
    print(
        f"{f'table of {count:,} x {CRITERIA} ratings from the document':<52}{built * 1e3:>10.3f} ms"
    )
    matrix = build_matrix(portfolio)
    for name, plain in (("additive", None), ("promethee2", criterion_flows)):
        ours, theirs = best_of(
            lambda name=name: Live(matrix, method_named(name)).rerank(matrix.weights),
            lambda plain=plain: ranked(
                (matrix.values if plain is None else plain(table, senses=senses)) @ matrix.weights
            ),
        )
        line(f"from the table, {name} / numpy, nothing kept", ours, theirs)


def pipelines():
    """Scikit-criteria's own way for each method that it can run on 10,000 benefit criteria."""
    from skcriteria.agg import (
        aras,
        cocoso,
        codas,
        edas,
        electre,
        ervd,
        mabac,
        mairca,
        marcos,
        moora,
        ocra,
        probid,
        ram,
        rim,
        simple,
        simus,
        spotis,
        topsis,
        vikor,
        waspas,
    )
    from skcriteria.preprocessing.invert_objectives import BenefitCostInverter, MinMaxInverter
    from skcriteria.preprocessing.scalers import SumScaler, VectorScaler

    by_sum, by_norm_ = SumScaler("matrix"), VectorScaler("matrix")
    return {
        "topsis": (by_norm_, topsis.TOPSIS(), {}),
        "vikor": (None, vikor.VIKOR(use_compromise_set=False), {}),
        "weighted_sum": (by_sum, simple.WeightedSumModel(), {}),
        "weighted_product": (by_sum, simple.WeightedProductModel(), {}),
        "waspas": (BenefitCostInverter(), waspas.WASPAS(), {}),
        "aras": (by_sum, aras.ARAS(), {}),
        "marcos": (None, marcos.MARCOS(), {}),
        "cocoso": (MinMaxInverter(), cocoso.CoCoSo(), {}),
        "ram": (by_sum, ram.RAM(), {}),
        "ocra": (None, ocra.OCRA(), {}),
        "codas": (BenefitCostInverter(), codas.CODAS(), {}),
        "edas": (None, edas.EDAS(), {}),
        "ervd": (by_sum, ervd.ERVD(), {"reference_points": np.full(CRITERIA, 1e-4)}),
        "probid": (by_norm_, probid.PROBID(), {}),
        "simplified_probid": (by_norm_, probid.SimplifiedPROBID(), {}),
        "rim": (
            None,
            rim.RIM(),
            {"ranges": [(0.0, 100.0)] * CRITERIA, "ref_ideals": [(100.0, 100.0)] * CRITERIA},
        ),
        "spotis": (None, spotis.SPOTIS(), {"bounds": np.array([[0.0, 100.0]] * CRITERIA)}),
        "mabac": (MinMaxInverter(), mabac.MABAC(), {}),
        "mairca": (None, mairca.MAIRCA(), {}),
        "ratio_moora": (by_norm_, moora.RatioMOORA(), {}),
        "reference_point_moora": (by_norm_, moora.ReferencePointMOORA(), {}),
        "multiplicative_form": (by_norm_, moora.FullMultiplicativeForm(), {}),
        "multimoora": (by_norm_, moora.MultiMOORA(), {}),
        "electre2": (by_sum, electre.ELECTRE2(), {}),
        "simus": (None, simus.SIMUS(), {}),
    }


def library(count):
    import contextlib
    import io
    import warnings

    import pulp
    from skcriteria import mkdm

    warnings.simplefilter("ignore")
    pulp.LpSolverDefault.msg = False
    for name, (scaler, method, options) in pipelines().items():
        ours = method_named(name)
        size = min(count, ours.limit or count, 200 if name in {"simus", "multimoora"} else count)
        table = table_of(size)
        anchors = [[(0, 0), (100, 100)]] * CRITERIA
        matrix = build_matrix(portfolio_of(table, anchors=anchors))

        def theirs(table=table, scaler=scaler, method=method, options=options):
            decision = mkdm(table, [1] * CRITERIA, weights=[1 / CRITERIA] * CRITERIA)
            decision = decision if scaler is None else scaler.transform(decision)
            with contextlib.redirect_stdout(io.StringIO()):
                return method.evaluate(decision, **options)

        def mine(matrix=matrix, ours=ours):
            return Live(matrix, ours).rerank(matrix.weights)

        rounds = 5 if size < count or name in {"rim", "ervd"} else ROUNDS
        taken = best_of(mine, theirs, rounds=rounds)
        line(f"{name}, {size:,} x {CRITERIA} / scikit-criteria", *taken, LIBRARY_BUDGET)


def main():
    warm_up()
    print(f"{'':<52}{'ours':>13}{'theirs':>13}{'ratio':>8}")
    for count in (200, 2_000, 10_000):
        drags(count)
    from_the_start(10_000)
    library(10_000)
    missing = {method.name for method in METHODS} - set(pipelines())
    print(f"not in the table: {', '.join(sorted(missing))} (own, or needs a cost criterion)")


if __name__ == "__main__":
    main()
