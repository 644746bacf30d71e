"""What every figure of the course carries: title, unit, source, as-of date, text alternative."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go
from IPython.display import HTML, Markdown, display

from helpers import data, theme

_TITLE_ROOM = 92
_AXIS_ROOM = {"left": 64, "bottom": 48}
_MAP_ROOM = {"left": 12, "bottom": 8}


def finish(
    figure: go.Figure,
    *,
    title: str,
    subtitle: str,
    tables: list[str],
    alt: str,
    frame: pd.DataFrame,
    note: str = "",
    height: int = 460,
) -> go.Figure:
    """Give a figure its title, subtitle, footer, text alternative and table.

    Args:
        figure: The drawn figure; it is changed in place.
        title: What is shown.
        subtitle: Unit and years.
        tables: Names of the tables the figure rests on; the footer cites them.
        alt: What a reader who cannot see the figure should learn from it, in sentences.
        frame: The values behind the figure, one row a mark.
        note: One line for the footer, for example the view on boundaries.
        height: Height in pixels.

    Returns:
        The same figure.
    """
    source, as_of = citation(tables), data.as_of(*tables)
    footer = f"Source: {source} As of {as_of}."
    lines = _wrapped(footer) + (_wrapped(note) if note else [])
    room = _MAP_ROOM if figure.layout.geo.visible is False else _AXIS_ROOM
    figure.update_layout(
        title={"text": f"<b>{title}</b><br><sup>{subtitle}</sup>", "y": 1, "yanchor": "top"},
        title_pad={"t": 18, "l": 12},
        margin={
            "t": _TITLE_ROOM,
            "b": room["bottom"] + 17 * len(lines),
            "l": room["left"],
            "r": 24,
        },
        height=height,
        meta={"alt": alt, "source": source, "as_of": as_of, "title": title},
    )
    figure.add_annotation(
        text="<br>".join(lines),
        name="footer",
        x=0,
        y=0,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        yshift=-room["bottom"],
        xshift=12 - room["left"],
        align="left",
        showarrow=False,
        font={"size": 11, "color": theme.MUTED},
    )
    figure._course_table = frame
    return figure


def citation(tables: list[str]) -> str:
    """Return how to cite the origin of these tables, each origin once.

    Example:
        >>> citation(["un_ukraine_votes"])
        'United Nations Digital Library.'
    """
    origins = [data.resource(name)["attribution"].rstrip(".") for name in tables]
    return "; ".join(dict.fromkeys(origins)) + "."


def describe(figure: go.Figure) -> str:
    """Return the text alternative of a figure."""
    return figure.layout.meta["alt"]


def table(figure: go.Figure) -> pd.DataFrame:
    """Return the values behind a figure as a data frame."""
    return figure._course_table


def show(figure: go.Figure) -> None:
    """Display a figure and, folded under it, its text alternative with source and date."""
    display(figure)
    display(HTML(_folded_text(figure)))


def say(text: str) -> None:
    """Display a sentence with computed numbers as Markdown."""
    display(Markdown(text))


def _folded_text(figure: go.Figure) -> str:
    meta = figure.layout.meta
    body = f"{meta['alt']} Source: {meta['source']} As of {meta['as_of']}."
    return (
        "<details><summary>This figure in words</summary>"
        f"<p style='max-width:48em'>{html.escape(body)}</p></details>"
    )


def _wrapped(text: str, width: int = 130) -> list[str]:
    lines, current = [], ""
    for word in text.split():
        if current and len(current) + len(word) + 1 > width:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}".strip()
    return [*lines, current]
