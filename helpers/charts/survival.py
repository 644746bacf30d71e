"""Survival of defence pacts and of memberships in them."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.figures import finish
from helpers.measures import exits
from helpers.measures.survival import at_risk, kaplan_meier, survival_at

PACTS, SPELLS = "alliance_spells", "alliance_member_spells"
CSTO_COLOUR = "#1B448D"
OTHERS_COLOUR = theme.MUTED
_LEFT = 150
_ROW = 18


class _Group(NamedTuple):
    """Cases that are drawn as one curve."""

    name: str
    colour: str
    dash: str
    cases: pd.DataFrame


def pacts(pacts: pd.DataFrame) -> go.Figure:
    """Draw how many multilateral and bilateral defence pacts were alive at each age.

    Args:
        pacts: Table ``alliance_spells``.

    Returns:
        Two survival curves with 95 % bands, the numbers at risk, and the age of the CSTO.

    Example:
        >>> figure = pacts(data.load("alliance_spells"))
        >>> "37 pacts (multilateral)" in figure.layout.meta["alt"]
        True
    """
    timed = pacts.assign(
        entry=0.0, duration=pacts["end"] - pacts["start"], event=pacts["ended"].astype(bool)
    )
    many = timed["peak_members"] >= 3
    groups = [
        _Group("multilateral", CSTO_COLOUR, "solid", timed[many]),
        _Group("bilateral", OTHERS_COLOUR, "dash", timed[~many]),
    ]
    figure = _drawn(groups, "years since the pact began", range(0, 71, 10))
    start = float(pacts.loc[pacts["atop_id"] == exits.CSTO, "start"].iloc[0])
    now = data.as_of("membership_events")
    for age, words in (
        (exits.OBSERVED_TO - start, "CSTO when<br>the data end"),
        (exits.decimal_year(now) - start, f"CSTO on<br>{now}"),
    ):
        _mark_age(figure, age, words)
    age = exits.decimal_year(now) - start
    left = at_risk(groups[0].cases["duration"], [age])[0]
    return _finished(
        figure,
        groups,
        range(0, 71, 10),
        title="How many defence pacts were still alive at each age",
        subtitle="share of pacts formed 1946–2016, Kaplan–Meier, band: 95 % interval",
        tables=[PACTS],
        alt=(
            f"{_told(groups, (10, 20, 30))} On {now} the CSTO, counted from 1992, was "
            f"{age:.1f} years old; {left} multilateral pacts were observed at that age."
        ),
        note="A pact is over when fewer than half of its peak members, or fewer than 2, remain.",
    )


def since_1992(pacts: pd.DataFrame) -> go.Figure:
    """Draw the survival of multilateral pacts over all their life, and only since May 1992.

    Args:
        pacts: Table ``alliance_spells``.

    Returns:
        Two survival curves; in the second, pacts formed before 1992 enter late, at the age that
        they had then.

    Example:
        >>> [trace.name for trace in since_1992(data.load("alliance_spells")).data if trace.name]
        ['whole life', 'only since May 1992']
    """
    many = pacts[pacts["peak_members"] >= 3]
    whole = exits.under_watch_since(many, 1946.0)
    watched = exits.under_watch_since(
        many, float(pacts.loc[pacts["atop_id"] == exits.CSTO, "start"].iloc[0])
    )
    groups = [
        _Group("whole life", OTHERS_COLOUR, "dash", whole),
        _Group("only since May 1992", CSTO_COLOUR, "solid", watched),
    ]
    figure = _drawn(groups, "years since the pact began", range(0, 71, 10))
    late = int((watched["entry"] > 0).sum())
    return _finished(
        figure,
        groups,
        range(0, 71, 10),
        title="Multilateral pacts over their whole life, and only since 1992",
        subtitle="share alive at each age, Kaplan–Meier, band: 95 % interval",
        tables=[PACTS],
        alt=(
            f"{_told(groups, (10, 20, 30))} Since May 1992: {late} of {len(watched)} pacts are "
            "older and enter late, at the age that they had in 1992."
        ),
        note="Late entry: an old pact says nothing about the ages at which it was not watched.",
    )


def member_exits(spells: pd.DataFrame, pacts: pd.DataFrame, clock: str) -> go.Figure:
    """Draw how many memberships had not been ended by a withdrawal, CSTO beside all others.

    Args:
        spells: Table ``alliance_member_spells``.
        pacts: Table ``alliance_spells``.
        clock: ``"since joining"`` or ``"age of the pact"`` (states that joined later enter late).

    Returns:
        Two survival curves with 95 % bands and the numbers at risk.

    Example:
        >>> figure = member_exits(
        ...     data.load("alliance_member_spells"), data.load("alliance_spells"), "since joining")
        >>> "10 memberships (CSTO): 4 ended" in figure.layout.meta["alt"]
        True
    """
    timed = exits.on_clock(spells, pacts, clock)
    ours = timed["atop_id"] == exits.CSTO
    groups = [
        _Group("all others", OTHERS_COLOUR, "dash", timed[~ours]),
        _Group("CSTO", CSTO_COLOUR, "solid", timed[ours]),
    ]
    words = {"since joining": "years since the state joined"}.get(clock, "years since pact began")
    figure = _drawn(groups, words, range(0, 71, 10))
    return _finished(
        figure,
        groups,
        range(0, 71, 10),
        title="Memberships not ended by a withdrawal, CSTO and all other pacts",
        subtitle=f"share of memberships, clock: {clock}, to 2016; band: 95 % interval",
        tables=[SPELLS, PACTS],
        alt=_told(groups, (5, 10, 20), "memberships"),
        note="The CSTO is watched for 24.6 years only; ten memberships, so the band is wide.",
    )


def _curve(group: _Group) -> pd.DataFrame:
    cases = group.cases
    return kaplan_meier(cases["duration"], cases["event"], cases["entry"])


def _drawn(groups: list[_Group], axis: str, ticks: range) -> go.Figure:
    figure = go.Figure()
    for group in groups:
        _add_curve(figure, group)
    for place, (height, age, group) in enumerate(_label_places(groups)):
        figure.add_annotation(
            x=age,
            y=height,
            text=f"<b>{group.name}</b>",
            showarrow=False,
            xanchor="right",
            yanchor="top" if place else "bottom",
            font={"color": group.colour},
        )
    figure.update_layout(showlegend=False)
    figure.update_xaxes(title=axis, tickvals=list(ticks), range=[0, ticks[-1] + 1])
    figure.update_yaxes(title="still going on", range=[0, 1.03], tickformat=".0%")
    return figure


def _add_curve(figure: go.Figure, group: _Group) -> None:
    curve = _curve(group)
    known = curve[curve["low"].notna()]
    steps = {"line": {"shape": "hv", "width": 0}, "mode": "lines", "hoverinfo": "skip"}
    figure.add_trace(go.Scatter(x=known["time"].tolist(), y=known["low"].tolist(), **steps))
    figure.add_trace(
        go.Scatter(
            x=known["time"].tolist(),
            y=known["high"].tolist(),
            fill="tonexty",
            fillcolor=_faint(group.colour),
            **steps,
        )
    )
    figure.add_trace(
        go.Scatter(
            x=curve["time"].tolist(),
            y=curve["survival"].tolist(),
            mode="lines",
            name=group.name,
            line={"shape": "hv", "color": group.colour, "width": 2.5, "dash": group.dash},
            hovertemplate="%{x:.1f} years: %{y:.0%}<extra>" + group.name + "</extra>",
        )
    )


def _label_places(groups: list[_Group]) -> list[tuple[float, float, _Group]]:
    """Return height and age of the names, above the upper and below the lower curve."""
    places = []
    for group in groups:
        curve = _curve(group)
        age = min(55.0, float(curve["time"].iloc[-1]))
        places.append((float(survival_at(curve, age)["survival"]), age, group))
    return sorted(places, key=lambda label: -label[0])


def _mark_age(figure: go.Figure, age: float, words: str) -> None:
    figure.add_vline(x=age, line={"color": theme.INK, "width": 1.2, "dash": "dot"})
    figure.add_annotation(
        x=age,
        y=1,
        yref="paper",
        xanchor="left",
        yanchor="top",
        xshift=3,
        align="left",
        text=words,
        showarrow=False,
        font={"size": 12},
    )


def _finished(figure: go.Figure, groups: list[_Group], ticks: range, **words: object) -> go.Figure:
    """Finish the figure and write under its axis how many cases are observed at each tick."""
    counts = {
        group.name: at_risk(group.cases["duration"], list(ticks), group.cases["entry"])
        for group in groups
    }
    frame = pd.concat([_curve(group).assign(group=group.name) for group in groups])
    finish(figure, frame=frame.reset_index(drop=True), height=560, **words)
    used = -next(a for a in figure.layout.annotations if a.name == "footer").yshift
    lines = [("observed:", theme.INK, [])]
    lines += [(group.name, group.colour, counts[group.name]) for group in groups]
    for place, (name, colour, numbers) in enumerate(lines):
        below = {
            "y": 0,
            "yref": "paper",
            "yanchor": "top",
            "yshift": 6 - used - place * _ROW,
            "showarrow": False,
            "font": {"size": 12, "color": colour},
        }
        figure.add_annotation(x=0, xref="paper", xanchor="right", xshift=-14, text=name, **below)
        for tick, number in zip(ticks, numbers, strict=False):
            figure.add_annotation(x=tick, xanchor="center", text=str(number), **below)
    room = len(lines) * _ROW
    figure.update_annotations(
        {"yshift": -used - room, "xshift": 12 - _LEFT}, selector={"name": "footer"}
    )
    return figure.update_layout(margin={"b": figure.layout.margin.b + room, "l": _LEFT})


def _told(groups: list[_Group], ages: tuple[int, ...], things: str = "pacts") -> str:
    sentences = []
    for group in groups:
        curve = _curve(group)
        shares = []
        for age in ages:
            share = survival_at(curve, age)
            if share["survival"] == 1:
                shares.append(f"all after {age} years")
            elif pd.notna(share["survival"]):
                low, high = f"{share['low']:.0%}", f"{share['high']:.0%}"
                shares.append(f"{share['survival']:.0%} after {age} years [{low} to {high}]")
        ended = int(group.cases["event"].sum())
        sentences.append(
            f"{len(group.cases)} {things} ({group.name}): {ended} ended; still going on: "
            f"{', '.join(shares)}."
        )
    return f"Survival curves. {' '.join(sentences)}"


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.14)"
