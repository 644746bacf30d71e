"""Opinion polls: one panel a pollster and question, never joined across pollsters."""

from __future__ import annotations

import html
import textwrap

import pandas as pd
import plotly.graph_objects as go

from helpers.charts.layout import wrapped
from helpers.figures import finish

TABLE = "public_opinion"

_COLUMNS = 2
_PANEL, _HEAD, _BELOW = 118, 52, 40
_COLOURS = ["#1B448D", "#B21305", "#1E7A50", "#C1940F", "#8A76DD"]
_MARKS = ["circle", "square", "triangle-up", "diamond", "cross"]
_FIRST, _LAST = 2009, 2026.5
# Width of a label in letters and height of its lines in points of the axis.
_LETTERS, _LINE = 24, 14


def panels(series: pd.DataFrame) -> go.Figure:
    """Draw the polls of a member, one panel a pollster and question.

    Args:
        series: What `measures.cohesion.polls` returns.

    Returns:
        Marks with bars (95% of a simple random sample) where the size of the sample is known;
        answers of the same pollster and question are joined by a line where the options stayed the
        same; hollow: contested or known from a repost only.

    Raises:
        ValueError: There is no poll.

    Example:
        >>> from helpers import data
        >>> from helpers.measures import cohesion
        >>> figure = panels(cohesion.polls(data.load("public_opinion"), "KAZ"))
        >>> figure.layout.meta["alt"].count("Demoscope")
        3
    """
    if series.empty:
        raise ValueError("There is no poll to draw. Choose another member or other questions.")
    names = list(dict.fromkeys(series["panel"]))
    rows = -(-len(names) // _COLUMNS)
    height = rows * (_PANEL + _HEAD + _BELOW)
    figure = go.Figure()
    for place, name in enumerate(names):
        suffix = "" if place == 0 else str(place + 1)
        left = (place % _COLUMNS) * 0.53
        high = (height - (place // _COLUMNS) * (_PANEL + _HEAD + _BELOW) - _HEAD) / height
        part = series[series["panel"] == name]
        figure.update_layout(
            {
                f"xaxis{suffix}": {
                    "domain": [left, left + 0.31],
                    "range": [_FIRST, _LAST],
                    "tickvals": [2010, 2014, 2018, 2022, 2026],
                    "anchor": f"y{suffix}",
                    "zeroline": False,
                },
                f"yaxis{suffix}": {
                    "domain": [high - _PANEL / height, high],
                    "range": [0, 100],
                    "tickvals": [0, 50, 100],
                    "anchor": f"x{suffix}",
                    "zeroline": False,
                },
            }
        )
        figure.add_traces(_answers(part, suffix))
        _heading(figure, part.iloc[0], left, high)
        _ends(figure, part, suffix)
    finish(
        figure,
        title="What people said, pollster by pollster",
        subtitle="% of respondents; hollow: contested or from a repost; bars: where n is known",
        tables=[TABLE],
        alt=_alt(series),
        frame=series.drop(columns=["when", "panel"]),
        note=(
            "Bars: 95% of a simple random sample of that size, which these surveys are not. "
            "Wording, mode and population differ: do not compare levels across panels."
        ),
        height=height,
    )
    room = figure.layout.margin
    return figure.update_layout(
        margin={"t": 66, "l": 52}, height=height + 66 + room.b, showlegend=False
    ).update_annotations(selector={"name": "footer"}, xshift=12 - 52)


def _answers(part: pd.DataFrame, suffix: str) -> list[go.Scatter]:
    traces = []
    for place, (answer, rows) in enumerate(part.groupby("answer", sort=False)):
        colour = _COLOURS[place % len(_COLOURS)]
        symbol = _MARKS[place % len(_MARKS)]
        joined = rows[rows["comparable"]]
        axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
        traces.append(
            go.Scatter(
                x=joined["when"].map(decimal).tolist(),
                y=joined["percent"].tolist(),
                mode="lines",
                line={"color": colour, "width": 1},
                hoverinfo="skip",
                **axes,
            )
        )
        sure = ["" if one in ("high", "medium") else "-open" for one in rows["confidence"]]
        traces.append(
            go.Scatter(
                x=rows["when"].map(decimal).tolist(),
                y=rows["percent"].tolist(),
                mode="markers",
                name=answer,
                marker={
                    "symbol": [symbol + one for one in sure],
                    "size": 9,
                    "color": colour,
                    "line": {"width": 1.5, "color": colour},
                },
                error_y={
                    "type": "data",
                    "array": rows["margin"].fillna(0).tolist(),
                    "width": 2,
                    "thickness": 1.2,
                },
                customdata=[_hover(row) for row in rows.itertuples()],
                hovertemplate="%{customdata}<extra></extra>",
                **axes,
            )
        )
    return traces


def _hover(row: tuple) -> str:
    size = "n not known" if pd.isna(row.n) else f"n = {row.n:,}"
    added = ", summed from two degrees" if row.added else ""
    note = f"<br>{wrapped(row.note)}" if row.note else ""
    return f"{row.date}: {wrapped(row.answer)} {row.percent:g}%{added}, {size}{note}"


def _heading(figure: go.Figure, row: pd.Series, left: float, high: float) -> None:
    figure.add_annotation(
        text=f"<b>{wrapped(row['topic'], 60)}</b><br>{wrapped(row['pollster'], 60)}",
        x=left,
        y=high,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        xshift=-38,
        yshift=5,
        align="left",
        showarrow=False,
        font={"size": 12},
    )


def _ends(figure: go.Figure, part: pd.DataFrame, suffix: str) -> None:
    """Write the last value of each answer at the right edge, pushed apart where they are close."""
    answers = list(dict.fromkeys(part["answer"]))
    last = part.drop_duplicates("answer", keep="last").sort_values("percent")
    top = -8.0
    for row in last.itertuples():
        label = f"{row.percent:.0f} {row.answer}".replace(" value of the range", "")
        lines = textwrap.wrap(label, _LETTERS)
        half = len(lines) * _LINE / 2
        middle = max(float(row.percent), top + half)
        top = middle + half
        figure.add_annotation(
            text="<br>".join(html.escape(line) for line in lines),
            x=1.02,
            y=middle,
            xref=f"x{suffix} domain",
            yref=f"y{suffix}",
            xanchor="left",
            align="left",
            showarrow=False,
            font={"size": 11, "color": _COLOURS[answers.index(row.answer) % len(_COLOURS)]},
        )


def decimal(when: pd.Timestamp) -> float:
    """Return a date as a year, so that the middle of a year lies on its number.

    Example:
        >>> decimal(pd.Timestamp("2022-07-02"))
        2022.0
    """
    return round(when.year + (when.day_of_year - 1) / 365.25 - 0.5, 2)


def _alt(series: pd.DataFrame) -> str:
    told = []
    for panel, part in series.groupby("panel", sort=False):
        answers = "; ".join(
            f"{answer} " + ", ".join(f"{row.percent:g} ({row.date})" for row in rows.itertuples())
            for answer, rows in part.groupby("answer", sort=False)
        )
        told.append(f"{panel}: {answers}.")
    doubtful = int((~series["confidence"].isin(["high", "medium"])).sum())
    return f"{len(told)} panels, per cent; {doubtful} values are doubtful. " + " ".join(told)
