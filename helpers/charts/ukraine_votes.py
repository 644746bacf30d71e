"""Votes of the General Assembly on Ukraine: the matrix of the six members and the map."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, maps, theme
from helpers.figures import finish
from helpers.measures import votes as counting

TABLE = "un_ukraine_votes"
_ORDER = list(theme.VOTE_COLOURS)
_NOT_STATES = ["date", "resolution", "title"]


def matrix(votes: pd.DataFrame, states: list[str] = theme.MEMBERS) -> go.Figure:
    """Draw how several states voted on each resolution, one letter a vote.

    Args:
        votes: Table ``un_ukraine_votes``.
        states: ISO 3166-1 alpha-3 codes, one row each.

    Returns:
        Squares in the order of the dates; letters repeat what the colours say.

    Example:
        >>> len(matrix(data.load("un_ukraine_votes")).data[0].z)
        6
    """
    columns = list(range(1, len(votes) + 1))
    names = [data.names()[state] for state in states]
    figure = go.Figure(
        go.Heatmap(
            x=columns,
            y=names,
            z=[[_ORDER.index(vote) for vote in votes[state]] for state in states],
            zmin=-0.5,
            zmax=len(_ORDER) - 0.5,
            colorscale=_stepped(),
            showscale=False,
            xgap=2,
            ygap=2,
            customdata=[_hover(votes, state) for state in states],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    for name, state in zip(names, states, strict=True):
        figure.add_trace(_letters(columns, [name] * len(votes), votes[state].tolist()))
    _legend(figure)
    figure.update_yaxes(autorange="reversed", showgrid=False, ticks="")
    figure.update_xaxes(
        tickvals=columns,
        ticktext=[_short(row.resolution, row.date) for row in votes.itertuples()],
        tickangle=-90,
        showgrid=False,
    )
    who = "the six members" if set(states) == set(theme.MEMBERS) else f"{len(states)} states"
    war = (votes["date"] < "2022-02-24").sum() + 0.5
    figure.add_vline(x=war, line={"color": theme.INK, "width": 2, "dash": "dot"})
    figure.add_annotation(
        x=war, y=1, yref="paper", yanchor="bottom", text="24 February 2022", showarrow=False
    )
    finish(
        figure,
        title=f"How {who} voted on Ukraine in the UN General Assembly",
        subtitle=f"{len(votes)} resolutions, {_years(votes)}; one square is one vote",
        tables=[TABLE],
        alt=_words(votes, states),
        frame=votes[["date", "resolution", "title", *states]],
        height=520,
    )
    # Room for the upright labels; the footer moves down with them.
    figure.update_annotations({"yshift": -138}, selector={"name": "footer"})
    return figure.update_layout(margin={"b": figure.layout.margin.b + 104, "t": 120})


def vote_map(votes: pd.DataFrame, resolution: str, extent: str = "eurasia") -> go.Figure:
    """Draw one resolution on a map with the six members' votes as letters beneath.

    Args:
        votes: Table ``un_ukraine_votes``.
        resolution: Symbol such as ``A/RES/ES-11/3``.
        extent: ``world`` or ``eurasia``.

    Returns:
        A map whose legend counts all UN members, not only those in view.

    Raises:
        IndexError: There is no such resolution in the table.

    Example:
        >>> vote_map(data.load("un_ukraine_votes"), "A/RES/ES-11/3").layout.meta["title"]
        'A/RES/ES-11/3: 93 yes, 24 no, 58 abstained, 18 did not vote'
    """
    row = votes[votes["resolution"] == resolution].iloc[0]
    cast = row.drop(_NOT_STATES)
    counts = counting.tally(cast)
    figure = maps.categories(
        cast, extent=extent, colours=theme.VOTE_COLOURS, labels=theme.VOTE_LABELS
    )
    figure.update_layout(geo={"domain": {"y": [0.17, 1]}})
    _members_row(figure, cast)
    told = ", ".join(f"{counts[vote]} {theme.VOTE_LABELS[vote]}" for vote in counts)
    members = "; ".join(
        f"{data.names()[state]} {theme.VOTE_LABELS[cast[state]]}" for state in theme.MEMBERS
    )
    title = html.escape(row["title"])
    finish(
        figure,
        title=f"{resolution}: {told}",
        subtitle=f"{_day(row['date'])}: {_two_lines(title)}",
        tables=[TABLE],
        alt=f"{resolution}, {_day(row['date'])}, {row['title']}: {told}. The members: {members}.",
        frame=cast.rename("vote").rename_axis("state").reset_index(),
        note=" ".join([maps.BOUNDARIES, *_remarks(resolution)]),
        height=600,
    )
    return figure.update_layout(margin_t=128)


def _members_row(figure: go.Figure, cast: pd.Series) -> None:
    places = list(range(len(theme.MEMBERS)))
    figure.add_trace(
        go.Scatter(
            x=places,
            y=[0] * len(places),
            mode="markers",
            marker={
                "symbol": "square",
                "size": 30,
                "color": [theme.VOTE_COLOURS[cast[state]] for state in theme.MEMBERS],
                "line": {"color": theme.BORDER, "width": 1},
            },
            hoverinfo="skip",
            showlegend=False,
        )
    )
    figure.add_trace(_letters(places, [0] * 6, [cast[state] for state in theme.MEMBERS]))
    figure.update_xaxes(
        tickvals=places,
        ticktext=[data.names()[state] for state in theme.MEMBERS],
        range=[-0.5, 5.5],
        side="top",
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        domain=[0, 0.1], range=[-1, 1], visible=False, fixedrange=True, zeroline=False
    )


def _letters(x: list, y: list, letters: list[str]) -> go.Scatter:
    return go.Scatter(
        x=x,
        y=y,
        mode="text",
        text=[f"<b>{letter}</b>" for letter in letters],
        textfont={
            "color": [theme.INK if letter in ("A", "X") else "#FFFFFF" for letter in letters]
        },
        hoverinfo="skip",
        showlegend=False,
    )


def _legend(figure: go.Figure) -> None:
    for vote, colour in theme.VOTE_COLOURS.items():
        figure.add_trace(
            go.Scatter(
                x=[None],
                y=[None],
                mode="markers",
                name=f"{vote} {theme.VOTE_LABELS[vote]}",
                marker={
                    "symbol": "square",
                    "size": 14,
                    "color": colour,
                    "line": {"color": theme.BORDER, "width": 1},
                },
            )
        )
    figure.update_layout(
        legend={"orientation": "h", "x": 0, "y": 1.07, "yanchor": "bottom", "itemclick": False}
    )


def _hover(votes: pd.DataFrame, state: str) -> list[str]:
    return [
        f"<b>{data.names()[state]}: {theme.VOTE_LABELS[vote]}</b><br>{resolution}, {_day(date)}"
        for vote, resolution, date in zip(
            votes[state], votes["resolution"], votes["date"], strict=True
        )
    ]


def _stepped() -> list[list]:
    count = len(_ORDER)
    return [
        [edge / count, theme.VOTE_COLOURS[vote]]
        for number, vote in enumerate(_ORDER)
        for edge in (number, number + 1)
    ]


def _short(resolution: str, date: pd.Timestamp) -> str:
    return f"{resolution.removeprefix('A/RES/')} · {date:%b %Y}"


def _two_lines(text: str, width: int = 95) -> str:
    if len(text) <= width:
        return text
    cut = text.rfind(" ", 0, width)
    return f"{text[:cut]}<br>{text[cut + 1 :]}"


def _day(date: pd.Timestamp) -> str:
    return f"{date.day} {date:%B %Y}"


def _years(votes: pd.DataFrame) -> str:
    return f"{votes['date'].min():%Y}–{votes['date'].max():%Y}"


def _remarks(resolution: str) -> list[str]:
    return [note for note in data.resource(TABLE)["notes"] if note.startswith(resolution)]


def _words(votes: pd.DataFrame, states: list[str]) -> str:
    counts = counting.counts_by_state(votes, states)
    told = " ".join(
        f"{data.names()[state]}: "
        + ", ".join(f"{row[vote]} {theme.VOTE_LABELS[vote]}" for vote in counts.columns)
        + "."
        for state, row in counts.iterrows()
    )
    return f"A table of letters, {len(states)} states by {len(votes)} resolutions. {told}"
