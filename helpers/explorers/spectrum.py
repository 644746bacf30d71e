"""Explorer that orders the members by weights of one's own and shows how stable the order is."""

from __future__ import annotations

import html

import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go

from helpers import charts, data
from helpers.charts.positions import GROUPS
from helpers.explorers import base
from helpers.measures import positions as matrix
from helpers.measures import spectrum as measure

VIEWS = {
    "scores on a line": "line",
    "ranks under random weights": "ranks",
    "one indicator left out": "left_out",
}
COUNTING = {"each indicator alike": False, "each group alike": True}
MISSING = {
    "known indicators of each member": "available",
    "only indicators known for all five": "complete",
    "worst and best case": "bounds",
}
SETS = {
    "all": (),
    "without the two UN votes": tuple(matrix.UN_VOTES),
    "without CSTO and court (reasons: Azerbaijan)": tuple(matrix.ABOUT_AZERBAIJAN),
}
CONTESTED = {
    "left out": "out",
    "read towards Russia's line": "towards",
    "read away from it": "away",
}
_EXPLAINED = {
    "available": (
        "Each mean rests on other indicators, because each member has other gaps. A gap in a "
        "field where the others score low lifts a member."
    ),
    "complete": "All means rest on the same indicators, but what is not known for one is lost.",
    "bounds": (
        "Each blank cell takes the lowest, then the highest code that its rule allows a member, "
        "neutral always among them. Real values lie inside; the limits are wide on purpose."
    ),
}
_LIMITS = (
    "A mean lets a high code on one question make up for a low one on another, and it treats "
    "all steps as equally wide (OECD and JRC 2008). Random weights test one choice only "
    "(Saisana, Saltelli and Tarantola 2005): one person coded, and several indicators measure "
    "nearly the same thing."
)


def builder() -> base.Explorer:
    """Return the spectrum builder: weights, gaps and contested cells are chosen by the reader.

    Example:
        >>> len(builder().controls)
        12
    """
    positions, indicators = data.load("positions"), data.load("position_indicators")
    codes = {name: matrix.stances(positions, indicators, name) for name in matrix.CONTESTED}
    limits = matrix.allowed(indicators)
    groups_of = indicators.set_index("indicator")["group"]

    def choose(choice: dict) -> tuple[pd.DataFrame, pd.Series, pd.DataFrame | None]:
        stances = codes[choice["contested"]].drop(index=list(choice["indicators"]))
        if choice["missing"] == "complete":
            stances = stances.dropna()
        kept = indicators[indicators["indicator"].isin(stances.index)]
        weights = matrix.weights(kept, {name: choice[name] for name in GROUPS}, choice["shared"])
        return stances, weights, limits if choice["missing"] == "bounds" else None

    def draw(**choice: object) -> go.Figure:
        stances, weights, allowed = choose(choice)
        if (weights > 0).sum() < 2:
            return base.message(
                "Fewer than two indicators carry a weight. Give another group a weight above 0, "
                "or change the indicators."
            )
        if choice["view"] == "left_out":
            return charts.spectrum_left_out.left_out(stances, weights, indicators, allowed)
        drawn = measure.random_weights(weights, groups_of if choice["shared"] else None)
        shown = charts.spectrum.line if choice["view"] == "line" else charts.spectrum_ranks.ranks
        return shown(stances, weights, drawn, allowed)

    def detail(**choice: object) -> str:
        stances, weights, _ = choose(choice)
        return _told(stances[weights.reindex(stances.index) > 0], choice["missing"])

    return base.Explorer("Spectrum builder", draw, _controls(), detail=detail)


def _controls() -> dict[str, widgets.Widget]:
    sliders = {name: base.slider(words, 0, 3, 1) for name, words in GROUPS.items()}
    choices = {
        "view": base.dropdown("Show", list(VIEWS.items())),
        "shared": base.dropdown("Weights count", list(COUNTING.items()), False),
        "missing": base.dropdown("Missing codes", list(MISSING.items())),
        "contested": base.dropdown("Contested codes", list(CONTESTED.items())),
        "indicators": base.dropdown("Indicators", list(SETS.items())),
    }
    for control in (*choices.values(), *sliders.values()):
        control.layout.width = "390px"
    return {**choices, **sliders}


def _told(stances: pd.DataFrame, missing: str) -> str:
    names = data.names()
    gaps = stances.isna().sum()
    listed = ", ".join(f"{html.escape(names[member])} {count}" for member, count in gaps.items())
    words = f"Missing codes among these {len(stances)} indicators: {listed}. "
    return (
        f'<p style="max-width:60em">{words}{_EXPLAINED[missing]}</p>'
        f'<p style="max-width:60em"><b>Limits.</b> {_LIMITS}</p>'
    )
