"""One member at a time: its events and its votes on Ukraine."""

from __future__ import annotations

import html
import textwrap

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.positions import CODES, signed
from helpers.charts.timeline import DIRECTIONS, INVASION
from helpers.figures import finish

_VOTES = {"N": "no", "X": "did not vote", "A": "abstained", "Y": "yes"}
_NOT_CODED = -3
# Events of one quarter and direction stand beside each other, or they would hide each other.
_TURNS = {0: 0, 1: -1, 2: 1, 3: -2, 4: 2}


def timeline(member: str, events: pd.DataFrame) -> go.Figure:
    """Draw the events of a member by date and direction.

    Args:
        member: ISO 3166-1 alpha-3 code.
        events: Table ``stance_events``.

    Returns:
        One mark an event, hollow if it bears on Ukraine only indirectly, ringed if contested.

    Example:
        >>> timeline("TJK", data.load("stance_events")).layout.meta["title"]
        'Tajikistan: 28 events, 2022–2026'
    """
    own = events[events["actor"] == member].copy()
    own["day"] = data.start_of(own["date"])
    own = own.sort_values(["day", "event_id"])
    level = own["direction"].astype(float).fillna(_NOT_CODED)
    quarter = own["day"].dt.to_period("Q").astype(str)
    turn = own.groupby([level, quarter]).cumcount()
    own["place"] = level + 0.17 * (turn % 5).map(_TURNS)
    figure = go.Figure(_invasion())
    for code, (words, colour, symbol) in DIRECTIONS.items():
        rows = own[own["direction"].isna() if code is None else (own["direction"] == code)]
        if len(rows):
            figure.add_trace(_event_marks(rows, f"{words} ({len(rows)})", colour, symbol))
    contested = own[own["confidence"] == "contested"]
    figure.add_trace(_rings(contested))
    figure.update_layout(showlegend=False)
    figure.update_yaxes(
        type="linear",
        tickvals=[_NOT_CODED, -2, -1, 0, 1, 2],
        ticktext=["not coded", *(DIRECTIONS[code][0] for code in CODES)],
        range=[-3.5, 3],
        zeroline=False,
    )
    figure.update_xaxes(
        type="date", range=["2021-03-01", "2026-12-31"], dtick="M12", tickformat="%Y"
    )
    name, years = data.names()[member], own["day"].dt.year
    indirect = int((own["bears_on_ukraine"] == "indirect").sum())
    counts = own["direction"].value_counts().sort_index(ascending=False)
    told = ", ".join(f"{count} coded {signed(code)}" for code, count in counts.items())
    return finish(
        figure,
        title=f"{name}: {len(own)} events, {years.min()}–{years.max()}",
        subtitle="filled: about the war in Ukraine; hollow: about another matter; ring: contested",
        tables=["stance_events"],
        alt=(
            f"{len(own)} events of {name}: {told or 'none coded'}; "
            f"{int(own['direction'].isna().sum())} not coded; {indirect} bear on Ukraine only "
            f"indirectly; {len(contested)} contested."
        ),
        frame=own[["event_id", "date", "headline", "direction", "bears_on_ukraine", "confidence"]],
        note="A sample found by searching, coded by one person. Russia is +2 by definition.",
        height=470,
    )


