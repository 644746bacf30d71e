"""The position matrix: 21 questions, six members, what is known and what is not."""

from __future__ import annotations

import html
import textwrap

import pandas as pd
import plotly.graph_objects as go

from helpers import data, theme
from helpers.charts.timeline import DIRECTIONS
from helpers.figures import finish
from helpers.measures import positions as matrix_of

TABLES = ["positions", "position_indicators"]
GROUPS = {
    "votes": "UN votes",
    "recognition": "Recognition",
    "military": "Military",
    "sanctions": "Sanctions",
    "organisation": "Organisation and words",
    "contacts": "Contacts",
    "justice": "Courts and justice",
}
# What stands in a cell without a code.
SIGNS = {"contested": "C", "no direction": "n", "unknown": "?", "does not apply": "–"}
# Neutral is paler than on the time line: here it fills whole cells, and many of them.
COLOURS = {code: DIRECTIONS[code][1] for code in (-2, -1, 1, 2)} | {0: "#DADADA"}
CODES = [-2, -1, 0, 1, 2]
_SHORT = {-2: "against", -1: "away", 0: "neutral", 1: "towards", 2: "support"}
_GAP = 0.35


def matrix(positions: pd.DataFrame, indicators: pd.DataFrame) -> go.Figure:
    """Draw the stance of each member on each question; what is not known stays visible.

    Args:
        positions: Table ``positions``.
        indicators: Table ``position_indicators``.

    Returns:
        A heat map with the code or a sign in each cell, Russia set apart on the left.

    Example:
        >>> figure = matrix(data.load("positions"), data.load("position_indicators"))
        >>> figure.layout.meta["title"]
        'Positions on the war: 21 questions, six members'
    """
    cells = matrix_of.cells(positions, indicators)
    rows = _rows(indicators)
    figure = go.Figure()
    members = [matrix_of.ANCHOR, *matrix_of.RANKED]
    places = {m: number + (_GAP if number else 0) for number, m in enumerate(members)}
    for part in ([matrix_of.ANCHOR], matrix_of.RANKED):
        figure.add_trace(_heat(cells[cells["member"].isin(part)], part, places, rows))
    for sign_trace in _signs(cells, places, rows):
        figure.add_trace(sign_trace)
    for code in CODES:
        figure.add_trace(_legend_entry(f"{signed(code)} {_SHORT[code]}", COLOURS[code]))
    figure.add_vline(x=0.5 + _GAP / 2, line={"color": theme.INK, "width": 1.5})
    labels = indicators.set_index("indicator")["label"]
    ticks = {
        rows[name]: f"<b>{GROUPS[name]}</b>" if name in GROUPS else html.escape(labels[name])
        for name in rows
    }
    figure.update_yaxes(
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
        ticks="",
    )
    figure.update_xaxes(
        ticks="",
        tickvals=list(places.values()),
        ticktext=[data.names()[member] for member in members],
        range=[-0.55, places[members[-1]] + 0.55],
        side="top",
        showgrid=False,
        zeroline=False,
    )
    finish(
        figure,
        title=f"Positions on the war: {len(indicators)} questions, six members",
        subtitle=(
            "our code, from −2 (against Russia's line) to +2 (in support of it); "
            "C contested, n no direction, ? unknown, – does not apply"
        ),
        tables=TABLES,
        alt=_words(cells, labels),
        frame=cells,
        note=(
            "Russia is +2 by definition and set apart. One person coded. The scale does not "
            "measure importance: a payment card and an invasion have the same steps."
        ),
        height=815,
    )
    return figure.update_layout(
        margin_t=124,
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 0.925,
            "yref": "container",
            "yanchor": "top",
            "entrywidth": 62,
            "font": {"size": 12},
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )


def words(row: tuple) -> str:
    """Return what is known of one cell of the matrix in words, not escaped.

    Args:
        row: A row of `measures.positions.cells` as a named tuple.
    """
    if row.status == "does not apply":
        return "does not apply to Russia"
    return "unknown" if pd.isna(row.value) else row.value


def sign(row: tuple) -> str:
    """Return the code of a cell with its sign, or the letter that says why there is none."""
    return signed(row.stance) if row.status == "coded" else SIGNS[row.status]


