"""Colours stay apart for readers with colour-vision deficiency and in grey print."""

from __future__ import annotations

import itertools
import math

import pytest
from colour_vision import SIMULATIONS, seen

from helpers import theme

DEFICIENCIES = [name for name in SIMULATIONS if name != "grey print"]


@pytest.mark.parametrize("simulation", DEFICIENCIES)
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
