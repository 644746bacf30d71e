"""The members on a line between distance from Russia's line and support for it."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.positions import TABLES
from helpers.figures import finish
from helpers.measures import spectrum as measure

ARTICLE_OF = {member: name for name, group in measure.ARTICLE.items() for member in group}


def line(
    stances: pd.DataFrame,
    weights: pd.Series,
    drawn: pd.DataFrame,
    allowed: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw the scores of the members with their uncertainty, and Russia as the anchor.

    Args:
        stances: Codes from `measures.positions.stances`, one column a member.
        weights: Chosen weight of each indicator.
        drawn: Sets of weights from `measures.spectrum.random_weights`.
        allowed: What the rules allow, if missing codes are bounded.

    Returns:
        A mark a member at its score; a thick bar for 90% of the random weights; thin ticks for
        the worst and best case of missing codes.

    Example:
        >>> table = pd.DataFrame([[2, 0, 0, 1, -1.0]], columns=["BLR", "KAZ", "KGZ", "TJK", "ARM"])
        >>> weights = pd.Series({0: 1.0})
        >>> figure = line(table, weights, measure.random_weights(weights, draws=9))
        >>> [trace.y[0] for trace in figure.data if trace.mode == "markers+text"][0]
        'Russia (anchor)'
    """
    scores = measure.index(stances, weights, allowed)
    spread = measure.uncertainty(stances, drawn, allowed)
    members = from_high_to_low(scores)
    figure = go.Figure(_mark("RUS", "Russia (anchor)", 2.0, "+2 by definition"))
    for member in members:
        figure.add_trace(_bar(member, spread.loc[member]))
        if allowed is not None:
            figure.add_trace(_brackets(member, scores.loc[member]))
        figure.add_trace(_mark(member, _row(member), scores.loc[member, "score"], ""))
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=["Russia (anchor)", *(_row(member) for member in members)][::-1],
        range=[-0.6, len(members) + 0.5],
        showgrid=False,
    )
    figure.update_xaxes(
        type="linear",
        range=[-2.15, 2.45],
        tickvals=[-2, -1, 0, 1, 2],
        ticktext=["−2", "−1", "0", "+1", "+2"],
        title="← away from Russia's line · weighted mean stance · nearer to it →",
    )
    bracketed = "; ticks: worst and best case of missing codes" if allowed is not None else ""
    return finish(
        figure,
        title=f"The order with these weights: {_ordered_names(scores)}",
        subtitle=(
            f"mark: chosen weights; bar: 90% of {len(drawn):,} random weights{bracketed}; "
            "in brackets: the article's words, as we read it"
        ),
        tables=TABLES,
        alt=_line_words(scores, spread, members, len(drawn)),
        frame=scores.join(spread.add_prefix("drawn_")).rename_axis("member").reset_index(),
        note=(
            f"{int((weights.reindex(stances.index) > 0).sum())} indicators. The bar shows "
            "what weights change, not errors of coding: one person coded."
        ),
        height=470,
    )


def from_high_to_low(scores: pd.DataFrame) -> list[str]:
    """Return the members in the order of their scores."""
    return scores.sort_values("score", ascending=False, kind="stable").index.tolist()


def label(member: str) -> str:
    """Return the name of a member."""
    return data.names()[member]


def _row(member: str) -> str:
    return f"{label(member)}<br>({ARTICLE_OF[member]})"


def _ordered_names(scores: pd.DataFrame) -> str:
    words = measure.order(scores["score"]).replace(" > ", ", ")
    for member in scores.index:
        words = words.replace(member, label(member))
    return words


def _number(score: float) -> str:
    return "no code" if pd.isna(score) else f"{score:+.2f}".replace("-", "−")


def _mark(member: str, row: str, score: float, words: str) -> go.Scatter:
    return go.Scatter(
        x=[score if pd.notna(score) else -2],
        y=[row],
        mode="markers+text" if pd.notna(score) else "text",
        text=[f"<b>{words or _number(score)}</b>"],
        textposition="top center" if member != "RUS" else "bottom center",
        marker={
            "symbol": theme.STATE_MARKERS[member],
            "size": 15,
            "color": theme.colour(member),
            "line": {"color": theme.INK, "width": 1},
        },
        hovertemplate="%{y}: %{x:.2f}<extra></extra>",
        showlegend=False,
    )


def _bar(member: str, spread: pd.Series) -> go.Scatter:
    return go.Scatter(
        x=[spread["low"], spread["high"]],
        y=[_row(member)] * 2,
        mode="lines",
        line={"color": theme.colour(member), "width": 9},
        opacity=0.4,
        hovertemplate="90% of the draws: %{x:.2f}<extra></extra>",
        showlegend=False,
    )


def _brackets(member: str, score: pd.Series) -> go.Scatter:
    return go.Scatter(
        x=[score["low"], score["high"]],
        y=[_row(member)] * 2,
        mode="lines+markers",
        line={"color": theme.INK, "width": 1.5},
        marker={"symbol": "line-ns-open", "size": 14, "color": theme.INK},
        hovertemplate="missing codes at worst or best: %{x:.2f}<extra></extra>",
        showlegend=False,
    )


def _line_words(scores: pd.DataFrame, spread: pd.DataFrame, members: list[str], draws: int) -> str:
    told = []
    for member in members:
        row, drawn = scores.loc[member], spread.loc[member]
        words = f"{label(member)} {_number(row['score'])}"
        if row["high"] - row["low"] > 0:
            words += f" (missing codes: {_number(row['low'])} to {_number(row['high'])})"
        if pd.notna(drawn["low"]):
            words += f", random weights {_number(drawn['low'])} to {_number(drawn['high'])}"
        told.append(words)
    return (
        "Scores from −2 (away from Russia's line) to +2 (Russia, by definition). "
        f"{'; '.join(told)}. The ranges hold 90% of {draws:,} sets of random weights."
    )
