"""Numbers of one column have as many decimals as each other; words in their place are whole."""

from portfolio.edit import add_initiatives, set_rating
from portfolio.model import Rating
from ui.pages.bar_rows import RankedRows
from ui.pages.rating_table import rated_columns, rated_rows


def decimals(text):
    return len(text.partition(".")[2])


def results_of(qtbot, context, portfolio):
    context.document.apply("Change", portfolio)
    qtbot.waitUntil(
        lambda: (
            context.analyst.results is not None
            and context.analyst.results.portfolio is portfolio
            and not context.analyst.working
        ),
        timeout=30_000,
    )
    return context.analyst.results


def mixed(portfolio):
    """All ratings of one initiative are 80, so that its score is; one has no ratings."""
    for criterion in portfolio.criteria:
        portfolio = set_rating(portfolio, "u0", "i0", criterion, Rating(80.0))
    return add_initiatives(portfolio, {"i9": "Nobody rated this"})


def test_scores_of_the_ranked_bars(qtbot, analyzed):
    rows = RankedRows(results_of(qtbot, analyzed, mixed(analyzed.document.portfolio)))
    scores = [rows.row(n).score for n in range(len(rows.keys))]
    assert "80.0" in scores
    assert {decimals(score) for score in scores if score != "not rated"} == {1}
    assert rows.widest_score == "not rated"
    assert scores[-1] == "not rated"


def test_scores_and_ratings_of_the_table(qtbot, analyzed):
    results = results_of(qtbot, analyzed, mixed(analyzed.document.portfolio))
    rows = rated_rows(results)
    score = next(column for column in rated_columns(results) if column.id == "score")
    texts = [score.read(row.value) for row in rows]
    assert "80.0" in texts
    assert len({decimals(text) for text in texts if text != "missing"}) == 1
