"""The single gauges of a member, each drawn into its own part of a figure."""

from __future__ import annotations

import html
import itertools
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from helpers import theme
from helpers.charts.polls import decimal
from helpers.charts.response import wrapped

_FIRST, _LAST = 2012.5, 2026.7
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
POLLS = 4


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


def _suffix(number: int) -> str:
    return "" if number == 1 else str(number)


def _axes(canvas: Canvas, number: int, domain: list[float], x: dict, y: dict) -> None:
    suffix = _suffix(number)
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
    suffix = _suffix(number)
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
        "xref": f"x{_suffix(number)}",
        "yref": f"y{_suffix(number)} domain",
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
_YEARS = {"range": [_FIRST, _LAST], "tickvals": list(range(2014, 2027, 2)), "tickangle": 0}


def _trace(kind: str, **words: object) -> dict:
    """Return a trace as plain values, which plotly checks only once, when the figure is made."""
    return {"type": kind, **words}


def _percent(shares: pd.Series) -> list[float]:
    return (100 * shares).round(1).tolist()


def _draw_votes(canvas: Canvas, number: int, rows: pd.DataFrame, domain: list) -> None:
    suffix = _suffix(number)
    _axes(canvas, number, domain, _YEARS, {"range": [40, 100], "tickvals": [40, 60, 80, 100]})
    if rows.empty:
        _nothing(canvas, number, "Russia is the yardstick: its votes are compared with no one's.")
        return
    state = rows["state"].iloc[0]
    years = rows["year"].tolist()
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    canvas.traces.append(
        _trace(
            "scatter",
            x=years + years[::-1],
            y=_percent(rows["low"]) + _percent(rows["high"])[::-1],
            fill="toself",
            fillcolor="rgba(110,118,129,0.25)",
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
            **axes,
        )
    )
    canvas.traces.append(
        _trace(
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
            **axes,
        )
    )


def _draw_counts(canvas: Canvas, number: int, rows: pd.DataFrame, domain: list) -> None:
    suffix = _suffix(number)
    kept = rows[rows["year"] > _FIRST] if len(rows) else rows
    _axes(canvas, number, domain, _YEARS, {"range": [0, 5], "tickvals": [0, 2, 4]})
    if kept.empty:
        _nothing(canvas, number, "none found")
        return
    kept = kept.assign(unknown=kept["held"] - kept["known"])
    for column, (name, colour, pattern) in _BARS.items():
        canvas.traces.append(
            _trace(
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
        _trace(
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


def _draw_acts(canvas: Canvas, number: int, rows: pd.DataFrame, domain: list) -> None:
    suffix = _suffix(number)
    labels = list(_CATEGORIES)
    _axes(
        canvas,
        number,
        domain,
        _YEARS,
        {
            "range": [len(labels) - 0.5, -0.5],
            "tickvals": list(range(len(labels))),
            "ticktext": list(_CATEGORIES.values()),
        },
    )
    if rows.empty:
        _nothing(canvas, number, "none found, which is not proof that there was none")
        return
    state = rows["state"].iloc[0]
    canvas.traces.append(
        _trace(
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


def _draw_polls(canvas: Canvas, number: int, rows: pd.DataFrame, domain: list) -> None:
    panels = list(dict.fromkeys(rows["panel"])) if len(rows) else []
    for place in range(POLLS):
        axis = number + place
        if place >= max(len(panels), 1):
            hide(canvas, axis)
            continue
        left = place * 0.26
        _axes(
            canvas,
            axis,
            [domain[0], domain[1] - 0.4 * (domain[1] - domain[0])] if panels else domain,
            {
                "domain": [left, left + 0.21] if panels else [0, 1],
                "range": [_FIRST, _LAST],
                "tickvals": [2014, 2020, 2026],
            },
            {"range": [0, 122], "tickvals": [0, 50, 100]},
        )
        if not panels:
            _nothing(canvas, axis, "no poll about the CSTO or Russia in the table")
            continue
        _one_poll(canvas, axis, rows[rows["panel"] == panels[place]], left, domain[1])


def _one_poll(canvas: Canvas, axis: int, rows: pd.DataFrame, left: float, top: float) -> None:
    suffix = _suffix(axis)
    for _, part in rows.groupby("answer", sort=False):
        canvas.traces.append(
            _trace(
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


def _nothing(canvas: Canvas, number: int, text: str) -> None:
    suffix = _suffix(number)
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
        _trace(
            "scatter",
            x=[_FIRST],
            y=[0],
            mode="markers",
            opacity=0,
            hoverinfo="skip",
            xaxis=f"x{suffix}",
            yaxis=f"y{suffix}",
        )
    )


DRAW = {
    "votes": _draw_votes,
    "sessions": _draw_counts,
    "exercises": _draw_counts,
    "acts": _draw_acts,
    "polls": _draw_polls,
}
