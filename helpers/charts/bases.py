"""Foreign military and mission sites in the member states."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, figures, maps, theme

TABLES = ["bases"]
STATUSES = {
    "present": ("#12507B", "circle"),
    "ended": ("#FFFFFF", "x"),
    "announced": ("#F2A900", "triangle-up"),
    "disputed": ("#B21305", "diamond"),
    "unverified": ("#BDBDBD", "square"),
}
OPERATORS = {"RUS": "Russia", "CHN": "China", "EU": "European Union"}

# Places of the hosts' codes (Armenia is too small for one) and the window of the map, in degrees.
# Longitude stands first.
_HOSTS = {
    "BLR": (28, 54.2),
    "KAZ": (67, 49.5),
    "KGZ": (75.5, 41.3),
    "TJK": (70, 39.4),
}
_WINDOW = {"lonaxis": {"range": [21, 88]}, "lataxis": {"range": [34, 57]}}


def sites_map(bases: pd.DataFrame) -> go.Figure:
    """Draw sites by status; places are centres of towns, not facilities.

    Args:
        bases: Rows of ``bases``; those without coordinates are named in the footer.

    Returns:
        A map from Belarus to Central Asia.
    """
    drawn = bases[bases["latitude"].notna()]
    figure = maps.categories(
        pd.Series(dtype=object), extent="europe_to_china", colours={}, labels={}, rest=""
    )
    figure.update_geos(**_WINDOW)
    figure.add_trace(
        go.Scattergeo(
            lon=[place[0] for place in _HOSTS.values()],
            lat=[place[1] for place in _HOSTS.values()],
            text=list(_HOSTS),
            mode="text",
            textfont={"size": 12, "color": theme.MUTED},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    for status, (colour, symbol) in STATUSES.items():
        points = drawn[drawn["status"] == status]
        if len(points):
            points = points.assign(text=[_hover(row) for row in points.itertuples()])
            maps.add_points(
                figure,
                points,
                name=f"{status} ({len(points)})",
                colour=colour,
                symbol=symbol,
                size=11,
            )
    placeless = len(bases) - len(drawn)
    missing = f"{placeless} of {len(bases)} sites have no known place and are not drawn. "
    missing = missing if placeless else ""
    return figures.finish(
        figure,
        title="Sites of Russia and others in the member states",
        subtitle=f"{len(drawn)} sites by status; markers are centres of towns or runways, not "
        "facilities",
        tables=TABLES,
        alt=_words(bases, drawn),
        frame=bases[["base_id", "operator", "name", "host", "place", "status", "status_date"]],
        note=missing + maps.BOUNDARIES,
        height=540,
    )


def _hover(base: tuple) -> str:
    until = "" if pd.isna(base.agreement_until) else f"<br>agreement until {base.agreement_until}"
    opened = "" if pd.isna(base.opened) else f"<br>{base.opened} ({base.opened_meaning})"
    seen = "" if pd.isna(base.status_date) else f", {base.status_date}"
    return (
        f"<b>{html.escape(base.name)}</b><br>{OPERATORS[base.operator]} in "
        f"{data.names()[base.host]}, near {html.escape(base.place)}{opened}{until}"
        f"<br>status: {base.status}{seen}; confidence: {base.confidence}"
    )


def _words(bases: pd.DataFrame, drawn: pd.DataFrame) -> str:
    hosts = bases.groupby(["operator", "host"]).size()
    parts = [
        f"{OPERATORS[operator]} in {data.names()[host]} {count}"
        for (operator, host), count in hosts.items()
    ]
    statuses = ", ".join(f"{count} {one}" for one, count in bases["status"].value_counts().items())
    return (
        f"Map of {len(drawn)} of {len(bases)} sites. By operator and host: {', '.join(parts)}. "
        f"By status: {statuses}."
    )
