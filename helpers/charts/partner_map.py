"""A map of links: from each member to its partners outside."""

from __future__ import annotations

import html

import pandas as pd
import plotly.graph_objects as go

from helpers import data, figures, maps, theme
from helpers.charts.partner_places import GROUPS, HOMES, PLACES, curve, name_of
from helpers.measures import partners as measure

TABLES = ["partnerships"]
MEMBERS = ["ARM", "BLR", "KAZ", "KGZ", "TJK"]
ALL = "all"
COLLECTION = (
    "Rows of a collection made by searching, no census: more rows can mean more attention. "
)

# Least number of rows of a line and its width in pixels.
_WIDTHS = {1: 1.2, 2: 3.0, 5: 5.5}
# Where on its line the number of a member stands, in steps, so that numbers keep apart.
_NUMBER_AT = {"ARM": 5, "BLR": 6, "KAZ": 5, "KGZ": 7, "TJK": 8}
_LAND = "#DDE3EA"


def chosen(
    links: pd.DataFrame,
    year: int,
    cumulative: bool = True,
    member: str = ALL,
    partner: str = ALL,
    kind: str = ALL,
    reference: bool = False,
) -> pd.DataFrame:
    """Return the links that a view of the map shows.

    Args:
        links: Result of `measures.partners.links`.
        year: Calendar year.
        cumulative: All links up to the end of the year, or only those of the year.
        member: ISO 3166-1 alpha-3 code of a member, or ``all``.
        partner: Code of a partner, or ``all``.
        kind: A value of ``type``, or ``all``.
        reference: Whether the rows on Russia, kept for comparison, are shown.

    Returns:
        Those rows of the links.

    Example:
        >>> view = chosen(measure.links(data.load("partnerships")), 2026, partner="FRA")
        >>> view["concerns"].unique().tolist()
        ['ARM']
    """
    wanted = links["year"] <= year if cumulative else links["year"] == year
    for column, value in (("concerns", member), ("partner", partner), ("type", kind)):
        if value != ALL:
            wanted &= links[column] == value
    if not reference:
        wanted &= ~links["reference_row"]
    return links[wanted].reset_index(drop=True)


def links_map(
    partnerships: pd.DataFrame,
    year: int = 2026,
    cumulative: bool = True,
    member: str = ALL,
    partner: str = ALL,
    kind: str = ALL,
    reference: bool = False,
) -> go.Figure:
    """Draw a line from each member to each partner; the more rows, the thicker.

    Args:
        partnerships: Table ``partnerships``.
        year: See `chosen`, as for all that follow.
        cumulative: Up to the end of the year, or the year alone.
        member: A member, or ``all``.
        partner: A partner, or ``all``.
        kind: A type of link, or ``all``.
        reference: Whether the rows on Russia are shown.

    Returns:
        A map from Belarus to Xinjiang.
    """
    rows = chosen(measure.links(partnerships), year, cumulative, member, partner, kind, reference)
    pairs = _pairs(rows)
    figure = _land()
    lines = [one for code in MEMBERS for one in _lines(pairs[pairs["concerns"] == code], code)]
    groups = [
        _partners(pairs, name, list(places), symbol) for name, (places, symbol) in GROUPS.items()
    ]
    figure.add_traces([*lines, _numbers(pairs), *groups, _members(pairs)])
    if rows.empty:
        _say_empty(figure)
    span = f"{rows['year'].min()}–{year}" if cumulative and len(rows) else f"{year}"
    figures.finish(
        figure,
        title=f"{_whose(member)} with {_with_whom(partner)}, {span}",
        subtitle=_subtitle(rows, kind, reference),
        tables=TABLES,
        alt=_words(rows, pairs, span),
        frame=pairs.drop(columns=["lon", "lat"]),
        note=f"{COLLECTION}{maps.BOUNDARIES}",
        height=620,
    )
    return figure


def _say_empty(figure: go.Figure) -> None:
    """Say in the middle of the map that the table has nothing to draw.

    The map stays: changing to a figure of another kind makes the browser report errors.
    """
    figure.add_annotation(
        text="<b>No row of the table fits this choice.</b>",
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
        bgcolor="#FFFFFF",
        bordercolor=theme.MUTED,
        borderpad=8,
        font={"size": 15},
    )


def _pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """Count the rows of each pair and compute its curve."""
    grouped = rows.groupby(["concerns", "partner"], as_index=False)
    pairs = grouped.agg(rows=("date", "size"), first=("date", "min"), last=("date", "max"))
    curves = [curve(one.concerns, one.partner) for one in pairs.itertuples()]
    return pairs.assign(lon=[one[0] for one in curves], lat=[one[1] for one in curves])


def _land() -> go.Figure:
    return maps.categories(
        pd.Series("member", index=MEMBERS),
        extent="europe_to_china",
        colours={"member": _LAND},
        labels={"member": "CSTO member, not Russia"},
        rest="",
    )


