"""Where fighting, unrest, attacks and settlements took place."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, figures, maps, theme
from helpers.measures import conflicts as measure

EXTENT = "caucasus_to_central_asia"
# Words, colour and sign of the groups of kinds; the time line tells single kinds apart.
GROUPS = {
    "fighting, attack": (("fighting", "attack"), "#7A1F3D", "circle"),
    "unrest": (("unrest",), "#5B6BB5", "square"),
    "settlement": (("diplomacy",), "#FFFFFF", "diamond"),
    "other": (("blockade", "accident", "withdrawal"), "#8A8A8A", "cross"),
}
_NAMES = {
    "ARM": (44.6, 40.95),
    "AZE": (48.9, 40.6),
    "KAZ": (66, 47.5),
    "KGZ": (75.0, 41.3),
    "TJK": (72.7, 38.6),
    "UZB": (63.5, 41.6),
}


def places(events: pd.DataFrame, extent: str = EXTENT) -> go.Figure:
    """Draw the events that lie between the Black Sea and China.

    Args:
        events: Rows of ``conflict_events``.
        extent: An extent of `helpers.maps`.

    Returns:
        One sign a kind, with the number of the event; places outside are named in the footer.

    Example:
        >>> figure = places(data.load("conflict_events"))
        >>> "Crocus" in figure.layout.meta["alt"]
        True
    """
    rows = measure.numbered(events) if "number" not in events else events
    inside = _inside(rows, extent)
    drawn, outside = rows[inside], rows[~inside]
    figure = maps.categories(pd.Series(dtype=object), extent=extent, colours={}, labels={}, rest="")
    for words, (kinds, colour, symbol) in GROUPS.items():
        # A group without events stays in the legend: a live map must keep its traces.
        some = drawn[drawn["kind"].isin(kinds)]
        points = some.assign(text=[_hover(row) for row in some.itertuples()])
        name = f"{words} ({len(some)})"
        maps.add_points(figure, points, name=name, colour=colour, symbol=symbol, size=11)
    figure.add_trace(_labels())
    if rows.empty:
        figure.add_annotation(
            text="No event fits this choice.", x=0.5, y=0.5, showarrow=False, font={"size": 15}
        )
    years = f", {rows['year'].min()}–{rows['year'].max()}" if len(rows) else ""
    away = "; ".join(f"{row.number} {row.place}" for row in outside.itertuples())
    return figures.finish(
        figure,
        title="Where it happened",
        subtitle=f"{len(drawn)} events by kind{years}",
        tables=["conflict_events"],
        alt=_words(drawn, outside),
        frame=rows,
        note=(f"Outside the map: {away}. " if away else "") + maps.BOUNDARIES,
        height=560,
    )


def _inside(rows: pd.DataFrame, extent: str) -> pd.Series:
    window = maps.EXTENTS[extent]
    east_west, south_north = window["lonaxis"]["range"], window["lataxis"]["range"]
    return rows["longitude"].between(*east_west) & rows["latitude"].between(*south_north)


def _labels() -> go.Scattergeo:
    return go.Scattergeo(
        lon=[place[0] for place in _NAMES.values()],
        lat=[place[1] for place in _NAMES.values()],
        text=[data.names()[code] for code in _NAMES],
        mode="text",
        textfont={"size": 12, "color": theme.MUTED},
        hoverinfo="skip",
        showlegend=False,
    )


def _hover(event: tuple) -> str:
    return (
        f"<b>{event.number} {html.escape(event.place)}</b><br>{event.date}, {event.kind}; deaths: "
        f"{event.deaths}<br>{html.escape(event.conflict)}"
    )


def _words(drawn: pd.DataFrame, outside: pd.DataFrame) -> str:
    if drawn.empty and outside.empty:
        return "No event fits this choice: the map is empty."
    groups = drawn.groupby("conflict", sort=False)
    told = "; ".join(
        f"{name}: " + ", ".join(_told(row) for row in rows.itertuples()) for name, rows in groups
    )
    away = ", ".join(outside["place"])
    counted = "1 event" if len(drawn) == 1 else f"{len(drawn)} events"
    on_map = (
        f"Map of {counted}. {told}." if len(drawn) else "No event of this choice is on the map."
    )
    return on_map + (f" Outside the map: {away}." if away else "")


def _told(event: tuple) -> str:
    return f"{event.place} {event.date[:4]} ({event.kind}, deaths: {event.deaths})"
