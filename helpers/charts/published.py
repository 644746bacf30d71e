"""The published forecasts: what they stress, what they expect, what became of them."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.scenario import OUTCOME_MARKS
from helpers.figures import finish
from helpers.measures import forecasts as reading
from helpers.measures import scenario

MARKS = OUTCOME_MARKS | {reading.NO_GROUP: (theme.MUTED, "circle-open")}
_LEVEL_COLOURS = {"low": "#DCE6F2", "medium": "#8FB0D6", "high": "#1B448D"}
_INVASION, _SHADED_TO, _WORDS_AT = "2022-02-24", "2025-12-31", "2026-03-01"


def emphasis(forecasts: pd.DataFrame) -> go.Figure:
    """Draw how much weight the published forecasts give to each of the three drivers.

    Args:
        forecasts: Table ``scenarios``.

    Returns:
        A bar a driver, divided into low, medium and high.

    Example:
        >>> figure = emphasis(data.load("scenarios"))
        >>> [trace.name for trace in figure.data]
        ['low', 'medium', 'high']
    """
    counts = pd.DataFrame(
        {
            words: forecasts[f"weight_{driver}"].value_counts().reindex(list(scenario.LEVELS))
            for driver, words in scenario.DRIVERS.items()
        }
    )
    counts = counts.fillna(0).astype(int).T
    figure = go.Figure()
    for level, colour in _LEVEL_COLOURS.items():
        figure.add_trace(
            go.Bar(
                x=counts[level].tolist(),
                y=counts.index.tolist(),
                orientation="h",
                name=level,
                marker={"color": colour, "line": {"color": theme.BORDER, "width": 1}},
                text=[str(count) if count else "" for count in counts[level]],
                textangle=0,
                insidetextanchor="middle",
                hovertemplate="%{y}, " + level + ": %{x}<extra></extra>",
            )
        )
    figure.update_layout(
        barmode="stack", legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"}
    )
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(title="forecasts", dtick=4)
    told = "; ".join(
        f"{driver}: {row['high']} high, {row['medium']} medium, {row['low']} low"
        for driver, row in counts.iterrows()
    )
    return finish(
        figure,
        title="What published forecasts say the future of the CSTO depends on",
        subtitle=f"weight given to three drivers, {len(forecasts)} forecasts, 2012–2025",
        tables=["scenarios"],
        alt=f"Stacked bars of {len(forecasts)} forecasts. {told}.",
        frame=counts.rename_axis("driver").reset_index(),
        note="A sample found by searching. Weights coded by one person; another may differ.",
        height=330,
    )


def timeline(forecasts: pd.DataFrame) -> go.Figure:
    """Draw the published forecasts by date, with what they expect and what became of them.

    Args:
        forecasts: Table ``scenarios``, or rows of it; at least one.

    Returns:
        One line a forecast, the oldest on top; the mark shows which of four outcomes the text
        points to, the words at the right what became of it ("?": the table does not say).

    Example:
        >>> figure = timeline(data.load("scenarios"))
        >>> sum(len(trace.x) for trace in figure.data)
        24
    """
    read = reading.read_published(forecasts).assign(
        day=data.start_of(forecasts["date"]), confidence=forecasts["confidence"]
    )
    read = read.sort_values(["day", "scenario_id"], ignore_index=True)
    figure = go.Figure()
    for group, (colour, symbol) in MARKS.items():
        rows = read[read["group"] == group]
        figure.add_trace(
            go.Scatter(
                x=rows["day"].dt.strftime("%Y-%m-%d").tolist(),
                y=rows.index.tolist(),
                mode="markers+text",
                name=f"{group} ({len(rows)})",
                marker={"color": colour, "symbol": symbol, "size": 11, "line": {"width": 1.5}},
                text=[f" {html.escape(label)} " for label in rows["label"]],
                textposition=[
                    "middle right" if day.year < 2021 else "middle left" for day in rows["day"]
                ],
                textfont={"size": 12},
                cliponaxis=False,
                hovertext=[
                    f"<b>{html.escape(row.author)}, {row.date}</b><br>{html.escape(row.label)}"
                    for row in rows.itertuples()
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    count, height = len(read), 175 + 25 * max(len(read), 4)
    became = ["?" if words == reading.NOT_TOLD else words for words in read["became"]]
    figure.update_layout(
        annotations=[
            {
                "x": _WORDS_AT,
                "xanchor": "left",
                "y": place,
                "text": words,
                "showarrow": False,
                "font": {"size": 12},
            }
            for place, words in enumerate(["<b>what became of it</b>", *became], start=-1)
        ],
        shapes=[
            {
                "type": "rect",
                "x0": _INVASION,
                "x1": _SHADED_TO,
                "y0": 0,
                "y1": 1,
                "yref": "y domain",
                "fillcolor": "#F3F0F7",
                "line": {"width": 0},
                "layer": "below",
            }
        ],
        xaxis={
            "range": ["2011-09-01", "2028-12-01"],
            "tickvals": [f"{year}-01-01" for year in range(2012, 2027, 2)],
            "tickformat": "%Y",
            "showgrid": False,
        },
        yaxis={"visible": False, "range": [count - 0.4, -1.6]},
    )
    finish(
        figure,
        title=f"{count} published {'forecast' if count == 1 else 'forecasts'} about the CSTO",
        subtitle="by date; mark: outcome it points to; shaded: since 24 February 2022",
        tables=["scenarios"],
        alt=_in_words(read),
        frame=read.drop(columns="day"),
        note=(
            "Groups and outcomes are our reading of the texts. A date known only by year or month "
            "stands on its first day."
        ),
        height=height,
    )
    return figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.0,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )


def _in_words(read: pd.DataFrame) -> str:
    groups = read["group"].value_counts()
    became = read["became"].value_counts()
    first, last = read["day"].dt.year.min(), read["day"].dt.year.max()
    return (
        f"{len(read)} {'forecast' if len(read) == 1 else 'forecasts'}, "
        f"{first if first == last else f'{first} to {last}'}. "
        f"They point to: {', '.join(f'{name} {count}' for name, count in groups.items())}. "
        f"What became of them: {', '.join(f'{name} {count}' for name, count in became.items())}."
    )
