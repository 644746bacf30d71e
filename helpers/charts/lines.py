"""Lines over years with bands and labels at their ends."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.figures import literal

GREY_DASHES = ["dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "5px 2px 1px 2px"]
GREYS = ["#6B6B6B", "#8A8A8A", "#4F4F4F"]


def band(
    figure: go.Figure,
    rows: pd.DataFrame,
    x: str,
    colour: str,
    low: str = "low",
    high: str = "high",
    **place: int,
) -> None:
    """Add an interval as a pale band that breaks where it is unknown.

    Args:
        figure: Figure to draw on.
        rows: Columns ``x``, ``low`` and ``high`` in order.
        x: Column of the horizontal axis.
        colour: Colour as ``#RRGGBB``.
        low: Column of the lower end.
        high: Column of the upper end.
        place: ``row`` and ``col`` of a panel.
    """
    places, lows, highs = (rows[name].to_numpy() for name in (x, low, high))
    known = np.flatnonzero(~np.isnan(lows.astype(float)))
    across: list = []
    up: list = []
    for run in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1):
        across += [*places[run].tolist(), *places[run][::-1].tolist(), None]
        up += [*highs[run].round(4).tolist(), *lows[run][::-1].round(4).tolist(), None]
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    figure.add_trace(
        go.Scatter(
            x=across,
            y=up,
            fill="toself",
            mode="lines",
            line={"width": 0},
            fillcolor=f"rgba({red},{green},{blue},0.11)",
            hoverinfo="skip",
            showlegend=False,
        ),
        **place,
    )


def state_line(
    figure: go.Figure, rows: pd.DataFrame, x: str, y: str, state: str, **place: object
) -> None:
    """Add the line of a member in its colour and with its marker.

    Args:
        figure: Figure to draw on.
        rows: Columns ``x``, ``y`` and ``hover`` of one state, in order.
        x: Column of the horizontal axis.
        y: Column of the vertical axis; the line breaks where it is missing.
        state: ISO 3166-1 alpha-3 code.
        place: ``row``, ``col`` and whether the state is in the legend (``showlegend``).
    """
    legend = {"showlegend": place.pop("showlegend", False), "legendgroup": state}
    figure.add_trace(
        go.Scatter(
            x=rows[x].tolist(),
            y=_plain(rows[y]),
            name=data.names()[state],
            mode="lines+markers",
            line={"color": theme.colour(state), "width": 2},
            marker={"symbol": theme.STATE_MARKERS[state], "size": 7},
            hovertext=rows["hover"].tolist(),
            hovertemplate="%{hovertext}<extra></extra>",
            **legend,
        ),
        **place,
    )


def grey_line(figure: go.Figure, rows: pd.DataFrame, x: str, y: str, number: int) -> None:
    """Add the line of a state or group of comparison: grey, told apart by its dashes."""
    figure.add_trace(
        go.Scatter(
            x=rows[x].tolist(),
            y=_plain(rows[y]),
            mode="lines",
            line={
                "color": GREYS[number % len(GREYS)],
                "width": 1.5,
                "dash": GREY_DASHES[number % len(GREY_DASHES)],
            },
            hovertext=rows["hover"].tolist(),
            hovertemplate="%{hovertext}<extra></extra>",
            showlegend=False,
        )
    )


def end_labels(figure: go.Figure, ends: list[tuple[str, float, str]], x: float) -> None:
    """Write names at the right of lines, moved apart as little as needed to be read.

    Args:
        figure: Figure with a set range of its vertical axis and a set height.
        ends: Name, last value and colour of each line.
        x: Last place on the horizontal axis.
    """
    bottom, top = figure.layout.yaxis.range
    inner = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    gap = 15.5 / inner * (top - bottom)
    ends = sorted(ends, key=lambda end: end[1])
    places = apart([value for _, value, _ in ends], gap)
    above = [bottom + number * gap for number in range(len(ends))]
    below = [top - number * gap for number in reversed(range(len(ends)))]
    places = [min(max(p, low), high) for p, low, high in zip(places, above, below, strict=True)]
    figure.add_trace(
        go.Scatter(
            x=[x] * len(ends),
            y=[round(place, 4) for place in places],
            mode="text",
            text=[literal(f"  {text}") for text, _, _ in ends],
            textposition="middle right",
            textfont={"color": [colour for _, _, colour in ends], "size": 12},
            cliponaxis=False,
            hoverinfo="skip",
            showlegend=False,
        )
    )


def apart(values: list[float], gap: float) -> list[float]:
    """Move sorted values apart until neighbours keep a distance, as little as possible.

    Args:
        values: Sorted values.
        gap: Least distance of neighbours.

    Returns:
        Places in the same order: the least-squares solution (pool adjacent violators).

    Example:
        >>> apart([1.0, 1.0, 5.0], 1.0)
        [0.5, 1.5, 5.0]
    """
    blocks: list[list[float]] = []
    for number, value in enumerate(values):
        blocks.append([value - number * gap, 1])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            mean, size = blocks.pop()
            before, count = blocks.pop()
            blocks.append([(mean * size + before * count) / (size + count), size + count])
    flat = [mean for mean, size in blocks for _ in range(int(size))]
    return [float(mean + number * gap) for number, mean in enumerate(flat)]


def shared_range(values: pd.Series, least: float, most: float) -> list[float]:
    """Return the ends of an axis: all values with some air, between two limits.

    Example:
        >>> shared_range(pd.Series([0.52, 0.8]), 0, 1)
        [0.5, 0.85]
    """
    known = values.dropna()
    low = np.floor(known.min() * 20) / 20 if len(known) else least
    high = np.floor(known.max() * 20) / 20 + 0.05 if len(known) else most
    return [round(float(max(low, least)), 2), round(float(min(high, most)), 2)]


def last_value(rows: pd.DataFrame, x: str, y: str) -> float | None:
    """Return the last known value of a line."""
    known = rows.sort_values(x)[y].dropna()
    return float(known.iloc[-1]) if len(known) else None


def _plain(values: pd.Series) -> list:
    return [None if pd.isna(value) else round(float(value), 4) for value in values]
