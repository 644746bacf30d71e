"""The spectrum again and again, each time without one indicator."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import theme
from helpers.charts.positions import TABLES
from helpers.charts.spectrum import label
from helpers.figures import finish
from helpers.measures import spectrum as measure


def left_out(
    stances: pd.DataFrame,
    weights: pd.Series,
    indicators: pd.DataFrame,
    allowed: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw the scores again and again, each time without one indicator.

    Args:
        stances: See `spectrum.line`.
        weights: See `spectrum.line`.
        indicators: Table ``position_indicators``, for the labels.
        allowed: See `spectrum.line`.

    Returns:
        One line a member from top to bottom; where lines cross, the order changes, and the row
        says so.

    Raises:
        ValueError: Fewer than two indicators have a weight.

    Example:
        >>> from helpers import data
        >>> from helpers.measures import positions
        >>> tables = data.load("positions"), data.load("position_indicators")
        >>> table = positions.stances(*tables)
        >>> figure = left_out(table, pd.Series(1, table.index), tables[1])
        >>> figure.layout.meta["title"]
        'No single indicator changes the order'
    """
    found = measure.leave_one_out(stances, weights, allowed)
    if found.empty:
        raise ValueError("Leaving one out needs at least two indicators with a weight.")
    scores = measure.index(stances, weights, allowed)["score"]
    labels = indicators.set_index("indicator")["label"]
    rows = ["<b>nothing left out</b>", *(html.escape(labels[name]) for name in found.index)]
    figure = go.Figure()
    for member in stances.columns[scores.notna()]:
        figure.add_trace(_path(member, [scores[member], *found[member]], rows))
    changed = found[found["changed"]]
    for name, row in changed.iterrows():
        figure.add_annotation(
            x=1.02,
            xref="paper",
            xanchor="left",
            y=html.escape(labels[name]),
            text=f"<b>{row['order']}</b>",
            showarrow=False,
            font={"size": 11},
        )
    _name_lines(figure, scores)
    figure.update_layout(showlegend=False)
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=rows[::-1],
        range=[-0.7, len(rows) + 0.9],
    )
    figure.update_xaxes(
        type="linear", title="weighted mean stance without this indicator", zeroline=True
    )
    count = len(changed)
    title = (
        "No single indicator changes the order"
        if not count
        else f"Leaving out one indicator changes the order in {count} of {len(found)} cases"
    )
    finish(
        figure,
        title=title,
        subtitle="one row: the scores without this indicator, all other weights as chosen",
        tables=TABLES,
        alt=_left_out_words(found, scores, labels),
        frame=found.reset_index(),
        height=245 + 20 * len(rows),
    )
    return figure.update_layout(margin_r=225 if count else 40)


def _name_lines(figure: go.Figure, scores: pd.Series) -> None:
    """Write the names above their lines, in steps, so that none overlap."""
    for place, (member, score) in enumerate(scores.dropna().sort_values().items()):
        figure.add_annotation(
            x=score,
            y="<b>nothing left out</b>",
            yshift=12 + 14 * (place % 3),
            text=f"<b>{label(member)}</b>",
            font={"color": theme.colour(member)},
            showarrow=False,
        )


def _path(member: str, scores: list[float], rows: list[str]) -> go.Scatter:
    return go.Scatter(
        x=scores,
        y=rows,
        mode="lines+markers",
        name=label(member),
        line={"color": theme.colour(member), "width": 1.5},
        marker={"symbol": theme.STATE_MARKERS[member], "size": 9, "color": theme.colour(member)},
        hovertemplate=f"{label(member)} without “%{{y}}”: %{{x:.2f}}<extra></extra>",
    )


def _left_out_words(found: pd.DataFrame, scores: pd.Series, labels: pd.Series) -> str:
    changed = found[found["changed"]]
    told = "; ".join(
        f"without “{labels[name]}”: {row['order']}" for name, row in changed.iterrows()
    )
    return (
        f"With all indicators the order is {measure.order(scores)}. {len(found)} indicators are "
        f"left out one by one; the order changes in {len(changed)} cases"
        + (f": {told}." if told else ".")
        + f" Mean shift in rank over all cases: {found['shift'].mean():.2f}."
    )
