"""Requests for help: one case step by step, all cases by speed, the force of January 2022."""

from __future__ import annotations

import html
import math
import textwrap

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.figures import finish
from helpers.measures import requests

TABLE = "assistance_requests"

# One colour and one marker a kind of response.
KINDS = {
    "troops": ("#8C1C13", "star"),
    "mission": ("#1B448D", "diamond"),
    "material aid": ("#1E7A50", "square"),
    "material aid planned": ("#8FC7AC", "square"),
    "consultations": ("#C1940F", "circle"),
    "promise": ("#B3A5EA", "triangle-up"),
    "none": ("#6B6B6B", "x"),
}
_TICKS = {0: "same day", 1: "1", 7: "7", 30: "30", 100: "100", 365: "1 year", 3652: "10 years"}
_ASKED = {"no": " (no request)", "disputed": " (disputed)"}
_ANSWERS = {
    "yes": ("#1B448D", "✓"),
    "no": ("#7F1D1D", "✕"),
    "open": ("#FDE9A9", "?"),
}


def speed(cases: pd.DataFrame) -> go.Figure:
    """Draw how many days passed until a first response, and of which kind it was.

    Args:
        cases: Table ``assistance_requests``.

    Returns:
        One mark a case on a logarithmic axis of days; control cases are drawn hollow.

    Example:
        >>> len(speed(data.load("assistance_requests")).data)
        7
    """
    known = requests.timed(cases).iloc[::-1]
    labels = known["short_title"] + known["requested"].map(_ASKED).fillna("")
    figure = go.Figure()
    for kind, (colour, symbol) in KINDS.items():
        rows = known[known["response_type"] == kind]
        figure.add_trace(
            go.Scatter(
                x=[_place(days) for days in rows["days_to_first_response"]],
                y=labels[rows.index].tolist(),
                mode="markers+text",
                text=[f" {days:,}" for days in rows["days_to_first_response"]],
                textposition="middle right",
                name=f"{kind} ({len(rows)})",
                marker={
                    "size": 14,
                    "symbol": [f"{symbol}-open" if one else symbol for one in rows["control_case"]],
                    "color": colour,
                    "line": {
                        "color": colour if rows["control_case"].any() else theme.INK,
                        "width": 1.5,
                    },
                },
                customdata=[_wrap(words) for words in rows["first_response"]],
                hovertemplate="%{y}: %{text} days<br>%{customdata}<extra></extra>",
            )
        )
    figure.update_yaxes(categoryorder="array", categoryarray=labels.tolist())
    figure.update_xaxes(
        tickvals=[_place(days) for days in _TICKS],
        ticktext=list(_TICKS.values()),
        range=[-0.15, _place(12000)],
        title="days from the request to the first response (logarithmic)",
    )
    finish(
        figure,
        title="Speed is not quality: first responses by days and kind",
        subtitle=f"{len(known)} of {len(cases)} cases with two known dates; hollow: nobody asked",
        tables=[TABLE],
        alt=_speed_words(known.iloc[::-1]),
        frame=known.iloc[::-1][
            ["case_id", "short_title", "requested", "days_to_first_response", "response_type"]
        ],
        height=540,
    )
    return figure.update_layout(
        margin={"t": 150, "autoexpand": False},
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 0.89,
            "yref": "container",
            "yanchor": "top",
        },
    )


