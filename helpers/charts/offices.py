"""Who heads the organisation, who chairs it, and which forces it declares."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, figures, theme

SECRETARY, CHAIR = "Secretary General", "Chair of the Council"
_FORCE_SYMBOLS = ["circle", "square", "diamond"]
_FORCE_COLOURS = ["#7A4B9A", "#12507B", "#C46A00"]


def terms(secretaries: pd.DataFrame, chairs: pd.DataFrame) -> go.Figure:
    """Draw who held the two offices, coloured by state.

    Args:
        secretaries: Table ``secretaries_general``.
        chairs: Table ``chairs``.

    Returns:
        Two rows of bars on a time axis. Dates known by month or year begin on the first and end
        on the last day they can mean; a term without a known start is not drawn.
    """
    rows = pd.concat(
        [secretaries.assign(office=SECRETARY), chairs.assign(office=CHAIR, capacity="full")],
        ignore_index=True,
    )
    rows = rows[rows["start"].notna()].assign(
        begins=lambda one: data.start_of(one["start"]), ends=lambda one: _end_of(one["end"])
    )
    figure = go.Figure([_term(row) for row in rows.itertuples()])
    for state in [state for state in theme.MEMBERS if state in set(rows["state"])]:
        figure.add_trace(
            go.Bar(
                x=[None], y=[SECRETARY], name=data.names()[state], marker_color=theme.colour(state)
            )
        )
    figure.add_vline(x=data.as_of("chairs"), line={"color": theme.INK, "width": 1, "dash": "dot"})
    figure.update_layout(
        barmode="overlay",
        bargap=0.35,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        uniformtext={"minsize": 9, "mode": "show"},
    )
    figure.update_xaxes(type="date", range=["2002-09-01", "2029-03-01"], dtick="M36")
    figure.update_yaxes(categoryorder="array", categoryarray=[CHAIR, SECRETARY])
    figures.finish(
        figure,
        title="Who led the organisation: Secretaries General and chairs of the Council",
        subtitle="terms by state, 2003–2028; hatched: acting; dotted line: as-of date, terms right "
        "of it are planned",
        tables=["secretaries_general", "chairs"],
        alt=_terms_words(rows),
        frame=rows[["office", "state", "name", "capacity", "start", "end", "end_planned"]],
        note="Chairs before June 2006 are not known well enough to be drawn.",
        height=330,
    )
    return figure.update_layout(margin_t=110)


def _term(row: tuple) -> go.Bar:
    colour = theme.colour(row.state)
    acting = row.capacity == "acting"
    who = data.names()[row.state] if pd.isna(row.name) else f"{row.name} ({row.state})"
    planned = " (planned end)" if row.end_planned else ""
    return go.Bar(
        orientation="h",
        y=[row.office],
        base=[row.begins.strftime("%Y-%m-%d")],
        x=[(row.ends - row.begins).days * 86_400_000],
        marker={
            "color": "#FFFFFF" if acting else colour,
            "line": {"color": "#FFFFFF" if not acting else colour, "width": 1},
            "pattern": {"shape": "/" if acting else "", "fgcolor": colour},
        },
        text=[row.state if (row.ends - row.begins).days > 200 else ""],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0 if row.office == SECRETARY else -90,
        textfont={"color": theme.INK if acting or row.state == "TJK" else "#FFFFFF", "size": 11},
        showlegend=False,
        hovertemplate=f"<b>{row.office}: {html.escape(who)}</b><br>{row.capacity}<br>"
        f"{row.start} to {row.end}{planned}<extra></extra>",
    )


def _end_of(partial: pd.Series) -> pd.Series:
    start = data.start_of(partial)
    ends = {4: pd.offsets.YearEnd(0), 7: pd.offsets.MonthEnd(0), 10: pd.DateOffset(days=0)}
    return pd.Series(
        [day + ends[len(text)] for day, text in zip(start, partial, strict=True)],
        index=partial.index,
    )


def _terms_words(rows: pd.DataFrame) -> str:
    full = rows[(rows["office"] == SECRETARY) & (rows["capacity"] == "full")]
    chairs = rows[rows["office"] == CHAIR]["state"].value_counts()
    named = ", ".join(f"{row.name} ({row.state}) from {row.start}" for row in full.itertuples())
    counted = ", ".join(f"{data.names()[state]} {count}" for state, count in chairs.items())
    return f"Appointed Secretaries General: {named}. Terms in the chair: {counted}."


def strengths(forces: pd.DataFrame) -> go.Figure:
    """Draw which strength was named for each collective force, and when.

    Args:
        forces: Table ``forces``.

    Returns:
        One marker a figure named in a source.
    """
    named = forces[forces["declared_strength"].notna()].assign(
        day=lambda one: data.start_of(one["date"])
    )
    figure = go.Figure()
    for (force, one), symbol, colour in zip(
        named.groupby("force"), _FORCE_SYMBOLS, _FORCE_COLOURS, strict=True
    ):
        figure.add_trace(
            go.Scatter(
                x=one["day"].dt.strftime("%Y-%m-%d").tolist(),
                y=one["declared_strength"].astype(int).tolist(),
                text=[f"{value:,}" for value in one["declared_strength"]],
                textposition="bottom center" if symbol == "circle" else "top center",
                mode="markers+text",
                marker={"symbol": symbol, "size": 11, "color": colour},
                name=force,
                customdata=[
                    html.escape(f"{row.date}, {row.strength_basis}") for row in one.itertuples()
                ],
                hovertemplate="%{text}<br>%{customdata}<extra>" + html.escape(force) + "</extra>",
            )
        )
    figure.update_yaxes(title="persons", range=[0, 23000], tickformat=",")
    figure.update_xaxes(range=["2005-01-01", "2024-06-01"], dtick="M36")
    figure.update_layout(legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"})
    figures.finish(
        figure,
        title="Declared strength of the collective forces",
        subtitle="persons, as named by the source of each date, 2006–2022; nobody verified them",
        tables=["forces"],
        alt=_strength_words(named),
        frame=named[["force", "date", "declared_strength", "strength_basis", "confidence"]],
        height=420,
    )
    return figure.update_layout(margin_t=115)


def _strength_words(named: pd.DataFrame) -> str:
    parts = [
        f"{force}: "
        + ", ".join(f"{row.declared_strength:,} ({row.date})" for row in one.itertuples())
        for force, one in named.groupby("force")
    ]
    return f"Strengths named in sources. {'; '.join(parts)}."
