"""Where partners stand on the map of links, and how a line reaches them."""

from __future__ import annotations

import math

from helpers import data

# Longitude, latitude (degrees), side of the name. A partner beyond the window stands at its edge.
HOMES = {
    "ARM": (44.9, 40.1, "bottom left"),
    "BLR": (28.0, 53.4, "top right"),
    "KAZ": (68.0, 48.2, "top right"),
    "KGZ": (75.0, 41.5, "top right"),
    "TJK": (71.0, 38.5, "bottom center"),
}
_INSIDE = {
    "AZE": (49.0, 40.6, "top right"),
    "IRN": (55.0, 34.6, "middle right"),
    "PAK": (69.5, 32.4, "middle left"),
    "IND": (77.5, 32.4, "middle right"),
    "CHN": (87.0, 41.0, "bottom center"),
    "RUS": (41.0, 55.7, "middle right"),
    "TUR": (32.9, 39.2, "bottom center"),
    "UZB": (64.0, 41.6, "middle left"),
}
_BEYOND = {
    "USA": (21.0, 50.0, "top right"),
    "FRA": (21.0, 43.7, "top right"),
    "ARE": (50.5, 32.3, "middle left"),
    "JPN": (91.0, 47.5, "top left"),
}
_BODIES = {
    "EU": (21.0, 47.0, "top right"),
    "NATO": (57.0, 57.0, "middle right"),
    "OTS": (66.0, 57.0, "middle right"),
    "SCO": (21.0, 57.0, "middle right"),
    "TITR": (79.0, 57.0, "middle right"),
}
PLACES = HOMES | _INSIDE | _BEYOND | _BODIES
_SHORT = {
    "EU": "European Union",
    "NATO": "NATO",
    "OTS": "Turkic States (OTS)",
    "SCO": "SCO",
    "TITR": "Middle Corridor",
    "ARE": "UA Emirates",
}
GROUPS = {
    "partner on the map": (_INSIDE, "circle"),
    "beyond the map": (_BEYOND, "triangle-up"),
    "organisation or route": (_BODIES, "square"),
}
_BEND = 0.12
STEPS = 12


def name_of(code: str) -> str:
    """Return the short name of a partner or member, as the map writes it.

    Example:
        >>> name_of("TITR"), name_of("FRA")
        ('Middle Corridor', 'France')
    """
    return _SHORT.get(code, data.names()[code])


def curve(start: str, end: str) -> tuple[list[float], list[float]]:
    """Return a quadratic Bézier curve between two places, bent to the left on a Mercator map.

    Args:
        start: Code of a member or partner with a place in `PLACES`.
        end: The same.

    Returns:
        Longitudes and latitudes in degrees, `STEPS` + 1 points from one place to the other.

    Example:
        >>> lon, lat = curve("ARM", "IND")
        >>> len(lon), lon[0], lat[-1]
        (13, 44.9, 32.4)
    """
    (x0, y0), (x2, y2) = (_projected(*PLACES[code][:2]) for code in (start, end))
    x1 = (x0 + x2) / 2 - _BEND * (y2 - y0)
    y1 = (y0 + y2) / 2 + _BEND * (x2 - x0)
    lon, lat = [], []
    for step in range(STEPS + 1):
        t = step / STEPS
        parts = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
        lon.append(round(sum(p * x for p, x in zip(parts, (x0, x1, x2), strict=True)), 2))
        height = sum(p * y for p, y in zip(parts, (y0, y1, y2), strict=True))
        lat.append(round(_latitude(height), 2))
    return lon, lat


def _projected(lon: float, lat: float) -> tuple[float, float]:
    return lon, math.degrees(math.log(math.tan(math.radians(45 + lat / 2))))


def _latitude(height: float) -> float:
    return 2 * math.degrees(math.atan(math.exp(math.radians(height)))) - 90
