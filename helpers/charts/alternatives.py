"""Links with other partners: every one by date, and how many before and after the invasion."""

from __future__ import annotations

import html
import textwrap

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.layout import legend_above
from helpers.figures import finish
from helpers.measures import alternatives

TABLE = "partnerships"

_CAVEAT = (
    "A sample found by searching, mostly for the later years: it cannot show how much was new "
    "after the invasion. Rows about Russia are left out."
)
_PERIODS = {"before": ("#9AA3AD", "circle-open"), "after": ("#1B448D", "circle")}


def strip(partnerships: pd.DataFrame) -> go.Figure:
    """Draw every link with a partner outside Russia once, by date and type.

    Args:
        partnerships: Table ``partnerships``.

    Returns:
        One mark a link in colour and marker of the member; the number by year on top.

    Example:
        >>> figure = strip(data.load("partnerships"))
        >>> sum(len(trace.x) for trace in figure.data)
        91
    """
    rows = alternatives.links(partnerships)
    types = rows["type"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    places = {kind: place for place, kind in enumerate(types.index)}
    # Links of one type within a few weeks would cover each other: spread them over three lanes.
    lane = rows.groupby("type").cumcount() % 3
    rows = rows.assign(place=rows["type"].map(places) + (lane - 1) * 0.24)
    figure = go.Figure()
    for member in theme.MEMBERS:
        part = rows[rows["member"] == member]
        if part.empty:
            continue
        figure.add_trace(
            go.Scatter(
                x=part["when"].dt.strftime("%Y-%m-%d").tolist(),
                y=part["place"].tolist(),
                mode="markers",
                name=f"{data.names()[member]} ({len(part)})",
                marker={
                    "symbol": [
                        theme.STATE_MARKERS[member] + ("-open" if sure == "contested" else "")
                        for sure in part["confidence"]
                    ],
                    "color": theme.colour(member),
                    "size": 10,
                    "line": {"width": 1.5, "color": theme.colour(member)},
                },
                customdata=[_hover(row) for row in part.itertuples()],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    figure.add_vline(
        x=alternatives.INVASION.strftime("%Y-%m-%d"),
        line={"color": theme.INK, "width": 1, "dash": "dot"},
    )
    years = alternatives.by_year(partnerships)
    for row in years.itertuples():
        figure.add_annotation(
            x=f"{row.year}-07-01",
            y=-0.95,
            text=f"<b>{row.count}</b>" if row.year != years["year"].iloc[-1] else f"{row.count}*",
            showarrow=False,
            font={"size": 12},
        )
    figure.update_xaxes(range=["2014-11-01", "2026-10-01"], dtick="M12", tickformat="%Y")
    figure.update_yaxes(
        tickvals=list(places.values()),
        ticktext=[f"{kind} ({types[kind]})" for kind in places],
        range=[len(places) - 0.4, -1.4],
        zeroline=False,
    )
    finish(
        figure,
        title="Links of the members with partners other than Russia",
        subtitle=(
            f"{len(rows)} links found; top row: number a year (* half a year); hollow: contested; "
            "dotted: 24 February 2022"
        ),
        tables=[TABLE],
        alt=_strip_alt(rows, years),
        frame=rows[["partnership_id", "member", "partner_label", "type", "date", "period"]],
        note=f"{_CAVEAT} Dates known only by year or month stand at its first day.",
        height=560,
    )
    return legend_above(figure)


def rates(partnerships: pd.DataFrame) -> go.Figure:
    """Draw how many links a year were found before and after the invasion, by type.

    Args:
        partnerships: Table ``partnerships``.

    Returns:
        Two marks a type with exact 95% intervals; the counts are written at the side.

    Example:
        >>> "not known" in rates(data.load("partnerships")).layout.meta["alt"]
        True
    """
    table = alternatives.by_type(partnerships)
    links = alternatives.links(partnerships)
    types = list(dict.fromkeys(table["type"]))
    figure = go.Figure()
    for period, (colour, symbol) in _PERIODS.items():
        part = table[table["period"] == period]
        years = part["years"].iloc[0]
        figure.add_trace(
            go.Scatter(
                x=part["per_year"].tolist(),
                y=[
                    types.index(kind) + (0.16 if period == "after" else -0.16)
                    for kind in part["type"]
                ],
                mode="markers",
                name=f"{period} ({years:.1f} years)",
                marker={
                    "symbol": symbol,
                    "size": 11,
                    "color": colour,
                    "line": {"width": 2, "color": colour},
                },
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "array": (part["high"] - part["per_year"]).tolist(),
                    "arrayminus": (part["per_year"] - part["low"]).tolist(),
                    "color": colour,
                    "thickness": 2,
                    "width": 4,
                },
                customdata=part["count"].tolist(),
                hovertemplate="%{x:.2f} a year (%{customdata} links)<extra></extra>",
            )
        )
    counts = table.pivot(index="type", columns="period", values="count")
    right = table["high"].max() * 1.06
    figure.add_trace(
        go.Scatter(
            x=[right] * len(types),
            y=list(range(len(types))),
            mode="text",
            text=[f"{counts.loc[kind, 'before']} → {counts.loc[kind, 'after']}" for kind in types],
            textposition="middle right",
            hoverinfo="skip",
            showlegend=False,
        )
    )
    figure.update_yaxes(
        tickvals=list(range(len(types))),
        ticktext=types,
        range=[len(types) - 0.4, -0.6],
        zeroline=False,
    )
    figure.update_xaxes(range=[-0.1, right * 1.16], title="links found a year")
    unplaced = int((links["period"] == "not known").sum())
    finish(
        figure,
        title="Links found a year, before and after 24 February 2022",
        subtitle=(
            "per year with exact 95% Poisson interval; at the side: number before → after; "
            f"{unplaced} dated only 2022 are left out"
        ),
        tables=[TABLE],
        alt=_rates_alt(table, unplaced),
        frame=table,
        note=f"{_CAVEAT} The interval covers chance, not this bias.",
        height=560,
    )
    return legend_above(figure)


def _hover(row: tuple) -> str:
    told = textwrap.wrap(f"{row.date}, {row.partner_label}: {row.substance}", 60)
    return "<br>".join(html.escape(line) for line in told)


def _strip_alt(rows: pd.DataFrame, years: pd.DataFrame) -> str:
    by_year = ", ".join(f"{row.year} {row.count}" for row in years.itertuples())
    by_member = ", ".join(
        f"{data.names()[code]} {count}" for code, count in rows["member"].value_counts().items()
    )
    by_type = ", ".join(f"{kind} {count}" for kind, count in rows["type"].value_counts().items())
    return (
        f"{len(rows)} links. By year: {by_year}. By member: {by_member}. By type: {by_type}. "
        f"{_CAVEAT}"
    )


def _rates_alt(table: pd.DataFrame, unplaced: int) -> str:
    told = "; ".join(
        f"{row.type} {row.period}: {row.count} in {row.years:.1f} years, {row.per_year:.1f} a year "
        f"({row.low:.1f} to {row.high:.1f})"
        for row in table.itertuples()
    )
    return f"{told}. {unplaced} links dated only 2022: side not known. {_CAVEAT}"
