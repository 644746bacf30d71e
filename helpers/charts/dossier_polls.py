"""One member at a time: its opinion polls."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.figures import finish
from helpers.measures import dossier as about

_POLL = ["topic", "pollster", "fieldwork_end"]


def polls(member: str, opinion: pd.DataFrame) -> go.Figure:
    """Draw the newest polls of a member on Russia, the war and the alliances.

    Args:
        member: ISO 3166-1 alpha-3 code.
        opinion: Table ``public_opinion``.

    Returns:
        Bars in per cent under a heading for each question and pollster; pale bars with a
        pattern rest on a weak or contested source.

    Example:
        >>> polls("TJK", data.load("public_opinion")).layout.meta["title"]
        'Tajikistan: the newest polls on Russia, the war and the alliances'
    """
    latest = about.latest_polls(opinion, member)
    rows, values, weak, ticks, told = [], [], [], {}, []
    place = 0
    for (topic, pollster, end), block in latest.groupby(_POLL, sort=False):
        heading = f"{topic} ({_short(pollster)}, {end[:7]})"
        ticks[place] = f"<b>{html.escape(topic)}</b>"
        for row in block.itertuples():
            place += 1
            rows.append(place)
            values.append(row.percent)
            weak.append(row.confidence in ("low", "contested"))
            ticks[place] = html.escape(row.response)
        place += 1
        answers = ", ".join(f"{row.response} {row.percent:g}%" for row in block.itertuples())
        told.append(f"{heading}: {answers}")
    figure = go.Figure(
        go.Bar(
            x=values,
            y=rows,
            orientation="h",
            width=0.8,
            text=[
                f"{value:g}" + (f" ({row.confidence})" if flag else "")
                for value, flag, row in zip(values, weak, latest.itertuples(), strict=True)
            ],
            textposition="outside",
            cliponaxis=False,
            marker={
                "color": theme.colour(member),
                "opacity": [0.45 if flag else 0.9 for flag in weak],
                "pattern": {"shape": ["/" if flag else "" for flag in weak]},
            },
            hovertemplate="%{x} per cent<extra></extra>",
        )
    )
    figure.add_trace(_headings(latest))
    figure.update_layout(showlegend=False)
    figure.update_yaxes(
        tickvals=list(ticks), ticktext=list(ticks.values()), range=[place - 0.2, -0.8], ticks=""
    )
    figure.update_yaxes(type="linear", showgrid=False, zeroline=False)
    figure.update_xaxes(
        type="linear", range=[0, 118], tickvals=[0, 25, 50, 75, 100], title="per cent"
    )
    name = data.names()[member]
    return finish(
        figure,
        title=f"{name}: the newest polls on Russia, the war and the alliances",
        subtitle="newest poll of each pollster on each question; hatched: weak or contested source",
        tables=["public_opinion"],
        alt=f"Newest polls in {name}. {'; '.join(told)}.",
        frame=latest,
        note="Pollsters differ in wording and mode: never join them to one series. Where people "
        "fear the state, answers may be affected.",
        height=190 + 19 * len(ticks),
    )


def _short(pollster: str) -> str:
    return {
        "Gallup International Association in Armenia (MPG)": "Gallup International Armenia",
        "International Republican Institute (IRI), Armenia": "IRI",
        "International Republican Institute (IRI), Kyrgyzstan": "IRI",
        "Belarusian Analytical Workshop (Vardomatsky)": "Vardomatsky",
        "Chatham House and Vardomatsky (range over both)": "both pollsters",
        "Chatham House Belarus Initiative": "Chatham House",
        "Gallup World Poll (Gallup, Inc.)": "Gallup, Inc.",
        "M-Vector (Central Asia Barometer series)": "M-Vector",
    }.get(pollster, pollster)


def _headings(latest: pd.DataFrame) -> go.Scatter:
    """Write pollster and date beside each heading."""
    places, words, place = [], [], 0
    for (_, pollster, end), block in latest.groupby(_POLL, sort=False):
        places.append(place)
        words.append(html.escape(f"{_short(pollster)}, {end[:7]}"))
        place += len(block) + 1
    return go.Scatter(
        x=[0] * len(places),
        y=places,
        mode="text",
        text=words,
        textposition="middle right",
        textfont={"color": theme.MUTED, "size": 12},
        hoverinfo="skip",
    )
