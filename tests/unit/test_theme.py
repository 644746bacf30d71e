"""Colours stay apart for readers with colour-vision deficiency and in grey print."""

from __future__ import annotations

import itertools
import math

import pytest

from helpers import theme

# Machado, Oliveira and Fernandes (2009), severity 1.0; applied to linear RGB.
SIMULATIONS = {
    "normal": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    r, g, b = (min(1.0, max(0.0, part)) for part in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, simulation: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    rows = SIMULATIONS[simulation]
    return lab([sum(m * c for m, c in zip(row, rgb, strict=True)) for row in rows])


@pytest.mark.parametrize("simulation", SIMULATIONS)
@pytest.mark.parametrize("palette", ["STATE_COLOURS", "VOTE_COLOURS"])
def test_colours_stay_apart(palette: str, simulation: str) -> None:
    colours = getattr(theme, palette)
    for first, second in itertools.combinations(colours, 2):
        distance = math.dist(seen(colours[first], simulation), seen(colours[second], simulation))
        assert distance >= 19, f"{first} and {second}: {distance:.0f}"


@pytest.mark.parametrize("palette", ["STATE_COLOURS", "VOTE_COLOURS"])
def test_colours_survive_grey_print(palette: str) -> None:
    lightness = sorted(seen(colour, "normal")[0] for colour in getattr(theme, palette).values())
    steps = [b - a for a, b in itertools.pairwise(lightness)]
    assert min(steps) >= 6.5


def test_every_member_has_its_own_marker() -> None:
    assert set(theme.STATE_MARKERS) == set(theme.STATE_COLOURS) == set(theme.MEMBERS)
    assert len(set(theme.STATE_MARKERS.values())) == 6
