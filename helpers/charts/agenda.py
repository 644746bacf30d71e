"""What the agenda does to agreement: other questions, other answers."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers import data, theme
from helpers.charts import lines
from helpers.figures import finish
from helpers.measures import agenda, agreement

TABLES = ["un_votes", "un_ukraine_votes"]
_PARTS = [
    ("repeated", "resolutions of every year", "#1B448D"),
    ("ukraine", "votes on Ukraine", "#C1940F"),
    ("rest", "all others", "#C9C9C9"),
]


def effects(table: pd.DataFrame, measure: str = "agreement") -> go.Figure:
    """Draw agreement with Russia on several agendas side by side.

    Args:
        table: From `measures.agenda.effects`.
        measure: The measure that was computed.

    Returns:
        One panel an agenda with the same axis; one line with a band a member.

    Example:
        >>> votes, ukraine = data.load("un_votes"), data.load("un_ukraine_votes")
        >>> figure = effects(agenda.effects(votes, ukraine, ["KAZ"], draws=0))
        >>> [note.text for note in figure.layout.annotations[:3]][1]
        'without the votes on Ukraine'
    """
    agendas = table["agenda"].unique().tolist()
    states = table["state"].unique().tolist()
    figure = make_subplots(
        cols=len(agendas),
        shared_yaxes=True,
        horizontal_spacing=0.03,
        subplot_titles=[agenda.AGENDAS.get(name, name) for name in agendas],
    )
    figure.update_annotations({"font": {"size": 13}, "name": "panel"})
    for column, name in enumerate(agendas, start=1):
        panel = table[table["agenda"] == name]
        for state in states:
            rows = panel[panel["state"] == state]
            lines.band(figure, rows, "year", theme.colour(state), row=1, col=column)
        for state in states:
            rows = panel[panel["state"] == state]
            hover = [
                f"<b>{data.names()[state]}, {row.year}: {row.value:.2f}</b><br>{row.n} roll calls"
                for row in rows.itertuples()
            ]
            lines.state_line(
                figure,
                rows.assign(hover=hover),
                "year",
                "value",
                state,
                row=1,
                col=column,
                showlegend=column == 1,
            )
    years = table["year"]
    figure.update_xaxes(range=[years.min() - 0.5, years.max() + 0.5], dtick=2, tick0=years.min())
    shown = pd.concat([table["value"], table["low"], table["high"]])
    figure.update_yaxes(range=lines.shared_range(shown, -1, 1.0))
    figure.update_layout(legend={"orientation": "h", "x": 0, "y": 1.09, "yanchor": "bottom"})
    finish(
        figure,
        title="Agreement with Russia on several agendas",
        subtitle=f"{agreement.MEASURES[measure].split(' (')[0]} with Russia, "
        f"{years.min()}–{years.max()}; right: the same titles in every year",
        tables=TABLES,
        alt=_words(table, agendas, states),
        frame=table,
        note="Bands: 95% bootstrap intervals over roll calls."
        if table["low"].notna().any()
        else "",
        height=500,
    )
    return figure.update_layout(margin_t=132)


def size(table: pd.DataFrame) -> go.Figure:
    """Draw how many roll calls each year had and what they were about.

    Args:
        table: From `measures.agenda.by_year`.

    Returns:
        Stacked bars; the repeated resolutions are known only from 2019 on.

    Example:
        >>> votes, ukraine = data.load("un_votes"), data.load("un_ukraine_votes")
        >>> len(size(agenda.by_year(votes, ukraine)).data)
        3
    """
    table = table.assign(rest=table["roll_calls"] - table["ukraine"] - table["repeated"])
    figure = go.Figure()
    for column, name, colour in _PARTS:
        figure.add_trace(
            go.Bar(
                x=table["year"].tolist(),
                y=table[column].tolist(),
                name=name,
                marker={"color": colour},
                hovertemplate=f"%{{x}}: %{{y}} {name}<extra></extra>",
            )
        )
    figure.update_layout(
        barmode="stack",
        bargap=0.25,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )
    figure.update_yaxes(title="roll calls on whole texts")
    most = table.loc[table["roll_calls"].idxmax()]
    share = table.loc[table["ukraine_share"].idxmax()]
    return finish(
        figure,
        title="What the General Assembly voted on",
        subtitle=f"Roll calls a year, {table['year'].min()}–{table['year'].max()}",
        tables=TABLES,
        alt=f"Bars of roll calls a year. Most in {most['year']:.0f}: {most['roll_calls']:.0f}. "
        f"The share of votes on Ukraine was highest in {share['year']:.0f}: "
        f"{share['ukraine']:.0f} of {share['roll_calls']:.0f}. "
        f"{table['repeated'].max()} or fewer a year return every year since "
        f"{agenda.REPEATED_YEARS[0]}.",
        frame=table,
        note=f"Before {agenda.REPEATED_YEARS[0]} repeated resolutions are not marked: "
        "the source has no usable titles for autumn 2016 to 2018.",
        height=420,
    )


def _words(table: pd.DataFrame, agendas: list[str], states: list[str]) -> str:
    told = []
    for name in agendas:
        panel = table[table["agenda"] == name].dropna(subset="value")
        parts = []
        for state in states:
            rows = panel[panel["state"] == state].set_index("year")["value"]
            if len(rows):
                parts.append(
                    f"{data.names()[state]} "
                    + ", ".join(f"{value:.2f} in {year}" for year, value in rows.items())
                )
        label = agenda.AGENDAS.get(name, name)
        told.append(f"{label[:1].upper()}{label[1:]}: {'; '.join(parts)}.")
    return " ".join(told)
