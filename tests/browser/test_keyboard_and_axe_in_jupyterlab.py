"""Explorers without a mouse: Tab reaches every control, is seen, and leaves; axe finds nothing.

Three notebooks have all kinds of controls: lists, sliders, players, boxes to tick, radio buttons,
text, buttons, links and folded tables. Two of them wait for `-m matrix`.
"""

from __future__ import annotations

import keyboard
import lab
import pytest

NAMES = ("01_founding", "03_member_reactions", "06_conclusion")
PLACES = [
    place
    if place.id == NAMES[0]
    else pytest.param(*place.values, id=place.id, marks=[pytest.mark.matrix])
    for place in lab.places(lab.JUPYTERLAB)
    if place.id in NAMES
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("notebook", PLACES, indirect=True),
]


def test_tab_reaches_every_control_is_seen_and_leaves(notebook: lab.Notebook) -> None:
    assert keyboard.faults(notebook) == []


def test_axe_finds_nothing_grave_in_our_outputs(notebook: lab.Notebook) -> None:
    assert keyboard.grave(notebook) == []
