"""In which years conflicts with a government cost lives in battle, since 1990."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.figures import finish

# Sign by type of conflict; the larger, filled sign stands for a war.
TYPES = {
    "interstate": "diamond",
    "internationalised intrastate": "square",
    "intrastate": "circle",
}
DEATHS = {1: "25–999 deaths", 2: "1,000 or more"}
_COLOURS = {1: "#FFFFFF", 2: "#7A1F3D"}
_SIZES = {1: 8, 2: 11}


def active(table: pd.DataFrame) -> go.Figure:
    """Draw the years in which each conflict was active, after UCDP/PRIO.

    Args:
        table: Table ``conflicts``.

    Returns:
        One row a conflict, the newest at the bottom; hollow signs stand for 25 to 999 battle
        deaths in a year, filled ones for 1,000 or more.

    Example:
        >>> figure = active(data.load("conflicts"))
        >>> sum(len(trace.x) for trace in figure.data)
        94
    """
    rows = table.sort_values(["year", "conflict_label"])
    labels = rows["conflict_label"].drop_duplicates().tolist()
    figure = go.Figure()
    for kind, symbol in TYPES.items():
        for deaths, words in DEATHS.items():
            some = rows[(rows["type"] == kind) & (rows["intensity"] == deaths)]
            if len(some):
                figure.add_trace(_signs(some, f"{kind}, {words}", symbol, deaths))
    figure.add_vline(x=2021.5, line={"dash": "dot", "width": 1.2, "color": theme.INK})
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=labels,
        range=[len(labels) - 0.4, -0.6],
        tickfont={"size": 12},
    )
    first, last = int(rows["year"].min()), int(rows["year"].max())
    figure.update_xaxes(range=[first - 0.7, last + 0.7], dtick=5, tick0=1990)
    figure.update_layout(legend={"x": 0, "y": 1.0, "yanchor": "bottom", "xanchor": "left"})
    finish(
        figure,
        title="Armed conflicts with a government in the post-Soviet space",
        subtitle=f"years with 25 battle deaths or more, {first}–{last}; dotted: start of 2022",
        tables=["conflicts"],
        alt=_words(rows, labels),
        frame=rows,
        note="Names of conflicts follow the territory or the opponents and say nothing on status.",
        height=740,
    )
    return figure.update_layout(margin_t=190)


def _signs(some: pd.DataFrame, name: str, symbol: str, deaths: int) -> go.Scatter:
    return go.Scatter(
        x=some["year"].tolist(),
        y=some["conflict_label"].tolist(),
        mode="markers",
        name=name,
        marker={
            "symbol": symbol,
            "color": _COLOURS[deaths],
            "size": _SIZES[deaths],
            "line": {"color": theme.INK, "width": 1.2},
        },
        text=[_hover(row) for row in some.itertuples()],
        hovertemplate="<b>%{y}, %{x}</b><br>%{text}<extra></extra>",
    )


def _hover(row: tuple) -> str:
    sides = (
        f"{_side(row.side_a, row.side_a_support)} against {_side(row.side_b, row.side_b_support)}"
    )
    ended = f", ended {row.episode_end_date:%Y-%m-%d}" if row.episode_ends else ""
    return (
        f"over {row.incompatibility}; {html.escape(sides)}<br>first death in battle "
        f"{row.start_date:%Y-%m-%d}<br>this episode since {row.episode_start_date:%Y-%m-%d}{ended}"
    )


def _side(state: str | float, support: str | float) -> str:
    named = "a group" if pd.isna(state) else data.names()[state]
    if pd.isna(support):
        return named
    return f"{named} with troops of " + ", ".join(data.names()[one] for one in support.split(";"))


def _words(rows: pd.DataFrame, labels: list[str]) -> str:
    told = []
    for label in labels:
        one = rows[rows["conflict_label"] == label]
        worst = " with a year of 1,000 deaths or more" if (one["intensity"] == 2).any() else ""
        first, last = one["year"].min(), one["year"].max()
        when = f"{first}" if first == last else f"{first}–{last}, {len(one)} active years"
        told.append(f"{label}: {when}{worst}")
    return f"{len(labels)} conflicts. {'; '.join(told)}."
