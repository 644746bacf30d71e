"""Events on a time line: who did or said what, and in whose direction."""

from __future__ import annotations

import html
import textwrap

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.figures import finish

TABLE = "stance_events"
ACTORS = ["CSTO", *theme.MEMBERS]
INVASION = "2022-02-24"

# Events of one actor in one quarter stand above and below its line, or they would hide each other.
_TURNS = {0: 0, 1: -1, 2: 1, 3: -2, 4: 2, 5: 3}

# Code, words, colour, marker: shape and place in the order repeat what the colour says.
DIRECTIONS = {
    -2: ("−2 against Russia's line", "#0B3C6F", "triangle-down"),
    -1: ("−1 away from it", "#6FA3D8", "triangle-down"),
    0: ("0 neutral", "#9A9A9A", "circle"),
    1: ("+1 towards it", "#D98B5F", "triangle-up"),
    2: ("+2 in support", "#8C1C13", "triangle-up"),
    None: ("not coded", theme.INK, "x-thin-open"),
}


def timeline(events: pd.DataFrame, colour_by: str = "direction") -> go.Figure:
    """Draw events by date and actor.

    Args:
        events: Rows of ``stance_events``, at least one.
        colour_by: ``direction`` (how near to Russia's line) or ``actor``.

    Returns:
        One mark an event; a ring around it says that the event is contested.

    Example:
        >>> figure = timeline(data.load("stance_events"))
        >>> figure.layout.meta["title"]
        '238 events on the war and the alliance'
    """
    placed = _placed(events)
    figure = go.Figure()
    for name, rows, marker in _groups(placed, colour_by):
        figure.add_trace(_marks(name, rows, marker))
    figure.add_trace(_rings(placed[placed["confidence"] == "contested"]))
    figure.add_vline(x=INVASION, line={"color": theme.INK, "width": 1.5, "dash": "dot"})
    figure.add_annotation(
        x=INVASION,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="left",
        text="24 February 2022",
        showarrow=False,
    )
    figure.update_yaxes(
        tickvals=list(range(len(ACTORS))),
        ticktext=[_actor(code) for code in ACTORS],
        range=[len(ACTORS) - 0.4, -0.6],
        zeroline=False,
    )
    figure.update_xaxes(range=["2021-03-01", "2026-12-31"], dtick="M12", tickformat="%Y")
    count = len(events)
    finish(
        figure,
        title=f"{count} {'event' if count == 1 else 'events'} on the war and the alliance",
        subtitle=(
            f"by actor and date, {_years(events)}; colour: {colour_by}; "
            "a ring marks a contested event"
        ),
        tables=[TABLE],
        alt=_words(events),
        frame=events[["event_id", "date", "actor", "category", "direction", "headline"]],
        note=(
            "A sample found by searching, coded by one person. Rows of Russia are +2 by "
            "definition. An event known only by month or year stands on the first day."
        ),
        height=590,
    )
    return figure.update_layout(
        margin_t=172,
        legend={"orientation": "h", "x": 0, "yref": "container", "y": 0.905, "yanchor": "top"},
    )


def _placed(events: pd.DataFrame) -> pd.DataFrame:
    placed = events.assign(day=data.start_of(events["date"])).sort_values(["day", "event_id"])
    quarter = placed["day"].dt.to_period("Q").astype(str)
    turn = placed.groupby([placed["actor"], quarter]).cumcount()
    row = placed["actor"].map({code: place for place, code in enumerate(ACTORS)})
    return placed.assign(place=row + 0.12 * (turn % 6).map(_TURNS))


def _groups(placed: pd.DataFrame, colour_by: str) -> list[tuple[str, pd.DataFrame, dict]]:
    if colour_by == "actor":
        return [
            (
                _actor(code),
                placed[placed["actor"] == code],
                {"color": theme.colour(code), "symbol": theme.STATE_MARKERS.get(code, "star")},
            )
            for code in ACTORS
        ]
    groups = []
    for code, (words, colour, symbol) in DIRECTIONS.items():
        chosen = placed["direction"].isna() if code is None else placed["direction"] == code
        groups.append((words, placed[chosen.fillna(False)], {"color": colour, "symbol": symbol}))
    return groups


def _marks(name: str, rows: pd.DataFrame, marker: dict) -> go.Scatter:
    return go.Scatter(
        x=rows["day"].dt.strftime("%Y-%m-%d").tolist(),
        y=rows["place"].tolist(),
        mode="markers",
        name=f"{name} ({len(rows)})",
        marker={**marker, "size": 9, "line": {"color": theme.INK, "width": 0.8}},
        customdata=[_hover(row) for row in rows.itertuples()],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _rings(rows: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=rows["day"].dt.strftime("%Y-%m-%d").tolist(),
        y=rows["place"].tolist(),
        mode="markers",
        name=f"contested ({len(rows)})",
        marker={"symbol": "circle-open", "size": 17, "color": theme.INK, "line": {"width": 1.5}},
        hoverinfo="skip",
    )


def _hover(row: tuple) -> str:
    wrapped = "<br>".join(html.escape(line) for line in textwrap.wrap(row.headline, 48))
    return f"<b>{_actor(row.actor)}, {row.date}</b><br>{wrapped}"


def _actor(code: str) -> str:
    return "CSTO bodies" if code == "CSTO" else data.names()[code]


def _years(events: pd.DataFrame) -> str:
    years = data.start_of(events["date"]).dt.year
    first, last = years.min(), years.max()
    return str(first) if first == last else f"{first}–{last}"


def _words(events: pd.DataFrame) -> str:
    actors = events["actor"].value_counts()
    told = ", ".join(f"{_actor(code)} {actors[code]}" for code in ACTORS if code in actors.index)
    coded = events["direction"].value_counts().sort_index()
    directions = ", ".join(
        f"{count} at {code:+d}".replace("-", "−") if code else f"{count} at 0"
        for code, count in coded.items()
    )
    return (
        f"{len(events)} events, {_years(events)}. By actor: {told}. "
        "By direction, from −2 (against Russia's line) to +2 (in support of it): "
        f"{directions or 'none coded'}; "
        f"{int(events['direction'].isna().sum())} not coded."
    )