def votes(member: str, resolutions: pd.DataFrame) -> go.Figure:
    """Draw the votes of a member on Ukraine beside those of Russia.

    Args:
        member: ISO 3166-1 alpha-3 code.
        resolutions: Table ``un_ukraine_votes``.

    Returns:
        One column a resolution in the order of the dates; hollow squares are Russia.

    Example:
        >>> votes("BLR", data.load("un_ukraine_votes")).layout.meta["title"]
        'Belarus voted like Russia on 22 of 22 resolutions on Ukraine'
    """
    columns = list(range(1, len(resolutions) + 1))
    figure = go.Figure()
    if member != "RUS":
        figure.add_trace(_vote_marks(columns, resolutions, "RUS", hollow=True))
    figure.add_trace(_vote_marks(columns, resolutions, member, hollow=False))
    figure.update_layout(
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "itemclick": False},
        showlegend=True,
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=[*_VOTES.values()][::-1],
        tickvals=[*_VOTES.values()],
        ticktext=[*_VOTES.values()],
        range=[-0.6, 3.6],
    )
    figure.update_xaxes(
        type="linear",
        tickvals=columns,
        ticktext=[
            f"{row.resolution.removeprefix('A/RES/')} · {row.date:%b %Y}"
            for row in resolutions.itertuples()
        ],
        tickangle=-90,
    )
    war = int((resolutions["date"] < INVASION).sum()) + 0.5
    figure.add_vline(x=war, line={"color": theme.INK, "width": 1.5, "dash": "dot"})
    name = data.names()[member]
    counts = resolutions[member].value_counts()
    told = ", ".join(f"{counts.get(code, 0)} {words}" for code, words in _VOTES.items())
    same = int((resolutions[member] == resolutions["RUS"]).sum())
    title = (
        f"{name}: {counts.get('N', 0)} times no on {len(resolutions)} resolutions on Ukraine"
        if member == "RUS"
        else f"{name} voted like Russia on {same} of {len(resolutions)} resolutions on Ukraine"
    )
    finish(
        figure,
        title=title,
        subtitle="UN General Assembly, 2014–2025; dotted line: 24 February 2022",
        tables=["un_ukraine_votes"],
        alt=f"{name} on {len(resolutions)} resolutions: {told}. Same vote as Russia: {same}.",
        frame=resolutions[list(dict.fromkeys(["date", "resolution", "title", member, "RUS"]))],
        height=500,
    )
    figure.update_annotations({"yshift": -138}, selector={"name": "footer"})
    return figure.update_layout(margin_b=figure.layout.margin.b + 104)


def _invasion() -> go.Scatter:
    """Mark 24 February 2022 by a trace: a shape would fail while the axis turns to dates."""
    return go.Scatter(
        x=[INVASION, INVASION],
        y=[-3.5, 2.75],
        mode="lines+text",
        text=["", " 24 February 2022"],
        textposition="middle right",
        line={"color": theme.INK, "width": 1.5, "dash": "dot"},
        hoverinfo="skip",
    )


def _event_marks(rows: pd.DataFrame, name: str, colour: str, symbol: str) -> go.Scatter:
    direct = rows["bears_on_ukraine"] == "direct"
    plain = symbol.removesuffix("-open")
    return go.Scatter(
        x=rows["day"].dt.strftime("%Y-%m-%d").tolist(),
        y=rows["place"].tolist(),
        mode="markers",
        name=name,
        marker={
            "symbol": [plain if one and plain == symbol else f"{plain}-open" for one in direct],
            "color": colour,
            "size": 11,
            "line": {"color": [theme.INK if one else colour for one in direct], "width": 1.5},
        },
        customdata=[_event(row) for row in rows.itertuples()],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _event(row: tuple) -> str:
    wrapped = "<br>".join(html.escape(line) for line in textwrap.wrap(row.headline, 48))
    return f"<b>{row.date}</b><br>{wrapped}"


def _rings(rows: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=rows["day"].dt.strftime("%Y-%m-%d").tolist(),
        y=rows["place"].tolist(),
        mode="markers",
        name=f"contested ({len(rows)})",
        marker={"symbol": "circle-open", "size": 19, "color": theme.INK, "line": {"width": 1.5}},
        hoverinfo="skip",
    )


def _vote_marks(
    columns: list[int], resolutions: pd.DataFrame, state: str, hollow: bool
) -> go.Scatter:
    symbol = theme.STATE_MARKERS[state]
    return go.Scatter(
        x=columns,
        y=[_VOTES[vote] for vote in resolutions[state]],
        mode="markers",
        name=data.names()[state],
        marker={
            "symbol": f"{symbol}-open" if hollow else symbol,
            "size": 20 if hollow else 12,
            "color": theme.colour(state),
            "line": {"color": theme.colour(state) if hollow else theme.INK, "width": 1.5},
        },
        customdata=[
            f"<b>{row.resolution}</b>, {row.date:%Y-%m-%d}<br>"
            + "<br>".join(html.escape(line) for line in textwrap.wrap(row.title, 60))
            for row in resolutions.itertuples()
        ],
        hovertemplate=f"{data.names()[state]}: %{{y}}<br>%{{customdata}}<extra></extra>",
    )
