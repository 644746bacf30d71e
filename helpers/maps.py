"""Maps that draw with no network: own shapes, no base map, the same view on boundaries."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.map_shapes import CUT, EXTENTS, land

__all__ = [
    "BOUNDARIES",
    "CUT",
    "EXTENTS",
    "add_disputed_areas",
    "add_points",
    "base",
    "categories",
    "land",
]

BOUNDARIES = (
    "Boundaries: Crimea is drawn as Ukraine (UN General Assembly resolution 68/262); disputed "
    "areas can be switched on in the legend; the rest follows Natural Earth. "
    "No endorsement implied."
)


def base(extent: str) -> go.Figure:
    """Return an empty map of an extent that draws without any request.

    Args:
        extent: ``world``, ``eurasia``, ``caucasus``, ``central_asia`` or
            ``caucasus_to_central_asia``, a light map of the states between the Black Sea and China,
            or ``europe_to_china``, a wider one from Belarus to Xinjiang.

    Returns:
        A figure whose first trace is invisible: plotly.js then does not ask for a base map.

    Example:
        >>> base("eurasia").layout.geo.visible
        False
    """
    figure = go.Figure(
        go.Scattergeo(lon=[None], lat=[None], mode="markers", hoverinfo="skip", showlegend=False)
    )
    figure.update_layout(
        geo={**EXTENTS[extent], "visible": False, "bgcolor": theme.WATER, "resolution": 110},
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"},
    )
    return figure


def categories(
    values: pd.Series,
    *,
    extent: str,
    colours: Mapping[str, str],
    labels: Mapping[str, str],
    hover: pd.Series | None = None,
    rest: str = "other states",
) -> go.Figure:
    """Draw states coloured by category, with a legend that also counts them.

    Args:
        values: Category by ISO 3166-1 alpha-3 code; states without one are drawn as land.
        extent: See `base`.
        colours: Colour of each category, in legend order.
        labels: Words of each category.
        hover: Text for the pointer by code; the name of the state is put before it.
        rest: Words for states that have no category.

    Returns:
        A map figure without title.

    Raises:
        KeyError: A category has no colour.

    Example:
        >>> figure = categories(
        ...     pd.Series({"KAZ": "A"}), extent="eurasia",
        ...     colours=theme.VOTE_COLOURS, labels=theme.VOTE_LABELS)
        >>> [trace.type for trace in figure.data][:2]
        ['scattergeo', 'choropleth']
    """
    shapes = land(extent)
    codes = [feature["id"] for feature in shapes["features"]]
    order = list(colours)
    level = {category: number for number, category in enumerate(order, start=1)}
    steps = [theme.LAND, *colours.values()]
    figure = base(extent)
    figure.add_trace(
        go.Choropleth(
            geojson=shapes,
            locations=codes,
            z=[level[values[code]] if code in values.index else 0 for code in codes],
            zmin=-0.5,
            zmax=len(order) + 0.5,
            colorscale=_stepped(steps),
            showscale=False,
            marker={"line": {"color": theme.BORDER, "width": 0.5}},
            text=[_hover_text(code, values, labels, hover, rest) for code in codes],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    counts = values.value_counts()
    for category in order:
        _legend_entry(figure, f"{labels[category]} ({counts.get(category, 0)})", colours[category])
    add_disputed_areas(figure)
    return figure


def add_points(
    figure: go.Figure,
    points: pd.DataFrame,
    *,
    name: str,
    colour: str,
    symbol: str = "circle",
    size: int = 9,
) -> None:
    """Add one group of points to a map.

    Args:
        figure: A map from this module.
        points: Columns ``latitude``, ``longitude`` (degrees) and ``text`` (escaped).
        name: Words for the legend.
        colour: Fill of the markers.
        symbol: plotly marker symbol, different for each group.
        size: Marker size in pixels.
    """
    figure.add_trace(
        go.Scattergeo(
            lon=points["longitude"].tolist(),
            lat=points["latitude"].tolist(),
            text=points["text"].tolist(),
            hovertemplate="%{text}<extra></extra>",
            mode="markers",
            name=name,
            marker={
                "color": colour,
                "symbol": symbol,
                "size": size,
                "line": {"color": theme.INK, "width": 0.8},
            },
        )
    )


def add_disputed_areas(figure: go.Figure) -> None:
    """Add the outlines of disputed areas, switched off until the reader asks for them."""
    group = {"visible": "legendonly", "legendgroup": "disputed"}
    lon, lat, names = [], [], []
    for feature in data.shapes("disputed_areas")["features"]:
        rings = [ring for ring in _rings(feature["geometry"]) if _in_window(figure, ring)]
        if not rings:
            continue
        for ring in rings:
            lon += [point[0] for point in ring] + [None]
            lat += [point[1] for point in ring] + [None]
        # The name stands once, at a point of the outline: repeated, it would weigh as much again.
        names.append((*max(rings, key=len)[0], feature["properties"]["name"]))
    figure.add_trace(
        go.Scattergeo(
            lon=lon,
            lat=lat,
            mode="lines",
            line={"color": theme.INK, "width": 1.4, "dash": "dot"},
            name="disputed areas (switch on)",
            hoverinfo="skip",
            **group,
        )
    )
    figure.add_trace(
        go.Scattergeo(
            lon=[name[0] for name in names],
            lat=[name[1] for name in names],
            text=[name[2] for name in names],
            hovertemplate="Disputed area: %{text}<extra></extra>",
            mode="markers",
            marker={"color": theme.INK, "size": 6, "symbol": "circle-open"},
            showlegend=False,
            **group,
        )
    )


def _in_window(figure: go.Figure, ring: list) -> bool:
    """Tell whether a ring touches the window of a map; on curved maps all do."""
    geo = figure.layout.geo
    if geo.projection.type != "mercator":
        return True
    windows = geo.lonaxis.range, geo.lataxis.range
    return all(
        min(point[axis] for point in ring) < window[1]
        and max(point[axis] for point in ring) > window[0]
        for axis, window in enumerate(windows)
    )


def _stepped(colours: list[str]) -> list[list]:
    count = len(colours)
    return [
        [edge / count, colour]
        for number, colour in enumerate(colours)
        for edge in (number, number + 1)
    ]


def _hover_text(
    code: str,
    values: pd.Series,
    labels: Mapping[str, str],
    hover: pd.Series | None,
    rest: str,
) -> str:
    name = f"<b>{data.names()[code]}</b>"
    if code not in values.index:
        return f"{name}<br>{rest}"
    words = hover[code] if hover is not None and code in hover.index else labels[values[code]]
    return f"{name}<br>{words}"


def _legend_entry(figure: go.Figure, name: str, colour: str) -> None:
    figure.add_trace(
        go.Scattergeo(
            lon=[None],
            lat=[None],
            mode="markers",
            name=name,
            marker={
                "color": colour,
                "symbol": "square",
                "size": 12,
                "line": {"color": theme.BORDER, "width": 1},
            },
            hoverinfo="skip",
        )
    )


def _rings(geometry: dict) -> list[list]:
    if geometry["type"] == "Polygon":
        return geometry["coordinates"]
    return [ring for polygon in geometry["coordinates"] for ring in polygon]