def signed(code: int) -> str:
    """Write a code with its sign: +1, 0, −2.

    Example:
        >>> signed(-2)
        '−2'
    """
    return f"{code:+d}".replace("-", "−") if code else "0"


def _rows(indicators: pd.DataFrame) -> dict[str, int]:
    """Give each group heading and each indicator its row, from top to bottom."""
    names: list[str] = []
    ordered = indicators.sort_values("order")
    for group, block in ordered.groupby("group", sort=False):
        names += [group, *block["indicator"]]
    return {name: place for place, name in enumerate(names)}


def _heat(
    cells: pd.DataFrame, members: list[str], places: dict[str, float], rows: dict[str, int]
) -> go.Heatmap:
    def grid(column: pd.Series) -> list[list]:
        wide = cells.assign(cell=column).pivot(index="indicator", columns="member", values="cell")
        wide = wide.reindex(index=list(rows), columns=members).astype(object)
        return wide.where(wide.notna(), None).to_numpy().tolist()

    return go.Heatmap(
        x0=places[members[0]],
        dx=1,
        y=list(rows.values()),
        z=grid(cells["stance"].astype(float)),
        zmin=-2.5,
        zmax=2.5,
        colorscale=[
            [edge / len(CODES), COLOURS[code]]
            for number, code in enumerate(CODES)
            for edge in (number, number + 1)
        ],
        showscale=False,
        xgap=3,
        ygap=3,
        hoverinfo="skip",
    )


def _signs(cells: pd.DataFrame, places: dict[str, float], rows: dict[str, int]) -> list[go.Scatter]:
    """Write into every cell; contested cells get a frame."""
    hover = [_hover(row) for row in cells.itertuples()]
    x, y = cells["member"].map(places), cells["indicator"].map(rows)
    framed = cells["status"] == "contested"
    bright = cells["stance"].abs() == 2
    letters = go.Scatter(
        x=x.tolist(),
        y=y.tolist(),
        mode="text",
        text=[f"<b>{sign(row)}</b>" for row in cells.itertuples()],
        textfont={"color": ["#FFFFFF" if one else theme.INK for one in bright.fillna(False)]},
        customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    frames = go.Scatter(
        x=x[framed].tolist(),
        y=y[framed].tolist(),
        mode="markers",
        marker={
            "symbol": "circle-open",
            "size": 20,
            "color": theme.INK,
            "line": {"width": 1.5},
        },
        hoverinfo="skip",
        showlegend=False,
    )
    return [frames, letters]


def _hover(row: tuple) -> str:
    told = "<br>".join(html.escape(line) for line in textwrap.wrap(words(row), 48))
    dated = "" if pd.isna(row.date) else f"<br>{row.date}"
    known = "" if pd.isna(row.confidence) else f"<br>confidence: {row.confidence}"
    return f"<b>{data.names()[row.member]}: {sign(row)}</b><br>{told}{dated}{known}"


def _legend_entry(name: str, colour: str) -> go.Scatter:
    return go.Scatter(
        x=[None],
        y=[None],
        mode="markers",
        name=name,
        marker={
            "symbol": "square",
            "size": 14,
            "color": colour,
            "line": {"color": theme.BORDER, "width": 1},
        },
    )


def _words(cells: pd.DataFrame, labels: pd.Series) -> str:
    told = []
    for member in matrix_of.RANKED:
        own = cells[cells["member"] == member]
        coded = own.loc[own["status"] == "coded", "stance"]
        told.append(
            f"{data.names()[member]}: {int((coded > 0).sum())} towards Russia's line, "
            f"{int((coded == 0).sum())} neutral, {int((coded < 0).sum())} away from it, "
            f"{len(own) - len(coded)} without a code"
        )
    contested = cells[cells["status"] == "contested"]
    named = ", ".join(
        f"{data.names()[row.member]} on “{labels[row.indicator]}”" for row in contested.itertuples()
    )
    unknown = int((cells["status"] == "unknown").sum())
    return (
        f"A table of {len(labels)} questions by six members. {'; '.join(told)}. "
        f"Contested: {named or 'none'}. Unknown: {unknown}."
    )
