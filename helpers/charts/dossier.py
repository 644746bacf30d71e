"""One member at a time: where it is, its positions, and the article's claims about it."""

from __future__ import annotations

import html
import textwrap

import pandas as pd
import plotly.graph_objects as go

from helpers import data, maps, theme
from helpers.charts import positions as matrix
from helpers.charts.dossier_events import timeline, votes
from helpers.charts.dossier_polls import polls
from helpers.charts.dossier_trade import trade
from helpers.figures import finish
from helpers.measures import dossier as about
from helpers.measures import positions as cells_of

__all__ = [
    "claims",
    "locator",
    "locator_changes",
    "polls",
    "positions_of",
    "timeline",
    "trade",
    "votes",
]

# Windows of the small map in degrees: longitude, latitude.
_WINDOWS = {
    "RUS": ([20, 180], [38, 80]),
    "BLR": ([18, 40], [48, 60]),
    "KAZ": ([44, 90], [36, 58]),
    "KGZ": ([62, 86], [34, 48]),
    "TJK": ([60, 80], [32, 46]),
    "ARM": ([36, 54], [35, 46]),
}
_NO_CODE = -3.0
_KINDS = {"fact": "#1B448D", "interpretation": "#7FB2E5", "prediction": "#DADADA"}


def locator(member: str) -> go.Figure:
    """Draw a small map that shows where a member is.

    Args:
        member: ISO 3166-1 alpha-3 code.

    Returns:
        The member in its colour among its neighbours, without title. The shapes are always the
        same; `locator_changes` says what another member changes.

    Example:
        >>> locator("ARM").layout.meta["alt"]
        'A small map: Armenia among its neighbours.'
    """
    shapes = data.shapes("eurasia")
    codes = [feature["id"] for feature in shapes["features"]]
    marks, layout = locator_changes(member)
    figure = maps.base("central_asia")
    figure.add_trace(
        go.Choropleth(
            geojson=shapes,
            locations=codes,
            zmin=0,
            zmax=1,
            showscale=False,
            marker={"line": {"color": theme.BORDER, "width": 0.5}},
            text=[html.escape(data.names()[code]) for code in codes],
            hovertemplate="%{text}<extra></extra>",
            **marks,
        )
    )
    return figure.update_layout(
        width=240,
        height=165,
        margin={"t": 0, "b": 0, "l": 0, "r": 0},
        showlegend=False,
        **layout,
    )


def locator_changes(member: str) -> tuple[dict, dict]:
    """Return what the small map of a member changes, for the trace and for the layout.

    Args:
        member: ISO 3166-1 alpha-3 code.

    Example:
        >>> sum(locator_changes("ARM")[0]["z"])
        1
    """
    longitudes, latitudes = _WINDOWS[member]
    codes = [feature["id"] for feature in data.shapes("eurasia")["features"]]
    marks = {
        "z": [int(code == member) for code in codes],
        "colorscale": [[0, theme.LAND], [1, theme.colour(member)]],
    }
    alt = f"A small map: {data.names()[member]} among its neighbours."
    layout = {
        "geo_lonaxis_range": longitudes,
        "geo_lataxis_range": latitudes,
        "meta": {"alt": alt, "title": data.names()[member]},
    }
    return marks, layout


