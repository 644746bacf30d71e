"""The gauges of one member: votes, sessions, exercises, formal acts and polls on the same years."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from helpers import data
from helpers.charts.cohesion import EXERCISES, SESSIONS, VOTES
from helpers.charts.gauge_panels import (
    GAP,
    HEIGHTS,
    UNITS,
    Canvas,
    draw_acts,
    draw_counts,
    draw_votes,
    heading,
    hide,
    invasion_line,
)
from helpers.charts.gauge_polls import POLLS, draw_polls
from helpers.figures import finish

GAUGES = {
    "votes": "UN votes",
    "sessions": "Sessions of the leaders",
    "exercises": "Joint exercises",
    "acts": "Formal acts and statements",
    "polls": "Opinion polls",
}


def of_member(
    state: str,
    attendance: pd.DataFrame,
    exercises: pd.DataFrame,
    acts: pd.DataFrame,
    polls: pd.DataFrame,
    votes: pd.DataFrame,
    shown: tuple[str, ...] = tuple(GAUGES),
) -> go.Figure:
    """Draw the gauges of one member under each other, on the same years.

    Args:
        state: Code of the member.
        attendance: What `measures.cohesion.attendance` returns (all members).
        exercises: What `measures.cohesion.exercises` returns (all members).
        acts: What `measures.cohesion.acts` returns (all members).
        polls: What `measures.cohesion.key_polls` returns for this member.
        votes: What `measures.cohesion.votes` returns by year.
        shown: Names of the gauges wanted, keys of `GAUGES`.

    Returns:
        One panel a gauge with its own unit; polls of different pollsters in panels of their own.
        Without any gauge, a figure that says so.

    Example:
        >>> from helpers.measures import cohesion
        >>> sessions = cohesion.attendance(data.load("summits"), data.load("summit_attendance"))
        >>> none = pd.DataFrame()
        >>> figure = of_member("ARM", sessions, none, none, none, none, ("sessions",))
        >>> figure.layout.meta["title"]
        'Armenia: cohesion on 1 gauge'
    """
    wanted = [name for name in GAUGES if name in shown]
    if not wanted:
        return _no_gauge()
    rows = {
        "votes": lambda: votes[votes["state"] == state],
        "sessions": lambda: attendance[attendance["state"] == state],
        "exercises": lambda: exercises[exercises["state"] == state],
        "acts": lambda: acts[acts["state"] == state],
        "polls": lambda: polls,
    }
    rows = {name: rows[name]() for name in wanted}
    height = sum(HEIGHTS[name] + GAP for name in wanted)
    canvas = Canvas(layout={"barmode": "stack", "bargap": 0.35, "showlegend": False})
    top = height
    for number, name in enumerate(GAUGES, start=1):
        if name not in wanted:
            hide(canvas, number)
            continue
        high = top - 24
        domain = [(high - HEIGHTS[name]) / height, high / height]
        _DRAW[name](canvas, number, rows[name], domain)
        heading(canvas, f"<b>{GAUGES[name]}</b>: {UNITS[name]}", domain[1])
        top -= HEIGHTS[name] + GAP
    if "polls" not in wanted:
        for number in range(6, 5 + POLLS):
            hide(canvas, number)
    numbers = {name: number for number, name in enumerate(GAUGES, start=1)}
    canvas.shapes += [invasion_line(numbers[name]) for name in wanted if name != "polls"]
    figure = canvas.figure()
    name = data.names()[state]
    finish(
        figure,
        title=f"{name}: cohesion on {len(wanted)} gauge{'s' if len(wanted) > 1 else ''}",
        subtitle="each gauge in its own unit; dotted line: 24 February 2022",
        tables=[table for gauge in wanted for table in _TABLES[gauge]],
        alt=f"{name}. " + " ".join(_WORDS[gauge](rows[gauge]) for gauge in wanted),
        frame=_long(rows),
        height=height,
    )
    bottom = figure.layout.margin.b
    return figure.update_layout(
        margin={"l": 128, "t": 66, "b": bottom}, height=height + 66 + bottom
    ).update_annotations(selector={"name": "footer"}, xshift=12 - 128)


def _no_gauge() -> go.Figure:
    text = "No gauge is chosen. Tick at least one."
    canvas = Canvas()
    for number in range(1, len(GAUGES) + POLLS):
        hide(canvas, number)
    canvas.note(text=text, x=0.5, y=0.5, xref="paper", yref="paper", font={"size": 15})
    return canvas.figure().update_layout(title={"text": ""}, height=220, meta={"alt": text})


def _vote_words(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "UN votes: Russia is the yardstick."
    low, last = rows.loc[rows["value"].idxmin()], rows.iloc[-1]
    return (
        f"Agreement with Russia in UN votes: {100 * rows.iloc[0]['value']:.0f} per cent in "
        f"{rows.iloc[0]['year']}, lowest {100 * low['value']:.0f} in {low['year']}, "
        f"{100 * last['value']:.0f} in {last['year']} "
        f"(interval {100 * last['low']:.0f} to {100 * last['high']:.0f})."
    )


def _count_words(what: str, rows: pd.DataFrame) -> str:
    told = ", ".join(
        f"{row.year}: {row.joined} of {row.known}" if row.known else f"{row.year}: not known"
        for row in rows.itertuples()
    )
    return f"{what} joined: {told}."


def _act_words(rows: pd.DataFrame) -> str:
    told = "; ".join(f"{row.date} {row.what}" for row in rows.itertuples())
    return f"Formal acts and statements: {told or 'none found'}."


def _poll_words(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "Polls: none."
    told = []
    for panel, part in rows.groupby("panel", sort=False):
        values = ", ".join(f"{row.date} {row.answer} {row.percent:g}" for row in part.itertuples())
        told.append(f"{panel}: {values}")
    return f"Polls, per cent. {'; '.join(told)}."


def _long(rows: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(rows, names=["gauge", "row"]).reset_index("gauge").reset_index(drop=True)


_TABLES = {
    "votes": [VOTES],
    "sessions": SESSIONS,
    "exercises": EXERCISES,
    "acts": ["impact_indicators", "exercises"],
    "polls": ["public_opinion"],
}
_WORDS = {
    "votes": _vote_words,
    "sessions": lambda rows: _count_words("Sessions", rows),
    "exercises": lambda rows: _count_words("Exercises", rows),
    "acts": _act_words,
    "polls": _poll_words,
}
_DRAW = {
    "votes": draw_votes,
    "sessions": draw_counts,
    "exercises": draw_counts,
    "acts": draw_acts,
    "polls": draw_polls,
}
