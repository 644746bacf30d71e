"""Light maps: only the land of the window, cut at its edges, nothing invented."""

from __future__ import annotations

import itertools
import json

import pandas as pd
import pytest

from helpers import data, map_shapes, maps

LIGHT = "caucasus_to_central_asia"


def rings(shapes: dict) -> list[list]:
    return [
        ring
        for feature in shapes["features"]
        for polygon in map_shapes._polygons(feature)
        for ring in polygon
    ]


def test_nothing_lies_far_outside_the_window() -> None:
    (west, east), (south, north) = (
        maps.EXTENTS[LIGHT][f"{one}axis"]["range"] for one in ("lon", "lat")
    )
    margin = map_shapes._MARGIN
    for lon, lat in (point for ring in rings(maps.land(LIGHT)) for point in ring):
        assert west - margin <= lon <= east + margin
        assert south - margin <= lat <= north + margin


def area(shapes: dict) -> float:
    return sum(
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))) / 2
        for ring in rings(shapes)
    )


@pytest.mark.parametrize("extent", maps.CUT)
def test_states_inside_the_window_keep_every_point(extent: str) -> None:
    whole = {one["id"]: one for one in data.shapes("eurasia")["features"]}
    light = {one["id"]: one for one in maps.land(extent)["features"]}
    for code in ("ARM", "AZE", "KGZ", "TJK", "UZB"):
        one, full = {"features": [light[code]]}, {"features": [whole[code]]}
        known = {tuple(point) for ring in rings(full) for point in ring}
        assert {tuple(point) for ring in rings(one) for point in ring} == known
        assert area(one) == pytest.approx(area(full))


def test_rings_are_closed() -> None:
    assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in rings(maps.land(LIGHT)))


@pytest.mark.parametrize(
    ("ring", "area"),
    [([[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], 4.0), ([[9, 9], [10, 9], [10, 10], [9, 9]], 0.0)],
)
def test_a_square_is_cut_at_the_corner(
    ring: list, area: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_shapes, "_MARGIN", 0.0)
    cut = map_shapes._cut_ring(ring, ((0, 2, 1), (0, 8, -1), (1, 2, 1), (1, 8, -1)))
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(cut))
    assert abs(twice) / 2 == area


def test_the_light_map_is_light() -> None:
    def size(extent: str) -> int:
        values = pd.Series({"KAZ": "A"})
        figure = maps.categories(values, extent=extent, colours={"A": "#888"}, labels={"A": "a"})
        return len(json.dumps(figure.to_plotly_json(), default=str))

    assert size(LIGHT) < size("eurasia") / 2
