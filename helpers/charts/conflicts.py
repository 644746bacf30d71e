"""Deaths by year and place, and the chronology of fighting, unrest and settlements."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers import data, theme
from helpers.figures import finish
from helpers.measures import conflicts as measure

# Smaller years have no number: their labels would lie on each other.
_TOLD = 25
WAR = pd.Timestamp("2022-02-24")
# Colour and sign of each kind of event; a settlement is hollow.
KINDS = {
    "fighting": ("#7A1F3D", "circle"),
    "attack": ("#B5651D", "triangle-up"),
    "unrest": ("#5B6BB5", "square"),
    "blockade": ("#4A4A4A", "x"),
    "accident": ("#8A8A8A", "cross"),
    "withdrawal": ("#2F7F8F", "triangle-left"),
    "diplomacy": ("#FFFFFF", "diamond"),
}


def deaths(table: pd.DataFrame, first: int = 2005) -> go.Figure:
    """Draw the deaths of organised violence in three pairs of states, each with its own scale.

    Args:
        table: Table ``conflict_deaths``.
        first: First year drawn.

    Returns:
        Bars of UCDP's best estimate with its range; years of 25 deaths or more are labelled.

    Example:
        >>> figure = deaths(data.load("conflict_deaths"))
        >>> [trace.name for trace in figure.data if trace.type == "bar"]
        ['Armenia and Azerbaijan', 'Kyrgyzstan and Tajikistan', 'Kazakhstan and Uzbekistan']
    """
    series = {
        name: measure.deaths(table, states, first) for name, states in measure.REGIONS.items()
    }
    figure = make_subplots(
        rows=len(series), shared_xaxes=True, vertical_spacing=0.09, subplot_titles=list(series)
    )
    for row, (name, years) in enumerate(series.items(), start=1):
        figure.add_trace(_bars(name, years), row=row, col=1)
        figure.add_trace(_numbers(years), row=row, col=1)
    figure.update_annotations(x=0, xanchor="left", font={"size": 13})
    for row in range(1, len(series) + 1):
        figure.add_vline(
            x=2022 - 0.5, line={"dash": "dot", "width": 1, "color": theme.INK}, row=row, col=1
        )
    figure.update_yaxes(rangemode="tozero", nticks=4)
    figure.update_xaxes(dtick=5, tick0=2005, showticklabels=True)
    figure.update_layout(showlegend=False, bargap=0.25)
    last = int(table["year"].max())
    return finish(
        figure,
        title="Deaths of organised violence, by place",
        subtitle=f"persons a year, {first}–{last}; bars: UCDP's best estimate, thin lines: low to "
        "high; scales differ; dotted: start of 2022",
        tables=["conflict_deaths"],
        alt=_words(series),
        frame=pd.concat([one.assign(place=name) for name, one in series.items()]),
        note="Counted where people died. Unrest by a crowd without an organised group is left out.",
        height=640,
    )


def _bars(name: str, years: pd.DataFrame) -> go.Bar:
    return go.Bar(
        x=years["year"].tolist(),
        y=years["best"].tolist(),
        name=name,
        marker={"color": "#8FA3B5", "line": {"color": theme.INK, "width": 0.5}},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (years["high"] - years["best"]).tolist(),
            "arrayminus": (years["best"] - years["low"]).tolist(),
            "thickness": 1,
            "width": 3,
            "color": theme.INK,
        },
        customdata=years[["low", "high"]].to_numpy().tolist(),
        hovertemplate="%{x}: %{y:,} (%{customdata[0]:,} to %{customdata[1]:,})<extra></extra>",
    )


def _numbers(years: pd.DataFrame) -> go.Scatter:
    some = years[years["best"] >= _TOLD]
    return go.Scatter(
        x=some["year"].tolist(),
        y=some["high"].tolist(),
        mode="text",
        text=[_number(row) for row in some.itertuples()],
        textposition="top center",
        textfont={"size": 11},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _number(year: tuple) -> str:
    """A label above a long range must not look like its upper end."""
    wide = year.high > 1.4 * year.best and year.high > 10 * _TOLD
    return f"{year.best:,}" + (f" (to {year.high:,})" if wide else "")


def _words(series: dict[str, pd.DataFrame]) -> str:
    told = []
    for name, years in series.items():
        some = years[years["best"] >= _TOLD]
        listed = ", ".join(
            f"{row.year}: {row.best:,} ({row.low:,} to {row.high:,})" for row in some.itertuples()
        )
        told.append(f"{name}: {listed or 'no year with 25 deaths or more'}")
    return "Years with 25 deaths or more, best estimate and range. " + "; ".join(told) + "."


def chronology(events: pd.DataFrame) -> go.Figure:
    """Draw the events on one line a conflict, with their ranges of deaths.

    Args:
        events: Table ``conflict_events``.

    Returns:
        Marks by kind; numbers lead to the list of events.

    Example:
        >>> figure = chronology(data.load("conflict_events"))
        >>> figure.layout.meta["title"].startswith("26 events")
        True
    """
    rows = measure.numbered(events) if "number" not in events else events
    step = rows.groupby("conflict").cumcount() % 4 * 0.2 - 0.3
    rows = rows.assign(day=data.start_of(rows["date"]), step=step)
    lanes = rows.groupby("conflict")["day"].min().sort_values(ascending=False).index.tolist()
    figure = go.Figure()
    for kind, (colour, symbol) in KINDS.items():
        some = rows[rows["kind"] == kind]
        if len(some):
            figure.add_trace(_marks(some, kind, colour, symbol, lanes))
    figure.add_vline(x=WAR, line={"dash": "dot", "width": 1.2, "color": theme.INK})
    figure.update_yaxes(
        type="linear",
        tickvals=list(range(len(lanes))),
        ticktext=[lane.replace(" (", "<br>(") for lane in lanes],
        range=[-0.6, len(lanes) - 0.2],
        zeroline=False,
    )
    figure.update_xaxes(range=["2020-06-01", "2026-07-15"])
    figure.update_layout(legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"})
    return finish(
        figure,
        title=f"{len(rows)} events around the alliance, 2020–2026",
        subtitle="numbers: see the words under the figure; dotted: 24 February 2022",
        tables=["conflict_events"],
        alt=_told(rows),
        frame=rows.drop(columns="step"),
        note="Found by searching; small incidents are missing. Dates known only by month stand at "
        "its first day.",
        height=560,
    )


def _marks(some: pd.DataFrame, kind: str, colour: str, symbol: str, lanes: list[str]) -> go.Scatter:
    # Events of one conflict close in time step up, so that their numbers do not lie on each other.
    height = some["conflict"].map(lanes.index) + some["step"]
    return go.Scatter(
        x=some["day"].tolist(),
        y=height.tolist(),
        mode="markers+text",
        name=f"{kind} ({len(some)})",
        text=some["number"].astype(str).tolist(),
        textposition="middle right",
        textfont={"size": 11},
        marker={
            "symbol": symbol,
            "color": colour,
            "size": 10,
            "line": {"color": theme.INK, "width": 1.2},
        },
        customdata=some[["date", "place", "deaths"]].to_numpy().tolist(),
        hovertemplate="%{text}: %{customdata[0]}, %{customdata[1]}<br>deaths: %{customdata[2]}"
        "<extra></extra>",
    )


def _told(rows: pd.DataFrame) -> str:
    counted = rows["deaths_low"].notna()
    listed = "; ".join(
        f"{row.number} {row.place} {row.date} ({row.kind}, deaths: {row.deaths})"
        for row in rows[counted].itertuples()
    )
    others = "; ".join(
        f"{row.number} {row.place} {row.date} ({row.kind})" for row in rows[~counted].itertuples()
    )
    kinds = ", ".join(f"{count} {kind}" for kind, count in rows["kind"].value_counts().items())
    return f"{len(rows)} events: {kinds}. With a count of deaths: {listed}. Without: {others}."