def positions_of(member: str, positions: pd.DataFrame, indicators: pd.DataFrame) -> go.Figure:
    """Draw all positions of a member with their words and dates.

    Args:
        member: ISO 3166-1 alpha-3 code.
        positions: Table ``positions``.
        indicators: Table ``position_indicators``.

    Returns:
        One row a question; cells without a code stand apart on the left with a sign.

    Example:
        >>> tables = data.load("positions"), data.load("position_indicators")
        >>> positions_of("ARM", *tables).layout.meta["title"]
        'Armenia: positions on the war'
    """
    cells = cells_of.cells(positions, indicators)
    own = cells[cells["member"] == member].reset_index(drop=True)
    labels = indicators.set_index("indicator")["label"]
    rows = [html.escape(labels[name]) for name in own["indicator"]]
    coded = own["status"] == "coded"
    places = own["stance"].astype(float).fillna(_NO_CODE).tolist()
    figure = go.Figure(
        go.Scatter(
            x=places,
            y=rows,
            mode="markers+text",
            text=["" if one else f"<b>{matrix.sign(row)}</b>" for one, row in _pairs(coded, own)],
            textposition="middle center",
            marker={
                "symbol": [theme.STATE_MARKERS[member] if one else "circle-open" for one in coded],
                "size": [13 if one else 19 for one in coded],
                "opacity": 1,
                "color": [theme.colour(member) if one else theme.MUTED for one in coded],
                "line": {"color": theme.INK, "width": 1},
            },
            customdata=[_note(row) for row in own.itertuples()],
            hovertemplate="%{customdata}<extra></extra>",
            showlegend=False,
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[2.4] * len(rows),
            y=rows,
            mode="text",
            text=[_told(row) for row in own.itertuples()],
            textposition="middle right",
            textfont={"size": 12},
            cliponaxis=False,
            hoverinfo="skip",
            showlegend=False,
        )
    )
    figure.add_vline(x=-2.5, line={"color": theme.BORDER, "width": 1, "dash": "dot"})
    figure.update_yaxes(type="category", autorange="reversed", showgrid=True)
    figure.update_xaxes(
        type="linear",
        range=[-3.6, 12.6],
        tickvals=[_NO_CODE, -2, -1, 0, 1, 2],
        ticktext=["no<br>code", "−2", "−1", "0", "+1", "+2"],
        tickangle=0,
        side="top",
        zeroline=False,
    )
    name = data.names()[member]
    return finish(
        figure,
        title=f"{name}: positions on the war",
        subtitle=(
            "code from −2 (away from Russia's line) to +2 (Russia's own line); C contested, "
            "n no direction, ? unknown"
        ),
        tables=matrix.TABLES,
        alt=_position_words(name, own, labels),
        frame=own,
        height=690,
    )


def claims(member: str, ledger: pd.DataFrame) -> go.Figure:
    """Draw how many claims of the article speak of a member, by section and kind.

    The verdicts are left out: students judge first.

    Args:
        member: ISO 3166-1 alpha-3 code.
        ledger: Table ``claims``.

    Returns:
        Stacked bars with the counts written in them.

    Example:
        >>> claims("ARM", data.load("claims")).layout.meta["title"]
        'The article speaks of Armenia in 20 of 138 claims'
    """
    own = about.claims_about(ledger, member)
    sections = ledger["section"].unique().tolist()
    counts = own.groupby(["section", "kind"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=sections, columns=list(_KINDS), fill_value=0)
    figure = go.Figure()
    for kind, colour in _KINDS.items():
        figure.add_trace(
            go.Bar(
                x=counts[kind].tolist(),
                y=sections,
                orientation="h",
                name=f"{kind} ({counts[kind].sum()})",
                marker={"color": colour, "line": {"color": theme.BORDER, "width": 1}},
                text=[str(count) if count else "" for count in counts[kind]],
                textangle=0,
                insidetextanchor="middle",
                hovertemplate=f"%{{y}}, {kind}: %{{x}}<extra></extra>",
            )
        )
    figure.update_layout(
        barmode="stack", legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom"}
    )
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    figure.update_xaxes(type="linear", title="claims", rangemode="tozero")
    name = data.names()[member]
    told = "; ".join(
        f"{section} {int(row.sum())}" for section, row in counts.iterrows() if row.sum()
    )
    return finish(
        figure,
        title=f"The article speaks of {name} in {len(own)} of {len(ledger)} claims",
        subtitle="claims that name the member or its region, by section of the article and kind",
        tables=["claims"],
        alt=f"{len(own)} claims about {name}, by section: {told}.",
        frame=own[["claim_id", "section", "claim", "kind"]],
        height=370,
    )


def _pairs(flags: pd.Series, rows: pd.DataFrame) -> zip:
    return zip(flags, rows.itertuples(), strict=True)


def _told(row: tuple) -> str:
    dated = "" if pd.isna(row.date) else f" ({row.date[:7]})"
    return html.escape(matrix.words(row)) + dated


def _note(row: tuple) -> str:
    note = "no further note" if pd.isna(row.note) else row.note
    return "<br>".join(html.escape(line) for line in textwrap.wrap(note, 60))


def _position_words(name: str, own: pd.DataFrame, labels: pd.Series) -> str:
    told = "; ".join(
        f"{labels[row.indicator]}: {matrix.words(row)} ({_code(row)})" for row in own.itertuples()
    )
    return f"{name}, {len(own)} questions. {told}."


def _code(row: tuple) -> str:
    return f"code {matrix.sign(row)}" if row.status == "coded" else row.status
