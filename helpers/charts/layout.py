"""Small helps for figures with much text: wrapped labels, a legend under the subtitle."""

from __future__ import annotations

import html
import textwrap

import plotly.graph_objects as go


def wrapped(words: str, width: int = 60) -> str:
    """Return escaped text, broken into lines for a figure."""
    return "<br>".join(html.escape(line) for line in textwrap.wrap(words, width))


_LEGEND = {
    "orientation": "h",
    "x": 0,
    "xref": "container",
    "yref": "container",
    "yanchor": "top",
}


def legend_above(figure: go.Figure, room: int = 0) -> go.Figure:
    """Put the legend under the subtitle, at the left edge of the figure.

    Args:
        figure: A finished figure.
        room: Height that more than one row of the legend needs, in pixels.

    Returns:
        The same figure.
    """
    return figure.update_layout(
        margin={"t": 108 + room, "autoexpand": False},
        legend=_LEGEND | {"y": 1 - 56 / figure.layout.height},
    )
