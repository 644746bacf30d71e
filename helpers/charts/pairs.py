"""Heat map of all pairs of states."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.agreement import TABLE, UNITS, label
from helpers.figures import finish
from helpers.measures import agreement

STATES = [
    *agreement.SIX,
    *agreement.NEIGHBOURS,
    "SRB",
    *agreement.OTHERS,
    *agreement.NATO,
]


def heat_map(pairs: agreement.AllPairs, period: int, measure: str = "agreement") -> go.Figure:
    """Draw how alike every two states voted in one year.

    Args:
        pairs: From `measures.agreement.all_pairs`.
        period: A year (or session) of ``pairs``.
        measure: The measure that was computed.

    Returns:
        A square of states; darker is more alike, blank is unknown. Members come first.

    Raises:
        ValueError: ``pairs`` does not hold this period.

    Example:
        >>> pairs = agreement.all_pairs(data.load("un_votes"), STATES)
        >>> heat_map(pairs, 2023).data[0].z.shape
        (25, 25)
    """
    values = pairs.values[pairs.periods.index(period)].round(3).copy()
    counts = pairs.n[pairs.periods.index(period)]
    np.fill_diagonal(values, np.nan)
    frame = _frame(pairs.states, values, counts)
    names = [data.names()[state] for state in pairs.states]
    figure = go.Figure(
        go.Heatmap(
            x=names,
            y=names,
            z=values,
            zmin=0 if measure in ("agreement", "identical") else -0.25,
            zmax=1,
            colorscale=[[0, "#FFF7DF"], [0.5, "#9CC3D5"], [1, "#12365B"]],
            xgap=1,
            ygap=1,
            customdata=counts,
            hovertemplate="%{y} and %{x}: %{z:.2f}<br>%{customdata} roll calls<extra></extra>",
            hoverongaps=False,
            colorbar={"thickness": 12, "outlinewidth": 0, "tickformat": ".2~f"},
        )
    )
    figure.update_xaxes(side="top", tickangle=-60, showgrid=False, ticks="", tickfont={"size": 11})
    figure.update_yaxes(autorange="reversed", showgrid=False, ticks="", tickfont={"size": 11})
    edge = sum(state in agreement.SIX for state in pairs.states) - 0.5
    if edge > 0:
        figure.add_shape(
            type="rect", x0=-0.5, y0=-0.5, x1=edge, y1=edge, line={"color": theme.INK, "width": 2}
        )
    finish(
        figure,
        title=f"How alike every two of {len(names)} states voted in {period}",
        subtitle=f"{label(measure)}: {UNITS[measure]}; framed: the six members",
        tables=[TABLE],
        alt=_words(frame, period),
        frame=frame,
        note="Blank: the same state, fewer than ten shared votes, or a measure without a value.",
        height=720,
    )
    return figure.update_layout(margin_t=180)


def _words(frame: pd.DataFrame, period: int) -> str:
    frame = frame.dropna(subset="value")
    if frame.empty:
        return f"No pair of states has a value in {period}."
    most, least = frame.loc[frame["value"].idxmax()], frame.loc[frame["value"].idxmin()]
    told = " ".join(
        f"{words} alike: {data.names()[row['state']]} and {data.names()[row['other']]}, "
        f"{row['value']:.2f}."
        for words, row in (("Most", most), ("Least", least))
    )
    members = frame[(frame["state"] == "RUS") & frame["other"].isin(agreement.FIVE)]
    with_members = ", ".join(
        f"{data.names()[row.other]} {row.value:.2f}" for row in members.itertuples()
    )
    return f"{len(frame)} pairs of states in {period}. {told} Russia with: {with_members}."


def _frame(states: list[str], values: np.ndarray, counts: np.ndarray) -> pd.DataFrame:
    one, other = np.triu_indices(len(states), 1)
    names = np.array(states)
    return pd.DataFrame(
        {
            "state": names[one],
            "other": names[other],
            "value": values[one, other],
            "n": counts[one, other],
        }
    )
