"""Cohesion on several gauges side by side, each with its own unit; no single score."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.figures import finish
from helpers.measures.proportions import clopper_pearson

VOTES = "un_votes"
SESSIONS = ["summits", "summit_attendance"]
EXERCISES = ["exercises", "exercise_participation"]


def side_by_side(
    attendance: pd.DataFrame, exercises: pd.DataFrame, votes: pd.DataFrame
) -> go.Figure:
    """Draw three gauges of all members before and from 2022, each gauge in its own panel.

    Args:
        attendance: What `measures.cohesion.periods` makes of the attendance at sessions.
        exercises: The same for the exercises.
        votes: What `measures.cohesion.votes` returns for the same year as second period.

    Returns:
        One panel a gauge, one row a member; hollow mark and thin bar: first period, filled mark
        and thick bar: second period. The bars are 95% intervals; the counts stand beside them.

    Example:
        >>> from helpers.measures import cohesion
        >>> sessions = cohesion.attendance(data.load("summits"), data.load("summit_attendance"))
        >>> drills = cohesion.exercises(
        ...     data.load("exercises"), data.load("exercise_participation")
        ... )
        >>> compared = cohesion.votes(data.load("un_votes"), since=2022, first=2019)
        >>> figure = side_by_side(cohesion.periods(sessions), cohesion.periods(drills), compared)
        >>> len(figure.layout.meta["alt"]) > 100
        True
    """
    panels = [_vote_rows(votes), _count_rows(attendance), _count_rows(exercises)]
    titles = [
        ("UN votes like Russia's", "agreement, %"),
        ("Sessions joined", "% of those known"),
        ("Exercises joined", "% of those known"),
    ]
    figure = go.Figure()
    places = {state: place for place, state in enumerate(theme.MEMBERS)}
    for number, (rows, (title, unit)) in enumerate(zip(panels, titles, strict=True), start=1):
        axis = "" if number == 1 else str(number)
        figure.add_traces(_dumbbells(rows, places, axis, 104 if number == 1 else 109))
        left = (number - 1) * 0.345
        figure.update_layout(
            {
                f"xaxis{axis}": {
                    "domain": [left, left + 0.31],
                    "range": [56, 118] if number == 1 else [-4, 150],
                    "tickvals": [60, 80, 100] if number == 1 else [0, 50, 100],
                    "zeroline": False,
                    "anchor": f"y{axis}",
                },
                f"yaxis{axis}": {
                    "range": [len(places) - 0.4, -0.6],
                    "tickvals": list(places.values()),
                    "ticktext": [data.names()[state] for state in places] if number == 1 else [],
                    "showgrid": False,
                    "zeroline": False,
                    "anchor": f"x{axis}",
                    "showticklabels": number == 1,
                },
            }
        )
        spans = rows.groupby("second")["period"].first()
        figure.add_annotation(
            text=f"<b>{title}</b><br>{unit}; {spans[False]}, {spans[True]}",
            x=left,
            y=1,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            align="left",
            showarrow=False,
            font={"size": 12},
        )
    frame = pd.concat(panels, keys=[title for title, _ in titles], names=["gauge"])
    frame = frame.reset_index(level=0).reset_index(drop=True)
    finish(
        figure,
        title="Three gauges, three units: cohesion before and since 2022",
        subtitle=(
            "hollow, thin bar: first period; filled, thick bar: second period; bars: 95% intervals"
        ),
        tables=[VOTES, *SESSIONS, *EXERCISES],
        alt=_side_alt(frame),
        frame=frame,
        note=(
            "Votes: bootstrap over roll calls. Sessions and exercises: exact intervals, very few "
            "cases; unknown attendance is left out. The panels must not be added up."
        ),
        height=560,
    )
    return figure.update_layout(margin_t=104, showlegend=False)


def _vote_rows(votes: pd.DataFrame) -> pd.DataFrame:
    rows = votes.assign(
        percent=100 * votes["value"], low=100 * votes["low"], high=100 * votes["high"]
    )
    rows["text"] = [f"{percent:.0f}" for percent in rows["percent"]]
    return _marked(rows)


def _count_rows(counts: pd.DataFrame) -> pd.DataFrame:
    rows = counts.rename(columns={"known": "n"})
    bounds = [
        clopper_pearson(row.joined, row.n) if row.n else (math.nan, math.nan)
        for row in rows.itertuples()
    ]
    rows["low"], rows["high"] = (
        [100 * bound for bound in side] for side in zip(*bounds, strict=True)
    )
    rows["text"] = [f"{row.joined} of {row.n}" for row in rows.itertuples()]
    return _marked(rows)


def _marked(rows: pd.DataFrame) -> pd.DataFrame:
    columns = ["state", "period", "percent", "low", "high", "n", "text", "second"]
    return rows.assign(second=rows["period"] == rows["period"].max())[columns]


def _dumbbells(
    rows: pd.DataFrame, places: dict[str, int], axis: str, beside: int
) -> list[go.Scatter]:
    axes = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    shift = rows["second"].map({False: -0.17, True: 0.17})
    rows = rows.assign(y=rows["state"].map(places) + shift)
    colours = [theme.colour(state) for state in rows["state"]]
    traces = [_bars(rows[rows["second"] == second], second, axes) for second in (False, True)]
    traces.append(
        go.Scatter(
            x=rows["percent"].round(1).tolist(),
            y=rows["y"].tolist(),
            mode="markers",
            marker={
                "symbol": [
                    theme.STATE_MARKERS[row.state] + ("" if row.second else "-open")
                    for row in rows.itertuples()
                ],
                "color": colours,
                "size": 10,
                "line": {"width": 1.5, "color": colours},
            },
            hoverinfo="skip",
            **axes,
        )
    )
    traces.append(
        go.Scatter(
            x=[beside] * len(rows),
            y=rows["y"].tolist(),
            mode="text",
            text=rows["text"].tolist(),
            textposition="middle right",
            textfont={"size": 11},
            hoverinfo="skip",
            **axes,
        )
    )
    return traces


def _bars(rows: pd.DataFrame, second: bool, axes: dict) -> go.Scatter:
    return go.Scatter(
        x=[x for row in rows.itertuples() for x in (round(row.low, 1), round(row.high, 1), None)],
        y=[y for row in rows.itertuples() for y in (row.y, row.y, None)],
        mode="lines",
        line={"color": "#C3C9D0" if second else "#8A929B", "width": 6 if second else 1.5},
        hoverinfo="skip",
        **axes,
    )


def _side_alt(frame: pd.DataFrame) -> str:
    told = []
    for gauge, rows in frame.groupby("gauge", sort=False):
        wide = rows.pivot(index="state", columns="second", values="text")
        states = [state for state in theme.MEMBERS if state in wide.index]
        unit = " per cent" if gauge.startswith("UN") else ""
        told.append(
            f"{gauge}{unit}: "
            + "; ".join(
                f"{data.names()[state]} {wide.loc[state, False]}, then {wide.loc[state, True]}"
                for state in states
            )
            + "."
        )
    return "Before and since 2022. " + " ".join(told)
