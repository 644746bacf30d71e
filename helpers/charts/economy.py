"""Size of the economies since the full-scale invasion."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts import lines
from helpers.figures import finish


def gdp_index(indicators: pd.DataFrame, base: int = 2021, first: int = 2015) -> go.Figure:
    """Draw gross domestic product in current dollars as an index.

    Args:
        indicators: Table ``development_indicators``.
        base: Year that counts as 100.
        first: First year drawn.

    Returns:
        One line a member, named at its end.

    Example:
        >>> gdp_index(data.load("development_indicators")).layout.meta["title"]
        'Gross domestic product in dollars, 2021 = 100'
    """
    rows = indicators[(indicators["indicator"] == "gdp_usd") & (indicators["year"] >= first)]
    wide = rows.pivot(index="year", columns="state", values="value")[theme.MEMBERS]
    index = wide / wide.loc[base] * 100
    figure = go.Figure()
    for state in theme.MEMBERS:
        one = index[state].dropna().reset_index(name="index")
        name = data.names()[state]
        one["hover"] = [f"{name} {year:.0f}: {value:.0f}" for year, value in one.to_numpy()]
        lines.state_line(figure, one, "year", "index", state)
    top = float(index.max().max())
    figure.update_yaxes(range=[40, top * 1.06], title="index")
    figure.update_xaxes(range=[first - 0.3, index.index.max() + 1.6], tickvals=index.index.tolist())
    # A mark stands in the middle of its year, so 2022 begins at 2021.5.
    figure.add_vline(x=2021.65, line={"dash": "dot", "width": 1.2, "color": theme.INK})
    finish(
        figure,
        title=f"Gross domestic product in dollars, {base} = 100",
        subtitle=f"current US dollars, {first}–{index.index.max()}; dotted: 24 February 2022",
        tables=["development_indicators"],
        alt=_words(index),
        frame=index.reset_index(),
        note="Current dollars move with prices and exchange rates. A table of real growth is "
        "missing.",
        height=470,
    )
    ends = [
        (data.names()[state], float(index[state].dropna().iloc[-1]), theme.colour(state))
        for state in theme.MEMBERS
    ]
    lines.end_labels(figure, ends, float(index.index.max()))
    return figure.update_layout(showlegend=False)


def _words(index: pd.DataFrame) -> str:
    last = index.index.max()
    told = ", ".join(f"{data.names()[state]} {index.loc[last, state]:.0f}" for state in index)
    return f"Index of the size of the economy in dollars in {last}: {told}."