def _lines(pairs: pd.DataFrame, member: str) -> list[go.Scattergeo]:
    """Return one trace for each width, empty ones too: figures that change keep their traces."""
    least = [max(one for one in _WIDTHS if one <= rows) for rows in pairs["rows"]]
    traces = []
    for limit, width in _WIDTHS.items():
        some = [row for row, one in zip(pairs.itertuples(), least, strict=True) if one == limit]
        traces.append(
            go.Scattergeo(
                lon=[x for row in some for x in (*row.lon, None)] or [None],
                lat=[y for row in some for y in (*row.lat, None)] or [None],
                mode="lines",
                line={"color": theme.colour(member), "width": width},
                opacity=0.75,
                hoverinfo="skip",
                showlegend=False,
            )
        )
    return traces


def _numbers(pairs: pd.DataFrame) -> go.Scattergeo:
    """Put the number of rows on each line; a line of one row carries a dot."""
    at = [_NUMBER_AT[code] for code in pairs["concerns"]]
    several = pairs["rows"] > 1
    return go.Scattergeo(
        lon=[one[step] for one, step in zip(pairs["lon"], at, strict=True)] or [None],
        lat=[one[step] for one, step in zip(pairs["lat"], at, strict=True)] or [None],
        mode="markers+text",
        text=[str(rows) if rows > 1 else "" for rows in pairs["rows"]],
        textfont={"size": 11, "color": theme.INK},
        marker={
            "symbol": "circle",
            "size": several.map({True: 15, False: 5}).tolist(),
            "color": "#FFFFFF",
            "opacity": 1,
            "line": {"color": [theme.colour(one) for one in pairs["concerns"]], "width": 1.4},
        },
        hovertext=[_pair_hover(row) for row in pairs.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )


def _partners(pairs: pd.DataFrame, name: str, codes: list[str], symbol: str) -> go.Scattergeo:
    shown = [code for code in codes if code in set(pairs["partner"])]
    hover = _hover(pairs, "partner", "concerns")
    return go.Scattergeo(
        lon=[PLACES[code][0] for code in shown] or [None],
        lat=[PLACES[code][1] for code in shown] or [None],
        mode="markers+text",
        text=[name_of(code) for code in shown],
        textposition=[PLACES[code][2] for code in shown],
        textfont={"size": 12, "color": theme.INK},
        customdata=shown,
        marker={
            "symbol": symbol,
            "size": 11,
            "color": theme.INK,
            "line": {"color": "#FFFFFF", "width": 1},
        },
        hovertext=[hover[code] for code in shown],
        hovertemplate="%{hovertext}<extra></extra>",
        name=name,
    )


def _members(pairs: pd.DataFrame) -> go.Scattergeo:
    hover = _hover(pairs, "concerns", "partner")
    return go.Scattergeo(
        lon=[HOMES[code][0] for code in MEMBERS],
        lat=[HOMES[code][1] for code in MEMBERS],
        mode="markers+text",
        text=[f"<b>{data.names()[code]}</b>" for code in MEMBERS],
        textposition=[HOMES[code][2] for code in MEMBERS],
        textfont={"size": 13, "color": [theme.colour(code) for code in MEMBERS]},
        marker={
            "symbol": [theme.STATE_MARKERS[code] for code in MEMBERS],
            "size": 15,
            "color": [theme.colour(code) for code in MEMBERS],
            "line": {"color": "#FFFFFF", "width": 1.5},
        },
        hovertext=[hover[code] for code in MEMBERS],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
    )


def _pair_hover(row: tuple) -> str:
    many = f"{row.rows} rows, {row.first} to {row.last}" if row.rows > 1 else f"1 row, {row.first}"
    return f"<b>{data.names()[row.concerns]} – {html.escape(name_of(row.partner))}</b><br>{many}"


def _hover(pairs: pd.DataFrame, own: str, other: str) -> dict[str, str]:
    """Return the text for the pointer by code: the other sides, most rows first."""
    lines = {}
    for row in pairs.sort_values("rows", ascending=False).to_dict("records"):
        line = f"{html.escape(name_of(row[other]))}: {row['rows']}"
        lines.setdefault(row[own], []).append(line)
    return {
        code: f"<b>{html.escape(data.names()[code])}</b><br>" + "<br>".join(lines.get(code, []))
        for code in PLACES
    }


def _whose(member: str) -> str:
    return "Links of five members" if member == ALL else f"Links of {data.names()[member]}"


def _with_whom(partner: str) -> str:
    return "partners outside" if partner == ALL else html.escape(data.names()[partner])


def _subtitle(rows: pd.DataFrame, kind: str, reference: bool) -> str:
    what = "all types of links" if kind == ALL else f"type: {html.escape(kind)}"
    russia = ", with reference rows on Russia" if reference else ""
    count = rows["partnership_id"].nunique()
    return (
        f"{what}{russia}; {count} rows of the table; a row that concerns several members draws "
        "a line for each; numbers: rows"
    )


def _words(rows: pd.DataFrame, pairs: pd.DataFrame, span: str) -> str:
    parts = []
    for code in MEMBERS:
        own = pairs[pairs["concerns"] == code].sort_values("rows", ascending=False)
        if len(own):
            named = ", ".join(f"{data.names()[one.partner]} {one.rows}" for one in own.itertuples())
            parts.append(f"{data.names()[code]}: {named}")
    return (
        f"Map of {len(pairs)} pairs of a member and a partner, {rows['partnership_id'].nunique()} "
        f"rows of the table, {span}. Rows by pair. {'; '.join(parts) or 'None'}. Lines grow "
        "thicker with the number of rows, which says nothing about the weight of a link."
    )
