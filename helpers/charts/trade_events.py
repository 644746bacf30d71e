"""Numbered sanctions events under a figure of trade."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme

_ACTORS = ["RUS", "KAZ", "ARM", "KGZ"]
_CLOSE_DAYS = 31


def event_strip(figure: go.Figure, events: pd.DataFrame) -> None:
    """Draw numbered events into the second row of a figure, one line an actor.

    Args:
        figure: Figure with two rows of panels; it is changed in place.
        events: Result of `measures.trade.events`.
    """
    heights = _heights(events)
    figure.add_trace(
        go.Scatter(
            x=[f"{day:%Y-%m-%d}" for day in events["day"]],
            y=heights,
            mode="markers+text",
            text=events["number"].astype(str).tolist(),
            textfont={"color": "#FFFFFF", "size": 10},
            marker={
                "size": 16,
                "symbol": "circle",
                "color": [theme.colour(actor) for actor in events["actor"]],
                "line": {"color": "#FFFFFF", "width": 1},
            },
            name="events",
            cliponaxis=False,
            hovertext=[
                f"{row.number}: {row.date}, {html.escape(data.names()[row.actor])}<br>"
                f"{html.escape(row.what)}"
                for row in events.itertuples()
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        ),
        row=2,
        col=1,
    )
    figure.update_yaxes(
        tickvals=list(range(len(_ACTORS))),
        ticktext=[data.names()[actor] for actor in _ACTORS],
        range=[len(_ACTORS) - 0.4, -0.6],
        zeroline=False,
        row=2,
        col=1,
    )


def _heights(events: pd.DataFrame) -> list[float]:
    """Return the row of each actor; events of one actor within a month move up and down."""
    heights = pd.Series(0.0, index=events.index)
    for actor, one in events.groupby("actor"):
        close = one["day"].diff().dt.days.lt(_CLOSE_DAYS)
        turns = close.groupby((~close).cumsum()).cumcount() % 2 * 2 - 1
        crowded = close | close.shift(-1, fill_value=False)
        heights[one.index] = _ACTORS.index(actor) + 0.3 * turns.where(crowded, 0)
    return heights.tolist()
