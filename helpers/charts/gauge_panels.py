"""The single gauges of a member, each drawn into its own part of a figure."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from helpers import theme
from helpers.charts.polls import decimal

FIRST, LAST = 2012.5, 2026.7
_INVASION = 2021.65
_CATEGORIES = {
    "dues and budget": "dues",
    "participation": "posts, taking part",
    "statement about leaving": "on leaving",
    "statement of commitment": "commitment",
    "exercise cancelled or refused": "exercise off",
}
_BARS = {
    "joined": ("joined", "#1B448D", ""),
    "absent": ("absent", "#E3A08F", "x"),
    "unknown": ("not known", "#EDEDED", "/"),
}
HEIGHTS = {"votes": 120, "sessions": 105, "exercises": 105, "acts": 130, "polls": 235}
GAP = 52


@dataclass
class Canvas:
    """Parts of a figure: to put them together once is several times quicker than one by one."""

    traces: list = field(default_factory=list)
    layout: dict = field(default_factory=dict)
    annotations: list[dict] = field(default_factory=list)
    shapes: list[dict] = field(default_factory=list)

    def note(self, **words: object) -> None:
        """Add a text without an arrow."""
        self.annotations.append({"showarrow": False, **words})

    def figure(self) -> go.Figure:
        """Put the parts together."""
        parts = {"annotations": self.annotations, "shapes": self.shapes}
        return go.Figure(self.traces, {**self.layout, **parts})


def suffix_of(number: int) -> str:
    """Return what plotly appends to the name of an axis."""
    return "" if number == 1 else str(number)


def axes(canvas: Canvas, number: int, domain: list[float], x: dict, y: dict) -> None:
    """Place the axes of one panel."""
    suffix = suffix_of(number)
    canvas.layout.update(
        {
            f"xaxis{suffix}": {"anchor": f"y{suffix}", "visible": True, "zeroline": False, **x},
            f"yaxis{suffix}": {
                "domain": domain,
                "anchor": f"x{suffix}",
                "visible": True,
                "zeroline": False,
                "automargin": False,
                **y,
            },
        }
    )


def hide(canvas: Canvas, number: int) -> None:
    """Keep an axis that is not used: a widget cannot lose axes when it is redrawn."""
    suffix = suffix_of(number)
    canvas.layout.update(
        {
            f"xaxis{suffix}": {"visible": False, "anchor": f"y{suffix}", "domain": [0, 1]},
            f"yaxis{suffix}": {"visible": False, "anchor": f"x{suffix}", "domain": [0, 0.001]},
        }
    )


def invasion_line(number: int) -> dict:
    """Return the dotted line at 24 February 2022 for one panel."""
    return {
        "type": "line",
        "x0": _INVASION,
        "x1": _INVASION,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.INK, "width": 1, "dash": "dot"},
        "xref": f"x{suffix_of(number)}",
        "yref": f"y{suffix_of(number)} domain",
    }


def heading(canvas: Canvas, text: str, y: float) -> None:
    """Write the name and unit of a gauge above its panel."""
    canvas.note(
        text=text,
        x=0,
        y=y,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        xshift=-112,
        yshift=3,
    )


UNITS = {
    "votes": "agreement with Russia, % of whole texts a year; axis from 40; band: 95% interval",
    "sessions": "number a year; plain joined, crossed absent, striped not known",
    "exercises": "number a year, those found; plain joined, crossed absent, striped not known",
    "acts": "one mark each; hollow: contested or of medium confidence",
    "polls": "% who gave the answer; bars: 95% of a random sample, where n is known",
}
YEARS = {"range": [FIRST, LAST], "tickvals": list(range(2014, 2027, 2)), "tickangle": 0}


def trace_of(kind: str, **words: object) -> dict:
    """Return a trace as plain values, which plotly checks only once, when the figure is made."""
    return {"type": kind, **words}


def _percent(shares: pd.Series) -> list[float]:
    return (100 * shares).round(1).tolist()


def draw_votes(canvas: Canvas, number: int, rows: pd.DataFrame, domain: list) -> None:
    """Draw the panel of votes."""
    suffix = suffix_of(number)
    axes(canvas, number, domain, YEARS, {"range": [40, 100], "tickvals": [40, 60, 80, 100]})
    if rows.empty:
        nothing(canvas, number, "Russia is the yardstick: its votes are compared with no one's.")
        return
    state = rows["state"].iloc[0]
    years = rows["year"].tolist()
    both = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    canvas.traces.append(
        trace_of(
            "scatter",
            x=years + years[::-1],
            y=_percent(rows["low"]) + _percent(rows["high"])[::-1],
            fill="toself",
            fillcolor="rgba(110,118,129,0.25)",
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
            **both,
        )
    )
    canvas.traces.append(
        trace_of(
            "scatter",
            x=years,
            y=_percent(rows["value"]),
            mode="lines+markers+text",
            text=[f"{100 * value:.0f}" for value in rows["value"]],
            textposition="top center",
            textfont={"size": 10},
            line={"color": theme.colour(state), "width": 2},
            marker={"symbol": theme.STATE_MARKERS[state], "size": 8},
            customdata=rows["n"].tolist(),
            hovertemplate="%{x}: %{y:.1f}%, %{customdata} roll calls<extra></extra>",
            **both,
        )
    )


def draw_counts(canvas: Canvas, number: int, rows: pd.DataFrame, domain: list) -> None:
    """Draw the panel of counts."""
    suffix = suffix_of(number)
    kept = rows[rows["year"] > FIRST] if len(rows) else rows
    axes(canvas, number, domain, YEARS, {"range": [0, 5], "tickvals": [0, 2, 4]})
    if kept.empty:
        nothing(canvas, number, "none found")
        return
    kept = kept.assign(unknown=kept["held"] - kept["known"])
    for column, (name, colour, pattern) in _BARS.items():
        canvas.traces.append(
            trace_of(
                "bar",
                x=kept["year"].tolist(),
                y=kept[column].tolist(),
                name=name,
                marker={
                    "color": colour,
                    "pattern": {
                        "shape": pattern,
                        "size": 6,
                        "fgcolor": theme.INK,
                        "fillmode": "overlay",
                    },
                    "line": {"color": theme.BORDER, "width": 1},
                },
                hovertemplate=f"%{{x}}, {name}: %{{y}}<extra></extra>",
                xaxis=f"x{suffix}",
                yaxis=f"y{suffix}",
            )
        )
    canvas.traces.append(
        trace_of(
            "scatter",
            x=kept["year"].tolist(),
            y=kept["held"].tolist(),
            mode="text",
            text=[
                f"{row.joined} of {row.known}" if row.known else "?" for row in kept.itertuples()
            ],
            textposition="top center",
            textfont={"size": 11},
            hoverinfo="skip",
            xaxis=f"x{suffix}",
            yaxis=f"y{suffix}",
        )
    )


def draw_acts(canvas: Canvas, number: int, rows: pd.DataFrame, domain: list) -> None:
    """Draw the panel of acts."""
    suffix = suffix_of(number)
    labels = list(_CATEGORIES)
    axes(
        canvas,
        number,
        domain,
        YEARS,
        {
            "range": [len(labels) - 0.5, -0.5],
            "tickvals": list(range(len(labels))),
            "ticktext": list(_CATEGORIES.values()),
        },
    )
    if rows.empty:
        nothing(canvas, number, "none found, which is not proof that there was none")
        return
    state = rows["state"].iloc[0]
    canvas.traces.append(
        trace_of(
            "scatter",
            x=[decimal(when) for when in rows["when"]],
            y=[labels.index(category) for category in rows["category"]],
            mode="markers",
            marker={
                "symbol": [
                    theme.STATE_MARKERS[state] + ("" if sure == "high" else "-open")
                    for sure in rows["confidence"]
                ],
                "size": 10,
                "color": theme.colour(state),
                "line": {"width": 1.5, "color": theme.colour(state)},
                "opacity": 0.85,
            },
            customdata=[f"{row.date}: {html.escape(row.what)}" for row in rows.itertuples()],
            hovertemplate="%{customdata}<extra></extra>",
            xaxis=f"x{suffix}",
            yaxis=f"y{suffix}",
        )
    )


def nothing(canvas: Canvas, number: int, text: str) -> None:
    """Say in a panel why it is empty."""
    suffix = suffix_of(number)
    canvas.note(
        text=text,
        x=0.5,
        y=0.5,
        xref=f"x{suffix} domain",
        yref=f"y{suffix} domain",
        bgcolor="#FFFFFF",
        font={"color": theme.MUTED},
    )
    canvas.traces.append(
        trace_of(
            "scatter",
            x=[FIRST],
            y=[0],
            mode="markers",
            opacity=0,
            hoverinfo="skip",
            xaxis=f"x{suffix}",
            yaxis=f"y{suffix}",
        )
    )
