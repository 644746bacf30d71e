"""The verdicts of the ledger, by section of the article and by kind of claim."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers.charts.start import stacked_bars
from helpers.figures import finish
from helpers.measures import verdicts as measure

# From dark to light by how far the claim holds; misleading apart in hue and darkness, because it
# is no weaker form of "partly".
VERDICT_COLOURS = {
    "supported": "#12507B",
    "partly": "#7FA9CF",
    "outdated": "#D9C77A",
    "misleading": "#6B2D5C",
    "not testable": "#C4C4C4",
}
_ORDER_OF_KINDS = ["fact", "interpretation", "prediction"]


def verdicts_by(claims: pd.DataFrame, by: str = "section") -> go.Figure:
    """Draw how many claims have which verdict.

    Args:
        claims: Table ``claims``.
        by: ``section`` (in the order of the article) or ``kind``.

    Returns:
        One stacked bar a section or kind, with the counts written in.

    Example:
        >>> from helpers import data
        >>> verdicts_by(data.load("claims"), "kind").layout.meta["title"]
        'Facts hold more often than interpretations and predictions'
    """
    counts = measure.counts(claims, by)
    if by == "kind":
        counts = counts.reindex([kind for kind in _ORDER_OF_KINDS if kind in counts.index])
    drawn = counts.set_axis([f"{name} ({row.sum()})" for name, row in counts.iterrows()])
    figure = stacked_bars(drawn, VERDICT_COLOURS, "claims, ")
    figure.update_xaxes(title="claims")
    figure.update_yaxes(autorange="reversed")
    shares = (counts["supported"] / counts.sum(axis=1)).sort_values(ascending=False)
    title = (
        "Facts hold more often than interpretations and predictions"
        if by == "kind" and shares.index[0] == "fact"
        else f"What the evidence says about the claims, by {by}"
    )
    return finish(
        figure,
        title=title,
        subtitle="claims by verdict of the course; in brackets: all claims of the row",
        tables=["claims"],
        alt=_words(claims, counts),
        frame=counts.reset_index(),
        note="Verdicts are judgements of the authors on the evidence of the course.",
        height=245 + 42 * len(counts),
    )


def _words(claims: pd.DataFrame, counts: pd.DataFrame) -> str:
    total = claims["verdict"].value_counts()
    told = ", ".join(f"{total.get(one, 0)} {one}" for one in measure.VERDICTS)
    rows = "; ".join(
        f"{name}: " + ", ".join(f"{count} {one}" for one, count in row.items() if count)
        for name, row in counts.iterrows()
    )
    return f"{len(claims)} claims: {told}. {rows}."
