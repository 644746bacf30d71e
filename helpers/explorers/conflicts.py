"""Explorer of the events around the alliance: a map in three windows, with every source."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import charts, data, sources
from helpers.explorers import base
from helpers.measures import conflicts as measure

ALL = "all"
WINDOWS = {
    "whole region": ([40, 81], [35.5, 51.5]),
    "South Caucasus": ([41.5, 50.5], [38, 42.5]),
    "Kyrgyzstan and Tajikistan": ([66.5, 76.5], [36.5, 43.5]),
}


def events() -> base.Explorer:
    """Return an explorer of the events by conflict, kind and year, with their sources.

    Example:
        >>> list(events().controls)
        ['window', 'conflict', 'kind', 'last']
    """
    table = measure.numbered(data.load("conflict_events"))
    told = {row.number: _told(row) for row in table.itertuples()}
    first, last = int(table["year"].min()), int(table["year"].max())

    def chosen(conflict: str, kind: str, last: int) -> pd.DataFrame:
        kept = table["year"] <= last
        if conflict != ALL:
            kept &= table["conflict"] == conflict
        if kind != ALL:
            kept &= table["kind"] == kind
        return table[kept]

    def draw(window: str, **choice: object) -> go.Figure:
        longitude, latitude = WINDOWS[window]
        return charts.conflict_map.places(chosen(**choice)).update_geos(
            lonaxis_range=longitude, lataxis_range=latitude
        )

    def detail(window: str, **choice: object) -> str:
        rows = chosen(**choice)
        count = "1 event" if len(rows) == 1 else f"{len(rows)} events"
        return f"<p>{count}.</p><ol>{''.join(told[number] for number in rows['number'])}</ol>"

    return base.Explorer(
        "Events around the alliance",
        draw,
        {
            "window": base.dropdown("Window of the map", list(WINDOWS)),
            "conflict": base.dropdown("Conflict", [ALL, *table["conflict"].unique()]),
            "kind": base.dropdown("Kind", [ALL, *table["kind"].unique()]),
            "last": base.slider("Up to year", first, last, last),
        },
        detail=detail,
    )


def _told(row: tuple) -> str:
    deaths = "" if pd.isna(row.deaths_low) else f" Deaths: {row.deaths}."
    how = "" if pd.isna(row.deaths_detail) else f" {html.escape(row.deaths_detail)}"
    note = "" if pd.isna(row.note) else f" <em>{html.escape(row.note)}</em>"
    until = "" if pd.isna(row.date_end) else f" to {row.date_end}"
    return (
        f'<li value="{row.number}" style="max-width:60em"><b>{row.date}{until}, '
        f"{html.escape(row.place)}</b> ({html.escape(row.conflict)}; {row.kind}; confidence "
        f"{row.confidence}). {html.escape(row.event)}{deaths}{how}{note} "
        f"Sources: {sources.links(row.source_ids)}</li>"
    )
