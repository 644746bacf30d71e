"""Maps that draw with no network: own shapes, no base map, the same view on boundaries."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme

BOUNDARIES = (
    "Boundaries: Crimea is drawn as Ukraine (UN General Assembly resolution 68/262); disputed "
    "areas can be switched on in the legend; the rest follows Natural Earth. "
    "No endorsement implied."
)

# Projections and windows in degrees, chosen so that the shapes of the region fill the frame.
EXTENTS = {
    "world": {
        "projection": {"type": "natural earth"},
        "lonaxis": {"range": [-180, 180]},
        "lataxis": {"range": [-58, 84]},
    },
    "eurasia": {
        "projection": {
            "type": "conic equal area",
            "parallels": [40, 65],
            "rotation": {"lon": 85},
        },
        "lonaxis": {"range": [18, 160]},
        "lataxis": {"range": [33, 80]},
    },
    "caucasus": {
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [26, 52]},
        "lataxis": {"range": [36, 54]},
    },
    "central_asia": {
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [45, 90]},
        "lataxis": {"range": [34, 56]},
    },
    "caucasus_to_central_asia": {
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [36, 86]},
        "lataxis": {"range": [34.5, 53]},
    },
    "europe_to_china": {
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [20, 92]},
        "lataxis": {"range": [31.5, 58]},
        # The middle of the window on the map, not of its degrees.
        "center": {"lon": 56, "lat": 46.5},
    },
}
# These maps hold only the land of their window, a fraction of all: many fit into a notebook.
CUT = ("caucasus_to_central_asia", "europe_to_china")
_MARGIN = 2.0


class _Shared(dict):
    """GeoJSON that figures share: plotly copies every trace, and shapes are large."""

    def __deepcopy__(self, memo: dict) -> _Shared:
        return self


_SHAPES: dict[str, _Shared] = {}


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
    lon, lat, text = [], [], []
    for feature in data.shapes("disputed_areas")["features"]:
        for ring in _rings(feature["geometry"]):
            lon += [point[0] for point in ring] + [None]
            lat += [point[1] for point in ring] + [None]
            text += [feature["properties"]["name"]] * len(ring) + [None]
    figure.add_trace(
        go.Scattergeo(
            lon=lon,
            lat=lat,
            text=text,
            hovertemplate="Disputed area: %{text}<extra></extra>",
            mode="lines",
            line={"color": theme.INK, "width": 1.4, "dash": "dot"},
            name="disputed areas (switch on)",
            visible="legendonly",
        )
    )


def land(extent: str) -> dict:
    """Return the shapes of the states on a map, as GeoJSON that figures may share.

    Args:
        extent: See `base`.

    Example:
        >>> "USA" in {feature["id"] for feature in land("caucasus_to_central_asia")["features"]}
        False
    """
    name = "world" if extent == "world" else "eurasia"
    key = extent if extent in CUT else name
    if key not in _SHAPES:
        shapes = data.shapes(name)
        _SHAPES[key] = _Shared(_cut(shapes, EXTENTS[extent]) if extent in CUT else shapes)
    return _SHAPES[key]


def _cut(shapes: dict, window: dict) -> dict:
    """Keep what lies in a window, with a margin, so that the cut edges are never seen."""
    (west, east), (south, north) = window["lonaxis"]["range"], window["lataxis"]["range"]
    sides = ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1))
    features = []
    for feature in shapes["features"]:
        polygons = [[_cut_ring(ring, sides) for ring in one] for one in _polygons(feature)]
        kept = [[ring for ring in one if len(ring) > 3] for one in polygons if len(one[0]) > 3]
        if kept:
            shape = {"type": "MultiPolygon", "coordinates": kept}
            features.append({**feature, "geometry": shape})
    return {**shapes, "features": features}


def _cut_ring(ring: list, sides: tuple) -> list:
    """Cut a ring at the four sides of a window (Sutherland and Hodgman 1974)."""
    for axis, edge, sign in sides:
        limit = edge - sign * _MARGIN
        kept = []
        for start, end in zip(ring[-1:] + ring[:-1], ring, strict=True):
            inside, was_inside = (sign * (one[axis] - limit) >= 0 for one in (end, start))
            if inside != was_inside:
                share = (limit - start[axis]) / (end[axis] - start[axis])
                other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
                crossing = [limit, round(other, 3)]
                kept.append(crossing if axis == 0 else crossing[::-1])
            if inside:
                kept.append(end)
        ring = kept
    return [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring


def _polygons(feature: dict) -> list:
    shape = feature["geometry"]
    return [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]


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
