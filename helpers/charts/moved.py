"""Who moved? Share of No votes and ideal points of the six members."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts import lines
from helpers.figures import finish

_GAP = 2024


def no_votes(table: pd.DataFrame) -> go.Figure:
    """Draw the share of No among each member's votes by session.

    Args:
        table: From `measures.moved.no_shares` by session.

    Returns:
        One line with a band a state.

    Example:
        >>> from helpers.measures import moved
        >>> figure = no_votes(moved.no_shares(data.load("un_votes")))
        >>> figure.layout.meta["title"]
        'How often the members vote No in the UN General Assembly'
    """
    figure = go.Figure()
    ends = _draw(figure, table, "session", "value", "low", "high", _share_hover)
    sessions = table["session"]
    figure.update_xaxes(
        range=[sessions.min() - 0.5, sessions.max() + 0.3],
        tickvals=list(range(50, int(sessions.max()) + 1, 5)),
        ticktext=[
            f"{number}th<br>{1945 + number}–{(46 + number) % 100:02d}"
            for number in range(50, int(sessions.max()) + 1, 5)
        ],
    )
    figure.update_yaxes(
        range=[-0.01, round(float(table["high"].max()) + 0.02, 2)], tickformat=".0%"
    )
    finish(
        figure,
        title="How often the members vote No in the UN General Assembly",
        subtitle="Share of No among the votes cast (yes, no, abstain), regular sessions "
        f"{sessions.min()} to {sessions.max()}",
        tables=["un_votes"],
        alt=" ".join(_share_words(table, state) for state in table["state"].unique()),
        frame=table,
        note="Bands: 95% Wilson intervals. A session runs from September to September.",
        height=500,
    )
    figure.update_annotations(
        {"yshift": figure.layout.annotations[-1].yshift - 18}, {"name": "footer"}
    )
    figure.update_layout(margin_b=figure.layout.margin.b + 18)
    lines.end_labels(figure, ends, sessions.max())
    return figure.update_layout(margin_r=110)


def ideal_points(table: pd.DataFrame) -> go.Figure:
    """Draw published positions of the members, with 90% intervals.

    Args:
        table: From `measures.moved.usable_points`.

    Returns:
        One line with a band a state, broken in 2024.

    Example:
        >>> from helpers.measures import moved
        >>> figure = ideal_points(moved.usable_points(data.load("ideal_points")))
        >>> "2024" in figure.layout.meta["alt"]
        True
    """
    figure = go.Figure()
    ends = _draw(figure, table, "year", "ideal_point", "q05", "q95", _point_hover)
    years = table["year"]
    figure.update_xaxes(range=[years.min() - 0.5, years.max() + 0.3], dtick=5)
    top, bottom = table["q95"].max(), table["q05"].min()
    figure.update_yaxes(
        range=[round(bottom - 0.1, 1), round(top + 0.1, 1)],
        title="ideal point (up: nearer to the United States)",
    )
    figure.add_vrect(
        x0=_GAP - 0.5, x1=_GAP + 0.5, fillcolor="#E5E5E5", opacity=0.6, line_width=0, layer="below"
    )
    figure.add_annotation(
        x=_GAP, y=1, yref="paper", yanchor="top", text="2024:<br>too few<br>votes",
        showarrow=False, font={"size": 10, "color": theme.MUTED},
    )  # fmt: skip
    finish(
        figure,
        title="Positions estimated from UN votes",
        subtitle=f"Ideal points, {years.min()}–{years.max()}; the scale has no unit",
        tables=["ideal_points"],
        alt=" ".join(_point_words(table, state) for state in table["state"].unique())
        + " No estimate is usable for 2024 (eight votes or fewer).",
        frame=table,
        note="Bands hold 90% of the estimate's uncertainty (5% to 95% quantile).",
        height=520,
    )
    lines.end_labels(figure, ends, years.max())
    return figure.update_layout(margin_r=110)


def _draw(
    figure: go.Figure, table: pd.DataFrame, x: str, y: str, low: str, high: str, hover: object
) -> list[tuple[str, float, str]]:
    ends = []
    for state, rows in table.groupby("state", sort=False):
        lines.band(figure, rows, x, theme.colour(state), low, high)
    for state, rows in table.groupby("state", sort=False):
        texts = [f"<b>{data.names()[state]}</b>, {hover(row)}" for row in rows.itertuples()]
        lines.state_line(figure, rows.assign(hover=texts), x, y, state)
        last = lines.last_value(rows, x, y)
        if last is not None:
            ends.append((f"<b>{data.names()[state]}</b>", last, theme.colour(state)))
    return ends


def _share_hover(row: tuple) -> str:
    return (
        f"session {row.session}: {row.value:.1%}<br>{row.no} of {row.n} votes, "
        f"95% interval {row.low:.1%} to {row.high:.1%}"
    )


def _point_hover(row: tuple) -> str:
    votes = "" if pd.isna(row.n_votes) else f"<br>{row.n_votes:.0f} votes"
    if pd.isna(row.ideal_point):
        return f"{row.year}: no usable estimate{votes}"
    return f"{row.year}: {row.ideal_point:.2f}<br>90% range {row.q05:.2f} to {row.q95:.2f}{votes}"


def _share_words(table: pd.DataFrame, state: str) -> str:
    rows = table[table["state"] == state]
    most, last = rows.loc[rows["value"].idxmax()], rows.iloc[-1]
    return (
        f"{data.names()[state]}: {last['value']:.0%} No in session {last['session']} "
        f"(95% interval {last['low']:.0%} to {last['high']:.0%}); most {most['value']:.0%} in "
        f"session {most['session']}."
    )


def _point_words(table: pd.DataFrame, state: str) -> str:
    rows = table[(table["state"] == state) & table["ideal_point"].notna()].tail(4)
    told = ", ".join(
        f"{row.ideal_point:.2f} ({row.q05:.2f} to {row.q95:.2f}) in {row.year}"
        for row in rows.itertuples()
    )
    return f"{data.names()[state]}: {told}."
