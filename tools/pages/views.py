"""Explorers on pages: one control of each works without a kernel, over views drawn beforehand.

A view is what the explorer itself draws after its control was moved, so a page shows the same
values as the notebook. `CHOICES` says which control a page keeps; the others stay as they start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import ipywidgets as widgets

from helpers import explorers, figures
from helpers.explorers.base import Explorer

# By the title of the explorer: how to make it, and the control that teaches most.
CHOICES: dict[str, tuple[Callable[[], Explorer], str]] = {
    "How any state voted on Ukraine": (explorers.start.state_votes, "state"),
    "Membership time-machine": (explorers.founding.time_machine, "year"),
    "Treaty explorer": (explorers.founding.treaty_explorer, "provision"),
    "Weight of the largest member": (explorers.founding.weights, "indicator"),
    "Sites of Russia and others": (explorers.founding.sites, "region"),
    "Votes on Ukraine on a map": (explorers.war.vote_map, "resolution"),
    "Events on a time line": (explorers.timeline.timeline, "actor"),
    "Article 4 case tester": (explorers.war.case_tester, "case_id"),
    "Member dossier": (explorers.dossier.member, "member"),
    "Spectrum builder": (explorers.spectrum.builder, "view"),
    "Agreement with Russia": (explorers.agreement.with_russia, "comparison"),
    "Exports of the European Union": (explorers.trade.exports, "reporter"),
    "Gauges of cohesion": (explorers.cohesion.gauges, "state"),
    "Requests, responses and control cases": (explorers.response.cases, "who"),
    "Choose the denominator": (explorers.response.reference_class, "asked"),
    "Scenario model": (explorers.scenario.model, "value_war_outcome"),
    "Published forecasts": (explorers.scenario.published, "became"),
    "Links with partners outside": (explorers.partners.links, "year"),
    "Nine organisations by year": (explorers.organisations.memberships, "year"),
    "Trade partners": (explorers.trade_partners.shares, "who"),
    "Events around the alliance": (explorers.conflicts.events, "conflict"),
}


@dataclass(frozen=True)
class View:
    """What an explorer shows for one option.

    Attributes:
        option: The option in words.
        figure: ``data`` and ``layout``, as notebooks store them.
        text: Escaped HTML that stands under the figure.
    """

    option: str
    figure: dict[str, Any]
    text: str


@dataclass(frozen=True)
class Views:
    """All views of an explorer over the options of one control.

    Attributes:
        title: Title of the explorer.
        label: Label of the control.
        slider: Whether the options are steps on a line.
        start: Place of the view that the explorer starts with.
        views: One view an option.
        settings: All controls and what they are set to, in words.
    """

    title: str
    label: str
    slider: bool
    start: int
    views: list[View]
    settings: list[str]


@cache
def of(title: str) -> Views:
    """Return all views of an explorer.

    Args:
        title: Key of `CHOICES`.
    """
    make, name = CHOICES[title]
    explorer = make()
    control = explorer.controls[name]
    options = options_of(control)
    start = [value for _, value in options].index(control.value)
    settings = [
        f"{other.description}: {'as chosen above' if other is control else _told(other)}"
        for other in explorer.controls.values()
    ]
    views = []
    for words, value in options:
        control.value = value
        views.append(View(words, figures.as_stored(explorer.figure), explorer.text.value))
    slider = isinstance(control, widgets.IntSlider)
    return Views(title, control.description, slider, start, views, settings)


def options_of(control: widgets.Widget) -> list[tuple[str, Any]]:
    """Return the options of a control in words and as values.

    A drop-down, a tick and a slider of whole numbers have every option; other sliders have some
    that stand for the rest.
    """
    if isinstance(control, widgets.IntSlider):
        steps = range(control.min, control.max + 1, control.step)
        return [(str(value), value) for value in steps]
    if isinstance(control, widgets.Checkbox):
        return [("on", True), ("off", False)]
    if isinstance(control, widgets.FloatSlider):
        return [(str(value), value) for value in range(int(control.min), int(control.max) + 1)]
    if isinstance(control, widgets.IntRangeSlider):
        low, middle, high = control.min, (control.min + control.max) // 2, control.max
        return [(f"{a}–{b}", (a, b)) for a, b in ((low, high), (low, middle), (middle + 1, high))]
    return [one if isinstance(one, tuple) else (str(one), one) for one in control.options]


def _told(control: widgets.Widget) -> str:
    if isinstance(control, widgets.Checkbox):
        return "on" if control.value else "off"
    if isinstance(control, widgets.Dropdown):
        return str(control.label)
    if isinstance(control, widgets.IntRangeSlider):
        return "–".join(map(str, control.value))
    return f"{control.value:g}"
