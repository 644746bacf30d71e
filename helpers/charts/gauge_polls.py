"""The polls among the gauges of a member: small panels that are never joined."""

from __future__ import annotations

import itertools

import pandas as pd

from helpers import theme
from helpers.charts.gauge_panels import (
    FIRST,
    LAST,
    Canvas,
    axes,
    hide,
    nothing,
    suffix_of,
    trace_of,
)
from helpers.charts.layout import wrapped
from helpers.charts.polls import decimal

POLLS = 4


def draw_polls(canvas: Canvas, number: int, rows: pd.DataFrame, domain: list) -> None:
    """Draw up to four polls, each pollster and question in a panel of its own."""
    panels = list(dict.fromkeys(rows["panel"])) if len(rows) else []
    for place in range(POLLS):
        axis = number + place
        if place >= max(len(panels), 1):
            hide(canvas, axis)
            continue
        left = place * 0.26
        axes(
            canvas,
            axis,
            [domain[0], domain[1] - 0.4 * (domain[1] - domain[0])] if panels else domain,
            {
                "domain": [left, left + 0.21] if panels else [0, 1],
                "range": [FIRST, LAST],
                "tickvals": [2014, 2020, 2026],
            },
            {"range": [0, 122], "tickvals": [0, 50, 100]},
        )
        if not panels:
            nothing(canvas, axis, "no poll about the CSTO or Russia in the table")
            continue
        _one_poll(canvas, axis, rows[rows["panel"] == panels[place]], left, domain[1])


def _one_poll(canvas: Canvas, axis: int, rows: pd.DataFrame, left: float, top: float) -> None:
    suffix = suffix_of(axis)
    for _, part in rows.groupby("answer", sort=False):
        canvas.traces.append(
            trace_of(
                "scatter",
                x=[decimal(when) for when in part["when"]],
                y=part["percent"].tolist(),
                mode="lines+markers+text" if part["comparable"].all() else "markers+text",
                text=_labels(part["percent"].tolist()),
                textposition=_sides(part["percent"].tolist()),
                textfont={"size": 10.5},
                line={"color": "#9AA3AD", "width": 1},
                marker={
                    "size": 8,
                    "color": theme.INK,
                    "symbol": [
                        "circle" if sure in ("high", "medium") else "circle-open"
                        for sure in part["confidence"]
                    ],
                },
                error_y={
                    "type": "data",
                    "array": part["margin"].fillna(0).round(1).tolist(),
                    "width": 2,
                    "thickness": 1.2,
                },
                hovertemplate="%{y:.1f}%<extra></extra>",
                xaxis=f"x{suffix}",
                yaxis=f"y{suffix}",
            )
        )
    first = rows.iloc[0]
    canvas.note(
        text=(
            f"{wrapped(first['topic'], 26)}<br><i>{wrapped(_shorter(rows), 28)}</i><br>"
            f"{wrapped(_short(first['pollster']), 28)}"
        ),
        x=left,
        y=top,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        align="left",
        font={"size": 10.5},
    )


def _labels(values: list[float]) -> list[str]:
    """Write the first, the last and the lowest value; the others would cover one another."""
    told = {0, len(values) - 1, min(range(len(values)), key=values.__getitem__)}
    return [f"{value:.0f}" if place in told else "" for place, value in enumerate(values)]


def _sides(values: list[float]) -> list[str]:
    """Write falling values below their mark, so that neighbours do not cover one another."""
    falls = [later < earlier for earlier, later in itertools.pairwise(values)]
    return [f"{'bottom' if fall else 'top'} center" for fall in [False, *falls]]


def _shorter(rows: pd.DataFrame) -> str:
    return "; ".join(dict.fromkeys(rows["answer"].str.partition(" (")[0]))


def _short(pollster: str) -> str:
    known = {
        "International Republican Institute (IRI)": "IRI",
        "Gallup International": "Gallup Int.",
    }
    for long, short in known.items():
        pollster = pollster.replace(long, short)
    return pollster
