"""What every figure of the course carries: title, unit, source, as-of date, text alternative."""

from __future__ import annotations

import base64
import html
import json
import math
import re
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
from IPython import get_ipython
from IPython.display import HTML, Markdown, display

from helpers import data, theme

_TITLE_ROOM = 66
_LEGEND_ROOM = 26
_MAP_SIDE = 12
_TICKS_ROOM = 34
_AXIS_TITLE_ROOM = 26
_LETTER = 7.2
_DIGITS = 6

# The markup that charts write into the texts of a figure. plotly obeys more, links for example;
# what else looks like an element came from a table and is to be read, not obeyed.
_FOREIGN = re.compile(r"<(?!/?(?:b|i|sup|extra)>|br>)")
# The same for Markdown: bold and italics are ours, and links only as `sources.links` writes them.
_OUR_LINK = re.compile(
    r'(<a href="https?://[^"<>]*" target="_blank" rel="noopener noreferrer" '
    r'title="[^"<>]*">[^<>]*</a>)'
)
_ACTIVE = re.compile(r"[<\[$\\]")


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
    is_map = figure.layout.geo.visible is False
    left = _MAP_SIDE if is_map else _left_room(figure)
    bottom = 8 if is_map else _bottom_room(figure)
    figure.update_layout(
        title={"text": f"<b>{title}</b><br><sup>{subtitle}</sup>", "y": 1, "yanchor": "top"},
        title_pad={"t": 18, "l": 12},
        margin={"t": _top_room(figure), "b": bottom + 17 * len(lines), "l": left, "r": 24},
        height=height,
        autosize=True,
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
        yshift=-bottom,
        xshift=_MAP_SIDE - left,
        align="left",
        showarrow=False,
        font={"size": 11, "color": theme.MUTED},
    )
    figure._course_table = frame
    return as_text(figure)


def as_text(figure: go.Figure) -> go.Figure:
    """Let a figure show elements and links in texts of the tables as text, in place.

    Example:
        >>> as_text(go.Figure(go.Bar(x=["<a href=...>"], name="<b>ours</b>"))).data[0].x
        ('&lt;a href=...>',)
    """
    for part in (*figure.data, figure.layout):
        for name, value in part.to_plotly_json().items():
            shown = value if name in ("meta", "geojson") else literal(value)
            if shown is not value:
                part[name] = shown
    return figure


def literal(value: Any) -> Any:
    """Return a text, or all texts in a value, so that plotly obeys only the markup of charts.

    Returns:
        The same object if nothing in it has to be escaped.

    Example:
        >>> literal("<b>1 < 2</b> <a href=...>")
        '<b>1 &lt; 2</b> &lt;a href=...>'
    """
    if isinstance(value, str):
        return _FOREIGN.sub("&lt;", value) if "<" in value else value
    if isinstance(value, dict):
        made = {key: literal(item) for key, item in value.items()}
        return made if any(made[key] is not value[key] for key in value) else value
    if isinstance(value, list | tuple) or _holds_texts(value):
        items = [literal(item) for item in value]
        same = all(new is old for new, old in zip(items, value, strict=True))
        return value if same else items
    return value


