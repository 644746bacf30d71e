"""Small numbers made visible: shares with intervals, and the cases behind a cross table."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.layout import legend_above, wrapped
from helpers.charts.requests import KINDS
from helpers.charts.response import CASES, OTHERS
from helpers.figures import finish

_OWN, _OTHER, _READER = "#1B448D", "#6B6B6B", "#8C1C13"
_PERCENT = [0, 25, 50, 75, 100]


def intervals(
    classes: pd.DataFrame, outcome: str, published: pd.DataFrame, level: float = 0.95
) -> go.Figure:
    """Draw the same share for several reference classes, with exact and Wilson interval.

    Args:
        classes: What `measures.response.by_reference_class` returns; a row whose class begins
            with ``Yours`` is highlighted.
        outcome: What was counted, for the title.
        published: Table ``alliance_reliability``, drawn below for comparison.
        level: Level of the intervals, for the subtitle.

    Returns:
        One row a class with the count written beside it; published shares of other studies below.

    Example:
        >>> from helpers.measures import response
        >>> tables = data.load("assistance_requests"), data.load("precedents")
        >>> published = data.load("alliance_reliability")
        >>> figure = intervals(response.by_reference_class(*tables), "troops", published)
        >>> figure.data[3].text[0]
        '1 of 9'
    """
    n, known = len(classes), classes["n"] > 0
    places = list(range(n))
    below = [n + 0.5 + place for place in range(len(published))]
    colours = [_class_colour(name) for name in classes["reference_class"]]
    figure = go.Figure(
        [
            _span(classes, places, "exact", "rgba(27,68,141,0.25)", 11),
            _span(classes, places, "wilson", "rgba(31,35,40,0.75)", 2),
            go.Scatter(
                x=classes["percent"].where(known).tolist(),
                y=places,
                mode="markers",
                name="share",
                marker={"symbol": "diamond", "size": 12, "color": colours},
                hovertemplate="%{x:.0f} per cent<extra></extra>",
            ),
            go.Scatter(
                x=[103] * n,
                y=places,
                mode="text",
                text=[_of(row) for row in classes.itertuples()],
                textposition="middle right",
                hoverinfo="skip",
                showlegend=False,
            ),
            go.Scatter(
                x=published["percent"].tolist(),
                y=below,
                mode="markers+text",
                showlegend=False,
                text=[f"  {percent:g}%" for percent in published["percent"]],
                textposition="middle right",
                marker={"symbol": "circle-open", "size": 11, "color": theme.INK},
                hoverinfo="skip",
            ),
        ]
    )
    labels = [wrapped(name, 40) for name in [*classes["reference_class"], *published["finding"]]]
    figure.update_yaxes(
        tickvals=[*places, *below],
        ticktext=labels,
        range=[below[-1] + 0.7, -0.7],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(range=[-2, 118], tickvals=_PERCENT, ticktext=[f"{p}%" for p in _PERCENT])
    figure.add_annotation(
        text="<b>Published: commitments kept in war</b>",
        x=0.5,
        y=n - 0.35,
        xanchor="left",
        yanchor="middle",
        showarrow=False,
    )
    finish(
        figure,
        title=f"The denominator drives the number: answered with {_outcome_words(outcome)}",
        subtitle=f"share of cases with {level:.0%} interval: broad exact, thin Wilson",
        tables=[CASES, OTHERS, "alliance_reliability"],
        alt=_intervals_alt(classes, outcome, published, level),
        frame=classes,
        note=(
            "The classes overlap. Other organisations: only cases with an answer were collected. "
            "Published shares count wars and other promises; they are no forecast for the CSTO."
        ),
        height=250 + 37 * (n + len(published)),
    )
    return legend_above(figure)


def threats(cases: pd.DataFrame) -> go.Figure:
    """Draw which kind of help followed which kind of threat, with the cases named in the cells.

    Args:
        cases: Rows of `measures.response.all_cases`, for example the requests of the CSTO.

    Returns:
        A grid; every cell holds its count and its cases.

    Raises:
        ValueError: There is no case.

    Example:
        >>> from helpers.measures import response
        >>> own = response.all_cases(data.load("assistance_requests"))
        >>> int(threats(response.chosen(own)).data[0].z.sum())
        9
    """
    if cases.empty:
        raise ValueError("There is no case to draw. Pass at least one row.")
    columns = [threat for threat in _THREATS if (cases["threat"] == threat).any()]
    kinds = [kind for kind in KINDS if (cases["kind"] == kind).any()]
    counts = pd.crosstab(cases["kind"], cases["threat"]).reindex(
        index=kinds, columns=columns, fill_value=0
    )
    names = cases.assign(name=[_brief(row) for row in cases.itertuples()])
    figure = go.Figure(
        go.Heatmap(
            x=list(range(len(columns))),
            y=list(range(len(kinds))),
            z=counts.to_numpy(),
            zmin=0,
            zmax=6,
            colorscale=[[0, "#FFFFFF"], [0.01, "#E8EEF8"], [1, "#7FA3DB"]],
            showscale=False,
            xgap=3,
            ygap=3,
            hoverinfo="skip",
        )
    )
    for x, threat in enumerate(columns):
        for y, kind in enumerate(kinds):
            cell = names[(names["kind"] == kind) & (names["threat"] == threat)]["name"]
            told = "<br>".join(html.escape(name) for name in cell)
            figure.add_annotation(
                x=x,
                y=y,
                text=f"<b>{len(cell)}</b><br>{told}" if len(cell) else "0",
                showarrow=False,
                font={"size": 11.5, "color": theme.INK if len(cell) else theme.MUTED},
            )
    lines = [max(1 + int(count), 1) for count in counts.max(axis=1)]
    figure.update_xaxes(
        tickvals=list(range(len(columns))),
        ticktext=[f"{wrapped(name, 18)}<br>n = {counts[name].sum()}" for name in columns],
        side="top",
        showgrid=False,
        tickfont={"size": 12},
        range=[-0.5, len(columns) - 0.5],
        zeroline=False,
    )
    figure.update_yaxes(
        tickvals=list(range(len(kinds))),
        ticktext=kinds,
        range=[len(kinds) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
    )
    others = (cases["organisation"] != "CSTO").any()
    finish(
        figure,
        title="Threat and answer, case by case",
        subtitle=f"number of cases, {len(cases)} in all: too few to compare rates",
        tables=[CASES, OTHERS] if others else [CASES],
        alt=_threats_alt(counts, names),
        frame=names[["case_id", "title", "threat", "kind"]].reset_index(drop=True),
        height=230 + sum(max(44, 19 * line + 10) for line in lines),
    )
    return figure.update_layout(margin_t=134)


_THREATS = [
    "internal",
    "internal and transnational",
    "transnational",
    "interstate between members",
    "interstate",
]


def _span(classes: pd.DataFrame, places: list, name: str, colour: str, width: int) -> go.Scatter:
    low, high = classes[f"{name}_low"], classes[f"{name}_high"]
    bounds = zip(low, high, strict=True)
    return go.Scatter(
        x=[x for pair in bounds for x in (*(None if pd.isna(b) else b for b in pair), None)],
        y=[y for place in places for y in (place, place, None)],
        mode="lines",
        name={"exact": "exact interval", "wilson": "Wilson interval"}[name],
        line={"color": colour, "width": width},
        hoverinfo="skip",
    )


def _of(row: tuple) -> str:
    return f"{row.count} of {row.n}" if row.n else "no case"


def _class_colour(name: str) -> str:
    if name.startswith("Yours"):
        return _READER
    return _OTHER if "with an answer" in name else _OWN


def _outcome_words(outcome: str) -> str:
    return {"any answer": "anything, words included"}.get(outcome, outcome)


def _intervals_alt(
    classes: pd.DataFrame, outcome: str, published: pd.DataFrame, level: float
) -> str:
    told = "; ".join(
        f"{row.reference_class.removeprefix('… ')}: {row.count} of {row.n}, interval "
        f"{row.exact_low:.0f} to {row.exact_high:.0f} per cent"
        if row.n
        else f"{row.reference_class}: no case"
        for row in classes.itertuples()
    )
    kept = "; ".join(f"{row.finding}: {row.percent:g}" for row in published.itertuples())
    return (
        f"Cases answered with {_outcome_words(outcome)}, exact {level:.0%} intervals. {told}. "
        f"Published shares of commitments kept in war, per cent: {kept}."
    )


def _threats_alt(counts: pd.DataFrame, names: pd.DataFrame) -> str:
    told = "; ".join(
        f"{threat}, {kind}: " + ", ".join(cell["name"])
        for (threat, kind), cell in names.groupby(["threat", "kind"], sort=False)
    )
    return f"{int(counts.to_numpy().sum())} cases by threat and strongest kind of help. {told}."


def _brief(row: tuple) -> str:
    if row.organisation != "CSTO":
        return row.title
    known = "" if pd.isna(row.date) else f" {row.date:%b %Y}"
    return f"{data.names()[row.who]}{known or row.title.partition(',')[2]}"
