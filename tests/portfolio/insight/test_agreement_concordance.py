import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import friedmanchisquare, kendalltau, rankdata, spearmanr

from portfolio.insight.agreement_concordance import average_ranks, concordance, tau_b

NONE = math.nan


def agreed(scores):
    table = np.array(scores, dtype=np.float64)
    return concordance(table, np.ones(len(table), dtype=bool))


def from_ranks(ranks):
    """Kendall's W of published ranks, where 1 is the first: the smallest number is the best."""
    return agreed(-np.array(ranks, dtype=np.float64))


def test_siegel_1956_three_executives_rank_six_applicants():
    # Siegel, Nonparametric Statistics for the Behavioral Sciences, 1956, table 9.5: s = 25.5,
    # W = .16.
    found = from_ranks([[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]])
    assert found.w == pytest.approx(12 * 25.5 / (9 * (216 - 6)))
    assert round(found.w, 2) == 0.16
    assert (found.raters, found.initiatives, found.rough) == (3, 6, True)


def test_ten_objects_ranked_three_times_with_ties():
    # The example of Kendall, Rank Correlation Methods, 1970, chapter 6, that Siegel uses and
    # the NAG library documents under g08daf: W = 0.828, significance 0.008.
    found = from_ranks(
        [
            [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
            [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
            [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
        ]
    )
    assert (round(found.w, 3), round(found.p, 3)) == (0.828, 0.008)
    assert not found.rough


def test_zar_1999_wing_tail_and_bill_of_twelve_birds():
    # Zar, Biostatistical Analysis, 4th ed., 1999, p. 444: sums of ranks 14.5, 21, 30.5 ...;
    # W = 0.9134 without the correction for ties and 0.9241 with it.
    birds = np.array(
        [
            [10.4, 10.8, 11.1, 10.2, 10.3, 10.2, 10.7, 10.5, 10.8, 11.2, 10.6, 11.4],
            [7.4, 7.6, 7.9, 7.2, 7.4, 7.1, 7.4, 7.2, 7.8, 7.7, 7.8, 8.3],
            [17, 17, 20, 14.5, 15.5, 13, 19.5, 16, 21, 20, 18, 22],
        ]
    )
    ranks, _ = average_ranks(-birds)
    sums = [14.5, 21, 30.5, 6, 11, 3.5, 20, 11.5, 29, 28.5, 22.5, 36]
    assert ranks.sum(axis=0).tolist() == sums
    found = agreed(birds)
    assert round(found.w, 4) == 0.9241
    square = ((ranks.sum(axis=0) - 19.5) ** 2).sum()
    assert round(12 * square / (9 * (12**3 - 12)), 4) == 0.9134


def test_twenty_subjects_rated_three_times_with_many_ties():
    # The data set "anxiety" and the example of kendall() in the R package irr (Gamer, Lemon,
    # Fellows and Singh, version 0.84): Wt = 0.54, chi-square(19) = 30.8, p = 0.0429.
    found = agreed(
        [
            [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
            [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
            [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
        ]
    )
    assert (round(found.w, 2), round(found.chi_square, 1)) == (0.54, 30.8)
    assert round(found.p, 4) == 0.0429


tables = arrays(
    np.float64,
    st.tuples(st.integers(3, 7), st.integers(3, 9)),
    elements=st.integers(0, 5).map(float),
)


@given(tables)
def test_equals_friedman_with_ties(scores):
    found = agreed(scores)
    if found.trouble:
        assert np.ptp(scores, axis=1).max() == 0
        return
    raters, items = scores.shape
    # Some rows may tie everything; Friedman's test takes them as they are, too.
    other = friedmanchisquare(*scores.T)
    assert found.w == pytest.approx(other.statistic / (raters * (items - 1)))
    assert found.p == pytest.approx(other.pvalue)
    assert 0 <= found.w <= 1


@given(tables, st.randoms(use_true_random=False))
def test_order_of_raters_and_initiatives_changes_nothing(scores, random):
    rows, columns = list(range(len(scores))), list(range(scores.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    one, two = agreed(scores), agreed(scores[np.ix_(rows, columns)])
    assert one.trouble == two.trouble
    if not one.trouble:
        assert (one.w, one.p) == pytest.approx((two.w, two.p))
        of_rater = dict(one.without)
        for place, w in two.without:
            assert of_rater[rows[place]] == pytest.approx(w, nan_ok=True)


@given(tables, st.floats(0.1, 50), st.floats(-100, 100))
def test_scale_of_a_rater_changes_nothing(scores, factor, shift):
    stretched = scores.copy()
    stretched[0] = stretched[0] * factor + shift
    assert agreed(stretched).w == pytest.approx(agreed(scores).w, nan_ok=True)


@given(tables)
def test_identical_raters_agree_fully_and_the_mean_of_spearman_follows(scores):
    same = np.repeat(scores[:1], 4, axis=0)
    if np.ptp(scores[0]) == 0:
        assert agreed(same).trouble == "ties"
    else:
        assert agreed(same).w == pytest.approx(1.0)


def test_mean_spearman_of_all_pairs_is_a_line_of_w():
    # Siegel and Castellan, 1988, section 9.6: mean r_s = (m W - 1) / (m - 1), without ties.
    rng = np.random.default_rng(4)
    scores = np.array([rng.permutation(9) for _ in range(5)], dtype=np.float64)
    pairs = [spearmanr(scores[i], scores[j])[0] for i in range(5) for j in range(i)]
    assert np.mean(pairs) == pytest.approx((5 * agreed(scores).w - 1) / 4)


def test_two_opposite_raters_do_not_agree_at_all():
    assert agreed([[1, 2, 3, 4], [4, 3, 2, 1]]).w == 0


def test_leaving_one_out_is_w_of_the_others():
    rng = np.random.default_rng(7)
    scores = rng.integers(0, 6, (5, 8)).astype(np.float64)
    for row, w in agreed(scores).without:
        assert w == pytest.approx(agreed(np.delete(scores, row, axis=0)).w)


def test_two_raters_leave_one_without_a_w():
    found = agreed([[1, 2, 3], [1, 3, 2]])
    assert [row for row, _ in found.without] == [0, 1]
    assert all(math.isnan(w) for _, w in found.without)


@pytest.mark.parametrize(
    ("scores", "trouble"),
    [
        ([[1, 2, 3]], "raters"),
        ([[1, 2, 3], [NONE, NONE, NONE]], "raters"),
        ([[1, NONE, 3], [NONE, 2, 1]], "initiatives"),
        ([[1, 2, NONE], [NONE, NONE, 3]], "initiatives"),
        ([[5, 5, 5], [2, 2, 2]], "ties"),
    ],
)
def test_says_why_it_is_not_defined(scores, trouble):
    found = agreed(scores)
    assert found.trouble == trouble
    assert math.isnan(found.w)
    assert math.isnan(found.p)


def test_counts_what_all_have_rated():
    found = agreed([[1, 2, 3, NONE], [1, 2, 3, 4], [NONE] * 4])
    assert (found.raters, found.initiatives, found.asked, found.w) == (2, 3, 4, 1.0)


def test_those_not_heard_do_not_count():
    scores = np.array([[1.0, 2, 3], [1, 2, 3], [3, 2, 1]])
    found = concordance(scores, np.array([True, True, False]))
    assert (found.raters, found.w) == (2, 1.0)


def test_rounding_makes_no_order():
    assert agreed([[0.1 + 0.2, 0.3, 0.5], [0.3, 0.1 + 0.2, 0.5]]).w == 1.0


@given(tables)
def test_ranks_and_tau_are_those_of_scipy(scores):
    ranks, ties = average_ranks(scores)
    assert ranks.tolist() == rankdata(-scores, axis=1).tolist()
    sizes = np.unique(scores[0], return_counts=True)[1]
    assert ties[0] == (sizes**3 - sizes).sum()
    first, second = scores[0], scores[1]
    if np.ptp(first) and np.ptp(second):
        assert tau_b(first, second) == pytest.approx(kendalltau(first, second)[0])
    else:
        assert math.isnan(tau_b(first, second))


def test_tau_leaves_out_what_is_missing():
    first = np.array([1.0, 2.0, NONE, 4.0])
    assert tau_b(first, np.array([1.0, 3.0, 0.0, 9.0])) == 1.0
    assert math.isnan(tau_b(first, np.full(4, NONE)))


@pytest.mark.parametrize("count", [511, 512, 513, 1200])
def test_tau_b_of_many_is_that_of_scipy(count):
    draw = np.random.default_rng(count)
    first = draw.integers(0, 20, count).astype(float)
    second = first + draw.integers(0, 15, count)
    assert tau_b(first, second) == pytest.approx(kendalltau(first, second)[0], rel=1e-12)
