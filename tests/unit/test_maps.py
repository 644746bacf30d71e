"""Light maps: only the land of the window, cut at its edges, nothing invented."""

from __future__ import annotations

import itertools
import json

import pandas as pd
import pytest

from helpers import data, maps

LIGHT = "caucasus_to_central_asia"


def rings(shapes: dict) -> list[list]:
    return [
        ring
        for feature in shapes["features"]
        for polygon in maps._polygons(feature)
        for ring in polygon
    ]


def test_nothing_lies_far_outside_the_window() -> None:
    (west, east), (south, north) = (
        maps.EXTENTS[LIGHT][f"{one}axis"]["range"] for one in ("lon", "lat")
    )
    margin = maps._MARGIN
    for lon, lat in (point for ring in rings(maps.land(LIGHT)) for point in ring):
        assert west - margin <= lon <= east + margin
        assert south - margin <= lat <= north + margin


def test_states_inside_the_window_keep_every_point() -> None:
    whole = {one["id"]: one["geometry"] for one in data.shapes("eurasia")["features"]}
    light = {one["id"]: one for one in maps.land(LIGHT)["features"]}
    for code in ("ARM", "KGZ", "TJK", "UZB"):
        kept = sorted(
            map(tuple, (point for ring in rings({"features": [light[code]]}) for point in ring))
        )
        full = rings({"features": [{"geometry": whole[code]}]})
        assert kept == sorted(tuple(point) for ring in full for point in ring)


def test_rings_are_closed() -> None:
    assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in rings(maps.land(LIGHT)))


@pytest.mark.parametrize(
    ("ring", "area"),
    [([[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], 4.0), ([[9, 9], [10, 9], [10, 10], [9, 9]], 0.0)],
)
def test_a_square_is_cut_at_the_corner(
    ring: list, area: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maps, "_MARGIN", 0.0)
    cut = maps._cut_ring(ring, ((0, 2, 1), (0, 8, -1), (1, 2, 1), (1, 8, -1)))
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(cut))
    assert abs(twice) / 2 == area


def test_the_light_map_is_light() -> None:
    def size(extent: str) -> int:
        values = pd.Series({"KAZ": "A"})
        figure = maps.categories(values, extent=extent, colours={"A": "#888"}, labels={"A": "a"})
        return len(json.dumps(figure.to_plotly_json(), default=str))

    assert size(LIGHT) < size("eurasia") / 2
