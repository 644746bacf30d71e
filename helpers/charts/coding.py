"""The coding of events: two coders side by side, and how the course's coder used the scale."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.timeline import ACTORS, DIRECTIONS
from helpers.figures import finish
from helpers.measures import reliability

TABLE = "stance_events"
BLANK = "cannot code"
_SHADES = [[0.0, "#FFFFFF"], [0.001, "#E9EEF5"], [1.0, "#5B7FB5"]]
_SAME = "#1F2328"


def compare(own: pd.Series, coder: pd.Series, who: str = "your code") -> go.Figure:
    """Draw how often each code of one coder met each code of the course's coder.

    Args:
        own: Codes −2 to 2 by event; missing: could not be coded.
        coder: Codes of the course's coder by the same events.
        who: Label of the first coder.

    Returns:
        Squares with counts; the outlined diagonal holds the events coded alike.

    Example:
        >>> compare(pd.Series([1, 0]), pd.Series([1, 1])).layout.meta["title"]
        'Codes compared: 1 of 2 events coded alike'
    """
    table = reliability.confusion(own, coder)
    # The course's coder has coded every event of the exercise.
    table = table[table.columns[:-1]] if not table.iloc[:, -1].any() else table
    counts = table.to_numpy()
    alike = int(np.trace(counts[:5, :5]))
    figure = go.Figure(
        _squares(
            counts,
            [_mark(code) for code in table.columns],
            [_mark(code) for code in table.index],
            f"{who} %{{y}}, course's coder %{{x}}: %{{z}} events<extra></extra>",
        )
    )
    for place in range(5):
        figure.add_shape(
            type="rect",
            x0=place - 0.48,
            x1=place + 0.48,
            y0=place - 0.48,
            y1=place + 0.48,
            line={"color": _SAME, "width": 2},
        )
    figure.update_xaxes(title="code of the course's coder", showgrid=False, type="category")
    figure.update_yaxes(title=who, autorange="reversed", showgrid=False, type="category")
    return finish(
        figure,
        title=f"Codes compared: {alike} of {int(counts.sum())} events coded alike",
        subtitle="number of events; outlined squares: the same code",
        tables=[TABLE],
        alt=_compare_words(table, who, alike),
        frame=table,
        height=430,
    )


def distribution(events: pd.DataFrame) -> go.Figure:
    """Draw how often the course's coder gave each direction to each actor.

    Args:
        events: Table ``stance_events`` or rows of it.

    Returns:
        One row an actor, one column a direction, the last one for events without a direction.
    """
    actors = [actor for actor in ACTORS if (events["actor"] == actor).any()]
    codes = events["direction"].astype("Float64").astype(float)
    counts = np.array(
        [
            [
                int(((events["actor"] == actor) & _is(codes, direction)).sum())
                for direction in DIRECTIONS
            ]
            for actor in actors
        ]
    )
    names = [f"{_actor(a)} ({n})" for a, n in zip(actors, counts.sum(axis=1), strict=True)]
    labels = [words.replace(" ", "<br>", 1) for words, *_ in DIRECTIONS.values()]
    figure = go.Figure(
        _squares(counts, labels, names, "%{y}: %{z} events<extra></extra>"),
    )
    figure.update_yaxes(autorange="reversed", showgrid=False, ticks="")
    figure.update_xaxes(side="top", showgrid=False, ticks="", type="category")
    finish(
        figure,
        title="How the course's coder used the scale",
        subtitle=f"{len(events)} events by actor and direction; in brackets: events of the actor",
        tables=[TABLE],
        alt=_distribution_words(counts, actors),
        frame=pd.DataFrame(counts, index=actors, columns=[w for w, *_ in DIRECTIONS.values()]),
        note="One person coded all events. Rows of Russia are +2 by definition.",
        height=430,
    )
    return figure.update_layout(margin_t=112)


def _squares(counts: np.ndarray, columns: list[str], rows: list[str], hover: str) -> go.Heatmap:
    return go.Heatmap(
        x=columns,
        y=rows,
        z=counts.tolist(),
        zmin=0,
        zmax=max(4, int(counts.max())),
        colorscale=_SHADES,
        showscale=False,
        xgap=3,
        ygap=3,
        text=[[str(n) if n else "" for n in row] for row in counts.tolist()],
        texttemplate="%{text}",
        textfont={"color": theme.INK, "size": 14},
        hovertemplate=hover,
    )


def _is(codes: pd.Series, direction: int | None) -> pd.Series:
    return codes.isna() if direction is None else codes == direction


def _actor(code: str) -> str:
    return "CSTO bodies" if code == "CSTO" else data.names()[code]


def _mark(code: float) -> str:
    return BLANK if np.isnan(code) else f"{code:+.0f}".replace("-", "−").replace("+0", "0")


def _compare_words(table: pd.DataFrame, who: str, alike: int) -> str:
    apart = [
        f"{who} {_mark(row)} where the course's coder has {_mark(column)}: {table.loc[row, column]}"
        for row in table.index
        for column in table.columns
        if row != column and table.loc[row, column]
    ]
    parts = "; ".join(apart) if apart else "none"
    total = int(table.to_numpy().sum())
    return f"Squares with counts. {alike} of {total} events have the same code. Different: {parts}."


def _distribution_words(counts: np.ndarray, actors: list[str]) -> str:
    words = [w for w, *_ in DIRECTIONS.values()]
    parts = [
        f"{_actor(actor)}: " + ", ".join(f"{n} × {w}" for n, w in zip(row, words, strict=True) if n)
        for actor, row in zip(actors, counts.tolist(), strict=True)
    ]
    return f"Squares with counts. {'; '.join(parts)}."
