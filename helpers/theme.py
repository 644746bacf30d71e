"""One place for colours, fonts, the plotly template and the browser configuration."""

from __future__ import annotations

import plotly.graph_objects as go
import plotly.io as pio

MEMBERS = ["RUS", "BLR", "KAZ", "KGZ", "TJK", "ARM"]

# One colour and one marker a state throughout the course. The six are at least 20 apart
# (CIE76) under simulated deuteranopia, protanopia and tritanopia, and 7 apart in lightness,
# so that they also survive grey print; markers make colour never the only sign.
STATE_COLOURS = {
    "RUS": "#B21305",
    "BLR": "#C1940F",
    "KAZ": "#1B448D",
    "KGZ": "#1E7A50",
    "TJK": "#8A76DD",
    "ARM": "#561D3C",
}
STATE_MARKERS = {
    "RUS": "square",
    "BLR": "diamond",
    "KAZ": "circle",
    "KGZ": "triangle-up",
    "TJK": "triangle-down",
    "ARM": "cross",
}
OTHER_COLOUR = "#6B6B6B"

# Ordered by lightness: N darkest, A lightest, so that grey print keeps them apart.
VOTE_COLOURS = {"Y": "#2C7FB8", "N": "#7F1D1D", "A": "#FDE9A9", "X": "#B9B9B9"}
VOTE_LABELS = {"Y": "yes", "N": "no", "A": "abstained", "X": "did not vote"}

INK = "#1F2328"
MUTED = "#57606A"
LAND = "#F1F0EC"
BORDER = "#8C8C8C"
WATER = "#FFFFFF"

# plotly.js asks the network for a base map as soon as a map is drawn; an empty topology given
# in the configuration answers that request on the spot.
NO_BASE_MAP = 'data:application/json,{"type":"Topology","objects":{},"arcs":[]}#'

_AXIS = {
    "gridcolor": "#E5E5E5",
    "linecolor": BORDER,
    "zerolinecolor": BORDER,
    "title": {"font": {"size": 13}, "standoff": 8},
}

CONFIG = {
    "displaylogo": False,
    "showSendToCloud": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "topojsonURL": NO_BASE_MAP,
}


def colour(area: str) -> str:
    """Return the colour of a state; one grey for all outside the six members.

    Example:
        >>> colour("KAZ")
        '#1B448D'
    """
    return STATE_COLOURS.get(area, OTHER_COLOUR)


def _template() -> go.layout.Template:
    return go.layout.Template(
        layout={
            "font": {"family": "Arial, Helvetica, sans-serif", "size": 13, "color": INK},
            "title": {"x": 0, "xref": "container", "xanchor": "left", "pad": {"l": 12}},
            "paper_bgcolor": "#FFFFFF",
            "plot_bgcolor": "#FFFFFF",
            "colorway": [*STATE_COLOURS.values(), OTHER_COLOUR],
            "xaxis": _AXIS,
            "yaxis": _AXIS,
            "legend": {"bgcolor": "rgba(255,255,255,0.9)", "traceorder": "normal"},
            "hoverlabel": {"align": "left", "bgcolor": "#FFFFFF", "font": {"color": INK}},
        }
    )


def install() -> None:
    """Make the course's template the default of this kernel."""
    pio.templates["course"] = _template()
    pio.templates.default = "course"