def case(cases: pd.DataFrame, case_id: str) -> go.Figure:
    """Draw one case as the steps of the test that Article 4 sets.

    Args:
        cases: Table ``assistance_requests``.
        case_id: Such as ``D14``.

    Returns:
        Five questions from top to bottom, each with a sign and the answer in words.

    Raises:
        IndexError: There is no such case.

    Example:
        >>> case(data.load("assistance_requests"), "D14").layout.meta["title"]
        'Kazakhstan, January 2022'
    """
    row = cases[cases["case_id"] == case_id].iloc[0]
    steps = requests.steps(row)
    places = list(range(len(steps)))
    figure = go.Figure(
        go.Scatter(
            x=[0] * len(steps),
            y=places,
            mode="lines+markers+text",
            line={
                "color": theme.BORDER,
                "width": 2,
                "dash": "dot" if row["control_case"] else "solid",
            },
            marker={
                "size": 34,
                "color": [_ANSWERS[answer][0] for answer in steps["answer"]],
                "line": {"color": theme.INK, "width": 1},
            },
            text=[f"<b>{_ANSWERS[answer][1]}</b>" for answer in steps["answer"]],
            textfont={
                "size": 16,
                "color": [
                    theme.INK if answer == "open" else "#FFFFFF" for answer in steps["answer"]
                ],
            },
            hoverinfo="skip",
        )
    )
    for place, step in zip(places, steps.itertuples(), strict=True):
        figure.add_annotation(
            x=0.035,
            y=place,
            xanchor="left",
            align="left",
            showarrow=False,
            text=f"<b>{step.question}</b><br>{_wrap(step.words, 105)}",
        )
    figure.update_xaxes(visible=False, range=[-0.05, 1], fixedrange=True)
    figure.update_yaxes(visible=False, range=[len(steps) - 0.4, -0.6], fixedrange=True)
    told = " ".join(f"{step.question} {step.words.rstrip('.')}." for step in steps.itertuples())
    return finish(
        figure,
        title=html.escape(row["short_title"]),
        subtitle=(
            "the test of Article 4, step by step; ✓ found, ✕ not found, ? open or for you to judge"
        ),
        tables=[TABLE],
        alt=f"{row['short_title']}. {told}",
        frame=steps,
        note=f"Confidence of the row: {row['confidence']}.",
        height=500,
    )


def contingents(rows: pd.DataFrame) -> go.Figure:
    """Draw the force of January 2022: contingents that are known, planned and counted total.

    Args:
        rows: Table ``kazakhstan_2022_contingents``.

    Returns:
        Bars in troops; where no number was found the words say so.

    Example:
        >>> contingents(data.load("kazakhstan_2022_contingents")).data[0].x[-1]
        2030
    """
    names = [_contingent(row) for row in rows.itertuples()]
    known = rows["troops"].notna()
    figure = go.Figure(
        go.Bar(
            x=[int(troops) if pd.notna(troops) else 0 for troops in rows["troops"]],
            y=names,
            orientation="h",
            marker={
                "color": [theme.colour(code) for code in rows["contributor"]],
                "pattern": {
                    "shape": ["/" if kind == "total planned" else "" for kind in rows["row_kind"]]
                },
            },
            text=[_number(row) for row in rows.itertuples()],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(title="troops", range=[0, 3300])
    told = "; ".join(
        f"{name}: {text}" for name, text in zip(names, figure.data[0].text, strict=True)
    )
    return finish(
        figure,
        title="Who sent troops to Kazakhstan in January 2022",
        subtitle=f"troops, announced or counted; {int((~known).sum())} without a number",
        tables=["kazakhstan_2022_contingents"],
        alt=f"{told}.",
        frame=rows[["contributor", "row_kind", "troops", "troops_basis"]],
        height=400,
    )


def _contingent(row: tuple) -> str:
    if row.row_kind == "contingent":
        return data.names()[row.contributor]
    return {"total planned": "all, planned", "total present": "all, counted"}[row.row_kind]


def _number(row: tuple) -> str:
    if pd.notna(row.troops):
        return f"{int(row.troops):,} ({row.troops_basis})"
    return "no number found" + ("" if row.troops_basis == "not found" else f", {row.troops_basis}")


def _place(days: int) -> float:
    return math.log10(float(days) + 1)


def _wrap(words: str, width: int = 60) -> str:
    return "<br>".join(html.escape(line) for line in textwrap.wrap(words, width))


def _speed_words(known: pd.DataFrame) -> str:
    told = "; ".join(
        f"{row.short_title}: {row.days_to_first_response:,} days, {row.response_type}"
        + (" (control case)" if row.control_case else "")
        for row in known.itertuples()
    )
    return f"First responses of {len(known)} cases, fastest first. {told}."
