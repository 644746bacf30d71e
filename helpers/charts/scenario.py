"""The open model of four outcomes: drawn cases, chances, tornado."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from helpers import theme
from helpers.figures import finish
from helpers.measures import scenario

# Colours dark to light, so that grey print keeps them apart; the symbols differ too.
OUTCOME_MARKS = {
    "break-up": ("#3B1F4A", "x"),
    "hollowing out": ("#7B4F9D", "triangle-down"),
    "status quo": ("#2C7FB8", "square"),
    "renewal": ("#7FCDBB", "triangle-up"),
}
SHORT_DRIVERS = {
    "war_outcome": "outcome<br>of the war",
    "russia_standing": "Russia's<br>standing",
    "member_will": "will of the<br>members",
}
_BINS = 50
_BLUE, _PALE = "#1B448D", "#A9C1E0"


def model(
    values: Mapping[str, float],
    weights: Mapping[str, float],
    spread: float = scenario.SPREAD,
    outcome: str = scenario.OUTCOMES[0],
) -> go.Figure:
    """Draw what one judgement of three drivers means in the open model.

    Args:
        values: Judgement of each driver, 0 to 100, by the keys of `scenario.DRIVERS`.
        weights: Weight of each driver, 0 or more, by the same keys.
        spread: Points on either side of each judgement.
        outcome: Outcome whose chance the tornado shows.

    Returns:
        Above: the drawn scores with the cut points. Below: the chances of the four outcomes with
        their range under random weights, and the tornado of the drivers.

    Raises:
        ValueError: As `scenario.scores`.

    Example:
        >>> figure = model(dict.fromkeys(scenario.DRIVERS, 50), dict.fromkeys(scenario.DRIVERS, 1))
        >>> figure.layout.title.text[:33]
        '<b>A thinking aid, no prediction:'
    """
    drawn = scenario.scores(values, weights, spread)
    table = scenario.outcomes(values, weights, spread)
    swings = scenario.swings(values, weights, spread, outcome)
    chance = float(table.set_index("outcome").loc[outcome, "chance"])
    traces = [_chances(table), _whiskers(table), _scores(drawn), *_tornado(swings, chance)]
    shapes = [_upright("2", cut, "dot") for cut in scenario.CUT_POINTS]
    shapes.append(_upright("3", chance, "solid"))
    figure = go.Figure(
        traces,
        {
            **_axes(table, swings, outcome),
            "annotations": [*_outcome_names(), *_panel_names()],
            "barmode": "overlay",
            "shapes": shapes,
            "showlegend": False,
        },
    )
    finish(
        figure,
        title="A thinking aid, no prediction: four outcomes of one judgement",
        subtitle=_judgement_in_words(values, weights, spread),
        tables=["scenarios"],
        alt=_model_in_words(table, swings, outcome),
        frame=table,
        note=(
            "The model and its numbers are choices of the authors, not estimates. Thin lines: the "
            "middle 90 % of the chances when the weights are drawn at random."
        ),
        height=600,
    )
    figure.layout.margin.t = 96
    return figure


def _chances(table: pd.DataFrame) -> go.Bar:
    chance = table["chance"]
    return go.Bar(
        x=chance.tolist(),
        y=list(range(len(table))),
        orientation="h",
        marker={"color": [OUTCOME_MARKS[name][0] for name in table["outcome"]]},
        width=0.62,
        customdata=table[["outcome", "low", "high"]].to_numpy().tolist(),
        hovertemplate=(
            "%{customdata[0]}: %{x:.0%} (random weights: %{customdata[1]:.0%} to "
            "%{customdata[2]:.0%})<extra></extra>"
        ),
        showlegend=False,
    )


def _whiskers(table: pd.DataFrame) -> go.Scatter:
    ends = table[["low", "high"]].assign(gap=None).to_numpy().ravel().tolist()
    return go.Scatter(
        x=ends,
        y=[place for place in range(len(table)) for _ in range(3)],
        mode="lines+markers",
        line={"color": theme.INK, "width": 1.2},
        marker={"symbol": "line-ns", "size": 8, "line": {"color": theme.INK, "width": 1.2}},
        hoverinfo="skip",
        showlegend=False,
    )


def _scores(drawn: np.ndarray) -> go.Bar:
    counts, edges = np.histogram(drawn, bins=_BINS, range=(0, 100))
    return go.Bar(
        x=((edges[:-1] + edges[1:]) / 2).tolist(),
        y=(counts / counts.sum()).tolist(),
        xaxis="x2",
        yaxis="y2",
        marker={"color": theme.BORDER},
        width=100 / _BINS,
        hovertemplate="score %{x:.0f}: %{y:.1%} of the draws<extra></extra>",
        showlegend=False,
    )


def _tornado(swings: pd.DataFrame, chance: float) -> list[go.Bar]:
    bars = []
    for end, colour in (("from", _PALE), ("to", _BLUE)):
        bars.append(
            go.Bar(
                x=(swings[f"chance_{end}"] - chance).tolist(),
                base=[chance] * len(swings),
                y=list(range(len(swings))),
                orientation="h",
                xaxis="x3",
                yaxis="y3",
                marker={"color": colour, "line": {"color": _BLUE, "width": 1}},
                width=0.5,
                text=[f"at {value:.0f}" for value in swings[end]],
                textposition="outside",
                cliponaxis=False,
                customdata=swings[f"chance_{end}"].tolist(),
                hovertemplate="driver %{text}: chance %{customdata:.1%}<extra></extra>",
                showlegend=False,
            )
        )
    return bars


def _upright(axis: str, x: float, dash: str) -> dict:
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "xref": f"x{axis}",
        "y0": 0,
        "y1": 1,
        "yref": f"y{axis} domain",
        "line": {"color": theme.INK, "width": 1.2, "dash": dash},
    }


def _outcome_names() -> list[dict]:
    edges = [0.0, *scenario.CUT_POINTS, 100.0]
    return [
        {
            "x": (low + high) / 2,
            "xref": "x2",
            "y": 1,
            "yref": "y2 domain",
            "yanchor": "bottom",
            "text": f"<b>{name}</b>",
            "showarrow": False,
            "font": {"color": theme.INK},
        }
        for name, low, high in zip(scenario.OUTCOMES, edges[:-1], edges[1:], strict=True)
    ]


def _panel_names() -> list[dict]:
    return [
        {
            "x": x,
            "y": y,
            "xref": "paper",
            "yref": "paper",
            "xanchor": "left",
            "yanchor": "bottom",
            "text": f"<b>{text}</b>",
            "showarrow": False,
        }
        for x, y, text in (
            (0, 1.0, "Score from 0 to 100: the drawn cases"),
            (0, 0.48, "Four outcomes"),
            (0.5, 0.48, "Which driver matters (one at a time)"),
        )
    ]


def _axes(table: pd.DataFrame, swings: pd.DataFrame, outcome: str) -> dict[str, dict]:
    highest = float(table[["high", "chance"]].to_numpy().max())
    reach = swings[["chance_from", "chance_to"]].to_numpy()
    room = max(0.02, 0.3 * float(reach.max() - reach.min()))
    low, high = float(reach.min()) - room, float(reach.max()) + room
    lower = {"domain": [0, 0.46], "showgrid": False}
    return {
        "xaxis": {
            "domain": [0, 0.42],
            "range": [0, min(1.0, highest * 1.1)],
            "tickformat": ".0%",
            "title": {"text": "chance under the model"},
        },
        "yaxis": {
            **lower,
            "tickvals": list(range(len(table))),
            "ticktext": [f"{row.outcome} <b>{row.chance:.0%}</b>" for row in table.itertuples()],
        },
        "xaxis2": {
            "domain": [0, 1],
            "anchor": "y2",
            "range": [0, 100],
            "tickvals": [0, 25, 50, 75, 100],
        },
        "yaxis2": {"domain": [0.66, 0.95], "anchor": "x2", "visible": False},
        "xaxis3": {
            "domain": [0.62, 1],
            "anchor": "y3",
            "range": [low, high],
            "tickvals": _ticks(low, high),
            "tickformat": ".0%",
            "title": {"text": f"chance of {outcome}"},
        },
        "yaxis3": {
            **lower,
            "anchor": "x3",
            "tickvals": list(range(len(swings))),
            "ticktext": [SHORT_DRIVERS[driver] for driver in swings["driver"]],
            "range": [len(swings) - 0.4, -0.6],
        },
    }


def _ticks(low: float, high: float) -> list[float]:
    """Return few round shares between two limits, none below 0 or above 1."""
    step = next(step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5) if (high - low) / step <= 5)
    ticks = [round(place * step, 2) for place in range(round(1 / step) + 1)]
    return [tick for tick in ticks if low <= tick <= high]


def _judgement_in_words(
    values: Mapping[str, float], weights: Mapping[str, float], spread: float
) -> str:
    parts = [
        f"{words} {values[driver]:g} (weight {weights[driver]:g})"
        for driver, words in scenario.DRIVERS.items()
    ]
    return f"{', '.join(parts)}; each ± {spread:g}"


def _model_in_words(table: pd.DataFrame, swings: pd.DataFrame, outcome: str) -> str:
    chances = ", ".join(
        f"{row.outcome} {row.chance:.0%} (random weights: {row.low:.0%} to {row.high:.0%})"
        for row in table.itertuples()
    )
    moved = "; ".join(
        f"{scenario.DRIVERS[row.driver]} from {row.start:.0f} to {row.to:.0f} moves it "
        f"from {row.chance_from:.1%} to {row.chance_to:.1%}"
        for row in swings.rename(columns={"from": "start"}).itertuples()
    )
    return (
        f"A thinking aid, no prediction. Chances under the model: {chances}. "
        f"Chance of {outcome}: {moved}."
    )
