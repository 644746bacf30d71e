"""The land of the maps: windows of the region, and shapes cut to fit into them."""

from __future__ import annotations

import math

from helpers import data

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
        "lonaxis": {"range": [40, 81]},
        "lataxis": {"range": [35.5, 51.5]},
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
_MARGIN = 0.6


def window(west: float, east: float, south: float, north: float) -> dict:
    """Return the settings of a part of a Mercator map.

    The middle is part of them: without it a map keeps the middle of the larger window, and shows
    another place.

    Args:
        west: Degrees, as for all that follow.
        east: Right edge.
        south: Lower edge.
        north: Upper edge.

    Example:
        >>> window(42, 48, 38, 42)["center"]
        {'lon': 45.0, 'lat': 40.03}
    """
    heights = [math.asinh(math.tan(math.radians(lat))) for lat in (south, north)]
    middle = math.degrees(math.atan(math.sinh(sum(heights) / 2)))
    return {
        "lonaxis": {"range": [west, east]},
        "lataxis": {"range": [south, north]},
        "center": {"lon": (west + east) / 2, "lat": round(middle, 2)},
    }


class _Shared(dict):
    """GeoJSON that figures share: plotly copies every trace, and shapes are large."""

    def __deepcopy__(self, memo: dict) -> _Shared:
        return self


_SHAPES: dict[str, _Shared] = {}


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
