"""Who delivered major arms to the members, by period."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.trade_partners import STYLES
from helpers.figures import finish
from helpers.measures import diversification as measure

STATES = ("BLR", "KAZ", "KGZ", "TJK", "ARM")
_HATCHES = {"RUS": "", "CHN": "/", "EU27": ".", "TUR": "x", "rest": "-"}


def suppliers(table: pd.DataFrame, states: tuple[str, ...] = STATES) -> go.Figure:
    """Draw the shares of suppliers in four periods of five years.

    Args:
        table: Table ``arms_imports``.
        states: Recipients.

    Returns:
        One stacked bar a state and period; the total stands at its end, marked if it is small.

    Example:
        >>> suppliers(data.load("arms_imports")).layout.meta["title"]
        'Who delivered major arms to the five other members'
    """
    found = {state: measure.arms_shares(table, state) for state in states}
    rows = [(state, period) for state in states for period in found[state].index]
    labels = [f"{data.names()[state]}, {period}" for state, period in rows]
    figure = go.Figure()
    for part in measure.PARTS:
        figure.add_trace(_bar(part, [found[s].loc[p, part] for s, p in rows], labels))
    figure.add_trace(_totals([found[state].loc[period] for state, period in rows], labels))
    figure.add_annotation(
        x=1, xref="paper", xanchor="left", y=-1, text=" <b>TIV, million</b>", showarrow=False
    )
    figure.update_layout(
        barmode="stack",
        bargap=0.2,
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"},
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=labels,
        range=[len(rows) - 0.4, -1.5],
    )
    figure.update_xaxes(range=[0, 1.0], tickformat=".0%")
    finish(
        figure,
        title="Who delivered major arms to the five other members",
        subtitle="share of trend-indicator values (TIV) by supplier, periods of five years",
        tables=["arms_imports"],
        alt=_words(found),
        frame=pd.concat([one.assign(state=state) for state, one in found.items()]),
        note=f"TIV measures capability, not price. * below {measure.SMALL} million TIV: one "
        "delivery can turn the shares. None: no delivery known.",
        height=250 + 24 * len(rows),
    )
    return figure.update_layout(margin_r=110)


def _totals(rows: list[pd.Series], labels: list[str]) -> go.Scatter:
    words = [
        f"{row['tiv_million']:,.0f}{' *' if row['small'] else ''}" if row["tiv_million"] else "none"
        for row in rows
    ]
    return go.Scatter(
        x=[1] * len(rows),
        y=labels,
        mode="text",
        text=[f" {word}" for word in words],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def _bar(part: str, values: list[float], rows: list[str]) -> go.Bar:
    return go.Bar(
        x=[None if pd.isna(value) else round(value, 4) for value in values],
        y=rows,
        name=measure.LABELS[part],
        orientation="h",
        marker={
            "color": STYLES[part][0],
            "line": {"color": theme.WATER, "width": 1},
            "pattern": {
                "shape": _HATCHES[part],
                "fillmode": "overlay",
                "fgcolor": "#FFFFFF",
                "size": 6,
                "solidity": 0.2,
            },
        },
        hovertemplate=f"%{{y}}, {measure.LABELS[part]}: %{{x:.0%}}<extra></extra>",
    )


def _words(found: dict[str, pd.DataFrame]) -> str:
    told = []
    for state, periods in found.items():
        shares = ", ".join(
            f"{period}: {row['RUS']:.0%} of {row['tiv_million']:,.0f}"
            if row["tiv_million"]
            else f"{period}: none"
            for period, row in periods.iterrows()
        )
        told.append(f"{data.names()[state]} {shares}")
    return "Russia's share and the total in million TIV by period. " + "; ".join(told) + "."
