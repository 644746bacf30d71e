"""How much the largest member of an alliance outweighs the rest."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from helpers import data, figures, theme
from helpers.measures import asymmetry

TABLES = ["alliance_asymmetry"]
NATO_COLOUR = "#3F6E8C"
MEASURES = {
    "share": ("share of the largest member", "per cent of the members' total", [0, 100]),
    "herfindahl": ("concentration (Herfindahl index)", "1 = one state holds all", [0, 1]),
    "rest": ("largest member over all others", "ratio", None),
}
_STYLES = {
    "CSTO": {"color": theme.STATE_COLOURS["RUS"], "dash": "solid"},
    "NATO": {"color": NATO_COLOUR, "dash": "dash"},
}


def shares(sizes: pd.DataFrame) -> go.Figure:
    """Draw the largest member's share of three sizes, CSTO beside NATO.

    Args:
        sizes: Table ``alliance_asymmetry``.

    Returns:
        Three panels with a common scale from 0 to 100 per cent.
    """
    words = list(asymmetry.INDICATORS.values())
    figure = make_subplots(
        rows=1,
        cols=3,
        shared_yaxes=True,
        horizontal_spacing=0.04,
        subplot_titles=[one.capitalize() for one in words],
    )
    frames = []
    for column, (indicator, name) in enumerate(asymmetry.INDICATORS.items(), start=1):
        frame = asymmetry.concentration(sizes, indicator).assign(indicator=name)
        frames.append(frame)
        for alliance, one in frame.groupby("alliance"):
            figure.add_trace(_line(alliance, one, "share", column == 1), row=1, col=column)
    figure.update_yaxes(range=[0, 100])
    figure.update_yaxes(title="per cent", row=1, col=1)
    figure.update_xaxes(dtick=8, range=[1999, 2025])
    values = pd.concat(frames, ignore_index=True)
    figure.update_layout(legend={"orientation": "h", "x": 0, "y": 1.1, "yanchor": "bottom"})
    figures.finish(
        figure,
        title="Russia outweighs its allies more than the United States does",
        subtitle="share of the largest member in the alliance's total, per cent, 2000–2024 "
        "(GDP to 2023)",
        tables=TABLES,
        alt=_shares_words(values),
        frame=values,
        note="States count from the year in which they joined. Former parties of the treaty are "
        "not in the table.",
        height=470,
    )
    return figure.update_layout(margin_t=138)


def by_year(sizes: pd.DataFrame, indicator: str, measure: str) -> go.Figure:
    """Draw one size and one measure of concentration by year.

    Args:
        sizes: Table ``alliance_asymmetry``.
        indicator: Column, a key of `asymmetry.INDICATORS`.
        measure: ``share``, ``herfindahl`` or ``rest`` (largest member over all others).

    Returns:
        A line a year for each alliance.
    """
    frame = asymmetry.concentration(sizes, indicator)
    frame["rest"] = frame["share"] / (100 - frame["share"])
    name, unit, limits = MEASURES[measure]
    figure = go.Figure([_line(a, one, measure, True) for a, one in frame.groupby("alliance")])
    figure.update_yaxes(title=unit, range=limits, rangemode="tozero")
    figure.update_xaxes(dtick=4, range=[1999.5, 2024.5])
    figure.update_layout(legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"})
    words = asymmetry.INDICATORS[indicator]
    figures.finish(
        figure,
        title=f"{words.capitalize()}: {name}",
        subtitle=f"{unit}, {frame['year'].min()}–{frame['year'].max()}",
        tables=TABLES,
        alt=_by_year_words(frame, words, measure),
        frame=frame,
        height=440,
    )
    return figure.update_layout(margin_t=115)


def _line(alliance: str, frame: pd.DataFrame, measure: str, legend: bool) -> go.Scatter:
    leader = data.names()[frame["largest"].iloc[-1]]
    digits = ".1f" if measure != "herfindahl" else ".2f"
    return go.Scatter(
        x=frame["year"].tolist(),
        y=frame[measure].round(4).tolist(),
        mode="lines+markers",
        line={**_STYLES[alliance], "width": 2.5},
        marker={"symbol": "square" if alliance == "CSTO" else "circle", "size": 5},
        name=f"{leader} in {'the CSTO' if alliance == 'CSTO' else alliance}",
        legendgroup=alliance,
        showlegend=legend,
        hovertemplate=f"{alliance}, %{{x}}: %{{y:{digits}}}<extra></extra>",
    )


def _shares_words(values: pd.DataFrame) -> str:
    parts = []
    for name, frame in values.groupby("indicator", sort=False):
        last = frame[frame["year"] == frame["year"].max()].set_index("alliance")
        parts.append(
            f"{name} in {last['year'].iloc[0]}: Russia {last.loc['CSTO', 'share']:.0f} per cent of "
            f"the CSTO, the United States {last.loc['NATO', 'share']:.0f} per cent of NATO"
        )
    return "Lines by year in three panels. " + "; ".join(parts) + "."


def _by_year_words(frame: pd.DataFrame, words: str, measure: str) -> str:
    parts = []
    for alliance, one in frame.groupby("alliance"):
        first, last = one.iloc[0], one.iloc[-1]
        parts.append(
            f"{alliance}: {first[measure]:.2f} in {first['year']}, "
            f"{last[measure]:.2f} in {last['year']}"
        )
    return f"Lines by year: {words}, {MEASURES[measure][0]}. {'; '.join(parts)}."
