"""The gauges of one member: votes, sessions, exercises, formal acts and polls on the same years."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.cohesion import EXERCISES, SESSIONS, VOTES
from helpers.charts.polls import decimal
from helpers.charts.response import wrapped
from helpers.figures import finish

GAUGES = {
    "votes": "UN votes",
    "sessions": "Sessions of the leaders",
    "exercises": "Joint exercises",
    "acts": "Formal acts and statements",
    "polls": "Opinion polls",
}
_FIRST, _LAST = 2012.5, 2026.7
_INVASION = 2021.65
_CATEGORIES = {
    "dues and budget": "dues",
    "participation": "posts, taking part",
    "statement about leaving": "on leaving",
    "statement of commitment": "commitment",
    "exercise cancelled or refused": "exercise off",
}
_BARS = {
    "joined": ("joined", "#1B448D", ""),
    "absent": ("absent", "#E3A08F", "x"),
    "unknown": ("not known", "#EDEDED", "/"),
}
_HEIGHTS = {"votes": 120, "sessions": 105, "exercises": 105, "acts": 130, "polls": 235}
_GAP = 52
_POLLS = 4


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
    height = sum(_HEIGHTS[name] + _GAP for name in wanted)
    figure = go.Figure()
    figure.update_layout(barmode="stack", bargap=0.35, showlegend=False)
    top = height
    for number, name in enumerate(GAUGES, start=1):
        if name not in wanted:
            _hide(figure, number)
            continue
        high = top - 24
        domain = [(high - _HEIGHTS[name]) / height, high / height]
        _DRAW[name](figure, number, rows[name], domain)
        _heading(figure, f"<b>{GAUGES[name]}</b>: {_unit(name, state)}", domain[1])
        top -= _HEIGHTS[name] + _GAP
    if "polls" not in wanted:
        for number in range(6, 5 + _POLLS):
            _hide(figure, number)
    for number in _time_rows(wanted):
        figure.add_shape(
            type="line",
            x0=_INVASION,
            x1=_INVASION,
            y0=0,
            y1=1,
            line={"color": theme.INK, "width": 1, "dash": "dot"},
            xref=f"x{_suffix(number)}",
            yref=f"y{_suffix(number)} domain",
        )
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


def _suffix(number: int) -> str:
    return "" if number == 1 else str(number)


def _axes(figure: go.Figure, number: int, domain: list[float], x: dict, y: dict) -> None:
    suffix = _suffix(number)
    figure.update_layout(
        {
            f"xaxis{suffix}": {"anchor": f"y{suffix}", "visible": True, "zeroline": False, **x},
            f"yaxis{suffix}": {
                "domain": domain,
                "anchor": f"x{suffix}",
                "visible": True,
                "zeroline": False,
                "automargin": False,
                **y,
            },
        }
    )


def _hide(figure: go.Figure, number: int) -> None:
    """Keep an axis that is not used: a widget cannot lose axes when it is redrawn."""
    suffix = _suffix(number)
    figure.update_layout(
        {
            f"xaxis{suffix}": {"visible": False, "anchor": f"y{suffix}", "domain": [0, 1]},
            f"yaxis{suffix}": {"visible": False, "anchor": f"x{suffix}", "domain": [0, 0.001]},
        }
    )


def _no_gauge() -> go.Figure:
    text = "No gauge is chosen. Tick at least one."
    figure = go.Figure()
    for number in range(1, len(GAUGES) + _POLLS):
        _hide(figure, number)
    figure.add_annotation(
        text=text, x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False, font={"size": 15}
    )
    return figure.update_layout(title={"text": ""}, height=220, shapes=[], meta={"alt": text})


def _time_rows(wanted: list[str]) -> list[int]:
    names = list(GAUGES)
    return [names.index(name) + 1 for name in wanted if name != "polls"]


def _heading(figure: go.Figure, text: str, y: float) -> None:
    figure.add_annotation(
        text=text,
        x=0,
        y=y,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        xshift=-112,
        yshift=3,
        showarrow=False,
    )


def _unit(name: str, state: str) -> str:
    return {
        "votes": "agreement with Russia, % of whole texts a year; axis from 40; band: 95% interval",
        "sessions": "number a year; plain joined, crossed absent, striped not known",
        "exercises": "number a year, those found; plain joined, crossed absent, striped not known",
        "acts": "one mark each; hollow: contested or of medium confidence",
        "polls": "% who gave the answer; bars: 95% of a random sample, where n is known",
    }[name]


_YEARS = {"range": [_FIRST, _LAST], "tickvals": list(range(2014, 2027, 2)), "tickangle": 0}


def _draw_votes(figure: go.Figure, number: int, rows: pd.DataFrame, domain: list) -> None:
    suffix = _suffix(number)
    _axes(figure, number, domain, _YEARS, {"range": [40, 100], "tickvals": [40, 60, 80, 100]})
    if rows.empty:
        _nothing(figure, number, "Russia is the yardstick: its votes are compared with no one's.")
        return
    state = rows["state"].iloc[0]
    years = rows["year"].tolist()
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    figure.add_trace(
        go.Scatter(
            x=years + years[::-1],
            y=(100 * rows["low"]).tolist() + (100 * rows["high"]).tolist()[::-1],
            fill="toself",
            fillcolor="rgba(110,118,129,0.25)",
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
            **axes,
        )
    )
    figure.add_trace(
        go.Scatter(
            x=years,
            y=(100 * rows["value"]).tolist(),
            mode="lines+markers+text",
            text=[f"{100 * value:.0f}" for value in rows["value"]],
            textposition="top center",
            textfont={"size": 10},
            line={"color": theme.colour(state), "width": 2},
            marker={"symbol": theme.STATE_MARKERS[state], "size": 8},
            customdata=rows["n"].tolist(),
            hovertemplate="%{x}: %{y:.1f}%, %{customdata} roll calls<extra></extra>",
            **axes,
        )
    )


def _draw_counts(figure: go.Figure, number: int, rows: pd.DataFrame, domain: list) -> None:
    suffix = _suffix(number)
    kept = rows[rows["year"] > _FIRST] if len(rows) else rows
    _axes(figure, number, domain, _YEARS, {"range": [0, 5], "tickvals": [0, 2, 4]})
    if kept.empty:
        _nothing(figure, number, "none found")
        return
    kept = kept.assign(unknown=kept["held"] - kept["known"])
    for column, (name, colour, pattern) in _BARS.items():
        figure.add_trace(
            go.Bar(
                x=kept["year"].tolist(),
                y=kept[column].tolist(),
                name=name,
                marker={
                    "color": colour,
                    "pattern": {
                        "shape": pattern,
                        "size": 6,
                        "fgcolor": theme.INK,
                        "fillmode": "overlay",
                    },
                    "line": {"color": theme.BORDER, "width": 1},
                },
                hovertemplate=f"%{{x}}, {name}: %{{y}}<extra></extra>",
                xaxis=f"x{suffix}",
                yaxis=f"y{suffix}",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=kept["year"].tolist(),
            y=kept["held"].tolist(),
            mode="text",
            text=[
                f"{row.joined} of {row.known}" if row.known else "?" for row in kept.itertuples()
            ],
            textposition="top center",
            textfont={"size": 11},
            hoverinfo="skip",
            xaxis=f"x{suffix}",
            yaxis=f"y{suffix}",
        )
    )


def _draw_acts(figure: go.Figure, number: int, rows: pd.DataFrame, domain: list) -> None:
    suffix = _suffix(number)
    labels = list(_CATEGORIES)
    _axes(
        figure,
        number,
        domain,
        _YEARS,
        {
            "range": [len(labels) - 0.5, -0.5],
            "tickvals": list(range(len(labels))),
            "ticktext": list(_CATEGORIES.values()),
        },
    )
    if rows.empty:
        _nothing(figure, number, "none found, which is not proof that there was none")
        return
    state = rows["state"].iloc[0]
    figure.add_trace(
        go.Scatter(
            x=[decimal(when) for when in rows["when"]],
            y=[labels.index(category) for category in rows["category"]],
            mode="markers",
            marker={
                "symbol": [
                    theme.STATE_MARKERS[state] + ("" if sure == "high" else "-open")
                    for sure in rows["confidence"]
                ],
                "size": 10,
                "color": theme.colour(state),
                "line": {"width": 1.5, "color": theme.colour(state)},
                "opacity": 0.85,
            },
            customdata=[f"{row.date}: {html.escape(row.what)}" for row in rows.itertuples()],
            hovertemplate="%{customdata}<extra></extra>",
            xaxis=f"x{suffix}",
            yaxis=f"y{suffix}",
        )
    )


def _draw_polls(figure: go.Figure, number: int, rows: pd.DataFrame, domain: list) -> None:
    panels = list(dict.fromkeys(rows["panel"])) if len(rows) else []
    for place in range(_POLLS):
        axis = number + place
        if place >= max(len(panels), 1):
            _hide(figure, axis)
            continue
        left = place * 0.26
        _axes(
            figure,
            axis,
            [domain[0], domain[1] - 0.4 * (domain[1] - domain[0])] if panels else domain,
            {
                "domain": [left, left + 0.21] if panels else [0, 1],
                "range": [_FIRST, _LAST],
                "tickvals": [2014, 2020, 2026],
            },
            {"range": [0, 109], "tickvals": [0, 50, 100]},
        )
        if not panels:
            _nothing(figure, axis, "no poll about the CSTO or Russia in the table")
            continue
        _one_poll(figure, axis, rows[rows["panel"] == panels[place]], left, domain[1])


def _one_poll(figure: go.Figure, axis: int, rows: pd.DataFrame, left: float, top: float) -> None:
    suffix = _suffix(axis)
    for _, part in rows.groupby("answer", sort=False):
        figure.add_trace(
            go.Scatter(
                x=[decimal(when) for when in part["when"]],
                y=part["percent"].tolist(),
                mode="lines+markers+text" if part["comparable"].all() else "markers+text",
                text=_labels(part["percent"].tolist()),
                textposition="top center",
                textfont={"size": 10.5},
                line={"color": "#9AA3AD", "width": 1},
                marker={
                    "size": 8,
                    "color": theme.INK,
                    "symbol": [
                        "circle" if sure in ("high", "medium") else "circle-open"
                        for sure in part["confidence"]
                    ],
                },
                error_y={
                    "type": "data",
                    "array": [0 if pd.isna(margin) else margin for margin in part["margin"]],
                    "width": 2,
                    "thickness": 1.2,
                },
                hovertemplate="%{y:.1f}%<extra></extra>",
                xaxis=f"x{suffix}",
                yaxis=f"y{suffix}",
            )
        )
    first = rows.iloc[0]
    figure.add_annotation(
        text=(
            f"{wrapped(first['topic'], 26)}<br><i>{wrapped(_shorter(rows), 28)}</i><br>"
            f"{wrapped(_short(first['pollster']), 28)}"
        ),
        x=left,
        y=top,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        align="left",
        showarrow=False,
        font={"size": 10.5},
    )


def _labels(values: list[float]) -> list[str]:
    """Write the first, the last and the lowest value; the others would cover one another."""
    told = {0, len(values) - 1, min(range(len(values)), key=values.__getitem__)}
    return [f"{value:.0f}" if place in told else "" for place, value in enumerate(values)]


def _shorter(rows: pd.DataFrame) -> str:
    return "; ".join(dict.fromkeys(rows["answer"].str.partition(" (")[0]))


def _short(pollster: str) -> str:
    known = {
        "International Republican Institute (IRI)": "IRI",
        "Gallup International": "Gallup Int.",
    }
    for long, short in known.items():
        pollster = pollster.replace(long, short)
    return pollster


def _nothing(figure: go.Figure, number: int, text: str) -> None:
    suffix = _suffix(number)
    figure.add_annotation(
        text=text,
        x=0.5,
        y=0.5,
        xref=f"x{suffix} domain",
        yref=f"y{suffix} domain",
        showarrow=False,
        bgcolor="#FFFFFF",
        font={"color": theme.MUTED},
    )
    figure.add_trace(
        go.Scatter(
            x=[_FIRST],
            y=[0],
            mode="markers",
            opacity=0,
            hoverinfo="skip",
            xaxis=f"x{suffix}",
            yaxis=f"y{suffix}",
        )
    )


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
    "votes": _draw_votes,
    "sessions": _draw_counts,
    "exercises": _draw_counts,
    "acts": _draw_acts,
    "polls": _draw_polls,
}