def _holds_texts(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind in "OU"


def citation(tables: list[str]) -> str:
    """Return how to cite the origin of these tables, each origin once.

    Example:
        >>> citation(["un_ukraine_votes"])
        'United Nations Digital Library.'
    """
    origins = [
        part
        for name in tables
        for part in data.resource(name)["attribution"].rstrip(".").split("; ")
    ]
    return "; ".join(dict.fromkeys(origins)) + "."


def describe(figure: go.Figure) -> str:
    """Return the text alternative of a figure."""
    return figure.layout.meta["alt"]


def table(figure: go.Figure) -> pd.DataFrame:
    """Return the values behind a figure as a data frame."""
    return figure._course_table


def show(figure: go.Figure) -> None:
    """Display a figure and, folded under it, its text alternative with source and date."""
    send(figure)
    display(HTML(_folded_text(figure)))


def send(figure: go.Figure) -> None:
    """Display a figure alone, with the configuration of the course.

    plotly's own renderers are not used: importing them costs a second or more, and their default
    depends on the machine.
    """
    meta = figure.layout.meta or {}
    bundle = {
        "application/vnd.plotly.v1+json": {**as_stored(figure), "config": theme.CONFIG},
        "text/plain": meta.get("alt", "A figure."),
    }
    display(bundle, raw=True)


def as_stored(figure: go.Figure) -> dict:
    """Return a figure as plain values, as notebooks and exported pages store it.

    Example:
        >>> as_stored(go.Figure(go.Bar(y=[1 / 3])))["data"]
        [{'y': [0.333333], 'type': 'bar'}]
    """
    return _shortened(json.loads(pio.to_json(figure, validate=False)))


def install() -> None:
    """Let a figure at the end of a cell be displayed by `send`, too, and escape styled tables.

    pandas escapes the cells of plain tables by itself, those of styled ones only when told.
    """
    pd.set_option("styler.format.escape", "html")
    shell = get_ipython()
    if shell is not None:
        shell.display_formatter.ipython_display_formatter.for_type(go.Figure, send)


def say(text: str) -> None:
    """Display a sentence with computed numbers as Markdown.

    Bold, italics and the links of `sources.links` work. Whatever else would be active (HTML,
    images, other links, formulas) can only have come from a table and is shown as text.
    """
    parts = _OUR_LINK.split(text)
    parts[::2] = [_ACTIVE.sub(_escaped, part) for part in parts[::2]]
    display(Markdown("".join(parts)))


def _escaped(found: re.Match[str]) -> str:
    return "&lt;" if found[0] == "<" else f"\\{found[0]}"


def _shortened(value: object) -> object:
    """Round numbers to what a screen can show, because figures are stored in the notebooks.

    Rounded lists are small and the same on every machine; plotly's packed arrays are neither.
    """
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}") if math.isfinite(value) else None
    if isinstance(value, list):
        return [_shortened(item) for item in value]
    if isinstance(value, dict) and "bdata" in value:
        numbers = np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"])
        shape = [int(size) for size in str(value.get("shape", len(numbers))).split(",")]
        return _shortened(numbers.reshape(shape).tolist())
    if isinstance(value, dict):
        return {key: _shortened(item) for key, item in value.items()}
    return value


def _top_room(figure: go.Figure) -> int:
    return _TITLE_ROOM + (_LEGEND_ROOM if _has_something_on_top(figure) else 0)


def _has_something_on_top(figure: go.Figure) -> bool:
    """Tell whether a legend or axis labels stand between the subtitle and the plot."""
    if figure.layout.xaxis.side == "top":
        return True
    if figure.layout.showlegend is not None:
        return figure.layout.showlegend
    return sum(trace.showlegend is not False for trace in figure.data) > 1


def _left_room(figure: go.Figure) -> int:
    """Estimate the room for the labels of the vertical axis.

    plotly can measure it in the browser, but would then move the plot and not the footer.
    """
    figure.update_yaxes(automargin=False)
    labels = [str(text) for text in figure.layout.yaxis.ticktext or ()]
    for trace in figure.data:
        values = trace["y"] if "y" in trace and trace["y"] is not None else ()
        labels += [value for value in values if isinstance(value, str)]
    lines = [part for label in labels for part in label.split("<br>")]
    title = _AXIS_TITLE_ROOM if figure.layout.yaxis.title.text else 0
    return title + max([44, *(round(len(line) * _LETTER) + 14 for line in lines)])


def _bottom_room(figure: go.Figure) -> int:
    return _TICKS_ROOM + (_AXIS_TITLE_ROOM if figure.layout.xaxis.title.text else 0)


def _folded_text(figure: go.Figure) -> str:
    meta = figure.layout.meta
    body = f"{meta['alt']} Source: {meta['source']} As of {meta['as_of']}."
    return (
        "<details><summary>This figure in words</summary>"
        f"<p style='max-width:48em'>{html.escape(body)}</p></details>"
    )


def _wrapped(text: str, width: int = 112) -> list[str]:
    lines, current = [], ""
    for word in text.split():
        if current and len(current) + len(word) + 1 > width:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}".strip()
    return [*lines, current]
