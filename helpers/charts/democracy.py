"""Democracy beside agreement with Russia: a comparison, not an explanation."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.figures import finish

# Where many states stand close together, names go below or after the end of the interval.
_BELOW = ("TJK", "KAZ")
_AFTER = ("TKM", "AZE", "UZB")


def against_agreement(democracy: pd.DataFrame, agreement: pd.Series, year: int) -> go.Figure:
    """Draw liberal democracy against agreement with Russia in one year.

    Args:
        democracy: Table ``democracy`` (libdem with its interval, 0 to 1).
        agreement: Agreement with Russia in that year by state, 0 to 1.
        year: Calendar year of both.

    Returns:
        One mark a state with the interval of the index; members in their colour, others grey.

    Example:
        >>> table = data.load("democracy")
        >>> figure = against_agreement(table, pd.Series({"ARM": 0.66, "GEO": 0.5}), 2024)
        >>> [trace.name for trace in figure.data]
        ['Armenia', 'Georgia']
    """
    own = democracy[(democracy["year"] == year) & democracy["libdem"].notna()].set_index("state")
    states = [state for state in agreement.index if state in own.index]
    figure = go.Figure()
    for state in states:
        figure.add_trace(_mark(own.loc[state], state, float(agreement[state])))
        if state in _AFTER:
            _name_after(figure, state, float(own.loc[state, "libdem_high"]), agreement[state])
    figure.update_xaxes(range=[0, 0.62], title="liberal democracy (0 least, 1 most)")
    low = min(float(agreement[states].min()) - 0.05, 0.6)
    figure.update_yaxes(range=[low, 0.95], title="agreement with Russia")
    values = own.loc[states].assign(agreement=agreement[states])
    return finish(
        figure,
        title=f"Democracy and votes with Russia, {year}",
        subtitle="liberal democracy index (V-Dem, 0–1) with its interval; agreement in UN votes, "
        "0–1",
        tables=["democracy", "un_votes"],
        alt=_words(values, year),
        frame=values.reset_index(),
        note="A dozen states, one year: no correlation is computed, because any would rest on one "
        "or two of them.",
        height=480,
    ).update_layout(showlegend=False)


def _name_after(figure: go.Figure, state: str, x: float, y: float) -> None:
    figure.add_annotation(
        x=x,
        y=y,
        text=data.names()[state],
        xanchor="left",
        xshift=6,
        showarrow=False,
        font={"size": 12, "color": theme.colour(state)},
    )


def _mark(row: pd.Series, state: str, agreement: float) -> go.Scatter:
    member = state in theme.MEMBERS
    name = data.names()[state]
    return go.Scatter(
        x=[round(float(row["libdem"]), 3)],
        y=[round(agreement, 3)],
        name=name,
        mode="markers+text",
        text=["" if state in _AFTER else f"<b>{name}</b>" if member else name],
        textposition="bottom center" if state in _BELOW else "top center",
        textfont={"size": 12, "color": theme.colour(state)},
        marker={
            "symbol": theme.STATE_MARKERS.get(state, "circle-open"),
            "size": 12 if member else 9,
            "color": theme.colour(state),
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [round(float(row["libdem_high"] - row["libdem"]), 3)],
            "arrayminus": [round(float(row["libdem"] - row["libdem_low"]), 3)],
            "thickness": 1,
            "width": 3,
            "color": theme.colour(state),
        },
        hovertemplate=f"{name}: democracy %{{x:.2f}}, agreement %{{y:.2f}}<extra></extra>",
    )


def _words(values: pd.DataFrame, year: int) -> str:
    ordered = values.sort_values("libdem", ascending=False)
    told = "; ".join(
        f"{data.names()[state]} {row['libdem']:.2f} ({row['libdem_low']:.2f} to "
        f"{row['libdem_high']:.2f}), agreement {row['agreement']:.2f}"
        for state, row in ordered.iterrows()
    )
    return f"Liberal democracy in {year}, from most to least, with the agreement: {told}."
