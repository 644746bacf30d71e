"""Money that individuals send to Armenia and from it."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers import data, theme
from helpers.figures import finish
from helpers.measures.transfers import REST, by_country

DIRECTIONS = {"inflow": "Received in Armenia", "outflow": "Sent from Armenia"}
# Colour and hatch; Russia keeps the colour that it has throughout the course.
_LOOKS = {
    "RUS": (theme.colour("RUS"), ""),
    "USA": ("#FFFFFF", "/"),
    REST: ("#B9C4CE", ""),
}


def armenia(table: pd.DataFrame) -> go.Figure:
    """Draw transfers of individuals by country of the other side.

    Args:
        table: Table ``armenia_transfers``.

    Returns:
        Two panels of stacked bars with one scale; the words at a bar give the part without trade
        and business, and at the last group the countries in it that the table names.

    Example:
        >>> figure = armenia(data.load("armenia_transfers"))
        >>> [trace.name for trace in figure.data[:3]]
        ['Russia', 'United States', 'all other countries']
    """
    figure = make_subplots(
        rows=2,
        shared_xaxes=True,
        shared_yaxes="all",
        vertical_spacing=0.1,
        subplot_titles=list(DIRECTIONS.values()),
    )
    for place, direction in enumerate(DIRECTIONS, start=1):
        rows = table[table["direction"] == direction]
        for group in _LOOKS:
            figure.add_trace(_bars(rows, group, first=place == 1), row=place, col=1)
        figure.add_vline(
            x=2021.65, line={"dash": "dot", "width": 1.2, "color": theme.INK}, row=place, col=1
        )
    figure.update_annotations(x=0, xanchor="left", font={"size": 13})
    figure.update_xaxes(dtick=1, showticklabels=True)
    figure.update_yaxes(title="million US dollars", rangemode="tozero")
    figure.update_layout(
        barmode="stack",
        bargap=0.25,
        legend={"orientation": "h", "x": 0, "y": 1.06, "yanchor": "bottom"},
    )
    first, last = int(table["year"].min()), int(table["year"].max())
    return finish(
        figure,
        title="Money sent to Armenia and from Armenia by individuals",
        subtitle=f"million current US dollars a year, {first}–{last}; dotted: 24 February 2022",
        tables=["armenia_transfers"],
        alt=_words(table),
        frame=table.drop(columns="source_id"),
        note="From 2022 on mostly money of people and firms that moved, and payments for trade.",
        height=560,
    ).update_layout(margin_t=130)


def _bars(rows: pd.DataFrame, group: str, first: bool) -> go.Bar:
    direction = rows["direction"].iloc[0]
    total, family = (by_country(rows, direction, kind) for kind in ("total", "non-commercial"))
    name = data.names().get(group, group)
    colour, hatch = _LOOKS[group]
    named = [] if group != REST else [one for one in total if one not in ("WLD", *_LOOKS)]
    told = []
    for year in total.index:
        parts = [f"{name} {year}: {total.loc[year, group]:,.0f} million"]
        parts.append(f"without trade and business {family.loc[year, group]:,.0f}")
        parts += [
            f"{data.names()[one]} {total.loc[year, one]:,.1f} ({family.loc[year, one]:,.1f})"
            for one in named
        ]
        told.append("<br>".join(parts))
    return go.Bar(
        x=total.index.tolist(),
        y=total[group].round(3).tolist(),
        name=name,
        showlegend=first,
        marker={
            "color": colour,
            "line": {"color": theme.INK, "width": 0.6},
            "pattern": {"shape": hatch, "fgcolor": theme.INK, "size": 5},
        },
        hovertext=told,
        hoverinfo="text",
    )


def _words(table: pd.DataFrame) -> str:
    last = int(table["year"].max())
    told = []
    for direction, words in DIRECTIONS.items():
        total, family = (by_country(table, direction, kind) for kind in ("total", "non-commercial"))
        years = "; ".join(
            f"{year} {total.loc[year, 'WLD']:,.0f}, of it Russia {total.loc[year, 'RUS']:,.0f}; "
            f"without trade and business {family.loc[year, 'WLD']:,.0f}"
            for year in (2013, 2021, 2022, 2023, last)
        )
        told.append(f"{words}, million US dollars: {years}")
    return ". ".join(told) + "."
