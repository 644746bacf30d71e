"""How forecasts are scored, shown on forecasts that were published."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.figures import finish
from helpers.measures import forecasts as measure

_CERTAINTIES = [place / 100 for place in range(50, 101, 5)]
_MARKED = (0.6, 0.8, 1.0)
_LINES = {
    measure.OWN_DATE: ("dash", "diamond", "#7B4F9D"),
    "all": ("solid", "circle", "#1B448D"),
}


def readings(forecasts: pd.DataFrame) -> go.Figure:
    """Draw the mean Brier score of published forecasts against how sure we take them to be.

    Args:
        forecasts: Table ``scenarios``.

    Returns:
        A curve for the forecasts with a date in the text and one for all that can be scored;
        thin lines for a single forecast that held and one that failed; a line for a coin.

    Example:
        >>> figure = readings(data.load("scenarios"))
        >>> figure.layout.meta["alt"][:24]
        '8 of 24 forecasts can be'
    """
    scored = pd.concat(
        [
            measure.score_published(forecasts, certainty).assign(certainty=certainty)
            for certainty in _CERTAINTIES
        ]
    )
    own = scored[scored["dated_by"] == measure.OWN_DATE].groupby("certainty")["score"].mean()
    every = scored.groupby("certainty")["score"].mean()
    figure = go.Figure()
    for held, words in ((True, "one that held"), (False, "one that failed")):
        scores = measure.brier_yes_no(_CERTAINTIES, [held] * len(_CERTAINTIES))
        figure.add_trace(_thin(scores.tolist(), words))
    numbers = scored[scored["certainty"] == 1]
    dated = int((numbers["dated_by"] == measure.OWN_DATE).sum())
    own_words = f"{dated} with a date in the text"
    all_words = f"all {len(numbers)} that can be scored"
    figure.add_traces(_thick(own, own_words, *_LINES[measure.OWN_DATE], "top center"))
    figure.add_traces(_thick(every, all_words, *_LINES["all"], "bottom center"))
    figure.add_hline(y=0.25, line={"color": theme.MUTED, "width": 1.2, "dash": "dot"})
    for y, text, colour, side in (
        (1.0, "one that failed", theme.MUTED, "bottom"),
        (0.0, "one that held", theme.MUTED, "bottom"),
        (0.25, "no idea: always 50%", theme.MUTED, "top"),
        (float(own[1.0]), own_words, _LINES[measure.OWN_DATE][2], "middle"),
        (float(every[1.0]), all_words, _LINES["all"][2], "bottom"),
    ):
        figure.add_annotation(
            x=1.015,
            y=y,
            text=text,
            showarrow=False,
            font={"color": colour},
            yanchor=side,
            xanchor="left",
        )
    figure.update_layout(showlegend=False)
    figure.update_xaxes(
        title="how sure we take the authors to be",
        tickvals=[0.5, 0.6, 0.7, 0.8, 0.9, 1],
        tickformat=".0%",
        range=[0.495, 1.2],
    )
    figure.update_yaxes(title="mean Brier score (0 best, 1 worst)", range=[-0.03, 1.03])
    failed = int((numbers["expects"] != numbers["happened"]).sum())
    told = ", ".join(f"{every[level]:.2f} at {level:.0%}" for level in _MARKED)
    own_told = ", ".join(f"{own[level]:.2f} at {level:.0%}" for level in _MARKED)
    return finish(
        figure,
        title="Being sure pays only for those who are right",
        subtitle="Brier score of published forecasts under readings of their words",
        tables=["scenarios"],
        alt=(
            f"{len(numbers)} of {len(forecasts)} forecasts can be read as yes or no; {failed} "
            f"failed. Mean score of all: {told}. Of the {dated} with a date in "
            f"the text: {own_told}. A forecaster without any idea gets 0.25."
        ),
        frame=scored.reset_index(drop=True),
        note=(
            "The texts give no probabilities: the reading is ours. Few questions, chosen after the "
            "event: an example of scoring, not a verdict on the authors."
        ),
        height=480,
    )


def remittances(table: pd.DataFrame) -> go.Figure:
    """Draw forecasts of remittances for 2022 beside what was recorded.

    Args:
        table: What `measures.forecasts.remittance_forecasts` returns.

    Returns:
        For each state a line from the forecast to the outcome.

    Example:
        >>> figure = remittances(measure.remittance_forecasts(
        ...     data.read("economic_statements"), data.read("development_indicators")))
        >>> len(figure.data[0].x)
        2
    """
    rows = list(range(len(table)))
    labels = [f"{data.names()[row.member]}<br>{row.made_on}" for row in table.itertuples()]
    figure = go.Figure()
    for column, symbol, words in (
        ("forecast", "circle-open", "forecast"),
        ("outcome", "circle", "recorded"),
    ):
        figure.add_trace(
            go.Scatter(
                x=table[column].tolist(),
                y=rows,
                mode="markers+text",
                name=words,
                text=[f"{words} {value:+.0f}%" for value in table[column]],
                textposition="top center",
                cliponaxis=False,
                marker={
                    "symbol": symbol,
                    "size": 13,
                    "color": [theme.colour(member) for member in table["member"]],
                    "line": {"width": 2},
                },
                hovertemplate="%{text}<extra></extra>",
            )
        )
    for place, row in zip(rows, table.itertuples(), strict=True):
        figure.add_shape(
            type="line",
            x0=row.forecast,
            x1=row.outcome,
            y0=place,
            y1=place,
            layer="below",
            line={"color": theme.colour(row.member), "width": 2},
        )
    figure.add_vline(x=0, line={"color": theme.INK, "width": 1.2})
    figure.update_layout(showlegend=False)
    figure.update_xaxes(title="per cent change from 2021 to 2022", ticksuffix="%", range=[-65, 105])
    figure.update_yaxes(
        tickvals=rows,
        ticktext=labels,
        range=[len(rows) - 0.4, -0.7],
        showgrid=False,
        zeroline=False,
    )
    told = "; ".join(
        f"{data.names()[row.member]}: {row.forecast:+.0f}% expected on {row.made_on}, "
        f"{row.outcome:+.0f}% recorded"
        for row in table.itertuples()
    )
    return finish(
        figure,
        title="Remittances in 2022: expected to collapse, recorded as rising",
        subtitle="change of remittances in current US dollars, forecasts of spring 2022",
        tables=["economic_statements", "development_indicators"],
        alt=f"Forecast and outcome. {told}.",
        frame=table,
        note=(
            "Recorded: per cent of GDP times GDP (World Bank). Bank transfers only; Tajikistan "
            "2022 holds a one-off through Russian banks."
        ),
        height=340,
    )


def _thin(scores: list[float], name: str) -> go.Scatter:
    return go.Scatter(
        x=_CERTAINTIES,
        y=scores,
        mode="lines",
        name=name,
        line={"color": theme.BORDER, "width": 1.2},
        hovertemplate="%{x:.0%} sure: %{y:.2f}<extra>" + name + "</extra>",
    )


def _thick(
    series: pd.Series, name: str, dash: str, symbol: str, colour: str, side: str
) -> list[go.Scatter]:
    hover = "%{x:.0%} sure: %{y:.2f}<extra>" + name + "</extra>"
    return [
        go.Scatter(
            x=series.index.tolist(),
            y=series.tolist(),
            mode="lines",
            name=name,
            line={"color": colour, "width": 2.5, "dash": dash},
            hovertemplate=hover,
        ),
        go.Scatter(
            x=list(_MARKED),
            y=[float(series[level]) for level in _MARKED],
            mode="markers+text",
            name=name,
            text=[f"{series[level]:.2f}" for level in _MARKED],
            textposition=side,
            marker={"color": colour, "symbol": symbol, "size": 9},
            cliponaxis=False,
            hovertemplate=hover,
        ),
    ]
